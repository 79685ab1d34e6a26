"""Rows that belong to an agreement."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint
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

    def validate_unique(self):
        """Put what is there twice on its row, in words.

        Django says so above all rows, with the name of a column.
        """
        try:
            super().validate_unique()
        except ValidationError:
            for form in self.forms:
                if form.errors.get(NON_FIELD_ERRORS) == [self.get_form_error()]:
                    del form.errors[NON_FIELD_ERRORS]
                    # Django takes out what is there twice.
                    names = {*form.fields} - {*form.cleaned_data, self.fk.name}
                    for name in names:
                        form.add_error(name, self._explain_duplicate(names))

    def _explain_duplicate(self, names: set):
        for constraint in self.model._meta.total_unique_constraints:
            text = constraint.violation_error_message
            is_own = text != BaseConstraint.default_violation_error_message
            if is_own and {*constraint.fields} - {self.fk.name} == names:
                return text
        return _("Another row has the same here.")


def _is_removed(form) -> bool:
    return bool(form.cleaned_data.get("DELETE"))
