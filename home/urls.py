"""Addresses of this site that are no pages. They stand below a language.

Addresses of events carry the key of the translation group: it outlives edits, moves
and a new host, and is the same in every language.
"""

from django.urls import include, path, re_path
from django.utils.translation import pgettext_lazy

from .feeds import NewsAtomFeed, NewsRssFeed
from .views import events, pages, search

event_patterns = [
    path("calendar.ics", events.show_feed, name="event_feed"),
    path("calendar/<slug:kind>.ics", events.show_feed, name="event_feed_of_kind"),
    path("<uuid:key>.ics", events.show_event, name="event_calendar"),
    path(
        pgettext_lazy("address", "<uuid:key>/register/"),
        events.RegisterForEventView.as_view(),
        name="register_for_event",
    ),
    path(
        pgettext_lazy("address", "<uuid:key>/registered/<str:token>/"),
        events.EventRegisteredView.as_view(),
        name="event_registered",
    ),
    path(
        pgettext_lazy("address", "cancel/<str:token>/"),
        events.CancelEventRegistrationView.as_view(),
        name="cancel_event_registration",
    ),
]

urlpatterns = [
    path(pgettext_lazy("address", "events/"), include(event_patterns)),
    path(pgettext_lazy("address", "search/"), search.search_site, name="search"),
    path("feeds/news.rss", NewsRssFeed(), name="news_rss"),
    path("feeds/news.atom", NewsAtomFeed(), name="news_atom"),
    # Wagtail's own pattern without its service addresses. Those that follow it are
    # for ``reverse`` and for what stands below "_util/".
    re_path(r"^(?!_util/)((?:[\w\-]+/)*)$", pages.serve_page, name="page"),
]
