"""Months on the screen and iCalendar files, read back by a library not of ours."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import http_date
from wagtail.models import PageViewRestriction

from home.calendars import WARSAW, Month, build_weeks, describe_time
from home.enums import EventKind
from home.models import EventPage
from tests.home.events import at, create_event, create_indexes, publish, translate

pytestmark = pytest.mark.django_db

# Clocks go back in the night before 25 October 2026, forward before 28 March 2027.
AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)


def moment(*parts) -> datetime:
    return datetime(*parts, tzinfo=WARSAW)


def list_days(month: Month, event: EventPage) -> list[int]:
    weeks = build_weeks(month, [event], today=AUTUMN)
    return [day.date.day for week in weeks for day in week if day and day.events]


# The month on the screen


def test_month_starts_on_monday_and_leaves_other_months_out():
    weeks = build_weeks(Month(2026, 10), [], today=AUTUMN)

    assert [day and day.date.day for day in weeks[0]] == [None, None, None, 1, 2, 3, 4]
    assert [day and day.date.day for day in weeks[-1]] == [26, 27, 28, 29, 30, 31, None]
    assert [d.date for w in weeks for d in w if d and d.is_today] == [AUTUMN]


@pytest.mark.parametrize(
    ("month", "fields", "days"),
    [
        # The day on which the clocks change has 25 hours, or 23.
        (
            Month(2026, 10),
            {"starts_at": moment(2026, 10, 24, 23), "ends_at": moment(2026, 10, 26, 0)},
            [24, 25],
        ),
        (
            Month(2027, 3),
            {"starts_at": moment(2027, 3, 27, 23), "ends_at": moment(2027, 3, 28, 23)},
            [27, 28],
        ),
        (
            Month(2026, 10),
            {"starts_at": moment(2026, 10, 25), "is_all_day": True},
            [25],
        ),
        # From one month into the next.
        (
            Month(2026, 10),
            {
                "starts_at": moment(2026, 9, 29),
                "ends_at": moment(2026, 10, 2),
                "is_all_day": True,
            },
            [1, 2],
        ),
        (
            Month(2026, 10),
            {"starts_at": moment(2026, 10, 31, 9), "ends_at": moment(2026, 11, 2, 9)},
            [31],
        ),
        # By Polish clocks, whatever the server's are.
        (
            Month(2026, 10),
            {"starts_at": datetime(2026, 10, 24, 22, 30, tzinfo=ZoneInfo("UTC"))},
            [25],
        ),
        (Month(2026, 10), {"starts_at": moment(2026, 11, 1, 9)}, []),
    ],
)
def test_event_stands_on_each_of_its_days(month, fields, days):
    assert list_days(month, EventPage(**fields)) == days


def test_months_follow_each_other_over_the_year():
    assert [str(Month(2026, 12).shift(n)) for n in (-12, -1, 0, 1, 13)] == [
        *["2025-12", "2026-11", "2026-12", "2027-01", "2028-01"]
    ]
    assert Month(2026, 10).ends_at - Month(2026, 10).starts_at == timedelta(days=31)
    assert Month(2026, 10).ends_at.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    ("fields", "polish", "english"),
    [
        (
            {"starts_at": moment(2026, 5, 5, 9), "ends_at": moment(2026, 5, 5, 12, 30)},
            "wtorek, 5 maja 2026, 09:00–12:30",
            "Tuesday, 5 May 2026, 09:00–12:30",
        ),
        (
            {"starts_at": moment(2026, 5, 5, 9)},
            "wtorek, 5 maja 2026, 09:00",
            "Tuesday, 5 May 2026, 09:00",
        ),
        (
            {"starts_at": moment(2026, 5, 5, 9), "ends_at": moment(2026, 5, 6, 12)},
            "wtorek, 5 maja 2026, 09:00 – środa, 6 maja 2026, 12:00",
            "Tuesday, 5 May 2026, 09:00 – Wednesday, 6 May 2026, 12:00",
        ),
        (
            {"starts_at": moment(2026, 5, 5, 9), "is_all_day": True},
            "wtorek, 5 maja 2026",
            "Tuesday, 5 May 2026",
        ),
        (
            {
                "starts_at": moment(2026, 5, 5),
                "ends_at": moment(2026, 5, 7),
                "is_all_day": True,
            },
            "wtorek, 5 maja 2026 – czwartek, 7 maja 2026",
            "Tuesday, 5 May 2026 – Thursday, 7 May 2026",
        ),
    ],
)
def test_time_is_said_in_words(fields, polish, english):
    for language, words in (("pl", polish), ("en", english)):
        with translation.override(language):
            assert describe_time(EventPage(**fields)) == words


# iCalendar


@pytest.fixture
def indexes(site):
    return create_indexes()


def get_address(name: str, language: str, *arguments) -> str:
    with translation.override(language):
        return reverse(name, args=arguments)


def read_feed(client, url: str) -> list:
    """Return the events of a calendar as the library reads them."""
    response = client.get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    feed = icalendar.Calendar.from_ical(response.content)
    assert feed.errors == []
    assert all(event.errors == [] for event in feed.events)
    return feed.events


def test_feed_says_what_the_pages_say_in_both_languages(client, indexes):
    timed = create_event(
        indexes["pl"],
        title='Targi; pracy, nauki \\ "i" BEGIN:VEVENT',
        intro="Pierwszy wiersz\nEND:VEVENT",
        kind=EventKind.JOB_FAIR,
        starts_at=at(10, 9),
        ends_at=at(10, 15),
        place_address="Strefowa 7, Kamienna Góra",
        contact_email="biuro@klaster.example",
    )
    whole = create_event(
        indexes["pl"], starts_at=at(20, 0), ends_at=at(21, 0), is_all_day=True
    )
    pages = {"pl": [timed, whole], "en": [translate(timed), translate(whole)]}

    for language, found in pages.items():
        events = read_feed(client, get_address("event_feed", language))
        assert [event.uid for event in events] == [
            str(page.translation_key) for page in found
        ]
        for event, page in zip(events, found, strict=True):
            assert event.summary == page.title
            assert event["URL"] == page.full_url
            assert event.DTSTAMP == event.LAST_MODIFIED
            assert abs(event.DTSTAMP - page.last_published_at) < timedelta(seconds=1)
            assert event["STATUS"] == "CONFIRMED"
            with translation.override(language):
                assert event.categories == [str(page.get_kind_display())]
        fair, days = events
        assert (fair.start, fair.end) == (timed.starts_at, timed.ends_at)
        assert fair["DTSTART"].params["TZID"] == "Europe/Warsaw"
        assert fair["LOCATION"] == f"{found[0].place_name}, Strefowa 7, Kamienna Góra"
        assert fair["DESCRIPTION"] == "Pierwszy wiersz\nEND:VEVENT"
        assert (days.start, days.end) == (at(20).date(), at(22).date())


def test_feed_carries_the_rules_of_polish_summer_time(client, indexes):
    create_event(indexes["pl"])

    response = client.get(get_address("event_feed", "pl"))

    feed = icalendar.Calendar.from_ical(response.content)
    (zone,) = feed.timezones
    assert zone.tz_name == "Europe/Warsaw"
    summer = datetime(timezone.now().year, 7, 1)
    assert zone.to_tz(lookup_tzid=False).utcoffset(summer) == timedelta(hours=2)
    assert feed.get_missing_tzids() == set()


def test_entry_keeps_its_identifier_and_counts_what_matters(client, indexes):
    event = create_event(indexes["pl"])
    url = get_address("event_calendar", "pl", event.translation_key)
    (before,) = read_feed(client, url)

    publish(event, intro="Inny wstęp.", slug="inny-adres")
    (reworded,) = read_feed(client, url)
    event = publish(EventPage.objects.get(), starts_at=at(2), ends_at=at(2, 12))
    (moved,) = read_feed(client, url)
    # An old draft knows an old number; it is never counted back.
    event.revisions.order_by("pk").first().publish()
    publish(EventPage.objects.get(), status="cancelled", status_note="Nie ma sali.")
    (off,) = read_feed(client, url)

    assert {before.uid, reworded.uid, moved.uid, off.uid} == {before.uid}
    assert before["SEQUENCE"] == reworded["SEQUENCE"] < moved["SEQUENCE"]
    assert moved["SEQUENCE"] < off["SEQUENCE"]
    assert reworded["URL"].endswith("/inny-adres/")
    assert off["STATUS"] == "CANCELLED"
    assert off["DESCRIPTION"].startswith("Nie ma sali.")


def test_feed_of_one_kind_holds_no_other(client, indexes):
    create_event(indexes["pl"], title="Targi", kind=EventKind.JOB_FAIR)
    create_event(indexes["pl"], title="Warsztat", kind=EventKind.WORKSHOP)
    url = get_address("event_feed_of_kind", "pl", EventKind.WORKSHOP)

    assert [event.summary for event in read_feed(client, url)] == ["Warsztat"]
    unknown = get_address("event_feed_of_kind", "pl", "nonsense")
    assert client.get(unknown).status_code == 404


def test_calendars_hold_only_what_everybody_may_read(client, indexes):
    create_event(indexes["pl"], title="Publiczne")
    create_event(indexes["pl"], title="Dawne", starts_at=at(-400))
    hidden = [create_event(indexes["pl"], title=title) for title in ("Szkic", "Tajne")]
    hidden[0].unpublish()
    PageViewRestriction.objects.create(
        page=hidden[1], restriction_type=PageViewRestriction.LOGIN
    )

    events = read_feed(client, get_address("event_feed", "pl"))

    assert [event.summary for event in events] == ["Publiczne"]
    for event in hidden:
        url = get_address("event_calendar", "pl", event.translation_key)
        assert client.get(url).status_code == 404
    assert read_feed(client, get_address("event_feed", "en")) == []


def test_who_has_the_calendar_gets_it_again_only_when_it_changed(client, indexes):
    event = create_event(indexes["pl"])
    other = create_event(indexes["pl"])
    url = get_address("event_feed", "pl")
    first = client.get(url)
    tag = {"If-None-Match": first.headers["ETag"]}
    since = {"If-Modified-Since": first.headers["Last-Modified"]}

    for headers in (tag, since):
        again = client.get(url, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]

    # Dates of HTTP count whole seconds: what came before has to be a second old.
    old = timezone.now() - timedelta(seconds=2)
    since = {"If-Modified-Since": http_date(old.timestamp())}
    publish(event, title="Nowy tytuł")
    assert client.get(url, headers=tag).status_code == 200
    assert client.get(url, headers=since).status_code == 200

    # What was withdrawn is in no list any more; it is a change all the same.
    tag = {"If-None-Match": client.get(url).headers["ETag"]}
    EventPage.objects.update(last_published_at=timezone.now() - timedelta(days=3))
    other.refresh_from_db()
    other.unpublish()
    assert client.get(url, headers=tag).status_code == 200
    assert client.get(url, headers=since).status_code == 200


def test_calendars_take_few_queries_however_many_events_there_are(
    client, indexes, django_assert_max_num_queries
):
    for number in range(5):
        create_event(indexes["pl"], starts_at=at(number + 1))
    url = get_address("event_feed", "pl")
    client.get(url)

    with django_assert_max_num_queries(5):
        assert len(read_feed(client, url)) == 5
