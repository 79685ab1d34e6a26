from django import forms
from django.utils.translation import gettext_lazy as _

from skills_centers.enums import PLACE_STATES, RegistrationState

NOTED = {
    RegistrationState.ATTENDED: "came",
    RegistrationState.NO_SHOW: "absent",
}


class AttendanceForm(forms.Form):
    """Who came to an event: one question for each person who had a place."""

    def __init__(self, *args, registrations, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = [row for row in registrations if row.state in PLACE_STATES]
        for row in self.rows:
            self.fields[self._get_name(row)] = forms.ChoiceField(
                label=row.name,
                choices=[
                    ("", _("not noted")),
                    ("came", _("came")),
                    ("absent", _("did not come")),
                ],
                initial=NOTED.get(row.state, ""),
                required=False,
            )

    def list_noted(self, value: str) -> set[int]:
        """Return the keys of registrations with this answer."""
        return {
            row.pk
            for row in self.rows
            if self.cleaned_data[self._get_name(row)] == value
        }

    def get_field(self, registration):
        """Return the question about one person; None for who had no place."""
        name = self._get_name(registration)
        return self[name] if name in self.fields else None

    def _get_name(self, registration) -> str:
        return f"attendance_{registration.pk}"


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person gets it by e-mail."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
