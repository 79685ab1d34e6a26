"""What is around every page: menu, office, footer, and where the sections are.

It is gathered once for each language by each process. Any change that could show begins
a new generation, whose name is in Django's cache. A process that was still reading the
old state keeps it under the old name, where nobody looks any more.
"""

import uuid
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from wagtail.models import Page

from ..enums import SiteAction
from .links import get_page_url

GENERATION_KEY = "cluster_home.frame.generation"
# Nothing is kept longer, whatever was changed behind our back.
GENERATION_SECONDS = 60 * 60
# Entries of one process: a menu for each address that was asked for, and the like.
MOST_KEPT = 2000
LOGO_SPEC = "max-400x120|format-png"
# Pages that are found by their type, whatever their address is.
PLACES = {
    SiteAction.CONTACT.value: "cluster_home.contactpage",
    SiteAction.PARTNERS.value: "cluster_partners.partnerindexpage",
    SiteAction.CLASSES.value: "cluster_home.patronagecataloguepage",
    SiteAction.COURSES.value: "cluster_skills_centers.skillscenterindexpage",
    SiteAction.EVENTS.value: "cluster_home.eventindexpage",
    "news": "cluster_home.newsindexpage",
    "cooperation": "cluster_home.cooperationindexpage",
    "declaration": "cluster_home.declarationpage",
    "privacy": "cluster_home.privacyindexpage",
    "site_map": "cluster_home.sitemappage",
}
SCREENS = {
    SiteAction.NEW_AGREEMENT.value: "workflows:create_agreement",
    SiteAction.JOIN.value: "workflows:join",
    SiteAction.PORTAL.value: "workflows:tasks",
    SiteAction.VERIFY.value: "workflows_verify:verify_document",
    SiteAction.IDEAS.value: "workflows_ideas:public_ideas",
    SiteAction.NEW_IDEA.value: "workflows:create_idea",
}


@dataclass(frozen=True)
class MenuEntry:
    label: str
    url: str
    children: tuple["MenuEntry", ...] = ()


@dataclass(frozen=True)
class Logo:
    url: str
    width: int
    height: int
    name: str
    link: str


@dataclass(frozen=True)
class Frame:
    menu: tuple[MenuEntry, ...] = ()
    # Texts of the office and the footer in the language of the reader.
    office: dict = field(default_factory=dict)
    footer: dict = field(default_factory=dict)
    # Addresses by name; a section that has no live page is missing.
    places: dict = field(default_factory=dict)


# Name of the generation, and what this process made in it.
_kept: tuple[str, dict] = ("", {})


def keep(key: tuple, make, request=None):
    """Return what ``make`` gives, made once in each generation of the frame."""
    global _kept
    generation = _get_generation(request)
    kept = _kept
    if kept[0] != generation or len(kept[1]) >= MOST_KEPT:
        kept = _kept = (generation, {})
    found = kept[1]
    if key not in found:
        found[key] = make()
    return found[key]


def _get_generation(request) -> str:
    generation = getattr(request, "frame_generation", None)
    if generation is None:
        generation = cache.get(GENERATION_KEY) or _begin_generation()
        if request is not None:
            request.frame_generation = generation
    return generation


def get_frame(request=None) -> Frame:
    """Return what is around a page in the active language."""
    language = get_language() or settings.LANGUAGE_CODE
    if unsaved := getattr(request, "frame_preview", None):
        return _build(language, unsaved)
    return keep(("frame", language), lambda: _build(language), request)


def get_action_url(action: str, request=None, places: dict | None = None) -> str:
    """Return the address of a section or screen; empty where there is none."""
    if action in SCREENS:
        try:
            return reverse(SCREENS[action])
        except NoReverseMatch:
            return ""
    if places is None:
        places = get_frame(request).places
    return places.get(action, "")


def forget_frames() -> None:
    """Let every process gather the frame again, as soon as the change is committed."""
    transaction.on_commit(_begin_generation)


def _begin_generation() -> str:
    generation = uuid.uuid4().hex
    cache.set(GENERATION_KEY, generation, GENERATION_SECONDS)
    return generation


def _build(language: str, unsaved=None) -> Frame:
    office_model = apps.get_model("cluster_home.OfficeSettings")
    footer_model = apps.get_model("cluster_home.FooterSettings")
    menu_model = apps.get_model("cluster_home.Menu")
    if isinstance(unsaved, menu_model):
        menu = unsaved
    else:
        menu = menu_model.objects.filter(locale__language_code=language).first()
    # Wagtail's ``load`` writes a row where there is none, while a page is read.
    office, footer = (
        unsaved
        if isinstance(unsaved, model)
        else model.objects.order_by("pk").first() or model()
        for model in (office_model, footer_model)
    )
    places = _find_places(language)
    return Frame(
        menu=_read_menu(menu, places),
        office=_read_office(office),
        footer=_read_footer(footer, language),
        places=places,
    )


def _read_menu(menu, places: dict) -> tuple[MenuEntry, ...]:
    if menu is None:
        return ()
    entries = (
        _read_entry(
            entry.value,
            places,
            tuple(
                filter(
                    None,
                    (
                        _read_entry(child, places)
                        for child in entry.value.get("children") or ()
                    ),
                )
            ),
        )
        for entry in menu.entries
    )
    return tuple(filter(None, entries))


def _read_entry(value, places: dict, children=()) -> MenuEntry | None:
    """Return an entry; None where it leads nowhere, for example to a draft."""
    if page := value.get("page"):
        url = get_page_url(page)
    elif action := value.get("action"):
        url = get_action_url(action, places=places)
    else:
        url = value.get("url")
    return MenuEntry(value["label"], url, children) if url else None


def _read_office(office) -> dict:
    names = ("organisation", "street", "postcode", "town", "phone", "email")
    return {
        **{name: getattr(office, name) for name in (*names, "ede_address", "map_url")},
        "name": office.get_text("name"),
        "hours": office.get_text("hours").splitlines(),
        "social": office.social_links,
    }


def _read_footer(footer, language: str) -> dict:
    page = footer.cookies_page
    return {
        "about": footer.get_text("about"),
        "bip_url": footer.bip_url,
        "cookies_url": get_page_url(page) if page else "",
        "funding_text": footer.get_text("funding_text"),
        "logos": [_read_logo(logo.value, language) for logo in footer.funding],
    }


def _read_logo(value, language: str) -> Logo:
    rendition = value["picture"].get_rendition(LOGO_SPEC)
    name = value["name"] if language == "pl" else value["name_en"]
    return Logo(
        rendition.url, rendition.width, rendition.height, name, value.get("url") or ""
    )


def _find_places(language: str) -> dict[str, str]:
    """Return the first live page of each section, all in one query."""
    names_of_labels = {label: name for name, label in PLACES.items()}
    models = {
        model: names_of_labels[model._meta.label_lower]
        for model in apps.get_models()
        if model._meta.label_lower in names_of_labels
    }
    types = ContentType.objects.get_for_models(*models)
    names = {types[model].pk: name for model, name in models.items()}
    pages = Page.objects.live().filter(
        content_type__in=names, locale__language_code=language
    )
    places = {}
    for page in pages.order_by("path"):
        places.setdefault(names[page.content_type_id], page.get_url() or "")
    return places
