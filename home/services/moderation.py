"""Who writes pages and who publishes them: permissions on the tree, and the workflow.

Made for a new site and after each ``migrate``. What an administrator changed stays:
a group that has permissions on pages keeps exactly those, and so does a site that has
any workflow.
"""

from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from partners import roles

WRITING = ("add", "change")
PAGE_PERMISSIONS = {
    roles.EDITORS: WRITING,
    roles.MODERATORS: (*WRITING, "publish", "lock", "unlock"),
}
# Pictures and documents of the whole site: label of the app, name of the model.
FILES = (("wagtailimages", "image"), ("wagtaildocs", "document"))
FILE_PERMISSIONS = ("add", "change", "choose")
# What Wagtail's first migration calls it, in English whatever the site speaks.
WAGTAILS_NAME = "Moderators approval"


@transaction.atomic
def sync_moderation() -> None:
    """Let editors write and moderators publish, on all pages and with all files."""
    page_root = Page.get_first_root_node()
    file_root = Collection.get_first_root_node()
    if page_root is None or file_root is None:
        # A database that was just emptied; ``setup_site`` comes here again.
        return
    for label in ("wagtailcore", *(app for app, _model in FILES)):
        create_permissions(installed_apps.get_app_config(label), verbosity=0)
    groups = {
        name: Group.objects.get_or_create(name=name)[0] for name in PAGE_PERMISSIONS
    }
    for name, group in groups.items():
        _give_pages(group, page_root, PAGE_PERMISSIONS[name])
        for app_label, model_name in FILES:
            _give_files(group, file_root, app_label, model_name)
    _set_up_workflow(page_root, groups[roles.MODERATORS])


def sync_moderation_after_migrate(sender, using="default", **kwargs) -> None:
    if using == "default":
        sync_moderation()


def publish_what_is_due(sender, **kwargs) -> None:
    """Publish and expire pages on the minute that their editors chose."""
    call_command("publish_scheduled", verbosity=0)


def _give_pages(group, root, kinds) -> None:
    if group.page_permissions.exists():
        return
    for kind in kinds:
        GroupPagePermission.objects.create(group=group, page=root, permission_type=kind)


def _give_files(group, root, app_label: str, model_name: str) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label=app_label,
        codename__in=[f"{kind}_{model_name}" for kind in FILE_PERMISSIONS],
    )
    granted = GroupCollectionPermission.objects.filter(group=group)
    if granted.filter(permission__content_type__app_label=app_label).exists():
        return
    for permission in permissions:
        granted.create(group=group, collection=root, permission=permission)


def _set_up_workflow(root, moderators) -> None:
    """One step: any moderator. The button of an editor says "Submit to" its name."""
    with override(settings.LANGUAGE_CODE):
        name = gettext("moderation")
    if not Workflow.objects.exists():
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(moderators)
        workflow = Workflow.objects.create(name=name)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=root)
        return
    Workflow.objects.filter(name=WAGTAILS_NAME).update(name=name)
    GroupApprovalTask.objects.filter(name=WAGTAILS_NAME).update(name=name)
