"""The public site of `make demo`, read as visitors, search engines and editors do."""

import gzip
import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import extruct
import feedparser
import icalendar
import pytest
import xmlschema
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import etree
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation

from home.enums import EventKind
from home.management import demo_pictures
from home.management.demo_site import create_demo_site
from home.management.demo_site.build import CENTERS, TREE
from home.models import EventPage, NewsTag
from tests.screens import ORIGIN

from .conftest import forgiving_unclosed_files

pytestmark = pytest.mark.django_db

LANGUAGES = ["pl", "en"]
# Words that hardly a sentence does without, and that the other language has not.
FOREIGN_WORDS = {
    "pl": {
        *["the", "and", "with", "which", "of", "for", "from", "are", "this", "your"],
        *["we", "you", "that", "who", "what", "school", "schools", "employer"],
    },
    "en": {
        *["oraz", "jest", "się", "nie", "żeby", "które", "który", "dla", "przez"],
        *["lub", "jak", "są", "szkoły", "szkół", "pracodawca", "wydarzenia"],
    },
}
TITLE_LENGTH, DESCRIPTION_LENGTH = 60, 155

# The protocol as https://www.sitemaps.org/protocol.html describes it; elements of
# other name spaces, such as language alternates, may follow.
SITEMAP_SCHEMA = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9"
    elementFormDefault="qualified">
  <xs:element name="urlset"><xs:complexType><xs:sequence>
    <xs:element name="url" maxOccurs="50000"><xs:complexType><xs:sequence>
      <xs:element name="loc"><xs:simpleType><xs:restriction base="xs:anyURI">
        <xs:minLength value="12"/><xs:maxLength value="2048"/>
      </xs:restriction></xs:simpleType></xs:element>
      <xs:element name="lastmod" minOccurs="0"><xs:simpleType>
        <xs:union memberTypes="xs:date xs:dateTime"/>
      </xs:simpleType></xs:element>
      <xs:any namespace="##other" processContents="strict"
          minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
"""
LINK_SCHEMA = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
    targetNamespace="http://www.w3.org/1999/xhtml" elementFormDefault="qualified">
  <xs:element name="link"><xs:complexType>
    <xs:attribute name="rel" use="required" fixed="alternate"/>
    <xs:attribute name="hreflang" use="required"><xs:simpleType>
      <xs:restriction base="xs:string">
        <xs:pattern value="pl|en|x-default"/>
      </xs:restriction>
    </xs:simpleType></xs:attribute>
    <xs:attribute name="href" use="required" type="xs:anyURI"/>
  </xs:complexType></xs:element>
</xs:schema>
"""
NAMES = {
    "sm": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
# What search engines want to know of a thing before they show it.
REQUIRED_FACTS = {
    "Event": {"name", "startDate", "location", "eventStatus", "url"},
    "Course": {"name", "description", "provider", "url"},
    "EducationalOrganization": {"name", "url", "address"},
    "Organization": {"name", "url"},
}


def get_path(address: str) -> str:
    return urlsplit(address).path


# What a crawler finds


def test_every_page_has_what_search_engines_ask_for(readers):
    poor = {
        path: (page.h1, page.title, page.description, page.canonical, page.alternates)
        for path, page in readers.items()
        if page.h1 != 1
        or not page.title.strip()
        or not page.description
        or page.canonical != ORIGIN + path
        or set(page.alternates) != {*LANGUAGES, "x-default"}
    }

    assert poor == {}
    assert len(readers) >= 2 * len(TREE)


def test_both_languages_have_the_same_pages_that_name_each_other(readers):
    languages = [page.language for page in readers.values()]
    assert languages.count("pl") == languages.count("en") == len(readers) / 2

    for path, page in readers.items():
        assert page.alternates[page.language] == ORIGIN + path
        assert page.alternates["x-default"] == page.alternates["pl"]
        for address in page.alternates.values():
            assert readers[get_path(address)].alternates == page.alternates


def test_no_two_pages_of_a_language_have_the_same_title(readers):
    for language in LANGUAGES:
        titles = [page.title for page in readers.values() if page.language == language]
        assert sorted(titles) == sorted(set(titles))


def test_no_page_mixes_languages(readers):
    mixed = {
        path: page.words & FOREIGN_WORDS[page.language]
        for path, page in readers.items()
        if page.words & FOREIGN_WORDS[page.language]
    }

    assert mixed == {}


def crawl(readers, start: str) -> tuple[set[str], dict[str, str]]:
    """Return the pages that links lead to from ``start``, and other addresses.

    Each of the others is given with the page that links to it.
    """
    waiting, seen, others = [start], set(), {}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        for link in readers[path].links:
            target = urlsplit(urljoin(ORIGIN + path, link))
            if target.netloc != urlsplit(ORIGIN).netloc or target.path in seen:
                continue
            if target.path in readers:
                waiting.append(target.path)
            else:
                others[target.path] = path
    return seen, others


def test_crawl_from_each_home_page_finds_every_page_and_no_broken_link(readers):
    client = Client(headers={"host": "localhost:8000"})
    others = {}
    for language in LANGUAGES:
        seen, found = crawl(readers, f"/{language}/")
        others |= found
        assert readers.keys() == seen

    with forgiving_unclosed_files():
        broken = {
            f"{path} on {linking}": status
            for path, linking in others.items()
            # Forms of the portal send visitors to the sign-in page.
            if (status := client.get(path).status_code) not in (200, 302)
        }

    assert broken == {}
    assert others


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


def test_no_page_needs_much_style_or_script(readers):
    """The budget of docs/adr/0011, as a server sends them."""

    def weigh(addresses) -> int:
        names = [address.removeprefix("/static/") for address in addresses]
        files = [Path(finders.find(name)) for name in names]
        return sum(len(gzip.compress(file.read_bytes())) for file in files)

    used = {
        (
            frozenset(re.findall(r'rel="stylesheet" href="([^"]+)"', page.html)),
            frozenset(re.findall(r'<script src="([^"]+)"', page.html)),
        )
        for page in readers.values()
    }

    for sheets, scripts in used:
        assert 0 < weigh(sheets) <= 25_000
        assert 0 < weigh(scripts) <= 15_000


# What programs read, by libraries that are not ours


def test_sitemap_conforms_and_has_every_page(readers, visitor):
    schema = xmlschema.XMLSchema([SITEMAP_SCHEMA, LINK_SCHEMA])
    content = visitor.get("/sitemap.xml").content.decode()

    schema.validate(content)

    found = {
        get_path(url.findtext("sm:loc", namespaces=NAMES)): {
            link.get("hreflang"): link.get("href")
            for link in url.findall("xhtml:link", NAMES)
        }
        for url in etree.fromstring(content.encode()).findall("sm:url", NAMES)
    }
    assert found == {path: page.alternates for path, page in readers.items()}


def test_news_feeds_are_read_without_complaint(readers, visitor):
    slug = NewsTag.objects.values_list("slug", flat=True).first()
    for language in LANGUAGES:
        for name in ("news.rss", "news.atom", f"news.atom?tag={slug}"):
            response = visitor.get(f"/{language}/feeds/{name}")
            feed = feedparser.parse(response.content)
            assert not feed.bozo, (name, feed.get("bozo_exception"))
            assert feed.entries
            assert {get_path(entry.link) for entry in feed.entries} <= set(readers)


def test_calendars_are_read_without_complaint(readers, visitor):
    for language in LANGUAGES:
        with translation.override(language):
            addresses = [
                reverse("event_feed"),
                *(reverse("event_feed_of_kind", args=[kind]) for kind in EventKind),
                *(
                    reverse("event_calendar", args=[key])
                    for key in EventPage.objects.filter(
                        locale__language_code=language
                    ).values_list("translation_key", flat=True)
                ),
            ]
        for address in addresses:
            feed = icalendar.Calendar.from_ical(visitor.get(address).content)
            assert feed.errors == []
            assert feed["VERSION"] == "2.0" and feed["PRODID"]
            for event in feed.events:
                assert event.errors == []
                assert event.start and event.DTSTAMP and event.uid
                assert get_path(event["URL"]) in readers


def list_things(data):
    """Return every thing of a structure that says its type."""
    if isinstance(data, dict):
        if "@type" in data:
            yield data
        for value in data.values():
            yield from list_things(value)
    elif isinstance(data, list):
        for value in data:
            yield from list_things(value)


def test_structured_data_are_read_and_complete(readers):
    seen = {}
    for path, page in readers.items():
        found = extruct.extract(
            page.html, base_url=ORIGIN + path, syntaxes=["json-ld"]
        )["json-ld"]
        for data in found:
            assert data["@context"] == "https://schema.org", path
            required = REQUIRED_FACTS.get(data["@type"], {"name"})
            assert required <= data.keys(), (path, required - data.keys())
            for thing in list_things(data):
                assert all(value not in ("", None, [], {}) for value in thing.values())
        kind = type(page.page.specific).__name__
        seen.setdefault(kind, set()).add(tuple(data["@type"] for data in found))

    for kind in ("EventPage", "CoursePage", "SkillsCenterPage", "PartnerPage"):
        assert () not in seen[kind], kind


# What editors find


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
    for found in translations:
        page = found.get_target_instance()
        made = found.source.get_ephemeral_translated_instance(english)
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
