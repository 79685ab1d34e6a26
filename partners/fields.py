"""Fields that Django does not have."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class KeysField(models.JSONField):
    """Several keys of a closed list, in the order of the list.

    ``keys`` are its choices. They are not Django's ``choices``, which would mean one
    value per row, and are not part of the migration: the list may grow.
    """

    def __init__(self, *args, keys=(), **kwargs):
        self.keys = keys
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.keys.choices,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            required=not self.blank,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        unknown = set(value) - set(self.keys.values)
        if unknown:
            raise ValidationError(
                _("Not in the list: %(keys)s") % {"keys": ", ".join(sorted(unknown))}
            )
        return [key for key in self.keys.values if key in value]

    def get_key_filter(self, key: str) -> dict:
        """Return the filter for rows that have ``key``.

        SQLite has no "contains" for JSON, but both databases compare its text.
        """
        return {f"{self.name}__icontains": json.dumps(key)}
