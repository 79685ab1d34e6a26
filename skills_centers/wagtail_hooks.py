"""What the staff of the centers finds in the Wagtail admin, and partners on a page."""

from django.urls import include, path
from django.utils.translation import gettext as _
from wagtail import hooks

from partners.sections import PartnerSection, SectionEntry

from .actions import AUDIT_ACTIONS
from .services.listings import list_courses_of_partner
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


@hooks.register("construct_partner_sections")
def add_courses(page, request, sections):
    """Show on the page of a partner the courses of the centers it stands behind."""
    courses = list_courses_of_partner(page.organisation_id, page.locale_id)
    sections.append(
        PartnerSection(
            key="courses",
            title=_("Courses of Industry Skills Centers"),
            entries=[
                SectionEntry(
                    entry.page.title,
                    entry.page.get_url(request) or "",
                    (
                        entry.next_edition.display_days
                        if entry.next_edition
                        else _("No date at the moment"),
                    ),
                )
                for entry in courses
            ],
            order=20,
            cache_tags=(
                "model:cluster_skills_centers.skillscenterpage",
                "model:cluster_skills_centers.coursepage",
                "model:cluster_skills_centers.edition",
            ),
        )
    )
