from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .centers import SkillsCenterPage
from .translations import get_original

MANAGE_ALL = "cluster_skills_centers.can_manage_all_centers"


class CenterStaff(models.Model):
    """An account that looks after the courses of a center.

    What it may do there the group *Center staff* says; this says where.
    """

    center = models.ForeignKey(
        SkillsCenterPage,
        verbose_name=_("skills center"),
        on_delete=models.CASCADE,
        related_name="staff",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="cluster_skills_centers",
    )

    class Meta:
        ordering = ["center", "user"]
        verbose_name = _("staff of a center")
        verbose_name_plural = _("staff of the centers")
        constraints = [
            models.UniqueConstraint(
                fields=["center", "user"],
                name="cluster_skills_centers_staff_once",
                violation_error_message=_("This account is assigned already."),
            )
        ]

    def __str__(self):
        return f"{self.user} – {self.center}"

    def save(self, *args, **kwargs):
        self.center = get_original(self.center)
        super().save(*args, **kwargs)


def manages_all(user) -> bool:
    return user.is_active and user.has_perm(MANAGE_ALL)


def list_center_paths(user) -> list[str]:
    """Return where in the page tree the centers of a person are, in all languages."""
    keys = CenterStaff.objects.filter(user_id=user.pk).values("center__translation_key")
    centers = SkillsCenterPage.objects.filter(translation_key__in=keys)
    return list(centers.values_list("path", flat=True))


def build_center_filter(user, prefix: str = "") -> models.Q:
    """Return the condition for rows of a person's centers.

    ``prefix`` leads to the course. Whoever manages all centers sees every row.
    """
    if manages_all(user):
        return models.Q()
    found = models.Q(pk__in=[])
    if user.is_active:
        for path in list_center_paths(user):
            found |= models.Q(**{f"{prefix}path__startswith": path})
    return found
