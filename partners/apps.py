from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    # Stored in tables and permissions. Never change it.
    label = "cluster_partners"
    verbose_name = _("Cluster partners")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models are not loaded before ready().
        from . import roles, signal_handlers  # noqa: PLC0415

        signal_handlers.connect()
        post_migrate.connect(
            roles.sync_roles_after_migrate, dispatch_uid="cluster_partners.sync_roles"
        )
        if apps.is_installed("allauth.mfa"):
            self._listen_to_passkeys()

    @staticmethod
    def _listen_to_passkeys():
        from allauth.mfa.signals import authenticator_used  # noqa: PLC0415 -- optional

        from .accounts import remember_confirmation  # noqa: PLC0415 -- needs allauth

        authenticator_used.connect(
            remember_confirmation, dispatch_uid="cluster_partners.confirmation"
        )
