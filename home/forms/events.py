from urllib.parse import urlencode

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..enums import Audience, EventKind, EventPeriod


class PartnerField(forms.ModelChoiceField):
    def label_from_instance(self, organisation):
        return organisation.localized_name


class EventFilterForm(forms.Form):
    """What a visitor looks for among the events. Sent by GET, so it can be linked.

    A value that does not exist is left out: an old link still shows a list.
    """

    type = forms.ChoiceField(label=_("Type of event"), required=False)
    audience = forms.ChoiceField(label=_("For whom"), required=False)
    partner = PartnerField(
        label=_("Partner"), queryset=None, required=False, empty_label=_("All partners")
    )
    period = forms.ChoiceField(label=_("When"), required=False)

    def __init__(self, data, *, partners, with_period: bool):
        super().__init__(data, auto_id="filter_%s")
        self.fields["type"].choices = _list_choices(_("All types"), EventKind)
        # What is for everyone is found by each group.
        groups = [group for group in Audience if group != Audience.EVERYONE]
        self.fields["audience"].choices = _list_choices(_("All groups"), groups)
        self.fields["partner"].queryset = partners
        self.fields["period"].choices = _list_choices(_("Any time"), EventPeriod)
        if not with_period:
            del self.fields["period"]

    @property
    def values(self) -> dict:
        """Return the filters that are set and valid."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """Return the filters for other links of the page: empty, or ending with &."""
        values = {
            name: getattr(value, "pk", value) for name, value in self.values.items()
        }
        return f"{urlencode(values)}&" if values else ""


def _list_choices(empty_label, members) -> list[tuple]:
    return [
        ("", empty_label),
        *((member.value, capfirst(member.label)) for member in members),
    ]
