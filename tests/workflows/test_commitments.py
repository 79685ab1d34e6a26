"""Commitments with the details of their form of co-operation (domain §1.4 D)."""

import csv
import io
import subprocess

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from tests.conftest import PASSPHRASE
from tests.screens import share_database
from workflows.actions import commitments, drafts
from workflows.enums import AgreementState, CommitmentStatus, CooperationForm
from workflows.forms.commitments import DETAIL_FORMS, DetailsForm
from workflows.management import demo
from workflows.models import (
    AgreementVersion,
    AuditEvent,
    Commitment,
    PatronageAgreement,
)
from workflows.models.commitments import COUNTED, DETAILS
from workflows.services import changes, documents, versions

from .test_drafts import (
    count_writes,
    get_html,
    get_url,
    read_form,
    save,
)
from .test_pdf_render import OUTLOUD, read_text

pytestmark = pytest.mark.django_db

F = CooperationForm


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    folder = tmp_path_factory.mktemp("commitments")
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


def get_prefix(draft, commitment) -> str:
    rows = list(draft.commitments.values_list("pk", flat=True))
    return f"commitments-{rows.index(commitment.pk)}"


def get_row(draft, area) -> tuple[Commitment, str]:
    """Return the first commitment of an area and the prefix of its details."""
    commitment = draft.commitments.filter(area=area).first()
    return commitment, f"{get_prefix(draft, commitment)}-{area}"


# The forms and what the model says


def test_each_form_has_the_details_that_the_model_names():
    assert DETAIL_FORMS.keys() == DETAILS.keys()
    for area, form in DETAIL_FORMS.items():
        assert list(form.base_fields) == list(DETAILS[area])
    assert all(key in DETAILS[area] for area, (key, _unit) in COUNTED.items())


def test_demo_shows_every_kind_of_details_as_its_form_would_keep_them(draft):
    shown = set()
    for commitment in draft.commitments.exclude(details={}):
        shown.add(commitment.area)
        form: DetailsForm = DETAIL_FORMS[commitment.area](
            {
                key: value
                for key, value in commitment.details.items()
                if value not in (None, False)
            },
            agreement=draft,
            details={},
        )
        assert form.is_valid(), form.errors
        assert form.get_details() == commitment.details

    assert shown == set(DETAIL_FORMS)


# The row asks for the details of its area


def add_row(client, draft, area, **values):
    row = f"commitments-{draft.commitments.count()}"
    return save(
        client,
        draft,
        "commitments",
        **{
            f"{row}-party": draft.parties.get(role="employer").pk,
            f"{row}-area": area,
            f"{row}-description_pl": "Nowe zobowiązanie",
            **{f"{row}-{key}": value for key, value in values.items()},
        },
    )


@pytest.mark.parametrize("area", DETAIL_FORMS)
def test_new_row_is_saved_and_then_asks_for_the_details_of_its_area(
    draft, author, area
):
    response = add_row(author, draft, area, quantity="7", unit="coś")

    made = draft.commitments.get(description_pl="Nowe zobowiązanie")
    assert response.headers["Location"] == get_url(draft, "commitments")
    assert made.details == {}
    data = read_form(author, draft, "commitments")
    prefix = f"{get_prefix(draft, made)}-{area}"
    # Boxes that are not ticked send nothing.
    sent = {name for name in data if name.startswith(f"{prefix}-")}
    expected = {
        f"{prefix}-{key}"
        for key, field in DETAIL_FORMS[area].base_fields.items()
        if "checkbox" not in field.widget.__class__.__name__.lower()
    }
    assert sent == expected
    if area in COUNTED:
        # What was typed before the details were known is not typed again.
        assert data[f"{prefix}-{COUNTED[area][0]}"] == "7"
        assert f"{get_prefix(draft, made)}-quantity" not in data


def test_row_without_details_goes_on_at_once(draft, author):
    response = add_row(author, draft, F.WORKSHOPS)

    assert response.headers["Location"] == get_url(draft, "legal")


def test_details_are_kept_and_give_the_row_its_figures(draft, author):
    robot, prefix = get_row(draft, F.EQUIPMENT)

    response = save(
        author,
        draft,
        "commitments",
        **{
            f"{prefix}-item": "frezarka CNC",
            f"{prefix}-quantity": "2",
            f"{prefix}-value": "99000.5",
            f"{prefix}-form": "donation",
        },
    )

    robot.refresh_from_db()
    assert response.headers["Location"] == get_url(draft, "legal")
    assert robot.details == {
        "item": "frezarka CNC",
        "quantity": 2,
        "value": "99000.50",
        "form": "donation",
        "handover_date": robot.details["handover_date"],
        "protocol": True,
    }
    assert (robot.quantity, robot.unit, str(robot.value)) == (2, "szt.", "99000.50")
    draft.refresh_from_db()
    content = versions.get_content(draft)
    assert robot.details in [item["details"] for item in content["commitments"]]


def test_other_area_drops_the_details_of_the_old_one(draft, author):
    teachers, prefix = get_row(draft, F.TEACHERS)

    save(
        author,
        draft,
        "commitments",
        **{prefix.replace("-teachers", "-area"): F.WORKSHOPS},
    )

    teachers.refresh_from_db()
    assert (teachers.area, teachers.details, teachers.quantity) == (
        F.WORKSHOPS,
        {},
        None,
    )


@pytest.mark.parametrize(
    ("area", "key", "typed"),
    [
        (F.PLACEMENTS, "kind", "wakacje"),
        (F.PLACEMENTS, "places", "0"),
        (F.PLACEMENTS, "places", "201"),
        (F.PLACEMENTS, "days_per_week", "6"),
        (F.PLACEMENTS, "hours", "dużo"),
        (F.SCHOLARSHIPS, "months", "13"),
        (F.SCHOLARSHIPS, "min_average", "0.99"),
        (F.SCHOLARSHIPS, "min_average", "6.01"),
        (F.SCHOLARSHIPS, "rules_url", "javascript:alert(1)"),
        (F.EQUIPMENT, "value", "-1"),
        (F.EQUIPMENT, "handover_date", "1999-09-01"),
        (F.EQUIPMENT, "handover_date", "2199-09-01"),
        (F.EQUIPMENT, "item", "a" * 201),
        (F.TEACHERS, "people", "-3"),
        (F.GUIDANCE, "visits_per_year", "0"),
        (F.PROMOTION, "class_name", "a\x00b"),
        (F.GRADUATES, "planned_hires", "1e9"),
    ],
)
def test_impossible_detail_is_explained_at_its_field_and_nothing_is_lost(
    draft, author, area, key, typed
):
    before = count_writes()
    _commitment, prefix = get_row(draft, area)

    response = save(
        author,
        draft,
        "commitments",
        **{
            f"{prefix}-{key}": typed,
            "commitments-3-description_pl": "Opis, który zostaje",
        },
    )

    html = get_html(response)
    assert (response.status_code, count_writes()) == (422, before)
    assert f'href="#id_{prefix}-{key}"' in html
    assert f'id="id_{prefix}-{key}_error"' in html
    assert "Opis, który zostaje" in html
    if area != F.PLACEMENTS or key != "kind":
        assert escape(typed.replace("\x00", "")) in html.replace("\x00", "")


def test_pay_without_the_tick_is_a_contradiction(draft, author):
    _commitment, prefix = get_row(draft, F.PLACEMENTS)

    response = save(author, draft, "commitments", **{f"{prefix}-amount": "1200"})

    assert response.status_code == 422
    assert f'id="id_{prefix}-paid_error"' in get_html(response)


def test_pay_above_the_minimum_wage_is_saved_with_a_warning(draft, author):
    _commitment, prefix = get_row(draft, F.PLACEMENTS)

    response = save(
        author,
        draft,
        "commitments",
        **{f"{prefix}-amount": "9999", f"{prefix}-paid": "on", "stay": "1"},
    )

    assert response.status_code == 302
    html = get_html(author.get(get_url(draft, "commitments")))
    assert 'value="9999.00"' in html
    assert "4806.00" in html


# Content, comparison, documents


def make_form_1(content) -> dict:
    """Return a content as it was written before details existed."""
    old = {**content, "form": 1}
    old["head"] = {
        k: v for k, v in old["head"].items() if k not in ("title_de", "title_cs")
    }
    old["class"] = {k: v for k, v in old["class"].items() if k != "group_size"}
    new_in_legal = (
        *["liability_insurance_by", "processing_agreement_needed"],
        *["logo_territory", "logo_channels", "logo_revocation_days"],
    )
    old["legal"] = {k: v for k, v in old["legal"].items() if k not in new_in_legal}
    old["commitments"] = [
        {k: v for k, v in row.items() if k != "details"}
        for row in old["commitments"]
        if row["area"] not in (F.SCHOLARSHIPS, F.PROMOTION, F.GRADUATES)
    ]
    old["scholarship"] = {
        "amount": "650.00",
        "months": 4,
        "recipients": 3,
        "min_average": "4.75",
    }
    old["graduates"] = {"interview_guaranteed": True, "planned_hires": 8}
    return old


def store_form_1(draft) -> AgreementVersion:
    content = make_form_1(versions.build_content(draft))
    version = AgreementVersion.objects.create(
        agreement=draft,
        hash=versions.hash_content(content),
        canonical_form=1,
        content=content,
    )
    PatronageAgreement.objects.filter(pk=draft.pk).update(version=version.hash)
    draft.refresh_from_db()
    return version


def test_content_of_form_1_keeps_its_hash_and_is_still_readable(draft):
    version = store_form_1(draft)

    content = versions.get_content(draft)
    text = read_text(documents.render_agreement(draft, content).content)

    version.refresh_from_db()
    assert versions.hash_content(version.content) == version.hash
    assert version.content["form"] == version.canonical_form == 1
    assert [row["party_name"] for row in content["scholarships"]] == [
        "Granit Automatyka"
    ]
    for words in ("650,00", "4,75", "planowana liczba osób rocznie: 8"):
        assert words in text
    # It says what it said: no rows that were commitments only later.
    assert "Stypendia dla uczniów klasy" not in text


def test_draft_of_form_1_gets_the_new_form_with_the_next_change(draft, author):
    old = store_form_1(draft)

    save(author, draft, "head", place="Lubawka")

    draft.refresh_from_db()
    new = draft.versions.get(hash=draft.version)
    assert (old.canonical_form, new.canonical_form) == (1, 2)
    assert "scholarship" not in new.content


def test_comparison_names_the_detail_that_changed(draft, author):
    _commitment, prefix = get_row(draft, F.PLACEMENTS)
    before = draft.version

    save(
        author,
        draft,
        "commitments",
        **{f"{prefix}-places": "14", f"{prefix}-kind": "praktyka"},
    )

    draft.refresh_from_db()
    with translation.override("en"):
        found = versions.list_changes_since(draft, before)
    assert found == [
        ("commitment 5 › quantity", "12.00", "14.00"),
        (
            "commitment 5 › kind of training",
            "practical classes",
            "vocational placement",
        ),
        ("commitment 5 › places", "12", "14"),
    ]


def test_comparison_of_both_forms_says_where_the_scholarship_went(draft):
    old = make_form_1(versions.build_content(draft))

    with translation.override("en"):
        found = changes.list_changes(old, versions.build_content(draft))

    paths = {path: (before, after) for path, before, after in found}
    assert paths["scholarship › amount"] == ("650.00", "")
    assert paths["commitment 1 › scholarship per month (PLN)"] == ("", "500.00")
    assert not any(path == "form" for path in paths)


def test_comparison_uses_the_words_of_the_form(draft):
    old = versions.build_content(draft)
    draft.document_kind, draft.logo_channels = "letter_of_intent", ["press"]
    draft.school_insures = False

    with translation.override("en"):
        found = changes.list_changes(old, versions.build_content(draft))

    assert found == [
        ("document › kind of document", "contract (umowa)", "letter of intent"),
        ("legal part › the school insures the students (NNW)", "yes", "no"),
        (
            "legal part › how logos may be used",
            "printed matter, social media, websites",
            "press, radio and television",
        ),
    ]


def test_agreement_says_the_details_in_both_languages(draft, tmp_path):
    draft.title_de, draft.title_cs = "Patenschaftsklasse", "Patronátní třída"
    content = versions.read_content(versions.build_content(draft))

    pdf = documents.render_agreement(draft, content).content

    text = " ".join(read_text(pdf).split()).lower()
    # Scholarships have a table of their own.
    for commitment in draft.commitments.exclude(area=F.SCHOLARSHIPS):
        for language in ("pl", "en"):
            with translation.override(language):
                words = commitment.details_text
            assert " ".join(words.split()).lower() in text
    for words in ("500,00", "patronátní třída", "behaviour at least"):
        assert words in text
    # Of a local government only what the city promised, and clauses, not fields.
    for words in ("PLN 66,000.00", "31 lipca", "31 July", "3 months’"):
        assert words.lower() in text.replace("\xa0", " ")
    path = tmp_path / "umowa.pdf"
    path.write_bytes(pdf)
    judged = subprocess.run(
        [OUTLOUD, "--fail-on", "error", "--quiet", path], capture_output=True, text=True
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr


def test_amount_is_printed_of_a_local_government_only(draft):
    content = versions.read_content(versions.build_content(draft))
    city = next(p["key"] for p in content["parties"] if p["role"] == "founding_body")

    before = documents.build_agreement_context(content)["local_government_value"]
    for item in content["commitments"]:
        item["value"] = None if item["party"] == city else "5.00"
    after = documents.build_agreement_context(content)["local_government_value"]

    assert before.en == "66,000.00"
    assert after is None


def test_loyalty_agreement_changes_what_graduates_are_told(draft):
    scholarship, _prefix = get_row(draft, F.SCHOLARSHIPS)
    scholarship.details["loyalty_agreement"] = True
    scholarship.save()

    content = versions.read_content(versions.build_content(draft))
    text = " ".join(
        read_text(documents.render_agreement(draft, content).content).split()
    )

    assert "separate loyalty agreement says so" in text


def test_typed_text_cannot_become_markup_in_the_document(draft):
    robot, _prefix = get_row(draft, F.EQUIPMENT)
    robot.details["item"] = '<img src="file:///etc/passwd">'
    robot.save()

    content = versions.read_content(versions.build_content(draft))
    text = read_text(documents.render_agreement(draft, content).content)

    assert "file:///etc/passwd" in text


# What became of a commitment


@pytest.fixture
def in_force(draft) -> PatronageAgreement:
    PatronageAgreement.objects.filter(pk=draft.pk).update(
        state=AgreementState.IN_FORCE, submitted_at=draft.created_at
    )
    draft.refresh_from_db()
    return draft


def sign_in(box) -> Client:
    client = Client()
    client.force_login(demo.get_user(box))
    return client


def post_status(agreement, box, status):
    commitment = agreement.commitments.first()
    url = reverse("workflows:commitment_status", args=[agreement.pk, commitment.pk])
    return sign_in(box).post(url, {"status": status})


@pytest.mark.parametrize("box", ["koordynator", "autor.mechanik", "prezes.granit"])
def test_office_and_parties_note_what_was_performed(in_force, box):
    response = post_status(in_force, box, CommitmentStatus.DONE)

    commitment = in_force.commitments.first()
    event = AuditEvent.objects.last()
    assert response.status_code == 302
    assert commitment.status == CommitmentStatus.DONE
    assert (event.action, event.data["commitment"]) == (
        "cluster_workflows.commitment_done",
        commitment.pk,
    )
    in_force.refresh_from_db()
    # Nothing that was agreed has changed.
    assert versions.hash_content(versions.build_content(in_force)) == in_force.version
    page = get_html(sign_in("autor.mechanik").get(in_force.get_absolute_url()))
    assert page.count("/status/") == in_force.commitments.count()


@pytest.mark.parametrize(("box", "code"), [("audytor", 403), ("prezes.len", 404)])
def test_status_is_closed_to_others(in_force, box, code):
    before = count_writes()

    response = post_status(in_force, box, CommitmentStatus.DONE)

    assert (response.status_code, count_writes()) == (code, before)
    assert in_force.commitments.first().status == CommitmentStatus.OPEN


def test_status_waits_for_the_signatures(draft):
    with pytest.raises(PermissionDenied):
        commitments.set_status(
            draft.commitments.first(),
            user=draft.created_by,
            status=CommitmentStatus.DONE,
        )


def test_same_or_unknown_status_changes_nothing(in_force):
    before = count_writes()

    answers = [
        post_status(in_force, "koordynator", status).status_code
        for status in (CommitmentStatus.OPEN, "zgubione")
    ]

    assert (answers, count_writes()) == ([302, 302], before)


def test_page_of_the_agreement_shows_the_details(draft, author):
    html = get_html(author.get(draft.get_absolute_url()))

    assert "robot sześcioosiowy" in html
    # There is nothing to perform yet.
    assert "/status/" not in html


def test_register_exports_details_of_what_one_may_see(in_force):
    other = drafts.create_draft(
        user=in_force.created_by, initiator=in_force.initiator, title_pl="Druga"
    )
    Commitment.objects.create(
        agreement=other,
        party=other.parties.first(),
        area=F.WORKSHOPS,
        description_pl="Jeszcze tajne",
    )
    client = sign_in("koordynator")

    response = client.get(reverse("cluster_commitments:index") + "?export=csv")

    text = response.getvalue().decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == in_force.commitments.count()
    assert any("robot sześcioosiowy" in str(row) for row in rows)
    assert "Jeszcze tajne" not in text
