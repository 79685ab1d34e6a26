from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    name = "workflows"
    # Stored in tables, permissions and Viewflow references. Never change it.
    label = "cluster_workflows"
    verbose_name = _("Cluster workflows")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks  # noqa: F401, PLC0415 -- registers itself
