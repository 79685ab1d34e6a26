"""Commitments: a row, and one small form of details for each form of co-operation.

A row shows the details of its area once the area was sent. Like the rest of a
draft, details may be incomplete; what is typed has to be possible.
"""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
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
from ..models import Commitment, PatronageAgreement
from ..models.commitments import COUNTED, DETAILS
from .fields import DateInput, SchoolYearField
from .formsets import BoundedFormSet

# More than any plant takes in a year: beyond this it is a slip of the finger.
MOST_PEOPLE = 200
MOST_HOURS = 2000


def _choice(choices) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", "---------"), *choices.choices])


def _amount(**kwargs) -> forms.DecimalField:
    kwargs.setdefault("min_value", Decimal("0.01"))
    return forms.DecimalField(decimal_places=2, **kwargs)


def _count(most: int) -> forms.IntegerField:
    return forms.IntegerField(min_value=1, max_value=most)


class DetailsForm(forms.Form):
    """Details of one area: named as the model names them, none required in a draft."""

    area: CooperationForm

    def __init__(self, *args, agreement: PatronageAgreement, details: dict, **kwargs):
        self.agreement = agreement
        super().__init__(*args, **kwargs)
        for key, detail in DETAILS[self.area].items():
            field = self.fields[key]
            field.required = False
            field.label = capfirst(detail.label)
            if details.get(key) is not None:
                self.initial[key] = _read(field, details[key])

    @property
    def needed_to_submit(self) -> list[str]:
        """What may be empty in a draft only."""
        return [key for key, detail in DETAILS[self.area].items() if detail.is_needed]

    @property
    def title(self) -> str:
        """What the form of co-operation is called."""
        return str(self.area.label)

    def get_details(self) -> dict:
        """Return the cleaned values as plain JSON, each key always there."""
        return {
            key: _write(self.fields[key], self.cleaned_data[key])
            for key in DETAILS[self.area]
        }


def _read(field, value):
    try:
        return field.to_python(value)
    except ValidationError:
        # Not ours: the quantity of a row before it had details.
        return value


def _write(field, value):
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal(10) ** -field.decimal_places))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return sorted(value)
    return value


class PlacementsForm(DetailsForm):
    area = CooperationForm.PLACEMENTS

    kind = _choice(PlacementKind)
    places = _count(MOST_PEOPLE)
    hours = _count(MOST_HOURS)
    days_per_week = _count(5)
    paid = forms.BooleanField()
    amount = _amount(max_digits=8)

    def clean(self):
        data = super().clean()
        if data.get("amount") and not data.get("paid"):
            self.add_error("paid", _("There is a pay: tick this, or remove the pay."))
        return data


class ScholarshipForm(DetailsForm):
    """Criteria as real scholarships have them (domain §1.1, S29 to S31)."""

    area = CooperationForm.SCHOLARSHIPS

    amount = _amount(max_digits=8)
    months = _count(12)
    max_recipients = _count(MOST_PEOPLE)
    min_average = _amount(max_digits=3, min_value=Decimal(1), max_value=Decimal(6))
    min_behaviour = _choice(Behaviour)
    min_placement_grade = _choice(Grade)
    exams_passed = forms.BooleanField()
    rules_url = forms.URLField(
        assume_scheme="https",
        max_length=200,
        help_text=_("Address of the rules, or attach them as an annex."),
    )
    loyalty_agreement = forms.BooleanField()


class EquipmentDetailsForm(DetailsForm):
    area = CooperationForm.EQUIPMENT

    item = forms.CharField(max_length=200)
    quantity = _count(1000)
    value = _amount(max_digits=11, min_value=Decimal(0))
    form = _choice(EquipmentForm)
    handover_date = forms.DateField(widget=DateInput())
    protocol = forms.BooleanField()

    def clean_handover_date(self):
        day = self.cleaned_data["handover_date"]
        if day and not self.agreement.is_in_term(day):
            raise ValidationError(_("This day lies outside the term of the agreement."))
        return day


class TeacherTrainingForm(DetailsForm):
    area = CooperationForm.TEACHERS

    hours = _count(MOST_HOURS)
    people = _count(MOST_PEOPLE)


class VisitsForm(DetailsForm):
    area = CooperationForm.GUIDANCE

    visits_per_year = _count(100)


class PromotionForm(DetailsForm):
    area = CooperationForm.PROMOTION

    logo_use = forms.BooleanField()
    channels = forms.MultipleChoiceField(
        choices=Channel.choices, widget=forms.CheckboxSelectMultiple
    )
    class_name = forms.CharField(
        max_length=120,
        help_text=_("As it is used in public, if the patron's brand is part of it."),
    )


class EmploymentOfferForm(DetailsForm):
    area = CooperationForm.GRADUATES

    interview_guaranteed = forms.BooleanField()
    planned_hires = _count(MOST_PEOPLE)


DETAIL_FORMS: dict[CooperationForm, type[DetailsForm]] = {
    form.area: form
    for form in (
        PlacementsForm,
        ScholarshipForm,
        EquipmentDetailsForm,
        TeacherTrainingForm,
        VisitsForm,
        PromotionForm,
        EmploymentOfferForm,
    )
}


class CommitmentForm(forms.ModelForm):
    """One row, with the details of its area in ``details`` (``None``: it has none).

    Details that the page did not show yet are unbound: the area was chosen just now.
    """

    school_year = SchoolYearField(label=_("School year"), required=False)

    class Meta:
        model = Commitment
        fields = [
            "party",
            "area",
            "description_pl",
            "description_en",
            "quantity",
            "unit",
            "school_year",
            "deadline",
            "value",
        ]
        widgets = {"deadline": DateInput()}

    def __init__(self, *args, agreement: PatronageAgreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = agreement.parties.all()
        self.details = self._build_details(agreement)
        if self.details and (self.details.is_bound or not self.is_bound):
            self._leave_out_counted()

    def _build_details(self, agreement) -> DetailsForm | None:
        area = self["area"].value()
        if area not in DETAIL_FORMS:
            return None
        prefix = f"{self.prefix}-{area}"
        was_shown = any(name.startswith(f"{prefix}-") for name in self.data)
        known = self.instance.details if self.instance.area == area else {}
        if not known and area in COUNTED:
            # What was typed before the details were asked for.
            known = {
                COUNTED[area][0]: self["quantity"].value(),
                "value": self["value"].value(),
            }
        return DETAIL_FORMS[area](
            self.data if was_shown else None,
            agreement=agreement,
            details=known,
            prefix=prefix,
        )

    def _leave_out_counted(self) -> None:
        """Ask once: the details hold these figures of the row."""
        if self.details.area in COUNTED:
            del self.fields["quantity"], self.fields["unit"]
        if self.details.area == CooperationForm.EQUIPMENT:
            del self.fields["value"]

    @property
    def has_new_details(self) -> bool:
        """Whether the area asks for details that the page did not show."""
        return self.is_bound and self.details is not None and not self.details.is_bound

    def is_valid(self):
        is_valid = super().is_valid()
        if self.details and self.details.is_bound:
            return self.details.is_valid() and is_valid
        return is_valid

    def has_changed(self):
        return super().has_changed() or bool(
            self.details and self.details.is_bound and self.details.has_changed()
        )

    def save(self, commit=True):
        if self.details and self.details.is_bound:
            self.instance.set_details(self.details.get_details())
        elif "area" in self.changed_data:
            self.instance.set_details({})
        return super().save(commit)


class BaseCommitmentFormSet(BoundedFormSet):
    """Commitments of one agreement; each form knows it."""

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "agreement": self.instance}

    @property
    def has_new_details(self) -> bool:
        """Whether a saved row asks for details that nobody has seen yet."""
        return any(
            form.has_new_details
            for form in self.forms
            if form.instance.pk and form not in self.deleted_forms
        )


CommitmentFormSet = forms.inlineformset_factory(
    PatronageAgreement,
    Commitment,
    form=CommitmentForm,
    formset=BaseCommitmentFormSet,
    extra=1,
    max_num=100,
)


class StatusForm(forms.Form):
    """What became of a commitment."""

    status = forms.ChoiceField(label=_("Status"), choices=CommitmentStatus.choices)
