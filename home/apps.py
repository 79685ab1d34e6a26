from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    # Stored in tables and permissions. Never change it.
    label = "cluster_home"
    verbose_name = _("Cluster site")
    default_auto_field = "django.db.models.BigAutoField"
