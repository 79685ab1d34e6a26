from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    name = "workflows"
    # Stored in tables, permissions and Viewflow references. Never change it.
    label = "cluster_workflows"
    verbose_name = _("Cluster workflows")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models are not loaded before ready().
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from . import checks, models  # noqa: PLC0415
        from .permission_policies import ReadOnlyPolicy  # noqa: PLC0415

        checks.register_all()
        for model in (
            models.PatronageAgreement,
            models.Commitment,
            models.SealingJob,
            models.MailRecord,
            models.AuditEvent,
        ):
            register_permission_policy(model, ReadOnlyPolicy(model))
