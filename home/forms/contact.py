from django import forms
from django.utils.translation import gettext_lazy as _

from partners.protection import ProtectedForm


class ContactForm(ProtectedForm):
    """A message to the office, protected without asking anybody else."""

    error_css_class = "field--error"

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("The answer goes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = forms.CharField(label=_("Subject"), max_length=150)
    message = forms.CharField(
        label=_("Message"),
        max_length=5000,
        help_text=_("Please do not write about your health or the data of others."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    consent = forms.BooleanField(
        label=_("I agree that the office uses these data in order to answer me."),
        error_messages={"required": _("Without your consent we cannot answer.")},
    )

    def clean_subject(self) -> str:
        """A line break would begin another header of the mail."""
        return " ".join(self.cleaned_data["subject"].split())
