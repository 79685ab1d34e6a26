"""What the staff of the centers finds in the Wagtail admin."""

from django.urls import include, path
from wagtail import hooks

from .actions import AUDIT_ACTIONS
from .viewsets import SkillsCentersViewSetGroup


@hooks.register("register_admin_urls")
def register_urls():
    return [path("cluster-skills-centers/", include("skills_centers.admin_urls"))]


@hooks.register("register_admin_viewset")
def register_viewsets():
    return SkillsCentersViewSetGroup()


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, label in AUDIT_ACTIONS.items():
        actions.register_action(action, label, label)
