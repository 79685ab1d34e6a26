from django import forms
from django.utils.translation import gettext_lazy as _

from partners.forms import FilterForm

ORDERS = (
    ("newest", _("latest start first")),
    ("occupation", _("by occupation")),
)


class CatalogueForm(FilterForm):
    """What a visitor looks for among the patronage classes."""

    occupation = forms.ChoiceField(label=_("Occupation"), required=False)
    town = forms.ChoiceField(label=_("Town of the school"), required=False)
    school_type = forms.ChoiceField(label=_("Type of school"), required=False)
    school_year = forms.ChoiceField(label=_("Admission for"), required=False)
    order = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False)

    def __init__(self, data, choices):
        super().__init__(data)
        self.offer_sorted("occupation", choices.occupations.items())
        self.offer_sorted("town", [(town, town) for town in choices.towns])
        self.offer("school_type", sorted(choices.school_types.items()))
        self.offer(
            "school_year", [(year, year) for year in sorted(choices.school_years)]
        )

    @property
    def filters(self) -> dict[str, str]:
        """What leaves classes out; the order does not."""
        return {name: value for name, value in self.chosen.items() if name != "order"}
