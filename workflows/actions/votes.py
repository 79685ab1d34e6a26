"""Votes of a meeting: prepare, open, cast, close.

Nobody votes after the end, twice, or without the right to; nothing is put to a vote
without a quorum.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..exceptions import TransitionNotAllowed
from ..models import Ballot, Meeting, Vote
from ..models.groups import THERE, Choice, VoteState
from ..services import audit, groups, notifications
from .group_rights import demand, is_desk
from .meetings import demand_running, list_invited_people


@transaction.atomic
def prepare(meeting: Meeting, *, user, **fields) -> Vote:
    """Return a new vote on a point of a meeting that is held.

    Raises ``PermissionDenied``, ``TransitionNotAllowed`` and ``ValidationError``.
    """
    meeting = groups.lock_meeting(meeting)
    demand(is_desk(user, meeting.group))
    demand_running(meeting)
    fields.setdefault("majority", meeting.group.majority)
    vote = Vote(group=meeting.group, meeting=meeting, **fields)
    vote.full_clean()
    vote.save()
    audit.record("cluster_workflows.prepare_vote", vote, user=user)
    return vote


def lock_vote(vote: Vote) -> Vote:
    """Return the vote read again, locked until the transaction ends."""
    return (
        Vote.objects.select_for_update(of=("self",))
        .select_related("meeting__group", "group")
        .get(pk=vote.pk)
    )


@transaction.atomic
def open_vote(vote: Vote, *, user) -> Vote:
    """Let the voting members vote: those who are there, or all where that is allowed.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed`` (no quorum).
    """
    vote = lock_vote(vote)
    demand(is_desk(user, vote.group))
    demand_running(vote.meeting)
    if vote.state != VoteState.DRAFT:
        raise TransitionNotAllowed(_("This vote was opened already."))
    quorum = groups.demand_quorum(vote.meeting)
    rows = vote.meeting.attendances.filter(member__is_voting=True)
    if not vote.group.remote_voting:
        rows = rows.filter(presence__in=THERE)
    Ballot.objects.bulk_create(
        [Ballot(vote=vote, member_id=row.member_id) for row in rows]
    )
    vote.state, vote.opened_at = VoteState.OPEN, timezone.now()
    vote.entitled, vote.needed = quorum["voting"], quorum["needed"]
    vote.save(update_fields=["state", "opened_at", "entitled", "needed"])
    audit.record("cluster_workflows.open_vote", vote, user=user, data=quorum)
    notifications.notify(
        "vote.opened", list_voters(vote, waiting_only=True), vote, due=vote.closes_at
    )
    return vote


def list_voters(vote: Vote, *, waiting_only: bool = False) -> list:
    """Return the accounts that may vote, or those who have not yet."""
    rows = vote.ballots.select_related("member__person__user__wagtail_userprofile")
    if waiting_only:
        rows = rows.filter(has_voted=False)
    return groups.unique_users(row.member.person.user for row in rows)


def get_ballot(vote: Vote, user) -> Ballot | None:
    """Return the right of this account to vote, if it has one."""
    if not user.is_authenticated:
        return None
    return vote.ballots.filter(member__person__user_id=user.pk).first()


@transaction.atomic
def cast(vote: Vote, *, user, choice: str) -> None:
    """Vote once. Of a secret vote only that the person voted is kept.

    Raises ``PermissionDenied`` (no right to vote) and ``TransitionNotAllowed`` (not
    open, or voted already).
    """
    vote = lock_vote(vote)
    ballot = get_ballot(vote, user)
    demand(ballot is not None)
    if vote.state != VoteState.OPEN or is_over(vote):
        raise TransitionNotAllowed(_("The vote is closed. Nothing was counted."))
    if choice not in Choice.values:
        raise TransitionNotAllowed(_("This decision is not possible here."))
    if not groups.count_ballot(vote, ballot, choice):
        raise TransitionNotAllowed(
            _("You voted already. A vote is not changed or counted twice.")
        )
    audit.record(
        "cluster_workflows.cast_ballot",
        vote,
        user=user,
        data={} if vote.is_secret else {"choice": choice},
    )


def is_over(vote: Vote) -> bool:
    """Whether the time of a vote is over, closed or not."""
    return vote.closes_at is not None and vote.closes_at <= timezone.now()


@transaction.atomic
def close_vote(vote: Vote, *, user=None) -> Vote:
    """Count and note the result; without a person the time did it.

    Raises ``PermissionDenied`` and ``TransitionNotAllowed``.
    """
    vote = lock_vote(vote)
    demand(user is None or is_desk(user, vote.group))
    if vote.state != VoteState.OPEN:
        raise TransitionNotAllowed(_("This vote is not open."))
    vote.state, vote.closed_at = VoteState.CLOSED, timezone.now()
    vote.result = groups.get_result(vote)
    vote.save(update_fields=["state", "closed_at", "result"])
    audit.record(
        "cluster_workflows.close_vote",
        vote,
        user=user,
        data={
            "for": vote.votes_for,
            "against": vote.votes_against,
            "abstained": vote.votes_abstained,
            "result": vote.result,
        },
    )
    notifications.notify(
        "vote.closed",
        list_invited_people(vote.meeting),
        vote,
        outcome=vote.get_result_display(),
    )
    return vote
