"""What each party promises, and the details that a form of co-operation asks for.

Source of the fields: domain.md §1.4 D, "Structured sub-forms".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..enums import (
    Behaviour,
    Channel,
    CommitmentStatus,
    CooperationForm,
    EquipmentForm,
    Grade,
    PlacementKind,
)
from .agreements import PatronageAgreement, school_year_validator
from .parties import AgreementParty


def write_text(value) -> str:
    """Return what somebody typed."""
    return str(value)


def write_address(value) -> str:
    """Return an address of the web."""
    return str(value)


def write_amount(value) -> str:
    """Return a number with two decimals: money, or an average mark."""
    return number_format(Decimal(value), decimal_pos=2, force_grouping=True)


def write_number(value) -> str:
    return number_format(Decimal(value))


def write_date(value) -> str:
    day = date.fromisoformat(value)
    return date_format(day, "j E Y" if get_language() == "pl" else "j F Y")


def write_label(choices) -> Callable:
    """Return what writes one value, or several, of a closed list."""

    def write(value) -> str:
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(choices(item).label) for item in values)

    return write


def write_yes(value) -> str:
    """Nothing: that it is so, the label says."""
    return ""


@dataclass(frozen=True)
class Detail:
    """One value of ``Commitment.details``: its name, and how it is written."""

    label: str
    write: Callable = write_number
    is_needed: bool = False


@dataclass(frozen=True)
class WrittenDetail:
    """A detail in the language of the reader; what was typed stays in Polish."""

    label: str
    value: str
    is_typed: bool = False
    is_address: bool = False

    def __str__(self):
        return f"{self.label}: {self.value}" if self.value else self.label


F = CooperationForm

# Which details belong to which form of co-operation. The forms that check them are
# in workflows/forms/commitments.py, with the same keys.
DETAILS: dict[str, dict[str, Detail]] = {
    F.PLACEMENTS: {
        "kind": Detail(_("kind of training"), write_label(PlacementKind), True),
        "places": Detail(_("places"), is_needed=True),
        "hours": Detail(_("hours per student in a school year")),
        "days_per_week": Detail(_("days per week")),
        "paid": Detail(pgettext_lazy("placement", "paid"), write_yes),
        "amount": Detail(_("pay per month (PLN)"), write_amount),
    },
    F.SCHOLARSHIPS: {
        "amount": Detail(_("scholarship per month (PLN)"), write_amount, True),
        "months": Detail(_("months in a school year"), is_needed=True),
        "max_recipients": Detail(_("recipients at most"), is_needed=True),
        "min_average": Detail(_("average mark at least"), write_amount),
        "min_behaviour": Detail(_("behaviour at least"), write_label(Behaviour)),
        "min_placement_grade": Detail(
            _("grade for the placement at least"), write_label(Grade)
        ),
        "exams_passed": Detail(
            _("vocational exams foreseen for the grade are passed"), write_yes
        ),
        "rules_url": Detail(_("scholarship rules"), write_address),
        "loyalty_agreement": Detail(_("with a separate loyalty agreement"), write_yes),
    },
    F.EQUIPMENT: {
        "item": Detail(_("item"), write_text, True),
        "quantity": Detail(_("pieces"), is_needed=True),
        "value": Detail(_("value (PLN)"), write_amount),
        "form": Detail(_("form of handing over"), write_label(EquipmentForm)),
        "handover_date": Detail(_("handed over on"), write_date),
        "protocol": Detail(_("with a handover protocol"), write_yes),
    },
    F.TEACHERS: {
        "hours": Detail(_("hours of training"), is_needed=True),
        "people": Detail(_("teachers trained"), is_needed=True),
    },
    F.GUIDANCE: {
        "visits_per_year": Detail(_("visits per school year")),
    },
    F.PROMOTION: {
        "logo_use": Detail(_("the logo may be used"), write_yes),
        "channels": Detail(_("channels"), write_label(Channel)),
        "class_name": Detail(_("class name with the brand"), write_text),
    },
    F.GRADUATES: {
        "interview_guaranteed": Detail(
            _("graduates are invited to an interview"), write_yes
        ),
        "planned_hires": Detail(_("planned hires per year")),
    },
}

# The detail that is the quantity of the row, with the unit that documents print
# after it: abbreviations, because they do not depend on the number.
COUNTED = {
    F.PLACEMENTS: ("places", "os."),
    F.SCHOLARSHIPS: ("max_recipients", "os."),
    F.EQUIPMENT: ("quantity", "szt."),
    F.TEACHERS: ("hours", "godz."),
    F.GRADUATES: ("planned_hires", "os./rok"),
}


def write_details(area: str, details: dict) -> list[WrittenDetail]:
    """Return the details that were given, in the active language."""
    return [
        WrittenDetail(
            str(detail.label),
            detail.write(details[key]),
            is_typed=detail.write is write_text,
            is_address=detail.write is write_address,
        )
        for key, detail in DETAILS.get(area, {}).items()
        if details.get(key) not in (None, "", [], False)
    ]


class Commitment(models.Model):
    """What one party promises, in which form of co-operation and school year."""

    agreement = models.ForeignKey(
        PatronageAgreement, on_delete=models.CASCADE, related_name="commitments"
    )
    party = models.ForeignKey(
        AgreementParty,
        verbose_name=_("who"),
        on_delete=models.CASCADE,
        related_name="commitments",
    )
    area = models.CharField(
        _("form of co-operation"), max_length=20, choices=CooperationForm
    )
    description_pl = models.CharField(_("what, in Polish"), max_length=300)
    description_en = models.CharField(_("what, in English"), max_length=300, blank=True)
    quantity = models.DecimalField(
        _("quantity"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    school_year = models.CharField(
        _("school year"), max_length=9, blank=True, validators=[school_year_validator]
    )
    deadline = models.DateField(_("by"), null=True, blank=True)
    value = models.DecimalField(
        _("value (PLN)"),
        max_digits=11,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    # Plain JSON values under the keys of DETAILS; empty until they were asked for.
    details = models.JSONField(_("details"), default=dict, editable=False)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=CommitmentStatus,
        default=CommitmentStatus.OPEN,
        editable=False,
    )

    class Meta:
        ordering = ["school_year", "pk"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def __str__(self):
        return self.description_pl

    @property
    def description(self) -> str:
        """The promise in the language of the reader."""
        if get_language() != "pl" and self.description_en:
            return self.description_en
        return self.description_pl

    @property
    def details_text(self) -> str:
        """The details in one line, in the language of the reader."""
        return "; ".join(map(str, write_details(self.area, self.details)))

    def set_details(self, details: dict) -> None:
        """Keep details, and take the figures of the row from them.

        So a number is typed once and the row cannot contradict its details.
        """
        self.details = details
        if not details:
            return
        if self.area in COUNTED:
            key, self.unit = COUNTED[self.area]
            self.quantity = details.get(key)
        if self.area == CooperationForm.EQUIPMENT:
            self.value = details.get("value")

    def list_missing_details(self) -> list[str]:
        """Return the names of details without which the promise is not concrete."""
        missing = [
            str(detail.label)
            for key, detail in DETAILS.get(self.area, {}).items()
            if detail.is_needed and self.details.get(key) in (None, "")
        ]
        if self.details.get("paid") and not self.details.get("amount"):
            missing.append(str(DETAILS[CooperationForm.PLACEMENTS]["amount"].label))
        return missing
