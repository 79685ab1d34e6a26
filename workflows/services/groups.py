"""Working groups: who belongs, what is missing, what a vote says. Numbers and lists.

Sources of the rules: domain §2.4 and §2.5. Majorities as in Polish practice: simple is
more votes for than against, absolute is more than half of the votes cast, so that an
abstention counts against.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.enums import MembershipRole, OrganisationKind
from partners.models import GroupMember, Membership, Person, WorkingGroup
from partners.models.groups import GroupMemberState, GroupRole, GroupState, Majority
from partners.roles import holds

from ..exceptions import TransitionNotAllowed
from ..models import Ballot, Meeting, Vote
from ..models.groups import (
    GROUP_TRANSITIONS,
    MEETING_TRANSITIONS,
    THERE,
    Choice,
    MeetingState,
    PaperState,
    VoteResult,
)
from . import audit, notifications, numbers, states
from .completeness import Missing

# Domain §2.4: at least seven days' notice, five days for comments.
NOTICE_DAYS = 7
COMMENT_DAYS = 5
# Who comes early may be noted; a meeting of tomorrow was not held yet.
EARLY = timedelta(minutes=30)


def lock_group(group: WorkingGroup) -> WorkingGroup:
    """Return the group read again, locked until the transaction ends."""
    return WorkingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)


def lock_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting read again, locked until the transaction ends."""
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("group")
        .get(pk=meeting.pk)
    )


def lock_member(member: GroupMember) -> GroupMember:
    """Return the member read again, locked until the transaction ends."""
    return (
        GroupMember.objects.select_for_update(of=("self",))
        .select_related("group", "organisation", "person__user")
        .get(pk=member.pk)
    )


def change_group_state(group, name: str, *, user=None, reason: str = "") -> None:
    """Move a locked group along its table. Raises ``TransitionNotAllowed``."""
    states.change_state(group, GROUP_TRANSITIONS[name], user=user, reason=reason)


def change_meeting_state(meeting, name: str, *, user=None, reason: str = "") -> None:
    """Move a locked meeting along its table. Raises ``TransitionNotAllowed``."""
    states.change_state(meeting, MEETING_TRANSITIONS[name], user=user, reason=reason)


def give_number(group: WorkingGroup) -> None:
    """Give a group its number, once and for ever."""
    if not group.number:
        group.number = numbers.take("GR")
        group.save(update_fields=["number"])


# People


def list_seated_people(group: WorkingGroup, *, voting: bool = False) -> list:
    """Return the accounts of those who are in the group today, and its leaders."""
    rows = group.members.seated().select_related("person__user__wagtail_userprofile")
    if voting:
        rows = rows.voting()
    people = [row.person for row in rows]
    if not voting:
        people += group.leaders
    return unique_users(person.user for person in people)


def list_desk_people(group: WorkingGroup) -> list:
    """Return who runs the group: its leaders, or the office while there are none."""
    people = unique_users(person.user for person in group.leaders)
    return people or list(notifications.list_coordinators())


def list_approvers(organisation) -> list:
    """Return the accounts that may confirm for an organisation today."""
    rows = (
        Membership.objects.current()
        .filter(organisation=organisation, role=MembershipRole.APPROVER)
        .select_related("user__wagtail_userprofile")
    )
    return unique_users(row.user for row in rows)


def list_partner_people() -> list:
    """Return approvers and editors of all active partners, who may answer a call."""
    return list(
        get_user_model()
        .objects.filter(
            is_active=True,
            cluster_memberships__in=Membership.objects.current().filter(
                role__in=[MembershipRole.APPROVER, MembershipRole.EDITOR],
                organisation__is_active=True,
            ),
        )
        .exclude(cluster_memberships__organisation__kind=OrganisationKind.LEADER)
        .select_related("wagtail_userprofile")
        .distinct()
    )


def unique_users(users) -> list:
    """Return each active account once."""
    found = {user.pk: user for user in users if user is not None and user.is_active}
    return list(found.values())


def list_leader_signers() -> list[Person]:
    """Return who may sign for the leader: represents it and has the permission."""
    people = (
        Person.objects.filter(
            functions__organisation__kind=OrganisationKind.LEADER,
            functions__can_represent=True,
            functions__since_date__lte=timezone.localdate(),
            user__is_active=True,
        )
        .filter(
            Q(functions__until_date=None)
            | Q(functions__until_date__gte=timezone.localdate())
        )
        .select_related("user")
        .distinct()
    )
    return [
        person
        for person in people
        if holds(person.user, "cluster_workflows.can_sign_for_leader")
    ]


def get_seat(group: WorkingGroup, user) -> GroupMember | None:
    """Return the place of an account in a group today, if it has one."""
    return group.members.seated().filter(person__user_id=user.pk).first()


# Composition


def list_missing_to_appoint(group: WorkingGroup) -> list[Missing]:
    """Return what a group needs before the leader can appoint it.

    The composition rule counts partners with a confirmed member, not people; experts
    and observers do not count.
    """
    missing = []
    rows = [
        row
        for row in group.members.filter(
            state=GroupMemberState.CONFIRMED, role=GroupRole.MEMBER
        ).select_related("organisation")
        if row.until_date is None or row.until_date >= group.starts_on
    ]
    schools = {row.organisation_id for row in rows if row.is_school}
    employers = {row.organisation_id for row in rows if row.is_employer}
    if len(schools) < group.min_schools:
        missing.append(
            Missing(
                "members",
                _("Schools with a confirmed member: %(found)s, needed: %(needed)s.")
                % {"found": len(schools), "needed": group.min_schools},
            )
        )
    if len(employers) < group.min_employers:
        missing.append(
            Missing(
                "members",
                _("Employers with a confirmed member: %(found)s, needed: %(needed)s.")
                % {"found": len(employers), "needed": group.min_employers},
            )
        )
    for person, message in (
        (group.chair, _("The group has no chair with an account.")),
        (group.secretary, _("The group has no secretary with an account.")),
    ):
        if person is None or person.user is None:
            missing.append(Missing("members", message))
    if group.chair_id and group.chair_id == group.secretary_id:
        missing.append(
            Missing("members", _("Chair and secretary have to be two people."))
        )
    if group.chair_id and not any(row.person_id == group.chair_id for row in rows):
        missing.append(
            Missing("members", _("The chair is not a confirmed member of the group."))
        )
    if group.ends_on < timezone.localdate():
        missing.append(Missing("members", _("The term of the group is over.")))
    if not list_leader_signers():
        missing.append(
            Missing("members", _("Nobody may sign for the leader of the cluster."))
        )
    return missing


# What the act of appointment says of the mandate and the rules. People change, terms
# are made longer: that is noted and told.
FIXED_BY_ACT = {
    *["name_pl", "name_en", "is_council", "origin", "purpose_pl", "purpose_en"],
    *["scope_pl", "scope_en", "deliverables_pl", "deliverables_en", "starts_on"],
    *["min_schools", "min_employers", "quorum_percent", "majority"],
}
IN_ACT = FIXED_BY_ACT | {
    *["chair", "deputy", "secretary", "ends_on", "remote_voting", "meeting_rhythm"],
}


def list_fixed_fields(group: WorkingGroup) -> tuple[set[str], str]:
    """Return which fields nobody may change now, and why."""
    if group.acts.filter(state=PaperState.SIGNING).exists():
        return IN_ACT, _(
            "An act that says this is being signed. Take it back first, then change it."
        )
    if not group.is_appointed:
        return set(), ""
    return FIXED_BY_ACT, _(
        "The signed act of appointment says this. Close the group and appoint a new "
        "one to change it."
    )


def may_chair(group: WorkingGroup, person: Person | None) -> bool:
    """Say whether a group may have this chair: once appointed, one of its members."""
    if not group.is_appointed:
        return True
    return group.members.seated().filter(person=person).exists()


# Meetings and votes


def count_quorum(meeting: Meeting) -> dict:
    """Return how many voting members there are, came, and have to be there."""
    rows = meeting.attendances.filter(member__is_voting=True)
    voting = rows.count()
    present = rows.filter(presence__in=THERE).count()
    needed = meeting.group.count_needed(voting)
    return {
        "voting": voting,
        "present": present,
        "needed": needed,
        "is_reached": bool(voting) and present >= needed,
    }


def demand_quorum(meeting: Meeting) -> dict:
    """Return the numbers of a meeting that can decide.

    Raises ``TransitionNotAllowed`` without a quorum.
    """
    quorum = count_quorum(meeting)
    if not quorum["is_reached"]:
        raise TransitionNotAllowed(
            _(
                "There is no quorum: %(present)s of %(voting)s voting members were "
                "there, %(needed)s are needed. Nothing can be decided or signed as "
                "minutes; convene the meeting again."
            )
            % quorum
        )
    return quorum


def get_result(vote: Vote) -> str:
    """Return what the numbers of a vote say, under its rules."""
    if vote.cast == 0 or vote.cast < vote.needed:
        return VoteResult.NO_QUORUM
    if vote.majority == Majority.ABSOLUTE:
        is_adopted = vote.votes_for * 2 > vote.cast
    else:
        is_adopted = vote.votes_for > vote.votes_against
    return VoteResult.ADOPTED if is_adopted else VoteResult.REJECTED


_COUNTERS = {
    Choice.FOR: "votes_for",
    Choice.AGAINST: "votes_against",
    Choice.ABSTAIN: "votes_abstained",
}


def count_ballot(vote: Vote, ballot: Ballot, choice: str) -> bool:
    """Use the right to vote once and count it. Returns False when it was used.

    A conditional UPDATE claims the ballot, so that two clicks count as one. In a
    secret vote the choice goes into the sum only.
    """
    claimed = Ballot.objects.filter(pk=ballot.pk, has_voted=False).update(
        has_voted=True, choice="" if vote.is_secret else choice
    )
    if claimed:
        counter = _COUNTERS[Choice(choice)]
        Vote.objects.filter(pk=vote.pk).update(**{counter: F(counter) + 1})
    return bool(claimed)


def end_memberships(group: WorkingGroup, *, user=None) -> None:
    """End the terms of all who are still in a group that is dissolved."""
    today = timezone.localdate()
    for member in group.members.filter(state=GroupMemberState.CONFIRMED):
        end_membership(member, GroupMemberState.ENDED, today, user=user)


def end_membership(
    member: GroupMember, state: str, on, *, user=None, reason: str = ""
) -> None:
    """Close a locked membership with its last day, and write the audit entry."""
    old = member.state
    member.state = state
    if member.until_date is None or member.until_date > on:
        member.until_date = max(on, member.since_date)
    member.save(update_fields=["state", "until_date"])
    audit.record(
        "cluster_workflows.end_membership",
        member.group,
        user=user,
        data={"party": str(member), "from": old, "to": state, "reason": reason},
    )


def can_meet(group: WorkingGroup) -> bool:
    """Whether the group may plan and hold meetings."""
    return group.state in (GroupState.APPOINTED, GroupState.ACTIVE)


def is_running(meeting: Meeting) -> bool:
    """Whether the meeting is held and its minutes are not out yet."""
    return meeting.state == MeetingState.HELD and not meeting.is_locked
