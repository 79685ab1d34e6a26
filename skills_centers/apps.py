from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SkillsCentersConfig(AppConfig):
    """Industry Skills Centers: centers, labs, courses, registrations."""

    name = "skills_centers"
    # Stored in tables and permissions. Never change it.
    label = "cluster_skills_centers"
    verbose_name = _("Industry Skills Centers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models are not loaded before ready().
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from workflows.models.subjects import register_subject  # noqa: PLC0415
        from workflows.permission_policies import ReadOnlyPolicy  # noqa: PLC0415
        from workflows.services.privacy import (  # noqa: PLC0415
            register_personal_data,
        )
        from workflows.services.retention import (  # noqa: PLC0415
            register_retention,
        )
        from workflows.signals import document_signed, sweep  # noqa: PLC0415

        from .models import Edition, Registration  # noqa: PLC0415
        from .permission_policies import CenterPolicy  # noqa: PLC0415
        from .services.certificates import SUBJECT  # noqa: PLC0415
        from .services.mails import mail_signed_certificate  # noqa: PLC0415
        from .services.privacy import (  # noqa: PLC0415
            REGISTRATION_DATA,
            REGISTRATION_RULE,
        )
        from .services.retention import forget_on_sweep  # noqa: PLC0415

        register_permission_policy(Edition, CenterPolicy(Edition))
        register_permission_policy(Registration, ReadOnlyPolicy(Registration))
        register_subject(SUBJECT)
        register_personal_data(REGISTRATION_DATA)
        register_retention(REGISTRATION_RULE)
        document_signed.connect(
            mail_signed_certificate,
            dispatch_uid="cluster_skills_centers.mail_signed_certificate",
        )
        sweep.connect(
            forget_on_sweep, dispatch_uid="cluster_skills_centers.forget_on_sweep"
        )
