"""The agreement form step by step: saved, or explained and nothing typed lost."""

import io
import zipfile
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from partners.models import Organisation, Person
from tests.conftest import PASSPHRASE
from tests.screens import share_database
from workflows.actions import drafts
from workflows.enums import (
    AgreementState,
    CooperationForm,
    DocumentKind,
    PartyRole,
    SchoolType,
)
from workflows.forms.drafts import WIZARD
from workflows.management import demo
from workflows.models import (
    AgreementAnnex,
    AgreementSigner,
    AgreementVersion,
    AuditEvent,
    PatronageAgreement,
)

pytestmark = pytest.mark.django_db

STEPS = [name for name, _title in WIZARD]
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    folder = tmp_path_factory.mktemp("drafts")
    with share_database(
        django_db_blocker, authority_directory, folder, PASSPHRASE
    ) as values:
        yield demo.draft_agreement(with_annex=False).pk, values


@pytest.fixture(autouse=True)
def documents_of_the_world(isolated, settings, world):
    settings.CLUSTER_WORKFLOWS = world[1]


@pytest.fixture
def draft(world) -> PatronageAgreement:
    return PatronageAgreement.objects.get(pk=world[0])


@pytest.fixture
def author(draft) -> Client:
    client = Client()
    client.force_login(draft.created_by)
    return client


class _FormReader(HTMLParser):
    """What a browser would send if nobody touched the form."""

    def __init__(self):
        super().__init__()
        self.data, self._select, self._textarea = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "input" and name and kind not in {"submit", "file"}:
            if kind not in {"checkbox", "radio"}:
                self.data[name] = attrs.get("value", "")
            elif "checked" in attrs:
                self.data.setdefault(name, []).append(attrs.get("value", "on"))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in attrs:
            self.data[self._select] = attrs.get("value", "")
        elif tag == "textarea":
            self._textarea, self.data[name] = name, ""

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self.data[self._textarea] += data


def get_url(draft, step) -> str:
    return reverse("workflows:edit_agreement", args=[draft.pk, step])


def read_form(client, draft, step) -> dict:
    reader = _FormReader()
    reader.feed(client.get(get_url(draft, step)).content.decode())
    for name in ("csrfmiddlewaretoken", "next", "q"):
        reader.data.pop(name, None)
    return reader.data


def save(client, draft, step, **changes):
    return client.post(
        get_url(draft, step), {**read_form(client, draft, step), **changes}
    )


def get_html(response) -> str:
    return response.content.decode()


def count_writes() -> tuple:
    return AuditEvent.objects.count(), AgreementVersion.objects.count()


# Steps


@pytest.mark.parametrize("step", STEPS[:5])
def test_step_saved_untouched_changes_nothing_and_goes_on(draft, author, step):
    before = count_writes()

    response = save(author, draft, step)

    assert response.headers["Location"] == get_url(draft, STEPS[STEPS.index(step) + 1])
    assert count_writes() == before
    assert PatronageAgreement.objects.get(pk=draft.pk).version == draft.version


def test_save_and_stay_stays(draft, author):
    response = save(author, draft, "head", place="Lubawka", stay="1")

    assert response.headers["Location"] == get_url(draft, "head")
    saved = PatronageAgreement.objects.get(pk=draft.pk)
    assert saved.place == "Lubawka"
    assert saved.version != draft.version


def test_unknown_step_does_not_exist(draft, author):
    assert author.get(get_url(draft, "nonsense")).status_code == 404


@pytest.mark.parametrize(
    ("step", "field", "typed"),
    [
        ("head", "title_pl", "T" * 201),
        ("head", "conclusion_date", "31.02.2027"),
        ("head", "title_pl", "a\x00b"),
        ("class", "start_school_year", "2027/2029"),
        ("class", "intakes-0-planned_students", "37"),
        ("class", "intakes-0-school_year", "kiedyś"),
        ("commitments", "commitments-0-scholarships-amount", "-5"),
        ("commitments", "commitments-0-scholarships-months", "trzynaście"),
        ("commitments", "commitments-8-quantity", "dużo"),
        ("head", "title_cs", "T" * 201),
        ("class", "group_size", "37"),
        ("legal", "logo_revocation_days", "1000"),
        ("legal", "end_date", "1999-01-01"),
        ("legal", "report_due_day", "32.13"),
        ("legal", "child_protection_url", "javascript:alert(1)"),
        ("parties", "parties-0-contact_email", "nie adres"),
    ],
)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_mistake_is_explained_and_keeps_all_that_was_typed(
    draft, author, language, step, field, typed
):
    before = count_writes()
    other = {
        "head": {"purpose_pl": "Cel, który zostaje „w całości”"},
        "class": {"recruitment_note": "Uwaga, która zostaje"},
        "commitments": {"commitments-0-description_pl": "Opis, który zostaje"},
        "legal": {"logo_licence": "Zgoda, która zostaje"},
        "parties": {"parties-0-contact_name": "Kontakt, który zostaje"},
    }[step]

    with translation.override(language):
        response = save(author, draft, step, **{field: typed}, **other)

    html = get_html(response)
    assert (response.status_code, count_writes()) == (422, before)
    assert f'<html lang="{language}">' in html
    assert 'role="alert"' in html
    # The summary leads to the field, and the field says what is wrong.
    assert f'href="#id_{field}"' in html
    assert f'id="id_{field}_error"' in html
    assert escape(typed.replace("\x00", "")) in html.replace("\x00", "")
    assert escape(next(iter(other.values()))) in html


def test_conflict_shows_what_changed_and_keeps_what_was_typed(draft, author):
    old = read_form(author, draft, "head")
    save(author, draft, "head", place="Zmiana kogoś innego")
    before = count_writes()

    response = author.post(
        get_url(draft, "head"), {**old, "title_pl": "Mój niezapisany tytuł"}
    )

    html = get_html(response)
    assert (response.status_code, count_writes()) == (409, before)
    assert "Zmiana kogoś innego" in html
    assert "Mój niezapisany tytuł" in html
    # The page now carries the new version: saving again is a decision.
    reader = _FormReader()
    reader.feed(html)
    assert reader.data["seen_version"] != old["seen_version"]
    again = {key: v for key, v in reader.data.items() if key != "csrfmiddlewaretoken"}
    assert author.post(get_url(draft, "head"), again).status_code == 302
    saved = PatronageAgreement.objects.get(pk=draft.pk)
    assert saved.title_pl == "Mój niezapisany tytuł"


def test_row_that_somebody_else_removed_is_a_conflict(draft, author):
    old = read_form(author, draft, "class")
    save(author, draft, "class", **{"intakes-0-DELETE": "on"})

    response = author.post(
        get_url(draft, "class"), {**old, "recruitment_note": "Tego nie zgubić"}
    )

    assert response.status_code == 409
    assert "Tego nie zgubić" in get_html(response)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", ["formal_check", "signing", "sealed", "withdrawn"])
def test_submitted_agreement_is_not_edited(draft, author, step, state):
    data = read_form(author, draft, step)
    PatronageAgreement.objects.filter(pk=draft.pk).update(state=state)
    before = count_writes()

    shown = author.get(get_url(draft, step))
    posted = author.post(get_url(draft, step), {**data, "title_pl": "Za późno"})

    assert shown.headers["Location"] == draft.get_absolute_url()
    assert posted.headers["Location"] == draft.get_absolute_url()
    assert count_writes() == before
    assert PatronageAgreement.objects.get(pk=draft.pk).title_pl == draft.title_pl


# Parties and signers


def list_parties(draft) -> list:
    return list(draft.parties.values_list("organisation__short_name", "role"))


def add_party(client, draft, organisation, role):
    row = draft.parties.count()
    return save(
        client,
        draft,
        "parties",
        **{
            f"parties-{row}-organisation": organisation.pk,
            f"parties-{row}-role": role,
            f"parties-{row}-accepted_levels": ["simple"],
        },
    )


def test_party_is_added_with_the_data_of_the_register(draft, author):
    organisation = Organisation.objects.filter(kind="employer").exclude(
        pk__in=draft.parties.values("organisation")
    )[0]

    response = add_party(author, draft, organisation, PartyRole.EMPLOYER)

    party = draft.parties.get(organisation=organisation)
    assert response.status_code == 302
    assert (party.signing_order, party.details["legal_name"]) == (
        1,
        organisation.legal_name,
    )


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("employer", PartyRole.SCHOOL),
        ("employer", PartyRole.LEADER),
        ("founding_body", PartyRole.EMPLOYER),
        ("school_complex", PartyRole.FOUNDING_BODY),
    ],
)
def test_party_does_not_get_a_role_of_another_kind(draft, author, kind, role):
    before = list_parties(draft)
    organisation = Organisation.objects.filter(kind=kind).exclude(
        pk__in=draft.parties.values("organisation")
    )[0]

    response = add_party(author, draft, organisation, role)

    assert (response.status_code, list_parties(draft)) == (422, before)


def test_party_is_there_once(draft, author):
    before = list_parties(draft)

    response = add_party(
        author, draft, draft.parties.get(role="employer").organisation, "employer"
    )

    assert (response.status_code, list_parties(draft)) == (422, before)


def test_leader_is_a_party_once(draft, author):
    before = list_parties(draft)
    leader = draft.parties.get(role="leader").organisation

    response = add_party(author, draft, leader, PartyRole.LEADER)

    assert (response.status_code, list_parties(draft)) == (422, before)


def get_party_row(data, organisation) -> int:
    return next(
        int(key.split("-")[1])
        for key, value in data.items()
        if key.endswith("-organisation") and value == str(organisation.pk)
    )


def test_party_is_removed_with_its_signers_once_nothing_is_promised(draft, author):
    party = draft.parties.get(role="employer")
    data = read_form(author, draft, "parties")
    row = get_party_row(data, party.organisation)
    signer = party.signers.first()
    # Somebody also typed into a row of the party that goes.
    typed = {f"signers-{party.pk}-0-function_pl": "prokurent"}

    removal = {**data, **typed, f"parties-{row}-DELETE": "on"}
    refused = author.post(get_url(draft, "parties"), removal)
    promised = draft.commitments.filter(party=party)
    kept = promised.count()
    promised.delete()
    response = author.post(get_url(draft, "parties"), removal)

    assert refused.status_code == 422
    assert kept > 0
    (problem,) = refused.context["formset"].non_form_errors()
    assert str(party) in problem
    assert str(kept) in problem
    assert "prokurent" in get_html(refused)

    assert response.status_code == 302
    assert not draft.parties.filter(pk=party.pk).exists()
    assert not AgreementSigner.objects.filter(pk=signer.pk).exists()
    assert not draft.commitments.filter(party_id=party.pk).exists()


def test_signer_is_added_and_takes_the_function_from_the_register(draft, author):
    party = draft.parties.get(role="school")
    person = Person.objects.get(surname="Dyrektorska")
    party.signers.all().delete()
    prefix = f"signers-{party.pk}-0"

    response = save(author, draft, "parties", **{f"{prefix}-person": person.pk})

    assert response.status_code == 302
    signer = party.signers.get()
    assert (signer.full_name, signer.function_pl, signer.user) == (
        "Barbara Dyrektorska",
        "dyrektor szkoły",
        person.user,
    )


def test_signer_of_another_organisation_is_refused(draft, author):
    party = draft.parties.get(role="school")
    stranger = Person.objects.get(surname="Lniana")
    before = AgreementSigner.objects.count()
    row = party.signers.count()

    response = save(
        author,
        draft,
        "parties",
        **{f"signers-{party.pk}-{row}-person": stranger.pk},
    )

    assert (response.status_code, AgreementSigner.objects.count()) == (422, before)


def test_signer_is_removed(draft, author):
    party = draft.parties.get(role="employer")

    save(author, draft, "parties", **{f"signers-{party.pk}-1-DELETE": "on"})

    assert party.signers.count() == 1


# Class, intakes, commitments


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *[("2027/2028", "2027/2028"), ("2027-2028", "2027/2028")],
        *[("2027 – 2028", "2027/2028"), (" 2027 / 28 ", "2027/2028"), ("", "")],
    ],
)
def test_school_year_is_written_in_one_way(draft, author, typed, kept):
    response = save(author, draft, "class", start_school_year=typed)

    assert response.status_code == 302
    assert PatronageAgreement.objects.get(pk=draft.pk).start_school_year == kept


def test_intake_rows_are_added_changed_and_removed(draft, author):
    row = draft.intakes.count()
    first, *_rest = draft.intakes.all()

    response = save(
        author,
        draft,
        "class",
        **{
            "intakes-0-planned_students": "30",
            "intakes-1-DELETE": "on",
            f"intakes-{row}-school_year": "2040-2041",
            f"intakes-{row}-planned_students": "20",
            f"intakes-{row}-places_at_employer": "5",
        },
    )

    assert response.status_code == 302
    kept = draft.intakes.values_list("school_year", "planned_students")
    assert (first.school_year, 30) in kept
    assert ("2040/2041", 20) in kept
    assert len(kept) == row


def test_same_school_year_twice_is_refused(draft, author):
    row = draft.intakes.count()

    response = save(
        author,
        draft,
        "class",
        **{
            f"intakes-{row}-school_year": draft.intakes.first().school_year,
            f"intakes-{row}-planned_students": "20",
            f"intakes-{row}-places_at_employer": "5",
        },
    )

    assert (response.status_code, draft.intakes.count()) == (422, row)
    html = get_html(response)
    assert "school_year." not in html
    assert f'href="#id_intakes-{row}-school_year"' in html
    assert f'id="id_intakes-{row}-school_year_error"' in html


def test_commitment_is_added_for_a_party_of_this_agreement_only(draft, author):
    other = drafts.create_draft(
        user=draft.created_by, initiator=draft.initiator, title_pl="Druga"
    )
    row = draft.commitments.count()
    data = {
        f"commitments-{row}-area": CooperationForm.GUIDANCE,
        f"commitments-{row}-description_pl": "Wizyta w zakładzie",
    }

    refused = save(
        author,
        draft,
        "commitments",
        **data,
        **{f"commitments-{row}-party": other.parties.first().pk},
    )
    accepted = save(
        author,
        draft,
        "commitments",
        **data,
        **{f"commitments-{row}-party": draft.parties.first().pk},
    )

    assert (refused.status_code, accepted.status_code) == (422, 302)
    assert draft.commitments.count() == row + 1


def test_row_of_another_agreement_is_not_taken_over(draft, author):
    """The number of a row in a hidden field belongs to nobody's goodwill."""
    other = drafts.create_draft(
        user=draft.created_by, initiator=draft.initiator, title_pl="Druga"
    )
    theirs = other.intakes.create(
        school_year="2030/2031", planned_students=10, places_at_employer=1
    )

    mine = list(draft.intakes.values_list("pk", flat=True))

    save(author, draft, "class", **{"intakes-0-id": theirs.pk})

    theirs.refresh_from_db()
    assert (theirs.agreement_id, theirs.planned_students) == (other.pk, 10)
    assert list(draft.intakes.values_list("pk", flat=True)) == mine


# Annexes


def make_zip(names, *, content=b"x") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            # No clock: the bytes are part of a test's name, the same in each worker.
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def upload(client, draft, name, content, **changes):
    return save(
        client,
        draft,
        "annexes",
        **{
            "kind": "curriculum",
            "title": "Tytuł, który zostaje",
            "file": SimpleUploadedFile(name, content),
            **changes,
        },
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("wirus.exe", b"MZ\x90\x00"),
        ("program.pdf", b"MZ\x90\x00"),
        ("program.pdf.exe", PDF),
        ("program", PDF),
        ("obraz.svg", b"<svg onload='alert(1)'/>"),
        ("obraz.png", b"<svg onload='alert(1)'/>"),
        ("strona.html", b"<script>alert(1)</script>"),
        ("strona.pdf", b"<script>alert(1)</script>"),
        ("pusty.pdf", b""),
        ("haslo.pdf", PDF + b"<</Encrypt 5 0 R>>"),
        ("duzy.pdf", b"%PDF-" + bytes(10 * 1024 * 1024)),
        ("makro.docx", make_zip(["[Content_Types].xml", "word/vbaProject.bin"])),
        ("makro.xlsx", make_zip(["[Content_Types].xml", "xl/activeX/activeX1.xml"])),
        ("archiwum.docx", make_zip(["wirus.exe"])),
        ("urwany.docx", make_zip(["[Content_Types].xml"])[:40]),
        ("arkusz.docm", make_zip(["[Content_Types].xml"])),
    ],
)
def test_dangerous_annex_is_refused_with_a_reason(draft, author, name, content):
    before = count_writes()

    response = upload(author, draft, name, content)

    html = get_html(response)
    assert (response.status_code, count_writes()) == (422, before)
    assert 'href="#id_file"' in html
    assert "Tytuł, który zostaje" in html
    assert not AgreementAnnex.objects.exists()


def test_annex_that_explodes_is_refused(draft, author):
    bomb = make_zip(
        ["[Content_Types].xml", "word/a.xml", "word/b.xml", "word/c.xml"],
        content=bytes(70 * 1024 * 1024),
    )

    response = upload(author, draft, "bomba.docx", bomb)

    assert len(bomb) < 1024 * 1024
    assert (response.status_code, AgreementAnnex.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Temp\\umowa.pdf", "umowa.pdf"),
        ("umowa\u202efdp.pdf", "umowafdp.pdf"),
        ("u\u200bm\u0007owa.pdf", "umowa.pdf"),
        ("załącznik nr 1 – łąka.PDF", "załącznik nr 1 – łąka.PDF"),
        ('a"b<c>|d?.pdf', "a_b_c__d_.pdf"),
    ],
)
def test_name_of_an_annex_is_made_harmless(draft, author, name, kept):
    response = upload(author, draft, name, PDF)

    assert response.status_code == 302
    annex = AgreementAnnex.objects.get()
    assert annex.file_name == kept
    sent = author.get(reverse("workflows:annex", args=[draft.pk, annex.pk]))
    header = sent.headers["Content-Disposition"]
    assert header.startswith("attachment;")
    assert not any(character in header for character in "\r\n\x00\u202e")
    assert sent.content == PDF


def test_annex_is_removed_and_its_removal_needs_the_seen_version(draft, author):
    upload(author, draft, "program.pdf", PDF)
    annex = AgreementAnnex.objects.get()
    url = reverse("workflows:remove_annex", args=[draft.pk, annex.pk])

    author.post(url, {"seen_version": draft.version})
    still_there = AgreementAnnex.objects.count()
    draft.refresh_from_db()
    response = author.post(url, {"seen_version": draft.version})

    assert (still_there, AgreementAnnex.objects.count()) == (1, 0)
    assert response.headers["Location"] == get_url(draft, "annexes")
    actions = AuditEvent.objects.values_list("action", flat=True)
    assert "cluster_workflows.remove_annex" in actions


def test_annex_of_another_agreement_is_not_removed(draft, author):
    upload(author, draft, "program.pdf", PDF)
    annex = AgreementAnnex.objects.get()
    other = drafts.create_draft(
        user=draft.created_by, initiator=draft.initiator, title_pl="Druga"
    )

    response = author.post(
        reverse("workflows:remove_annex", args=[other.pk, annex.pk]),
        {"seen_version": other.version},
    )

    assert (response.status_code, AgreementAnnex.objects.count()) == (404, 1)


def test_annex_of_a_submitted_agreement_stays(draft, author):
    upload(author, draft, "program.pdf", PDF)
    PatronageAgreement.objects.filter(pk=draft.pk).update(
        state=AgreementState.FORMAL_CHECK
    )
    draft.refresh_from_db()

    author.post(
        reverse(
            "workflows:remove_annex", args=[draft.pk, AgreementAnnex.objects.get().pk]
        ),
        {"seen_version": draft.version},
    )

    assert AgreementAnnex.objects.count() == 1


# Start, overview, preview


def start(client, **changes):
    return client.post(
        reverse("workflows:create_agreement"),
        {
            "document_kind": DocumentKind.CONTRACT,
            "title_pl": "Nowa klasa",
            "title_en": "",
            **changes,
        },
    )


def test_new_draft_has_its_first_parties(draft, author):
    response = start(author, initiator=draft.initiator_id)

    made = PatronageAgreement.objects.exclude(pk=draft.pk).get()
    assert response.headers["Location"] == get_url(made, "head")
    assert sorted(made.parties.values_list("role", flat=True)) == [
        "founding_body",
        "leader",
        "school",
    ]


def test_new_draft_needs_a_title_and_keeps_the_rest(draft, author):
    response = start(
        author, initiator=draft.initiator_id, title_pl="", title_en="Kept title"
    )

    assert response.status_code == 422
    assert "Kept title" in get_html(response)
    assert PatronageAgreement.objects.count() == 1


def test_preview_of_an_empty_draft_is_a_pdf(draft, author):
    empty = drafts.create_draft(
        user=draft.created_by, initiator=draft.initiator, title_pl="Pusta"
    )

    for agreement in (draft, empty):
        response = author.get(reverse("workflows:preview", args=[agreement.pk]))
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")


def test_overview_leads_to_what_is_missing(draft, author):
    PatronageAgreement.objects.filter(pk=draft.pk).update(school_type="", place="")

    response = author.get(get_url(draft, "review"))
    wizard = {item["url"]: item["state"] for item in response.context["wizard"]}
    first = author.get(get_url(draft, "class"))

    assert f'href="{get_url(draft, "class")}"' in get_html(response)
    assert f'href="{get_url(draft, "head")}"' in get_html(response)
    # What is needed to sign only counts as well; the overview comes last of all.
    assert wizard[get_url(draft, "head")] == "incomplete"
    assert first.context["wizard"][-1]["state"] == "incomplete"
    assert first.context["form"]["school_type"].name in (
        first.context["form"].needed_to_submit
    )


def test_incomplete_draft_is_not_submitted(draft, author):
    draft.commitments.all().delete()

    url = reverse("workflows:transition", args=[draft.pk, "submit"])
    page = author.get(url)
    response = author.post(url, {"seen_version": draft.version})

    assert page.status_code == 200
    assert response.status_code in {409, 422}
    assert get_html(response).count(get_url(draft, "commitments")) >= 1
    saved = PatronageAgreement.objects.get(pk=draft.pk)
    assert (saved.state, saved.number) == (AgreementState.DRAFT, None)


def test_draft_of_a_technikum_is_kept_as_typed(draft, author):
    save(author, draft, "class", school_type=SchoolType.TRADE_FIRST)

    saved = PatronageAgreement.objects.get(pk=draft.pk)
    assert saved.school_type == SchoolType.TRADE_FIRST
