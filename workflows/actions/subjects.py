"""Save, submit, leave, comment: what people do with subjects of flows."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from viewflow.workflow.models import Process
from viewflow.workflow.status import PROCESS

from ..enums import DocumentType, JobKind
from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..flows.jobs import run_after_commit
from ..models import Decision, FlowSubject, SubjectComment, SubjectProcess
from ..models.subjects import get_subject_kind
from ..services import audit, decisions, notifications, sealing, subjects
from .permissions import is_coordinator


def may(user, name: str, subject: FlowSubject) -> bool:
    """Say whether a person may ask for a transition, whatever the state."""
    kind = get_subject_kind(subject)
    answer = kind.who.get(kind.transitions[name].who)
    return bool(user.is_authenticated and answer and answer(user, subject))


def list_buttons(user, subject: FlowSubject) -> list:
    """Return the transitions with a button that this person can start now."""
    kind = get_subject_kind(subject)
    return [
        row
        for row in kind.transitions.values()
        if row.is_button
        and subject.state in row.allowed_from
        and may(user, row.name, subject)
    ]


def get_process(subject: FlowSubject) -> SubjectProcess | None:
    """Return the running process of a subject, if there is one."""
    return (
        SubjectProcess.objects.filter(
            status=PROCESS.NEW,
            artifact_object_id=subject.pk,
            artifact_content_type__app_label=subject._meta.app_label,
            artifact_content_type__model=subject._meta.model_name,
        )
        .order_by("pk")
        .last()
    )


def demand_seen(subject: FlowSubject, seen_version: str) -> FlowSubject:
    """Return the subject locked, if it still is what the person looked at.

    Raises ``StaleVersion``.
    """
    locked = subjects.lock_subject(subject)
    if locked.version != seen_version:
        raise StaleVersion(
            _("It was changed after you opened it. Please look again."),
            seen=seen_version,
            current=locked.version,
        )
    return locked


@transaction.atomic
def start(
    subject: FlowSubject,
    flow_class,
    name: str,
    *,
    user,
    seen_version: str,
    missing=(),
    organisation=None,
) -> Decision | None:
    """Submit a subject: state, number, decision, and a process of ``flow_class``.

    ``missing`` lists what has to be there first. Raises ``PermissionDenied``,
    ``StaleVersion``, ``Incomplete`` and ``TransitionNotAllowed``.
    """
    subject = demand_seen(subject, seen_version)
    transition = get_subject_kind(subject).transitions[name]
    if not may(user, name, subject):
        raise PermissionDenied
    if subject.state in transition.allowed_from and get_process(subject):
        raise TransitionNotAllowed(
            _("The documents of the last step are still being signed. Try in a moment.")
        )
    if missing:
        raise Incomplete(_("Something is missing before you can submit."), missing)
    subjects.change_state(subject, name, user=user)
    subjects.assign_number(subject)
    if subject.submitted_at is None:
        subject.submitted_at = timezone.now()
        subject.save(update_fields=["submitted_at"])
    decision = None
    if transition.outcome:
        decision = decisions.record_decision(
            subject, user=user, outcome=transition.outcome, organisation=organisation
        )
    process = flow_class.start.run(subject=subject, decision=decision)
    if decision:
        decision.process_id = process.pk
        decision.save(update_fields=["process_id"])
    return decision


def leave(
    subject: FlowSubject,
    name: str,
    *,
    user,
    reason: str,
    seen_version: str,
    step=None,
) -> FlowSubject:
    """Take one of the exits: cancel the process, write the record, tell everyone.

    Raises ``PermissionDenied``, ``StaleVersion``, ``Incomplete`` (no reason) and
    ``TransitionNotAllowed``.
    """
    with transaction.atomic():
        process = get_process(subject)
        arguments = {
            "user": user,
            "reason": reason,
            "seen_version": seen_version,
            "step": step,
            "process": process,
        }
        if process is None:
            return _leave(subject, name, **arguments)
        # The order of locks is always process, then subject.
        with process.flow_class.lock(process.pk):
            return _leave(subject, name, **arguments)


def _leave(subject, name, *, user, reason, seen_version, step, process):
    subject = demand_seen(subject, seen_version)
    kind = get_subject_kind(subject)
    transition = kind.transitions[name]
    if step is None and not may(user, name, subject):
        raise PermissionDenied
    if transition.needs_reason and not reason.strip():
        raise Incomplete(_("A reason is needed."), [])
    subjects.change_state(subject, name, user=user, reason=reason)
    involved = kind.list_involved(subject)
    if process:
        decisions.cancel_open_steps(process.pk)
        sealing.supersede_papers(subject, process.pk, reason)
        process.flow_class.instance.cancel(Process.objects.get(pk=process.pk))
    if transition.outcome and subject.number:
        decision = decisions.record_decision(
            subject,
            user=user,
            outcome=transition.outcome,
            reason=reason,
            organisation=(step.organisation if step else None)
            or decisions.get_home_organisation(user),
            process_id=process.pk if process else None,
            step=step,
        )
        open_decision_record(subject, decision)
        notifications.notify(
            kind.exit_mail,
            involved,
            subject,
            actor=audit.get_actor_name(user),
            reason=reason,
            outcome=decision.get_outcome_display(),
        )
    kind.after_exit(subject, transition, user, reason)
    return subject


def take_button(subject, name: str, *, user, reason: str, seen_version: str) -> None:
    """Do what a button of the subject's page says: its kind's action, or an exit.

    Raises what ``start`` and ``leave`` raise.
    """
    action = get_subject_kind(subject).actions.get(name)
    if action is not None:
        action(subject, user=user, reason=reason, seen_version=seen_version)
    else:
        leave(subject, name, user=user, reason=reason, seen_version=seen_version)


def open_decision_record(subject, decision: Decision) -> None:
    """Have a decision outside a process written down and signed."""
    document = sealing.create_document(
        subject,
        DocumentType.DECISION_RECORD,
        process_id=decision.process_id,
        decision=decision,
    )
    run_after_commit(sealing.open_job(JobKind.RECORD, document, decision=decision))


def comment(
    subject: FlowSubject, *, user, text: str, office_only: bool = False
) -> SubjectComment:
    """Add a remark and tell the others. Raises ``PermissionDenied``."""
    manager = type(subject)._default_manager
    if not manager.visible_to(user).filter(pk=subject.pk).exists():
        raise PermissionDenied
    if office_only and not is_coordinator(user):
        raise PermissionDenied
    if not get_subject_kind(subject).can_comment(user, subject):
        raise PermissionDenied
    with transaction.atomic():
        written = subjects.add_comment(
            subject, user=user, text=text, office_only=office_only
        )
        people = (
            notifications.list_coordinators()
            if office_only
            else get_subject_kind(subject).list_involved(subject)
        )
        notifications.notify(
            "subject.comment",
            [person for person in people if person.pk != user.pk],
            subject,
            actor=audit.get_actor_name(user),
            reason=text,
        )
    return written
