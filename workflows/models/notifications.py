"""What a person wants by mail, and texts that the office changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailGroup(models.TextChoices):
    """Groups of events that a person switches together."""

    TASKS = "tasks", _("What waits for me, signatures, my account")
    PROGRESS = "progress", _("What happens in matters of mine")
    COMMENTS = "comments", _("Comments")
    OFFICE = "office", _("Work of the office: delays, failures, lists")


# Whoever is asked to act is told by mail, whatever they chose.
MANDATORY_GROUPS = (MailGroup.TASKS,)


class MailMode(models.TextChoices):
    ON = "on", pgettext_lazy("mails", "at once")
    DIGEST = "digest", pgettext_lazy("mails", "once a day, in one mail")
    OFF = "off", pgettext_lazy("mails", "not by mail, in the portal only")


class NotificationSettings(models.Model):
    """What one person chose. Without a row everything is mailed at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notification_settings",
    )
    # Group → mode. Groups that are missing are mailed at once.
    modes = models.JSONField(default=dict)
    # Claimed by the sweep that sends the digest of a day.
    last_digest_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("notification settings")
        verbose_name_plural = _("notification settings")

    def __str__(self):
        return str(self.user)

    def get_mode(self, group: str) -> str:
        """Return how messages of a group reach the person."""
        if group in MANDATORY_GROUPS:
            return MailMode.ON
        mode = self.modes.get(group)
        return mode if mode in MailMode.values else MailMode.ON


class MailTemplate(models.Model):
    """The office's wording of a mail in one language, instead of the one in code."""

    # No page is referred to: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    key = models.CharField(_("event"), max_length=60)
    language = models.CharField(_("language"), max_length=5)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=5000)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["key", "language"]
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "language"], name="cluster_workflows_one_text_per_mail"
            )
        ]

    def __str__(self):
        return f"{self.key} ({self.language})"
