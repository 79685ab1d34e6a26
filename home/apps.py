from django.apps import AppConfig
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

        from . import cache_handlers, signal_handlers  # noqa: PLC0415
        from .models import ContactMessage, EventRegistration  # noqa: PLC0415
        from .permission_policies import MessagePolicy  # noqa: PLC0415

        register_permission_policy(ContactMessage, MessagePolicy(ContactMessage))
        register_permission_policy(EventRegistration, ReadOnlyPolicy(EventRegistration))
        signal_handlers.register()
        cache_handlers.register()
