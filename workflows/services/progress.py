"""Where an agreement stands, for people: signatures, timeline, whose turn it is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ..enums import AgreementState, JobState, Outcome, PartyRole, StepKind, StepState
from ..models import AuditEvent, PatronageAgreement, SealingJob, Step
from ..models.audit import AUDIT_ACTIONS

# Left for good, or until the office re-issues: nobody is asked any more.
STOPPED_STATES = (
    AgreementState.REJECTED,
    AgreementState.WITHDRAWN,
    AgreementState.ABORTED,
    AgreementState.VOIDED,
)


def list_steps(agreement: PatronageAgreement, kind: StepKind) -> list[Step]:
    """Return the steps of a kind, of the newest round only."""
    steps = list(agreement.steps.all())
    newest = max((step.process_id for step in steps), default=None)
    return sorted(
        (step for step in steps if step.process_id == newest and step.kind == kind),
        key=lambda step: step.pk,
    )


def list_signatures(agreement: PatronageAgreement) -> list[dict]:
    """Return each signer with what became of their signature, in signing order."""
    steps = {step.signer_id: step for step in list_steps(agreement, StepKind.SIGN)}
    has_signing = agreement.state in (
        AgreementState.SIGNING,
        AgreementState.FULLY_SIGNED,
        AgreementState.SEALED,
        AgreementState.IN_FORCE,
        AgreementState.EXPIRED,
        *STOPPED_STATES,
    )
    rows = []
    signers = [
        signer
        for party in agreement.parties.all()
        if party.role != PartyRole.OBSERVER
        for signer in party.signers.all()
    ]
    for signer in sorted(signers, key=lambda s: (*s.turn, s.pk)):
        step = steps.get(signer.pk) if has_signing else None
        # Declining ends the process: that step is cancelled with the others.
        decision = getattr(step, "decision", None)
        if decision:
            outcome = Outcome(decision.outcome)
            state = "ok" if outcome == Outcome.SIGNED else "bad"
            label, moment = outcome.label, step.closed_at
        elif step and step.state == StepState.OPEN:
            state, label, moment = "wait", _("asked to sign"), step.opened_at
        elif step:
            state, label, moment = "info", _("no longer asked"), step.closed_at
        elif agreement.state in STOPPED_STATES:
            state, label, moment = "info", _("not reached"), None
        else:
            state, label, moment = "info", _("not asked yet"), None
        rows.append(
            {"signer": signer, "state": state, "label": label, "moment": moment}
        )
    return rows


@dataclass(frozen=True)
class Waiting:
    """Whose turn it is, since when, until when."""

    who: str
    since: datetime
    due: datetime | None = None
    is_overdue: bool = False
    is_problem: bool = False


def get_waiting(agreement) -> Waiting | None:
    """Return whom an agreement or subject waits for, or None when for nobody.

    Uses prefetched ``steps`` and ``documents__jobs`` where there are some.
    """
    open_steps = [s for s in agreement.steps.all() if s.state == StepState.OPEN]
    if open_steps:
        return Waiting(
            who=", ".join(dict.fromkeys(step.waiting_for for step in open_steps)),
            since=min(step.opened_at for step in open_steps),
            due=min((s.due_at for s in open_steps if s.due_at), default=None),
            is_overdue=any(step.is_overdue for step in open_steps),
        )
    if agreement.is_editable:
        return Waiting(str(agreement.sender), agreement.state_since)
    if agreement.state == AgreementState.ABORTED:
        return Waiting(_("cluster office"), agreement.state_since)
    jobs = [
        (job, document)
        for document in agreement.documents.all()
        for job in document.jobs.all()
        if job.state in (JobState.WAITING, JobState.RUNNING, JobState.FAILED)
    ]
    if jobs:
        failed = any(job.state == JobState.FAILED for job, _document in jobs)
        names = dict.fromkeys(document.get_type_display() for _job, document in jobs)
        return Waiting(
            _("the office: a document could not be signed")
            if failed
            else _("the portal, which is making a document: %(documents)s")
            % {"documents": ", ".join(names)},
            min(job.created_at for job, _document in jobs),
            is_problem=failed,
        )
    return None


def prefetch_progress(queryset):
    """Prefetch what lists need, so that the number of queries does not grow."""
    return queryset.select_related("initiator", "occupation").prefetch_related(
        Prefetch(
            "steps",
            Step.objects.select_related("party", "signer__party", "decision").order_by(
                "pk"
            ),
        ),
        "parties__signers__party",
        Prefetch(
            "documents__jobs",
            SealingJob.objects.exclude(state__in=[JobState.DONE, JobState.CANCELLED]),
        ),
    )


@dataclass(frozen=True)
class TimelineEntry:
    at: datetime
    actor: str
    text: str
    detail: str = ""


# Noise for people; auditors see it in the audit log.
HIDDEN_ACTIONS = {"cluster_workflows.edit"}


def list_timeline(agreement) -> list[TimelineEntry]:
    """Return what happened, newest first, from the audit chain."""
    events = AuditEvent.objects.filter(
        object_type=agreement._meta.label_lower, object_id=str(agreement.pk)
    ).exclude(action__in=HIDDEN_ACTIONS)
    entries = []
    for event in events.order_by("-sequence"):
        if event.data.get("office_only"):
            continue
        entries.append(
            TimelineEntry(
                event.at,
                _("system") if event.actor_name == "system" else event.actor_name,
                str(AUDIT_ACTIONS.get(event.action, event.action)),
                event.data.get("reason")
                or event.data.get("party")
                or event.data.get("file", ""),
            )
        )
    return entries
