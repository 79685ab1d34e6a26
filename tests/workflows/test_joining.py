"""Joining the cluster: application, check, declaration, partner; colleagues, data."""

import re
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone, translation

from partners.enums import MembershipRole
from partners.management.demo import create_demo_partners
from partners.models import (
    Membership,
    Organisation,
    PartnerIndexPage,
    PartnerPage,
    WorkingGroup,
)
from partners.protection import make_stamp
from partners.services import find_account
from tests.conftest import PASSPHRASE
from tests.partners.conftest import create_site
from tests.screens import share_database
from workflows.actions import accounts, register_changes, schedule, steps
from workflows.actions import joining as actions
from workflows.actions import subjects as subject_actions
from workflows.enums import DocumentType, Outcome, StepState
from workflows.exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from workflows.forms.joining import CONSENT, NewApplicationForm
from workflows.management import demo, demo_ideas, demo_joining
from workflows.models import (
    AuditEvent,
    ChangeProposal,
    ConsentRecord,
    Idea,
    JoiningApplication,
    MailRecord,
    Step,
)
from workflows.models.joining import ChangeState, JoiningState
from workflows.services import joining, joining_mails, storage, verification
from workflows.services.decisions import StepInput

pytestmark = pytest.mark.django_db

FOREST = {
    **demo_joining.make_data(7),
    "legal_name": "Leśny Warsztat sp. z o.o.",
    "short_name": "Leśny Warsztat",
    "signer_surname": "Leśna",
}


@dataclass(frozen=True)
class World:
    """A company that joined, and one of two signers that waits for the office."""

    joined: JoiningApplication
    waiting: JoiningApplication
    values: dict
    folder: Path


def commit():
    """Run what follows a commit: sealing jobs and mails."""
    return TestCase.captureOnCommitCallbacks(execute=True)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    folder = tmp_path_factory.mktemp("joining")
    with (
        share_database(
            django_db_blocker, authority_directory, folder, PASSPHRASE
        ) as values,
        translation.override("pl"),
    ):
        home, english = create_site()
        directory = home.add_child(
            instance=PartnerIndexPage(title="Partnerzy", slug="partnerzy")
        )
        directory.copy_for_translation(english).save_revision().publish()
        create_demo_partners()
        call_command("run_demo_joining", output=folder / "files", stdout=StringIO())
        joined = JoiningApplication.objects.get()
        waiting = demo_joining.apply(demo_joining.GLASS)
        yield World(joined, waiting, values, folder / "files")


@pytest.fixture
def world(made, settings, db):
    settings.CLUSTER_WORKFLOWS = made.values
    return made


def reload(application) -> JoiningApplication:
    return JoiningApplication.objects.get(pk=application.pk)


def get_step(application, kind) -> Step:
    return Step.objects.open().get(subject_id=application.pk, kind=kind)


def list_mail_keys(application) -> list[str]:
    rows = MailRecord.objects.filter(address=application.contact_email)
    return list(rows.order_by("pk").values_list("key", flat=True))


def get_post(data=FOREST, **changes) -> dict:
    started = make_stamp(timezone.now().timestamp() - 60)
    return {**data, "consent": "on", "started": started, "website": "", **changes}


# The application


def test_company_that_joined_is_a_partner_with_valid_papers(world):
    joined = world.joined
    organisation = joined.organisation

    assert joined.state == JoiningState.ACTIVE
    assert re.fullmatch(r"A/\d{4}/\d{3}", joined.number)
    assert re.fullmatch(r"D/\d{4}/\d{3}", joined.declaration_number)
    files = [document.latest for document in joined.documents.order_by("ordinal")]
    assert [file.document.type for file in files] == [
        DocumentType.RECEIPT,
        DocumentType.FORMAL_CARD,
        DocumentType.DECLARATION,
    ]
    assert files[2].signatures == ["sign-partner-1", "sign-leader-1"]
    for file in files:
        verdict = verification.verify(storage.read(file.sha256))
        assert verdict.ok, verdict.list_reasons()
        assert (world.folder / file.file_name).read_bytes() == storage.read(file.sha256)
    assert organisation.is_active and organisation.nip == demo_joining.OPTICS["nip"]
    assert organisation.register_checked_by == demo.get_user("koordynator")
    assert organisation.website == demo_joining.OPTICS["homepage"]
    roles = Membership.objects.current().filter(
        organisation=organisation, user=joined.first_signer
    )
    assert set(roles.values_list("role", flat=True)) == set(joining.FIRST_ROLES)
    pages = PartnerPage.objects.filter(organisation=organisation)
    assert sorted(pages.values_list("locale__language_code", "live")) == [
        ("en", False),
        ("pl", False),
    ]
    assert len(set(pages.values_list("translation_key", flat=True))) == 1
    consent = ConsentRecord.objects.get(email=joined.contact_email)
    assert consent.text == CONSENT
    assert list_mail_keys(joined) == [
        "joining.confirm",
        "joining.received",
        "joining.accepted",
        "joining.signed",
        "joining.active",
    ]
    # For whom each signed is written, though the accounts may have several places.
    signed = Step.objects.filter(subject_id=joined.pk, kind="sign").order_by("pk")
    assert [step.decision.actor_organisation for step in signed] == [
        organisation.legal_name,
        Organisation.objects.get(kind="leader").legal_name,
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nip", "6110000005"),
        ("regon", "230123458"),
        ("krs", "12345678901"),
        ("krs", ""),
        ("postcode", "58500"),
        ("signer_email", "nobody"),
        ("second_email", FOREST["signer_email"]),
        ("kind", "leader"),
        ("consent", ""),
        ("website", "https://spam.example"),
    ],
)
def test_wrong_data_are_refused_and_stay_typed(db, field, value):
    before = JoiningApplication.objects.count()

    page = Client().post(reverse("workflows:join"), get_post(**{field: value}))

    assert page.status_code == 422
    html = page.content.decode()
    assert FOREST["legal_name"] in html and FOREST["motivation"] in html
    assert 'role="alert"' in html
    assert JoiningApplication.objects.count() == before


def test_school_needs_its_numbers(db):
    form = NewApplicationForm(get_post(kind="school", krs="", legal_form="jst"))

    assert {"rspo", "founding_body_name"} <= set(form.errors)
    assert "krs" not in form.errors


@pytest.mark.parametrize("name", ["nip", "regon", "krs"])
@pytest.mark.parametrize("whose", ["partner", "pending"])
def test_known_number_is_refused_without_saying_whose(world, name, whose):
    known = {"partner": demo_joining.OPTICS, "pending": demo_joining.GLASS}[whose]

    page = Client().post(reverse("workflows:join"), get_post(**{name: known[name]}))

    html = page.content.decode()
    assert page.status_code == 422 and joining.get_known_text()[:60] in html
    for secret in (known["legal_name"], known["signer_surname"], "A/20"):
        assert secret not in html


def test_application_that_nobody_confirmed_blocks_nobody(world):
    for language, sent in (("pl", "dolacz/wyslano"), ("en", "join/sent")):
        with translation.override(language):
            page = Client().post(reverse("workflows:join"), get_post())
        assert page.headers["Location"] == f"/{language}/portal/{sent}/"
    first, second = JoiningApplication.objects.order_by("pk")[2:]
    english = read_link(second, "joining.confirm")
    assert (first.language, second.language) == ("pl", "en")
    assert english.startswith("/en/")

    with commit():
        actions.confirm(first)
    with pytest.raises(Incomplete):
        actions.confirm(second)

    assert reload(second).state == JoiningState.UNVERIFIED
    assert AuditEvent.objects.filter(object_id=str(second.pk)).count() == 0


def read_link(application, key) -> str:
    body = (
        MailRecord.objects.filter(address=application.contact_email, key=key)
        .latest("pk")
        .body
    )
    return re.search(r"http://[^/]+(/\S+)", body)[1]


def test_links_expire_are_replaced_and_cannot_be_made_up(world, settings):
    client = Client()
    client.post(reverse("workflows:join"), get_post())
    application = JoiningApplication.objects.latest("pk")
    old = read_link(application, "joining.confirm")
    token = old.rstrip("/").rpartition("/")[2]

    spoilt = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
    swapped = token.replace(application.public_id.hex, world.waiting.public_id.hex)
    for wrong in (spoilt, swapped, "x", joining_mails.make_follow_token(application)):
        url = reverse("workflows:joining_confirm", args=[wrong])
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
    # Reading the mail is not confirming; nor is the other link good for it.
    assert client.get(old).status_code == 200
    follow = joining_mails.get_follow_path(application)
    assert client.get(follow).status_code == 404

    settings.CLUSTER_WORKFLOWS = {**world.values, "JOINING_LINK_HOURS": 0}
    assert client.get(old).status_code == client.post(old).status_code == 410
    settings.CLUSTER_WORKFLOWS = world.values
    data = {"email": application.contact_email, "started": get_post()["started"]}
    answers = [
        client.post(reverse("workflows:joining_resend"), {**data, **more}).headers[
            "Location"
        ]
        for more in ({}, {"email": "nobody@demo.klaster.example"})
    ]
    assert answers[0] == answers[1]
    assert client.post(old).status_code == 410
    assert reload(application).state == JoiningState.UNVERIFIED

    with commit():
        done = client.post(read_link(application, "joining.confirm"))
    assert done.headers["Location"] == follow
    assert reload(application).state == JoiningState.SUBMITTED
    assert client.get(follow).status_code == 200


def test_unconfirmed_applications_are_deleted_once_with_their_mails(world):
    Client().post(reverse("workflows:join"), get_post())
    fresh = JoiningApplication.objects.latest("pk")
    Client().post(reverse("workflows:join"), get_post(contact_email="b@firma.example"))
    old = JoiningApplication.objects.latest("pk")
    old.mailed_at = timezone.now() - timedelta(days=15)
    old.save()
    JoiningApplication.objects.filter(pk=world.waiting.pk).update(
        mailed_at=old.mailed_at
    )

    with commit():
        schedule.run_due()
    left = set(JoiningApplication.objects.values_list("pk", flat=True))
    mails = MailRecord.objects.count()
    with commit():
        schedule.run_due()

    assert left == {fresh.pk, world.waiting.pk, world.joined.pk}
    assert not MailRecord.objects.filter(address="b@firma.example").exists()
    assert set(JoiningApplication.objects.values_list("pk", flat=True)) == left
    assert MailRecord.objects.count() == mails


# The check


def test_office_asks_and_applicant_answers_by_the_link(world):
    waiting = world.waiting
    client = Client()
    with commit():
        demo_joining.check(waiting, outcome=Outcome.RETURNED, reason="Podaj KRS.")
    follow = joining_mails.get_follow_path(waiting)

    page = client.get(follow).content.decode()
    assert "Podaj KRS." in page and f"{follow}odpowiedz/" in page
    wrong = {**demo_joining.GLASS, "nip": "1", "answer": "Poprawione dane"}
    refused = client.post(f"{follow}odpowiedz/", wrong)
    assert refused.status_code == 422
    assert "Poprawione dane" in refused.content.decode()
    right = {**demo_joining.GLASS, "city": "Piechowice", "answer": "Poprawione."}
    # Whose mailbox was confirmed cannot be changed here.
    right["contact_email"] = "somebody@else.example"
    with commit():
        assert client.post(f"{follow}odpowiedz/", right).status_code == 302

    answered = reload(waiting)
    assert (answered.state, answered.city) == (JoiningState.SUBMITTED, "Piechowice")
    assert answered.contact_email == waiting.contact_email
    assert answered.number == waiting.number and answered.version != waiting.version
    assert get_step(answered, "check").process_id != waiting.steps.first().process_id
    # The page in the other tab of the office is stale now.
    old = StepInput(outcome=Outcome.REJECTED, seen_version=waiting.version, reason="–")
    with pytest.raises(StaleVersion):
        steps.complete_step(
            get_step(answered, "check"), user=demo.get_user("koordynator"), answer=old
        )
    assert client.post(f"{follow}odpowiedz/", right).status_code == 302
    assert answered.documents.count() == 3


def test_rejected_application_ends_and_its_number_is_free(world):
    with commit():
        demo_joining.check(world.waiting, outcome=Outcome.REJECTED, reason="Nie teraz.")
    rejected = reload(world.waiting)

    assert rejected.state == JoiningState.REJECTED and rejected.organisation is None
    assert not Organisation.objects.filter(nip=rejected.nip).exists()
    assert list_mail_keys(rejected)[-1] == "joining.rejected"
    assert subject_actions.get_process(rejected) is None
    assert not joining.is_known(JoiningApplication(nip=rejected.nip))
    with pytest.raises(TransitionNotAllowed):
        actions.withdraw(rejected, reason="")


def test_office_sees_similar_names_and_says_who_signs_for_the_leader(world):
    waiting = world.waiting
    JoiningApplication.objects.filter(pk=waiting.pk).update(
        legal_name="Granit – Automatyka Spółka Akcyjna"
    )
    step = get_step(waiting, "check")
    client = Client()
    client.force_login(demo.get_user("koordynator"))

    page = client.get(step.get_absolute_url())
    assert "Granit Automatyka sp. z o.o., Kamienna Góra" in page.content.decode()
    values = {
        "seen_version": waiting.version,
        "outcome": Outcome.APPROVED,
        "checklist": ["register"],
    }
    refused = client.post(step.get_absolute_url(), values)
    assert refused.status_code == 422
    assert {"checklist", "register_source"} <= set(refused.context_data["form"].errors)
    for data in ({}, {"leader_signer": demo.get_user("koordynator2").pk}):
        answer = StepInput(Outcome.APPROVED, waiting.version, data=data)
        with pytest.raises(Incomplete):
            steps.complete_step(step, user=demo.get_user("koordynator"), answer=answer)
    assert reload(waiting).organisation is None
    assert get_step(waiting, "check").state == StepState.OPEN


@pytest.fixture
def being_signed(world):
    with commit():
        demo_joining.check(world.waiting)
    return reload(world.waiting)


def test_two_signers_of_the_partner_come_before_the_leader(being_signed):
    organisation = being_signed.organisation
    assert not organisation.is_active and organisation.signers_required == 2
    first = Step.objects.open().filter(subject_id=being_signed.pk)
    assert {step.assignee for step in first} == {
        being_signed.first_signer,
        being_signed.second_signer,
    }
    # Nobody administers what is no partner yet.
    assert not accounts.is_administrator(being_signed.first_signer, organisation)
    for _signature in range(2):
        with commit():
            demo_joining.sign_next(being_signed)
    last = get_step(being_signed, "sign")
    assert last.assignee == demo.get_user("lider")
    assert being_signed.state == JoiningState.ACCEPTED
    with commit():
        demo_joining.sign_next(being_signed)

    assert reload(being_signed).state == JoiningState.ACTIVE
    paper = being_signed.documents.get(type=DocumentType.DECLARATION).latest
    assert paper.signatures[2:] == ["sign-leader-1"]
    assert verification.verify(storage.read(paper.sha256)).ok
    second = Membership.objects.current().filter(user=being_signed.second_signer)
    assert set(second.values_list("role", flat=True)) == set(joining.SIGNING_ROLES)


def test_declined_signature_stops_takes_back_and_can_be_checked_anew(being_signed):
    step = Step.objects.open().filter(subject_id=being_signed.pk).first()
    answer = StepInput(Outcome.DECLINED, being_signed.version, reason="Zły adres.")
    with commit():
        steps.complete_step(step, user=step.assignee, answer=answer)
    declined = reload(being_signed)

    assert declined.state == JoiningState.DECLINED
    paper = declined.documents.get(type=DocumentType.DECLARATION)
    assert paper.superseded_reason == "Zły adres."
    receipt = declined.documents.get(type=DocumentType.RECEIPT)
    assert receipt.superseded_at is None
    rows = Membership.objects.current().filter(organisation=declined.organisation)
    assert not rows.exists() and not declined.organisation.is_active
    assert list_mail_keys(declined)[-1] == "joining.declined"
    assert joining.is_known(JoiningApplication(nip=declined.nip))

    office = demo.get_user("koordynator")
    with pytest.raises(PermissionDenied):
        subject_actions.take_button(
            declined,
            "joining_reopen",
            user=demo.get_user("redaktor"),
            reason="–",
            seen_version=declined.version,
        )
    with commit():
        subject_actions.take_button(
            declined,
            "joining_reopen",
            user=office,
            reason="Poprawimy.",
            seen_version=declined.version,
        )
    with commit():
        demo_joining.check(declined)
    for _signature in range(3):
        with commit():
            demo_joining.sign_next(declined)
    again = reload(declined)
    assert again.state == JoiningState.ACTIVE
    assert again.organisation == declined.organisation
    assert again.declaration_number == declined.declaration_number


def test_applicant_withdraws_by_the_link_while_it_is_signed(being_signed):
    follow = joining_mails.get_follow_path(being_signed)
    client = Client()

    assert client.get(f"{follow}wycofanie/").status_code == 200
    for _time in range(2):
        with commit():
            done = client.post(f"{follow}wycofanie/", {"reason": "Zmiana planów"})
        assert done.headers["Location"] == follow
    withdrawn = reload(being_signed)
    assert withdrawn.state == JoiningState.WITHDRAWN
    assert not Step.objects.open().filter(subject_id=withdrawn.pk).exists()
    assert not Membership.objects.filter(organisation=withdrawn.organisation).exists()
    assert subject_actions.get_process(withdrawn) is None
    paper = withdrawn.documents.get(superseded_at__isnull=False)
    assert paper.type == DocumentType.DECLARATION
    assert list_mail_keys(withdrawn).count("joining.withdrawn") == 1
    # A partner that never was can apply again, and its row is taken up.
    with commit():
        again = demo_joining.apply(demo_joining.GLASS)
    with commit():
        demo_joining.check(again)
    assert reload(again).organisation == withdrawn.organisation


# Rights


def test_link_opens_its_own_files_only(world):
    waiting, joined = world.waiting, world.joined
    client = Client()
    token = joining_mails.make_follow_token(joined)
    card = joined.documents.get(type=DocumentType.FORMAL_CARD).latest
    receipt = joined.documents.get(type=DocumentType.RECEIPT).latest
    other = waiting.documents.get(type=DocumentType.RECEIPT).latest

    def ask(revision):
        url = reverse("workflows:joining_file", args=[token, revision.pk])
        return client.get(url).status_code

    assert [ask(receipt), ask(card), ask(other)] == [200, 404, 404]
    page = client.get(joining_mails.get_follow_path(joined)).content.decode()
    assert page.count("/pliki/") == 2


def test_others_see_nothing_of_applications_and_organisations(world):
    joined, waiting = world.joined, world.waiting
    organisation = joined.organisation
    proposal = propose(world, {"city": ["Jelenia Góra", "Cieplice"]})
    admin = joined.first_signer
    client = Client()
    private = {
        "application": reverse("workflows:joining", args=[waiting.pk]),
        "applications": reverse("workflows:joinings"),
        "changes": reverse("workflows:change_proposals"),
        "change": proposal.get_absolute_url(),
        "own": reverse("workflows:own_organisation", args=[organisation.pk]),
        "invite": reverse("workflows:invite_colleague", args=[organisation.pk]),
        "remove": reverse(
            "workflows:remove_colleague", args=[organisation.pk, admin.pk]
        ),
        "propose": reverse("workflows:propose_change", args=[organisation.pk]),
    }
    allowed = {
        None: set(),
        demo.get_user("prezes.granit"): set(),
        demo.get_user("redaktor"): set(),
        admin: {"change", "own", "invite", "remove", "propose"},
        demo.get_user("koordynator"): {
            *["application", "applications", "changes", "change"]
        },
        demo.get_user("audytor"): {"application", "applications", "changes", "change"},
    }

    client.force_login(demo.get_user("prezes.granit"))
    own = client.get(reverse("workflows:own_organisations"))
    assert organisation.legal_name not in own.content.decode()
    for user, open_ones in allowed.items():
        client.logout()
        if user:
            client.force_login(user)
        for name, url in private.items():
            status = client.get(url).status_code
            wanted = {200} if name in open_ones else {403, 404} if user else {302}
            assert status in wanted, (user, name, status)
            if name not in open_ones:
                assert client.post(url, {"decision": "confirm"}).status_code in {
                    *wanted,
                    405,
                }
    assert ChangeProposal.objects.get().state == ChangeState.OPEN


def test_nobody_decides_on_an_application_that_names_them(world):
    step = get_step(world.waiting, "check")
    office = demo.get_user("koordynator")
    assert step.may_be_completed_by(office)
    JoiningApplication.objects.filter(pk=world.waiting.pk).update(
        signer_email=office.email
    )

    assert not get_step(world.waiting, "check").may_be_completed_by(office)


# Colleagues and data


def invite(world, by, email, *roles, organisation=None):
    address = accounts.invite(
        by=by,
        organisation=organisation or world.joined.organisation,
        email=email,
        given_name="Iga",
        surname="Nowa",
        roles=roles,
    )
    return find_account(address)


def test_administrator_invites_within_limits_and_removes(world):
    admin, organisation = world.joined.first_signer, world.joined.organisation
    role = MembershipRole
    for roles, place in (
        ([role.MEMBER, role.SIGNER], None),
        ([role.MEMBER], Organisation.objects.get(short_name="Granit Automatyka")),
    ):
        with pytest.raises(PermissionDenied):
            invite(world, admin, "x@firma.example", *roles, organisation=place)
    colleague = invite(world, admin, "iga@firma.example", role.EDITOR)
    assert Membership.objects.has_role(colleague, organisation, role.EDITOR)
    with pytest.raises(PermissionDenied):
        invite(world, colleague, "y@firma.example", role.MEMBER)
    with pytest.raises(PermissionDenied):
        accounts.remove_colleague(by=colleague, organisation=organisation, user=admin)
    approver = invite(world, admin, "ula@firma.example", role.APPROVER)
    with pytest.raises(PermissionDenied):
        invite(world, approver, "z@firma.example", role.ADMIN)

    accounts.remove_colleague(by=admin, organisation=organisation, user=colleague)
    assert not Membership.objects.current().filter(user=colleague).exists()
    assert colleague.is_active
    assert MailRecord.objects.filter(user=colleague, key="colleague.removed").exists()
    event = AuditEvent.objects.get(action="cluster_workflows.remove_colleague")
    assert event.data == {"account": colleague.pk, "roles": ["editor"]}
    # On the same day back again, if the person agrees.
    invite(world, admin, "iga@firma.example", role.EDITOR)
    assert not Membership.objects.has_role(colleague, organisation, role.EDITOR)
    client = Client()
    client.force_login(colleague)
    assert client.post(read_asked(colleague)).status_code == 302
    assert Membership.objects.has_role(colleague, organisation, role.EDITOR)


def read_asked(user) -> str:
    """Return the path of the invitation in the newest mail."""
    mail = MailRecord.objects.filter(user=user, key="colleague.asked").last()
    return mail.path


def test_nobody_is_made_a_member_of_an_organisation_without_agreeing(world):
    admin, organisation = world.joined.first_signer, world.joined.organisation
    evaluator, stranger = (
        demo.get_user(box) for box in ("prezes.len", "prezes.granit")
    )

    invite(world, admin, evaluator.email.upper(), MembershipRole.EDITOR)

    held = Membership.objects.filter(user=evaluator, organisation=organisation)
    assert not held.exists()
    url = read_asked(evaluator)
    client = Client()
    assert client.post(url).status_code == 302 and not held.exists()
    client.force_login(stranger)
    assert (client.get(url).status_code, client.post(url).status_code) == (403, 403)
    client.force_login(evaluator)
    assert client.get(f"{url[:-2]}x/").status_code == 403
    assert str(organisation) in client.get(url).content.decode() and not held.exists()
    # Whoever invited has lost the right since: the invitation is worth nothing.
    rights = Membership.objects.filter(user=admin, organisation=organisation)
    rights.update(until_date=timezone.localdate() - timedelta(days=1))
    assert client.post(url).status_code == 403
    rights.update(until_date=None)
    assert client.post(url).status_code == 302
    assert [row.role for row in held] == [MembershipRole.EDITOR]
    event = AuditEvent.objects.get(action="cluster_workflows.accept_place")
    assert (event.actor_id, event.data["invited_by"]) == (evaluator.pk, admin.pk)


def test_applicant_reads_nothing_of_members_before_the_declaration_is_signed(world):
    idea = demo_ideas.draft_idea()
    idea.state = "open_for_comments"
    idea.save()
    signer = world.joined.first_signer
    assert Idea.objects.visible_to(signer).filter(pk=idea.pk).exists()

    organisations = Organisation.objects.filter(pk=world.joined.organisation_id)
    organisations.update(is_active=False)

    assert not Idea.objects.visible_to(signer).filter(pk=idea.pk).exists()
    assert not WorkingGroup.objects.visible_to(signer).exists()


def test_last_administrator_stays_and_oneself_needs_a_confirmation(world):
    admin, organisation = world.joined.first_signer, world.joined.organisation
    client = Client()
    client.force_login(admin)
    url = reverse("workflows:remove_colleague", args=[organisation.pk, admin.pk])
    assert client.post(url).status_code == 422
    assert client.post(url, {"confirm_self": "on"}).status_code == 409
    other = invite(world, admin, "iga@firma.example", MembershipRole.ADMIN)
    with pytest.raises(Incomplete):
        accounts.remove_colleague(by=admin, organisation=organisation, user=admin)

    assert client.post(url, {"confirm_self": "on"}).status_code == 302

    assert not Membership.objects.current().filter(user=admin).exists()
    with pytest.raises(Incomplete):
        accounts.remove_colleague(
            by=demo.get_user("koordynator"), organisation=organisation, user=other
        )


def propose(world, changes) -> ChangeProposal:
    return register_changes.propose(
        by=world.joined.first_signer,
        organisation=world.joined.organisation,
        changes=changes,
    )


def test_change_of_data_waits_for_the_office(world):
    admin, organisation = world.joined.first_signer, world.joined.organisation
    client = Client()
    client.force_login(admin)
    url = reverse("workflows:propose_change", args=[organisation.pk])
    form = client.get(url).context_data["form"]
    values = {
        name: "" if form[name].value() is None else form[name].value()
        for name in form.fields
    }

    assert client.post(url, values).status_code == 422
    wrong = client.post(url, {**values, "nip": "123", "city": "Cieplice"})
    assert wrong.status_code == 422 and "Cieplice" in wrong.content.decode()
    done = client.post(url, {**values, "city": "Cieplice", "note": "Przeprowadzka"})
    proposal = ChangeProposal.objects.get()
    assert done.headers["Location"] == proposal.get_absolute_url()
    assert proposal.changes == {"city": ["Jelenia Góra", "Cieplice"]}
    assert client.post(url, {**values, "city": "Kowary"}).status_code == 409
    decide = {"decision": "confirm", "reason": ""}
    assert client.post(proposal.get_absolute_url(), decide).status_code == 403
    organisation.refresh_from_db()
    assert organisation.city == "Jelenia Góra"

    client.force_login(demo.get_user("koordynator"))
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert "Cieplice" in page and "Przeprowadzka" in page
    empty = {"decision": "reject", "reason": ""}
    assert client.post(proposal.get_absolute_url(), empty).status_code == 422
    assert client.post(proposal.get_absolute_url(), decide).status_code == 302
    organisation.refresh_from_db()
    assert organisation.city == "Cieplice"
    assert client.post(proposal.get_absolute_url(), decide).status_code == 409
    event = AuditEvent.objects.get(action="cluster_workflows.confirm_change")
    assert event.data["changes"] == proposal.changes
    assert MailRecord.objects.filter(user=admin, key="change.decided").count() == 1


def test_rejected_stale_and_own_changes_leave_the_register_alone(world):
    organisation = world.joined.organisation
    office = demo.get_user("koordynator")
    first = propose(world, {"city": ["Jelenia Góra", "Cieplice"]})
    register_changes.reject(first, by=office, reason="Bez dokumentu.")
    with pytest.raises(TransitionNotAllowed):
        register_changes.confirm(first, by=office)
    second = propose(world, {"city": ["Gdzie indziej", "Cieplice"]})
    with pytest.raises(StaleVersion):
        register_changes.confirm(second, by=office)
    register_changes.withdraw(second, by=world.joined.first_signer)
    third = propose(world, {"postcode": ["58-506", "1"]})
    with pytest.raises(Incomplete):
        register_changes.confirm(third, by=office)
    ChangeProposal.objects.filter(pk=third.pk).update(proposed_by=office)
    with pytest.raises(PermissionDenied):
        register_changes.confirm(ChangeProposal.objects.get(pk=third.pk), by=office)
    with pytest.raises(PermissionDenied):
        register_changes.propose(
            by=office, organisation=organisation, changes={"city": ["a", "b"]}
        )

    organisation.refresh_from_db()
    assert (organisation.city, organisation.postcode) == ("Jelenia Góra", "58-506")
