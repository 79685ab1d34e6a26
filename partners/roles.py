"""Groups of the cluster and the permissions each of them needs."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from django.db.models import Q

COORDINATORS = "Coordinators"
LEADER_SIGNERS = "Leader signers"
EDITORS = "Editors"
MODERATORS = "Moderators"
AUDITORS = "Auditors"
CENTER_STAFF = "Center staff"
EVALUATORS = "Evaluators"
# Recommends on ideas while there is no council: the setting RECOMMENDER_GROUP.
COUNCIL = "Programme council"

# Who must have a second factor where the site asks for one.
SECOND_FACTOR_GROUPS = (COORDINATORS, LEADER_SIGNERS)

_REGISTER = [
    f"cluster_partners.{action}_{model}"
    for model in (
        *["organisation", "person", "personfunction", "membership"],
        *["workinggroup", "groupmember"],
    )
    for action in ("add", "change", "view", "delete")
]

# Papers of all working groups, whoever belongs to them.
_READ_GROUPS = "cluster_partners.can_read_all_groups"

# Their permissions come after ours, in the order of the installed apps.
_OTHER_APPS = {"wagtailadmin", "wagtail_localize"}

_COURSES = [
    "cluster_skills_centers.add_edition",
    "cluster_skills_centers.change_edition",
    "cluster_skills_centers.view_edition",
    "cluster_skills_centers.change_registration",
    "cluster_skills_centers.view_registration",
]

_EVENTS = [
    "cluster_home.change_eventregistration",
    "cluster_home.view_eventregistration",
]

_MESSAGES = [
    "cluster_home.delete_contactmessage",
    "cluster_home.view_contactmessage",
]

# Menu, footer, office data, tags of news.
_FRAME = [
    "cluster_home.change_footersettings",
    "cluster_home.change_officesettings",
    *[
        f"cluster_home.{action}_{model}"
        for model in ("menu", "newstag")
        for action in ("add", "change", "delete")
    ],
]

# Start a translation and take changes over. Publishing is a permission on pages.
_TRANSLATIONS = ["wagtail_localize.submit_translation"]

GROUP_PERMISSIONS = {
    COORDINATORS: [
        "wagtailadmin.access_admin",
        *_REGISTER,
        _READ_GROUPS,
        *_COURSES,
        *_EVENTS,
        *_MESSAGES,
        *_FRAME,
        "cluster_skills_centers.can_manage_all_centers",
        "cluster_skills_centers.add_centerstaff",
        "cluster_skills_centers.change_centerstaff",
        "cluster_skills_centers.delete_centerstaff",
        "cluster_skills_centers.view_centerstaff",
        "cluster_workflows.can_coordinate",
        "cluster_workflows.view_patronageagreement",
        "cluster_workflows.view_commitment",
        "cluster_workflows.view_idea",
        "cluster_workflows.view_sealingjob",
        "cluster_workflows.view_mailrecord",
        "cluster_workflows.view_auditevent",
        "cluster_workflows.view_consentrecord",
        "cluster_workflows.add_occupation",
        "cluster_workflows.change_occupation",
        "cluster_workflows.view_occupation",
    ],
    LEADER_SIGNERS: ["cluster_workflows.can_sign_for_leader", _READ_GROUPS],
    **dict.fromkeys(
        (EDITORS, MODERATORS),
        [
            "wagtailadmin.access_admin",
            *_EVENTS,
            *_MESSAGES,
            *_FRAME,
            *_TRANSLATIONS,
        ],
    ),
    EVALUATORS: ["cluster_workflows.can_evaluate"],
    COUNCIL: [],
    # Of which center an account is, the center says.
    CENTER_STAFF: ["wagtailadmin.access_admin", *_COURSES],
    AUDITORS: [
        "wagtailadmin.access_admin",
        "cluster_workflows.can_audit",
        _READ_GROUPS,
        "cluster_workflows.view_patronageagreement",
        "cluster_workflows.view_commitment",
        "cluster_workflows.view_idea",
        "cluster_workflows.view_auditevent",
        "cluster_workflows.view_consentrecord",
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
        if config.label.startswith("cluster_") or config.label in _OTHER_APPS:
            create_permissions(config, verbosity=0, using=using)
    sync_roles()


def holds(user, permission: str) -> bool:
    """Say whether somebody was given a permission, by a group or personally.

    To be a superuser is not enough: whoever runs the system neither reads the files of
    the cluster nor decides in them (domain §6), before somebody gives them the role.
    """
    if not (user.is_active and user.is_superuser):
        return user.has_perm(permission)
    app_label, _dot, codename = permission.partition(".")
    return Permission.objects.filter(
        Q(group__user=user) | Q(user=user),
        content_type__app_label=app_label,
        codename=codename,
    ).exists()
