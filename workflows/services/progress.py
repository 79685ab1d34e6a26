"""Where an agreement stands, for people: diagram, timeline, whose turn it is."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ..enums import (
    AgreementState,
    JobState,
    Outcome,
    PartyRole,
    StepKind,
    StepState,
)
from ..models import AuditEvent, PatronageAgreement, SealingJob, Step
from ..models.audit import AUDIT_ACTIONS

DONE, CURRENT, WAITING, FAILED = "done", "current", "waiting", "failed"


@dataclass
class Stage:
    """One box of the process diagram, with its text equivalent."""

    name: str
    title: str
    state: str
    details: list[str] = field(default_factory=list)

    @property
    def state_label(self) -> str:
        return {
            DONE: _("done"),
            CURRENT: _("now"),
            WAITING: _("later"),
            FAILED: _("stopped"),
        }[self.state]


def list_stages(agreement: PatronageAgreement) -> list[Stage]:
    """Return the diagram of the process as it stands now."""
    state = agreement.state
    titles = [
        ("draft", _("Draft agreement")),
        ("formal_check", _("Formal check")),
        ("party_approval", _("Approval by the parties")),
        ("sign_off", _("Sign-off")),
        ("signing", _("Signatures")),
        ("seal", _("Seal and archive")),
        ("in_force", _("In force")),
    ]
    positions = {
        AgreementState.DRAFT: 0,
        AgreementState.RETURNED: 0,
        AgreementState.FORMAL_CHECK: 1,
        AgreementState.PARTY_APPROVAL: 2,
        AgreementState.SIGN_OFF: 3,
        AgreementState.SIGNING: 4,
        AgreementState.ABORTED: 4,
        AgreementState.FULLY_SIGNED: 5,
        AgreementState.SEALED: 6,
        AgreementState.IN_FORCE: 7,
        AgreementState.EXPIRED: 7,
        AgreementState.VOIDED: 6,
        AgreementState.REJECTED: 1,
        AgreementState.WITHDRAWN: 0,
    }
    stopped = {
        AgreementState.ABORTED,
        AgreementState.REJECTED,
        AgreementState.VOIDED,
        AgreementState.WITHDRAWN,
    }
    here = positions[AgreementState(state)]
    stages = []
    for number, (name, title) in enumerate(titles):
        if number < here:
            kind = DONE
        elif number == here:
            kind = FAILED if state in stopped else CURRENT
        else:
            kind = WAITING
        stages.append(Stage(name, title, kind, _describe(agreement, name)))
    return stages


def _describe(agreement, name) -> list[str]:
    """Return what is worth knowing inside a stage: who did, who is asked."""
    if name not in StepKind.values and name != "signing":
        return []
    kind = StepKind.SIGN if name == "signing" else StepKind(name)
    if kind == StepKind.SIGN:
        return [
            f"{row['signer'].full_name}: {row['label']}"
            for row in list_signatures(agreement)
        ]
    texts = []
    for step in _list_steps(agreement, kind):
        who = step.waiting_for
        if step.state == StepState.OPEN:
            texts.append(_("%(who)s: waiting") % {"who": who})
        elif step.state == StepState.DONE:
            outcome = Outcome(step.decision.outcome).label
            texts.append(f"{who}: {outcome}")
    return texts


def _list_steps(agreement, kind) -> list[Step]:
    steps = [step for step in agreement.steps.all() if step.kind == kind]
    if not steps:
        return []
    newest = max(step.process_id for step in steps)
    return sorted(
        (step for step in steps if step.process_id == newest), key=lambda s: s.pk
    )


def list_signatures(agreement: PatronageAgreement) -> list[dict]:
    """Return each signer with what became of their signature, in signing order."""
    steps = {step.signer_id: step for step in _list_steps(agreement, StepKind.SIGN)}
    is_signing = agreement.state in (
        AgreementState.SIGNING,
        AgreementState.FULLY_SIGNED,
        AgreementState.SEALED,
        AgreementState.IN_FORCE,
        AgreementState.EXPIRED,
        AgreementState.VOIDED,
        AgreementState.ABORTED,
    )
    rows = []
    signers = [
        signer
        for party in agreement.parties.all()
        if party.role != PartyRole.OBSERVER
        for signer in party.signers.all()
    ]
    for signer in sorted(signers, key=lambda s: (*s.turn, s.pk)):
        step = steps.get(signer.pk) if is_signing else None
        if step and step.state == StepState.DONE:
            outcome = Outcome(step.decision.outcome)
            state = "ok" if outcome == Outcome.SIGNED else "bad"
            label, moment = outcome.label, step.closed_at
        elif step and step.state == StepState.OPEN:
            state, label, moment = "wait", _("asked to sign"), step.opened_at
        elif step:
            state, label, moment = "bad", _("no longer asked"), step.closed_at
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


def get_waiting(agreement: PatronageAgreement) -> Waiting | None:
    """Return whom the agreement waits for, or None when for nobody.

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
    if agreement.state in (AgreementState.DRAFT, AgreementState.RETURNED):
        return Waiting(str(agreement.initiator), agreement.state_since)
    if agreement.state == AgreementState.ABORTED:
        return Waiting(_("cluster office"), agreement.state_since)
    jobs = [
        job
        for document in agreement.documents.all()
        for job in document.jobs.all()
        if job.state in (JobState.WAITING, JobState.RUNNING, JobState.FAILED)
    ]
    if jobs:
        failed = any(job.state == JobState.FAILED for job in jobs)
        return Waiting(
            _("the office: a document could not be signed")
            if failed
            else _("the seal of a document"),
            min(job.created_at for job in jobs),
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


def list_timeline(agreement: PatronageAgreement) -> list[TimelineEntry]:
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
