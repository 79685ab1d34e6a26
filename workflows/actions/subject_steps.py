"""What a subject of another flow does with a decision, as its kind says."""

from ..enums import Outcome
from ..models import Document
from ..models.subjects import get_subject_kind
from ..services import audit, decisions, notifications, subjects
from . import subjects as subject_actions


def list_outcomes(step) -> tuple:
    """Return what may be decided in a step."""
    return tuple(step.spec.outcomes)


def needs_reason(step, outcome) -> bool:
    """Say whether a decision has to give its reason."""
    return outcome in step.spec.needs_reason


def get_organisation(step, user):
    """Return for whom the person acts: the step's organisation or their own."""
    return step.organisation or decisions.get_home_organisation(user)


def list_contracts(step):
    """Return the contract documents of the step's process."""
    return Document.objects.contracts_of(step.subject, step.process_id)


def lock_about(step):
    """Return the subject, locked, and put it on the step."""
    step.subject = subjects.lock_subject(step.subject)
    return step.subject


def demand_possible(subject, step, answer) -> None:
    """Nothing here: a flow asks in ``after``, which may raise ``Incomplete``."""


def decline(step, *, user, answer) -> None:
    """Refuse to sign: the signing stops for everyone."""
    subject_actions.leave(
        step.subject,
        step.spec.outcomes[Outcome.DECLINED],
        user=user,
        reason=answer.reason,
        seen_version=answer.seen_version,
        step=step,
    )


def apply(subject, step, decision, *, user, answer, method) -> None:
    """Change the state and write evidence, as the spec of the step says."""
    name = step.spec.outcomes[decision.outcome]
    if name:
        subjects.change_state(subject, name, user=user, reason=decision.reason)
    if step.is_signature:
        audit.record(
            "cluster_workflows.sign_document",
            subject,
            user=user,
            data={
                "name": decision.actor_name,
                "function": decision.actor_function,
                "organisation": decision.actor_organisation,
                "field": step.data.get("field", ""),
                "sha256": answer.seen_sha256,
                "method": method,
                "ip": answer.ip,
                "user_agent": answer.user_agent,
            },
        )
    elif not name:
        audit.record(
            "cluster_workflows.complete_step",
            subject,
            user=user,
            data={
                "step": step.kind,
                "outcome": decision.outcome,
                "reason": decision.reason,
            },
        )
    step.spec.after(subject, decision, user)
    if name and subject.is_editable:
        # Returned to its author: nobody else is asked any more.
        decisions.cancel_open_steps(step.process_id)


def tell(subject, step, decision, *, user) -> None:
    """Write the mails that follow from a decision."""
    if step.spec.tell is not None:
        step.spec.tell(subject, step, decision, user)
        return
    kind = get_subject_kind(subject)
    people = [p for p in kind.list_involved(subject) if p.pk != user.pk]
    notifications.notify(
        "subject.decided",
        people,
        subject,
        actor=decision.actor_name,
        reason=decision.reason,
        step=step.get_kind_display(),
        outcome=decision.get_outcome_display(),
    )
