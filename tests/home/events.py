"""Events for tests: minimal, in Polish and English, at times relative to today."""

import itertools
from datetime import datetime, timedelta

from django.utils import timezone, translation
from wagtail.models import Locale

from home.calendars import WARSAW
from home.enums import EventKind
from home.models import EventIndexPage, EventPage, HomePage
from partners.enums import OrganisationKind
from partners.models import Organisation

_numbers = itertools.count(1)


def at(days: int, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment so many days from today, by Polish clocks."""
    day = timezone.localdate(timezone=WARSAW) + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=WARSAW)


def create_indexes() -> dict[str, EventIndexPage]:
    """Return the empty list of events in both languages."""
    EventPage.objects.all().delete()
    found = {
        page.locale.language_code: page
        for page in EventIndexPage.objects.select_related("locale")
    }
    if not found:
        polish = EventIndexPage(
            title="Wydarzenia", slug="wydarzenia", intro="Co nas czeka."
        )
        HomePage.objects.get(locale__language_code="pl").add_child(instance=polish)
        english = polish.copy_for_translation(Locale.objects.get(language_code="en"))
        english.title, english.slug, english.intro = "Events", "events", "What comes."
        english.live = True
        english.save()
        found = {"pl": polish, "en": english}
    return found


def get_past_path(index: EventIndexPage) -> str:
    """Return the rest of the address of past events, in the language of the list."""
    with translation.override(index.locale.language_code):
        return index.reverse_subpage("list_past")


def create_organisation(name: str, name_en: str = "") -> Organisation:
    return Organisation.objects.create(
        kind=OrganisationKind.EMPLOYER,
        legal_name=name,
        short_name=name,
        name_en=name_en,
        city="Kamienna Góra",
        website="https://partner.example/",
    )


def create_event(index: EventIndexPage, *, organisers=(), **fields) -> EventPage:
    """Create a published event: tomorrow from 10 to 12, for everyone."""
    number = next(_numbers)
    defaults = {
        "title": f"Spotkanie {number}",
        "slug": f"spotkanie-{number}",
        "intro": "Porozmawiamy o klasach patronackich.",
        "kind": EventKind.MEETING,
        "starts_at": at(1),
        "place_name": "Aula szkoły",
        "for_everyone": True,
    }
    if "starts_at" not in fields:
        defaults["ends_at"] = at(1, 12)
    event = EventPage(locale=index.locale, live=False, **{**defaults, **fields})
    event.organisers = [
        EventPage.organisers.rel.related_model(organisation=organisation, sort_order=n)
        for n, organisation in enumerate(organisers)
    ]
    index.add_child(instance=event)
    publish(event)
    return EventPage.objects.get(pk=event.pk)


def publish(event: EventPage, **changes) -> EventPage:
    """Publish an event as an editor does, with these changes."""
    for name, value in changes.items():
        setattr(event, name, value)
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def translate(event: EventPage, **fields) -> EventPage:
    """Create the English version of an event, published."""
    page = event.copy_for_translation(Locale.objects.get(language_code="en"))
    page.slug = f"{event.slug}-en"
    texts = {"title": f"{event.title} EN", "place_name": "School hall", **fields}
    return publish(page, **texts)
