"""Submit, withdraw, abort, re-issue, void, comment."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from viewflow.workflow.models import Process
from viewflow.workflow.status import PROCESS

from ..enums import DocumentType, JobKind
from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..flows.jobs import run_after_commit
from ..flows.patronage import PatronageFlow
from ..models import AgreementComment, PatronageAgreement, PatronageProcess
from ..models.transitions import TRANSITIONS
from ..services import (
    agreements,
    audit,
    completeness,
    decisions,
    notifications,
    sealing,
)
from . import permissions


def _lock_seen(agreement: PatronageAgreement, seen_version: str) -> PatronageAgreement:
    """Return the agreement locked, if it still is what the person looked at.

    Raises ``StaleVersion``.
    """
    locked = agreements.lock_agreement(agreement.pk)
    if locked.version != seen_version:
        raise StaleVersion(
            _("The agreement was changed after you opened it. Please look again."),
            seen=seen_version,
            current=locked.version,
        )
    return locked


def get_process(agreement: PatronageAgreement) -> PatronageProcess | None:
    """Return the running process of an agreement, if there is one."""
    return (
        PatronageProcess.objects.filter(
            flow_class=PatronageFlow,
            status=PROCESS.NEW,
            artifact_object_id=agreement.pk,
        )
        .order_by("pk")
        .last()
    )


@transaction.atomic
def submit(agreement: PatronageAgreement, *, user, seen_version: str) -> None:
    """Send a draft to the office; leaves a signed receipt.

    Raises ``PermissionDenied``, ``StaleVersion``, ``Incomplete`` and
    ``TransitionNotAllowed``.
    """
    agreement = _lock_seen(agreement, seen_version)
    permissions.demand(user, "submit", agreement)
    if agreement.state not in TRANSITIONS["submit"].allowed_from:
        agreements.change_state(agreement, "submit", user=user)
    if get_process(agreement):
        raise TransitionNotAllowed(
            _("The documents of the last step are still being signed. Try in a moment.")
        )
    missing = completeness.list_missing_to_submit(agreement)
    missing += completeness.list_missing_approvers(agreement, author=user)
    if missing:
        raise Incomplete(_("Something is missing before you can submit."), missing)
    agreements.assign_number(agreement)
    if agreement.submitted_at is None:
        agreement.submitted_at = timezone.now()
        agreement.save(update_fields=["submitted_at"])
    agreements.change_state(agreement, "submit", user=user)
    decision = decisions.record_decision(
        agreement,
        user=user,
        outcome=TRANSITIONS["submit"].outcome,
        organisation=agreement.initiator,
    )
    notifications.notify(
        "agreement.submitted",
        notifications.list_involved(agreement),
        agreement,
        actor=audit.get_actor_name(user),
    )
    process = PatronageFlow.start.run(agreement=agreement, decision=decision)
    decision.process_id = process.pk
    decision.save(update_fields=["process_id"])


@transaction.atomic
def _end_with_reason(
    agreement, name, *, user, reason, seen_version, mail, organisation=None, step=None
):
    """Take one of the exits: cancel the process, write the record, tell everyone."""
    process = get_process(agreement)
    if process:
        # The order of locks is always process, then agreement.
        with PatronageFlow.lock(process.pk):
            return _leave(
                agreement,
                name,
                user=user,
                reason=reason,
                seen_version=seen_version,
                mail=mail,
                organisation=organisation,
                process=process,
                step=step,
            )
    return _leave(
        agreement,
        name,
        user=user,
        reason=reason,
        seen_version=seen_version,
        mail=mail,
        organisation=organisation,
        process=None,
        step=step,
    )


def _leave(
    agreement,
    name,
    *,
    user,
    reason,
    seen_version,
    mail,
    organisation,
    process,
    step,
):
    agreement = _lock_seen(agreement, seen_version)
    permissions.demand(user, name, agreement)
    if not reason.strip():
        raise Incomplete(_("A reason is needed."), [])
    transition = TRANSITIONS[name]
    agreements.change_state(agreement, name, user=user, reason=reason)
    involved = notifications.list_involved(agreement)
    if process:
        decisions.cancel_open_steps(process.pk)
        PatronageFlow.instance.cancel(Process.objects.get(pk=process.pk))
    if transition.outcome and agreement.number:
        decision = decisions.record_decision(
            agreement,
            user=user,
            outcome=transition.outcome,
            reason=reason,
            organisation=organisation,
            process_id=process.pk if process else None,
            step=step,
        )
        _open_decision_record(agreement, decision)
    if not agreement.submitted_at:
        # The others do not know the draft and may not open it.
        involved = [person for person in involved if person == agreement.created_by]
    notifications.notify(
        mail,
        involved,
        agreement,
        actor=audit.get_actor_name(user),
        reason=reason,
    )
    return agreement


def _open_decision_record(agreement, decision) -> None:
    document = sealing.create_document(
        agreement,
        DocumentType.DECISION_RECORD,
        process_id=decision.process_id,
        decision=decision,
    )
    run_after_commit(sealing.open_job(JobKind.RECORD, document, decision=decision))


def withdraw(agreement, *, user, reason: str, seen_version: str) -> None:
    """Take an agreement back, any time before all signed. See ``submit`` for errors."""
    with transaction.atomic():
        left = _end_with_reason(
            agreement,
            "withdraw",
            user=user,
            reason=reason,
            seen_version=seen_version,
            mail="agreement.withdrawn",
            organisation=agreement.initiator,
        )
        sealing.supersede_documents(left, reason=reason)


def abort(agreement, *, user, reason: str, seen_version: str) -> None:
    """Stop the signing; signatures given so far do not count any more."""
    with transaction.atomic():
        left = _end_with_reason(
            agreement,
            "abort",
            user=user,
            reason=reason,
            seen_version=seen_version,
            mail="agreement.aborted",
        )
        sealing.supersede_documents(left, reason=reason)


def decline(agreement, *, step, user, reason: str, seen_version: str) -> None:
    """Refuse to sign: the signing stops for everyone."""
    with transaction.atomic():
        left = _end_with_reason(
            agreement,
            "decline",
            user=user,
            reason=reason,
            seen_version=seen_version,
            mail="sign.declined",
            organisation=step.organisation,
            step=step,
        )
        sealing.supersede_documents(left, reason=reason)


def reissue(agreement, *, user, reason: str, seen_version: str) -> None:
    """Open an aborted agreement for correction; the next document is a new issue."""
    with transaction.atomic():
        left = _end_with_reason(
            agreement,
            "reissue",
            user=user,
            reason=reason,
            seen_version=seen_version,
            mail="agreement.reissued",
        )
        left.issue += 1
        left.save(update_fields=["issue"])


def void(agreement, *, user, reason: str, seen_version: str) -> None:
    """Declare a concluded agreement void; its files stay and say so."""
    with transaction.atomic():
        left = _end_with_reason(
            agreement,
            "void",
            user=user,
            reason=reason,
            seen_version=seen_version,
            mail="agreement.voided",
        )
        sealing.supersede_documents(left, reason=reason)


EXITS = {
    "withdraw": withdraw,
    "abort": abort,
    "reissue": reissue,
    "void": void,
}


def comment(
    agreement: PatronageAgreement, *, user, text: str, office_only: bool = False
) -> AgreementComment:
    """Add a remark and tell the others. Raises ``PermissionDenied``."""
    if not PatronageAgreement.objects.visible_to(user).filter(pk=agreement.pk).exists():
        raise PermissionDenied
    if not permissions.can_comment(user, agreement):
        raise PermissionDenied
    if office_only and not permissions.is_coordinator(user):
        raise PermissionDenied
    with transaction.atomic():
        written = agreements.add_comment(
            agreement, user=user, text=text, office_only=office_only
        )
        if agreement.submitted_at:
            people = (
                notifications.list_coordinators()
                if office_only
                else notifications.list_involved(agreement)
            )
            notifications.notify(
                "agreement.comment",
                [person for person in people if person.pk != user.pk],
                agreement,
                actor=audit.get_actor_name(user),
                reason=text,
            )
    return written
