"""The events of a partner, and what machines read about one event."""

from django.urls import reverse
from django.utils import timezone
from wagtail.images.shortcuts import get_rendition_or_not_found

from skills_centers.enums import RegistrationStatus

from ..calendars import WARSAW
from ..enums import EventStatus
from ..models import EventPage
from .pages import exclude_private

# The same picture that shared links show.
SHARED_PICTURE = "fill-1200x630|format-jpeg"

# https://schema.org/EventStatusType
_STATUSES = {
    EventStatus.SCHEDULED: "EventScheduled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
}
# https://schema.org/ItemAvailability
_AVAILABILITY = {
    RegistrationStatus.NOT_YET: "PreOrder",
    RegistrationStatus.OPEN: "InStock",
    RegistrationStatus.WAITLIST: "BackOrder",
    RegistrationStatus.FULL: "SoldOut",
    RegistrationStatus.CLOSED: "SoldOut",
}


def list_events_of_partner(organisation, locale, limit: int) -> tuple[list, list]:
    """Return the coming and the past public events of a partner in one language."""
    events = EventPage.objects.live().filter(locale=locale).of_partner(organisation)
    events = exclude_private(events)
    return list(events.coming()[:limit]), list(events.past()[:limit])


def build_event_data(page, organisers) -> dict:
    """Return the event in the words of https://schema.org/Event."""
    url = page.full_url
    root_url = page.get_url_parts()[1]
    picture = page.picture and get_rendition_or_not_found(page.picture, SHARED_PICTURE)
    return {
        "@type": "Event",
        "@id": f"{url}#event",
        "name": page.title,
        "url": url,
        "inLanguage": page.spoken_languages,
        "startDate": page.start_value,
        "eventStatus": f"https://schema.org/{_STATUSES[page.status]}",
        "eventAttendanceMode": f"https://schema.org/{_get_attendance_mode(page)}",
        "isAccessibleForFree": page.is_free,
        "audience": [
            {"@type": "Audience", "audienceType": label}
            for label in page.audience_labels
        ],
        "location": _list_locations(page),
        "organizer": [
            {
                "@type": "Organization",
                "name": organiser["name"],
                "url": organiser["website"],
            }
            for organiser in organisers
        ]
        or [{"@type": "Organization", "name": page.get_site().site_name}],
        "offers": _build_offer(page, url, root_url),
        "endDate": page.end_value,
        "description": page.meta_description,
        "image": [picture.full_url] if picture else [],
        "maximumAttendeeCapacity": page.places_total,
    }


def _get_attendance_mode(page) -> str:
    if page.place_name and page.online_url:
        return "MixedEventAttendanceMode"
    return (
        "OnlineEventAttendanceMode" if page.online_url else "OfflineEventAttendanceMode"
    )


def _list_locations(page) -> list[dict]:
    locations = []
    if page.place_name:
        locations.append(
            {
                "@type": "Place",
                "name": page.place_name,
                "address": page.place_address or page.place_name,
            }
        )
    if page.online_url:
        locations.append({"@type": "VirtualLocation", "url": page.online_url})
    return locations


def _build_offer(page, url: str, root_url: str) -> dict:
    offer = {
        "@type": "Offer",
        "price": str(page.price or 0),
        "priceCurrency": "PLN",
        "url": url,
        "availability": "https://schema.org/InStock",
    }
    if page.takes_registrations:
        status = page.original.registration_status
        offer["availability"] = f"https://schema.org/{_AVAILABILITY[status]}"
        offer["url"] = root_url + reverse(
            "register_for_event", args=[page.translation_key]
        )
        if page.registration_opens_at:
            opens_at = timezone.localtime(page.registration_opens_at, WARSAW)
            offer["validFrom"] = opens_at.isoformat()
    elif page.is_off:
        offer["availability"] = "https://schema.org/SoldOut"
    return offer
