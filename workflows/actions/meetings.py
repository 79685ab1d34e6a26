"""Meetings: plan, convene, answer, hold, cancel; tasks that come from them."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import WorkingGroup

from .. import conf
from ..exceptions import Incomplete, TransitionNotAllowed
from ..models import AgendaItem, Attendance, GroupTask, Meeting
from ..models.groups import (
    MEETING_TRANSITIONS,
    Answer,
    MeetingState,
    Presence,
    TaskState,
)
from ..services import audit, group_calendar, groups, notifications
from .group_rights import WHO, demand, is_desk


@transaction.atomic
def plan(group: WorkingGroup, *, user, agenda=(), **fields) -> Meeting:
    """Return a new meeting with its agenda: dicts of the fields of ``AgendaItem``.

    Raises ``PermissionDenied``, ``TransitionNotAllowed`` and ``ValidationError``.
    """
    group = groups.lock_group(group)
    demand(is_desk(user, group))
    if not groups.can_meet(group):
        raise TransitionNotAllowed(
            _("The group does not meet now: it is “%(state)s”.")
            % {"state": group.get_state_display()}
        )
    last = group.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting(group=group, number=last + 1, created_by=user, **fields)
    meeting.full_clean()
    meeting.save()
    for position, item in enumerate(agenda, 1):
        AgendaItem.objects.create(meeting=meeting, position=position, **item)
    audit.record("cluster_workflows.plan_meeting", meeting, user=user)
    return meeting


@transaction.atomic
def change(meeting: Meeting, *, user, **fields) -> Meeting:
    """Correct a meeting. Once convened, everyone is told and gets a new entry.

    A new time needs seven days' notice again. Raises ``PermissionDenied``,
    ``TransitionNotAllowed`` and ``ValidationError``.
    """
    meeting = groups.lock_meeting(meeting)
    demand(is_desk(user, meeting.group))
    if meeting.state not in (MeetingState.PLANNED, MeetingState.CONVENED):
        raise TransitionNotAllowed(_("The meeting is over and is not changed."))
    is_moved = fields.get("starts_at", meeting.starts_at) != meeting.starts_at
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.full_clean()
    if meeting.state == MeetingState.CONVENED:
        if is_moved:
            _demand_notice(meeting)
            meeting.attendances.update(answer="", answered_at=None)
            meeting.reminded_at = None
        meeting.sequence += 1
    meeting.save()
    audit.record("cluster_workflows.change_meeting", meeting, user=user)
    if meeting.state == MeetingState.CONVENED:
        _tell_invited("meeting.changed", meeting, user=user)
    return meeting


def list_buttons(user, meeting: Meeting) -> list:
    """Return the rows of the table that this person can start now."""
    return [
        row
        for row in MEETING_TRANSITIONS.values()
        if row.is_button
        and meeting.state in row.allowed_from
        and WHO[row.who](user, meeting.group)
    ]


def _demand_notice(meeting: Meeting) -> None:
    earliest = timezone.localdate() + timedelta(days=groups.NOTICE_DAYS)
    if meeting.day < earliest:
        raise TransitionNotAllowed(
            _(
                "Members need at least %(days)s days' notice: choose a day from "
                "%(earliest)s on."
            )
            % {"days": groups.NOTICE_DAYS, "earliest": earliest.strftime("%Y-%m-%d")}
        )


@transaction.atomic
def convene(meeting: Meeting, *, user, reason: str = "") -> Meeting:
    """Invite every member with the agenda and an entry for the calendar.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed``.
    """
    meeting = groups.lock_meeting(meeting)
    demand(is_desk(user, meeting.group))
    if not groups.can_meet(meeting.group):
        raise TransitionNotAllowed(_("The group does not meet now."))
    _demand_notice(meeting)
    if not meeting.group.starts_on <= meeting.day <= meeting.group.ends_on:
        raise TransitionNotAllowed(_("The meeting lies outside the term of the group."))
    if not meeting.agenda.exists():
        raise TransitionNotAllowed(_("A meeting needs an agenda."))
    groups.change_meeting_state(meeting, "convene", user=user)
    meeting.convened_at = timezone.now()
    meeting.save(update_fields=["convened_at"])
    for member in meeting.group.members.seated(meeting.day):
        Attendance.objects.get_or_create(meeting=meeting, member=member)
    _tell_invited("meeting.convened", meeting, user=user)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, user, reason: str) -> Meeting:
    """Call a meeting off. Raises what ``convene`` raises, and ``Incomplete``."""
    meeting = groups.lock_meeting(meeting)
    demand(is_desk(user, meeting.group))
    if not reason.strip():
        raise Incomplete(_("A reason is needed."), [])
    groups.change_meeting_state(meeting, "cancel", user=user, reason=reason)
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    if meeting.convened_at:
        _tell_invited(
            "meeting.cancelled", meeting, user=user, reason=reason, is_cancelled=True
        )
    return meeting


# What the buttons of the page do.
BUTTONS = {"convene": convene, "cancel": cancel}


def get_link(about) -> str:
    """Return the whole address of a page in the portal."""
    return conf.get("BASE_URL").rstrip("/") + about.get_absolute_url()


def _tell_invited(key, meeting, *, user, reason="", is_cancelled=False) -> None:
    people = list_invited_people(meeting)
    notifications.notify(
        key,
        people,
        meeting,
        actor=audit.get_actor_name(user),
        due=meeting.starts_at,
        hour=timezone.localtime(meeting.starts_at).strftime("%H:%M"),
        place=meeting.place or meeting.online_url,
        reason=reason,
        calendar=group_calendar.build_entry(
            meeting, url=get_link(meeting), is_cancelled=is_cancelled
        ),
    )


def list_invited_people(meeting: Meeting) -> list:
    """Return the accounts of everyone invited, and of those who run the group."""
    rows = meeting.attendances.select_related(
        "member__person__user__wagtail_userprofile"
    )
    return groups.unique_users(
        [
            *[row.member.person.user for row in rows],
            *[person.user for person in meeting.group.leaders],
        ]
    )


@transaction.atomic
def answer(meeting: Meeting, *, user, answer: str) -> Attendance:
    """Say whether one comes. Can be changed until the meeting begins.

    Raises ``PermissionDenied`` (not invited) and ``TransitionNotAllowed``.
    """
    row = meeting.attendances.filter(member__person__user_id=user.pk).first()
    demand(row is not None)
    if answer not in Answer.values:
        raise TransitionNotAllowed(_("This decision is not possible here."))
    meeting = groups.lock_meeting(meeting)
    if meeting.state != MeetingState.CONVENED:
        raise TransitionNotAllowed(_("The meeting takes no answers any more."))
    row.answer, row.answered_at = answer, timezone.now()
    row.save(update_fields=["answer", "answered_at"])
    audit.record(
        "cluster_workflows.answer_invitation",
        meeting,
        user=user,
        data={"answer": answer},
    )
    return row


@transaction.atomic
def record_attendance(
    meeting: Meeting, *, user, presences: dict, guests: str = ""
) -> dict:
    """Note who is there, which opens the meeting. Returns the quorum.

    ``presences`` maps the number of an attendance to a ``Presence``. Possible until
    the minutes go out, and not while a vote is open. Raises ``PermissionDenied`` and
    ``TransitionNotAllowed``.
    """
    meeting = groups.lock_meeting(meeting)
    demand(is_desk(user, meeting.group))
    if meeting.starts_at > timezone.now() + groups.EARLY:
        raise TransitionNotAllowed(_("The meeting has not begun."))
    if meeting.state == MeetingState.CONVENED:
        groups.change_meeting_state(meeting, "hold", user=user)
    demand_running(meeting)
    if meeting.votes.exclude(state="draft").exists():
        raise TransitionNotAllowed(
            _("After the first vote the attendance is not changed.")
        )
    for row in meeting.attendances.all():
        row.presence = presences.get(row.pk, Presence.ABSENT)
        row.full_clean(validate_unique=False)
        row.save(update_fields=["presence"])
    meeting.guests = guests
    meeting.save(update_fields=["guests"])
    quorum = groups.count_quorum(meeting)
    audit.record("cluster_workflows.record_attendance", meeting, user=user, data=quorum)
    return quorum


def demand_running(meeting: Meeting) -> None:
    """Raise ``TransitionNotAllowed`` unless the meeting is held and open."""
    if not groups.is_running(meeting):
        raise TransitionNotAllowed(
            _("This is possible from the meeting on until its minutes go out.")
        )


@transaction.atomic
def add_item(meeting: Meeting, *, user, **fields) -> AgendaItem:
    """Add a point: to the plan, or at the meeting itself.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed``.
    """
    meeting = groups.lock_meeting(meeting)
    demand(is_desk(user, meeting.group))
    is_planned = meeting.state == MeetingState.PLANNED
    if not is_planned:
        demand_running(meeting)
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(
        meeting=meeting, position=last + 1, is_planned=is_planned, **fields
    )
    item.full_clean()
    item.save()
    audit.record(
        "cluster_workflows.change_agenda",
        meeting,
        user=user,
        data={"item": item.title_pl},
    )
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, user) -> None:
    """Take a point off the plan. Raises what ``add_item`` raises."""
    meeting = groups.lock_meeting(item.meeting)
    demand(is_desk(user, meeting.group))
    if meeting.state != MeetingState.PLANNED:
        raise TransitionNotAllowed(_("The agenda is convened and is not cut."))
    audit.record(
        "cluster_workflows.change_agenda",
        meeting,
        user=user,
        data={"item": item.title_pl, "removed": True},
    )
    item.delete()


# Tasks


@transaction.atomic
def add_task(group: WorkingGroup, *, user, meeting=None, **fields) -> GroupTask:
    """Give somebody a task with a day and tell them.

    Raises ``PermissionDenied``, ``TransitionNotAllowed`` and ``ValidationError``.
    """
    demand(is_desk(user, group))
    if meeting is not None:
        demand_running(groups.lock_meeting(meeting))
    task = GroupTask(group=group, meeting=meeting, **fields)
    task.full_clean(exclude=["meeting"])
    if task.due_on < timezone.localdate():
        raise ValidationError({"due_on": _("This day is over already.")})
    task.save()
    audit.record("cluster_workflows.add_task", task, user=user)
    notifications.notify(
        "task.assigned",
        groups.unique_users([task.owner.user]),
        task,
        due=task.due_on,
        actor=audit.get_actor_name(user),
    )
    return task


@transaction.atomic
def set_task_state(task: GroupTask, *, user, state: str, note: str = "") -> GroupTask:
    """Say what became of a task: its owner, or who runs the group.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed``.
    """
    task = GroupTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    demand(task.owner.user_id == user.pk or is_desk(user, task.group))
    if not task.is_open or state not in TaskState.values or state == task.state:
        raise TransitionNotAllowed(
            _("This is not possible now: the task is “%(state)s”.")
            % {"state": task.get_state_display()}
        )
    old, task.state, task.state_since = task.state, state, timezone.now()
    task.note = note or task.note
    task.save(update_fields=["state", "state_since", "note"])
    audit.record(
        "cluster_workflows.change_task",
        task,
        user=user,
        data={"from": old, "to": state, "reason": note},
    )
    return task
