"""Accounts come by invitation: nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Closes the sign-up form of django-allauth."""

    def is_open_for_signup(self, request):
        return False
