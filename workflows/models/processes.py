from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Process

from partners.enums import MembershipRole
from partners.models import Membership, Organisation
from partners.roles import holds

from ..enums import NEXT_STEPS, Audience, Outcome, StepKind, StepState
from . import four_eyes
from .absences import Absence
from .agreements import PatronageAgreement
from .parties import AgreementParty, AgreementSigner
from .parts import Part, join_parts
from .subjects import AboutSubject, StepSpec, about_one_thing, get_subject_kind


class PatronageProcess(Process):
    """One run of ``PatronageFlow``. Its artifact is the agreement."""

    # What a person decides at this moment, for the nodes that follow at once.
    decision: "Decision | None" = None

    class Meta:
        proxy = True
        verbose_name = _("patronage class process")
        verbose_name_plural = _("patronage class processes")


class SubjectProcess(Process):
    """One run of a ``SubjectFlow``. Its artifact is the subject."""

    # What a person decides at this moment, for the nodes that follow at once.
    decision: "Decision | None" = None

    class Meta:
        proxy = True
        verbose_name = _("process")
        verbose_name_plural = _("processes")


class StepQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=StepState.OPEN)

    def for_user(self, user):
        """Steps that this account may complete now: the scope of *My tasks*.

        Own ones, those of people who are absent, and never against four eyes (see
        ``models.four_eyes``). Nobody signs for another.
        """
        if not user.is_authenticated:
            return self.none()
        mine = join_parts([Part(condition) for condition in _list_conditions(user)])
        return self.filter(mine, four_eyes.is_not_own(user))

    def list_parts(self, user) -> list[Part]:
        """The open ones of the same scope, for lists with the most urgent first."""
        if not user.is_authenticated:
            return []
        open_ones = Q(state=StepState.OPEN) & four_eyes.is_not_own(user)
        return [Part(condition & open_ones) for condition in _list_conditions(user)]


def _list_conditions(user) -> list[Q]:
    """Return the ways in which steps can be this person's."""
    asked = _Asked(user)
    return [
        Q(**way.steps) & condition
        for way in _WAYS
        for condition in way.list_conditions(asked)
    ]


class _Asked:
    """Whose turn it may be, with what was looked up about the person."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def roles(self) -> dict[int, list[str]]:
        """The roles that the person holds today, by organisation.

        As values: the database reads the steps of one organisation in their order.
        """
        roles = defaultdict(list)
        for organisation_id, role in (
            Membership.objects.current()
            .filter(user_id=self.user.pk)
            .order_by()
            .values_list("organisation_id", "role")
            .distinct()
        ):
            roles[organisation_id].append(role)
        return roles

    def list_organisations(self, role) -> list[int]:
        """Return where the person holds a role today."""
        return [pk for pk, roles in self.roles.items() if role in roles]

    @cached_property
    def is_substitute(self) -> bool:
        """Whether the person stands in for anybody; nearly nobody does."""
        return Absence.objects.current().filter(substitute_id=self.user.pk).exists()


def _waits_for_signer(asked: _Asked) -> list[Q]:
    """The mandate is that of today: who may sign no longer, does not."""
    signs_for = asked.list_organisations(MembershipRole.SIGNER)
    return [Q(signer__user_id=asked.user.pk, organisation__in=signs_for)]


def _waits_for_assignee(asked: _Asked) -> list[Q]:
    return [Q(assignee_id=asked.user.pk)]


def _waits_for_office(asked: _Asked) -> list[Q]:
    is_coordinator = holds(asked.user, "cluster_workflows.can_coordinate")
    return [Q()] if is_coordinator else []


def _waits_for_approver(asked: _Asked) -> list[Q]:
    return [
        Q(organisation_id=organisation_id)
        for organisation_id in asked.list_organisations(MembershipRole.APPROVER)
    ]


def _waits_for_absent_approver(asked: _Asked) -> list[Q]:
    if not asked.is_substitute:
        return []
    return [
        four_eyes.substitutes_in_organisation(
            asked.user, MembershipRole.APPROVER, "agreement__created_by_id"
        )
    ]


def _waits_for_role(asked: _Asked) -> list[Q]:
    return [
        Q(organisation_id=organisation_id, role=role)
        for organisation_id, roles in asked.roles.items()
        for role in roles
    ]


def _waits_for_absent_role(asked: _Asked) -> list[Q]:
    if not asked.is_substitute:
        return []
    return [
        ~Q(role=MembershipRole.SIGNER)
        & four_eyes.substitutes_in_organisation(
            asked.user, OuterRef("role"), "barred_id"
        )
    ]


def _waits_for_absent_assignee(asked: _Asked) -> list[Q]:
    """Two judgements come from two people, also while one of them is absent."""
    if not asked.is_substitute:
        return []
    user = asked.user
    own = Q(assignee_id=user.pk) | Q(decision__actor_id=user.pk)
    of_others = (
        Step.objects.filter(process_id=OuterRef("process_id"), kind=OuterRef("kind"))
        .filter(own)
        .exclude(assignee_id=OuterRef("assignee_id"))
    )
    return [four_eyes.substitutes_for_assignee(user) & ~Exists(of_others)]


class _Way(NamedTuple):
    """A way in which a step can be somebody's: of which steps, on what conditions.

    One of the conditions is enough; without any it is not this person's way.
    """

    steps: dict
    list_conditions: Callable[[_Asked], list[Q]]

    def is_of(self, step) -> bool:
        return all(getattr(step, name) == value for name, value in self.steps.items())


# Those of agreements have no audience. Substitutes stand last: they are asked for
# seldom, and cost most.
_WAYS = (
    _Way({"audience": "", "kind": StepKind.SIGN}, _waits_for_signer),
    _Way({"audience": "", "kind": StepKind.PARTY_APPROVAL}, _waits_for_approver),
    _Way({"audience": "", "kind": StepKind.FORMAL_CHECK}, _waits_for_office),
    _Way({"audience": "", "kind": StepKind.SIGN_OFF}, _waits_for_office),
    _Way({"audience": Audience.SIGNER}, _waits_for_assignee),
    _Way({"audience": Audience.PERSON}, _waits_for_assignee),
    _Way({"audience": Audience.ORGANISATION}, _waits_for_role),
    _Way({"audience": Audience.OFFICE}, _waits_for_office),
    _Way({"audience": "", "kind": StepKind.PARTY_APPROVAL}, _waits_for_absent_approver),
    _Way({"audience": Audience.PERSON}, _waits_for_absent_assignee),
    _Way({"audience": Audience.ORGANISATION}, _waits_for_absent_role),
)


class Step(AboutSubject):
    """A human step of a process: what Viewflow's task does not know.

    It says who is waited for and until when, and outlives Viewflow's tables:
    ``task_id`` is a number, not a relation (``Task.owner`` cascades). Steps of an
    agreement follow from its parties and signers, those of a subject from
    ``audience`` with ``organisation`` and ``role``, or ``assignee``.
    """

    # Evidence refers to no page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    task_id = models.BigIntegerField(unique=True)
    process_id = models.BigIntegerField(db_index=True)
    agreement = models.ForeignKey(
        PatronageAgreement, null=True, on_delete=models.CASCADE, related_name="steps"
    )
    # The name of the node: of ``StepKind``, or of a ``StepSpec`` of the subject.
    kind = models.CharField(_("step"), max_length=30)
    party = models.ForeignKey(
        AgreementParty, null=True, on_delete=models.CASCADE, related_name="steps"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signer = models.ForeignKey(
        AgreementSigner, null=True, on_delete=models.CASCADE, related_name="steps"
    )
    audience = models.CharField(max_length=12, choices=Audience, blank=True)
    role = models.CharField(max_length=20, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Whose own matter it is: they do not complete the step (four eyes).
    barred = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The item of the fan-out; the signature field of a signer.
    data = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=StepState, default=StepState.OPEN
    )
    opened_at = models.DateTimeField(_("since"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), null=True)
    closed_at = models.DateTimeField(null=True)
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    last_reminded_at = models.DateTimeField(null=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        indexes = [
            models.Index(
                fields=["state", "kind", "organisation"],
                name="cluster_workflows_open_steps",
            ),
            # Each way in which a step waits for somebody, in the order of their lists.
            models.Index(
                fields=["state", "audience", "kind", "due_at", "id", "signer"],
                name="cluster_workflows_step_kind",
            ),
            models.Index(
                fields=["state", "audience", "due_at"],
                name="cluster_workflows_step_office",
            ),
            models.Index(
                fields=["organisation", "state", "audience", "kind", "due_at"],
                name="cluster_workflows_step_party",
            ),
            models.Index(
                fields=["organisation", "state", "audience", "role", "due_at"],
                name="cluster_workflows_step_role",
            ),
            models.Index(
                fields=["assignee", "state", "due_at"],
                name="cluster_workflows_step_person",
            ),
            models.Index(
                fields=["assignee", "subject_type", "subject_id"],
                name="cluster_workflows_step_asked",
            ),
            models.Index(fields=["due_at"], name="cluster_workflows_step_due"),
            models.Index(
                fields=["subject_type", "subject_id"],
                name="cluster_workflows_step_about",
            ),
        ]
        constraints = [about_one_thing("cluster_workflows_step_about_one")]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.about.display_number})"

    @property
    def spec(self) -> StepSpec | None:
        """How the step of a subject works; None for an agreement."""
        if self.agreement_id:
            return None
        return get_subject_kind(self.subject).steps[self.kind]

    def get_kind_display(self) -> str:
        """What the step is called."""
        if self.agreement_id:
            return str(StepKind(self.kind).label)
        return str(self.spec.label)

    @property
    def is_signature(self) -> bool:
        """Whether it adds a signature to a contract document."""
        if self.agreement_id:
            return self.kind == StepKind.SIGN
        return self.spec.is_signature

    def is_for(self, user) -> bool:
        """Say whether ``StepQuerySet.for_user`` holds it; by a small query."""
        if not user.is_authenticated or user.pk in four_eyes.get_barred_ids(self):
            return False
        row = Step.objects.filter(pk=self.pk)
        asked = _Asked(user)
        return any(
            row.filter(condition).exists()
            for way in _WAYS
            if way.is_of(self)
            for condition in way.list_conditions(asked)
        )

    def may_be_completed_by(self, user) -> bool:
        """Say whether the step is this person's, open or not. Four eyes included."""
        return four_eyes.is_impartial(self, user) and self.is_for(user)

    def get_absolute_url(self):
        return reverse("workflows:step", args=[self.process_id, self.task_id])

    @property
    def is_overdue(self) -> bool:
        return bool(
            self.state == StepState.OPEN
            and self.due_at
            and self.due_at < timezone.now()
        )

    @property
    def what_follows(self) -> str:
        if self.agreement_id:
            return NEXT_STEPS[StepKind(self.kind)]
        return self.spec.what_follows

    @property
    def waiting_for(self) -> str:
        """Whose turn it is, in words."""
        if self.signer_id:
            return f"{self.signer.full_name} ({self.party})"
        if self.party_id:
            return str(self.party)
        if self.assignee_id:
            return self.assignee.get_full_name() or self.assignee.get_username()
        if self.organisation_id:
            return str(self.organisation)
        return str(_("cluster office"))


class Decision(AboutSubject):
    """What a person decided in a step. Written once, with copied names."""

    # Evidence refers to no page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    step = models.OneToOneField(
        Step, null=True, on_delete=models.PROTECT, related_name="decision"
    )
    agreement = models.ForeignKey(
        PatronageAgreement,
        null=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    process_id = models.BigIntegerField(null=True, db_index=True)
    outcome = models.CharField(_("decision"), max_length=20, choices=Outcome)
    reason = models.TextField(_("reason"), max_length=3000, blank=True)
    checklist = models.JSONField(default=dict, blank=True)
    # What else the form of the step asked: points, a group, a link.
    data = models.JSONField(default=dict, blank=True)
    version = models.CharField(max_length=64)
    document_sha256 = models.CharField(max_length=64, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField(max_length=160)
    actor_function = models.CharField(max_length=160)
    actor_organisation = models.CharField(max_length=250)
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["decided_at", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id"],
                name="cluster_workflows_decisions_on",
            ),
            models.Index(
                fields=["actor", "decided_at"], name="cluster_workflows_decided_by"
            ),
        ]
        constraints = [about_one_thing("cluster_workflows_decision_about_one")]

    def __str__(self):
        return f"{self.get_outcome_display()} – {self.actor_name}"
