"""Who may do what in a working group (domain §6). Buttons and actions ask here."""

from django.core.exceptions import PermissionDenied

from partners.enums import MembershipRole
from partners.models import GroupMember, Membership, WorkingGroup

from ..models.groups import DESK, OFFICE, SYSTEM
from .permissions import is_coordinator


def is_desk(user, group: WorkingGroup) -> bool:
    """Whoever runs the group: chair, deputy, secretary, and the office."""
    if not user.is_authenticated:
        return False
    return is_coordinator(user) or any(
        person.user_id == user.pk for person in group.leaders
    )


def is_insider(user, group: WorkingGroup) -> bool:
    """Whoever reads the papers of the group."""
    return WorkingGroup.objects.of_insider(user).filter(pk=group.pk).exists()


def may_confirm(user, member: GroupMember) -> bool:
    """An approver of the partner says whom it sends."""
    return user.is_authenticated and Membership.objects.has_role(
        user, member.organisation, MembershipRole.APPROVER
    )


def may_resign(user, member: GroupMember) -> bool:
    """The person, or an approver of the partner that sent them."""
    return member.person.user_id == user.pk or may_confirm(user, member)


WHO = {
    OFFICE: lambda user, group: is_coordinator(user),
    DESK: is_desk,
    SYSTEM: lambda user, group: False,
}
# The same for a paper, which has a group.
WHO_OF_PAPER = {
    name: lambda user, paper, answer=answer: answer(user, paper.group)
    for name, answer in WHO.items()
}


def demand(is_allowed: bool) -> None:
    """Raise ``PermissionDenied`` unless it is allowed."""
    if not is_allowed:
        raise PermissionDenied
