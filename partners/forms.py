"""Forms of partner pages and the register: they look nothing up but their choices."""

import unicodedata
from urllib.parse import urlencode

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from .enums import KINDS_OF_TYPE, CooperationForm, PartnerType


def get_sort_key(text: str) -> str:
    """Return what sorts names without regard to case and diacritics."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(char for char in folded if not unicodedata.combining(char))


class OrganisationForm(WagtailAdminModelForm):
    """Whoever enters what a public register says is the one who checked it."""

    def save(self, commit=True):
        if {"register_source", "register_extract_date"} & set(self.changed_data):
            self.instance.register_checked_by = self.for_user
        return super().save(commit)


class PartnerPageForm(WagtailAdminPageForm):
    """The organisation of a page is chosen once.

    A partner's editor would else take the page of another partner by changing it, and
    would read the names of all organisations in the list.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("organisation")
        if field is None:
            return
        if self.instance.organisation_id:
            field.queryset = field.queryset.filter(pk=self.instance.organisation_id)
            field.disabled = True
        else:
            field.queryset = field.queryset.active()


class FilterForm(forms.Form):
    """Filters above a public list. Sent by GET, so the result can be linked.

    A value that does not exist is left out: an old link still shows a list.
    """

    def __init__(self, data):
        super().__init__(data, auto_id="filter-%s")

    def full_clean(self):
        super().full_clean()
        # Nothing is said of it either: the list shows what it is filtered by.
        self._errors.clear()

    def offer(self, name: str, choices) -> None:
        """Set the choices of a filter: only what some row has is worth offering."""
        self.fields[name].choices = [
            ("", _("all")),
            *((value, capfirst(label)) for value, label in choices),
        ]

    def offer_sorted(self, name: str, choices) -> None:
        self.offer(name, sorted(choices, key=lambda item: get_sort_key(item[1])))

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set and valid."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """The filters for links to other parts of the list: empty, or ending with &."""
        return f"{urlencode(self.chosen)}&" if self.chosen else ""


class DirectoryForm(FilterForm):
    type = forms.ChoiceField(label=_("Type"), required=False)
    town = forms.ChoiceField(label=_("Town"), required=False)
    occupation = forms.ChoiceField(label=_("Occupation"), required=False)
    form = forms.ChoiceField(label=_("Form of co-operation"), required=False)

    def __init__(self, data, *, kinds, towns, occupations, cooperation_forms):
        super().__init__(data)
        self.offer(
            "type",
            [
                (value, label)
                for value, label in PartnerType.choices
                if set(KINDS_OF_TYPE[value]) & set(kinds)
            ],
        )
        self.offer_sorted("town", [(town, town) for town in towns])
        self.offer_sorted("occupation", occupations.items())
        self.offer(
            "form",
            [item for item in CooperationForm.choices if item[0] in cooperation_forms],
        )
