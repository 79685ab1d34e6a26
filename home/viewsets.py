"""What the office looks after in the Wagtail admin besides pages."""

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import (
    Column,
    DateColumn,
    LocaleColumn,
    TitleColumn,
    UpdatedAtColumn,
)
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from partners.viewsets import RegisterIndexView
from skills_centers.enums import RegistrationState

from .models import ContactMessage, EventPage, EventRegistration, Menu, NewsTag


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "bars"
    menu_label = _("Menus")
    menu_order = 300
    add_to_settings_menu = True
    list_display = ["title", LocaleColumn(), UpdatedAtColumn()]


class NewsTagViewSet(SnippetViewSet):
    model = NewsTag
    icon = "tag"
    menu_label = _("Tags of news")
    menu_order = 310
    add_to_settings_menu = True
    list_display = ["name", "name_en", "slug"]
    search_fields = ["name", "name_en"]


class ContactMessageViewSet(ModelViewSet):
    model = ContactMessage
    index_view_class = RegisterIndexView
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 230
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    list_display = [
        Column("subject", label=_("Subject")),
        Column("name", label=_("From")),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
        DateColumn("mailed_at", label=_("Mailed"), sort_key="mailed_at"),
    ]
    list_filter = ["language"]
    search_fields = ["subject", "name", "email"]
    inspect_view_fields = [
        "created_at",
        "name",
        "email",
        "subject",
        "message",
        "language",
        "consent_at",
        "mailed_at",
    ]
    # Required by Wagtail; the policy lets nobody reach the form.
    form_fields = ["subject"]


class EventRegistrationFilterSet(WagtailFilterSet):
    event = django_filters.ModelChoiceFilter(
        label=_("Event"),
        queryset=EventPage.objects.filter(registrations__isnull=False)
        .distinct()
        .order_by("-starts_at"),
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=RegistrationState.choices
    )

    class Meta:
        model = EventRegistration
        fields = ["event", "state"]


class EventRegistrationIndexView(RegisterIndexView):
    """Who comes to events. What people need for it is on the screen of the event."""

    def get_base_queryset(self):
        return EventRegistration.objects.visible_to(self.request.user).select_related(
            "event"
        )


class EventRegistrationViewSet(ModelViewSet):
    model = EventRegistration
    index_view_class = EventRegistrationIndexView
    icon = "calendar-check"
    menu_label = _("Registrations for events")
    menu_order = 240
    add_to_admin_menu = True
    copy_view_enabled = False
    filterset_class = EventRegistrationFilterSet
    search_fields = ["name", "email", "institution"]
    list_per_page = 50
    list_display = [
        TitleColumn(
            "name",
            label=_("Person"),
            get_url=lambda found: reverse(
                "home_admin:event_registrations", args=[found.event_id]
            ),
        ),
        Column("event", label=_("Event")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("institution", label=_("Institution")),
        DateColumn("created_at", label=_("Registered"), sort_key="created_at"),
    ]
    # No special needs: data about health do not belong into a spreadsheet.
    list_export = [
        "event",
        "name",
        "email",
        "phone",
        "get_status_display",
        "institution",
        "get_state_display",
        "language",
        "created_at",
    ]
    export_headings = {
        "get_status_display": _("Who"),
        "get_state_display": _("State"),
    }
    # Required by Wagtail; the policy lets nobody reach the form.
    form_fields = ["name"]
