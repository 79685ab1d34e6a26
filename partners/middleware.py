"""Second factor for the people whose decisions bind the cluster."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from . import conf, roles
from .models import Membership


class SecondFactorMiddleware:
    """Sends coordinators and leader signers to set up a second factor first.

    Only where ``CLUSTER_PARTNERS["REQUIRE_SECOND_FACTOR"]`` is set: in
    production, not in the demo.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if conf.get("REQUIRE_SECOND_FACTOR") and self._lacks_factor(request):
            messages.warning(
                request,
                _("Your role needs a second factor. Set up an app or a passkey first."),
            )
            return redirect("mfa_index")
        return self.get_response(request)

    def _lacks_factor(self, request) -> bool:
        user = request.user
        if not user.is_authenticated or self._is_open_path(request.path):
            return False
        return _binds_the_cluster(user) and not user.authenticator_set.exists()

    def _is_open_path(self, path: str) -> bool:
        """Account pages stay open, or nobody could set the factor up."""
        try:
            accounts = reverse("account_login").removesuffix("login/")
        except NoReverseMatch:
            accounts = "/accounts/"
        return path.startswith((accounts, settings.STATIC_URL))


def _binds_the_cluster(user) -> bool:
    """Say whether a person coordinates, administers, or signs for the leader."""
    return (
        user.is_superuser
        or user.groups.filter(name__in=roles.SECOND_FACTOR_GROUPS).exists()
        or Membership.objects.signs_for_leader(user)
    )
