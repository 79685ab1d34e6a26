"""Accounts come by invitation: nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import NoReverseMatch, reverse


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Closes the sign-up form of django-allauth."""

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Nor back to the office for people it sent here: that goes in circles."""
        return super().is_safe_url(url) and not self._is_closed_office(url)

    def _is_closed_office(self, url) -> bool:
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return False
        try:
            office = reverse("wagtailadmin_home")
        except NoReverseMatch:
            return False
        return url.startswith(office) and not user.has_perm("wagtailadmin.access_admin")
