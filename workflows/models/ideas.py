"""Ideas for projects: what partners propose, who is with them, who supports them.

Sources of fields, limits and states: domain.md §2.2 and §2.4.
"""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.validators import (
    MaxValueValidator,
    MinLengthValidator,
    MinValueValidator,
)
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from partners.enums import CooperationForm
from partners.models import Membership, Organisation, WorkingGroup
from partners.roles import holds

from ..permission_policies import is_office_or_auditor
from .flow_subjects import FlowSubject
from .occupations import Occupation
from .parts import Part, join_parts, lead_to
from .processes import Step


class IdeaState(models.TextChoices):
    """Where an idea stands (domain §2.4)."""

    DRAFT = "draft", pgettext_lazy("idea", "draft")
    SUBMITTED = "submitted", pgettext_lazy("idea", "submitted")
    FORMAL_REVIEW = "formal_review", pgettext_lazy("idea", "formal check")
    RETURNED = "returned", pgettext_lazy("idea", "returned for changes")
    OPEN_FOR_COMMENTS = (
        "open_for_comments",
        pgettext_lazy("idea", "open for comments"),
    )
    EVALUATION = "evaluation", pgettext_lazy("idea", "evaluation")
    DECISION = "decision", pgettext_lazy("idea", "recommendation and decision")
    IMPROVE = "improve", pgettext_lazy("idea", "to be improved")
    REJECTED = "rejected", pgettext_lazy("idea", "rejected")
    DEFERRED = "deferred", pgettext_lazy("idea", "deferred")
    MERGED = "merged", pgettext_lazy("idea", "merged with another idea")
    ACCEPTED_NO_GROUP = "accepted_no_group", pgettext_lazy("idea", "accepted")
    ACCEPTED_WITH_GROUP = (
        "accepted_with_group",
        pgettext_lazy("idea", "accepted with a working group"),
    )
    IN_PROGRESS = "in_progress", pgettext_lazy("idea", "in progress")
    COMPLETED = "completed", pgettext_lazy("idea", "completed")
    ABANDONED = "abandoned", pgettext_lazy("idea", "abandoned")
    WITHDRAWN = "withdrawn", pgettext_lazy("idea", "withdrawn")


I = IdeaState  # noqa: E741 -- short in tables of states

EDITABLE = (I.DRAFT, I.RETURNED, I.IMPROVE)
ACCEPTED = (I.ACCEPTED_NO_GROUP, I.ACCEPTED_WITH_GROUP)
# Before the decision: the author may still withdraw.
UNDECIDED = (
    *EDITABLE,
    I.SUBMITTED,
    I.FORMAL_REVIEW,
    I.OPEN_FOR_COMMENTS,
    I.EVALUATION,
    I.DECISION,
    I.DEFERRED,
)
PUBLIC = (*ACCEPTED, I.IN_PROGRESS, I.COMPLETED)
# What every member of the cluster may read.
OPEN_TO_MEMBERS = (
    I.OPEN_FOR_COMMENTS,
    I.EVALUATION,
    I.DECISION,
    I.DEFERRED,
    I.MERGED,
    *PUBLIC,
)

# What the public reads; the internal name is for those involved.
PUBLIC_STATES = {
    **dict.fromkeys(EDITABLE, _("in preparation")),
    **dict.fromkeys(UNDECIDED[3:], _("being looked at")),
    **dict.fromkeys(ACCEPTED, _("accepted, work begins soon")),
    I.IN_PROGRESS: _("people are working on it"),
    I.COMPLETED: _("done"),
    I.MERGED: _("joined with another idea"),
    I.REJECTED: _("not taken up"),
    I.WITHDRAWN: _("not taken up"),
    I.ABANDONED: _("stopped"),
}

# What each of the public states is called where one chooses between them.
PUBLIC_FILTERS = {
    I.ACCEPTED_NO_GROUP: pgettext_lazy("ideas", "accepted"),
    I.ACCEPTED_WITH_GROUP: pgettext_lazy("ideas", "accepted, with a working group"),
    I.IN_PROGRESS: pgettext_lazy("ideas", "work goes on"),
    I.COMPLETED: pgettext_lazy("ideas", "done"),
}

# Steps whose records name evaluators: never shown to authors.
ANONYMOUS_STEPS = ("assign_evaluators", "evaluate")


class TargetGroup(models.TextChoices):
    STUDENTS = "students", _("students")
    TEACHERS = "teachers", _("teachers")
    EMPLOYERS = "employers", _("employers")
    PARENTS = "parents", _("parents")
    GRADUATES = "graduates", _("graduates")
    ADULTS = "adults", _("adults")
    OTHER = "other", _("others")


class IdeaArea(models.TextChoices):
    """Where an idea works: the counties of the cluster, and wider."""

    JELENIA_GORA = "jelenia_gora", _("Jelenia Góra")
    KARKONOSZE = "karkonosze", _("Karkonosze County")
    KAMIENNA_GORA = "kamienna_gora", _("Kamienna Góra County")
    LUBAN = "luban", _("Lubań County")
    LWOWEK = "lwowek", _("Lwówek Śląski County")
    ZGORZELEC = "zgorzelec", _("Zgorzelec County")
    VOIVODESHIP = "voivodeship", _("the whole of Lower Silesia")
    COUNTRY = "country", _("the whole country")


class Neighbour(models.TextChoices):
    CZECHIA = "CZ", _("Czechia")
    GERMANY = "DE", _("Germany")
    OTHER = "other", _("another country")


class IdeaPartnerRole(models.TextChoices):
    LEAD = "lead", pgettext_lazy("idea", "lead")
    PARTNER = "partner", pgettext_lazy("idea", "partner")
    ASSOCIATE = "associate", pgettext_lazy("idea", "associate")


class AnswerState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("answer", "not answered yet")
    CONFIRMED = "confirmed", pgettext_lazy("answer", "confirmed")
    DECLINED = "declined", pgettext_lazy("answer", "declined")


class BudgetCategory(models.TextChoices):
    STAFF = "staff", _("people's work")
    EQUIPMENT = "equipment", _("equipment")
    MATERIALS = "materials", _("materials")
    SERVICES = "services", _("services")
    TRAVEL = "travel", _("travel and stays")
    PROMOTION = "promotion", _("promotion")
    OTHER = "other", _("other costs")


class BudgetSource(models.TextChoices):
    OWN = "own", _("own means")
    GRANT = "grant", _("grant")
    SPONSOR = "sponsor", _("sponsor")
    IN_KIND = "in_kind", _("in kind")


class SupportKind(models.TextChoices):
    ENDORSE = "endorse", _("supports")
    FOLLOW = "follow", _("follows")


class IdeaQuerySet(models.QuerySet):
    def public(self):
        """Ideas of which anybody may read a summary: accepted, with consent."""
        return self.filter(
            state__in=PUBLIC, publication_consent=True, publication_withdrawn_at=None
        )

    def public_of(self, organisation_id):
        """Of these, those in which an organisation takes part, the newest first."""
        part = IdeaPartner.objects.filter(
            organisation=organisation_id, state=AnswerState.CONFIRMED
        )
        ideas = self.public().filter(pk__in=part.values("idea"))
        return ideas.order_by("-decided_at", "-pk")

    def of_author(self, user):
        """Ideas that this account writes or wrote."""
        written = IdeaCoauthor.objects.filter(
            user_id=user.pk, state=AnswerState.CONFIRMED
        )
        return self.filter(
            models.Q(created_by_id=user.pk) | models.Q(pk__in=written.values("idea"))
        )

    def list_drafts(self, user):
        """Drafts of this account, the newest first."""
        written = IdeaCoauthor.objects.filter(
            user_id=user.pk, state=AnswerState.CONFIRMED
        )
        own = Idea.objects.filter(created_by_id=user.pk, state__in=EDITABLE)
        # By one list of keys, or all ideas would be read in their order.
        keys = own.order_by().values("pk").union(written.order_by().values("idea"))
        return self.filter(pk__in=keys, state__in=EDITABLE).order_by("-pk")

    def involving(self, user):
        """Ideas that this account writes, is invited to, or is a partner of."""
        own = Organisation.objects.of_user(user).values("pk")
        return self.filter(join_parts(self._list_involving(user, [own])))

    def visible_to(self, user):
        """Ideas that this account may see: the one place that scopes them.

        The office, auditors and the leader's signers see what was submitted, members
        of the cluster what is open to them, people involved their own, whoever is
        asked in a step what it is about.
        """
        if not user.is_authenticated:
            return self.none()
        own = Organisation.objects.of_user(user).values("pk")
        return self.filter(join_parts(self._list_visible(user, [own])))

    def list_parts(self, user, *, only_involving: bool = False) -> list[Part]:
        """The same scopes, for lists with the newest first."""
        if not user.is_authenticated:
            return []
        own = Organisation.objects.of_user(user).values_list("pk", flat=True)
        list_parts = self._list_involving if only_involving else self._list_visible
        return list_parts(user, [[pk] for pk in own])

    def _list_involving(self, user, organisations: list) -> list[Part]:
        invited = IdeaCoauthor.objects.filter(user_id=user.pk).exclude(
            state=AnswerState.DECLINED
        )
        asked = IdeaPartner.objects.filter(
            models.Q(asked_at__isnull=False)
            | models.Q(idea__submitted_at__isnull=False)
        )
        return [
            Part(models.Q(created_by_id=user.pk)),
            lead_to(invited, "idea_id"),
            *(
                lead_to(asked.filter(organisation__in=o), "idea_id")
                for o in organisations
            ),
        ]

    def _list_visible(self, user, organisations: list) -> list[Part]:
        involved = self._list_involving(user, organisations)
        if reads_all(user):
            return [Part(models.Q(submitted_at__isnull=False)), *involved]
        asked = Step.objects.filter(
            subject_type=ContentType.objects.get_for_model(self.model),
            assignee_id=user.pk,
        )
        parts = [*involved, lead_to(asked, "subject_id")]
        if is_member(user):
            parts.append(Part(models.Q(state__in=OPEN_TO_MEMBERS)))
        return parts


def is_member(user) -> bool:
    """Whether the account belongs to a partner today, or evaluates for the cluster."""
    return user.is_authenticated and (
        Membership.objects.of_partners().filter(user_id=user.pk).exists()
        or holds(user, "cluster_workflows.can_evaluate")
    )


def reads_all(user) -> bool:
    """Whether the account is of the office, an auditor or the leader's signer."""
    return is_office_or_auditor(user) or Membership.objects.signs_for_leader(user)


def limit_documents(user) -> models.Q:
    """Return which of the visible ideas' documents this account may open.

    The office, auditors, the leader's signers and whoever recommends read all;
    people involved all but what names evaluators; everybody their own. Nobody reads
    who evaluated an idea of theirs.
    """
    mine = models.Q(decision__actor_id=user.pk)
    anonymous = models.Q(decision__step__kind__in=ANONYMOUS_STEPS)
    written = Idea.objects.of_author(user).values("pk")
    if reads_all(user):
        return mine | ~(anonymous & models.Q(subject_id__in=written))
    involved = Idea.objects.involving(user).values("pk")
    recommended = Step.objects.filter(
        subject_type=ContentType.objects.get_for_model(Idea),
        kind="recommend",
        assignee_id=user.pk,
    ).values("subject_id")
    return (
        mine
        | models.Q(subject_id__in=recommended)
        | (models.Q(subject_id__in=involved) & ~anonymous)
    )


class Idea(FlowSubject):
    """An idea for a project, from a draft to its completion report."""

    states_of_drafts = EDITABLE
    number_series = "PP"

    state = models.CharField(
        _("state"),
        max_length=20,
        choices=IdeaState,
        default=IdeaState.DRAFT,
        editable=False,
    )
    title_pl = models.CharField(
        _("title in Polish"), max_length=120, validators=[MinLengthValidator(10)]
    )
    title_en = models.CharField(
        _("title in English"),
        max_length=120,
        blank=True,
        validators=[MinLengthValidator(10)],
    )
    summary = models.TextField(
        _("summary"),
        max_length=600,
        blank=True,
        help_text=_("At most 600 characters. Published only if you agree to it."),
    )
    summary_en = models.TextField(
        _("summary in English"),
        max_length=600,
        blank=True,
        help_text=_("For the English pages, if you want. At most 600 characters."),
    )
    problem_evidence = models.TextField(
        _("the need and how you know of it"), max_length=3000, blank=True
    )
    goal_main = models.TextField(
        _("main goal"),
        max_length=600,
        blank=True,
        help_text=_("Concrete, measurable, reachable, and with a date."),
    )
    goals_specific = models.JSONField(_("specific goals"), default=list, blank=True)
    # Group → number of people.
    target_groups = models.JSONField(_("for whom"), default=dict, blank=True)
    target_other = models.CharField(_("who the others are"), max_length=200, blank=True)
    cooperation_forms = models.JSONField(
        _("forms of co-operation"), default=list, blank=True
    )
    occupations = models.ManyToManyField(
        Occupation, verbose_name=_("occupations"), blank=True, related_name="+"
    )
    other_partners = models.TextField(
        _("partners outside the cluster"), max_length=600, blank=True
    )
    territory = models.JSONField(_("territory"), default=list, blank=True)
    cross_border = models.BooleanField(_("across the border"), default=False)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    period_start = models.DateField(
        _("beginning of the project"), null=True, blank=True
    )
    period_end = models.DateField(_("end of the project"), null=True, blank=True)
    sustainability = models.TextField(
        _("what stays after the project"), max_length=1500, blank=True
    )
    accessibility_note = models.TextField(
        _("accessibility"), max_length=1500, blank=True
    )
    gdpr_note = models.TextField(
        _("personal data, of minors above all"), max_length=1500, blank=True
    )
    wants_working_group = models.BooleanField(
        _("a working group should work on it"), default=False
    )
    willing_to_lead = models.BooleanField(
        _("we are ready to lead the work"), default=False
    )
    publication_consent = models.BooleanField(
        _("a summary may be published"),
        default=False,
        help_text=_(
            "After acceptance: title, summary, goal, period, names of organisations."
        ),
    )
    publication_withdrawn_at = models.DateTimeField(null=True, editable=False)

    # Kept on the row for lists, ranking and export.
    budget_total = models.DecimalField(
        _("budget"), max_digits=12, decimal_places=2, default=0, editable=False
    )
    score = models.DecimalField(
        _("score"), max_digits=5, decimal_places=2, null=True, editable=False
    )
    # Breaks ties: the first merit criterion (domain §2.3).
    tie_score = models.DecimalField(
        max_digits=4, decimal_places=2, null=True, editable=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        on_delete=models.PROTECT,
        related_name="merged_ideas",
        editable=False,
    )
    agreement = models.ForeignKey(
        "cluster_workflows.PatronageAgreement",
        verbose_name=_("agreement"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="ideas",
        editable=False,
    )

    objects = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        permissions = [("can_evaluate", _("Can evaluate ideas"))]
        indexes = [
            models.Index(
                fields=["state", "state_since"], name="cluster_workflows_idea_state"
            ),
            models.Index(
                fields=["created_at", "id"], name="cluster_workflows_idea_made"
            ),
            # All columns that the ranking asks for, so that it is counted from here.
            models.Index(
                fields=["-score", "-tie_score", "submitted_at", "created_by"],
                name="cluster_workflows_idea_ranking",
            ),
            models.Index(
                fields=["created_by", "state"], name="cluster_workflows_idea_drafts"
            ),
        ]

    def get_absolute_url(self):
        return reverse("workflows:idea", args=[self.pk])

    def get_public_url(self):
        return reverse("workflows_ideas:public_idea", args=[self.file_stem])

    def get_edit_url(self):
        return reverse("workflows:edit_idea", args=[self.pk, "basics"])

    @property
    def is_public(self) -> bool:
        """Whether ``IdeaQuerySet.public`` holds it."""
        return bool(
            self.state in PUBLIC
            and self.publication_consent
            and not self.publication_withdrawn_at
        )

    @property
    def public_state(self):
        """The state in words for everybody."""
        return PUBLIC_STATES[IdeaState(self.state)]

    @property
    def public_summary(self) -> str:
        """The summary in the language of the reader, else in Polish."""
        is_english = get_language() != "pl" and self.summary_en
        return self.summary_en if is_english else self.summary

    @property
    def is_only_polish(self) -> bool:
        """Whether a reader of another language gets the summary in Polish."""
        return get_language() != "pl" and not self.summary_en

    @property
    def lead(self):
        """The leading organisation; uses prefetched partners."""
        return next(
            (
                row.organisation
                for row in self.partners.all()
                if row.role == IdeaPartnerRole.LEAD
            ),
            None,
        )

    @property
    def group(self) -> WorkingGroup | None:
        """The working group that was proposed from this idea."""
        if not self.number:
            return None
        return WorkingGroup.objects.filter(origin=self.number).first()

    @property
    def is_decided(self) -> bool:
        return self.state not in UNDECIDED

    def build_content(self):
        return {
            "form": 1,
            "title_pl": self.title_pl,
            "title_en": self.title_en,
            "summary": self.summary,
            "summary_en": self.summary_en,
            "problem_evidence": self.problem_evidence,
            "goal_main": self.goal_main,
            "goals_specific": self.goals_specific,
            "target_groups": self.target_groups,
            "target_other": self.target_other,
            "cooperation_forms": self.cooperation_forms,
            "occupations": [
                {"code": o.code, "name_pl": o.name_pl} for o in self.occupations.all()
            ],
            "partners": [
                {"name": row.organisation.legal_name, "role": row.role}
                for row in self.partners.select_related("organisation")
            ],
            "other_partners": self.other_partners,
            "territory": self.territory,
            "cross_border": self.cross_border,
            "countries": self.countries,
            "period_start": _write(self.period_start),
            "period_end": _write(self.period_end),
            "activities": [
                {
                    "name": row.name,
                    "start_date": _write(row.start_date),
                    "end_date": _write(row.end_date),
                    "owner": row.owner,
                }
                for row in self.activities.all()
            ],
            "budget": [
                {
                    "category": row.category,
                    "note": row.note,
                    "amount": str(row.amount),
                    "source": row.source,
                }
                for row in self.budget.all()
            ],
            "budget_total": str(self.budget_total),
            "indicators": [
                {
                    "name": row.name,
                    "unit": row.unit,
                    "base": _number(row.base),
                    "target": _number(row.target),
                    "is_decrease": row.is_decrease,
                    "source": row.source,
                }
                for row in self.indicators.all()
            ],
            "risks": [
                {
                    "risk": row.risk,
                    "probability": row.probability,
                    "impact": row.impact,
                    "response": row.response,
                }
                for row in self.risks.all()
            ],
            "sustainability": self.sustainability,
            "accessibility_note": self.accessibility_note,
            "gdpr_note": self.gdpr_note,
            "wants_working_group": self.wants_working_group,
            "willing_to_lead": self.willing_to_lead,
            "publication_consent": self.publication_consent,
            "attachments": [
                {"title": row.title, "file": row.file_name, "sha256": row.sha256}
                for row in self.attachments.all()
            ],
        }

    @property
    def cooperation_labels(self) -> list:
        return [CooperationForm(value).label for value in self.cooperation_forms]

    @property
    def territory_labels(self) -> list:
        return [IdeaArea(value).label for value in self.territory] + [
            Neighbour(value).label for value in self.countries if self.cross_border
        ]

    @property
    def target_labels(self) -> list[tuple]:
        return [
            (TargetGroup(group).label, count)
            for group, count in self.target_groups.items()
        ]


def _write(value) -> str:
    return value.isoformat() if value else ""


def _number(value) -> str:
    """Return a number the same way before and after the database rounds it."""
    return f"{value:.2f}"


class IdeaPartner(models.Model):
    """An organisation in an idea. Its approver confirms by a click."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=IdeaPartnerRole,
        default=IdeaPartnerRole.PARTNER,
    )
    state = models.CharField(
        max_length=10, choices=AnswerState, default=AnswerState.WAITING, editable=False
    )
    asked_at = models.DateTimeField(null=True, editable=False)
    reminders_sent = models.PositiveSmallIntegerField(default=0, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    # What the approver looked at.
    version = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("partner of an idea")
        verbose_name_plural = _("partners of ideas")
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "organisation"],
                name="cluster_workflows_idea_partner_once",
                violation_error_message=_("This organisation is named already."),
            ),
            models.UniqueConstraint(
                fields=["idea"],
                condition=models.Q(role=IdeaPartnerRole.LEAD),
                name="cluster_workflows_idea_one_lead",
                violation_error_message=_("An idea has one leading organisation."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "asked_at"], name="cluster_workflows_idea_asked"
            ),
            models.Index(
                fields=["organisation", "idea"], name="cluster_workflows_idea_with"
            ),
            models.Index(
                fields=["organisation", "state"], name="cluster_workflows_idea_answers"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"


class IdeaCoauthor(models.Model):
    """Somebody invited to write an idea together."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="coauthors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=AnswerState, default=AnswerState.WAITING
    )
    invited_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "user"], name="cluster_workflows_idea_coauthor_once"
            )
        ]

    def __str__(self):
        return self.user.get_full_name() or self.user.get_username()


class IdeaActivity(models.Model):
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="activities")
    name = models.CharField(_("what is done"), max_length=200)
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("to"))
    owner = models.CharField(_("who is responsible"), max_length=120)

    class Meta:
        ordering = ["start_date", "pk"]

    def __str__(self):
        return self.name


class IdeaCost(models.Model):
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="budget")
    category = models.CharField(
        _("kind of cost"), max_length=12, choices=BudgetCategory
    )
    note = models.CharField(_("what for"), max_length=200, blank=True)
    amount = models.DecimalField(
        _("amount in PLN"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(0)],
    )
    source = models.CharField(_("paid from"), max_length=10, choices=BudgetSource)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_category_display()} {self.amount}"


class IdeaIndicator(models.Model):
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=40)
    base = models.DecimalField(_("now"), max_digits=12, decimal_places=2, default=0)
    target = models.DecimalField(_("aim"), max_digits=12, decimal_places=2)
    is_decrease = models.BooleanField(_("less is better"), default=False)
    source = models.CharField(_("where the number comes from"), max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


_scale = [MinValueValidator(1), MaxValueValidator(5)]


class IdeaRisk(models.Model):
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="risks")
    risk = models.CharField(_("risk"), max_length=300)
    probability = models.PositiveSmallIntegerField(
        _("probability, 1 to 5"), validators=_scale
    )
    impact = models.PositiveSmallIntegerField(_("impact, 1 to 5"), validators=_scale)
    response = models.CharField(_("what you do about it"), max_length=300)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.risk

    @property
    def weight(self) -> int:
        return self.probability * self.impact


class IdeaAttachment(models.Model):
    """A file, stored by its content."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(_("what it is"), max_length=160)
    file_name = models.CharField(max_length=170)
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.file_name


class IdeaSupport(models.Model):
    """A member endorses an idea, or follows what becomes of it."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="support")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=SupportKind)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "user", "kind"],
                name="cluster_workflows_idea_support_once",
            )
        ]

    def __str__(self):
        return f"{self.user} {self.get_kind_display()}"
