"""What this site adds to the admin, and to the pages of partners."""

from dataclasses import replace

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from partners.sections import PartnerSection, SectionEntry

from . import actions
from .enums import SiteAction
from .models import EventPage
from .models.duties import get_notice_url
from .panels import DeclarationPanel
from .rich_text import LocalPageLinkHandler
from .services.events import list_events_of_partner
from .services.frame import get_action_url
from .views import translations as translation_views
from .viewsets import (
    ContactMessageViewSet,
    EventRegistrationViewSet,
    MenuViewSet,
    NewsTagViewSet,
)

# Coming and past ones, each.
EVENTS_SHOWN = 6

register_snippet(MenuViewSet)
register_snippet(NewsTagViewSet)


@hooks.register("before_serve_page")
def remember_page(page, request, serve_args, serve_kwargs):
    """Tell the cache of pages which page answers."""
    request.served_page = page


# After Wagtail's own handler, in its place.
@hooks.register("register_rich_text_features", order=1)
def register_links(features):
    features.register_link_type(LocalPageLinkHandler)


@hooks.register("register_admin_urls")
def register_urls():
    return [path("cluster-home/", include("home.admin_urls"))]


# Before those of wagtail-localize, at the same addresses.
@hooks.register("register_admin_urls", order=-1)
def register_guarded_urls():
    return [
        path(
            "localize/update/<int:translation_source_id>/",
            translation_views.GuardedUpdateTranslationsView.as_view(),
            name="cluster_home_update_translations",
        ),
        path(
            "localize/page/<int:page_id>/convert_to_alias/",
            translation_views.convert_to_alias,
            name="cluster_home_convert_to_alias",
        ),
    ]


@hooks.register("register_admin_viewset")
def register_event_registrations():
    return EventRegistrationViewSet("cluster_event_registrations")


@hooks.register("register_admin_viewset")
def register_contact_messages():
    return ContactMessageViewSet("cluster_messages")


@hooks.register("insert_global_admin_js")
def add_counters():
    """Count the characters of titles and descriptions."""
    return format_html(
        '<script src="{}" defer></script>', static("home/js/admin_counters.js")
    )


@hooks.register("construct_homepage_panels")
def add_declaration_panel(request, panels):
    if page_permission_policy.user_has_permission(request.user, "publish"):
        panels.append(DeclarationPanel())


@hooks.register("cluster_privacy_notice_url")
def find_privacy_notice(request, purpose):
    return get_notice_url(request, purpose)


class ReportMenuItem(MenuItem):
    """Shown to everybody who works on pages."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(
            request.user, {"add", "change", "publish"}
        )


@hooks.register("register_reports_menu_item")
def register_translations_report():
    return ReportMenuItem(
        _("Pages and languages"),
        reverse("home_admin:translations"),
        name="cluster-translations",
        icon_name="wagtail-localize-language",
        order=100,
    )


@hooks.register("register_reports_menu_item")
def register_links_report():
    return ReportMenuItem(
        _("Broken links"),
        reverse("home_admin:broken_links"),
        name="cluster-links",
        icon_name="link",
        order=110,
    )


@hooks.register("register_reports_menu_item")
def register_images_report():
    return ReportMenuItem(
        _("Pictures without a description"),
        reverse("home_admin:images_without_text"),
        name="cluster-pictures",
        icon_name="image",
        order=120,
    )


@hooks.register("register_reports_menu_item")
def register_stale_report():
    return ReportMenuItem(
        _("Pages that have grown old"),
        reverse("home_admin:stale_pages"),
        name="cluster-stale",
        icon_name="time",
        order=130,
    )


@hooks.register("register_log_actions")
def register_log_actions(registry):
    for action, label in actions.LOG_ACTIONS.items():
        registry.register_action(action, label, label)


@hooks.register("register_page_header_buttons")
def add_registrations_button(page, user, view_name, next_url=None):
    """Lead from an event to the people who come, whatever its language is."""
    if (
        isinstance(page, EventPage)
        and page.has_registration
        and user.has_perm(actions.VIEW_REGISTRATIONS)
    ):
        yield Button(
            _("Registrations"),
            reverse("home_admin:event_registrations", args=[page.original.pk]),
            icon_name="group",
            priority=60,
        )


@hooks.register("construct_partner_sections")
def add_events(page, request, sections):
    coming, past = list_events_of_partner(
        page.organisation_id, page.locale, EVENTS_SHOWN
    )
    for key, title, events, order in (
        ("events", gettext("Events"), coming, 30),
        ("past-events", gettext("Past events"), past, 40),
    ):
        entries = []
        for event in events:
            event.locale = page.locale
            kind = capfirst(event.get_kind_display())
            entries.append(
                SectionEntry(
                    event.title, event.get_url(request), (kind, event.display_when)
                )
            )
        sections.append(
            PartnerSection(
                key,
                title,
                entries,
                order=order,
                cache_tags=("model:cluster_home.eventpage",),
            )
        )


# After the apps that make the sections.
@hooks.register("construct_partner_sections", order=100)
def link_to_all(page, request, sections):
    for number, section in enumerate(sections):
        action, text = {
            "patronage-classes": (SiteAction.CLASSES, gettext("All patronage classes")),
            "events": (SiteAction.EVENTS, gettext("All events")),
        }.get(section.key, (None, ""))
        if action and (url := get_action_url(action, request)):
            sections[number] = replace(section, more_url=url, more_text=text)
