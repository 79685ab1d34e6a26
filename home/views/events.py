"""Calendars of events, and registration for them. The pages serve themselves."""

import hashlib
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import PageLogEntry, Site

from skills_centers.views.registrations import CancelView, RegisteredView, RegisterView

from ..calendars import build_calendar
from ..enums import EventKind
from ..models import EventPage, EventRegistration

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Programs may keep an answer for so long without asking again.
CACHE_SECONDS = 300
# What was over before is no news for anybody's calendar.
PAST_DAYS = 365

# What takes an event out of a calendar or changes its address, apart from edits.
_GONE = Q(action__startswith="wagtail.unpublish") | Q(action="wagtail.delete")
_ELSEWHERE = Q(action="wagtail.move") | Q(action__startswith="wagtail.view_restriction")


def list_public_events():
    """Return events that everybody may read, in the active language."""
    return (
        EventPage.objects.filter(locale__language_code=get_language()).live().public()
    )


def get_event(key) -> EventPage:
    """Return the public page of an event in the active language, or raise 404."""
    page = list_public_events().filter(translation_key=key).first()
    if page is None:
        raise Http404
    return page


@require_safe
def show_feed(request, kind: str = ""):
    """The calendar of all events of a language, or of one kind of them."""
    if kind and kind not in EventKind.values:
        raise Http404
    since = timezone.now() - timedelta(days=PAST_DAYS)
    events = list_public_events().filter(over_at__gt=since).order_by("starts_at", "pk")
    site = Site.find_for_request(request)
    name = _("Events – %(site)s") % {"site": site.site_name}
    if kind:
        events = events.filter(kind=kind)
        label = capfirst(EventKind(kind).label)
        name = _("%(kind)s – %(site)s") % {"kind": label, "site": site.site_name}
    events = list(events)
    content = build_calendar(
        events,
        language=get_language(),
        name=name,
        url=site.root_url + request.path,
    )
    return _answer(request, content, events, file_name=kind or "events")


@require_safe
def show_event(request, key):
    """The calendar entry of one event."""
    page = get_event(key)
    content = build_calendar([page], language=get_language())
    return _answer(request, content, [page], file_name=page.slug)


def _answer(request, content: bytes, events, *, file_name: str):
    """Return the file, or 304 to whoever has it already (RFC 9110, §13)."""
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    changed_at = _get_changed_at(events)
    last_modified = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag=etag, last_modified=last_modified)
    if response is None:
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        response["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    response["ETag"] = etag
    if last_modified:
        response["Last-Modified"] = http_date(last_modified)
    patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    return response


def _get_changed_at(events):
    """Return when this list last became another one, as far as anybody knows.

    An event that was withdrawn is in no list any more, but in Wagtail's log.
    """
    content_type = ContentType.objects.get_for_model(EventPage)
    logged = PageLogEntry.objects.filter(
        (_GONE & Q(content_type=content_type)) | _ELSEWHERE
    ).aggregate(at=Max("timestamp"))
    return max(
        filter(None, [logged["at"], *(page.changed_at for page in events)]),
        default=None,
    )


class RegisterForEventView(RegisterView):
    purpose = "event_registration"

    def get_place(self):
        return get_event(self.kwargs["key"]).original

    def get_done_url(self, token):
        return reverse("event_registered", args=[self.kwargs["key"], token])


class EventRegisteredView(RegisteredView):
    def get_place(self):
        return get_event(self.kwargs["key"]).original


class CancelEventRegistrationView(CancelView):
    model = EventRegistration
