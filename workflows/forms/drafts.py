"""The steps of the agreement form.

A draft may be incomplete; what is typed has to be possible. ``needed_to_submit`` and
``needed_to_sign`` name the fields that only a draft may leave empty: see
``services.completeness``.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partners.enums import OrganisationKind
from partners.models import Organisation, Person

from ..enums import Channel, PartyRole, SignatureLevel
from ..models import (
    AgreementAnnex,
    AgreementIntake,
    AgreementParty,
    AgreementSigner,
    Occupation,
    PatronageAgreement,
)
from ..services import annexes
from .fields import DateInput, SchoolYearField
from .formsets import BoundedFormSet


class StartForm(forms.ModelForm):
    """The first screen: for whom, and what it is called."""

    initiator = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Your organisation"), empty_label=None
    )

    class Meta:
        model = PatronageAgreement
        fields = ["initiator", "document_kind", "title_pl", "title_en"]

    def __init__(self, *args, initiators, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["initiator"].queryset = Organisation.objects.filter(
            pk__in=[organisation.pk for organisation in initiators]
        )


class HeadForm(forms.ModelForm):
    needed_to_sign = ("place",)

    class Meta:
        model = PatronageAgreement
        fields = [
            "document_kind",
            "title_pl",
            "title_en",
            "title_de",
            "title_cs",
            "purpose_pl",
            "purpose_en",
            "place",
            "conclusion_date_rule",
            "conclusion_date",
            "confidentiality",
        ]
        widgets = {
            "purpose_pl": forms.Textarea(attrs={"rows": 4}),
            "purpose_en": forms.Textarea(attrs={"rows": 4}),
            "conclusion_date": DateInput(),
        }
        help_texts = {
            "title_de": _(
                "Printed below the other titles; the text of the agreement is in "
                "Polish and English only."
            ),
        }


class PartyForm(forms.ModelForm):
    needed_to_submit = ("contact_name", "contact_email")

    accepted_levels = forms.MultipleChoiceField(
        label=_("Accepted kinds of signature"),
        choices=SignatureLevel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=[SignatureLevel.SIMPLE.value],
    )

    class Meta:
        model = AgreementParty
        fields = [
            "organisation",
            "role",
            "signing_order",
            "contact_name",
            "contact_function",
            "contact_email",
            "contact_phone",
            "accepted_levels",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.active()
        self.fields["signing_order"].required = False
        self.fields["signing_order"].help_text = _(
            "Same number: at the same time. Empty: the usual order."
        )
        if self.instance.pk:
            # Another organisation is another party: remove this one first.
            self.fields["organisation"].disabled = True

    def clean(self):
        data = super().clean()
        organisation, role = data.get("organisation"), data.get("role")
        if organisation and role and not _fits(organisation, role):
            self.add_error(
                "role", _("This organisation cannot be a party in this role.")
            )
        return data


def _fits(organisation, role) -> bool:
    kinds = {
        PartyRole.SCHOOL: (OrganisationKind.SCHOOL, OrganisationKind.SCHOOL_COMPLEX),
        PartyRole.FOUNDING_BODY: (OrganisationKind.FOUNDING_BODY,),
        PartyRole.EMPLOYER: (OrganisationKind.EMPLOYER, OrganisationKind.INSTITUTION),
        PartyRole.LEADER: (OrganisationKind.LEADER,),
    }
    return role == PartyRole.OBSERVER or organisation.kind in kinds[PartyRole(role)]


class BasePartyFormSet(BoundedFormSet):
    """Parties, at most one leader. What a party promised does not go with it."""

    def clean(self):
        super().clean()
        self._keep_commitments()
        roles = [
            form.cleaned_data.get("role")
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        if roles.count(PartyRole.LEADER) > 1:
            raise ValidationError(_("The leader of the cluster is a party once."))

    def _keep_commitments(self):
        problems = []
        for form in self.initial_forms:
            if not form.cleaned_data.get("DELETE"):
                continue
            if count := form.instance.commitments.count():
                text = ngettext(
                    "%(party)s has %(count)s commitment. Remove or move it first, "
                    "then remove the party.",
                    "%(party)s has %(count)s commitments. Remove or move them first, "
                    "then remove the party.",
                    count,
                )
                problems.append(text % {"party": form.instance, "count": count})
        if problems:
            raise ValidationError(problems)


PartyFormSet = forms.inlineformset_factory(
    PatronageAgreement,
    AgreementParty,
    form=PartyForm,
    formset=BasePartyFormSet,
    extra=1,
    max_num=12,
    can_delete=True,
)


class SignerForm(forms.ModelForm):
    class Meta:
        model = AgreementSigner
        fields = ["person", "function_pl", "function_en", "order", "is_countersign"]

    def __init__(self, *args, party, **kwargs):
        super().__init__(*args, **kwargs)
        self.party = party
        # The function may be left empty: the register knows it.
        self.fields["function_pl"].required = False
        self.fields["person"].queryset = Person.objects.filter(
            functions__organisation=party.organisation_id,
            functions__can_represent=True,
        ).distinct()

    def clean(self):
        data = super().clean()
        person = data.get("person")
        if person and not data.get("function_pl"):
            function = person.functions.filter(
                organisation=self.party.organisation_id
            ).first()
            if function:
                data["function_pl"] = function.name_pl
                data["function_en"] = data.get("function_en") or function.name_en
                self.instance.function_pl = function.name_pl
                self.instance.function_en = data["function_en"]
        return data

    def save(self, commit=True):
        person = self.cleaned_data["person"]
        self.instance.given_name = person.given_name
        self.instance.surname = person.surname
        self.instance.email = person.email
        self.instance.user = person.user
        return super().save(commit)


class BaseSignerFormSet(BoundedFormSet):
    """The signers of one party; each form knows its party."""

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "party": self.instance}


SignerFormSet = forms.inlineformset_factory(
    AgreementParty,
    AgreementSigner,
    form=SignerForm,
    formset=BaseSignerFormSet,
    extra=1,
    max_num=10,
    can_delete=True,
)


class ClassForm(forms.ModelForm):
    needed_to_submit = (
        "school_type",
        "occupation",
        "class_name",
        "start_school_year",
        "end_school_year",
        "grades_covered",
    )

    occupation = forms.ModelChoiceField(
        Occupation.objects.all(), label=_("Occupation"), required=False
    )
    start_school_year = SchoolYearField(label=_("First school year"), required=False)
    end_school_year = SchoolYearField(label=_("Last school year"), required=False)
    grades_covered = forms.TypedMultipleChoiceField(
        label=_("Grades covered"),
        choices=[(n, str(n)) for n in range(1, 6)],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = PatronageAgreement
        fields = [
            "school_type",
            "occupation",
            "class_name",
            "class_symbol",
            "class_scope",
            "group_size",
            "start_school_year",
            "end_school_year",
            "grades_covered",
            "is_new_occupation",
            "labour_opinion_number",
            "labour_opinion_date",
            "recruitment_note",
        ]
        widgets = {
            "labour_opinion_date": DateInput(),
            "recruitment_note": forms.Textarea(attrs={"rows": 3}),
        }


class IntakeForm(forms.ModelForm):
    school_year = SchoolYearField(label=_("School year"))

    class Meta:
        model = AgreementIntake
        fields = [
            "school_year",
            "planned_students",
            "places_at_employer",
            "places_confirmed",
        ]


IntakeFormSet = forms.inlineformset_factory(
    PatronageAgreement,
    AgreementIntake,
    form=IntakeForm,
    formset=BoundedFormSet,
    extra=1,
    max_num=10,
)


class LegalForm(forms.ModelForm):
    needed_to_sign = (
        "start_date",
        "child_protection_standards",
        "staff_checked_registers",
        "ohs_training",
        "school_insures",
        "liability_insurance_by",
        "separate_controllers",
        "image_consents_by_school",
    )

    logo_channels = forms.MultipleChoiceField(
        label=_("How logos may be used"),
        choices=Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = PatronageAgreement
        fields = [
            "start_date",
            "end_date",
            "is_indefinite",
            "end_date_reason",
            "notice_months",
            "notice_to_school_year_end",
            "continuation_duty",
            "report_due_day",
            "child_protection_standards",
            "child_protection_date",
            "child_protection_url",
            "staff_checked_registers",
            "ohs_training",
            "school_insures",
            "liability_insurance_by",
            "separate_controllers",
            "processing_agreement_needed",
            "image_consents_by_school",
            "logo_licence",
            "logo_territory",
            "logo_channels",
            "logo_revocation_days",
            "local_government_pays",
            "total_value",
        ]
        widgets = {
            "start_date": DateInput(),
            "end_date": DateInput(),
            "child_protection_date": DateInput(),
            "logo_licence": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self):
        data = super().clean()
        start, end = data.get("start_date"), data.get("end_date")
        if start and end and start > end:
            self.add_error("end_date", _("The agreement ends before it starts."))
        return data


class AnnexForm(forms.ModelForm):
    """One file at a time; its type and content are checked before it is stored."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, DOCX, XLSX, PNG or JPG, at most 10 MB, without student data."
        ),
        max_length=255,
    )

    class Meta:
        model = AgreementAnnex
        fields = ["kind", "title"]

    field_order = ["kind", "title", "file"]

    def clean_file(self):
        upload = self.cleaned_data["file"]
        content = upload.read()
        annexes.check_file(annexes.clean_file_name(upload.name), content)
        self.cleaned_data["content"] = content
        return upload


WIZARD = (
    ("head", _("Document")),
    ("parties", _("Parties and signers")),
    ("class", _("Class and intakes")),
    ("commitments", _("Commitments")),
    ("legal", _("Legal part and term")),
    ("annexes", _("Annexes")),
    ("review", _("Overview")),
)
