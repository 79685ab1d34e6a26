"""Pages of events: what an editor may save, and what a visitor finds."""

import html
from datetime import timedelta
from html.parser import HTMLParser
from types import SimpleNamespace

import extruct
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import Translation, TranslationSource

from home import wagtail_hooks
from home.calendars import WARSAW, Month
from home.enums import Audience, EventKind, EventStatus
from home.management.demo_events import create_demo_events
from home.models import EventPage, EventRegistration
from home.models.events import AUDIENCE_FIELDS, SHARED_FIELDS
from partners.services import create_account
from tests.home.events import (
    at,
    create_event,
    create_indexes,
    create_organisation,
    get_past_path,
    publish,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexes(site):
    return create_indexes()


@pytest.fixture
def index(indexes):
    return indexes["pl"]


def get_html(client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


class Links(HTMLParser):
    """Texts of the links that lead to events, in their order."""

    def __init__(self, text: str):
        super().__init__()
        self.texts: list[str] = []
        self._is_open = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._is_open = tag == "a" and "/spotkanie-" in (dict(attrs)["href"] or "")

    def handle_data(self, data):
        if self._is_open and data.strip():
            self.texts.append(data.strip())
            self._is_open = False


def list_titles(client, url: str) -> list[str]:
    return Links(get_html(client, url).partition("<main")[2]).texts


# What an editor may save


REFUSED = [
    ({"ends_at": at(0)}, "ends_at"),
    ({"ends_at": at(1)}, "ends_at"),
    ({"is_all_day": True, "ends_at": at(0, 23)}, "ends_at"),
    ({"starts_at": at(0).replace(year=1026)}, "starts_at"),
    ({"place_name": ""}, "place_name"),
    ({"place_name": "", "place_address": "Szkolna 1"}, "place_name"),
    ({"for_everyone": False}, "for_everyone"),
    ({"in_polish": False}, "in_polish"),
    ({"status": EventStatus.CANCELLED}, "status_note"),
    ({"status": EventStatus.POSTPONED}, "status_note"),
    ({"price": -1}, "price"),
    (
        {
            "has_registration": True,
            "registration_opens_at": at(0),
            "registration_closes_at": at(-1),
        },
        "registration_closes_at",
    ),
    (
        {"has_registration": True, "registration_closes_at": at(2)},
        "registration_closes_at",
    ),
    ({"has_registration": True, "waiting_list_limit": 5}, "places_total"),
    ({"has_registration": True, "places_total": 0}, "places_total"),
]
ACCEPTED = [
    {"ends_at": None},
    {"is_all_day": True, "ends_at": at(1)},
    {"is_all_day": True, "ends_at": at(3)},
    {"place_name": "", "online_url": "https://video.example/klaster"},
    {"has_registration": True, "places_total": 10, "waiting_list_limit": 5},
    {"has_registration": False, "waiting_list_limit": 5},
]


def test_event_that_makes_no_sense_is_refused_and_the_field_is_named(index):
    pk = create_event(index).pk

    for changes, field in REFUSED:
        event = EventPage.objects.get(pk=pk)
        vars(event).update(changes)
        with pytest.raises(ValidationError) as error:
            event.full_clean()
        assert list(error.value.message_dict) == [field], changes
    for changes in ACCEPTED:
        event = EventPage.objects.get(pk=pk)
        vars(event).update(changes)
        event.full_clean()


def test_event_is_over_when_its_last_hour_or_day_is():
    for fields, over_at in (
        ({"starts_at": at(1, 10), "ends_at": at(1, 12)}, at(1, 12)),
        ({"starts_at": at(1, 10)}, at(2, 0)),
        ({"starts_at": at(1, 10), "ends_at": at(3, 0)}, at(3, 0)),
        ({"starts_at": at(1, 0), "is_all_day": True}, at(2, 0)),
        ({"starts_at": at(1, 9), "ends_at": at(3, 9), "is_all_day": True}, at(4, 0)),
    ):
        event = EventPage(title="Spotkanie", **fields)
        with pytest.raises(ValidationError):
            event.full_clean()

        assert event.over_at == over_at
        assert event.last_day == (over_at - timedelta.resolution).date()


def test_every_audience_has_its_field():
    assert [f"for_{audience}" for audience in Audience.values] == AUDIENCE_FIELDS
    for name in AUDIENCE_FIELDS:
        assert EventPage._meta.get_field(name).get_internal_type() == "BooleanField"


def test_translation_follows_what_is_the_same_in_every_language(index):
    school, employer = create_organisation("Szkoła"), create_organisation("Firma")
    event = create_event(index, organisers=[school])
    source, _ = TranslationSource.get_or_create_from_instance(event)
    job = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    job.save_target(publish=True)

    event.organisers.create(organisation=employer, sort_order=1)
    publish(event, starts_at=at(5), ends_at=at(5, 11), places_total=7, price=20)
    source.refresh_from_db()
    source.update_from_db()
    job.save_target(publish=True)

    english = EventPage.objects.get(locale__language_code="en")
    shared = [name for name in SHARED_FIELDS if name != "organisers"]
    event.refresh_from_db()
    assert [getattr(english, name) for name in shared] == [
        getattr(event, name) for name in shared
    ]
    assert english.over_at == event.over_at
    assert [row.organisation for row in english.organisers.all()] == [school, employer]


# Lists


def test_coming_and_past_events_are_listed_apart(client, index):
    create_event(index, title="Za tydzień", starts_at=at(7))
    create_event(index, title="Jutro")
    create_event(index, title="Trwa", starts_at=at(-1), ends_at=at(1))
    create_event(index, title="Dawno temu", starts_at=at(-30))
    create_event(index, title="Niedawno", starts_at=at(-3))

    assert list_titles(client, index.url) == ["Trwa", "Jutro", "Za tydzień"]
    assert list_titles(client, f"{index.url}{get_past_path(index)}") == [
        "Niedawno",
        "Dawno temu",
    ]


def test_lists_hold_neither_drafts_nor_private_pages_nor_other_languages(
    client, indexes
):
    index = indexes["pl"]
    public = create_event(index, title="Publiczne")
    translate(public, title="Public")
    create_event(index, title="Szkic").unpublish()
    private = create_event(index, title="Tajne")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.LOGIN
    )
    month = Month.of(private.first_day)

    for url in (index.url, f"{index.url}{month}/"):
        assert list_titles(client, url) == ["Publiczne"]
    assert list_titles(client, indexes["en"].url) == ["Public"]


@pytest.fixture
def several(index):
    """Four events that differ in what visitors look for."""
    school = create_organisation("ZST „Mechanik”", "“Mechanik” School")
    create_event(
        index,
        title="Dzień otwarty",
        kind=EventKind.OPEN_DAY,
        for_everyone=False,
        for_students=True,
        organisers=[school],
        starts_at=at(2),
    )
    create_event(
        index,
        title="Targi",
        kind=EventKind.JOB_FAIR,
        for_everyone=False,
        for_employers=True,
        starts_at=at(20),
    )
    create_event(
        index,
        title="Konferencja",
        kind=EventKind.CONFERENCE,
        organisers=[school, create_organisation("Granit")],
        starts_at=at(60),
    )
    create_event(index, title="Za rok", starts_at=at(365))
    return school


def test_filters_work_by_the_address_alone(client, index, several):
    for query, titles in (
        ("type=job_fair", ["Targi"]),
        ("audience=students", ["Dzień otwarty", "Konferencja", "Za rok"]),
        ("audience=employers&type=job_fair", ["Targi"]),
        (f"partner={several.pk}", ["Dzień otwarty", "Konferencja"]),
        (f"partner={several.pk}&type=conference", ["Konferencja"]),
        ("period=week", ["Dzień otwarty"]),
        ("period=month", ["Dzień otwarty", "Targi"]),
        ("period=quarter", ["Dzień otwarty", "Targi", "Konferencja"]),
        ("type=workshop", []),
    ):
        url = f"{index.url}?{query}"
        assert list_titles(client, url) == titles
        assert '<meta name="robots" content="noindex, follow">' in get_html(client, url)


def test_filter_that_does_not_exist_is_left_out(client, index, several):
    for query in ("", "type=nonsense", "partner=0", "audience=x&page=1"):
        text = get_html(client, f"{index.url}?{query}")

        assert len(Links(text.partition("<main")[2]).texts) == 4
        assert "noindex" not in text


def test_month_keeps_the_filters_in_its_links(client, index, several):
    month = Month.of(timezone.localdate(timezone=WARSAW))

    text = get_html(client, f"{index.url}{month}/?type=job_fair")

    assert f'href="{index.url}{month.shift(1)}/?type=job_fair"' in text
    assert f'href="{index.url}{month.shift(-1)}/?type=job_fair"' in text


def test_empty_lists_explain_themselves(client, index):
    past = f"{index.url}{get_past_path(index)}"

    notices = {
        get_html(client, url).partition("notice--info")[2].partition("</div>")[0]
        for url in (index.url, f"{index.url}?type=workshop", past)
    }

    assert len(notices - {""}) == 3


def test_long_list_is_cut_into_pages(client, index):
    for day in range(1, 14):
        create_event(index, title=f"Nr {day}", starts_at=at(day))

    assert len(list_titles(client, index.url)) == 12
    assert list_titles(client, f"{index.url}?page=2") == ["Nr 13"]
    second = get_html(client, f"{index.url}?page=2")
    assert f'<link rel="canonical" href="{index.full_url}?page=2">' in second
    for page in ("3", "0", "x"):
        assert client.get(f"{index.url}?page={page}").status_code == 404


def test_months_end_a_year_after_the_last_event(client, index):
    create_event(index, starts_at=at(100))
    create_event(index, starts_at=at(-100))
    first = Month.of(at(-100).date()).shift(-12)
    last = Month.of(at(100).date()).shift(12)

    first_html = get_html(client, f"{index.url}{first}/")
    last_html = get_html(client, f"{index.url}{last}/")

    assert (first_html.count('rel="prev"'), first_html.count('rel="next"')) == (0, 1)
    assert (last_html.count('rel="prev"'), last_html.count('rel="next"')) == (1, 0)
    for month in (first.shift(-1), last.shift(1), "2026-13", "2026-1", "0000-01"):
        assert client.get(f"{index.url}{month}/").status_code == 404


def test_month_and_past_events_are_pages_of_their_own_in_both_languages(
    client, indexes
):
    translate(create_event(indexes["pl"]))
    month = Month.of(at(1).date())

    for path in (f"{month}/", "past"):
        urls = {}
        for language, index in indexes.items():
            suffix = get_past_path(index) if path == "past" else path
            urls[language] = f"{index.full_url}{suffix}"
        for language, index in indexes.items():
            text = get_html(client, urls[language].partition("8000")[2])
            assert f'<link rel="canonical" href="{urls[language]}">' in text
            for other, url in urls.items():
                assert f'<link rel="alternate" hreflang="{other}" href="{url}">' in text
            assert f"<title>{index.title} –" not in text


def test_lists_and_events_need_as_many_queries_with_thirty_events_as_with_one(
    client, index
):
    organisers = [create_organisation(f"Partner {number}") for number in range(3)]
    create_event(index, organisers=organisers[:1], starts_at=at(-1))
    first = create_event(index, organisers=organisers[:1], has_registration=True)
    urls = [
        index.url,
        f"{index.url}{get_past_path(index)}",
        f"{index.url}{Month.of(first.first_day)}/",
        first.url,
    ]
    for url in urls:
        get_html(client, url)

    def count() -> list[int]:
        counts = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                get_html(client, url)
            counts.append(len(queries))
        return counts

    before = count()
    for number in range(29):
        create_event(
            index, organisers=organisers, starts_at=at(1 if number % 2 else -1, 0)
        )
    after = count()

    assert before == after
    assert max(after) <= 10


# One event


def test_event_tells_what_a_visitor_asks(client, indexes):
    school = create_organisation("ZST „Mechanik”", "“Mechanik” School")
    event = create_event(
        indexes["pl"],
        title="Dzień otwarty",
        organisers=[school],
        starts_at=at(10, 9),
        ends_at=at(10, 13, 30),
        place_address="Obrońców Pokoju 10, Jelenia Góra",
        has_loop=True,
        contact_email="rekrutacja@szkola.example",
        agenda=[
            ("heading", "Dzień pierwszy"),
            ("item", {"time": at(0, 9).time(), "title": "Powitanie", "text": "Aula"}),
        ],
        photo_note="Robimy zdjęcia.",
    )
    english = translate(event, title="Open day")

    polish_text = get_html(client, event.url)
    english_text = get_html(client, english.url)

    for fact in (
        *["Dzień otwarty", "9:00–13:30", "Aula szkoły", "Obrońców Pokoju 10"],
        *[school.legal_name, "rekrutacja@szkola.example", "Dzień pierwszy"],
        *["Powitanie", "Robimy zdjęcia."],
    ):
        assert fact in html.unescape(polish_text)
    assert school.name_en in html.unescape(english_text)
    assert school.legal_name not in html.unescape(english_text)
    assert polish_text.count("<h1") == 1


def test_report_is_shown_when_the_event_is_over(client, index):
    report = [("text", "<p>Przyszło sto osób.</p>")]
    past = create_event(index, starts_at=at(-3), report=report)
    coming = create_event(index, starts_at=at(3), report=report)

    assert "Przyszło sto osób." in get_html(client, past.url)
    assert "Przyszło sto osób." not in get_html(client, coming.url)


def test_cancelled_event_says_so_and_takes_nobody(client, index):
    event = create_event(index, title="Odwołane spotkanie", has_registration=True)
    publish(event, status=EventStatus.CANCELLED, status_note="Prelegent zachorował.")

    text = get_html(client, event.url)

    assert "Prelegent zachorował." in text
    assert 'class="notice notice--warning"' in text
    assert "notice--warning" not in get_html(client, create_event(index).url)
    assert f"{event.translation_key}/" not in text


def test_private_event_is_shown_to_nobody_outside(client, index):
    event = create_event(index)
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=event.pk), restriction_type=PageViewRestriction.LOGIN
    )

    assert client.get(event.url).status_code == 302


def read_event_data(text: str, url: str) -> dict:
    """Return the event as a library that we did not write reads it."""
    found = extruct.extract(text, base_url=url, syntaxes=["json-ld"])["json-ld"]
    return next(item for item in found if item["@type"] == "Event")


def test_event_describes_itself_to_search_engines(client, index):
    employer = create_organisation("Granit Automatyka")
    event = create_event(
        index,
        title='Targi </script><b>"pracy" & nauki',
        organisers=[employer],
        kind=EventKind.JOB_FAIR,
        starts_at=at(10, 9),
        ends_at=at(10, 15),
        place_address="Strefowa 7, Kamienna Góra",
        online_url="https://video.example/targi",
        price="25.50",
        has_registration=True,
        places_total=40,
        registration_opens_at=at(-1),
    )

    data = read_event_data(get_html(client, event.url), event.full_url)

    assert data["name"] == event.title
    assert data["startDate"] == at(10, 9).isoformat()
    assert data["endDate"] == at(10, 15).isoformat()
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert data["location"] == [
        {
            "@type": "Place",
            "name": "Aula szkoły",
            "address": "Strefowa 7, Kamienna Góra",
        },
        {"@type": "VirtualLocation", "url": "https://video.example/targi"},
    ]
    assert [item["name"] for item in data["organizer"]] == [employer.legal_name]
    assert data["isAccessibleForFree"] is False
    assert data["offers"]["price"] == "25.50"
    assert data["offers"]["availability"] == "https://schema.org/InStock"
    assert data["offers"]["validFrom"] == at(-1).isoformat()
    assert str(event.translation_key) in data["offers"]["url"]
    assert data["maximumAttendeeCapacity"] == 40


def test_search_engines_hear_that_an_event_is_off(client, index):
    for status, word in (
        (EventStatus.CANCELLED, "EventCancelled"),
        (EventStatus.POSTPONED, "EventPostponed"),
    ):
        event = create_event(
            index,
            status=status,
            status_note="Powiemy, co dalej.",
            is_all_day=True,
            starts_at=at(3, 0),
            ends_at=at(4, 0),
        )

        data = read_event_data(get_html(client, event.url), event.full_url)

        assert data["eventStatus"] == f"https://schema.org/{word}"
        assert (data["startDate"], data["endDate"]) == (
            at(3).date().isoformat(),
            at(4).date().isoformat(),
        )


# The demo


def test_demo_shows_every_kind_and_state_and_is_made_once(client, indexes, partners):
    events = create_demo_events(indexes)
    registered = EventRegistration.objects.count()

    again = create_demo_events(indexes)

    assert again == events
    assert EventRegistration.objects.count() == registered
    assert {event.kind for event in events} == set(EventKind)
    assert {event.status for event in events} == set(EventStatus)
    english = EventPage.objects.filter(locale__language_code="en")
    assert {page.translation_key for page in english} == {
        event.translation_key for event in events
    }
    assert [event for event in events if event.is_over and not event.report] == []
    assert sum(event.registration_status == "waitlist" for event in events) == 1
    assert any(
        event.is_all_day and event.last_day > event.first_day for event in events
    )
    for page in EventPage.objects.all():
        page.full_clean()
        assert page.organisers.exists()


# The editor


def test_editor_is_told_what_is_missing_and_publishes_then(client, index):
    user = create_account(
        email="redakcja@klaster.example", given_name="Jan", surname="Testowy"
    )
    user.is_superuser = True
    user.save()
    client.force_login(user)
    school = create_organisation("Szkoła")
    url = reverse(
        "wagtailadmin_pages:add", args=["cluster_home", "eventpage", index.pk]
    )
    empty = inline_formset([])
    data = {
        "title": "Dzień otwarty",
        "slug": "dzien-otwarty",
        "intro": "Zobacz pracownie.",
        "kind": EventKind.OPEN_DAY,
        "status": EventStatus.SCHEDULED,
        "waiting_list_limit": 0,
        "in_polish": "on",
        "for_parents": "on",
        "organisers": inline_formset([{"organisation": school.pk}]),
        "body": streamfield([]),
        "agenda": streamfield([]),
        "attachments": streamfield([]),
        "report": streamfield([]),
        "comments": empty,
        "action-publish": "publish",
    }

    refused = client.post(url, nested_form_data(data))
    assert refused.status_code == 200
    errors = refused.context["form"].errors
    assert sorted(errors) == ["place_name", "starts_at"]
    data |= {"place_name": "Aula", "starts_at": "2030-05-06 10:00"}
    client.post(url, nested_form_data(data))

    event = EventPage.objects.get()
    assert (event.live, event.title) == (True, "Dzień otwarty")
    assert event.starts_at.astimezone(WARSAW).hour == 10
    assert [row.organisation for row in event.organisers.all()] == [school]
    assert client.get(event.url).status_code == 200


def test_page_of_a_partner_lists_its_events(index, several):
    create_event(index, title="Minęło", organisers=[several], starts_at=at(-9))
    page = SimpleNamespace(organisation_id=several.pk, locale=index.locale)
    sections = []

    wagtail_hooks.add_events(page, None, sections)

    assert [[entry.title for entry in found.entries] for found in sections] == [
        ["Dzień otwarty", "Konferencja"],
        ["Minęło"],
    ]
