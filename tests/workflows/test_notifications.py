"""Mails, reminders, failed jobs: every result is kept and shown."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from partners.models import Membership
from partners.services import find_account
from workflows.actions import accounts, schedule
from workflows.enums import JobState, MailState, StepKind
from workflows.management import demo
from workflows.models import Document, MailRecord, Revision, SealingJob, Step
from workflows.pdf.backends import forget_backends
from workflows.services import notifications, storage
from workflows.services.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


def get_boxes(key) -> list[str]:
    addresses = MailRecord.objects.filter(key=key).values_list("address", flat=True)
    return sorted(address.split("@")[0] for address in addresses)


def test_each_person_gets_the_mail_of_their_step(in_signing):
    assert get_boxes("agreement.check_needed") == ["koordynator", "koordynator2"]
    assert get_boxes("agreement.approval_needed") == [
        "dyrektor.mechanik",
        "lider",
        "prezes.granit",
        "prezydent.jelenia-gora",
        "zarzad.granit",
    ]
    assert get_boxes("agreement.signoff_needed") == ["koordynator", "koordynator2"]
    assert get_boxes("sign.turn_open") == ["prezes.granit", "zarzad.granit"]
    assert not MailRecord.objects.exclude(state=MailState.SENT).exists()
    assert MailRecord.objects.count() == len(mail.outbox)


def test_mail_speaks_the_language_of_the_person(submitted, get_user):
    from wagtail.users.models import UserProfile  # noqa: PLC0415 -- one test only

    user = get_user("koordynator")
    UserProfile.objects.create(user=user, preferred_language="en")
    user.refresh_from_db()

    notifications.notify("agreement.check_needed", [user], submitted)
    notifications.notify(
        "agreement.check_needed", [get_user("koordynator2")], submitted
    )

    english, polish = mail.outbox[-2:]
    assert english.subject == f"Please check {submitted.number}"
    assert "/en/portal/agreements/" in english.body
    assert "/pl/portal/agreements/" in polish.body
    assert "Moje zadania" in polish.body
    assert polish.subject != english.subject


def test_mail_server_down_keeps_the_mail_and_the_sweep_sends_it(
    submitted, get_user, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    notifications.notify("agreement.comment", [get_user("lider")], submitted)
    record = MailRecord.objects.get(key="agreement.comment")
    assert (record.state, record.attempts) == (MailState.FAILED, 1)
    assert "ConnectionRefusedError" in record.error

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    report = schedule.run_due()

    record.refresh_from_db()
    assert (report.mails, record.state) == (1, MailState.SENT)


def test_whoever_got_more_time_is_not_reminded_as_if_it_were_over(submitted):
    step = Step.objects.get(kind=StepKind.FORMAL_CHECK)
    rows = Step.objects.filter(pk=step.pk)
    now = timezone.now()

    def run(*, opened, due) -> int:
        rows.update(
            opened_at=now - timedelta(days=opened), due_at=now + timedelta(days=due)
        )
        return schedule.run_due().reminders

    assert run(opened=30, due=60) == 0
    assert run(opened=80, due=12) == 0
    assert run(opened=81, due=11) == 1
    rows.update(last_reminded_at=now - timedelta(days=9), reminders_sent=2)
    assert run(opened=91, due=1) == 0 and not get_boxes("step.escalated")
    assert run(opened=92, due=0) == 1
    assert get_boxes("step.escalated") == ["koordynator", "koordynator2"]


def test_reminders_come_on_their_days_once_and_stop(submitted):
    step = Step.objects.get(kind=StepKind.FORMAL_CHECK)

    counts = []
    for days in (2, 3, 3, 5, 7, 10, 14, 14, 30, 60):
        moment = timezone.now() - timedelta(days=days)
        Step.objects.filter(pk=step.pk).update(
            opened_at=moment, due_at=moment + timedelta(days=5)
        )
        # The clock moves: what was sent before lies as far back as it should.
        step.refresh_from_db()
        if step.last_reminded_at:
            Step.objects.filter(pk=step.pk).update(
                last_reminded_at=timezone.now() - timedelta(days=8)
            )
        counts.append(schedule.run_due().reminders)

    assert counts == [0, 1, 0, 0, 1, 0, 1, 0, 0, 0]
    assert len(get_boxes("step.reminder")) == 3 * 2
    assert get_boxes("step.escalated") == ["koordynator", "koordynator2"]


def test_timestamp_server_down_fails_visibly_and_nothing_is_lost(
    submitted, settings, get_user
):
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "TIMESTAMP_URLS": ["http://127.0.0.1:9/tsa"],
        "TIMESTAMP_TIMEOUT": 1,
    }
    with pytest.raises(Exception, match="no signed file"):
        demo.check(submitted)

    job = SealingJob.objects.get(state=JobState.FAILED)
    assert "No timestamp" in job.error
    assert "secret" not in job.error.lower()
    assert get_boxes("job.failed") == ["koordynator", "koordynator2"]
    submitted.refresh_from_db()
    assert submitted.state == "party_approval"
    assert Document.objects.get(type="formal_card").latest is None

    settings.CLUSTER_WORKFLOWS = {**settings.CLUSTER_WORKFLOWS, "TIMESTAMP_URLS": []}
    with pytest.raises(PermissionDenied):
        schedule.retry_job(job, user=get_user("prezes.granit"))
    assert schedule.retry_job(job, user=get_user("koordynator"))

    card = Document.objects.get(type="formal_card")
    assert verify(storage.read(card.latest.sha256)).ok
    assert Step.objects.open().count() == 4


def test_missing_authority_fails_visibly_and_the_sweep_goes_on(
    draft, settings, tmp_path, transactional_db
):
    keys = settings.CLUSTER_WORKFLOWS["KEY_DIRECTORY"]
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "KEY_DIRECTORY": str(tmp_path / "none"),
    }
    forget_backends()
    with pytest.raises(Exception, match="no signed file"):
        demo.submit(draft)
    assert SealingJob.objects.get().state == JobState.FAILED

    settings.CLUSTER_WORKFLOWS = {**settings.CLUSTER_WORKFLOWS, "KEY_DIRECTORY": keys}
    report = schedule.run_due()

    assert report.jobs == 1
    assert Revision.objects.count() == 1


def test_job_that_keeps_failing_waits_for_a_person(submitted, settings):
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "TIMESTAMP_URLS": ["http://127.0.0.1:9/tsa"],
        "JOB_ATTEMPTS": 3,
    }
    with pytest.raises(Exception, match="no signed file"):
        demo.check(submitted)

    failed = [schedule.run_due().failed_jobs for _run in range(4)]

    assert failed == [1, 1, 0, 0]


def test_coordinator_invites_in_the_admin(client, partners, get_user):
    address = reverse("workflows_admin:invite")
    typed = {
        "organisation": partners["len"].pk,
        "given_name": "Nowa",
        "surname": "Osoba",
        "email": "nowa@example.org",
        "roles": ["member", "approver"],
    }
    client.force_login(get_user("koordynator"))

    wrong = client.post(address, {**typed, "email": "nowa"})
    right = client.post(address, typed)

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Osoba" in wrong.content.decode()
    roles = Membership.objects.filter(user__email="nowa@example.org")
    assert sorted(roles.values_list("role", flat=True)) == ["approver", "member"]
    assert mail.outbox[-1].to == ["nowa@example.org"]


def test_invited_person_gets_a_mail_and_sets_a_password(partners, get_user, client):
    address = accounts.invite(
        by=get_user("dyrektor.mechanik"),
        organisation=partners["mechanik"],
        email="nowa.osoba@example.org",
        given_name="Nowa",
        surname="Osoba",
        roles=["member", "editor"],
    )

    assert not find_account(address).has_usable_password()
    assert mail.outbox[-1].to == ["nowa.osoba@example.org"]
    with pytest.raises(PermissionDenied):
        accounts.invite(
            by=get_user("prezes.len"),
            organisation=partners["mechanik"],
            email="x@example.org",
            given_name="X",
            surname="Y",
            roles=["approver"],
        )

    invitation = mail.outbox[-1].body
    assert reverse("account_reset_password") in invitation
    assert "Moje zadania" not in invitation
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert mail.outbox[-1].body == invitation
    client.post(reverse("account_reset_password"), {"email": address})
    answer = mail.outbox[-1]
    assert "/accounts/password/reset/key/" in answer.body
    assert answer.body.startswith(invitation[:10])
    assert "[" not in answer.subject
