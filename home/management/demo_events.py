"""Demo events: all kinds, coming and past, full, cancelled and postponed.

Dates are relative to the day on which they are made. Participants are invented; they
register through the same service as visitors.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from partners.management.demo import DOMAIN
from partners.models import Organisation
from skills_centers import actions
from skills_centers.services.registrations import Entry

from ..calendars import WARSAW
from ..enums import EventKind, EventStatus
from ..models import EventIndexPage, EventOrganiser, EventPage
from .demo_event_texts import TEXTS

OFFICE, ZONE = f"biuro@{DOMAIN}", "Papieża Jana Pawła II 11a, Kamienna Góra"
MECHANIK, GRANIT = "ZST „Mechanik”, Jelenia Góra", "Granit Automatyka"
ELECTRONICS = "Zespół Szkół Elektronicznych, Jelenia Góra"
LEADER = "SSEMP S.A."
SATURDAY = 5

GIVEN_NAMES = (
    *["Adam", "Beata", "Cezary", "Daria", "Emil", "Felicja", "Gustaw", "Hanna"],
    *["Igor", "Jagoda"],
)


@dataclass(frozen=True)
class DemoEvent:
    """``days`` counts from today; ``hours`` are start and end on the clock."""

    key: str
    kind: str
    days: int
    hours: tuple[str, str] | None = ("09:00", "14:00")
    lasts: int = 1
    on_saturday: bool = False
    organisers: tuple[str, ...] = (LEADER,)
    audiences: tuple[str, ...] = ("everyone",)
    status: str = EventStatus.SCHEDULED
    places: int | None = None
    waiting: int = 0
    registered: int = 0
    opens: int | None = None
    values: dict = field(default_factory=dict, hash=False)


EVENTS = [
    DemoEvent(
        "webinar",
        EventKind.MEETING,
        5,
        ("13:00", "14:30"),
        audiences=("employers",),
        places=100,
        registered=3,
        values={"online_url": "https://spotkania.klaster.example/klasa-patronacka"},
    ),
    DemoEvent(
        "study_visit",
        EventKind.STUDY_VISIT,
        9,
        ("09:00", "13:30"),
        organisers=(GRANIT, LEADER),
        audiences=("schools",),
        places=6,
        waiting=4,
        registered=8,
        values={"place_address": "Strefowa 7, Kamienna Góra", "has_ramp": True},
    ),
    DemoEvent(
        "open_day",
        EventKind.OPEN_DAY,
        12,
        ("10:00", "14:00"),
        on_saturday=True,
        organisers=(MECHANIK, GRANIT),
        audiences=("students", "parents"),
        values={
            "place_address": "Obrońców Pokoju 10, Jelenia Góra",
            "has_ramp": True,
            "has_sign_language": True,
        },
    ),
    DemoEvent(
        "hotel",
        EventKind.WORKSHOP,
        16,
        organisers=("Dolnośląski ZS, Karpacz",),
        audiences=("students",),
        status=EventStatus.CANCELLED,
        values={"place_address": "Gimnazjalna 9, Karpacz"},
    ),
    DemoEvent(
        "measuring",
        EventKind.WORKSHOP,
        18,
        ("09:00", "15:30"),
        organisers=(MECHANIK,),
        audiences=("schools",),
        places=12,
        waiting=6,
        registered=5,
        values={"place_address": "Obrońców Pokoju 10, Jelenia Góra"},
    ),
    DemoEvent(
        "job_fair",
        EventKind.JOB_FAIR,
        25,
        ("10:00", "16:00"),
        organisers=(LEADER, GRANIT, "Nowy Len"),
        values={
            "place_address": "Sportowa 1, Kamienna Góra",
            "has_ramp": True,
            "has_loop": True,
        },
    ),
    DemoEvent(
        "council",
        EventKind.MEETING,
        30,
        ("11:00", "14:00"),
        audiences=("schools", "employers"),
        values={"place_address": ZONE, "has_ramp": True, "has_loop": True},
    ),
    DemoEvent(
        "conference",
        EventKind.CONFERENCE,
        40,
        ("09:00", "15:00"),
        lasts=2,
        organisers=(LEADER, ELECTRONICS),
        audiences=("schools", "employers"),
        places=120,
        waiting=20,
        registered=4,
        values={
            "place_address": "Bankowa 5, Jelenia Góra",
            "online_url": "https://spotkania.klaster.example/konferencja",
            "in_english": True,
            "has_ramp": True,
            "has_loop": True,
            "has_sign_language": True,
        },
    ),
    DemoEvent(
        "education_fair",
        EventKind.EDUCATION_FAIR,
        55,
        None,
        lasts=3,
        organisers=("ZSP „Emilka”, Zgorzelec", MECHANIK, ELECTRONICS),
        values={"place_address": "Parkowa 1, Zgorzelec", "has_ramp": True},
    ),
    DemoEvent(
        "cross_border",
        EventKind.MEETING,
        70,
        ("10:00", "14:00"),
        organisers=(LEADER, "Jizerské strojírny"),
        audiences=("employers",),
        status=EventStatus.POSTPONED,
        values={"place_address": ZONE, "in_czech": True},
    ),
    DemoEvent(
        "robot",
        EventKind.WORKSHOP,
        90,
        organisers=(ELECTRONICS,),
        audiences=("students",),
        places=10,
        waiting=5,
        opens=30,
        values={"place_address": "Grunwaldzka 64a, Jelenia Góra", "has_ramp": True},
    ),
    DemoEvent(
        "past_fair",
        EventKind.JOB_FAIR,
        -40,
        ("10:00", "15:00"),
        organisers=(LEADER, MECHANIK, GRANIT),
        values={"place_address": "Sudecka 11, Jelenia Góra", "has_ramp": True},
    ),
    DemoEvent(
        "past_visit",
        EventKind.STUDY_VISIT,
        -75,
        ("10:00", "13:00"),
        organisers=("Nowy Len", "Dolnośląski ZS, Biedrzychowice"),
        audiences=("students",),
        values={"place_address": "Fabryczna 21"},
    ),
]


@transaction.atomic
def create_demo_events(index_pages: dict[str, EventIndexPage]) -> list[EventPage]:
    """Publish the events below the lists of both languages; return the Polish ones.

    Events that are there already are left alone, with whatever was changed in them.
    """
    events = []
    for demo in EVENTS:
        texts = TEXTS[demo.key]
        polish = _get_event(index_pages["pl"], texts["pl"])
        if polish is None:
            polish = _create_polish(demo, index_pages["pl"])
            _register(polish, demo.registered)
        if _get_event(index_pages["en"], texts["en"]) is None:
            _create_english(polish, texts["en"])
        events.append(polish)
    return events


def _get_event(index: EventIndexPage, texts: dict) -> EventPage | None:
    return EventPage.objects.child_of(index).filter(slug=texts["slug"]).first()


def _create_polish(demo: DemoEvent, index: EventIndexPage) -> EventPage:
    start = _find_day(demo)
    last = start + timedelta(days=demo.lasts - 1)
    opening, closing = demo.hours or ("00:00", "00:00")
    event = EventPage(
        locale=index.locale,
        live=False,
        kind=demo.kind,
        status=demo.status,
        starts_at=_at(start, opening),
        ends_at=_at(last, closing),
        is_all_day=demo.hours is None,
        has_registration=demo.places is not None,
        places_total=demo.places,
        waiting_list_limit=demo.waiting,
        contact_email=OFFICE,
        **{f"for_{audience}": True for audience in demo.audiences},
        **demo.values,
        **_get_texts(TEXTS[demo.key]["pl"]),
    )
    if demo.opens:
        day = timezone.localdate(timezone=WARSAW) + timedelta(days=demo.opens)
        event.registration_opens_at = _at(day, "08:00")
    found = {
        organisation.short_name: organisation
        for organisation in Organisation.objects.filter(short_name__in=demo.organisers)
    }
    event.organisers = [
        EventOrganiser(organisation=found[name], sort_order=number)
        for number, name in enumerate(demo.organisers)
        if name in found
    ]
    index.add_child(instance=event)
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def _create_english(polish: EventPage, texts: dict) -> None:
    english = polish.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in _get_texts(texts).items():
        setattr(english, name, value)
    english.save_revision().publish()


def _get_texts(texts: dict) -> dict:
    """Return the fields of a page, streams in Wagtail's own shape."""
    fields = dict(texts)
    for name in ("body", "report"):
        fields[name] = [("text", texts[name])] if name in texts else []
    fields["agenda"] = [
        ("item", {"time": time.fromisoformat(hour), "title": title, "text": text})
        if hour
        else ("heading", title)
        for hour, title, text in texts["agenda"]
    ]
    return fields


def _find_day(demo: DemoEvent) -> date:
    """Return the first suitable day: people work from Monday to Friday."""
    day = timezone.localdate(timezone=WARSAW) + timedelta(days=demo.days)
    while (day.weekday() == SATURDAY) != demo.on_saturday or (
        day.weekday() + demo.lasts - 1 > SATURDAY - (not demo.on_saturday)
    ):
        day += timedelta(days=1)
    return day


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=WARSAW)


def _register(event: EventPage, count: int) -> None:
    for number, name in enumerate(GIVEN_NAMES[:count]):
        actions.register(
            event,
            Entry(
                name=f"{name} Przykładowy",
                email=f"{name.lower()}@{DOMAIN}",
                status="teacher" if number % 2 else "employee",
                language="pl",
                institution="Szkoła Przykładowa",
            ),
        )
