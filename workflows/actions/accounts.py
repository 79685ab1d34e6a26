"""Invitations: accounts are given, nobody signs up alone."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from partners import services as partners
from partners.enums import MembershipRole
from partners.models import Membership, Organisation

from ..services import audit, notifications
from . import permissions


@transaction.atomic
def invite(
    *,
    by,
    organisation: Organisation,
    email: str,
    given_name: str,
    surname: str,
    roles,
):
    """Return the account of an invited person, who gets a mail to sign in.

    The office invites everywhere, an approver for their own organisation.
    Raises ``PermissionDenied``.
    """
    if not permissions.is_coordinator(by) and not Membership.objects.has_role(
        by, organisation, MembershipRole.APPROVER
    ):
        raise PermissionDenied
    user = partners.create_account(email=email, given_name=given_name, surname=surname)
    partners.grant_roles(user, organisation, roles)
    partners.register_person(
        given_name=given_name, surname=surname, email=email, user=user
    )
    audit.record(
        "cluster_workflows.invite",
        organisation,
        user=by,
        data={"account": user.pk, "roles": [str(role) for role in roles]},
    )
    notifications.notify("account.invited", [user], url_name="account_reset_password")
    return user
