from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from .organisations import Organisation


class PartnerDesk(models.Model):
    """The group and the picture folder of those who keep the page of one partner.

    Wagtail gives permission on pages to groups only. ``services.sync_desk`` fills the
    group from the memberships; whoever is added to it by hand is removed again.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="desk"
    )
    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="partner_desk"
    )
    collection = models.OneToOneField(
        Collection,
        null=True,
        on_delete=models.SET_NULL,
        related_name="partner_desk",
    )

    class Meta:
        verbose_name = _("desk of a partner")
        verbose_name_plural = _("desks of partners")

    def __str__(self):
        return str(self.organisation)
