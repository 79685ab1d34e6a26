from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation

from ..enums import (
    EDITABLE_STATES,
    AgreementState,
    ClassScope,
    ConclusionDateRule,
    Confidentiality,
    DocumentKind,
    Insurer,
    SchoolType,
    Territory,
)
from ..permission_policies import is_office_or_auditor
from .occupations import Occupation
from .parts import SPARSE, Part, join_parts, lead_to

school_year_validator = RegexValidator(
    r"^[0-9]{4}/[0-9]{4}$", _("Write the school year as 2027/2028.")
)


class PatronageAgreementQuerySet(models.QuerySet):
    def public(self):
        """Agreements in force of which anybody may read a summary."""
        return self.filter(
            state=AgreementState.IN_FORCE,
            confidentiality=Confidentiality.PUBLIC_SUMMARY,
        )

    def visible_to(self, user):
        """Agreements that this account may see: the one place that scopes them.

        The office and auditors see all that was submitted, a partner those of
        its organisations, an author their own drafts.
        """
        if not user.is_authenticated:
            return self.none()
        own = Organisation.objects.of_user(user).values("pk")
        return self.filter(join_parts(self._list_parts(user, [own])))

    def list_parts(self, user) -> list[Part]:
        """The same scope, for lists with the newest first."""
        if not user.is_authenticated:
            return []
        own = Organisation.objects.of_user(user).values_list("pk", flat=True)
        parts = self._list_parts(user, [[pk] for pk in own])
        signed = parts[-1].rows
        if signed is None or signed.order_by()[: SPARSE + 1].count() <= SPARSE:
            return parts
        signers = signed.filter(party__agreement=models.OuterRef("pk"))
        return [*parts[:-1], Part(models.Q(models.Exists(signers)))]

    def _list_parts(self, user, organisations: list) -> list[Part]:
        if is_office_or_auditor(user):
            drafts = models.Q(submitted_at=None) & ~models.Q(created_by_id=user.pk)
            return [Part(~drafts)]
        parties = self.model.parties.rel.related_model.objects
        signers = parties.model.signers.rel.related_model.objects
        parts = [Part(models.Q(created_by_id=user.pk))]
        for own in organisations:
            parts += [
                Part(models.Q(initiator__in=own)),
                lead_to(
                    parties.filter(
                        organisation__in=own, agreement__submitted_at__isnull=False
                    ),
                    "agreement_id",
                ),
            ]
        signed = signers.filter(
            user_id=user.pk, party__agreement__submitted_at__isnull=False
        )
        return [*parts, lead_to(signed, "party__agreement_id")]


class PatronageAgreement(models.Model):
    """An agreement by which an employer takes a school class under its patronage.

    State changes go through ``services.agreements.change_state``. The parties'
    data are copied into the agreement: a signed document must go on saying
    what it said on the day it was signed.
    """

    # Document head (domain §1.4 A)
    number = models.CharField(
        _("number"), max_length=20, unique=True, null=True, editable=False
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=AgreementState,
        default=AgreementState.DRAFT,
        db_index=True,
        editable=False,
    )
    state_since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    document_kind = models.CharField(
        _("kind of document"),
        max_length=20,
        choices=DocumentKind,
        default=DocumentKind.CONTRACT,
    )
    title_pl = models.CharField(_("title in Polish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    # Printed under the title, for partners across the border: nothing else of the
    # document is in these languages.
    title_de = models.CharField(_("title in German"), max_length=200, blank=True)
    title_cs = models.CharField(_("title in Czech"), max_length=200, blank=True)
    place = models.CharField(_("place of conclusion"), max_length=80, blank=True)
    conclusion_date_rule = models.CharField(
        _("date of conclusion"),
        max_length=25,
        choices=ConclusionDateRule,
        default=ConclusionDateRule.LAST_SIGNATURE,
    )
    conclusion_date = models.DateField(_("fixed date"), null=True, blank=True)
    confidentiality = models.CharField(
        _("who may know"),
        max_length=20,
        choices=Confidentiality,
        default=Confidentiality.PUBLIC_SUMMARY,
    )
    purpose_pl = models.TextField(_("why, in Polish"), max_length=1500, blank=True)
    purpose_en = models.TextField(_("why, in English"), max_length=1500, blank=True)

    # Class (domain §1.4 C)
    school_type = models.CharField(
        _("type of school"), max_length=12, choices=SchoolType, blank=True
    )
    occupation = models.ForeignKey(
        Occupation,
        verbose_name=_("occupation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    is_new_occupation = models.BooleanField(
        _("the school starts this occupation"), default=False
    )
    labour_opinion_number = models.CharField(
        _("number of the labour market council's opinion"), max_length=60, blank=True
    )
    labour_opinion_date = models.DateField(
        _("date of the opinion"), null=True, blank=True
    )
    class_name = models.CharField(_("name of the class"), max_length=120, blank=True)
    class_symbol = models.CharField(_("class symbol"), max_length=10, blank=True)
    class_scope = models.CharField(
        _("who is covered"),
        max_length=12,
        choices=ClassScope,
        default=ClassScope.WHOLE_CLASS,
    )
    group_size = models.PositiveSmallIntegerField(
        _("students in the group"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
    )
    start_school_year = models.CharField(
        _("first school year"),
        max_length=9,
        blank=True,
        validators=[school_year_validator],
    )
    end_school_year = models.CharField(
        _("last school year"),
        max_length=9,
        blank=True,
        validators=[school_year_validator],
    )
    grades_covered = models.JSONField(_("grades covered"), default=list, blank=True)
    recruitment_note = models.TextField(
        _("note on admission"), max_length=1000, blank=True
    )

    # Legal part and attestations (domain §1.4 E)
    child_protection_standards = models.BooleanField(
        _("the employer has child-protection standards"), default=False
    )
    child_protection_date = models.DateField(
        _("date of the standards"), null=True, blank=True
    )
    child_protection_url = models.URLField(
        _("where the standards are published"), blank=True
    )
    staff_checked_registers = models.BooleanField(
        _("people admitted to work with minors are checked in the registers"),
        default=False,
    )
    ohs_training = models.BooleanField(
        _("the employer gives health and safety training"), default=False
    )
    school_insures = models.BooleanField(
        _("the school insures the students (NNW)"), default=False
    )
    liability_insurance_by = models.CharField(
        _("who pays the liability insurance (OC) of the students"),
        max_length=15,
        choices=Insurer,
        blank=True,
    )
    separate_controllers = models.BooleanField(
        _("school and employer are separate controllers of personal data"),
        default=False,
    )
    processing_agreement_needed = models.BooleanField(
        _("a data processing agreement is needed"), default=False
    )
    image_consents_by_school = models.BooleanField(
        _("the school collects consents to the use of images"), default=False
    )
    logo_licence = models.TextField(_("use of logos"), max_length=1000, blank=True)
    logo_territory = models.CharField(
        _("where logos may be used"), max_length=10, choices=Territory, blank=True
    )
    logo_channels = models.JSONField(
        _("how logos may be used"), default=list, blank=True
    )
    logo_revocation_days = models.PositiveSmallIntegerField(
        _("notice to end the use of logos, in days"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(365)],
    )
    local_government_pays = models.BooleanField(
        _("money of a local government is involved"), default=False
    )
    total_value = models.DecimalField(
        _("total value (PLN)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    start_date = models.DateField(_("in force from"), null=True, blank=True)
    end_date = models.DateField(_("in force to"), null=True, blank=True)
    is_indefinite = models.BooleanField(_("for an indefinite time"), default=False)
    end_date_reason = models.CharField(
        _("why it does not end with a school year"), max_length=300, blank=True
    )
    notice_months = models.PositiveSmallIntegerField(
        _("notice period in months"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    notice_to_school_year_end = models.BooleanField(
        _("notice takes effect at the end of the school year"), default=True
    )
    continuation_duty = models.BooleanField(
        _("the employer completes the running cycle"), default=True
    )
    report_due_day = models.CharField(
        _("annual report by (day and month)"),
        max_length=5,
        default="31.07",
        validators=[
            RegexValidator(
                r"^(0[1-9]|[12][0-9]|3[01])\.(0[1-9]|1[0-2])$",
                _("Write day and month as 31.07."),
            )
        ],
    )

    # Evidence and bookkeeping
    initiator = models.ForeignKey(
        Organisation,
        verbose_name=_("submitted by"),
        on_delete=models.PROTECT,
        related_name="initiated_agreements",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    version = models.CharField(
        _("version"), max_length=64, blank=True, editable=False, db_index=True
    )
    # Rises when a document is issued again after an aborted signing.
    issue = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = PatronageAgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("patronage class agreement")
        verbose_name_plural = _("patronage class agreements")
        permissions = [
            ("can_coordinate", _("Can check and sign off agreements")),
            ("can_audit", _("Can read all agreements and the audit log")),
            ("can_sign_for_leader", _("Can sign for the leader of the cluster")),
        ]
        indexes = [
            models.Index(fields=["created_at", "id"], name="cluster_workflows_made"),
            # Both columns of what the office sees, so that it is counted from here.
            models.Index(
                fields=["submitted_at", "created_by"],
                name="cluster_workflows_submitted",
            ),
            models.Index(
                fields=["created_by", "state"], name="cluster_workflows_drafts"
            ),
        ]

    def __str__(self):
        return f"{self.display_number} {self.title}".strip()

    def get_absolute_url(self):
        return reverse("workflows:agreement", args=[self.pk])

    @property
    def title(self) -> str:
        """The title in the language of the reader."""
        if get_language() != "pl" and self.title_en:
            return self.title_en
        return self.title_pl

    @property
    def display_number(self) -> str:
        return self.number or str(_("draft %(id)s") % {"id": self.pk})

    @property
    def sender(self):
        """From whom the agreement comes, for lists of tasks."""
        return self.initiator

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE_STATES

    def is_in_term(self, day) -> bool:
        """Say whether a day lies in the term, as far as the term is known."""
        if self.start_date and day < self.start_date:
            return False
        return self.is_indefinite or not self.end_date or day <= self.end_date

    @property
    def file_stem(self) -> str:
        """The number as a file name: KP-2026-0001."""
        return (self.number or f"draft-{self.pk}").replace("/", "-")


class AgreementVersion(models.Model):
    """What an agreement said at one moment. Approvals and signatures name its hash."""

    agreement = models.ForeignKey(
        PatronageAgreement, on_delete=models.CASCADE, related_name="versions"
    )
    hash = models.CharField(max_length=64)
    canonical_form = models.PositiveSmallIntegerField()
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "hash"],
                name="cluster_workflows_one_row_per_version",
            )
        ]

    def __str__(self):
        return f"{self.agreement_id} {self.hash[:12]}"


class AgreementComment(models.Model):
    """A remark for everyone involved, or for the office only."""

    agreement = models.ForeignKey(
        PatronageAgreement, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=160)
    text = models.TextField(_("comment"), max_length=3000)
    office_only = models.BooleanField(_("for the office only"), default=False)
    version = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return f"{self.author_name}: {self.text[:40]}"


class NumberCounter(models.Model):
    """The last number given in a year. Numbers are never used again."""

    series = models.CharField(max_length=8, default="KP")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number counter")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year"], name="cluster_workflows_one_counter"
            )
        ]

    def __str__(self):
        return f"{self.series} {self.year}: {self.last}"
