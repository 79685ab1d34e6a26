"""What the office does with an open step: more time, or somebody else."""

from datetime import datetime, time

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import Audience, StepState
from ..exceptions import Incomplete, TransitionNotAllowed
from ..models import Step, four_eyes
from ..services import audit, notifications
from .permissions import is_coordinator


def may_reassign(step: Step, user) -> bool:
    """The office gives personal steps to others. Signatures stay with their signer."""
    return (
        is_coordinator(user)
        and step.state == StepState.OPEN
        and step.audience == Audience.PERSON
    )


def may_extend(step: Step, user) -> bool:
    return is_coordinator(user) and step.state == StepState.OPEN


def can_take(step: Step, person) -> bool:
    """Say whether a person could do a personal step instead.

    They may see the matter, are impartial, and have no step of this kind in the same
    process: two judgements come from two people.
    """
    return (
        person.is_active
        and not Step.objects.filter(
            process_id=step.process_id, kind=step.kind, assignee_id=person.pk
        ).exists()
        and four_eyes.is_impartial(step, person)
        and type(step.subject)
        ._default_manager.visible_to(person)
        .filter(pk=step.subject_id)
        .exists()
    )


def list_candidates(step: Step) -> list:
    """Return who could do a personal step instead, by surname."""
    accounts = get_user_model().objects.filter(is_active=True)
    return [
        person
        for person in accounts.order_by("last_name", "first_name", "pk")
        if can_take(step, person)
    ]


def reassign(step: Step, *, to, by, reason: str) -> Step:
    """Ask somebody else to do a personal step, and tell both.

    Raises ``PermissionDenied``, ``Incomplete`` (no reason) and
    ``TransitionNotAllowed`` (done by now, a signature, a conflict of interest).
    """
    _demand(by, reason)
    with transaction.atomic():
        step = _lock(step)
        if not may_reassign(step, by):
            raise TransitionNotAllowed(_("This step cannot be given to somebody else."))
        if not can_take(step, to):
            raise TransitionNotAllowed(
                _(
                    "This person cannot do this step: it is their own matter, they "
                    "have a conflict of interest, or they do it already."
                )
            )
        before = step.assignee
        step.assignee = to
        if "user" in step.data:
            step.data["user"] = to.pk
        # The new person is reminded from the beginning.
        step.opened_at = timezone.now()
        step.reminders_sent, step.last_reminded_at = 0, None
        step.save()
        audit.record(
            "cluster_workflows.reassign_step",
            step.about,
            user=by,
            data={
                "step": step.kind,
                "from": audit.get_actor_name(before) if before else "",
                "to": audit.get_actor_name(to),
                "from_account": before.pk if before else None,
                "to_account": to.pk,
                "reason": reason,
            },
        )
        facts = {
            "actor": audit.get_actor_name(by),
            "reason": reason,
            "step": step.get_kind_display(),
            "due": step.due_at,
        }
        notifications.notify(
            "step.handed_over",
            [to],
            step.about,
            url_name="workflows:step",
            url_args=[step.process_id, step.task_id],
            person=audit.get_actor_name(before) if before else "",
            **facts,
        )
        if before:
            notifications.notify(
                "step.taken_away",
                [before],
                step.about,
                person=audit.get_actor_name(to),
                **facts,
            )
    return step


def extend(step: Step, *, until, by, reason: str) -> Step:
    """Give a step more time, up to and including a day, and tell whom it waits for.

    Raises ``PermissionDenied``, ``Incomplete`` and ``TransitionNotAllowed``.
    """
    _demand(by, reason)
    with transaction.atomic():
        step = _lock(step)
        if not may_extend(step, by):
            raise TransitionNotAllowed(_("This step is not open any more."))
        due = timezone.make_aware(datetime.combine(until, time(23, 59)))
        if due <= timezone.now() or (step.due_at and due <= step.due_at):
            raise TransitionNotAllowed(_("Choose a day after the present one."))
        before, step.due_at = step.due_at, due
        step.save(update_fields=["due_at"])
        audit.record(
            "cluster_workflows.extend_step",
            step.about,
            user=by,
            data={
                "step": step.kind,
                "before": before.isoformat() if before else "",
                "due": due.isoformat(),
                "reason": reason,
            },
        )
        notifications.notify(
            "step.extended",
            notifications.list_people_to_act(step),
            step.about,
            actor=audit.get_actor_name(by),
            reason=reason,
            step=step.get_kind_display(),
            due=due,
        )
    return step


def _demand(by, reason: str) -> None:
    if not is_coordinator(by):
        raise PermissionDenied
    if not reason.strip():
        raise Incomplete(_("A reason is needed."), [])


def _lock(step: Step) -> Step:
    return Step.objects.select_for_update(of=("self",)).get(pk=step.pk)
