"""Complete a human step: check, approve, sign off, sign, decline."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext as _
from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from ..enums import DocumentType, Outcome, PartyRole, StepKind, StepState
from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..models import Decision, Document, Step
from ..pdf.backends import get_backend
from ..services import agreements, audit, completeness, decisions, notifications
from ..services.decisions import StepInput
from ..services.reauthentication import get_proof, reauthenticate
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


def complete_step(step: Step, *, user, answer: StepInput, request=None) -> None:
    """Record what a person decided, and let the process go on.

    The decision, the new state and the sealing job are one transaction; the
    signed PDF follows as a job. Raises ``PermissionDenied``,
    ``TransitionNotAllowed`` (somebody was faster), ``StaleVersion`` (the
    document changed), ``Incomplete`` and ``ReauthenticationFailed``.
    """
    if step.kind == StepKind.SIGN and not may_complete(step, user):
        # Before the secret is asked for; the others are checked under the lock.
        raise PermissionDenied
    if answer.outcome not in ALLOWED_OUTCOMES[step.kind]:
        raise TransitionNotAllowed(_("This decision is not possible here."))
    if answer.outcome == Outcome.DECLINED:
        _demand_open(step)
        agreement_actions.decline(
            step.agreement,
            step=step,
            user=user,
            reason=answer.reason,
            seen_version=answer.seen_version,
        )
        return
    method = ""
    if step.kind == StepKind.SIGN:
        # Before the lock: hashing a password takes its time.
        proof = get_proof(user, request, step, answer.seen_sha256)
        method = reauthenticate(proof, answer.secret)
    try:
        _complete(step, user=user, answer=answer, method=method)
    except FlowLockFailed as error:
        raise TransitionNotAllowed(
            _("Somebody else is working on this step. Try again in a moment.")
        ) from error
    except IntegrityError as error:
        raise TransitionNotAllowed(_already_done()) from error


def may_complete(step: Step, user) -> bool:
    """Say whether the step is this person's, open or not. Four eyes included."""
    if step.agreement.created_by_id == user.pk and step.kind != StepKind.SIGN:
        return False
    return Step.objects.for_user(user).filter(pk=step.pk).exists()


def _already_done() -> str:
    return _("This step was completed already. Nothing was changed by you.")


def _demand_open(step: Step) -> None:
    step.refresh_from_db()
    if step.state != StepState.OPEN:
        raise TransitionNotAllowed(_already_done())


def _complete(step: Step, *, user, answer: StepInput, method: str) -> None:
    task = Task.objects.get(pk=step.task_id)
    # Viewflow's lock is a transaction: whatever is raised here undoes all of it.
    with task.activation() as activation:
        step = (
            Step.objects.select_for_update(of=("self",))
            .select_related("party__organisation", "organisation", "signer")
            .get(pk=step.pk)
        )
        agreement = agreements.lock_agreement(step.agreement_id)
        step.agreement = activation.process.artifact = agreement
        if not may_complete(step, user):
            raise PermissionDenied
        if step.state != StepState.OPEN:
            raise TransitionNotAllowed(_already_done())
        _check_seen(agreement, step, answer)
        if (step.kind, answer.outcome) == (StepKind.SIGN_OFF, Outcome.APPROVED):
            missing = completeness.list_missing_to_sign(
                agreement, level=get_backend().level
            )
            if missing:
                raise Incomplete(_("Something is missing before signing."), missing)
        if answer.outcome in (Outcome.RETURNED, Outcome.REJECTED) and (
            not answer.reason.strip()
        ):
            raise Incomplete(_("A reason is needed."), [])
        decision = decisions.record_decision(
            agreement,
            user=user,
            outcome=answer.outcome,
            step=step,
            organisation=step.organisation,
            reason=answer.reason,
            checklist=answer.checklist,
            document_sha256=answer.seen_sha256,
        )
        activation.process.decision = decision
        decisions.close_step(step)
        _apply(agreement, step, decision, user=user, answer=answer, method=method)
        if activation.task.status == STATUS.NEW:
            activation.assign(user)
        activation.start(None)
        activation.execute()
        # Last, so that mails are sent after the document is signed.
        _tell(agreement, step, decision, user=user)


def _check_seen(agreement, step, answer) -> None:
    stale = _("The agreement was changed after you opened it. Please look again.")
    if answer.seen_version != agreement.version:
        raise StaleVersion(stale, seen=answer.seen_version, current=agreement.version)
    if step.kind != StepKind.SIGN:
        return
    document = Document.objects.filter(
        process_id=step.process_id, type=DocumentType.AGREEMENT
    ).latest("pk")
    latest = document.revisions.order_by("number").last()
    if latest is None or latest.sha256 != answer.seen_sha256:
        raise StaleVersion(
            _(
                "Another person signed after you opened the document. Its text is the "
                "same; please look at the new file before you sign."
            ),
            seen=answer.seen_version,
            current=agreement.version,
        )


def _apply(agreement, step, decision, *, user, answer, method) -> None:
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
        if _is_approved_by_all(agreement, step.process_id):
            agreements.change_state(agreement, "approve_for_all", user=None)


def _tell(agreement, step, decision, *, user) -> None:
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


def _is_approved_by_all(agreement, process_id) -> bool:
    approved = Decision.objects.filter(
        process_id=process_id,
        step__kind=StepKind.PARTY_APPROVAL,
        outcome=Outcome.APPROVED,
    )
    return (
        not agreement.parties.exclude(role=PartyRole.OBSERVER)
        .exclude(pk__in=approved.values("step__party"))
        .exists()
    )
