"""What an agreement does with a decision: states, evidence, mails."""

from django.utils.translation import gettext as _

from ..enums import DocumentType, Outcome, StepKind
from ..exceptions import Incomplete
from ..models import Document, Step
from ..pdf.backends import get_backend
from ..services import agreements, audit, completeness, decisions, notifications
from . import agreements as agreement_actions

ALLOWED_OUTCOMES = {
    StepKind.FORMAL_CHECK: (Outcome.APPROVED, Outcome.RETURNED, Outcome.REJECTED),
    StepKind.PARTY_APPROVAL: (Outcome.APPROVED, Outcome.RETURNED),
    StepKind.SIGN_OFF: (Outcome.APPROVED, Outcome.RETURNED),
    StepKind.SIGN: (Outcome.SIGNED, Outcome.DECLINED),
}

_TRANSITIONS = {
    (StepKind.FORMAL_CHECK, Outcome.APPROVED): "pass_formal_check",
    (StepKind.FORMAL_CHECK, Outcome.RETURNED): "return_from_check",
    (StepKind.FORMAL_CHECK, Outcome.REJECTED): "reject",
    (StepKind.PARTY_APPROVAL, Outcome.RETURNED): "return_from_check",
    (StepKind.SIGN_OFF, Outcome.APPROVED): "sign_off",
    (StepKind.SIGN_OFF, Outcome.RETURNED): "return_from_check",
}


def list_outcomes(step) -> tuple:
    """Return what may be decided in a step."""
    return ALLOWED_OUTCOMES[step.kind]


def needs_reason(step, outcome) -> bool:
    """Say whether a decision has to give its reason."""
    return outcome in (Outcome.RETURNED, Outcome.REJECTED)


def get_organisation(step, user):
    """Return for whom the person acts; nothing means the leader's office."""
    return step.organisation


def list_contracts(step):
    """Return the contract documents of the step's process."""
    return Document.objects.filter(
        process_id=step.process_id, type=DocumentType.AGREEMENT
    )


def lock_about(step):
    """Return the agreement, locked, and put it on the step."""
    step.agreement = agreements.lock_agreement(step.agreement_id)
    return step.agreement


def demand_possible(agreement, step, answer) -> None:
    """Raise ``Incomplete`` when something is missing for this decision."""
    if (step.kind, answer.outcome) != (StepKind.SIGN_OFF, Outcome.APPROVED):
        return
    missing = completeness.list_missing_to_sign(agreement, level=get_backend().level)
    if missing:
        raise Incomplete(_("Something is missing before signing."), missing)


def decline(step, *, user, answer) -> None:
    """Refuse to sign."""
    agreement_actions.decline(
        step.agreement,
        step=step,
        user=user,
        reason=answer.reason,
        seen_version=answer.seen_version,
    )


def apply(agreement, step, decision, *, user, answer, method) -> None:
    """Change the state and write evidence, as the kind of step asks."""
    name = _TRANSITIONS.get((step.kind, decision.outcome))
    if name:
        agreements.change_state(agreement, name, user=user, reason=answer.reason)
    if step.kind == StepKind.SIGN:
        audit.record(
            "cluster_workflows.sign_document",
            agreement,
            user=user,
            data={
                "name": step.signer.full_name,
                "function": step.signer.function_pl,
                "organisation": step.party.details.get("legal_name", ""),
                "field": step.signer.field_name,
                "sha256": answer.seen_sha256,
                "method": method,
                "ip": answer.ip,
                "user_agent": answer.user_agent,
            },
        )
    elif decision.outcome == Outcome.RETURNED:
        decisions.cancel_open_steps(step.process_id)
    elif step.kind == StepKind.PARTY_APPROVAL:
        audit.record(
            "cluster_workflows.approve_party",
            agreement,
            user=user,
            data={
                "party": step.party.details.get("legal_name", ""),
                "version": agreement.version,
                "reason": answer.reason,
            },
        )
        if not _list_open_approvals(step.process_id).exists():
            agreements.change_state(agreement, "approve_for_all", user=None)


def tell(agreement, step, decision, *, user) -> None:
    """Write the mails that follow from a decision."""
    actor, reason = decision.actor_name, decision.reason
    if step.kind == StepKind.SIGN:
        notifications.notify(
            "sign.accepted",
            {user, agreement.created_by, *notifications.list_coordinators()},
            agreement,
            person=step.signer.full_name,
        )
    elif decision.outcome == Outcome.RETURNED:
        _tell_all("agreement.returned", agreement, actor, reason)
    elif decision.outcome == Outcome.REJECTED:
        _tell_all("agreement.rejected", agreement, actor, reason)
    elif step.kind == StepKind.PARTY_APPROVAL:
        notifications.notify(
            "agreement.party_approved", [agreement.created_by], agreement, actor=actor
        )
    elif step.kind == StepKind.SIGN_OFF:
        _tell_all("agreement.frozen", agreement, actor, "")


def _tell_all(key, agreement, actor, reason) -> None:
    notifications.notify(
        key,
        notifications.list_involved(agreement),
        agreement,
        actor=actor,
        reason=reason,
    )


def _list_open_approvals(process_id: int):
    """Return approvals that are still waited for; all parties are asked at once."""
    return Step.objects.open().filter(
        process_id=process_id, kind=StepKind.PARTY_APPROVAL
    )
