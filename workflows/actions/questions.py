"""What waits for a person without being a step: answers, votes, comments.

Together with the open steps it is *My tasks*: whatever a mail asks of somebody is
found there as well, for mails get lost.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.enums import MembershipRole
from partners.models import GroupMember, Membership, WorkingGroup
from partners.models.groups import GroupMemberState

from ..models import Attendance, Ballot, Minutes
from ..models.groups import MeetingState, PaperState, VoteState
from ..services.groups import COMMENT_DAYS
from . import ideas

# Of each kind; whoever is asked more often sees the next when one is answered.
SHOWN = 10


@dataclass(frozen=True)
class Question:
    text: str
    title: str
    url: str
    due_at: datetime | None = None


def list_questions(user) -> list[Question]:
    """Return what this person is asked outside of steps, the most urgent first."""
    if not user.is_authenticated:
        return []
    found = [
        *_list_votes(user),
        *_list_memberships(user),
        *_list_meetings(user),
        *_list_minutes(user),
    ]
    found += [
        Question(_("Answer whether you take part"), str(idea), idea.get_absolute_url())
        for idea in ideas.list_open_questions(user)[:SHOWN]
    ]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or 0))


def _list_votes(user) -> list[Question]:
    ballots = Ballot.objects.filter(
        member__person__user_id=user.pk, has_voted=False, vote__state=VoteState.OPEN
    ).exclude(vote__closes_at__lte=timezone.now())
    return [
        Question(
            _("Vote"),
            ballot.vote.title,
            ballot.vote.get_absolute_url(),
            ballot.vote.closes_at,
        )
        for ballot in ballots.select_related("vote").order_by("vote_id")[:SHOWN]
    ]


def _list_memberships(user) -> list[Question]:
    """Whom a partner sends, its approver confirms; whom a group takes, it says."""
    approves = (
        Membership.objects.of_partners()
        .filter(user_id=user.pk, role=MembershipRole.APPROVER)
        .values("organisation")
    )
    runs = WorkingGroup.objects.filter(
        Q(chair__user_id=user.pk)
        | Q(deputy__user_id=user.pk)
        | Q(secretary__user_id=user.pk)
    ).values("pk")
    open_states = (GroupMemberState.INVITED, GroupMemberState.APPLIED)
    rows = GroupMember.objects.filter(state__in=open_states).filter(
        Q(confirmed_at=None, organisation__in=approves)
        | Q(accepted_at=None, state=GroupMemberState.APPLIED, group__in=runs)
    )
    return [
        Question(
            _("Confirm or refuse: %(person)s") % {"person": row.person.full_name},
            row.group.title,
            reverse("workflows:group", args=[row.group_id]),
        )
        for row in rows.select_related("group", "person").order_by("pk")[:SHOWN]
    ]


def _list_meetings(user) -> list[Question]:
    rows = Attendance.objects.filter(
        member__person__user_id=user.pk,
        answer="",
        meeting__state=MeetingState.CONVENED,
        meeting__starts_at__gt=timezone.now(),
    ).select_related("meeting__group")
    return [
        Question(
            _("Say whether you are coming"),
            row.meeting.title,
            row.meeting.get_absolute_url(),
            row.meeting.starts_at,
        )
        for row in rows.order_by("meeting__starts_at")[:SHOWN]
    ]


def _list_minutes(user) -> list[Question]:
    seats = GroupMember.objects.seated().filter(person__user_id=user.pk)
    minutes = Minutes.objects.filter(
        state=PaperState.COMMENT, group__in=seats.values("group")
    )
    return [
        Question(
            _("Read the minutes and comment, if something is wrong"),
            paper.title,
            paper.get_absolute_url(),
            paper.state_since + timedelta(days=COMMENT_DAYS),
        )
        for paper in minutes.select_related("meeting", "group").order_by("pk")[:SHOWN]
    ]
