from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    # Stored in tables and permissions. Never change it.
    label = "cluster_partners"
    verbose_name = _("Cluster partners")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import roles  # noqa: PLC0415 -- models are not loaded before ready()

        post_migrate.connect(
            roles.sync_roles_after_migrate, dispatch_uid="cluster_partners.sync_roles"
        )
