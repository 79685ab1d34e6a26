"""Rows that belong to an agreement."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class BoundedFormSet(forms.BaseInlineFormSet):
    """At most ``max_num`` rows, also by requests that no page of ours sends.

    Django's ``max_num`` is about empty rows to show: a thousand more are saved.
    Its ``validate_max`` counts the rows that were sent, not those in the database.
    """

    def clean(self):
        super().clean()
        removed = [form for form in self.initial_forms if _is_removed(form)]
        added = [
            form
            for form in self.extra_forms
            if form.has_changed() and not _is_removed(form)
        ]
        if len(self.get_queryset()) - len(removed) + len(added) > self.max_num:
            raise ValidationError(
                _("At most %(number)s rows are possible here."),
                params={"number": self.max_num},
            )


def _is_removed(form) -> bool:
    return bool(form.cleaned_data.get("DELETE"))
