"""Screens of this site in the Wagtail admin."""

from django.urls import path

from .views import event_office, reports, translations

app_name = "home_admin"

urlpatterns = [
    path("reports/languages/", reports.show_translations, name="translations"),
    path("reports/old-pages/", reports.show_stale_pages, name="stale_pages"),
    path("reports/links/", reports.show_broken_links, name="broken_links"),
    path(
        "reports/pictures/",
        reports.show_images_without_text,
        name="images_without_text",
    ),
    path(
        "translations/<int:pk>/submit/",
        translations.submit_translation,
        name="submit_translation",
    ),
    path(
        "events/<int:pk>/registrations/",
        event_office.show_registrations,
        name="event_registrations",
    ),
    path(
        "event-registrations/<int:pk>/cancel/",
        event_office.cancel_registration,
        name="cancel_event_registration",
    ),
]
