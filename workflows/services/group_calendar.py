"""The entry of a meeting for a member's calendar (RFC 5545). Knows no mails."""

from datetime import UTC

from django.utils import timezone
from icalendar import Calendar, Event

from ..models import Meeting


def build_entry(
    meeting: Meeting, *, url: str, is_cancelled: bool = False, with_link: bool = True
) -> str:
    """Return the meeting as a calendar; sent again it replaces the entry before.

    PUBLISH and not REQUEST: the answer is given in the portal, where it counts. The
    link to join online is for members and left out where others may read.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//KSSEMP//Education cluster//PL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    event = Event()
    event.add("uid", f"{meeting.uid}@meetings")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", meeting.title)
    event.add("location", meeting.place)
    lines = [f"{n}. {item.title}" for n, item in enumerate(meeting.agenda.all(), 1)]
    if meeting.online_url and with_link:
        lines.append(meeting.online_url)
    event.add("description", "\n".join(lines))
    event.add("url", url)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    calendar.add_component(event)
    return calendar.to_ical().decode()
