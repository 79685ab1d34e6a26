"""Decisions and steps: who decided what, with names copied at that moment."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.enums import OrganisationKind
from partners.models import Membership, Organisation, PersonFunction

from .. import conf
from ..enums import Audience, StepKind, StepState
from ..exceptions import NobodyToAsk
from ..models import Decision, Step
from ..models.subjects import get_subject_kind, refer_to
from . import audit


@dataclass(frozen=True)
class Actor:
    """A person as a document names them."""

    name: str
    function: str
    organisation: str
    given_name: str = ""
    surname: str = ""
    country: str = "PL"


@dataclass(frozen=True)
class StepInput:
    """What a person enters to complete a step.

    ``seen_version`` is the hash of the version on the screen; ``seen_sha256`` is the
    hash of the PDF that a signer was shown; ``data`` is what else a form asked, as
    plain JSON values.
    """

    outcome: str
    seen_version: str
    seen_sha256: str = ""
    reason: str = ""
    checklist: dict = field(default_factory=dict)
    data: dict = field(default_factory=dict)
    secret: str = ""
    ip: str = ""
    user_agent: str = ""


def describe_actor(user, organisation: Organisation | None) -> Actor:
    """Return name, function and organisation of an account, for copying.

    Without an organisation the person acts for the leader's office.
    """
    if organisation is None:
        organisation = Organisation.objects.filter(kind=OrganisationKind.LEADER).first()
    function = (
        PersonFunction.objects.current()
        .filter(person__user_id=user.pk, organisation=organisation)
        .values_list("name_pl", flat=True)
        .first()
    )
    return Actor(
        name=audit.get_actor_name(user),
        function=function or "",
        organisation=organisation.legal_name if organisation else "",
        given_name=user.first_name,
        surname=user.last_name,
        country=organisation.country.code if organisation else "PL",
    )


def get_home_organisation(user) -> Organisation | None:
    """Return the organisation that a person acts for when no step says it."""
    row = (
        Membership.objects.current()
        .filter(user_id=user.pk)
        .select_related("organisation")
        .order_by("pk")
        .first()
    )
    return row.organisation if row else None


def record_decision(
    about,
    *,
    user,
    outcome: str,
    step: Step | None = None,
    organisation: Organisation | None = None,
    process_id: int | None = None,
    reason: str = "",
    checklist: dict | None = None,
    data: dict | None = None,
    document_sha256: str = "",
) -> Decision:
    """Return the row that says who decided what about which version.

    ``about`` is an agreement or a registered subject.
    """
    actor = describe_actor(user, organisation)
    return Decision.objects.create(
        step=step,
        **refer_to(about),
        process_id=process_id or (step.process_id if step else None),
        outcome=outcome,
        reason=reason,
        checklist=checklist or {},
        data=data or {},
        version=about.version,
        document_sha256=document_sha256,
        actor=user,
        actor_name=actor.name,
        actor_function=actor.function,
        actor_organisation=actor.organisation,
    )


def open_step(
    *, task, agreement, kind: StepKind, party=None, signer=None, barred_id=None
) -> Step:
    """Return a new open step for a Viewflow task, with its due date.

    ``barred_id`` is the account that submitted the agreement (four eyes).
    """
    days = conf.get("STEP_DAYS").get(kind.value)
    return Step.objects.create(
        task_id=task.pk,
        process_id=task.process_id,
        agreement=agreement,
        kind=kind,
        party=party,
        organisation=party.organisation if party else None,
        signer=signer,
        barred_id=barred_id,
        due_at=timezone.now() + timedelta(days=days) if days else None,
    )


def open_subject_step(task, subject, kind: str, item: dict | None = None) -> Step:
    """Return a new open step of a subject, for whom its kind says.

    ``item`` is what a fan-out hands to its branch and comes first. Raises
    ``NobodyToAsk`` when no person is named for a personal step.
    """
    spec = get_subject_kind(subject).steps[kind]
    item = item or {}
    assignee = organisation = None
    if spec.audience in (Audience.PERSON, Audience.SIGNER):
        people = spec.people(subject)
        assignee = (
            get_user_model().objects.get(pk=item["user"])
            if "user" in item
            else (people[0] if people else None)
        )
        if assignee is None:
            raise NobodyToAsk(_("Nobody is named who could do this."))
    if "organisation" in item:
        # Of a person as well: for whom they act.
        organisation = Organisation.objects.get(pk=item["organisation"])
    elif spec.audience == Audience.ORGANISATION:
        organisation = spec.organisation(subject)
    days = conf.get("STEP_DAYS").get(kind, spec.days)
    due_at = spec.due_on(subject) if spec.due_on else None
    return Step.objects.create(
        task_id=task.pk,
        process_id=task.process_id,
        **refer_to(subject),
        kind=kind,
        audience=spec.audience,
        role=spec.role,
        organisation=organisation,
        assignee=assignee,
        barred=subject.created_by if spec.four_eyes else None,
        data=item,
        due_at=due_at or timezone.now() + timedelta(days=days),
    )


def close_step(step: Step, state: StepState = StepState.DONE) -> None:
    """Take a step off everybody's list."""
    step.state = state
    step.closed_at = timezone.now()
    step.save(update_fields=["state", "closed_at"])


def cancel_open_steps(process_id: int) -> None:
    """Take all open steps of a process off the lists."""
    Step.objects.open().filter(process_id=process_id).update(
        state=StepState.CANCELLED, closed_at=timezone.now()
    )
