"""Joining: the public application, the office check, colleagues, changes of data."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.enums import KRS_FORMS, MembershipRole, OrganisationKind, RegisterSource
from partners.models import Organisation
from partners.protection import ProtectedForm

from ..enums import Outcome
from ..models import ChangeProposal, JoiningApplication
from ..models.joining import REGISTER_FIELDS, JoiningCheckItem
from ..services import joining
from .steps import ChecklistForm

# Kept in the log of consents as it was read.
CONSENT = gettext_lazy(
    "I may apply for this organisation, the people named here know of it, and I "
    "agree that the office uses these data to decide on the application."
)

SECTIONS = (
    (
        gettext_lazy("The organisation"),
        (
            *["kind", "legal_form", "legal_name", "short_name", "name_en"],
            *["founding_body_type", "founding_body_name"],
        ),
    ),
    (
        gettext_lazy("Register numbers"),
        ("country", "nip", "regon", "krs", "rspo", "foreign_id_type", "foreign_id"),
    ),
    (
        gettext_lazy("Address"),
        (
            *["street", "house_number", "flat_number", "postcode", "city"],
            *["email", "phone", "homepage"],
        ),
    ),
    (
        gettext_lazy("Who signs the declaration"),
        (
            *["representation_basis", "representation_rule"],
            *["signer_given_name", "signer_surname", "signer_function", "signer_email"],
            *["second_given_name", "second_surname", "second_function", "second_email"],
        ),
    ),
    (
        gettext_lazy("Whom we may ask"),
        ("contact_name", "contact_email", "contact_phone"),
    ),
    (
        gettext_lazy("What you want to do in the cluster"),
        ("cooperation_forms", "motivation"),
    ),
)
_SECOND = ("second_given_name", "second_surname", "second_function", "second_email")


class ApplicationForm(forms.ModelForm):
    """What an organisation says of itself. Its numbers are checked by their digits."""

    # Not by the name of its column: the trap for programs is called so.
    homepage = forms.URLField(
        label=gettext_lazy("Website"), required=False, assume_scheme="https"
    )

    class Meta:
        model = JoiningApplication
        fields = [
            name for _title, names in SECTIONS for name in names if name != "homepage"
        ]
        widgets = {
            "representation_rule": forms.Textarea(attrs={"rows": 2}),
            "motivation": forms.Textarea(attrs={"rows": 4}),
            "contact_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "signer_email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }
        help_texts = {
            "legal_name": gettext_lazy("As the register says it."),
            "short_name": gettext_lazy("What people call it, for lists."),
            "founding_body_type": gettext_lazy("For founding bodies only."),
            "founding_body_name": gettext_lazy("For schools only."),
            "nip": gettext_lazy("Ten digits; Polish organisations need it."),
            "krs": gettext_lazy("For companies, foundations and associations."),
            "rspo": gettext_lazy("For schools."),
            "foreign_id": gettext_lazy("For organisations outside Poland."),
            "phone": gettext_lazy("With the country code: +48 …"),
            "contact_phone": gettext_lazy("With the country code: +48 …"),
            "representation_rule": gettext_lazy(
                "Who may represent the organisation, alone or together."
            ),
            "signer_email": gettext_lazy(
                "An own address of this person: the account for signing goes there."
            ),
            "second_given_name": gettext_lazy(
                "Only where two people represent the organisation together."
            ),
            "contact_email": gettext_lazy(
                "We send a link there, which you have to open to confirm."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["homepage"].initial = self.instance.website

    def get_values(self) -> dict:
        """Return the fields of the model with what was typed."""
        values = {name: self.cleaned_data[name] for name in self._meta.fields}
        return {**values, "website": self.cleaned_data["homepage"]}

    @property
    def sections(self) -> list[tuple]:
        """Titles with the fields below them."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in SECTIONS
        ]

    def clean(self):
        data = super().clean()
        self._clean_organisation(data)
        self._require(data)
        filled = [name for name in _SECOND if data.get(name)]
        if filled and len(filled) < len(_SECOND):
            for name in set(_SECOND) - set(filled) - set(self.errors):
                self.add_error(name, _("Fill this in for the second signer, too."))
        if (
            filled
            and data.get("second_email", "").lower()
            == data.get("signer_email", "").lower()
        ):
            self.add_error("second_email", _("Each signer needs an own address."))
        return data

    def _clean_organisation(self, data) -> None:
        """Let the register judge: numbers, postcode, what a kind needs."""
        organisation = Organisation()
        for name in REGISTER_FIELDS:
            # An empty list of choices is no value of its own.
            setattr(organisation, name, data.get(name) or _empty(name))
        try:
            organisation.clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                if name not in self.errors:
                    self.add_error(name, messages)
        for name in ("nip", "regon", "krs", "foreign_id"):
            if name not in self.errors:
                data[name] = getattr(organisation, name)

    def _require(self, data) -> None:
        """Ask for the numbers that a declaration needs (domain.md §1.4 B)."""
        country, kind = data.get("country"), data.get("kind")
        if country != "PL":
            return
        is_school = kind in (OrganisationKind.SCHOOL, OrganisationKind.SCHOOL_COMPLEX)
        needed = {"nip": True, "regon": is_school, "rspo": is_school}
        needed["krs"] = data.get("legal_form") in KRS_FORMS
        needed["founding_body_name"] = is_school
        for name, is_needed in needed.items():
            if is_needed and not data.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed for such an organisation."))

    def _post_clean(self):
        super()._post_clean()
        self.instance.website = self.cleaned_data.get("homepage", "")
        if not self.errors and joining.is_known(self.instance):
            self.add_error(None, joining.get_known_text())


def _empty(name: str):
    return None if name == "rspo" else ""


class NewApplicationForm(ProtectedForm, ApplicationForm):
    """The public form: protected, with consent."""

    consent = forms.BooleanField(
        error_messages={
            "required": gettext_lazy("Without your consent we cannot take it.")
        },
    )

    def __init__(self, *args, notice_url: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        label = CONSENT
        if notice_url:
            label = format_html(
                '{} <a href="{}">{}</a>',
                label,
                notice_url,
                _("How we use your data"),
            )
        self.fields["consent"].label = label


class AnswerForm(ApplicationForm):
    """Correct an application and answer the office. The confirmed address stays."""

    class Meta(ApplicationForm.Meta):
        fields = [
            *(name for name in ApplicationForm.Meta.fields if name != "contact_email"),
            "answer",
        ]
        widgets = {
            **ApplicationForm.Meta.widgets,
            "answer": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True


class ResendForm(ProtectedForm):
    """Send the confirmation link again."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail of the contact person"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class JoiningCheckForm(ChecklistForm):
    """The office check: who signs for the leader is named with the acceptance."""

    items = JoiningCheckItem
    outcomes = (
        (Outcome.APPROVED, gettext_lazy("Accept: the declaration goes to signature")),
        (Outcome.RETURNED, gettext_lazy("Ask the applicant for more")),
        (Outcome.REJECTED, gettext_lazy("Reject the application")),
    )

    register_source = forms.ChoiceField(
        label=gettext_lazy("Checked in"),
        choices=[("", "---------"), *RegisterSource.choices],
        required=False,
    )
    leader_signer = forms.TypedChoiceField(
        label=gettext_lazy("Signs for the leader"), coerce=int, required=False
    )

    field_order = ["checklist", "register_source", "leader_signer", "outcome", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        signers = joining.list_leader_signers()
        field = self.fields["leader_signer"]
        field.choices = [
            ("", "---------"),
            *((user.pk, user.get_full_name()) for user in signers),
        ]
        if len(signers) == 1:
            field.initial = signers[0].pk

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Outcome.APPROVED:
            for name in ("register_source", "leader_signer"):
                if not data.get(name):
                    self.add_error(name, _("This is needed to accept."))
        return data

    def get_data(self):
        return {
            name: self.cleaned_data[name]
            for name in ("register_source", "leader_signer")
            if self.cleaned_data.get(name)
        }


class ColleagueForm(forms.Form):
    """Invite a colleague. Who may sign, the office decides: it checks the authority."""

    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=80)
    surname = forms.CharField(label=gettext_lazy("Surname"), max_length=80)
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        help_text=gettext_lazy("Only the cluster office gives the role of a signer."),
        choices=[
            choice
            for choice in MembershipRole.choices
            if choice[0] != MembershipRole.SIGNER
        ],
        widget=forms.CheckboxSelectMultiple,
        initial=[MembershipRole.MEMBER.value],
    )


class RemovalForm(forms.Form):
    """Confirm that somebody loses the access; who removes themselves says so."""

    confirm_self = forms.BooleanField(
        label=gettext_lazy("I know that I lose my own access and cannot undo this."),
    )

    def __init__(self, *args, is_self: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_self:
            del self.fields["confirm_self"]


# What a partner may propose; kind, country and who checked stay with the office.
CHANGEABLE = (
    *["legal_name", "short_name", "name_en", "legal_form"],
    *["nip", "regon", "krs", "rspo"],
    *["street", "house_number", "flat_number", "postcode", "city"],
    *["ede_address", "email", "phone", "website", "dpo_contact"],
    *["representation_basis", "representation_rule", "signers_required"],
)


class ChangeForm(forms.ModelForm):
    """The data of an organisation as they should be. Nothing is saved by it."""

    note = forms.CharField(
        label=gettext_lazy("Note for the office"),
        help_text=gettext_lazy("Where the office can check it, for example."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=ChangeProposal._meta.get_field("note").max_length,
        required=False,
    )

    class Meta:
        model = Organisation
        fields = CHANGEABLE
        widgets = {"representation_rule": forms.Textarea(attrs={"rows": 2})}

    def get_changes(self) -> dict:
        """Return what differs from the register: field → before and after."""
        return {
            name: [self.initial.get(name), self.cleaned_data[name]]
            for name in CHANGEABLE
            if (self.initial.get(name) or "") != (self.cleaned_data[name] or "")
        }

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        # The register writes numbers in their normal form.
        for name in CHANGEABLE:
            self.cleaned_data[name] = getattr(self.instance, name)
        if not self.get_changes():
            self.add_error(None, _("Nothing differs from the register."))


class ChangeDecisionForm(forms.Form):
    """The office confirms a change, or says why not."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            ("confirm", gettext_lazy("Confirm: the register changes now")),
            ("reject", gettext_lazy("Reject")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Required to reject. The partner reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=3000,
        required=False,
    )

    def clean(self):
        data = super().clean()
        if data.get("decision") == "reject" and not data.get("reason"):
            self.add_error("reason", _("Say why, so that the others can act on it."))
        return data
