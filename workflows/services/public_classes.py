"""Patronage classes as anybody may read of them: summaries of agreements in force.

A summary comes from the content that the parties signed, never from the rows that
somebody may have changed since. It names no person and no amount.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KT
from django.utils.translation import get_language, ngettext

from ..enums import (
    Confidentiality,
    CooperationForm,
    DocumentType,
    PartyRole,
    SchoolType,
)
from ..models import AgreementParty, AgreementVersion, Document, PatronageAgreement
from . import versions

# Who is named, besides the class itself.
SHOWN_ROLES = (PartyRole.SCHOOL, PartyRole.EMPLOYER, PartyRole.FOUNDING_BODY)

ORDERS = {
    "newest": ("-start_year", "occupation_name", "-pk"),
    "occupation": ("occupation_name", "-start_year", "-pk"),
}


@dataclass(frozen=True)
class ClassParty:
    organisation_id: int
    name: str


@dataclass(frozen=True)
class Intake:
    school_year: str
    places: int

    def __str__(self):
        return ngettext(
            "%(school_year)s: %(places)d place",
            "%(school_year)s: %(places)d places",
            self.places,
        ) % {"school_year": self.school_year, "places": self.places}


@dataclass(frozen=True)
class PublicClass:
    """The summary of one agreement, in the language of the reader."""

    occupation: str
    school_type: str
    schools: list[ClassParty]
    employers: list[ClassParty]
    start_school_year: str
    end_school_year: str
    intakes: list[Intake]
    benefits: list[str]

    @property
    def school_years(self) -> str:
        if self.start_school_year == self.end_school_year:
            return self.start_school_year
        return f"{self.start_school_year} – {self.end_school_year}"


@dataclass(frozen=True)
class ClassChoices:
    """What the classes differ in, for filters: keys with their names."""

    occupations: dict[str, str]
    towns: set[str]
    school_types: dict[str, str]
    school_years: set[str]


def filter_classes(
    *, occupation="", town="", school_type="", school_year="", order="newest"
):
    """Return signed contents whose summary is public, those that fit all of this.

    ``school_year``: in which the class takes students in. ``read_class`` makes the
    summary of each; only what is shown need be read.
    """
    contents = _list_contents().annotate(
        start_year=KT("content__class__start_school_year"),
        occupation_name=KT(f"content__class__occupation__{_get_name_key()}"),
    )
    if occupation:
        contents = contents.filter(content__class__occupation__code=occupation)
    if school_type:
        contents = contents.filter(content__class__school_type=school_type)
    if school_year:
        # Nothing else in an intake looks like a school year.
        contents = contents.filter(content__class__intakes__icontains=school_year)
    if town:
        contents = contents.filter(
            agreement__in=AgreementParty.objects.filter(
                role=PartyRole.SCHOOL, organisation__city=town
            ).values("agreement")
        )
    return contents.prefetch_related("agreement__parties").order_by(*ORDERS[order])


def list_classes_of(organisation_id: int, *, limit: int) -> list[PublicClass]:
    """Return the newest public classes in which an organisation takes part."""
    contents = filter_classes().filter(
        agreement__in=AgreementParty.objects.filter(
            organisation=organisation_id, role__in=SHOWN_ROLES
        ).values("agreement")
    )
    return [read_class(content) for content in contents[:limit]]


def list_choices() -> ClassChoices:
    """Return what to offer in filters, in two queries."""
    contents = _list_contents()
    classes = list(contents.values_list("content__class", flat=True))
    towns = AgreementParty.objects.filter(
        role=PartyRole.SCHOOL, agreement__in=contents.values("agreement")
    ).values_list("organisation__city", flat=True)
    name_key = _get_name_key()
    return ClassChoices(
        occupations={
            item["occupation"]["code"]: item["occupation"][name_key]
            for item in classes
            if item["occupation"]
        },
        towns=set(towns),
        school_types={
            item["school_type"]: str(SchoolType(item["school_type"]).label)
            for item in classes
            if item["school_type"]
        },
        school_years={
            intake["school_year"] for item in classes for intake in item["intakes"]
        },
    )


def read_class(version: AgreementVersion) -> PublicClass:
    """Return the summary of a signed content."""
    content = versions.read_content(version.content)
    klass = content["class"]
    organisations = {
        party.key: party.organisation_id for party in version.agreement.parties.all()
    }
    parties = {role: [] for role in PartyRole.values}
    for party in content["parties"]:
        parties[party["role"]].append(
            ClassParty(organisations[party["key"]], _get_party_name(party["details"]))
        )
    return PublicClass(
        occupation=klass["occupation"][_get_name_key()] if klass["occupation"] else "",
        school_type=str(SchoolType(klass["school_type"]).label)
        if klass["school_type"]
        else "",
        schools=parties[PartyRole.SCHOOL],
        employers=parties[PartyRole.EMPLOYER],
        start_school_year=klass["start_school_year"],
        end_school_year=klass["end_school_year"],
        intakes=[
            Intake(intake["school_year"], intake["planned_students"])
            for intake in klass["intakes"]
        ],
        benefits=_list_benefits(content),
    )


def _list_contents():
    """Contents that were signed and are in force, and public by both: the signed
    word, and the present one, which may have become stricter.
    """
    signed = Document.objects.filter(
        agreement=OuterRef("agreement"),
        type=DocumentType.AGREEMENT,
        superseded_at=None,
    ).order_by("-issue", "-pk")
    return AgreementVersion.objects.filter(
        agreement__in=PatronageAgreement.objects.public().values("pk"),
        hash=Subquery(signed.values("version")[:1]),
        content__head__confidentiality=Confidentiality.PUBLIC_SUMMARY,
    )


def _list_benefits(content: dict) -> list[str]:
    """Return in short words what the employers give, not how much."""
    employers = {
        party["key"]
        for party in content["parties"]
        if party["role"] == PartyRole.EMPLOYER
    }
    rows = [*content["commitments"], *content["scholarships"], *content["offers"]]
    areas = {row["area"] for row in rows if row["party"] in employers}
    return [str(form.label) for form in CooperationForm if form in areas]


def _get_party_name(details: dict) -> str:
    if get_language() != "pl" and details["name_en"]:
        return details["name_en"]
    return details["legal_name"]


def _get_name_key() -> str:
    return "name_pl" if get_language() == "pl" else "name_en"
