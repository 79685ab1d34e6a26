"""Calendars of events: the month on the screen, and iCalendar files (RFC 5545).

Knows no models: what is called an event here has the properties of an event page.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.formats import date_format, get_format
from icalendar import Calendar, Event

from .enums import EventStatus

WARSAW = ZoneInfo("Europe/Warsaw")

# Programs ask for a feed several times a day, whatever it says.
REFRESH_INTERVAL = timedelta(hours=6)
_STATUSES = {
    EventStatus.SCHEDULED: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


def get_midnight(day: date) -> datetime:
    """Return the moment at which ``day`` begins in Poland."""
    return datetime.combine(day, time(), tzinfo=WARSAW)


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    def __str__(self):
        """As ISO 8601 and the addresses of the site write it: 2026-05."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def starts_at(self) -> datetime:
        return get_midnight(self.first_day)

    @property
    def ends_at(self) -> datetime:
        """The moment at which the next month begins."""
        return self.shift(1).starts_at

    def shift(self, count: int) -> "Month":
        """Return the month ``count`` months later, or earlier if it is negative."""
        months = self.year * 12 + self.number - 1 + count
        return Month(months // 12, months % 12 + 1)


@dataclass
class Day:
    date: date
    is_today: bool = False
    events: list = field(default_factory=list)


def build_weeks(month: Month, events: Iterable, today: date) -> list[list[Day | None]]:
    """Return the weeks of a month, Monday first, each event on all of its days.

    Days of the months before and after are ``None``.
    """
    days = {
        day: Day(day, is_today=day == today)
        for week in calendar.Calendar().monthdatescalendar(month.year, month.number)
        for day in week
        if Month.of(day) == month
    }
    for event in events:
        for day in days:
            if event.first_day <= day <= event.last_day:
                days[day].events.append(event)
    return [
        [days.get(day) for day in week]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.number)
    ]


def describe_time(event) -> str:
    """Say in one line when it is, in the active language and in Polish time."""
    first, last = _describe_day(event.first_day), _describe_day(event.last_day)
    if event.is_all_day:
        return first if first == last else f"{first} – {last}"
    start = _describe_hour(event.starts_at)
    if event.ends_at is None:
        return f"{first}, {start}"
    end = _describe_hour(event.ends_at)
    if first == last:
        return f"{first}, {start}–{end}"
    return f"{first}, {start} – {last}, {end}"


def describe_month(month: Month) -> str:
    """Say a month as in the middle of a sentence."""
    return _lower_polish(date_format(month.first_day, "F Y"))


def _describe_day(day: date) -> str:
    return _lower_polish(date_format(day, f"l, {get_format('DATE_FORMAT')}"))


def _lower_polish(text: str) -> str:
    # Django's Polish days and months begin with a capital letter, Polish ones do not.
    return text.lower() if translation.get_language() == "pl" else text


def _describe_hour(moment: datetime) -> str:
    return date_format(timezone.localtime(moment, WARSAW), "TIME_FORMAT")


def build_calendar(
    events: Iterable, *, language: str, name: str = "", url: str = ""
) -> bytes:
    """Return an iCalendar file with ``events``, in ``language``.

    The same events give the same bytes, so that a hash of them tells whether
    anything changed. ``name`` and ``url`` belong to a feed: RFC 7986, §5.1 and §5.5.
    """
    feed = Calendar()
    feed.add("prodid", "-//KSSEMP//Education cluster//PL")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    if name:
        feed.calendar_name = name
    if url:
        feed.add("url", url)
        feed.add("refresh-interval", REFRESH_INTERVAL, {"VALUE": "DURATION"})
    years = set()
    with translation.override(language):
        for event in events:
            feed.add_component(_build_event(event, language))
            years |= {event.first_day.year, event.last_day.year}
    if years:
        # The rules of summer time, for the years that are needed and no others.
        feed.add_missing_timezones(
            date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1)
        )
    return feed.to_ical()


def _build_event(page, language: str) -> Event:
    """Return one VEVENT.

    The UID is that of the translation group: it outlives edits and moves, and holds
    no host name (RFC 7986, §5.3). A file without a METHOD says by DTSTAMP when the
    event was last revised (RFC 5545, §3.8.7.2).
    """
    changed_at = page.changed_at.astimezone(UTC)
    spoken = {"LANGUAGE": language}
    event = Event()
    event.add("uid", str(page.translation_key))
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", page.sequence)
    event.add("summary", page.title, spoken)
    if page.is_all_day:
        event.add("dtstart", page.first_day)
        # The end is the first day that no longer belongs to it.
        event.add("dtend", page.last_day + timedelta(days=1))
    else:
        event.add("dtstart", timezone.localtime(page.starts_at, WARSAW))
        if page.ends_at:
            event.add("dtend", timezone.localtime(page.ends_at, WARSAW))
    event.add("status", _STATUSES[page.status])
    event.add("categories", [str(page.get_kind_display())], spoken)
    if page.full_url:
        event.add("url", page.full_url)
    if location := ", ".join(filter(None, [page.place_name, page.place_address])):
        event.add("location", location, spoken)
    description = [page.status_note, page.intro, page.online_url]
    if text := "\n\n".join(filter(None, description)):
        event.add("description", text, spoken)
    contact = [page.contact_name, page.contact_email, page.contact_phone]
    if text := ", ".join(filter(None, contact)):
        event.add("contact", text, spoken)
    return event
