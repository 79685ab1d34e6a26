"""Complete a human step: check, approve, evaluate, sign off, sign, decline.

What is the same for all steps stands here; what an agreement does with a decision is
in ``agreement_steps``, what other subjects do in ``subject_steps``.
"""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext as _
from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from ..enums import Outcome, StepState
from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..models import Document, Step
from ..services import decisions
from ..services.decisions import StepInput
from ..services.reauthentication import get_proof, reauthenticate
from . import agreement_steps, subject_steps


def complete_step(step: Step, *, user, answer: StepInput, request=None) -> None:
    """Record what a person decided, and let the process go on.

    The decision, the new state and the sealing job are one transaction; the
    signed PDF follows as a job. Raises ``PermissionDenied``,
    ``TransitionNotAllowed`` (somebody was faster), ``StaleVersion`` (the
    document changed), ``Incomplete`` and ``ReauthenticationFailed``.
    """
    rules = _get_rules(step)
    if step.is_signature and not step.may_be_completed_by(user):
        # Before the secret is asked for; the others are checked under the lock.
        raise PermissionDenied
    if answer.outcome not in rules.list_outcomes(step):
        raise TransitionNotAllowed(_("This decision is not possible here."))
    if answer.outcome == Outcome.DECLINED:
        _demand_open(step)
        rules.decline(step, user=user, answer=answer)
        return
    method = ""
    if step.is_signature:
        # Before the lock: hashing a password takes its time.
        proof = get_proof(user, request, step, answer.seen_sha256)
        method = reauthenticate(proof, answer.secret)
    try:
        _complete(step, rules, user=user, answer=answer, method=method)
    except FlowLockFailed as error:
        raise TransitionNotAllowed(
            _("Somebody else is working on this step. Try again in a moment.")
        ) from error
    except IntegrityError as error:
        raise TransitionNotAllowed(_already_done()) from error


def get_contract(step: Step) -> Document | None:
    """Return the contract document that a signing step is about."""
    return _get_rules(step).list_contracts(step).order_by("pk").last()


def _get_rules(step: Step):
    return agreement_steps if step.agreement_id else subject_steps


def _already_done() -> str:
    return _("This step was completed already. Nothing was changed by you.")


def _demand_open(step: Step) -> None:
    step.refresh_from_db()
    if step.state != StepState.OPEN:
        raise TransitionNotAllowed(_already_done())


def _complete(step: Step, rules, *, user, answer: StepInput, method: str) -> None:
    task = Task.objects.get(pk=step.task_id)
    # Viewflow's lock is a transaction: whatever is raised here undoes all of it.
    with task.activation() as activation:
        step = (
            Step.objects.select_for_update(of=("self",))
            .select_related("party", "organisation")
            .get(pk=step.pk)
        )
        about = activation.process.artifact = rules.lock_about(step)
        if not step.may_be_completed_by(user):
            raise PermissionDenied
        if step.state != StepState.OPEN:
            raise TransitionNotAllowed(_already_done())
        _check_seen(about, step, rules, answer)
        rules.demand_possible(about, step, answer)
        if rules.needs_reason(step, answer.outcome) and not answer.reason.strip():
            raise Incomplete(_("A reason is needed."), [])
        decision = decisions.record_decision(
            about,
            user=user,
            outcome=answer.outcome,
            step=step,
            organisation=rules.get_organisation(step, user),
            reason=answer.reason,
            checklist=answer.checklist,
            data=answer.data,
            document_sha256=answer.seen_sha256,
        )
        activation.process.decision = decision
        decisions.close_step(step)
        rules.apply(about, step, decision, user=user, answer=answer, method=method)
        if activation.task.status == STATUS.NEW:
            activation.assign(user)
        activation.start(None)
        activation.execute()
        # Last, so that mails are sent after the document is signed.
        rules.tell(about, step, decision, user=user)


def _check_seen(about, step, rules, answer) -> None:
    stale = _("It was changed after you opened it. Please look again.")
    if answer.seen_version != about.version:
        raise StaleVersion(stale, seen=answer.seen_version, current=about.version)
    if not step.is_signature:
        return
    document = rules.list_contracts(step).latest("pk")
    latest = document.revisions.order_by("number").last()
    if latest is None or latest.sha256 != answer.seen_sha256:
        raise StaleVersion(
            _(
                "Another person signed after you opened the document. Its text is the "
                "same; please look at the new file before you sign."
            ),
            seen=answer.seen_version,
            current=about.version,
        )
