"""The base of what a flow carries, its versions and the remarks about it."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..permission_policies import is_office_or_auditor


class FlowSubjectQuerySet(models.QuerySet):
    """The narrowest scope: the office, auditors and who wrote it."""

    def visible_to(self, user):
        """Subjects that this account may see: the one place that scopes them."""
        if not user.is_authenticated:
            return self.none()
        own = models.Q(created_by_id=user.pk)
        if is_office_or_auditor(user):
            return self.filter(own | models.Q(submitted_at__isnull=False))
        return self.filter(own)


class FlowSubject(models.Model):
    """Carried by a flow from draft to signed documents. Abstract.

    A model adds ``state`` with its choices, ``title_pl`` and ``title_en``,
    ``build_content()``, ``get_absolute_url()`` and a manager with
    ``visible_to(user)``. ``states_of_drafts`` are those in which its author writes.
    State changes go through ``services.subjects.change_state``.
    """

    states_of_drafts: tuple = ()
    # Shown until there is a number.
    number_series = ""

    number = models.CharField(
        _("number"), max_length=24, unique=True, null=True, editable=False
    )
    state_since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    version = models.CharField(max_length=64, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)

    documents = GenericRelation(
        "cluster_workflows.Document", "subject_id", "subject_type"
    )
    steps = GenericRelation("cluster_workflows.Step", "subject_id", "subject_type")
    versions = GenericRelation(
        "cluster_workflows.SubjectVersion", "subject_id", "subject_type"
    )
    comments = GenericRelation(
        "cluster_workflows.SubjectComment", "subject_id", "subject_type"
    )

    objects = FlowSubjectQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.display_number} {self.title}"

    @property
    def display_number(self) -> str:
        """The number, or what a draft is called before it has one."""
        return self.number or _("draft %(id)s") % {"id": self.pk}

    @property
    def file_stem(self) -> str:
        """The number as the start of a file name."""
        if not self.number:
            return f"{self.number_series}-{self.pk}"
        return self.number.replace("/", "-")

    @property
    def slug(self) -> str:
        """The name of the model in addresses."""
        return self._meta.model_name

    @property
    def title(self) -> str:
        """The title in the language of the reader, else in Polish."""
        if (get_language() or "").startswith("en") and self.title_en:
            return self.title_en
        return self.title_pl

    @property
    def issue(self) -> int:
        """Contract documents about a subject are issued once."""
        return 1

    @property
    def sender(self):
        """From whom the subject comes, for lists of tasks."""
        return self.created_by.get_full_name() if self.created_by_id else ""

    @property
    def is_editable(self) -> bool:
        return self.state in self.states_of_drafts

    def build_content(self) -> dict:
        """Return everything that is decided about, as plain JSON values.

        Keys ``form``, ``title_pl`` and ``title_en`` are required; a subject with a
        contract document has ``signers`` as well, a list of what
        ``models.subjects.build_signer`` returns.
        """
        raise NotImplementedError


class SubjectVersion(models.Model):
    """What a subject said at a moment. Written once."""

    # Evidence refers to no page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+"
    )
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    hash = models.CharField(max_length=64)
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "hash"],
                name="cluster_workflows_subject_version_once",
            )
        ]

    def __str__(self):
        return f"{self.subject_id} {self.hash[:12]}"


class SubjectComment(models.Model):
    """A remark for everyone involved, or for the office only."""

    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+"
    )
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
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
        verbose_name = _("comment on an idea or a group's paper")
        verbose_name_plural = _("comments on ideas and groups' papers")
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id"],
                name="cluster_workflows_comment_of",
            )
        ]

    def __str__(self):
        return f"{self.author_name}: {self.text[:40]}"
