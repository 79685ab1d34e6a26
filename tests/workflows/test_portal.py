"""Lists, steps, transitions, comments and downloads of the portal."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext
from viewflow.workflow.models import Task

from partners import roles
from partners.management.demo import DEMO_PASSWORD, DOMAIN
from tests.conftest import PASSPHRASE
from tests.screens import share_database
from workflows.enums import AgreementState, FormalCheckItem, Outcome, StepKind
from workflows.management import demo
from workflows.models import (
    AgreementComment,
    AuditEvent,
    Decision,
    PatronageAgreement,
    Revision,
    Step,
)
from workflows.services import versions

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class World:
    """Three agreements, each waiting for somebody else."""

    checked: PatronageAgreement
    approved: PatronageAgreement
    signed: PatronageAgreement
    values: dict


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    folder = tmp_path_factory.mktemp("portal")
    with share_database(
        django_db_blocker, authority_directory, folder, PASSPHRASE
    ) as values:
        made = [
            demo.draft_agreement(
                with_annex=False, title_pl=title, title_en=f"{title} EN"
            )
            for title in ("Do sprawdzenia", "Do akceptacji", "Do podpisu")
        ]
        for agreement in made:
            demo.submit(agreement)
            agreement.refresh_from_db()
        for agreement in made[1:]:
            demo.check(agreement)
        demo.approve_for_parties(made[1], count=1)
        demo.approve_for_parties(made[2])
        demo.sign_off(made[2])
        demo.sign_all(made[2], count=1)
        for agreement in made:
            agreement.refresh_from_db()
        yield World(*made, values)


@pytest.fixture(autouse=True)
def documents_of_the_world(isolated, settings, world):
    settings.CLUSTER_WORKFLOWS = world.values


@pytest.fixture
def as_person():
    def sign_in(box: str) -> Client:
        client = Client()
        client.force_login(demo.get_user(box))
        return client

    return sign_in


def count_evidence() -> tuple:
    return (
        Decision.objects.count(),
        Revision.objects.count(),
        AuditEvent.objects.count(),
        AgreementComment.objects.count(),
        sorted(PatronageAgreement.objects.values_list("pk", "state", "version")),
        sorted(Step.objects.values_list("pk", "state")),
    )


def get_step(agreement, kind, **filters) -> Step:
    return Step.objects.open().get(agreement=agreement, kind=kind, **filters)


def get_html(response) -> str:
    return response.content.decode()


def clone_with_step(step: Step, number: int) -> None:
    """Add another agreement that waits for the same person."""
    agreement = PatronageAgreement.objects.get(pk=step.agreement_id)
    parties = list(agreement.parties.all())
    agreement.pk, agreement.number = None, f"KP/1999/{number:04}"
    agreement.save()
    copies = {}
    for party in parties:
        old, party.pk, party.agreement = party.pk, None, agreement
        party.save()
        copies[old] = party
    Step.objects.create(
        task_id=10_000 + number,
        process_id=10_000 + number,
        agreement=agreement,
        kind=step.kind,
        party=copies.get(step.party_id),
        organisation=step.organisation,
    )


# Lists


@pytest.mark.parametrize(
    ("box", "titles"),
    [
        ("koordynator", ["Do sprawdzenia"]),
        ("koordynator2", ["Do sprawdzenia"]),
        ("prezes.granit", ["Do akceptacji"]),
        ("zarzad.granit", ["Do akceptacji", "Do podpisu"]),
        ("kadry.granit", []),
        ("autor.mechanik", []),
        ("audytor", []),
        ("prezes.len", []),
        ("dyrektor.elektronik", []),
    ],
)
def test_tasks_are_what_this_person_can_do_now(world, as_person, box, titles):
    # The first party that approved is the employer or whichever came first.
    approved = Decision.objects.get(
        step__kind="party_approval", agreement=world.approved
    )
    if approved.actor == demo.get_user(box):
        titles = []
    if approved.step.organisation.short_name.startswith("Granit") and "granit" in box:
        titles = [title for title in titles if title != "Do akceptacji"]

    steps = as_person(box).get(reverse("workflows:tasks")).context["steps"]

    assert sorted(step.agreement.title_pl for step in steps) == titles


@pytest.mark.parametrize(
    ("box", "count"),
    [
        *[("autor.mechanik", 3), ("kadry.granit", 3), ("skarbnik.jelenia-gora", 3)],
        *[("lider", 3), ("koordynator", 3), ("audytor", 3)],
        *[("prezes.len", 0), ("jednatel.jizera", 0), ("dyrektor.elektronik", 0)],
    ],
)
def test_agreements_are_those_of_ones_organisations(world, as_person, box, count):
    response = as_person(box).get(reverse("workflows:agreements"))

    assert len(response.context["agreements"]) == count


def test_agreements_are_found_by_number_title_and_state(world, as_person):
    client = as_person("prezes.granit")
    url = reverse("workflows:agreements")

    def find(**query):
        rows = client.get(url, query).context["agreements"]
        return [agreement.pk for agreement in rows]

    assert find(q=world.signed.number) == [world.signed.pk]
    assert find(q="akceptacji") == [world.approved.pk]
    assert find(state=AgreementState.FORMAL_CHECK) == [world.checked.pk]
    assert find(q="nie ma takiej") == []
    assert find(q="\x00'\"%_") == []
    assert len(find(state="nonsense")) == 3


def count_queries(client, url, query=None) -> int:
    # The first request of a client fills caches (content types, session).
    client.get(url, query)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url, query).status_code == 200
    return len(captured)


def test_administrator_of_the_system_reads_and_decides_nothing(
    world, client, django_user_model
):
    admin = django_user_model.objects.create_superuser(
        username="root", email="root@example.org", password="x"
    )
    step = get_step(world.checked, StepKind.FORMAL_CHECK)
    agreement = step.agreement
    client.force_login(admin)

    assert client.get(step.get_absolute_url()).status_code == 404
    assert client.get(agreement.get_absolute_url()).status_code == 404
    assert not step.may_be_completed_by(admin)
    # Jobs and accounts are the administrator's business.
    assert client.get(reverse("workflows_admin:failed_jobs")).status_code == 200

    admin.groups.add(Group.objects.get(name=roles.COORDINATORS))
    admin = django_user_model.objects.get(pk=admin.pk)
    assert step.may_be_completed_by(admin)


def test_task_list_asks_as_much_for_one_as_for_three(world, as_person):
    client = as_person("koordynator")
    url = reverse("workflows:tasks")
    one = count_queries(client, url)
    step = get_step(world.checked, StepKind.FORMAL_CHECK)

    clone_with_step(step, 1)
    clone_with_step(step, 2)

    assert len(client.get(url).context["steps"]) == 3
    assert count_queries(client, url) == one <= 18


def test_agreement_list_asks_as_much_for_one_as_for_three(world, as_person):
    client = as_person("prezes.granit")
    url = reverse("workflows:agreements")

    one = count_queries(client, url, {"q": world.signed.number})

    assert count_queries(client, url) == one <= 20


def test_agreement_page_asks_a_bounded_number_of_queries(world, as_person):
    client = as_person("prezes.granit")

    assert count_queries(client, world.checked.get_absolute_url()) <= 35
    assert count_queries(client, world.signed.get_absolute_url()) <= 35


# Steps


def test_step_with_mismatched_process_and_task_does_not_exist(world, as_person):
    mine = get_step(world.checked, StepKind.FORMAL_CHECK)
    other = get_step(world.approved, StepKind.PARTY_APPROVAL, party__role="leader")
    before = count_evidence()

    for box in ("koordynator", "lider"):
        for pair in (
            (mine.process_id, other.task_id),
            (other.process_id, mine.task_id),
        ):
            url = reverse("workflows:step", args=pair)
            answer = {
                "outcome": Outcome.APPROVED,
                "seen_version": world.checked.version,
                "checklist": FormalCheckItem.values,
            }
            assert as_person(box).get(url).status_code == 404
            assert as_person(box).post(url, answer).status_code == 404

    assert count_evidence() == before


def test_task_that_is_no_human_step_has_no_screen(world, as_person):
    step = get_step(world.checked, StepKind.FORMAL_CHECK)
    before = count_evidence()
    others = Task.objects.filter(process_id=step.process_id).exclude(pk=step.task_id)

    assert others.exists()
    for task in others:
        url = reverse("workflows:step", args=[step.process_id, task.pk])
        assert as_person("koordynator").get(url).status_code == 404
        assert as_person("koordynator").post(url, {}).status_code == 404
    assert count_evidence() == before


@pytest.mark.parametrize("outcome", ["signed", "rejected", "submitted", "", "x"])
def test_decision_of_another_kind_of_step_is_not_taken(world, as_person, outcome):
    step = get_step(world.approved, StepKind.PARTY_APPROVAL, party__role="leader")
    before = count_evidence()

    response = as_person("lider").post(
        step.get_absolute_url(),
        {
            "outcome": outcome,
            "reason": "Tekst, który zostaje",
            "seen_version": world.approved.version,
        },
    )

    assert (response.status_code, count_evidence()) == (422, before)
    assert "Tekst, który zostaje" in get_html(response)


def test_incomplete_checklist_is_explained_and_keeps_what_was_typed(world, as_person):
    step = get_step(world.checked, StepKind.FORMAL_CHECK)
    before = count_evidence()

    response = as_person("koordynator").post(
        step.get_absolute_url(),
        {
            "outcome": Outcome.APPROVED,
            "checklist": FormalCheckItem.values[:2],
            "reason": "Prawie",
            "seen_version": world.checked.version,
        },
    )

    html = get_html(response)
    assert (response.status_code, count_evidence()) == (422, before)
    assert html.count("checked") >= 3
    assert "Prawie" in html
    with translation.override("pl"):
        assert (
            gettext("Tick every item to approve, or return the draft and say why.")
            in html
        )


def test_whoever_checks_is_shown_what_is_unlikely_to_be_meant(world, as_person):
    step = get_step(world.checked, StepKind.FORMAL_CHECK)
    coordinator = as_person("koordynator")
    assert "notice--warning" not in get_html(coordinator.get(step.get_absolute_url()))
    end = world.checked.end_date
    PatronageAgreement.objects.filter(pk=world.checked.pk).update(
        end_date=end.replace(year=end.year - 1)
    )

    with translation.override("pl"):
        warning = gettext("It ends before the last school year of the class: say why.")
    assert warning in get_html(coordinator.get(step.get_absolute_url()))


@pytest.mark.parametrize("outcome", [Outcome.RETURNED, Outcome.REJECTED])
def test_refusal_needs_a_reason(world, as_person, outcome):
    step = get_step(world.checked, StepKind.FORMAL_CHECK)
    before = count_evidence()

    response = as_person("koordynator").post(
        step.get_absolute_url(),
        {"outcome": outcome, "reason": "   ", "seen_version": world.checked.version},
    )

    assert (response.status_code, count_evidence()) == (422, before)


def edit_behind_the_back(agreement) -> str:
    """Change the text as somebody else would; returns the version that was seen."""
    seen = agreement.version
    fresh = PatronageAgreement.objects.get(pk=agreement.pk)
    fresh.place = "Kowary po zmianie"
    fresh.save()
    versions.store_version(fresh)
    return seen


def test_stale_version_shows_what_changed_and_records_nothing(world, as_person):
    step = get_step(world.approved, StepKind.PARTY_APPROVAL, party__role="leader")
    seen = edit_behind_the_back(world.approved)
    before = count_evidence()

    response = as_person("lider").post(
        step.get_absolute_url(),
        {"outcome": Outcome.RETURNED, "reason": "Długi wywód", "seen_version": seen},
    )

    html = get_html(response)
    assert (response.status_code, count_evidence()) == (409, before)
    assert "Kowary po zmianie" in html
    assert "Długi wywód" in html


def test_version_that_never_was_is_a_conflict(world, as_person):
    step = get_step(world.approved, StepKind.PARTY_APPROVAL, party__role="leader")
    before = count_evidence()

    response = as_person("lider").post(
        step.get_absolute_url(), {"outcome": Outcome.APPROVED, "seen_version": "0" * 64}
    )

    assert (response.status_code, count_evidence()) == (409, before)


def test_step_done_by_somebody_else_is_a_conflict(world, as_person):
    step = get_step(world.signed, StepKind.SIGN)
    Step.objects.filter(pk=step.pk).update(state="done")
    before = count_evidence()

    response = sign(as_person("zarzad.granit"), world, step)

    assert (response.status_code, count_evidence()) == (409, before)


def sign(client, world, step, **changes):
    return client.post(
        step.get_absolute_url(),
        {
            "seen_version": world.signed.version,
            "seen_sha256": demo.get_contract_revision(world.signed).sha256,
            "has_read": "on",
            "secret": DEMO_PASSWORD,
            **changes,
        },
    )


def test_signing_shows_the_file_that_will_be_signed(world, as_person):
    step = get_step(world.signed, StepKind.SIGN)
    latest = demo.get_contract_revision(world.signed)

    response = as_person("zarzad.granit").get(step.get_absolute_url())

    html = get_html(response)
    assert response.status_code == 200
    assert f'src="{reverse("workflows:revision", args=[latest.pk])}?inline"' in html
    assert f'name="seen_sha256" value="{latest.sha256}"' in html


def test_another_file_than_the_shown_one_is_not_signed(world, as_person):
    step = get_step(world.signed, StepKind.SIGN)
    older = Revision.objects.get(document__type="agreement", number=0)
    before = count_evidence()

    response = sign(as_person("zarzad.granit"), world, step, seen_sha256=older.sha256)

    assert (response.status_code, count_evidence()) == (409, before)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_wrong_password_signs_nothing_and_is_explained(world, as_person, language):
    step = get_step(world.signed, StepKind.SIGN)
    before = count_evidence()
    with translation.override(language):
        expected = gettext("This password is not right.")
        response = sign(as_person("zarzad.granit"), world, step, secret="zgaduję")

    html = get_html(response)
    assert (response.status_code, count_evidence()) == (422, before)
    assert expected in html
    assert "zgaduję" not in html


def test_unread_document_is_not_signed(world, as_person):
    step = get_step(world.signed, StepKind.SIGN)
    before = count_evidence()

    response = sign(as_person("zarzad.granit"), world, step, has_read="")

    assert (response.status_code, count_evidence()) == (422, before)


def test_refusal_to_sign_needs_a_reason(world, as_person):
    step = get_step(world.signed, StepKind.SIGN)
    before = count_evidence()

    response = as_person("zarzad.granit").post(
        step.get_absolute_url(),
        {
            "decline": "1",
            "decline-reason": " ",
            "decline-seen_version": world.signed.version,
        },
    )

    assert (response.status_code, count_evidence()) == (422, before)
    assert '<details class="narrow" open>' in get_html(response)


@pytest.mark.parametrize("box", ["prezes.granit", "lider", "koordynator", "prezes.len"])
def test_screen_of_a_signature_is_for_its_signer(world, as_person, box):
    step = get_step(world.signed, StepKind.SIGN)
    before = count_evidence()

    response = sign(as_person(box), world, step)

    assert response.status_code in {403, 404}
    assert count_evidence() == before


def test_author_does_not_check_their_own_agreement(world, as_person):
    author = demo.get_user("koordynator")
    PatronageAgreement.objects.filter(pk=world.checked.pk).update(created_by=author)
    step = get_step(world.checked, StepKind.FORMAL_CHECK)
    before = count_evidence()

    answer = {
        "outcome": Outcome.APPROVED,
        "checklist": FormalCheckItem.values,
        "seen_version": world.checked.version,
    }

    assert (
        as_person("koordynator").post(step.get_absolute_url(), answer).status_code
        == 403
    )
    assert count_evidence() == before


# Transitions


@pytest.mark.parametrize("name", ["pass_formal_check", "decline", "seal", "nonsense"])
def test_transition_without_a_button_has_no_page(world, as_person, name):
    url = reverse("workflows:transition", args=[world.signed.pk, name])

    assert as_person("koordynator").get(url).status_code == 404
    assert as_person("koordynator").post(url).status_code == 404


@pytest.mark.parametrize(
    ("box", "name"),
    [
        *[("autor.mechanik", "abort"), ("autor.mechanik", "void")],
        *[("koordynator", "withdraw"), ("prezes.granit", "withdraw")],
        *[("lider", "abort"), ("audytor", "abort"), ("redaktor", "abort")],
    ],
)
def test_transition_is_for_those_who_may_ask_for_it(world, as_person, box, name):
    url = reverse("workflows:transition", args=[world.signed.pk, name])
    answer = {"reason": "Nie", "seen_version": world.signed.version}
    before = count_evidence()

    assert as_person(box).get(url).status_code == 403
    assert as_person(box).post(url, answer).status_code == 403
    assert count_evidence() == before


def test_transition_names_who_signed_and_asks_for_a_reason(world, as_person):
    url = reverse("workflows:transition", args=[world.signed.pk, "abort"])
    client = as_person("koordynator")
    before = count_evidence()

    page = client.get(url)
    refused = client.post(url, {"reason": "", "seen_version": world.signed.version})

    assert "Granitowy" in get_html(page)
    assert (page.status_code, refused.status_code) == (200, 422)
    assert count_evidence() == before


def test_transition_that_is_not_possible_now_says_so(world, as_person):
    url = reverse("workflows:transition", args=[world.signed.pk, "void"])
    client = as_person("koordynator")
    before = count_evidence()

    page = client.get(url)
    response = client.post(
        url, {"reason": "Pomyłka", "seen_version": world.signed.version}
    )

    assert "<textarea" not in get_html(page).partition("<main")[2]
    assert (page.status_code, response.status_code) == (200, 409)
    assert "Pomyłka" in get_html(response)
    assert count_evidence() == before


def test_stale_transition_keeps_the_reason(world, as_person):
    seen = edit_behind_the_back(world.checked)
    before = count_evidence()

    response = as_person("autor.mechanik").post(
        reverse("workflows:transition", args=[world.checked.pk, "withdraw"]),
        {"reason": "Zmiana planów", "seen_version": seen},
    )

    html = get_html(response)
    assert (response.status_code, count_evidence()) == (409, before)
    assert "Kowary po zmianie" in html
    assert "Zmiana planów" in html


def test_withdrawal_ends_the_agreement_and_leads_back(world, as_person):
    response = as_person("dyrektor.mechanik").post(
        reverse("workflows:transition", args=[world.checked.pk, "withdraw"]),
        {"reason": "Zmiana planów", "seen_version": world.checked.version},
    )

    assert response.headers["Location"] == world.checked.get_absolute_url()
    world.checked.refresh_from_db()
    assert world.checked.state == AgreementState.WITHDRAWN
    world.checked.state = AgreementState.FORMAL_CHECK


# Comments


def write(client, agreement, text, **more):
    return client.post(
        reverse("workflows:comment", args=[agreement.pk]), {"text": text, **more}
    )


def test_office_comment_is_read_by_the_office_only(world, as_person):
    write(as_person("koordynator"), world.signed, "Tylko biuro", office_only="on")
    write(as_person("koordynator"), world.signed, "Dla wszystkich")
    url = world.signed.get_absolute_url()

    for box in ("prezes.granit", "autor.mechanik", "lider", "redaktor"):
        html = get_html(as_person(box).get(url))
        assert ("Tylko biuro" in html, "Dla wszystkich" in html) == (False, True)
        assert 'name="office_only"' not in html
    assert "Tylko biuro" in get_html(as_person("koordynator2").get(url))


def test_partner_does_not_write_office_comments(world, as_person):
    before = count_evidence()

    response = write(as_person("kadry.granit"), world.signed, "x", office_only="on")

    assert (response.status_code, count_evidence()) == (403, before)


def test_comment_is_shown_as_text_not_as_markup(world, as_person):
    text = '<script>alert("x")</script> & <b>'

    response = write(as_person("kadry.granit"), world.signed, text)

    assert response.headers["Location"].endswith("#comments")
    html = get_html(as_person("lider").get(world.signed.get_absolute_url()))
    assert escape(text) in html
    assert text not in html


@pytest.mark.parametrize("text", ["", " \n", "a" * 3001])
def test_refused_comment_is_explained_and_not_lost(world, as_person, text):
    before = count_evidence()

    response = write(as_person("kadry.granit"), world.signed, text)

    html = get_html(response)
    assert (response.status_code, count_evidence()) == (422, before)
    assert 'role="alert"' in html
    assert text.strip() in html


# Downloads


def test_file_is_named_for_people_and_not_kept_by_others(world, as_person):
    revision = demo.get_contract_revision(world.signed)
    url = reverse("workflows:revision", args=[revision.pk])

    response = as_person("kadry.granit").get(url)

    stem = world.signed.number.replace("/", "-")
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{stem}_umowa_rev1.pdf"'
    )
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in response.headers["Cache-Control"]
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert response.content.startswith(b"%PDF-")
    inline = as_person("kadry.granit").get(f"{url}?inline")
    assert inline.headers["Content-Disposition"].startswith("inline;")


def test_preview_is_named_after_the_agreement(world, as_person):
    PatronageAgreement.objects.filter(pk=world.signed.pk).update(
        title_pl="Przemysł i ŁĄCZNOŚĆ"
    )

    response = as_person("kadry.granit").get(
        reverse("workflows:preview", args=[world.signed.pk])
    )

    stem = world.signed.number.replace("/", "-")
    assert response.headers["Content-Disposition"] == (
        f'inline; filename="{stem}_przemysl-i-lacznosc_projekt.pdf"'
    )


def test_draft_is_offered_until_the_text_is_frozen(world, as_person):
    client = as_person("prezes.granit")

    pages = {
        agreement: get_html(client.get(agreement.get_absolute_url()))
        for agreement in (world.approved, world.signed)
    }

    previews = {a: reverse("workflows:preview", args=[a.pk]) for a in pages}
    assert [previews[a] in html for a, html in pages.items()] == [True, False]
    # An agreement lies below the tasks, and is not one of them.
    menu = pages[world.signed]
    assert f'href="{reverse("workflows:tasks")}" aria-current' not in menu
    assert f'href="{reverse("workflows:agreements")}" aria-current="true"' in menu


def test_file_that_is_gone_is_not_an_error_page(world, as_person, settings, tmp_path):
    settings.CLUSTER_WORKFLOWS = {**world.values, "DOCUMENT_ROOT": str(tmp_path)}
    revision = demo.get_contract_revision(world.signed)

    response = as_person("kadry.granit").get(
        reverse("workflows:revision", args=[revision.pk])
    )

    assert response.status_code == 404


# Sign-in and languages


@pytest.mark.parametrize("language", ["pl", "en"])
def test_sign_in_leads_back_to_what_was_asked_for(world, client, language):
    with translation.override(language):
        url = f"{world.signed.get_absolute_url()}?from=mail"
        login = reverse("account_login")

    asked = client.get(url)
    form = client.get(asked.headers["Location"])
    answer = client.post(
        login,
        {
            "login": f"kadry.granit@{DOMAIN}",
            "password": DEMO_PASSWORD,
            "next": url,
        },
    )

    assert asked.headers["Location"].startswith(f"{login}?next=")
    assert f'name="next" value="{url}"' in get_html(form)
    assert answer.headers["Location"] == url


def test_sign_in_does_not_lead_to_another_site(world, client):
    response = client.post(
        reverse("account_login"),
        {
            "login": f"kadry.granit@{DOMAIN}",
            "password": DEMO_PASSWORD,
            "next": "https://example.org/",
        },
    )

    assert response.headers["Location"] == reverse("workflows:tasks")


@pytest.mark.parametrize(
    ("language", "title"), [("pl", "Do podpisu"), ("en", "Do podpisu EN")]
)
def test_agreement_is_shown_in_the_language_of_the_reader(
    world, as_person, language, title
):
    with translation.override(language):
        url = world.signed.get_absolute_url()
        state = str(AgreementState.SIGNING.label)

    html = get_html(as_person("kadry.granit").get(url))

    assert f'<html lang="{language}">' in html
    assert f"<h1>{title}</h1>" in html
    assert escape(state) in html


def test_versions_are_compared(world, as_person):
    seen = edit_behind_the_back(world.approved)

    response = as_person("kadry.granit").get(
        reverse("workflows:versions", args=[world.approved.pk]), {"old": seen}
    )

    assert ("Kowary po zmianie" in get_html(response), response.status_code) == (
        True,
        200,
    )
