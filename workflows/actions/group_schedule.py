"""What time brings to working groups: terms, meetings, votes, tasks.

Runs with ``run_due``. Each thing is claimed by a conditional UPDATE or under a lock, so
that two sweeps at once do it once (domain §7 names the days).
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from partners.models import GroupMember, WorkingGroup
from partners.models.groups import GroupMemberState, GroupState

from ..models import GroupTask, Meeting, Vote
from ..models.groups import OPEN_TASKS, MeetingState, VoteState
from ..services import audit, group_calendar, group_papers, groups, notifications
from . import votes
from .groups import tell
from .meetings import get_link, list_invited_people

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
# A task is due soon, and overdue: days from its day.
TASK_DAYS = (-3, 1)


def run_on_sweep(sender, **kwargs) -> None:
    """Do everything that is due for groups now; one failure stops nothing else."""
    for work in (
        begin_and_end_terms,
        begin_and_end_memberships,
        remind_of_meetings,
        close_votes,
        remind_of_votes,
        remind_of_tasks,
    ):
        try:
            work()
        except Exception:
            logger.exception("%s failed in the sweep.", work.__name__)


def begin_and_end_terms() -> None:
    """Make appointed groups active; ask for the closing report after the last day."""
    today = timezone.localdate()
    for found in WorkingGroup.objects.filter(
        state=GroupState.APPOINTED, starts_on__lte=today
    ):
        with transaction.atomic():
            group_papers.begin_term(groups.lock_group(found))
    for found in WorkingGroup.objects.filter(
        state__in=(GroupState.ACTIVE, GroupState.SUSPENDED), ends_on__lt=today
    ):
        with transaction.atomic():
            group = groups.lock_group(found)
            if group.state != found.state:
                continue
            groups.change_group_state(group, "begin_closing")
            tell(
                "group.ending",
                groups.list_desk_people(group),
                group,
                due=group.ends_on,
            )


def begin_and_end_memberships() -> None:
    """Tell members on their first day, and end terms after the last."""
    today = timezone.localdate()
    confirmed = GroupMember.objects.filter(state=GroupMemberState.CONFIRMED)
    for found in confirmed.filter(until_date__lt=today):
        with transaction.atomic():
            member = groups.lock_member(found)
            if member.state != GroupMemberState.CONFIRMED:
                continue
            groups.end_membership(member, GroupMemberState.ENDED, member.until_date)
            tell("member.ended", [member.person.user], member.group)
    for found in confirmed.filter(started_at=None, since_date__lte=today):
        with transaction.atomic():
            claimed = confirmed.filter(pk=found.pk, started_at=None).update(
                started_at=timezone.now()
            )
            if not claimed:
                continue
            audit.record(
                "cluster_workflows.start_membership",
                found.group,
                data={"party": str(found)},
            )
            tell("member.started", [found.person.user], found.group)


def remind_of_meetings() -> None:
    """One day before, everyone invited."""
    now = timezone.now()
    due = Meeting.objects.filter(
        state=MeetingState.CONVENED,
        reminded_at=None,
        starts_at__gt=now,
        starts_at__lte=now + DAY,
    )
    for meeting in due.select_related("group"):
        with transaction.atomic():
            if due.filter(pk=meeting.pk).update(reminded_at=now):
                notifications.notify(
                    "meeting.reminder",
                    list_invited_people(meeting),
                    meeting,
                    due=meeting.starts_at,
                    calendar=group_calendar.build_entry(meeting, url=get_link(meeting)),
                )


def close_votes() -> None:
    """Count votes whose time is over."""
    for vote in Vote.objects.filter(
        state=VoteState.OPEN, closes_at__lte=timezone.now()
    ):
        with transaction.atomic():
            if votes.lock_vote(vote).state == VoteState.OPEN:
                votes.close_vote(vote)


def remind_of_votes() -> None:
    """One day before the end, those who have not voted."""
    now = timezone.now()
    due = Vote.objects.filter(
        state=VoteState.OPEN,
        reminded_at=None,
        closes_at__gt=now,
        closes_at__lte=now + DAY,
    )
    for vote in due:
        if vote.closes_at - vote.opened_at <= DAY:
            # They were asked less than a day ago.
            continue
        with transaction.atomic():
            if due.filter(pk=vote.pk).update(reminded_at=now):
                notifications.notify(
                    "vote.closing",
                    votes.list_voters(vote, waiting_only=True),
                    vote,
                    due=vote.closes_at,
                )


def remind_of_tasks() -> None:
    """Three days before its day the owner; a day after it also who runs the group."""
    today = timezone.localdate()
    for level, days in enumerate(TASK_DAYS):
        due = GroupTask.objects.filter(
            state__in=OPEN_TASKS,
            reminders_sent__lte=level,
            due_on__lte=today - timedelta(days=days),
        )
        if level + 1 < len(TASK_DAYS):
            # Overdue already: the next reminder says so.
            due = due.filter(due_on__gt=today - timedelta(days=TASK_DAYS[level + 1]))
        for task in due.select_related("owner__user", "group"):
            with transaction.atomic():
                if due.filter(pk=task.pk).update(reminders_sent=level + 1):
                    _remind(task, is_overdue=days > 0)


def _remind(task: GroupTask, *, is_overdue: bool) -> None:
    people = [task.owner.user]
    if is_overdue:
        people += groups.list_desk_people(task.group)
    notifications.notify(
        "task.overdue" if is_overdue else "task.due",
        groups.unique_users(people),
        task,
        due=task.due_on,
        person=task.owner.full_name,
    )
