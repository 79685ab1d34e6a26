"""Invitations: accounts are given, nobody signs up alone."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from partners import services as partners
from partners.enums import MembershipRole
from partners.models import Membership, Organisation

from ..exceptions import Incomplete
from ..services import agreements, audit, joining, notifications
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

    The office invites everywhere, administrators and approvers for their own
    organisation, once it is a partner; they cannot make somebody a signer, and only
    an administrator makes another. Raises ``PermissionDenied``.
    """
    if not permissions.is_coordinator(by):
        _demand_may_grant(by, organisation, set(roles))
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


def _demand_may_grant(by, organisation, roles: set) -> None:
    is_admin = Membership.objects.has_role(by, organisation, MembershipRole.ADMIN)
    if not is_admin and not Membership.objects.has_role(
        by, organisation, MembershipRole.APPROVER
    ):
        raise PermissionDenied
    # Who may sign is a question of authority, which the office checks.
    forbidden = {MembershipRole.SIGNER}
    if not is_admin:
        forbidden.add(MembershipRole.ADMIN)
    if not organisation.is_active or forbidden & roles:
        raise PermissionDenied


def is_administrator(user, organisation: Organisation) -> bool:
    """Say whether a person administers this partner today."""
    return user.is_authenticated and Membership.objects.has_role(
        user, organisation, MembershipRole.ADMIN
    )


def list_colleagues(organisation: Organisation) -> list[tuple]:
    """Return accounts with their roles of today, by name."""
    rows = (
        Membership.objects.current()
        .filter(organisation=organisation)
        .select_related("user")
        .order_by("user__last_name", "user__first_name", "user_id", "pk")
    )
    found: dict[int, tuple] = {}
    for row in rows:
        found.setdefault(row.user_id, (row.user, []))[1].append(row)
    return list(found.values())


@transaction.atomic
def remove_colleague(
    *, by, organisation: Organisation, user, confirms_self: bool = False
) -> None:
    """End everything that a colleague may do for an organisation, at once.

    Raises ``PermissionDenied`` (not an administrator of it, or nobody of it) and
    ``Incomplete`` (the last administrator; oneself without saying so).
    """
    # Two administrators who remove each other come one after the other.
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not permissions.is_coordinator(by) and not is_administrator(by, organisation):
        raise PermissionDenied
    current = Membership.objects.current().filter(organisation=organisation)
    rows = current.filter(user=user)
    if not rows.exists():
        raise PermissionDenied
    admins = current.filter(role=MembershipRole.ADMIN)
    if admins.filter(user=user).exists() and not admins.exclude(user=user).exists():
        raise Incomplete(
            _("This is the last administrator. Make somebody else one first."), []
        )
    if user.pk == by.pk and not confirms_self:
        raise Incomplete(_("Say that you want to remove yourself."), [])
    roles = sorted(rows.values_list("role", flat=True))
    joining.end_memberships(rows)
    audit.record(
        "cluster_workflows.remove_colleague",
        organisation,
        user=by,
        data={"account": user.pk, "roles": roles},
    )
    notifications.notify(
        "colleague.removed",
        [user],
        url_name="workflows:tasks",
        title=str(organisation),
        actor=audit.get_actor_name(by),
    )
    if left := agreements.release_signer(user, organisation):
        # Nobody signs for another: the office issues them anew.
        notifications.notify(
            "colleague.left_signatures",
            notifications.list_coordinators(),
            url_name="cluster_agreements:index",
            title=str(organisation),
            person=audit.get_actor_name(user),
            list="\n".join(f"– {agreement}" for agreement in left),
        )
