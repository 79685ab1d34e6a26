import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from partners.models.organisations import phone_validator
from partners.protection import ProtectedForm

from ..enums import ParticipantStatus
from ..services.registrations import Entry

# Needs prepared for with a sentence or two; anything longer is a conversation.
NEEDS_LENGTH = 1000


class RegistrationForm(ProtectedForm):
    """Who wants a place. The same for courses and events.

    ``notice_url`` leads to the information about the processing of personal data.
    """

    error_css_class = "field--error"

    name = forms.CharField(
        label=gettext_lazy("Given name and surname"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("The confirmation goes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        help_text=gettext_lazy("Only for changes at short notice."),
        max_length=25,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Who are you?"),
        choices=ParticipantStatus.choices,
        widget=forms.RadioSelect,
    )
    institution = forms.CharField(
        label=gettext_lazy("School, company or institution"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    special_needs = forms.CharField(
        label=gettext_lazy("Special needs"),
        help_text=gettext_lazy(
            "What should we prepare so that you can take part? For example a place "
            "for a wheelchair, an induction loop, larger print. We delete this text 30 "
            "days after the end."
        ),
        max_length=NEEDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    special_needs_consent = forms.BooleanField(
        label=gettext_lazy(
            "I agree that my special needs are processed in order to prepare for them."
        ),
        help_text=gettext_lazy("Needed only if you wrote something above."),
        required=False,
    )
    consent = forms.BooleanField(
        label=gettext_lazy(
            "I agree that my data are processed in order to organise what I register "
            "for."
        ),
        error_messages={
            "required": gettext_lazy("Without your consent we cannot register you.")
        },
    )

    def __init__(self, *args, notice_url: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        if notice_url:
            self.fields["consent"].help_text = format_html(
                '<a href="{}">{}</a>',
                notice_url,
                _("How your personal data are processed"),
            )

    def clean_phone(self) -> str:
        """Return +48601234567 for 601 234 567; other countries write their code."""
        phone = re.sub(r"[\s().-]", "", self.cleaned_data["phone"])
        if not phone:
            return ""
        if phone.startswith("00"):
            phone = f"+{phone[2:]}"
        elif re.fullmatch(r"\d{9}", phone):
            phone = f"+48{phone}"
        phone_validator(phone)
        return phone

    def clean(self):
        data = super().clean()
        if data.get("special_needs") and not data.get("special_needs_consent"):
            self.add_error(
                "special_needs_consent",
                ValidationError(
                    _("Tick this box, or delete what you wrote under special needs.")
                ),
            )
        return data

    def get_entry(self) -> Entry:
        """Return what was written, for the action that registers."""
        data = self.cleaned_data
        return Entry(
            language=get_language() or "pl",
            **{
                name: data[name]
                for name in (
                    *["name", "email", "phone", "status", "institution"],
                    *["special_needs", "special_needs_consent"],
                )
            },
        )
