import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import DocumentType, JobKind, JobState
from .agreements import PatronageAgreement
from .parties import AgreementSigner
from .processes import Decision
from .subjects import (
    AboutSubject,
    DocumentSpec,
    about_one_thing,
    get_subject_kind,
    list_subject_models,
    refer_to,
)

FILE_LABELS = {
    DocumentType.RECEIPT: "potwierdzenie",
    DocumentType.FORMAL_CARD: "karta-formalna",
    DocumentType.PARTY_APPROVAL: "akceptacja-strony",
    DocumentType.SIGN_OFF_SHEET: "karta-uzgodnien",
    DocumentType.AGREEMENT: "umowa",
    DocumentType.DECISION_RECORD: "decyzja",
    DocumentType.AUDIT_CERTIFICATE: "poswiadczenie",
}


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Documents about what this account may see."""
        visible = models.Q(
            agreement__in=PatronageAgreement.objects.visible_to(user).values("pk")
        )
        for model in list_subject_models():
            visible |= models.Q(
                subject_type=ContentType.objects.get_for_model(model),
                subject_id__in=model.objects.visible_to(user).values("pk"),
            ) & get_subject_kind(model).limit_documents(user)
        return self.filter(visible)

    def contracts_of(self, subject, process_id: int):
        """What several sign in a process about a subject: no record, no receipt."""
        return self.filter(
            **refer_to(subject),
            process_id=process_id,
            type__in=get_subject_kind(subject).contract_types,
        )


class Document(AboutSubject):
    """A contract document, a step record, or a certificate of another app.

    It is about an agreement or about a registered subject. Its bytes are its
    revisions.
    """

    # What the QR code and the verification page know. Says nothing about people.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        PatronageAgreement,
        null=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    process_id = models.BigIntegerField(null=True)
    decision = models.OneToOneField(
        Decision, null=True, on_delete=models.PROTECT, related_name="document"
    )
    type = models.CharField(_("type"), max_length=20, choices=DocumentType)
    issue = models.PositiveSmallIntegerField(default=1)
    # Position among the documents about the same thing, for file names.
    ordinal = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)
    superseded_reason = models.TextField(blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "ordinal"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "ordinal"],
                name="cluster_workflows_document_ordinal",
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "ordinal"],
                name="cluster_workflows_subject_ordinal",
            ),
            about_one_thing("cluster_workflows_document_about_one"),
        ]

    def __str__(self):
        return f"{self.get_type_display()} {self.about.display_number}"

    @property
    def spec(self) -> DocumentSpec:
        """How a document about a subject is made. Not for agreements."""
        return get_subject_kind(self.subject).documents[self.type]

    @property
    def is_contract(self) -> bool:
        """Whether it is frozen first and signed by several."""
        if self.agreement_id:
            return self.type == DocumentType.AGREEMENT
        return self.spec.is_contract

    @property
    def latest(self):
        """The newest revision, or None while the first is being made."""
        revisions = list(self.revisions.all())
        return revisions[-1] if revisions else None


class RevisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(document__in=Document.objects.visible_to(user).values("pk"))


class Revision(models.Model):
    """One state of a PDF. Each signature adds a row; no row is rewritten."""

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveSmallIntegerField()
    job = models.OneToOneField(
        "SealingJob", on_delete=models.PROTECT, related_name="revision"
    )
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=0)
    # Names of the signature fields that are filled, in the order of signing.
    signatures = models.JSONField(default=list)
    pades_level = models.CharField(max_length=6, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"],
                name="cluster_workflows_revision_number",
            )
        ]

    def __str__(self):
        return self.file_name

    @property
    def file_name(self) -> str:
        """A name a person understands: KP-2026-0001_umowa_rev3.pdf."""
        document = self.document
        if not document.agreement_id:
            return self._subject_file_name
        label = FILE_LABELS[document.type]
        if document.type == DocumentType.AGREEMENT:
            issue = f"-{document.issue}" if document.issue > 1 else ""
            return f"{document.agreement.file_stem}_{label}{issue}_rev{self.number}.pdf"
        return f"{document.agreement.file_stem}_{document.ordinal:02d}_{label}.pdf"

    @property
    def _subject_file_name(self) -> str:
        document, spec = self.document, self.document.spec
        stem = document.subject.file_stem
        if spec.is_contract:
            return f"{stem}_{spec.file_label}_rev{self.number}.pdf"
        if document.decision_id:
            return f"{stem}_{document.ordinal:02d}_{spec.file_label}.pdf"
        return f"{stem}_{spec.file_label}.pdf"


class SealingJob(models.Model):
    """Work that follows a decision: render, sign, timestamp, store.

    The claim is a conditional UPDATE with a lease, so that two workers never
    do the same job and a killed worker loses nothing.
    """

    # Evidence refers to no page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    kind = models.CharField(_("kind"), max_length=12, choices=JobKind)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="jobs"
    )
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="jobs"
    )
    signer = models.ForeignKey(
        AgreementSigner, null=True, on_delete=models.PROTECT, related_name="jobs"
    )
    # Viewflow's job task that goes on when the file is stored; none for records
    # of a process that was ended.
    task_id = models.BigIntegerField(null=True, unique=True)
    process_id = models.BigIntegerField(null=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=JobState,
        default=JobState.WAITING,
        db_index=True,
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_by = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("sealing job")
        verbose_name_plural = _("sealing jobs")

    def __str__(self):
        return f"{self.get_kind_display()} #{self.pk}"
