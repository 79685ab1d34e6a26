from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ExternalLink(models.Model):
    """A link of a page to another site, and what was found there last time."""

    # Written by a timer: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+"
    )
    url = models.URLField(_("address"), max_length=500)
    problem = models.CharField(_("problem"), max_length=250, blank=True)
    is_broken = models.BooleanField(default=False, db_index=True)
    checked_at = models.DateTimeField(_("checked"), default=timezone.now)

    class Meta:
        verbose_name = _("external link")
        verbose_name_plural = _("external links")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "url"], name="cluster_home_link_once"
            )
        ]

    def __str__(self):
        return self.url
