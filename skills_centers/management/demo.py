"""Demo centers: pages in both languages, editions in every state, participants.

Participants are invented; people register through the same services as visitors.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from partners import roles
from partners.management.demo import DEMO_PASSWORD, DOMAIN
from partners.models import Organisation
from partners.services import create_account

from ..enums import CenterStatus, EditionState
from ..models import (
    CenterStaff,
    CoursePage,
    Edition,
    Lab,
    Session,
    SkillsCenterIndexPage,
    SkillsCenterPage,
)
from ..services import editions, registrations
from ..services.registrations import Entry
from . import demo_texts as texts

LANGUAGES = ("pl", "en")
STAFF_BOX = "bcu.zgorzelec"
EMAIL = f"bcu.zgorzelec@{DOMAIN}"
PHONE = "+48755550140"

# Invented, like all people of the demo.
PARTICIPANTS = (
    "Adam Kursowy",
    "Beata Szkoleniowa",
    "Cezary Praktyczny",
    "Daria Warsztatowa",
    "Emil Egzaminowy",
    "Felicja Kablowa",
    "Gustaw Mierniczy",
    "Hanna Prądowa",
    "Igor Bezpiecznik",
    "Jagoda Falownik",
    "Kamil Rozdzielczy",
    "Lena Instalacyjna",
)


@dataclass(frozen=True)
class DemoEdition:
    """``first`` counts days from today; ``registered`` people wanted a place."""

    course: str
    first: int
    days: int
    places: int
    waiting: int = 0
    registered: int = 0
    state: str = EditionState.OPEN
    opens: int | None = None
    attended: int = 0
    venue: tuple[str, str] = ("", "")
    trainer: tuple[str, str] = field(
        default=("elektryk, instruktor praktyk", "electrician, practical trainer")
    )


PV_LAB = ("Pracownia instalacji elektrycznych", "Electrical installations lab")
SMART_LAB = (
    "Pracownia pomiarów i rozdzielnic inteligentnego budynku",
    "Measurement and switchgear lab for smart buildings",
)

EDITIONS = [
    DemoEdition(
        "pv",
        35,
        5,
        12,
        waiting=6,
        registered=8,
        venue=PV_LAB,
        trainer=("projektant instalacji PV", "designer of photovoltaic systems"),
    ),
    DemoEdition("pv", 98, 5, 12, waiting=6, state=EditionState.PLANNED, venue=PV_LAB),
    DemoEdition(
        "sep",
        21,
        3,
        8,
        waiting=5,
        registered=11,
        trainer=(
            "inżynier energetyk z uprawnieniami SEP",
            "energy engineer certified by SEP",
        ),
    ),
    DemoEdition("ev", 120, 4, 10, waiting=4, state=EditionState.PLANNED),
    DemoEdition(
        "knx",
        49,
        3,
        10,
        waiting=4,
        registered=3,
        venue=SMART_LAB,
        trainer=("programista systemów budynkowych", "programmer of building systems"),
    ),
    DemoEdition(
        "knx",
        5,
        3,
        6,
        waiting=2,
        registered=6,
        state=EditionState.CLOSED,
        venue=SMART_LAB,
    ),
    DemoEdition(
        "measure",
        -40,
        2,
        8,
        waiting=2,
        registered=8,
        state=EditionState.HELD,
        attended=6,
        venue=SMART_LAB,
        trainer=(
            "pomiarowiec, elektryk dozorowy",
            "measuring engineer, chief electrician",
        ),
    ),
    DemoEdition("measure", 63, 2, 8, waiting=2, registered=2, venue=SMART_LAB),
    DemoEdition(
        "measure", 28, 2, 8, registered=2, state=EditionState.CANCELLED, venue=SMART_LAB
    ),
    DemoEdition(
        "teachers",
        75,
        5,
        15,
        waiting=5,
        opens=20,
        trainer=(
            "inżynier z firmy branżowej",
            "engineer from a company of the industry",
        ),
    ),
    DemoEdition(
        "textiles",
        90,
        1,
        20,
        state=EditionState.PLANNED,
        venue=("u pracodawcy w Kamiennej Górze", "at an employer's in Kamienna Góra"),
        trainer=("technolog włókiennictwa", "textile technologist"),
    ),
]


@transaction.atomic
def create_demo_centers(
    parent_pages: dict[str, Page],
) -> dict[str, SkillsCenterIndexPage]:
    """Make the pages below the given home pages, with editions; return the two lists.

    ``parent_pages`` has the keys ``pl`` and ``en``; the English page is a translation
    of the Polish one. What is already there stays as it is.
    """
    index = SkillsCenterIndexPage.objects.child_of(parent_pages["pl"]).first()
    if index is None:
        index = _add_page(SkillsCenterIndexPage, parent_pages["pl"], texts.INDEX)
        _create_zgorzelec(index)
        _create_planned(index)
        courses = {
            course.code: course for course in CoursePage.objects.descendant_of(index)
        }
        codes = {
            data["key"]: data["facts"]["code"]
            for data in [*texts.COURSES, texts.PLANNED_COURSE]
        }
        for number, data in enumerate(EDITIONS):
            _create_edition(data, courses[codes[data.course]], number)
    return {
        "pl": index,
        "en": index.get_translation(Locale.objects.get(language_code="en")),
    }


def _pick(pair_values: dict, number: int) -> dict:
    return {name: pair[number] for name, pair in pair_values.items()}


def _add_page(
    model, parent: Page, pairs: dict, facts: dict | None = None, *, fill=None
):
    """Add a page and its translation below a parent and its translation."""
    polish = model(
        locale=Locale.objects.get(language_code="pl"),
        **_pick(pairs, 0),
        **(facts or {}),
    )
    if fill:
        fill(polish, 0)
    parent.add_child(instance=polish)
    polish.save_revision().publish()
    english = polish.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in _pick(pairs, 1).items():
        setattr(english, name, value)
    if fill:
        fill(english, 1)
    english.save_revision().publish()
    return polish


def _add_labs(page: SkillsCenterPage, number: int) -> None:
    """Give the page its labs, or its copies of them their words in the other language."""
    labs = list(page.labs.all())
    if number == 0:
        page.labs = [
            Lab(
                locale=page.locale,
                sort_order=order,
                name=names[number],
                equipment=equipment[number],
                seats=seats,
                is_bookable=bookable,
            )
            for order, (names, equipment, seats, bookable) in enumerate(texts.LABS)
        ]
        return
    for lab, (names, equipment, _seats, _bookable) in zip(
        labs, texts.LABS, strict=True
    ):
        lab.name, lab.equipment = names[number], equipment[number]
    page.labs = labs


def _create_zgorzelec(index: SkillsCenterIndexPage) -> SkillsCenterPage:
    school = Organisation.objects.filter(legal_name__contains="Emilka").first()
    pairs = dict(texts.ZGORZELEC)
    pairs["functions"] = tuple(
        [("function", {"title": title, "text": text}) for title, text in values]
        for values in pairs["functions"]
    )
    pairs["contacts"] = tuple(
        [
            (
                "contact",
                {
                    "subject": subject,
                    "email": EMAIL,
                    "phone": "75 555 01 40",
                    "hours": hours,
                },
            )
            for subject, hours in values
        ]
        for values in pairs["contacts"]
    )
    center = _add_page(
        SkillsCenterPage,
        index,
        pairs,
        {
            "short_code": "BCU-ZGO",
            "branch_code": "ELE",
            "center_status": CenterStatus.ACTIVE,
            "founding_body": school.founding_body if school else None,
            "host_school": school,
            "street": school.street_address if school else "",
            "postcode": school.postcode if school else "",
            "city": "Zgorzelec",
            "email": EMAIL,
            "phone": PHONE,
        },
        fill=_add_labs,
    )
    for data in texts.COURSES:
        _create_course(center, data)
    user = create_account(
        email=EMAIL, given_name="Ewa", surname="Kursowa", password=DEMO_PASSWORD
    )
    user.groups.add(*Group.objects.filter(name=roles.CENTER_STAFF))
    CenterStaff.objects.get_or_create(center=center, user=user)
    return center


def _create_planned(index: SkillsCenterIndexPage) -> SkillsCenterPage:
    employer = Organisation.objects.filter(legal_name__icontains="len").first()
    center = _add_page(
        SkillsCenterPage,
        index,
        texts.PLANNED,
        {
            "short_code": "BCU-KG",
            "branch_code": "MOD",
            "center_status": CenterStatus.PLANNED,
            "industry_partner": employer,
            "postcode": "58-400",
            "city": "Kamienna Góra",
            "email": f"bcu.kamienna-gora@{DOMAIN}",
            "phone": "+48755550150",
        },
    )
    _create_course(center, texts.PLANNED_COURSE)
    return center


def _create_course(center: SkillsCenterPage, data: dict) -> CoursePage:
    pairs = {
        name: data[name]
        for name in (
            "slug",
            "title",
            "intro",
            "body",
            "level",
            "entry_conditions",
            "exam",
            "funding_note",
        )
    }
    pairs["learning_outcomes"] = tuple(
        [("outcome", text) for text in values] for values in data["outcomes"]
    )
    pairs["accessibility"] = texts.ACCESSIBILITY
    pairs["cancellation_rules"] = texts.CANCELLATION
    return _add_page(CoursePage, center, pairs, data["facts"])


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _create_edition(data: DemoEdition, course: CoursePage, number: int) -> Edition:
    today = timezone.localdate()
    start = today + timedelta(days=data.first)
    # Nobody trains between Christmas and Epiphany.
    if start.month == 12 and start.day > 18:
        start = date(start.year + 1, 1, 7)
    elif start.month == 1 and start.day < 7:
        start = date(start.year, 1, 7)
    # Courses begin on a Monday or, when they are short, on a Saturday.
    start += timedelta(days=((5 if data.days <= 2 else 0) - start.weekday()) % 7)
    opens = (
        today + timedelta(days=data.opens)
        if data.opens
        else start - timedelta(days=120)
    )
    edition = Edition(
        course=course,
        start_date=start,
        end_date=start + timedelta(days=data.days - 1),
        venue=data.venue[0],
        venue_en=data.venue[1],
        trainer=data.trainer[0],
        trainer_en=data.trainer[1],
        places_total=data.places,
        waiting_list_limit=data.waiting,
        registration_opens_at=_moment(opens, 8),
        state=EditionState.PLANNED,
    )
    edition.sessions = [
        Session(
            sort_order=day,
            starts_at=_moment(start + timedelta(days=day), 9),
            ends_at=_moment(start + timedelta(days=day), 16),
        )
        for day in range(data.days)
    ]
    edition.save()
    if data.state == EditionState.PLANNED:
        return edition
    edition = editions.change_state(edition, EditionState.OPEN)
    # As if people had registered in time, also for what is over.
    now = min(timezone.now(), _moment(start - timedelta(days=20), 12))
    found = [
        registrations.register(
            edition, _build_entry(number, person), now=now
        ).registration
        for person in range(data.registered)
    ]
    if data.attended:
        registrations.set_attendance(
            edition,
            attended={registration.pk for registration in found[: data.attended]},
            absent={registration.pk for registration in found[data.attended :]},
        )
    if data.state != EditionState.OPEN:
        edition = editions.change_state(
            edition, data.state, reason="Za mało zgłoszeń / Too few registrations"
        )
    return edition


def _build_entry(number: int, person: int) -> Entry:
    status = ("student", "employee", "teacher", "other")[(number + person) % 4]
    return Entry(
        name=PARTICIPANTS[(number * 5 + person) % len(PARTICIPANTS)],
        email=f"kursant{number + 1}.{person + 1}@{DOMAIN}",
        status=status,
        language=LANGUAGES[person % 5 == 4],
        phone="+48755550199" if person % 3 == 0 else "",
        institution="Zespół Szkół Elektronicznych" if status == "student" else "",
        special_needs="Materiały w dużym druku" if person == 2 else "",
        special_needs_consent=person == 2,
    )
