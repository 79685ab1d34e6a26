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

        from . import checks, models, signals  # noqa: PLC0415
        from .actions import group_kinds, group_schedule  # noqa: PLC0415
        from .actions import joining as joining_actions  # noqa: PLC0415
        from .permission_policies import ReadOnlyPolicy  # noqa: PLC0415
        from .services import joining as joining_services  # noqa: PLC0415

        checks.register_all()
        for model in (
            models.PatronageAgreement,
            models.Commitment,
            models.SealingJob,
            models.MailRecord,
            models.AuditEvent,
            models.Idea,
            models.ConsentRecord,
        ):
            register_permission_policy(model, ReadOnlyPolicy(model))
        group_kinds.register()
        joining_actions.register()
        signals.sweep.connect(
            joining_services.delete_on_sweep,
            dispatch_uid="cluster_workflows.unconfirmed_applications",
        )
        signals.sweep.connect(
            group_schedule.run_on_sweep,
            dispatch_uid="cluster_workflows.sweep_groups",
        )
        self._register_ideas()

    def _register_ideas(self):
        from .actions import idea_kind, ideas  # noqa: PLC0415
        from .models.subjects import register_subject  # noqa: PLC0415
        from .signals import sweep  # noqa: PLC0415

        register_subject(idea_kind.IDEAS)
        sweep.connect(
            ideas.remind_partners, dispatch_uid="cluster_workflows.remind_partners"
        )
