"""Personal data handed out, accounts blanked, what falls due, consents, statistics."""

import csv
import io
import json
from datetime import timedelta

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from home.models import ContactMessage
from partners.models import GroupMember, Membership, Person, WorkingGroup
from partners.models.groups import GroupMemberState
from workflows.actions import privacy as actions
from workflows.actions import schedule
from workflows.enums import MailState
from workflows.exceptions import TransitionNotAllowed
from workflows.management import demo
from workflows.models import (
    AuditEvent,
    ConsentRecord,
    Decision,
    MailRecord,
    PatronageAgreement,
    Revision,
    Step,
    SweepClaim,
)
from workflows.services import (
    audit,
    consents,
    retention,
    statistics,
    storage,
)
from workflows.services.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)

COORDINATOR, LEADER = "koordynator", "lider"


def sign_in(client, box):
    user = demo.get_user(box)
    client.force_login(user)
    return user


# Personal data


def test_person_takes_their_data_with_them(in_approval, client):
    author = sign_in(client, "autor.mechanik")
    page = client.get(reverse("workflows:my_data")).content.decode()
    assert client.get(reverse("workflows:download_my_data")).status_code == 405

    response = client.post(reverse("workflows:download_my_data"))

    data = json.loads(response.content)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert data["profile"]["rows"][0]["email"] == author.email
    assert [row["outcome"] for row in data["decisions"]["rows"]] == ["submitted"]
    receipt = Revision.objects.get(document__type="receipt")
    assert receipt.sha256 in {row["sha256"] for row in data["documents"]["rows"]}
    assert receipt.sha256 in page
    assert len(data["mails"]["rows"]) == MailRecord.objects.filter(user=author).count()
    assert "password" not in response.content.decode()
    # Nothing of anybody else.
    assert demo.get_user("koordynator").email not in response.content.decode()
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.actor) == ("cluster_workflows.export_person", author)


def test_only_the_office_hands_out_the_data_of_others(in_approval, client, get_user):
    person = get_user("autor.mechanik")
    url = reverse("workflows_office:download_person", args=[person.pk])
    with pytest.raises(PermissionDenied):
        actions.export(person, by=get_user("dyrektor.mechanik"))
    sign_in(client, "dyrektor.mechanik")
    assert client.post(url).status_code in (302, 403)

    sign_in(client, COORDINATOR)
    people = client.get(reverse("workflows_office:people"), {"q": "Szkolna"})

    assert person.email in people.content.decode()
    assert json.loads(client.post(url).content)["account"] == person.pk


def test_account_is_blanked_and_what_was_signed_stays(in_approval, client, get_user):
    person = get_user("autor.mechanik")
    name, email = person.get_full_name(), person.email
    receipt = Revision.objects.get(document__type="receipt")
    before = storage.read(receipt.sha256)
    today = timezone.localdate()
    group = WorkingGroup.objects.create(
        name_pl="Grupa", starts_on=today, ends_on=today + timedelta(days=300)
    )
    place = GroupMember.objects.create(
        group=group,
        organisation=in_approval.initiator,
        person=person.person,
        state=GroupMemberState.CONFIRMED,
        since_date=today - timedelta(days=30),
    )
    MailRecord.objects.create(key="x", user=person, address=email, state="waiting")
    office = sign_in(client, COORDINATOR)
    url = reverse("workflows_office:anonymise", args=[person.pk])

    unsure = client.post(url, {"reason": "Wniosek z 2 marca"})
    assert unsure.status_code == 422
    assert (
        client.post(url, {"reason": "Wniosek z 2 marca", "sure": "on"}).status_code
        == 302
    )

    person.refresh_from_db()
    assert (person.is_active, person.get_full_name(), person.email) == (False, "", "")
    assert not person.has_usable_password()
    assert not Person.objects.filter(email=email).exists()
    assert not Membership.objects.current().filter(user=person).exists()
    place.refresh_from_db()
    assert (place.state, place.is_current) == (GroupMemberState.ENDED, False)
    mails = MailRecord.objects.filter(user=person)
    assert not mails.exclude(address="", body="").exists()
    assert not mails.filter(state=MailState.WAITING).exists()
    # Evidence: the file, the decision, the audit log and its chain.
    assert storage.read(receipt.sha256) == before
    assert verify(before).ok
    assert name in Decision.objects.get(outcome="submitted").actor_name
    assert audit.verify_chain().ok
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.actor) == ("cluster_workflows.anonymise", office)
    assert email not in json.dumps(event.data) + event.object_label
    # Pages about what the person did still work.
    assert client.get(in_approval.get_absolute_url()).status_code == 200


def test_account_that_is_waited_for_is_not_blanked(in_signing, get_user):
    office = get_user(COORDINATOR)
    signer = Step.objects.open().filter(kind="sign").first().signer.user

    with pytest.raises(TransitionNotAllowed, match=in_signing.number):
        actions.anonymise(signer, by=office, reason="Wniosek")
    with pytest.raises(TransitionNotAllowed):
        actions.anonymise(office, by=office, reason="Wniosek")
    with pytest.raises(PermissionDenied):
        actions.anonymise(office, by=signer, reason="Wniosek")

    signer.refresh_from_db()
    assert signer.is_active


# Retention


def test_sweep_deletes_what_it_may_once_a_day(in_approval, get_user, client):
    long_ago = timezone.now() - timedelta(days=800)
    old = MailRecord.objects.filter(state=MailState.SENT).first()
    MailRecord.objects.filter(pk=old.pk).update(created_at=long_ago)
    ContactMessage.objects.create(
        subject="Pytanie", consent_at=long_ago, created_at=long_ago, mailed_at=long_ago
    )
    forgotten = demo.draft_agreement(with_annex=False, title_pl="Zapomniany szkic")
    PatronageAgreement.objects.filter(pk=forgotten.pk).update(created_at=long_ago)
    forgotten.versions.update(created_at=long_ago)

    due = {row.rule.key: row for row in retention.list_due()}
    counts = {key: due[key].count for key in ("mails", "drafts", "contact")}
    assert counts == {"mails": 1, "drafts": 1, "contact": 1}
    sign_in(client, COORDINATOR)
    page = client.get(reverse("workflows_office:retention")).content.decode()
    assert "Zapomniany szkic" in page

    first, second = schedule.run_due(), schedule.run_due()

    assert (first.deleted, second.deleted) == (2, 0)
    assert not MailRecord.objects.filter(pk=old.pk).exists()
    assert PatronageAgreement.objects.filter(pk=forgotten.pk).exists()
    events = AuditEvent.objects.filter(action="cluster_workflows.delete_due")
    assert sorted(event.data["rule"] for event in events) == ["contact", "mails"]
    # The office is told of the rest, once in a quarter.
    told = MailRecord.objects.filter(key="retention.due", user=get_user(COORDINATOR))
    assert told.count() == 1
    SweepClaim.objects.filter(key__startswith="retention 2").delete()
    schedule.run_due()
    assert told.count() == 1
    assert audit.verify_chain().ok


def test_settings_say_how_long_and_whether(in_approval, settings):
    MailRecord.objects.update(created_at=timezone.now() - timedelta(days=40))
    count = MailRecord.objects.count()

    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "RETENTION": {"mails": {"days": 30, "delete": False}},
    }
    assert retention.delete_due() == 0
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "RETENTION": {"mails": {"days": 30}},
    }
    assert retention.delete_due() == count


# Consents


def test_consent_is_kept_once_with_its_wording_and_can_be_taken_back(
    partners, client, get_user
):
    person = get_user(LEADER)
    text = "Zgadzam się na publikację streszczenia."
    first = consents.give("idea.publication", text, user=person)
    assert consents.give("idea.publication", text, user=person) == first
    other = consents.give("idea.publication", text + "!", user=person)
    assert first.text_version != other.text_version
    url = reverse("workflows:withdraw_consent", args=[first.pk])
    sign_in(client, "prezes.len")
    assert client.post(url).status_code == 404

    client.force_login(person)
    assert text in client.get(reverse("workflows:my_data")).content.decode()
    client.post(url)
    client.post(url)

    first.refresh_from_db()
    assert first.withdrawn_at
    told = MailRecord.objects.get(key="consent.withdrawn", user=get_user(COORDINATOR))
    assert text in told.body
    actions_taken = AuditEvent.objects.filter(
        action="cluster_workflows.withdraw_consent"
    )
    assert actions_taken.count() == 1
    again = consents.give("idea.publication", text, user=person)
    assert again != first
    assert set(ConsentRecord.objects.in_force()) == {again, other}


# Statistics


def test_times_of_steps_are_median_and_90th_percentile():
    assert statistics.get_percentile([1.0]) == 1.0
    assert statistics.get_percentile([float(n) for n in range(1, 11)]) == 9.0
    assert statistics.get_percentile([float(n) for n in range(1, 101)]) == 90.0


def test_statistics_count_what_is_there_and_are_exported(in_approval, client):
    demo.draft_agreement(with_annex=False, title_pl="Nikt tego nie złożył")
    step = Step.objects.get(state="done")
    Step.objects.filter(pk=step.pk).update(opened_at=step.closed_at - timedelta(days=4))
    year = timezone.localdate().year
    sign_in(client, COORDINATOR)
    url = reverse("workflows_office:statistics")

    html = client.get(url, {"kind": "agreements"}).content.decode()
    report = statistics.build_report(year)
    empty = statistics.build_report(1999)

    assert "Nikt tego" not in html
    agreements = statistics.list_counted()[0]
    assert statistics.count_by_year(agreements) == {year: {"party_approval": 1}}
    (time,) = report.times
    assert (time.count, time.median, time.percentile) == (1, 4.0, 4.0)
    assert empty.times == []
    assert year in report.years

    text = client.get(url, {"export": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert any("4.0" in row for row in rows)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(url, {"export": "xlsx"}).content)
    )
    assert len(list(book.active.iter_rows())) == len(rows)
    assert client.get(url, {"year": "x" * 30, "kind": "y"}).status_code == 200

    sign_in(client, "audytor")
    assert client.get(url).status_code == 200
    assert client.get(reverse("workflows_office:people")).status_code in (302, 403)
    sign_in(client, "prezes.len")
    assert client.get(url).status_code in (302, 403)
