"""Invitations: accounts are given, nobody signs up alone."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.utils.translation import gettext as _

from partners import services as partners
from partners.enums import MembershipRole
from partners.models import Membership, Organisation

from ..exceptions import Incomplete
from ..services import agreements, audit, joining, notifications
from . import permissions

# The link names the account that it is for, so it is no secret.
_places = TimestampSigner(sep=".", salt="cluster_workflows.colleagues.place")
PLACE_AGE = timedelta(days=14)


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
    """Invite a person, who gets a mail; return the address that it goes to.

    The office invites everywhere, administrators and approvers for their own
    organisation, once it is a partner; they cannot make somebody a signer, and only
    an administrator makes another. Whoever has an account already, and is not of the
    organisation, has to agree first, unless the office invites: being of a partner is
    a conflict of interest elsewhere. Raises ``PermissionDenied``.
    """
    known = None
    if not permissions.runs_system(by):
        _demand_may_grant(by, organisation, set(roles))
        known = partners.find_account(email)
    if known and not _is_of(known, organisation):
        _ask(known, organisation, roles, by=by)
        return known.email
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
    return user.email


def _is_of(user, organisation) -> bool:
    rows = Membership.objects.current().filter(user=user, organisation=organisation)
    return rows.exists()


def _ask(user, organisation, roles, *, by) -> None:
    roles = sorted(str(role) for role in roles)
    token = _places.sign_object(
        {"by": by.pk, "organisation": organisation.pk, "user": user.pk, "roles": roles}
    )
    audit.record(
        "cluster_workflows.ask_to_join",
        organisation,
        user=by,
        data={"account": user.pk, "roles": roles},
    )
    notifications.notify(
        "colleague.asked",
        [user],
        url_name="workflows:accept_place",
        url_args=[token],
        title=str(organisation),
        actor=audit.get_actor_name(by),
    )


@dataclass(frozen=True)
class Place:
    """What somebody is invited to: roles in an organisation, and by whom."""

    organisation: Organisation
    roles: list[str]
    by: object

    @property
    def role_labels(self) -> list[str]:
        return [str(MembershipRole(role).label) for role in self.roles]


def read_place(user, token: str) -> Place:
    """Return what the link in a mail invites this account to.

    Raises ``PermissionDenied`` when it is for another account, too old, or when
    whoever invited could not do so today.
    """
    try:
        data = _places.unsign_object(token, max_age=PLACE_AGE)
    except BadSignature as error:
        raise PermissionDenied from error
    organisation = Organisation.objects.filter(pk=data["organisation"]).first()
    by = get_user_model().objects.filter(pk=data["by"], is_active=True).first()
    if data["user"] != user.pk or organisation is None or by is None:
        raise PermissionDenied
    if not permissions.runs_system(by):
        _demand_may_grant(by, organisation, set(data["roles"]))
    return Place(organisation, data["roles"], by)


@transaction.atomic
def accept_place(*, user, token: str) -> Organisation:
    """Give an account the roles that it was invited to. Raises as ``read_place``."""
    place = read_place(user, token)
    partners.grant_roles(user, place.organisation, place.roles)
    audit.record(
        "cluster_workflows.accept_place",
        place.organisation,
        user=user,
        data={"invited_by": place.by.pk, "roles": place.roles},
    )
    return place.organisation


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
    if not permissions.runs_system(by) and not is_administrator(by, organisation):
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
