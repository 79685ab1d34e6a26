"""The stages of an agreement's process: what the diagram and its list are made of."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import (
    RUNNING_STATES,
    AgreementState,
    Outcome,
    PartyRole,
    StepKind,
    StepState,
)
from ..models import AuditEvent, PatronageAgreement
from ..models.transitions import TRANSITIONS
from .progress import STOPPED_STATES, get_waiting, list_signatures, list_steps

DONE, CURRENT, WAITING, FAILED = "done", "current", "waiting", "failed"
SKIPPED = "skipped"


@dataclass(frozen=True)
class Part:
    """Somebody inside a stage: a party that approves, a person who signs."""

    title: str
    state: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Exit:
    """A way out of a stage that was taken, once or several times.

    ``is_past``: in an earlier round, before the agreement was submitted again.
    """

    name: str
    label: str
    note: str
    count: int
    is_past: bool

    @property
    def title(self) -> str:
        return f"{self.label} ({self.count}×)" if self.count > 1 else self.label

    @property
    def remark(self) -> str:
        return _("in an earlier round") if self.is_past else ""

    @property
    def leads_back(self) -> bool:
        """Whether the agreement became a draft again."""
        return TRANSITIONS[self.name].target == AgreementState.RETURNED


@dataclass(frozen=True)
class Stage:
    """One stage of the process: a box of the diagram and an item of the list.

    ``turns``: who takes part, one turn after the other; those in one turn act
    at the same time. ``label`` says the state in words.
    """

    name: str
    title: str
    state: str
    label: str
    note: str = ""
    turns: tuple[tuple[Part, ...], ...] = ()
    exits: tuple[Exit, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """What every agreement goes through; ``completed_by`` names a transition."""

    title: Promise
    completed_by: str


_PLANS = {
    "draft": _Plan(gettext_lazy("Draft agreement"), "submit"),
    "formal_check": _Plan(gettext_lazy("Formal check"), "pass_formal_check"),
    "party_approval": _Plan(gettext_lazy("Approval by the parties"), "approve_for_all"),
    "sign_off": _Plan(gettext_lazy("Sign-off"), "sign_off"),
    "signing": _Plan(gettext_lazy("Signatures"), "complete_signing"),
    "seal": _Plan(gettext_lazy("Seal and archive"), "seal"),
    "in_force": _Plan(gettext_lazy("In force"), "start"),
}
# The stage in which an agreement of this state stands.
_PLACES = {
    AgreementState.DRAFT: "draft",
    AgreementState.RETURNED: "draft",
    AgreementState.FORMAL_CHECK: "formal_check",
    AgreementState.PARTY_APPROVAL: "party_approval",
    AgreementState.SIGN_OFF: "sign_off",
    AgreementState.SIGNING: "signing",
    AgreementState.ABORTED: "signing",
    AgreementState.FULLY_SIGNED: "seal",
    AgreementState.SEALED: "in_force",
    AgreementState.IN_FORCE: "in_force",
    AgreementState.EXPIRED: "in_force",
}
_CONCLUDED = (AgreementState.SEALED, AgreementState.IN_FORCE)
_PREFIX = "cluster_workflows."


def list_stages(agreement: PatronageAgreement) -> list[Stage]:
    """Return the process as it stands now: the diagram and the list are made of it."""
    events = _list_transitions(agreement)
    place = _find_place(agreement, events)
    exits = _list_exits(events)
    names = list(_PLANS)
    stages = []
    for number, name in enumerate(names):
        state = _get_stage_state(agreement, number - names.index(place))
        turns = _list_turns(agreement, name, state)
        stages.append(
            Stage(
                name,
                str(_PLANS[name].title),
                state,
                _describe_state(agreement, name, state, events, turns),
                _describe_actor(agreement, name, state),
                turns,
                exits.get(name, ()),
            )
        )
    return stages


@dataclass(frozen=True)
class _Event:
    """A change of state. ``round``: how often the agreement was submitted by then."""

    name: str
    origin: str
    actor: str
    at: datetime
    round: int


def _list_transitions(agreement) -> list[_Event]:
    """Return the changes of state, oldest first, from the audit chain."""
    found = []
    submitted = 0
    for row in _filter_events(agreement, TRANSITIONS).order_by("sequence"):
        name = row.action.removeprefix(_PREFIX)
        submitted += name == "submit"
        origin = row.data.get("from", "")
        found.append(_Event(name, origin, row.actor_name, row.at, submitted))
    return found


def _filter_events(agreement, names):
    return AuditEvent.objects.filter(
        object_type=agreement._meta.label_lower,
        object_id=str(agreement.pk),
        action__in=[f"{_PREFIX}{name}" for name in names],
    )


def _find_place(agreement, events) -> str:
    """Return the stage in which the agreement stands, or where it was stopped."""
    state = AgreementState(agreement.state)
    if state in _PLACES:
        return _PLACES[state]
    row = next(row for row in TRANSITIONS.values() if row.target == state)
    origins = [event.origin for event in events if event.name == row.name]
    origin = origins[-1] if origins else row.allowed_from[0]
    return _PLACES[AgreementState(origin)]


def _get_stage_state(agreement, distance: int) -> str:
    """Return the state of the stage that lies so far behind (-) or ahead (+)."""
    state = agreement.state
    if distance < 0:
        return DONE
    if state in STOPPED_STATES:
        return SKIPPED if distance else FAILED
    if distance:
        return WAITING
    if state in (AgreementState.IN_FORCE, AgreementState.EXPIRED):
        return DONE
    if state == AgreementState.SEALED:
        # It is complete and waits for its first day.
        return WAITING
    return FAILED if _get_problem(agreement) else CURRENT


def _get_problem(agreement) -> str:
    """Return what keeps a running agreement from going on by itself."""
    waiting = get_waiting(agreement) if agreement.state in RUNNING_STATES else None
    return waiting.who if waiting and waiting.is_problem else ""


def _list_exits(events) -> dict[str, tuple[Exit, ...]]:
    """Return by stage the ways out that were taken, in the order of the last time."""
    taken = {}
    for event in events:
        # Whoever turns an agreement from its way has to give a reason.
        if TRANSITIONS[event.name].needs_reason:
            place = _PLACES[AgreementState(event.origin)]
            taken.setdefault(place, {}).setdefault(event.name, []).append(event)
    current = max((event.round for event in events), default=0)
    return {
        place: tuple(
            Exit(
                name,
                str(TRANSITIONS[name].outcome.label),
                f"{rows[-1].actor}, {_format_date(rows[-1].at)}",
                len(rows),
                rows[-1].round < current,
            )
            for name, rows in sorted(by_name.items(), key=lambda item: item[1][-1].at)
        )
        for place, by_name in taken.items()
    }


def _format_date(moment) -> str:
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment)
    # A date stays on one line of the drawing.
    return date_format(moment, "SHORT_DATE_FORMAT").replace(" ", "\N{NO-BREAK SPACE}")


def _describe_state(agreement, name, state, events, turns) -> str:
    """Return the state in words: when it was done, how far it is, until when."""
    if state == SKIPPED:
        return _("not reached")
    if state == FAILED:
        return _get_problem(agreement) or _("stopped")
    if name == "in_force" and agreement.state == AgreementState.EXPIRED:
        return agreement.get_state_display()
    if name == "in_force" and agreement.start_date and agreement.state in _CONCLUDED:
        return _("from %(date)s") % {"date": _format_date(agreement.start_date)}
    if state == WAITING:
        return _("later")
    if state == DONE:
        word = Outcome.SUBMITTED.label if name == "draft" else _("done")
        done_by = _PLANS[name].completed_by
        moments = [event.at for event in events if event.name == done_by]
        return ", ".join([str(word), *map(_format_date, moments[-1:])])
    words = [_("now")]
    parts = [part for turn in turns for part in turn]
    if parts:
        done = sum(part.state == DONE for part in parts)
        words.append(_("%(done)s of %(all)s") % {"done": done, "all": len(parts)})
    waiting = get_waiting(agreement)
    if waiting and waiting.is_overdue:
        words.append(_("overdue"))
    elif waiting and waiting.due:
        words.append(_("due %(due)s") % {"due": _format_date(waiting.due)})
    return ", ".join(words)


def _describe_actor(agreement, name, state) -> str:
    """Return who did the stage, or who is to do it; parts speak for themselves."""
    if name == "draft":
        return str(agreement.initiator)
    if name not in (StepKind.FORMAL_CHECK, StepKind.SIGN_OFF):
        return ""
    if state == DONE:
        for step in list_steps(agreement, StepKind(name)):
            if step.state == StepState.DONE:
                return step.decision.actor_name
    return _("cluster office")


def _list_turns(agreement, name, state) -> tuple[tuple[Part, ...], ...]:
    if name == "party_approval":
        parts = _list_approvals(agreement, state)
        return (parts,) if parts else ()
    if name == "signing":
        rows = list_signatures(agreement)
        return tuple(
            tuple(_make_signature_part(row, agreement, state) for row in turn)
            for _turn, turn in groupby(rows, key=lambda row: row["signer"].turn)
        )
    return ()


def _list_approvals(agreement, state) -> tuple[Part, ...]:
    steps = {
        step.party_id: step
        for step in list_steps(agreement, StepKind.PARTY_APPROVAL)
        if state not in (WAITING, SKIPPED)
    }
    parts = []
    for party in agreement.parties.all():
        if party.role == PartyRole.OBSERVER:
            continue
        step = steps.get(party.pk)
        if step and step.state == StepState.DONE:
            part_state, label = DONE, Outcome(step.decision.outcome).label
        elif step and step.state == StepState.OPEN:
            part_state, label = CURRENT, _("asked to approve")
        elif agreement.state in STOPPED_STATES:
            part_state, label = SKIPPED, _("not reached")
        else:
            part_state, label = WAITING, _("later")
        parts.append(Part(str(party), part_state, str(label)))
    return tuple(parts)


_PART_STATES = {"ok": DONE, "wait": CURRENT, "bad": FAILED, "info": WAITING}


def _make_signature_part(row, agreement, state) -> Part:
    part_state, label = _PART_STATES[row["state"]], row["label"]
    if state == SKIPPED:
        part_state, label = SKIPPED, _("not reached")
    elif part_state == WAITING and agreement.state in STOPPED_STATES:
        part_state = SKIPPED
    elif part_state == WAITING:
        label = _("later")
    signer = row["signer"]
    return Part(signer.full_name, part_state, str(label), str(signer.party))
