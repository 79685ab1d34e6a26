"""Builds the tree of the demo. What is already there stays as it is."""

import json
import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.models import (
    EventPage,
    FooterSettings,
    HomePage,
    Menu,
    NewsTag,
    OfficeSettings,
)
from partners.management.demo_pages import create_demo_partner_pages
from partners.models import PartnerPage
from skills_centers.management.demo import create_demo_centers
from skills_centers.models import (
    CoursePage,
    SkillsCenterIndexPage,
    SkillsCenterPage,
)
from workflows.services.school_years import get_current_school_year

from ..demo_events import create_demo_events
from ..demo_pictures import create_demo_pictures
from . import (
    about,
    cooperation,
    cooperation_classes,
    cooperation_practice,
    cooperation_together,
    doors,
    doors_employers,
    downloads,
    duties,
    front,
    news,
    news_older,
    office,
    places,
    privacy,
    privacy_more,
)
from .documents import create_demo_documents, fill
from .translations import amend, register_translations
from .writing import LANGUAGES, DemoPage, add_ids, pick

# Skills centers make their own pages; this is where they stand in the tree.
CENTERS = None

TREE = [
    *about.PAGES,
    *office.PAGES,
    downloads.REGULATIONS,
    cooperation.INDEX,
    *cooperation.FORMS,
    *cooperation_practice.FORMS,
    *cooperation_together.FORMS,
    *cooperation_classes.FORMS,
    places.PARTNERS,
    places.CLASSES,
    CENTERS,
    places.EVENTS,
    news.INDEX,
    *news.PAGES,
    *news_older.PAGES,
    downloads.DOCUMENTS,
    *doors.PAGES,
    *doors_employers.PAGES,
    places.CONTACT,
    duties.DECLARATION,
    *privacy.PAGES,
    *privacy_more.PAGES,
    duties.COOKIES,
    places.SITE_MAP,
]

# Pictures of the pages that other apps make, by what their Polish address says.
PICTURES = {
    "fotowoltaicz": "panel",
    "energetyka": "bolt",
    "ladowani": "bolt",
    "centra": "bolt",
    "knx": "chip",
    "robot": "chip",
    "pomiar": "clipboard",
    "nauczyciel": "book",
    "tkanin": "gear",
    "wlokien": "gear",
    "filtr": "gear",
    "hotel": "chef",
    "targi": "truck",
    "konferencja": "screen",
    "rady-programowej": "table",
    "dzien-otwarty": "school",
    "wizyta": "factory",
    "spotkanie": "rings",
}

REFERENCE = re.compile(r'<a href="@([\w.]+)">(.*?)</a>', re.DOTALL)


@transaction.atomic
def create_demo_site() -> None:
    """Build all public pages in both languages, with pictures, documents and menus.

    Expects the home pages of ``setup_site`` and the demo partners.
    """
    Builder().build()


class Builder:
    def __init__(self):
        year = get_current_school_year()
        self.words = {"school_year": f"{year}/{year + 1}"}
        self.locales = {
            language: Locale.objects.get(language_code=language)
            for language in LANGUAGES
        }
        self.homes = {
            language: HomePage.objects.get(locale=locale, depth=2)
            for language, locale in self.locales.items()
        }
        # Polish and English page by key.
        self.pages: dict[str, tuple[Page, Page]] = {
            "home": (self.homes["pl"], self.homes["en"])
        }

    def build(self) -> None:
        self.pictures = create_demo_pictures()
        self.documents = create_demo_documents(self.words)
        # First all pages, as drafts without texts: texts name other pages.
        fresh = self._prepare()
        for demo in fresh:
            self._write(demo)
        if not PartnerPage.objects.exists():
            create_demo_partner_pages(self._load("partners"))
        create_demo_events(self._load("events"))
        if fresh:
            self._assign_pictures()
        self._write_home()
        self._write_settings()
        for language in LANGUAGES[1:]:
            register_translations(language)

    def _load(self, key: str) -> dict[str, Page]:
        """Return both pages as they are now: each child changes its parent's row."""
        return {
            language: type(page).objects.get(pk=page.pk)
            for language, page in zip(LANGUAGES, self.pages[key], strict=True)
        }

    # Pages

    def _prepare(self) -> list[DemoPage]:
        """Make the tree; return the pages that have to be written."""
        fresh = []
        for demo in TREE:
            if demo is CENTERS:
                create_demo_centers(self.homes)
                continue
            # What drafts refer to is read when they are written.
            with disable_reference_index_auto_update():
                if self._find_or_add(demo):
                    fresh.append(demo)
        return fresh

    def _find_or_add(self, demo: DemoPage) -> bool:
        """Look up both pages; add them as drafts where there are none."""
        found = demo.model.objects.filter(translation_key=demo.translation_key)
        versions = {page.locale.language_code: page for page in found}
        is_new = "pl" not in versions
        if is_new:
            parent = self.pages[demo.parent][0]
            versions["pl"] = demo.model(
                translation_key=demo.translation_key,
                locale=self.locales["pl"],
                title=demo.title[0],
                slug=demo.slug[0],
                live=False,
                **get_drafts(demo),
            )
            parent.add_child(instance=versions["pl"])
        if "en" not in versions:
            versions["en"] = versions["pl"].copy_for_translation(self.locales["en"])
        self.pages[demo.key] = (versions["pl"], versions["en"])
        return is_new

    def _write(self, demo: DemoPage) -> None:
        """Fill in the texts of both pages and publish them."""
        for number, page in enumerate(self._load(demo.key).values()):
            page.title = page.draft_title = demo.title[number]
            page.slug = demo.slug[number]
            if demo.picture:
                page.picture = self.pictures[demo.picture]
            values = {"intro": demo.intro, **demo.fields}
            tags = values.pop("tags", [])
            self._fill(page, values, number, seed=demo.key)
            if tags:
                page.tags.set(get_tags(tags))
            page.save_revision().publish()

    def _fill(self, page, values: dict, number: int, *, seed: str) -> None:
        for name, value in values.items():
            field = page._meta.get_field(name)
            found = self._resolve(pick(value, number, name), number)
            if isinstance(field, StreamField):
                found = json.dumps(add_ids(found, f"{seed}.{name}"))
            if isinstance(field, ForeignKey):
                name = field.attname
            setattr(page, name, found)

    def _resolve(self, value, number: int):
        """Replace what stands for pages, documents, pictures, dates and words."""
        if isinstance(value, dict):
            return {key: self._resolve(item, number) for key, item in value.items()}
        if isinstance(value, list):
            return [self._resolve(item, number) for item in value]
        if isinstance(value, timedelta):
            return timezone.localdate() + value
        if not isinstance(value, str):
            return value
        if value == "@site":
            return f"{settings.BASE_URL}/{LANGUAGES[number]}/"
        if value.startswith("@"):
            return self._find(value[1:])
        return fill(REFERENCE.sub(self._link, value), self.words)

    def _find(self, reference: str) -> int:
        kind, _, key = reference.rpartition(":")
        found = {"doc": self.documents, "pic": self.pictures}.get(kind)
        # The Polish page stands for all languages: links follow the reader.
        return found[key].pk if found else self.pages[key][0].pk

    def _link(self, match: re.Match) -> str:
        # Attributes in the order in which wagtail-localize puts them back.
        return f'<a id="{self._find(match[1])}" linktype="page">{match[2]}</a>'

    def _assign_pictures(self) -> None:
        """Give a picture to pages of events, centers and courses that have none."""
        for model in (SkillsCenterIndexPage, SkillsCenterPage, CoursePage, EventPage):
            for page in model.objects.filter(picture=None):
                polish = page.get_translation(self.locales["pl"])
                found = [name for part, name in PICTURES.items() if part in polish.slug]
                if found:
                    amend(page, {"picture": self.pictures[found[0]]})

    # Frame

    def _write_home(self) -> None:
        for number, page in enumerate(self._load("home").values()):
            if page.join_title:
                continue
            self._fill(page, front.HOME, number, seed="home")
            doors_data = list(page.doors.raw_data)
            for entry, key in zip(doors_data, front.DOORS, strict=False):
                entry["value"]["page"] = self.pages[key][0].pk
            page.doors = json.dumps(add_ids(doors_data, "home.doors"))
            page.save_revision().publish()

    def _write_settings(self) -> None:
        for model, values, filled in (
            (OfficeSettings, front.OFFICE, "town"),
            (FooterSettings, front.FOOTER, "about"),
        ):
            instance = model.load()
            if getattr(instance, filled):
                continue
            for name, value in values.items():
                if isinstance(value, tuple):
                    setattr(instance, name, value[0])
                    setattr(instance, f"{name}_en", value[1])
                else:
                    self._fill(instance, {name: value}, 0, seed="settings")
            instance.save()
        if not Menu.objects.exists():
            self._write_menus()

    def _write_menus(self) -> None:
        polish = None
        for number, language in enumerate(LANGUAGES):
            menu = Menu(
                locale=self.locales[language],
                title=front.MENU_TITLE[number],
                entries=json.dumps(self._list_entries(number)),
            )
            if polish:
                menu.translation_key = polish.translation_key
            menu.save()
            polish = polish or menu

    def _list_entries(self, number: int) -> list[dict]:
        def build_link(label, target) -> dict:
            is_page = target.startswith("@")
            return {
                "label": label[number],
                "page": self.pages[target[1:]][number].pk if is_page else None,
                "action": "" if is_page else target,
                "url": "",
            }

        entries = [
            {
                "type": "entry",
                "value": {
                    **build_link(label, target),
                    "children": [
                        {"type": "item", "value": build_link(*child)}
                        for child in children
                    ],
                },
            }
            for label, target, children in front.MENU
        ]
        return add_ids(entries, f"menu.{LANGUAGES[number]}")


def get_drafts(demo: DemoPage) -> dict:
    """Return the values that even a draft needs: dates may not be missing."""
    return {
        name: timezone.localdate() + value
        for name, value in demo.fields.items()
        if isinstance(value, timedelta)
    }


def get_tags(slugs: list[str]) -> list[NewsTag]:
    return [
        NewsTag.objects.get_or_create(
            slug=slug,
            defaults={"name": news.TAGS[slug][0], "name_en": news.TAGS[slug][1]},
        )[0]
        for slug in slugs
    ]
