"""Consents of people, and what a sweep does once in a period."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ConsentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn_at=None)


class ConsentRecord(models.Model):
    """Who agreed to which wording, when, and whether it was withdrawn (RODO art. 7).

    Kept when the account is anonymised: it proves that something was lawful.
    """

    # Evidence refers to no page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="consents",
    )
    # For those without an account.
    name = models.CharField(_("who"), max_length=160)
    email = models.EmailField(_("e-mail"), blank=True)
    purpose = models.CharField(_("purpose"), max_length=60, db_index=True)
    text = models.TextField(_("wording"))
    # The first characters of the SHA-256 of the wording.
    text_version = models.CharField(_("version of the wording"), max_length=16)
    about = models.CharField(_("about"), max_length=250, blank=True)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self):
        return f"{self.name}: {self.purpose}"


class SweepClaim(models.Model):
    """What a sweep did once in a period: whoever writes the row does it."""

    key = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("claim of a sweep")

    def __str__(self):
        return self.key
