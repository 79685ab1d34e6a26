from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    # Stored in tables and permissions. Never change it.
    label = "cluster_home"
    verbose_name = _("Cluster site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models are ready only now.
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from workflows.permission_policies import ReadOnlyPolicy  # noqa: PLC0415
        from workflows.services.privacy import (  # noqa: PLC0415
            register_personal_data,
        )
        from workflows.services.retention import (  # noqa: PLC0415
            register_retention,
        )
        from workflows.signals import sweep  # noqa: PLC0415

        from . import cache_handlers, signal_handlers  # noqa: PLC0415
        from .models import ContactMessage, EventRegistration  # noqa: PLC0415
        from .permission_policies import MessagePolicy  # noqa: PLC0415
        from .services import moderation, privacy  # noqa: PLC0415

        register_permission_policy(ContactMessage, MessagePolicy(ContactMessage))
        register_permission_policy(EventRegistration, ReadOnlyPolicy(EventRegistration))
        register_personal_data(privacy.MESSAGE_DATA)
        register_retention(privacy.MESSAGE_RULE)
        signal_handlers.register()
        cache_handlers.register()
        post_migrate.connect(
            moderation.sync_moderation_after_migrate,
            sender=self,
            dispatch_uid="cluster_home.sync_moderation",
        )
        sweep.connect(
            moderation.publish_what_is_due, dispatch_uid="cluster_home.publish_due"
        )
