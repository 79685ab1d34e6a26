"""Working groups: propose, call, join, leave, suspend, close.

Acts, minutes and resolutions are in ``group_papers``, meetings in ``meetings``.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import GroupMember, Membership, Organisation, Person, WorkingGroup
from partners.models.groups import (
    PUBLIC_STATES,
    GroupMemberState,
    GroupRole,
    GroupState,
)

from ..exceptions import Incomplete, TransitionNotAllowed
from ..models.groups import GROUP_TRANSITIONS
from ..services import audit, groups, notifications
from .group_rights import (
    WHO,
    demand,
    is_desk,
    may_confirm,
    may_resign,
)
from .permissions import is_coordinator


@transaction.atomic
def propose(*, user, **fields) -> WorkingGroup:
    """Return a new group of the office, with its number. Raises ``PermissionDenied``.

    ``ValidationError`` says what is wrong with the fields.
    """
    demand(is_coordinator(user))
    group = WorkingGroup(**fields)
    group.full_clean()
    group.save()
    groups.give_number(group)
    audit.record("cluster_workflows.propose_group", group, user=user)
    return group


def list_buttons(user, group: WorkingGroup) -> list:
    """Return the rows of the table that this person can start now."""
    return [
        row
        for row in GROUP_TRANSITIONS.values()
        if row.is_button
        and group.state in row.allowed_from
        and WHO[row.who](user, group)
    ]


@transaction.atomic
def move(group: WorkingGroup, name: str, *, user, reason: str = "") -> WorkingGroup:
    """Take a button of the group: call, suspend, resume, close, archive.

    Raises ``PermissionDenied``, ``Incomplete`` (no reason) and
    ``TransitionNotAllowed``.
    """
    row = GROUP_TRANSITIONS[name]
    group = groups.lock_group(group)
    demand(WHO[row.who](user, group))
    if row.needs_reason and not reason.strip():
        raise Incomplete(_("A reason is needed."), [])
    groups.give_number(group)
    groups.change_group_state(group, name, user=user, reason=reason)
    if name == "open_call":
        tell("group.call", groups.list_partner_people(), group, due=group.call_until)
    else:
        people = groups.list_seated_people(group)
        tell(
            "group.changed",
            [*people, *groups.list_desk_people(group)],
            group,
            outcome=group.get_state_display(),
            actor=audit.get_actor_name(user),
            reason=reason,
        )
    return group


@transaction.atomic
def note_changes(before: WorkingGroup, group: WorkingGroup, names, *, user) -> None:
    """Audit what the office changed in the register; members hear of it.

    ``before`` is the group as it was; ``names`` are fields. Before the appointment
    nobody is told.
    """
    changes = {
        name: [str(getattr(before, name) or ""), str(getattr(group, name) or "")]
        for name in sorted(names)
    }
    if not changes:
        return
    described = "; ".join(
        f"{group._meta.get_field(name).verbose_name}: {old or '–'} → {new or '–'}"
        for name, (old, new) in changes.items()
    )
    audit.record(
        "cluster_workflows.change_group",
        group,
        user=user,
        data={"changes": changes, "reason": described},
    )
    if group.state in PUBLIC_STATES and group.state != GroupState.CALL:
        tell(
            "group.amended",
            [*groups.list_seated_people(group), *groups.list_desk_people(group)],
            group,
            actor=audit.get_actor_name(user),
            reason=described,
        )


def tell(key: str, users, group: WorkingGroup, **values) -> None:
    """Write a mail about a group, with a link to its page in the portal."""
    notifications.notify(
        key,
        groups.unique_users(users),
        group,
        url_name="workflows:group",
        url_args=[group.pk],
        **values,
    )


# Members


def _demand_joinable(group: WorkingGroup, person: Person) -> None:
    if group.state in ("dissolved", "archived", "closing"):
        raise TransitionNotAllowed(_("Nobody joins this group any more."))
    if any(row.is_open for row in group.members.filter(person=person)):
        raise TransitionNotAllowed(_("This person is in the group already."))


def _create_member(group, person, organisation, *, user, action, **fields):
    member = GroupMember(
        group=group,
        person=person,
        organisation=organisation,
        since_date=fields.pop("since_date", None) or timezone.localdate(),
        **fields,
    )
    member.full_clean()
    member.save()
    audit.record(
        f"cluster_workflows.{action}", group, user=user, data={"party": str(member)}
    )
    return member


@transaction.atomic
def invite(
    group: WorkingGroup,
    *,
    user,
    person: Person,
    organisation: Organisation,
    role: str = GroupRole.MEMBER,
    is_voting: bool = True,
    since_date=None,
    until_date=None,
) -> GroupMember:
    """Ask a partner to send a person. Its approver confirms.

    Raises ``PermissionDenied``, ``TransitionNotAllowed`` and ``ValidationError``.
    """
    group = groups.lock_group(group)
    demand(is_desk(user, group))
    _demand_joinable(group, person)
    member = _create_member(
        group,
        person,
        organisation,
        user=user,
        action="invite_member",
        role=role,
        is_voting=is_voting and role != GroupRole.OBSERVER,
        since_date=since_date,
        until_date=until_date,
    )
    tell(
        "member.invited",
        [*groups.list_approvers(organisation), person.user],
        group,
        person=person.full_name,
        actor=audit.get_actor_name(user),
    )
    return member


@transaction.atomic
def apply(
    group: WorkingGroup, *, user, organisation: Organisation, motivation: str = ""
) -> GroupMember:
    """Answer a call for members for one's own organisation.

    The approver of the partner confirms, and the group's side accepts. Raises
    ``PermissionDenied`` and ``TransitionNotAllowed``.
    """
    group = groups.lock_group(group)
    demand(
        Membership.objects.current()
        .filter(user_id=user.pk, organisation=organisation)
        .exists()
        and organisation.is_active
    )
    person = Person.objects.filter(user=user).first()
    if not group.is_call_open or person is None:
        raise TransitionNotAllowed(_("There is no call for members now."))
    _demand_joinable(group, person)
    member = _create_member(
        group,
        person,
        organisation,
        user=user,
        action="apply_member",
        motivation=motivation,
        state=GroupMemberState.APPLIED,
    )
    tell(
        "member.applied",
        [*groups.list_approvers(organisation), *groups.list_desk_people(group)],
        group,
        person=person.full_name,
    )
    return member


@transaction.atomic
def confirm(member: GroupMember, *, user) -> GroupMember:
    """Say for the partner that this person represents it.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed``.
    """
    member = groups.lock_member(member)
    demand(may_confirm(user, member))
    _demand_state(member, GroupMemberState.INVITED, GroupMemberState.APPLIED)
    if member.confirmed_at:
        raise TransitionNotAllowed(_("This was confirmed already."))
    member.confirmed_by, member.confirmed_at = user, timezone.now()
    member.save(update_fields=["confirmed_by", "confirmed_at"])
    _note(member, "confirm_member", user)
    _settle(member, user)
    return member


@transaction.atomic
def accept(member: GroupMember, *, user) -> GroupMember:
    """Accept an application for the group.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed``.
    """
    member = groups.lock_member(member)
    demand(is_desk(user, member.group))
    _demand_state(member, GroupMemberState.APPLIED)
    if member.accepted_at:
        raise TransitionNotAllowed(_("This was accepted already."))
    member.accepted_at = timezone.now()
    member.save(update_fields=["accepted_at"])
    _note(member, "accept_member", user)
    _settle(member, user)
    return member


def _demand_state(member: GroupMember, *allowed) -> None:
    if member.state not in allowed:
        raise TransitionNotAllowed(
            _("This is not possible now: the state is “%(state)s”.")
            % {"state": member.get_state_display()}
        )


def _note(member, action, user, **data) -> None:
    audit.record(
        f"cluster_workflows.{action}",
        member.group,
        user=user,
        data={"party": str(member), **data},
    )


def _settle(member: GroupMember, user) -> None:
    """Seat a person when both sides agreed; who was asked in needs the partner only."""
    was_asked = member.state == GroupMemberState.INVITED
    if not member.confirmed_at or not (was_asked or member.accepted_at):
        return
    member.state = GroupMemberState.CONFIRMED
    # Told here, when the term has begun; else on its first day.
    if member.since_date <= timezone.localdate():
        member.started_at = timezone.now()
    member.save(update_fields=["state", "started_at"])
    tell(
        "member.confirmed",
        [member.person.user, *groups.list_desk_people(member.group)],
        member.group,
        person=member.person.full_name,
        actor=audit.get_actor_name(user),
    )


@transaction.atomic
def refuse(member: GroupMember, *, user, reason: str) -> GroupMember:
    """Turn down a person who is not in yet: the partner or the group's side.

    Raises ``PermissionDenied``, ``Incomplete`` and ``TransitionNotAllowed``.
    """
    member = groups.lock_member(member)
    demand(may_confirm(user, member) or is_desk(user, member.group))
    _demand_state(member, GroupMemberState.INVITED, GroupMemberState.APPLIED)
    return _leave(member, GroupMemberState.REMOVED, user=user, reason=reason)


@transaction.atomic
def resign(member: GroupMember, *, user, reason: str) -> GroupMember:
    """Leave a group, or take one's person back.

    Raises ``PermissionDenied``, ``Incomplete`` and ``TransitionNotAllowed``.
    """
    member = groups.lock_member(member)
    demand(may_resign(user, member))
    _demand_state(member, GroupMemberState.CONFIRMED)
    return _leave(member, GroupMemberState.RESIGNED, user=user, reason=reason)


@transaction.atomic
def remove(member: GroupMember, *, user, reason: str) -> GroupMember:
    """Take a person out of a group; the office only.

    Raises ``PermissionDenied``, ``Incomplete`` and ``TransitionNotAllowed``.
    """
    member = groups.lock_member(member)
    demand(is_coordinator(user))
    _demand_state(member, GroupMemberState.CONFIRMED)
    return _leave(member, GroupMemberState.REMOVED, user=user, reason=reason)


@transaction.atomic
def replace(member: GroupMember, *, user, person: Person, reason: str) -> GroupMember:
    """Send somebody else from the same partner; the group's side accepts them.

    Raises ``PermissionDenied``, ``Incomplete`` and ``TransitionNotAllowed``.
    """
    member = groups.lock_member(member)
    demand(
        may_confirm(user, member)
        and person.functions.current().filter(organisation=member.organisation).exists()
    )
    _demand_state(member, GroupMemberState.CONFIRMED)
    _demand_joinable(member.group, person)
    _leave(member, GroupMemberState.REPLACED, user=user, reason=reason)
    successor = _create_member(
        member.group,
        person,
        member.organisation,
        user=user,
        action="apply_member",
        role=member.role,
        is_voting=member.is_voting,
        state=GroupMemberState.APPLIED,
        confirmed_by=user,
        confirmed_at=timezone.now(),
    )
    member.replaced_by = successor
    member.save(update_fields=["replaced_by"])
    return successor


def _leave(member: GroupMember, state: str, *, user, reason: str) -> GroupMember:
    if not reason.strip():
        raise Incomplete(_("A reason is needed."), [])
    groups.end_membership(member, state, timezone.localdate(), user=user, reason=reason)
    tell(
        "member.left",
        [
            member.person.user,
            *groups.list_approvers(member.organisation),
            *groups.list_desk_people(member.group),
        ],
        member.group,
        person=member.person.full_name,
        outcome=member.get_state_display(),
        reason=reason,
    )
    return member
