from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SkillsCentersConfig(AppConfig):
    """Industry Skills Centers: centers, labs, courses, registrations."""

    name = "skills_centers"
    # Stored in tables and permissions. Never change it.
    label = "cluster_skills_centers"
    verbose_name = _("Industry Skills Centers")
    default_auto_field = "django.db.models.BigAutoField"
