from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import MailState
from .agreements import PatronageAgreement


class MailRecord(models.Model):
    """A message to one person, written with the event and sent after the commit."""

    # Evidence refers to no page: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    key = models.CharField(_("event"), max_length=60, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=5)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    # An entry for the person's calendar (RFC 5545), sent as an attachment.
    calendar = models.TextField(_("calendar entry"), blank=True)
    agreement = models.ForeignKey(
        PatronageAgreement, null=True, on_delete=models.SET_NULL, related_name="mails"
    )
    # What else it is about: an idea, a group's paper.
    about_type = models.ForeignKey(
        ContentType, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    about_id = models.BigIntegerField(null=True)
    about = GenericForeignKey("about_type", "about_id")
    # Read in the portal; the portal shows all messages, sent or not.
    read_at = models.DateTimeField(_("read"), null=True)
    # Where the link of the message leads.
    path = models.CharField(max_length=250, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=MailState,
        default=MailState.WAITING,
        db_index=True,
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(_("error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            # With the key, so that messages are counted from here.
            models.Index(
                fields=["user", "read_at", "-id", "key"],
                name="cluster_workflows_messages",
            ),
        ]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self):
        return f"{self.key} → {self.address}"
