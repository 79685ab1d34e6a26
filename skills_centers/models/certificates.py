from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .editions import Registration
from .staff import build_center_filter


class CertificateCounter(models.Model):
    """The last number given in a year. Numbers are never used again."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of certificates")

    def __str__(self):
        return f"{self.year}: {self.last}"


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(build_center_filter(user, "registration__edition__course__"))


class Certificate(models.Model):
    """What a center certifies. The words are frozen here, the PDF follows.

    They are copied and not followed through relations: a certificate must go on
    saying what it said on the day it was issued.
    """

    # Evidence refers to no page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    registration = models.OneToOneField(
        Registration, on_delete=models.PROTECT, related_name="certificate"
    )
    number = models.CharField(_("number"), max_length=20, unique=True)
    content = models.JSONField()
    # SHA-256 of the canonical content.
    version = models.CharField(max_length=64)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)

    documents = GenericRelation(
        "cluster_workflows.Document",
        content_type_field="subject_type",
        object_id_field="subject_id",
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse(
            "skills_centers_admin:participants", args=[self.registration.edition_id]
        )

    # What a document is about has these: see workflows.models.subjects.

    @property
    def display_number(self) -> str:
        return self.number

    @property
    def file_stem(self) -> str:
        return self.number.replace("/", "-")

    @property
    def signed_file(self):
        """The stored PDF, or None while it is being signed."""
        documents = list(self.documents.all())
        return documents[-1].latest if documents else None
