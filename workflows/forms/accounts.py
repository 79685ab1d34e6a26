from django import forms
from django.utils.translation import gettext_lazy as _

from partners.enums import MembershipRole
from partners.models import Organisation


class InvitationForm(forms.Form):
    """Who is invited, for which organisation, to do what."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.active(), label=_("Organisation")
    )
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    surname = forms.CharField(label=_("Surname"), max_length=80)
    email = forms.EmailField(label=_("E-mail"))
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=MembershipRole.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[MembershipRole.MEMBER.value],
    )
