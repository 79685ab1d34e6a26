"""What anybody may read of agreements in force, and what nobody may."""

import pytest

from partners.management.demo import create_demo_partners
from workflows.enums import AgreementState, Confidentiality, DocumentType, PartyRole
from workflows.management import demo
from workflows.models import AgreementIntake, Document, PatronageAgreement
from workflows.services import agreements, public_classes, school_years, versions

pytestmark = pytest.mark.django_db


def put_in_force(agreement, **overrides) -> PatronageAgreement:
    """Freeze what the agreement says now, as its signing does, without the PDFs."""
    for name, value in overrides.items():
        setattr(agreement, name, value)
    agreement.save()
    version = versions.store_version(agreement)
    Document.objects.create(
        agreement=agreement,
        type=DocumentType.AGREEMENT,
        ordinal=agreement.documents.count() + 1,
        issue=agreement.documents.count() + 1,
        version=version.hash,
    )
    PatronageAgreement.objects.filter(pk=agreement.pk).update(
        state=AgreementState.IN_FORCE
    )
    agreement.refresh_from_db()
    return agreement


def list_occupations(**filters) -> list[str]:
    return [
        public_classes.read_class(content).occupation
        for content in public_classes.filter_classes(**filters)
    ]


@pytest.fixture
def in_force(draft):
    return put_in_force(draft)


def test_summary_says_what_is_public(in_force):
    (content,) = public_classes.filter_classes()
    summary = public_classes.read_class(content)
    first = school_years.get_current_school_year() + 1
    years = [school_years.format_school_year(first + n) for n in range(5)]

    assert summary.occupation == "technik mechatronik"
    assert [party.name for party in summary.schools] == [
        "Zespół Szkół Technicznych „Mechanik” w Jeleniej Górze"
    ]
    (employer,) = summary.employers
    assert employer.name == "Granit Automatyka sp. z o.o."
    assert summary.school_years == f"{years[0]} – {years[-1]}"
    assert [(item.school_year, item.places) for item in summary.intakes] == [
        (year, 24) for year in years[:3]
    ]
    assert "praktyki i staże" in [item.lower() for item in summary.benefits]
    # No amounts and no people.
    assert "500" not in str(summary)
    assert "Szkolna" not in str(summary)


@pytest.mark.parametrize(
    "confidentiality", [Confidentiality.PARTNERS, Confidentiality.PARTIES_ONLY]
)
def test_confidential_agreement_is_never_shown(draft, confidentiality):
    agreement = put_in_force(draft, confidentiality=confidentiality)
    assert list_occupations() == []
    assert public_classes.list_choices().occupations == {}

    # The row alone opens nothing: the parties signed something else.
    PatronageAgreement.objects.update(confidentiality=Confidentiality.PUBLIC_SUMMARY)

    assert PatronageAgreement.objects.public().get() == agreement
    assert list_occupations() == []
    organisation = agreement.parties.get(role=PartyRole.SCHOOL).organisation_id
    assert public_classes.list_classes_of(organisation, limit=9) == []


def test_row_alone_closes(in_force):
    PatronageAgreement.objects.update(confidentiality=Confidentiality.PARTNERS)

    assert list_occupations() == []


def test_only_agreements_in_force_are_shown(in_force):
    shown = {}
    for state in AgreementState:
        PatronageAgreement.objects.update(state=state)
        shown[state] = list_occupations()

    assert [state for state, found in shown.items() if found] == [
        AgreementState.IN_FORCE
    ]


def test_later_edits_are_not_shown(in_force):
    in_force.occupation = demo.Occupation.objects.get(code="351203")
    in_force.save()
    AgreementIntake.objects.update(planned_students=1)
    versions.store_version(in_force)

    (content,) = public_classes.filter_classes()
    summary = public_classes.read_class(content)

    assert summary.occupation == "technik mechatronik"
    assert summary.intakes[0].places == 24
    assert list_occupations(occupation="351203") == []


def test_newest_issue_counts(in_force):
    in_force.documents.update(superseded_at=in_force.created_at)
    put_in_force(in_force, occupation=demo.Occupation.objects.get(code="351203"))

    assert list_occupations() == ["technik informatyk"]


def test_classes_are_filtered(in_force):
    first = school_years.get_current_school_year() + 1
    other = put_in_force(
        demo.draft_agreement(first_year=first + 1, with_annex=False),
        occupation=demo.Occupation.objects.get(code="512001"),
        school_type="bs1",
    )
    school = other.parties.get(role=PartyRole.SCHOOL)
    school.organisation = create_demo_partners()["karpacz"]
    school.save()
    agreements.copy_party(school)
    other.documents.update(version=versions.store_version(other).hash)

    assert list_occupations() == ["kucharz", "technik mechatronik"]
    assert list_occupations(order="occupation") == ["kucharz", "technik mechatronik"]
    assert list_occupations(occupation="311410") == ["technik mechatronik"]
    assert list_occupations(town="Karpacz") == ["kucharz"]
    assert list_occupations(town="Kamienna Góra") == []
    assert list_occupations(school_type="technikum") == ["technik mechatronik"]
    year = school_years.format_school_year
    assert list_occupations(school_year=year(first)) == ["technik mechatronik"]
    assert list_occupations(school_year=year(first + 3)) == ["kucharz"]
    # The class goes on, but takes nobody in any more.
    assert list_occupations(school_year=year(first + 4)) == []
    choices = public_classes.list_choices()
    assert choices.towns == {"Jelenia Góra", "Karpacz"}
    assert set(choices.school_types) == {"technikum", "bs1"}
    assert choices.school_years == {year(first + n) for n in range(4)}


def test_agreement_that_was_signed_for_real_is_shown(transactional_db, partners):
    agreement, _rows = demo.run_agreement(
        first_year=school_years.get_current_school_year()
    )
    assert agreement.state == AgreementState.IN_FORCE

    (content,) = public_classes.filter_classes()

    assert content.agreement == agreement
    assert content.hash == agreement.version
    assert public_classes.read_class(content).employers
