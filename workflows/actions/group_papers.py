"""Acts, minutes and resolutions of groups: write, send, publish, forward."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import WorkingGroup
from partners.models.groups import GroupState

from ..exceptions import Incomplete, TransitionNotAllowed
from ..flows.groups import GroupActFlow, MinutesFlow, ResolutionFlow
from ..models import AgendaItem, GroupAct, Meeting, Minutes, Resolution, Vote
from ..models.groups import ActKind, PaperState, VoteResult
from ..services import audit, group_papers, groups, notifications, subjects
from ..services.completeness import Missing
from . import subjects as subject_actions
from .group_rights import demand, is_desk
from .meetings import demand_running
from .permissions import is_coordinator


def _demand_draft(paper) -> None:
    if not paper.is_editable:
        raise TransitionNotAllowed(
            _("This is not possible now: the state is “%(state)s”.")
            % {"state": paper.get_state_display()}
        )


def _get_leader_signer():
    signers = groups.list_leader_signers()
    if not signers:
        raise Incomplete(
            _("The group cannot be appointed yet."),
            [Missing("members", _("Nobody may sign for the leader of the cluster."))],
        )
    return signers[0]


# Acts


@transaction.atomic
def appoint(group: WorkingGroup, *, user) -> GroupAct:
    """Have the leader sign the act of appointment.

    Raises ``PermissionDenied``, ``TransitionNotAllowed``, and ``Incomplete`` with
    fewer members than the composition rule asks for.
    """
    group = groups.lock_group(group)
    demand(is_coordinator(user))
    if group.is_appointed:
        raise TransitionNotAllowed(_("The group is appointed already."))
    missing = groups.list_missing_to_appoint(group)
    if missing:
        raise Incomplete(_("The group cannot be appointed yet."), missing)
    groups.give_number(group)
    act = group.acts.filter(kind=ActKind.APPOINTMENT).first() or GroupAct(
        group=group, kind=ActKind.APPOINTMENT, created_by=user
    )
    act.signer = _get_leader_signer()
    act.save()
    return _send_act(act, user=user)


@transaction.atomic
def write_closing(group: WorkingGroup, *, user, **fields) -> GroupAct:
    """Return the closing report as a draft: the desk writes it.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed``.
    """
    group = groups.lock_group(group)
    demand(is_desk(user, group))
    if group.state != GroupState.CLOSING:
        raise TransitionNotAllowed(_("The group is not being closed."))
    act = group.acts.filter(kind=ActKind.CLOSING).first() or GroupAct(
        group=group, kind=ActKind.CLOSING, created_by=user
    )
    _demand_draft(act)
    for name, value in fields.items():
        setattr(act, name, value)
    act.signer = _get_leader_signer()
    act.save()
    subjects.store_version(act, user=user)
    return act


@transaction.atomic
def send_closing(act: GroupAct, *, user) -> GroupAct:
    """Have the chair and the leader sign the closing report.

    Raises ``PermissionDenied``, ``Incomplete`` and ``TransitionNotAllowed``.
    """
    demand(is_desk(user, act.group))
    if not act.report_pl.strip():
        raise Incomplete(
            _("Something is missing before you can submit."),
            [Missing("report", _("Say what the group achieved."))],
        )
    return _send_act(act, user=user)


def _send_act(act: GroupAct, *, user) -> GroupAct:
    _demand_draft(act)
    subjects.store_version(act, user=user)
    subject_actions.start(
        act, GroupActFlow, "submit", user=user, seen_version=act.version
    )
    return act


# Resolutions


@transaction.atomic
def write_resolution(vote: Vote, *, user, **fields) -> Resolution:
    """Return the draft of what a vote adopted.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed`` (not adopted).
    """
    demand(is_desk(user, vote.group))
    if vote.result != VoteResult.ADOPTED:
        raise TransitionNotAllowed(
            _("Only what was adopted by a vote becomes a resolution.")
        )
    resolution = Resolution.objects.filter(vote=vote).first() or Resolution(
        vote=vote, group=vote.group, created_by=user
    )
    _demand_draft(resolution)
    for name, value in fields.items():
        setattr(resolution, name, value)
    resolution.full_clean()
    resolution.save()
    subjects.store_version(resolution, user=user)
    return resolution


def send_resolution(
    resolution: Resolution, *, user, seen_version: str, reason: str = ""
) -> None:
    """Have the chair sign. Raises what ``actions.subjects.start`` raises."""
    subject_actions.start(
        resolution, ResolutionFlow, "submit", user=user, seen_version=seen_version
    )


@transaction.atomic
def forward_resolution(
    resolution: Resolution, *, user, seen_version: str, reason: str = ""
) -> None:
    """Send the signed resolution to the leader and the office.

    Raises ``PermissionDenied``, ``StaleVersion`` and ``TransitionNotAllowed``.
    """
    subject_actions.leave(
        resolution, "forward", user=user, reason=reason, seen_version=seen_version
    )
    leaders = [person.user for person in groups.list_leader_signers()]
    notifications.notify(
        "resolution.forwarded",
        groups.unique_users([*leaders, *notifications.list_coordinators()]),
        resolution,
        actor=audit.get_actor_name(user),
    )


# Minutes


@transaction.atomic
def draft_minutes(meeting: Meeting, *, user) -> Minutes:
    """Return the minutes of a meeting, begun from its agenda.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed``.
    """
    meeting = groups.lock_meeting(meeting)
    demand(is_desk(user, meeting.group))
    found = Minutes.objects.filter(meeting=meeting).first()
    if found:
        return found
    demand_running(meeting)
    group = meeting.group
    before = (
        Minutes.objects.filter(group=group, meeting__number__lt=meeting.number)
        .order_by("-meeting__number")
        .first()
    )
    minutes = Minutes.objects.create(
        meeting=meeting,
        group=group,
        created_by=user,
        opening=(
            f"Posiedzenie otworzył(a) i prowadził(a) {group.chair.full_name}. "
            f"Protokołował(a) {group.secretary.full_name}. "
            "Przyjęto porządek obrad."
        ),
        previous_approved=(
            f"Przyjęto protokół nr {before.number}." if before and before.number else ""
        ),
    )
    for item in meeting.agenda.filter(discussion="").exclude(presenter=""):
        item.discussion = f"Punkt przedstawił(a): {item.presenter}."
        item.save(update_fields=["discussion"])
    subjects.store_version(minutes, user=user)
    return minutes


@transaction.atomic
def edit_minutes(
    minutes: Minutes, *, user, seen_version: str, items: dict, **fields
) -> Minutes:
    """Write the minutes: their own fields, and for each point what it says.

    ``items`` maps the number of a point to its fields. Raises ``PermissionDenied``,
    ``StaleVersion`` and ``TransitionNotAllowed``.
    """
    minutes = subject_actions.demand_seen(minutes, seen_version)
    demand(is_desk(user, minutes.group))
    _demand_draft(minutes)
    for name, value in fields.items():
        setattr(minutes, name, value)
    minutes.save()
    for item in AgendaItem.objects.filter(meeting=minutes.meeting_id):
        for name, value in items.get(item.pk, {}).items():
            setattr(item, name, value)
        item.save()
    subjects.store_version(minutes, user=user)
    return minutes


def list_missing_to_send(minutes: Minutes) -> list[Missing]:
    """Return what minutes need before the members see them. The quorum comes first."""
    missing = []
    meeting = minutes.meeting
    if not groups.count_quorum(meeting)["is_reached"]:
        try:
            groups.demand_quorum(meeting)
        except TransitionNotAllowed as error:
            missing.append(Missing("attendance", str(error)))
    if meeting.votes.exclude(state="closed").exists():
        missing.append(Missing("votes", _("A vote is not closed yet.")))
    if not minutes.opening.strip():
        missing.append(Missing("opening", _("Say how the meeting was opened.")))
    missing += [
        Missing("agenda", _("The point “%(item)s” says nothing.") % {"item": item})
        for item in meeting.agenda.filter(
            is_adopted=True, discussion="", conclusions=""
        )
    ]
    return missing


@transaction.atomic
def send_minutes(
    minutes: Minutes, *, user, seen_version: str, reason: str = ""
) -> None:
    """Give the members five days for comments; then the signing opens by itself.

    Raises ``PermissionDenied``, ``StaleVersion``, ``TransitionNotAllowed`` and
    ``Incomplete``, among others without a quorum.
    """
    minutes = subject_actions.demand_seen(minutes, seen_version)
    subjects.store_version(minutes, user=user)
    subject_actions.start(
        minutes,
        MinutesFlow,
        "submit",
        user=user,
        seen_version=minutes.version,
        missing=list_missing_to_send(minutes),
    )
    until = timezone.now() + timedelta(days=groups.COMMENT_DAYS)
    Minutes.objects.filter(pk=minutes.pk).update(comments_until=until)
    minutes.refresh_from_db()
    notifications.notify(
        "minutes.for_comment", group_papers.list_readers(minutes), minutes, due=until
    )


@transaction.atomic
def publish_minutes(
    minutes: Minutes, *, user, seen_version: str, summary_pl: str, summary_en: str = ""
) -> Minutes:
    """Put a summary on the public page, as far as the group allows.

    Raises ``PermissionDenied``, ``StaleVersion``, ``Incomplete`` and
    ``TransitionNotAllowed``.
    """
    minutes = subject_actions.demand_seen(minutes, seen_version)
    demand(is_desk(user, minutes.group))
    if not summary_pl.strip():
        raise Incomplete(_("The summary is empty."), [])
    subjects.change_state(minutes, "publish", user=user)
    minutes.summary_pl, minutes.summary_en = summary_pl, summary_en
    minutes.save(update_fields=["summary_pl", "summary_en"])
    return minutes


def can_comment(user, paper) -> bool:
    """Members comment minutes while they are open for it; the desk at any time."""
    if is_desk(user, paper.group):
        return True
    if isinstance(paper, Minutes) and paper.state != PaperState.COMMENT:
        return False
    return groups.get_seat(paper.group, user) is not None
