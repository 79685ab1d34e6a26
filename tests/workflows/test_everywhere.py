"""Messages, absences, other people for a step, time, texts of mails."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from partners import services as partner_services
from partners.enums import MembershipRole
from partners.models import Membership
from tests.workflows.turns import assert_steps_agree
from workflows.actions import absences, accounts, open_steps, schedule
from workflows.enums import Audience, MailState, StepKind, StepState
from workflows.exceptions import Incomplete, TransitionNotAllowed
from workflows.management import demo
from workflows.models import (
    Absence,
    AuditEvent,
    MailRecord,
    MailTemplate,
    NotificationSettings,
    PatronageAgreement,
    Step,
    four_eyes,
)
from workflows.models.ideas import Idea, IdeaState
from workflows.models.notifications import MailGroup
from workflows.models.subjects import refer_to
from workflows.services import inbox, mail_templates, notifications, versions
from workflows.services.ideas import CAN_EVALUATE
from workflows.services.mail_texts import MAILS, get_group

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agreement(in_approval, settings):
    """Waits for the approval of its parties; the mail of the day goes at any hour."""
    settings.CLUSTER_WORKFLOWS = {**settings.CLUSTER_WORKFLOWS, "DIGEST_HOUR": 0}
    mail.outbox.clear()
    return in_approval


def sign_in(client, box):
    user = demo.get_user(box)
    client.force_login(user)
    return user


# Messages


def test_every_message_is_in_the_portal_unread_ones_first(agreement, client):
    user = sign_in(client, "koordynator")
    url = reverse("workflows:inbox")
    count = inbox.count_unread(user)
    assert count > 0

    oldest = MailRecord.objects.filter(user=user).earliest("pk")
    newest = MailRecord.objects.filter(user=user).latest("pk")
    html = client.get(url).content.decode()
    assert f"({count})" in html
    client.get(reverse("workflows:message", args=[newest.pk]))

    response = client.get(url)
    assert response.context["unread"] == count - 1
    assert list(response.context["inbox"])[-1] == newest
    client.post(reverse("workflows:mark_read", args=[oldest.pk]))
    oldest.refresh_from_db()
    assert oldest.read_at
    client.post(reverse("workflows:mark_all_read"))
    assert inbox.count_unread(user) == 0
    assert client.get(reverse("workflows:mark_all_read")).status_code == 405


def test_messages_of_others_do_not_exist(agreement, client):
    other = MailRecord.objects.filter(user=demo.get_user("koordynator")).first()
    sign_in(client, "prezes.len")

    for name in ("message", "mark_read"):
        assert (
            client.post(reverse(f"workflows:{name}", args=[other.pk])).status_code
            == 404
        )
    other.refresh_from_db()
    assert other.read_at is None
    assert other.subject not in client.get(reverse("workflows:inbox")).content.decode()


def test_inbox_asks_as_often_for_many_messages(
    agreement, client, django_assert_max_num_queries
):
    user = sign_in(client, "koordynator")
    MailRecord.objects.bulk_create(
        MailRecord(key="x", user=user, address="", language="pl", subject=str(number))
        for number in range(60)
    )

    with django_assert_max_num_queries(14):
        response = client.get(reverse("workflows:inbox"), {"page": 2})

    assert len(response.context["inbox"]) == 25


def test_person_switches_off_what_is_not_their_turn(agreement, client):
    user = sign_in(client, "koordynator2")
    url = reverse("workflows:notification_settings")
    assert 'name="office"' in client.get(url).content.decode()

    client.post(
        url, {"tasks": "off", "comments": "off", "progress": "digest", "office": "x"}
    )
    for key in ("agreement.check_needed", "agreement.comment", "agreement.sealed"):
        notifications.notify(key, [user], agreement)

    records = MailRecord.objects.filter(user=user).order_by("-pk")[:3]
    assert {record.key: record.state for record in records} == {
        "agreement.check_needed": MailState.SENT,
        "agreement.comment": MailState.PORTAL,
        "agreement.sealed": MailState.DIGEST,
    }
    assert [message.to for message in mail.outbox] == [[user.email]]
    row = NotificationSettings.objects.get(user=user)
    assert row.modes == {"comments": "off", "progress": "digest"}
    # A sweep sends nothing of what stays in the portal.
    assert notifications.list_unsent_mail_ids() == []


def test_mail_of_the_day_comes_once(agreement):
    user = demo.get_user("lider")
    inbox.set_modes(user, {"progress": "digest"})
    (kept,) = notifications.notify("agreement.sealed", [user], agreement)
    (seen,) = notifications.notify("agreement.in_force", [user], agreement)
    inbox.mark_read(user, seen.pk)
    assert mail.outbox == []

    first, second = schedule.run_due(), schedule.run_due()

    assert (first.digests, second.digests) == (1, 0)
    (digest,) = mail.outbox
    assert digest.to == [user.email]
    assert kept.subject in digest.body
    assert seen.subject not in digest.body
    assert not MailRecord.objects.filter(state=MailState.DIGEST).exists()
    # The mail of the day is no message of its own in the portal.
    assert not inbox.list_messages(user).filter(key=inbox.DIGEST).exists()

    # More on the same day waits for the next.
    notifications.notify("agreement.expired", [user], agreement)
    assert schedule.run_due().digests == 0
    yesterday = timezone.localdate() - timedelta(days=1)
    NotificationSettings.objects.update(last_digest_on=yesterday)
    assert schedule.run_due().digests == 1
    # Nothing new, no mail.
    NotificationSettings.objects.update(last_digest_on=yesterday)
    assert schedule.run_due().digests == 0


@pytest.mark.parametrize(
    ("key", "group"),
    [
        ("sign.turn_open", MailGroup.TASKS),
        ("subject.step_needed", MailGroup.TASKS),
        ("account.invited", MailGroup.TASKS),
        ("subject.comment", MailGroup.COMMENTS),
        ("agreement.sealed", MailGroup.PROGRESS),
        ("job.failed", MailGroup.OFFICE),
    ],
)
def test_each_event_has_its_group(key, group):
    assert get_group(key) == group


# Absences


@pytest.fixture
def deputy(agreement):
    """Somebody of the school who may not approve."""
    user = partner_services.create_account(
        email="zastepca@example.org", given_name="Zofia", surname="Zastępcza"
    )
    school = agreement.parties.get(role="school").organisation
    partner_services.grant_roles(user, school, ["member"])
    return user


def test_substitute_approves_for_an_absent_approver(agreement, deputy, client):
    absent = sign_in(client, "dyrektor.mechanik")
    step = Step.objects.open().for_user(absent).get(agreement=agreement)
    today = timezone.localdate()
    url = reverse("workflows:absences")
    typed = {"substitute": deputy.pk, "since": today, "until": today}
    assert not step.may_be_completed_by(deputy)

    wrong = client.post(url, {**typed, "until": today - timedelta(days=1)})
    stranger = client.post(url, {**typed, "substitute": demo.get_user("prezes.len").pk})
    right = client.post(url, typed)
    twice = client.post(url, typed)

    answers = [answer.status_code for answer in (wrong, stranger, right, twice)]
    assert answers == [422, 422, 302, 422]
    assert MailRecord.objects.filter(key="absence.entered", user=deputy).exists()
    assert deputy in notifications.list_people_to_act(step)
    assert step.may_be_completed_by(deputy)
    # The absent one may still do it, and nobody else of the school.
    assert step.may_be_completed_by(absent)
    assert not step.may_be_completed_by(demo.get_user("autor.mechanik"))
    assert_steps_agree()

    # The clock moves on: the period is over, and stays as evidence.
    Absence.objects.update(
        since=today - timedelta(days=9), until=today - timedelta(days=2)
    )
    assert not step.may_be_completed_by(deputy)
    client.post(reverse("workflows:remove_absence", args=[Absence.objects.get().pk]))
    assert Absence.objects.exists()


def test_author_is_barred_as_a_substitute_and_has_none(agreement, deputy):
    author, head = demo.get_user("autor.mechanik"), demo.get_user("dyrektor.mechanik")
    step = Step.objects.open().for_user(head).get(agreement=agreement)
    today = timezone.localdate()

    # The author stands in for the head, and somebody for the author, an approver.
    Absence.objects.create(user=head, substitute=author, since=today, until=today)
    partner_services.grant_roles(author, step.organisation, ["approver"])
    Absence.objects.create(user=author, substitute=deputy, since=today, until=today)

    assert four_eyes.get_barred_ids(step) == {author.pk}
    assert not step.may_be_completed_by(author)
    assert not step.may_be_completed_by(deputy)
    assert notifications.list_people_to_act(step) == [head]
    assert_steps_agree()


def test_nobody_signs_for_another(in_signing, partners):
    step = Step.objects.open().filter(kind=StepKind.SIGN).first()
    signer = step.signer.user
    substitute = demo.get_user("kadry.granit")
    today = timezone.localdate()
    absences.enter(
        user=signer, substitute=substitute, since=today, until=today, by=signer
    )

    assert step.may_be_completed_by(signer)
    assert not step.may_be_completed_by(substitute)
    assert notifications.list_people_to_act(step) == [signer]
    with pytest.raises(TransitionNotAllowed):
        open_steps.reassign(
            step, to=substitute, by=demo.get_user("koordynator"), reason="Urlop"
        )


def test_mandate_that_ended_signs_no_longer(in_signing, partners):
    step = Step.objects.open().filter(kind=StepKind.SIGN).first()
    signer = step.signer.user
    yesterday = timezone.localdate() - timedelta(days=1)

    Membership.objects.filter(user=signer, role=MembershipRole.SIGNER).update(
        since_date=yesterday, until_date=yesterday
    )

    assert not step.may_be_completed_by(signer)
    assert notifications.list_people_to_act(step) == []
    assert_steps_agree()


def test_who_left_an_organisation_signs_no_longer_for_it(in_signing, partners):
    step = Step.objects.open().filter(kind=StepKind.SIGN).first()
    signer, organisation = step.signer.user, step.party.organisation
    office = demo.get_user("koordynator")
    Membership.objects.filter(user=signer, role=MembershipRole.ADMIN).delete()
    assert step.may_be_completed_by(signer)

    accounts.remove_colleague(by=office, organisation=organisation, user=signer)

    step = Step.objects.get(pk=step.pk)
    assert step.state == StepState.OPEN
    assert not step.may_be_completed_by(signer)
    assert notifications.list_people_to_act(step) == []
    told = MailRecord.objects.filter(key="colleague.left_signatures")
    assert office.pk in told.values_list("user", flat=True)
    assert str(in_signing) in told.first().body
    # The text is frozen: it still names the person.
    content = versions.build_content(PatronageAgreement.objects.get(pk=in_signing.pk))
    assert versions.hash_content(content) == in_signing.version


def test_office_enters_and_removes_absences_of_others(agreement, deputy, client):
    office = sign_in(client, "koordynator")
    head = demo.get_user("dyrektor.mechanik")
    day = timezone.localdate() + timedelta(days=5)
    with pytest.raises(PermissionDenied):
        absences.enter(user=head, substitute=deputy, since=day, until=day, by=deputy)
    with pytest.raises(ValidationError):
        absences.enter(user=head, substitute=office, since=day, until=day, by=office)

    response = client.post(
        reverse("workflows:absences"),
        {"user": head.pk, "substitute": deputy.pk, "since": day, "until": day},
    )

    assert response.status_code == 302
    absence = Absence.objects.get()
    told = MailRecord.objects.filter(key="absence.entered").values_list(
        "user", flat=True
    )
    assert set(told) == {head.pk, deputy.pk}
    client.force_login(deputy)
    url = reverse("workflows:remove_absence", args=[absence.pk])
    assert client.post(url).status_code == 404
    client.force_login(office)
    client.post(url)
    assert not Absence.objects.exists()
    assert (
        AuditEvent.objects.filter(
            action__in=[
                "cluster_workflows.enter_absence",
                "cluster_workflows.remove_absence",
            ]
        )
        .values_list("actor", flat=True)
        .distinct()
        .get()
        == office.pk
    )


# More time


def test_office_gives_a_step_more_time(agreement, client):
    office = sign_in(client, "koordynator")
    step = Step.objects.open().filter(agreement=agreement).first()
    url = reverse("workflows:extend_step", args=[step.process_id, step.task_id])
    assert url in client.get(agreement.get_absolute_url()).content.decode()
    before = step.due_at
    day = (before + timedelta(days=10)).date()

    silent = client.post(url, {"until": day, "reason": " "})
    earlier = client.post(
        url, {"until": before.date() - timedelta(days=1), "reason": "Szybciej"}
    )
    right = client.post(url, {"until": day, "reason": "Ferie zimowe"})

    answers = [answer.status_code for answer in (silent, earlier, right)]
    assert answers == [422, 422, 302]
    step.refresh_from_db()
    assert timezone.localtime(step.due_at).date() == day
    event = AuditEvent.objects.get(action="cluster_workflows.extend_step")
    assert (event.actor, event.data["reason"]) == (office, "Ferie zimowe")
    people = {person.pk for person in notifications.list_people_to_act(step)}
    told = MailRecord.objects.filter(key="step.extended").values_list("user", flat=True)
    assert set(told) == people
    # Others, also those of the step, do not give themselves time.
    sign_in(client, "dyrektor.mechanik")
    assert client.get(url).status_code == 403
    assert url not in client.get(agreement.get_absolute_url()).content.decode()
    with pytest.raises(Incomplete):
        open_steps.extend(step, until=day, by=office, reason="")


# Texts of mails


def test_office_changes_a_text_and_goes_back(agreement, client):
    key = "agreement.comment"
    sign_in(client, "koordynator")
    url = reverse("workflows_office:edit_mail_text", args=[key, "pl"])
    default = mail_templates.get_default(key, "pl")
    index = client.get(reverse("workflows_office:mail_texts")).content.decode()
    assert all(name in index for name in MAILS)
    text = {"subject": "Nowa uwaga: %(number)s", "body": "Pisze %(actor)s (100 %%)."}

    unknown = client.post(url, {**text, "body": "Dla %(password)s"})
    broken = client.post(url, {**text, "body": "Zniżka 5 % dziś"})
    preview = client.post(url, {**text, "action": "preview"})

    assert (unknown.status_code, broken.status_code) == (422, 422)
    assert "%(password)s" in unknown.content.decode()
    assert "(100 %)." in preview.content.decode()
    assert not MailTemplate.objects.exists()

    client.post(url, {**text, "action": "save"})
    lider = demo.get_user("lider")
    notifications.notify(key, [lider], agreement, actor="Jan Biurowy")
    assert mail.outbox[-1].subject == f"Nowa uwaga: {agreement.number}"
    assert "Pisze Jan Biurowy (100 %)." in mail.outbox[-1].body

    # A variable that is gone: the mail goes out with the original text.
    MailTemplate.objects.update(body="%(gone)s")
    notifications.notify(key, [lider], agreement, actor="Jan Biurowy")
    assert mail.outbox[-1].subject == default[0] % {"number": agreement.number}

    client.post(url, {"action": "reset"})
    assert not MailTemplate.objects.exists()
    actions = AuditEvent.objects.order_by("-sequence").values_list("action", flat=True)
    assert list(actions[:2]) == [
        "cluster_workflows.reset_mail",
        "cluster_workflows.change_mail",
    ]


def test_every_text_in_every_language_renders():
    for key in MAILS:
        for language in mail_templates.LANGUAGES:
            subject, body = mail_templates.get_default(key, language)
            assert mail_templates.check_text(key, subject) == []
            assert mail_templates.check_text(key, body) == []
            mail_templates.preview(key, subject, body)


# Somebody else


@pytest.fixture
def evaluation(partners, get_user):
    """An idea of “Mechanik”; two people evaluate it, one of them is asked now."""
    idea = Idea.objects.create(
        title_pl="Pracownia na kołach",
        state=IdeaState.EVALUATION,
        created_by=get_user("autor.mechanik"),
        submitted_at=timezone.now(),
    )
    may = Permission.objects.get(codename=CAN_EVALUATE.partition(".")[2])
    evaluators = [
        get_user(box)
        for box in (*["prezes.granit", "zarzad.granit", "kadry.granit"], "prezes.len")
    ]
    for user in (*evaluators, get_user("dyrektor.mechanik")):
        user.user_permissions.add(may)
    for number, user in enumerate(evaluators[:2]):
        Step.objects.create(
            task_id=9000 + number,
            process_id=900,
            **refer_to(idea),
            kind="evaluate",
            audience=Audience.PERSON,
            assignee=user,
            barred=idea.created_by,
            data={"user": user.pk},
            due_at=timezone.now() + timedelta(days=3),
            reminders_sent=2,
        )
    return Step.objects.get(task_id=9000)


def test_office_gives_a_personal_step_to_somebody_else(evaluation, client, get_user):
    step, before = evaluation, get_user("prezes.granit")
    office = sign_in(client, "koordynator")
    url = reverse("workflows:reassign_step", args=[step.process_id, step.task_id])
    form = client.get(url).context["form"]
    boxes = {p.email.partition("@")[0] for p in form.candidates.values()}
    # Neither the author's school, nor who evaluates already, nor who may not.
    assert boxes == {"kadry.granit", "prezes.len"}
    author, head = get_user("autor.mechanik"), get_user("dyrektor.mechanik")

    for person in (author, head, get_user("zarzad.granit"), before):
        with pytest.raises(TransitionNotAllowed):
            open_steps.reassign(step, to=person, by=office, reason="Choroba")
    with pytest.raises(PermissionDenied):
        open_steps.reassign(step, to=get_user("prezes.len"), by=before, reason="Nie")
    to = get_user("prezes.len")
    assert client.post(url, {"to": to.pk, "reason": ""}).status_code == 422
    assert client.post(url, {"to": head.pk, "reason": "Choroba"}).status_code == 422
    assert client.post(url, {"to": to.pk, "reason": "Choroba"}).status_code == 302

    step.refresh_from_db()
    assert (step.assignee, step.data, step.reminders_sent) == (to, {"user": to.pk}, 0)
    assert step.may_be_completed_by(to)
    assert not step.may_be_completed_by(before)
    event = AuditEvent.objects.get(action="cluster_workflows.reassign_step")
    assert (event.actor, event.data["reason"]) == (office, "Choroba")
    told = dict(
        MailRecord.objects.filter(key__startswith="step.").values_list("key", "user")
    )
    assert told == {"step.handed_over": to.pk, "step.taken_away": before.pk}
    sign_in(client, "prezes.granit")
    assert client.get(url).status_code in (403, 404)


def test_two_judgements_come_from_two_people(evaluation, get_user):
    today = timezone.localdate()
    absent = get_user("prezes.granit")
    for box in ("zarzad.granit", "kadry.granit"):
        Absence.objects.create(
            user=absent, substitute=get_user(box), since=today, until=today
        )

    # One evaluates the same idea already; the other may stand in.
    assert not evaluation.may_be_completed_by(get_user("zarzad.granit"))
    assert evaluation.may_be_completed_by(get_user("kadry.granit"))
    people = notifications.list_step_people(evaluation)
    assert people == [absent, get_user("kadry.granit")]
    assert_steps_agree()
