"""What goes into a participant's calendar (RFC 5545). Knows no models."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils import timezone
from icalendar import Calendar, Event


def build_calendar(
    times: Iterable[tuple[datetime, datetime | None]],
    *,
    uid: str,
    title: str,
    place: str,
    url: str,
    language: str,
) -> str:
    """Return one entry for each time people come.

    ``uid`` names the whole and stays the same when it is sent again, so that a
    calendar replaces its entries (RFC 7986, §5.3). Times are written in UTC, which
    needs no rules of summer time.
    """
    times = list(times)
    calendar = Calendar()
    calendar.add("prodid", "-//KSSEMP//Education cluster//PL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for number, (start, end) in enumerate(times, start=1):
        event = Event()
        event.add("uid", uid if len(times) == 1 else f"{uid}-{number}")
        event.add("dtstamp", timezone.now().astimezone(UTC))
        event.add("dtstart", start.astimezone(UTC))
        if end:
            event.add("dtend", end.astimezone(UTC))
        event.add("summary", title, {"LANGUAGE": language})
        event.add("location", place, {"LANGUAGE": language})
        event.add("url", url)
        calendar.add_component(event)
    return calendar.to_ical().decode()
