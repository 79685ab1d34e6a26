"""Absences, other people for a step, more time, texts of mails, anonymising."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import MailTemplate
from ..services import mail_templates


class AccountField(forms.ModelChoiceField):
    """An account by name; the address tells two of one name apart."""

    def label_from_instance(self, obj):
        name = obj.get_full_name()
        return f"{name} ({obj.email})" if name else obj.get_username()


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        # What browsers send and expect.
        super().__init__(attrs, format="%Y-%m-%d")


def _nobody():
    return get_user_model().objects.none()


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who stands in."""

    user = AccountField(_nobody(), label=_("Who is absent"))
    substitute = AccountField(
        _nobody(),
        label=_("Who stands in"),
        help_text=_("Completes the steps meanwhile, never signatures."),
    )
    since = forms.DateField(label=_("First day"), widget=DateInput)
    until = forms.DateField(label=_("Last day"), widget=DateInput)

    def __init__(self, *args, people=None, substitutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = substitutes
        if people is None:
            del self.fields["user"]
        else:
            self.fields["user"].queryset = people

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        elif until and until < timezone.localdate():
            self.add_error("until", _("This time is over."))
        return data


class _OfficeReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Those concerned read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class ReassignForm(_OfficeReasonForm):
    """Who does a personal step instead."""

    to = forms.ChoiceField(label=_("Who does it instead"))

    field_order = ["to", "reason"]

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = {str(person.pk): person for person in candidates}
        self.fields["to"].choices = [
            ("", _("choose")),
            *((pk, person.get_full_name()) for pk, person in self.candidates.items()),
        ]

    def clean_to(self):
        return self.candidates[self.cleaned_data["to"]]


class ExtendForm(_OfficeReasonForm):
    """Until when a step has time."""

    until = forms.DateField(label=_("Due on"), widget=DateInput)

    field_order = ["until", "reason"]


class MailTextForm(forms.ModelForm):
    """The office's wording of a mail; only variables that exist there."""

    class Meta:
        model = MailTemplate
        fields = ["subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args, key, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key

    def _check(self, name):
        text = self.cleaned_data[name]
        for message in mail_templates.check_text(self.key, text):
            self.add_error(name, message)
        return text

    def clean_subject(self):
        return self._check("subject")

    def clean_body(self):
        return self._check("body").replace("\r\n", "\n")


class AnonymiseForm(_OfficeReasonForm):
    """A reason, and that it is meant."""

    sure = forms.BooleanField(
        label=_("I know that this cannot be undone."),
    )
