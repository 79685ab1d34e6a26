"""The public site of `make demo`, built once and read as a visitor reads it."""

import gc
import json
import re
import warnings
from contextlib import contextmanager
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Revision, Site
from wagtail_localize.models import Translation

from home.management import demo_pictures
from home.management.demo_site import create_demo_site
from home.management.demo_site.build import CENTERS, TREE
from partners.management.demo import create_demo_partners

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_site")]

ORIGIN = "http://localhost:8000"
FOREIGN_WORDS = {
    "pl": {"the", "and", "with", "which", "school", "employer", "of"},
    "en": {"oraz", "jest", "się", "nie", "żeby", "które", "szkoły", "pracodawca"},
}
TITLE_LENGTH, DESCRIPTION_LENGTH = 60, 155
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Reader(HTMLParser):
    """Reads the head of a page, its links, and the words of ``main``."""

    def __init__(self, html: str, language: str):
        super().__init__()
        self.language = language
        self.h1 = 0
        self.title = self.description = self.canonical = ""
        self.alternates: set[str] = set()
        self.links: set[str] = set()
        self.words: set[str] = set()
        # Name of each open element, and whether it is in another language.
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and attrs.get("name") == "description":
            self.description = attrs["content"]
        if tag == "link" and attrs["rel"] == "canonical":
            self.canonical = attrs["href"]
        if tag == "link" and attrs["rel"] == "alternate" and "hreflang" in attrs:
            self.alternates.add(attrs["hreflang"])
        self.h1 += tag == "h1"
        if tag == "a" and self._is_in("main") and "href" in attrs:
            self.links.add(attrs["href"])
        if tag not in VOID:
            foreign = attrs.get("lang", self.language) != self.language
            self._open.append((tag, foreign))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._is_in("title") and not self._is_in("svg"):
            self.title += data
        if self._is_in("main") and not any(foreign for _tag, foreign in self._open):
            self.words.update(re.findall(r"[^\W\d_]+", data.lower()))

    def _is_in(self, name: str) -> bool:
        return any(tag == name for tag, _foreign in self._open)


@contextmanager
def forgiving_unclosed_files():
    """Wagtail leaves the temporary files of renditions to the garbage collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.fixture(scope="module")
def demo_site(django_db_setup, django_db_blocker):
    """The site, in one transaction around all tests of this module."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # The drawings are the same; making them smaller takes no time.
        patch.setattr(demo_pictures, "WIDTH", 160)
        patch.setattr(demo_pictures, "HEIGHT", 90)
        with transaction.atomic():
            Site.clear_site_root_paths_cache()
            call_command("setup_site", verbosity=0)
            create_demo_partners()
            with forgiving_unclosed_files():
                create_demo_site()
            cache.clear()
            yield
            transaction.set_rollback(True)
        Site.clear_site_root_paths_cache()


@pytest.fixture(scope="module")
def readers(demo_site) -> dict[str, Reader]:
    """Every live page by its path, as an anonymous visitor gets it."""
    client = Client(headers={"host": "localhost:8000"})
    found = {}
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")
    with forgiving_unclosed_files():
        for page in pages.order_by("path"):
            path = page.get_url()
            response = client.get(path)
            assert response.status_code == 200, path
            found[path] = Reader(response.content.decode(), page.locale.language_code)
    return found


def test_every_page_has_what_search_engines_ask_for(readers):
    poor = {
        path: (page.h1, page.title, page.description, page.canonical, page.alternates)
        for path, page in readers.items()
        if page.h1 != 1
        or not page.title.strip()
        or not page.description
        or page.canonical != ORIGIN + path
        or page.alternates != {"pl", "en", "x-default"}
    }

    assert poor == {}
    assert len(readers) >= 2 * len(TREE)


def test_both_languages_have_the_same_pages(readers):
    languages = [page.language for page in readers.values()]

    assert languages.count("pl") == languages.count("en") == len(readers) / 2


def test_no_page_mixes_languages(readers):
    mixed = {
        path: page.words & FOREIGN_WORDS[page.language]
        for path, page in readers.items()
        if page.words & FOREIGN_WORDS[page.language]
    }

    assert mixed == {}


def test_links_of_the_content_lead_somewhere(readers, client):
    targets = {
        urlsplit(urljoin(ORIGIN + path, link))
        for path, page in readers.items()
        for link in page.links
    }
    own = {target.path for target in targets if target.netloc == "localhost:8000"}

    with forgiving_unclosed_files():
        broken = {
            path: status
            for path in sorted(own - readers.keys())
            # Forms of the portal send visitors to the sign-in page.
            if (status := client.get(path).status_code) not in (200, 302)
        }

    assert broken == {}
    assert own & readers.keys() and own - readers.keys()


def test_own_titles_and_descriptions_fit_into_results(readers):
    keys = [demo.translation_key for demo in TREE if demo is not CENTERS]
    pages = Page.objects.filter(translation_key__in=keys).specific()

    long = {
        page.url_path
        for page in pages
        if len(page.meta_title) > TITLE_LENGTH
        or len(page.meta_description) > DESCRIPTION_LENGTH
    }

    assert long == set()
    assert len(pages) == 2 * len(keys)


def test_an_editor_could_save_every_page_as_it_is(demo_site):
    for page in Page.objects.filter(depth__gt=1).specific():
        page.full_clean()
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(page, field.name))


def test_translations_are_complete(demo_site):
    english = Locale.objects.get(language_code="en")
    originals = Page.objects.live().filter(depth__gt=1).exclude(locale=english)
    translations = Translation.objects.filter(target_locale=english, enabled=True)

    progress = [translation.get_progress() for translation in translations]

    assert len(progress) == originals.count()
    assert [item for item in progress if item[0] != item[1]] == []


def test_translations_give_the_pages_that_are_published(demo_site):
    english = Locale.objects.get(language_code="en")
    keys = [demo.translation_key for demo in TREE if demo is not CENTERS]
    translations = Translation.objects.filter(
        source__object__in=keys, target_locale=english
    ).select_related("source")

    differences = []
    for translation in translations:
        page = translation.get_target_instance()
        made = translation.source.get_ephemeral_translated_instance(english)
        for field in page._meta.concrete_fields:
            if field.name in ("title", "slug", "intro", "picture_id"):
                same = getattr(page, field.attname) == getattr(made, field.attname)
            elif isinstance(field, StreamField):
                same = json.loads(field.value_to_string(page)) == json.loads(
                    field.value_to_string(made)
                )
            else:
                continue
            if not same:
                differences.append((page.url_path, field.name))

    assert differences == []
    assert len(translations) == len(keys)


def test_building_twice_changes_nothing(demo_site):
    before = list(Page.objects.order_by("pk").values("pk", "title", "url_path"))
    revisions = Revision.objects.count()

    create_demo_site()

    assert list(Page.objects.order_by("pk").values("pk", "title", "url_path")) == before
    assert Revision.objects.count() == revisions


def test_pictures_are_small_and_the_same_every_time():
    first = {key: demo_pictures.draw_picture(key) for key in ("peak", "truck")}

    again = {key: demo_pictures.draw_picture(key) for key in first}

    assert again == first
    assert max(map(len, first.values())) < 400_000
