"""Groups of the cluster and the permissions each of them needs."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions

COORDINATORS = "Coordinators"
LEADER_SIGNERS = "Leader signers"
EDITORS = "Editors"
AUDITORS = "Auditors"

# Who must have a second factor where the site asks for one.
SECOND_FACTOR_GROUPS = (COORDINATORS, LEADER_SIGNERS)

_REGISTER = [
    f"cluster_partners.{action}_{model}"
    for model in ("organisation", "person", "personfunction", "membership")
    for action in ("add", "change", "view", "delete")
]

GROUP_PERMISSIONS = {
    COORDINATORS: [
        "wagtailadmin.access_admin",
        *_REGISTER,
        "cluster_workflows.can_coordinate",
        "cluster_workflows.view_patronageagreement",
        "cluster_workflows.view_sealingjob",
        "cluster_workflows.view_mailrecord",
        "cluster_workflows.view_auditevent",
        "cluster_workflows.add_occupation",
        "cluster_workflows.change_occupation",
        "cluster_workflows.view_occupation",
    ],
    LEADER_SIGNERS: ["cluster_workflows.can_sign_for_leader"],
    EDITORS: ["wagtailadmin.access_admin"],
    AUDITORS: [
        "wagtailadmin.access_admin",
        "cluster_workflows.can_audit",
        "cluster_workflows.view_patronageagreement",
        "cluster_workflows.view_auditevent",
    ],
}


def sync_roles(app_registry=installed_apps) -> None:
    """Make the groups and give each the permissions that exist by now.

    A host site may leave out an app; its permissions are then skipped. Extra
    permissions that an administrator gave a group stay.
    """
    group_model = app_registry.get_model("auth", "Group")
    permission_model = app_registry.get_model("auth", "Permission")
    for name, wanted in GROUP_PERMISSIONS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        for permission in wanted:
            app_label, codename = permission.split(".")
            group.permissions.add(
                *permission_model.objects.filter(
                    content_type__app_label=app_label, codename=codename
                )
            )


def sync_roles_after_migrate(sender, apps=installed_apps, using="default", **kwargs):
    """Run once per `migrate`, for the last of our apps that is migrated."""
    if using != "default" or not sender.label.startswith("cluster_"):
        return
    for config in installed_apps.get_app_configs():
        if config.label in {"cluster_partners", "cluster_workflows", "wagtailadmin"}:
            create_permissions(config, verbosity=0, using=using)
    sync_roles()
