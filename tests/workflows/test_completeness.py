"""Rules that a lawyer would expect (domain §1.1 to §1.4)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from partners.enums import MembershipRole, OrganisationKind
from partners.models import Membership, Organisation, PersonFunction
from workflows.enums import (
    AnnexKind,
    ClassScope,
    ConclusionDateRule,
    SchoolType,
    SignatureLevel,
)
from workflows.models import AgreementIntake, Occupation
from workflows.services import completeness, school_years

pytestmark = pytest.mark.django_db


def list_steps(agreement, *, to_sign=False, **changes) -> list[str]:
    """The pages of the form where something is missing, after some changes."""
    for name, value in changes.items():
        setattr(agreement, name, value)
    agreement.save()
    check = (
        completeness.list_missing_to_sign
        if to_sign
        else completeness.list_missing_to_submit
    )
    return [item.step for item in check(agreement)]


def test_demo_draft_can_be_submitted_and_signed(draft):
    assert list_steps(draft) == []
    assert list_steps(draft, to_sign=True) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title_pl": ""}, ["head"]),
        ({"occupation": None}, ["class"]),
        ({"school_type": SchoolType.TRADE_FIRST}, ["class", "class"]),
        ({"class_name": ""}, ["class"]),
        ({"grades_covered": []}, ["class"]),
        ({"start_school_year": "", "end_school_year": ""}, ["class"]),
        ({"end_school_year": "2027/2029"}, ["class"]),
        ({"start_date": date(2032, 9, 1), "end_date": date(2031, 8, 31)}, ["legal"]),
        ({"end_date": date(2032, 6, 30)}, ["legal"]),
        ({"is_indefinite": True}, ["legal"]),
    ],
)
def test_what_is_missing_to_submit_is_found(draft, changes, expected):
    assert list_steps(draft, **changes) == expected


def test_term_that_ends_otherwise_is_explained(draft):
    assert (
        list_steps(draft, end_date=date(2032, 6, 30), end_date_reason="koniec projektu")
        == []
    )


def test_first_school_year_is_not_over(draft):
    current = school_years.get_current_school_year()
    AgreementIntake.objects.all().delete()
    AgreementIntake.objects.create(
        agreement=draft,
        school_year=school_years.format_school_year(current),
        planned_students=10,
    )

    years = {
        "start_school_year": school_years.format_school_year(current - 1),
        "end_school_year": school_years.format_school_year(current + 3),
    }

    assert list_steps(draft, **years) == ["class"]


@pytest.mark.parametrize(("years", "is_allowed"), [(10, True), (11, False)])
def test_agreement_covers_ten_school_years_at_most(draft, years, is_allowed):
    first = school_years.parse_school_year(draft.start_school_year)

    steps = list_steps(
        draft, end_school_year=school_years.format_school_year(first + years - 1)
    )

    assert (steps == []) is is_allowed


def test_more_places_than_students_need_a_confirmation(draft):
    intake = draft.intakes.first()
    intake.places_at_employer = intake.planned_students + 1
    intake.save()
    before = list_steps(draft)
    intake.places_confirmed = True
    intake.save()

    assert (before, list_steps(draft)) == (["class"], [])


def test_intake_outside_the_agreement_is_found(draft):
    draft.intakes.filter(pk=draft.intakes.first().pk).update(school_year="2060/2061")

    assert list_steps(draft) == ["class"]


@pytest.mark.parametrize(
    ("age_days", "expected"),
    [(10, []), (5 * 366 + 5, ["class"]), (-2, ["class"]), (None, ["class"])],
)
def test_new_occupation_needs_a_fresh_opinion(draft, age_days, expected):
    opinion = (
        None if age_days is None else timezone.localdate() - timedelta(days=age_days)
    )

    steps = list_steps(
        draft,
        is_new_occupation=True,
        labour_opinion_number="WRRP/7",
        labour_opinion_date=opinion,
    )

    assert steps == expected


def test_new_occupation_needs_a_full_cycle(draft):
    first = school_years.parse_school_year(draft.start_school_year)
    opinion = {
        "is_new_occupation": True,
        "labour_opinion_number": "WRRP/7",
        "labour_opinion_date": timezone.localdate(),
    }

    too_short = list_steps(
        draft,
        **opinion,
        end_school_year=school_years.format_school_year(first + 3),
    )
    ends_early = list_steps(
        draft,
        end_school_year=school_years.format_school_year(first + 4),
        end_date=date(first + 4, 8, 31),
    )

    assert (too_short, ends_early) == (["class"], ["legal"])


@pytest.mark.parametrize("role", ["school", "employer", "leader"])
def test_each_needed_party_is_asked_for(draft, role):
    draft.parties.filter(role=role).delete()

    assert "parties" in list_steps(draft)


@pytest.mark.parametrize(
    "field",
    [
        "child_protection_standards",
        "staff_checked_registers",
        "ohs_training",
        "school_insures",
        "separate_controllers",
        "image_consents_by_school",
    ],
)
def test_attestations_are_needed_to_sign_only(draft, field):
    assert list_steps(draft, **{field: False}) == []
    assert list_steps(draft, to_sign=True) == ["legal"]


def test_who_pays_the_liability_insurance_is_needed_to_sign_only(draft):
    assert list_steps(draft, liability_insurance_by="") == []
    assert list_steps(draft, to_sign=True) == ["legal"]


def test_processing_agreement_that_is_needed_has_to_be_attached(draft):
    assert list_steps(draft, to_sign=True, processing_agreement_needed=True) == [
        "annexes"
    ]

    draft.annexes.create(
        kind=AnnexKind.PROCESSING_AGREEMENT,
        title="Umowa powierzenia",
        file_name="powierzenie.pdf",
        content_type="application/pdf",
        sha256="0" * 64,
        size=1,
    )

    assert list_steps(draft, to_sign=True) == []


@pytest.mark.parametrize(
    ("size", "expected"), [(None, ["class"]), (12, []), (25, ["class"] * 3)]
)
def test_group_has_a_size_that_fits_into_each_intake(draft, size, expected):
    steps = list_steps(draft, class_scope=ClassScope.GROUP, group_size=size)

    assert steps == expected


@pytest.mark.parametrize(
    ("area", "details", "expected"),
    [
        ("placements", {}, ["commitments"]),
        ("placements", {"kind": "praktyka", "places": 4}, []),
        (
            "placements",
            {"kind": "praktyka", "places": 4, "paid": True},
            ["commitments"],
        ),
        ("scholarships", {"amount": "500.00", "months": 5}, ["commitments"]),
        ("equipment", {"item": "robot", "quantity": 1}, []),
        ("teachers", {"hours": 8}, ["commitments"]),
        ("guidance", {}, []),
        ("workshops", {}, []),
    ],
)
def test_commitment_is_concrete_before_it_is_submitted(draft, area, details, expected):
    draft.commitments.filter(area="workshops").update(area=area, details=details)

    assert list_steps(draft) == expected


@pytest.mark.parametrize(
    ("days", "is_allowed"), [(-1, False), (0, True), (400, True), (5 * 366, False)]
)
def test_equipment_is_handed_over_within_the_term(draft, days, is_allowed):
    robot = draft.commitments.filter(area="equipment").first()
    day = draft.start_date + timedelta(days=days)
    robot.details["handover_date"] = day.isoformat()
    robot.save()

    assert list_steps(draft) == ([] if is_allowed else ["commitments"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"details": {"amount": "4806.01", "paid": True}}, "4806.00"),
        ({"details": {"places": 73}}, "more places"),
        ({"school_year": "2060/2061"}, "2060/2061"),
        ({"deadline": date(1999, 1, 1)}, "due outside"),
    ],
)
def test_unlikely_commitment_warns_and_does_not_block(draft, changes, words):
    placement = draft.commitments.filter(area="placements").first()
    changes["details"] = {**placement.details, **changes.get("details", {})}
    draft.commitments.filter(pk=placement.pk).update(**changes)

    assert list_steps(draft, to_sign=True) == []
    with translation.override("en"):
        messages = [item.message for item in completeness.list_warnings(draft)]
    assert [words in message for message in messages] == [True]


def test_minimum_wage_is_a_setting_with_year_and_source(draft, settings):
    wage = {"amount": "2000.00", "year": 2031, "source": "Dz.U. 2030"}
    settings.CLUSTER_WORKFLOWS = {**settings.CLUSTER_WORKFLOWS, "MINIMUM_WAGE": wage}

    [warning] = completeness.list_warnings(draft)

    assert warning.step == "commitments"
    assert all(word in warning.message for word in ("2000.00", "2031", "Dz.U. 2030"))


def test_enough_signers_are_named(draft):
    party = draft.parties.get(role="employer")
    party.signers.last().delete()

    assert list_steps(draft, to_sign=True) == ["parties"]


def test_signer_without_an_account_is_found(draft):
    draft.parties.get(role="leader").signers.update(user=None)

    assert list_steps(draft, to_sign=True) == ["parties"]


def test_two_signers_do_not_share_an_address(draft):
    draft.parties.get(role="leader").signers.update(
        email="dyrektor.mechanik@demo.klaster.example"
    )

    assert list_steps(draft, to_sign=True) == ["parties"]


def test_local_government_money_needs_the_treasurer_and_a_value(draft):
    body = draft.parties.get(role="founding_body")
    body.signers.filter(is_countersign=True).delete()

    assert list_steps(draft, to_sign=True, total_value=None) == ["legal", "parties"]
    # The founding body promises a room, worth money: it cannot be left unsaid.
    assert list_steps(draft, to_sign=True, local_government_pays=False) == ["legal"]
    draft.commitments.filter(party=body).update(value=None)
    assert list_steps(draft, to_sign=True, local_government_pays=False) == []


def test_mandate_to_sign_is_of_today(draft):
    school = draft.parties.get(role="school")
    signer = school.signers.get()
    treasurer = draft.parties.get(role="founding_body").signers.get(is_countersign=True)
    yesterday = timezone.localdate() - timedelta(days=1)
    of_signer = {"person": signer.person, "organisation": school.organisation}
    functions = PersonFunction.objects.filter(**of_signer)
    functions.update(since_date=yesterday, until_date=yesterday)
    assert list_steps(draft, to_sign=True) == ["parties"]
    functions.update(until_date=None)

    roles = Membership.objects.filter(user=signer.user, role=MembershipRole.SIGNER)
    roles.update(since_date=yesterday, until_date=yesterday)
    assert list_steps(draft, to_sign=True) == ["parties"]
    roles.update(until_date=None)
    assert list_steps(draft, to_sign=True) == []

    PersonFunction.objects.filter(person=treasurer.person).update(is_treasurer=False)
    assert list_steps(draft, to_sign=True) == ["parties"]


def test_countersigner_without_money_of_a_local_government_is_found(draft):
    draft.commitments.filter(party__role="founding_body").update(value=None)

    assert list_steps(draft, to_sign=True, local_government_pays=False) == ["parties"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"report_due_day": "31.02"}, ["legal"]),
        ({"child_protection_date": date(2999, 1, 1)}, ["legal"]),
        (
            {
                "conclusion_date_rule": ConclusionDateRule.FIXED,
                "conclusion_date": date(2019, 1, 1),
            },
            ["head"],
        ),
        ({"start_date": date(2019, 9, 1), "end_date": date(2020, 8, 31)}, ["legal"]),
    ],
)
def test_days_make_sense(draft, changes, expected):
    # What the days of commitments say about it is not asked here.
    assert expected[0] in list_steps(draft, to_sign=True, **changes)


def test_foreign_founding_body_and_old_occupation_are_found(draft):
    yesterday = timezone.localdate() - timedelta(days=1)
    Occupation.objects.filter(pk=draft.occupation_id).update(valid_to=yesterday)
    other = Organisation.objects.filter(kind=OrganisationKind.FOUNDING_BODY).exclude(
        pk=draft.parties.get(role="founding_body").organisation_id
    )
    draft.parties.filter(role="founding_body").update(organisation=other.first())
    draft.refresh_from_db()

    assert sorted(list_steps(draft)) == ["class", "parties"]


def test_term_shorter_than_the_class_is_a_warning(draft):
    draft.end_date = date(draft.end_date.year - 1, 8, 31)

    assert "legal" in [item.step for item in completeness.list_warnings(draft)]
    assert list_steps(draft) == []


def test_party_has_to_accept_the_kind_of_signature(draft):
    draft.parties.filter(role="employer").update(
        accepted_levels=[SignatureLevel.QUALIFIED]
    )

    assert list_steps(draft, to_sign=True) == ["parties"]


def test_register_data_are_needed_to_sign(draft, partners):
    granit = partners["granit"]
    granit.nip, granit.krs = "", ""
    granit.save()

    messages = [item.message for item in completeness.list_missing_to_sign(draft)]

    assert len(messages) == 2


def test_messages_are_in_the_language_of_the_reader(draft):
    draft.class_name = ""
    with translation.override("pl"):
        polish = completeness.list_missing_to_submit(draft)[0].message
    with translation.override("en"):
        english = completeness.list_missing_to_submit(draft)[0].message

    assert english == "The name of the class is missing."
    assert polish != english


def test_old_register_extract_warns(draft):
    party = draft.parties.first()
    party.details["register_extract_date"] = "2020-01-01"
    party.save()

    assert len(completeness.list_warnings(draft)) == 1


def test_author_alone_is_not_enough_to_approve(draft, get_user):
    author = get_user("dyrektor.mechanik")

    missing = completeness.list_missing_approvers(draft, author=author)

    assert [item.step for item in missing] == ["parties"]
