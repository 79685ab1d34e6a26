"""What programs read: feeds, sitemap, robots, security contact."""

from datetime import date, datetime, timedelta

import feedparser
import pytest
from django.utils import timezone
from lxml import etree

from home.models import NewsIndexPage, NewsPage, NewsTag, OfficeSettings, StandardPage

from .pages import add_page, translate

pytestmark = pytest.mark.django_db

NAMES = {
    "sm": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def read_feed(client, path: str):
    response = client.get(path)
    assert response.status_code == 200
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    return feed


@pytest.fixture
def news(site) -> list[NewsPage]:
    pages = [
        add_page(NewsPage, title="Starsza", date=date(2026, 9, 1)),
        add_page(NewsPage, title="Nowsza", date=date(2026, 10, 1)),
    ]
    tag = NewsTag.objects.create(name="Praktyki", name_en="Placements", slug="praktyki")
    pages[0].tags.add(tag)
    pages[0].save_revision().publish()
    return pages


@pytest.mark.parametrize(
    ("name", "version"), [("news.rss", "rss20"), ("news.atom", "atom10")]
)
def test_feed_has_the_news_of_its_language(client, news, name, version):
    feed = read_feed(client, f"/pl/feeds/{name}")

    assert feed.version == version
    assert feed.feed.language == "pl" if version == "rss20" else True
    assert [entry.title for entry in feed.entries] == ["Nowsza", "Starsza"]
    assert feed.entries[0].link == f"http://localhost:8000{news[1].get_url()}"
    assert feed.entries[0].summary == news[1].intro
    assert feed.entries[0].published_parsed[:3] == (2026, 10, 1)
    assert [tag.term for tag in feed.entries[1].tags] == ["Praktyki"]
    assert feed.entries[0].id.startswith("urn:uuid:")


def test_feed_of_a_tag_has_only_its_news(client, news):
    feed = read_feed(client, "/pl/feeds/news.atom?tag=praktyki")

    assert [entry.title for entry in feed.entries] == ["Starsza"]
    assert client.get("/pl/feeds/news.atom?tag=nie-ma").status_code == 404


def test_feed_in_english_is_english(client, news):
    assert client.get("/en/feeds/news.rss").status_code == 404
    translate(news[0].get_parent().specific, slug="news")
    translate(news[0], title="Older", slug="older")

    feed = read_feed(client, "/en/feeds/news.rss")

    assert [entry.title for entry in feed.entries] == ["Older"]
    assert [tag.term for tag in feed.entries[0].tags] == ["Placements"]


def test_feed_keeps_private_news_to_itself(client, news):
    news[1].view_restrictions.create(restriction_type="login")

    feed = read_feed(client, "/pl/feeds/news.rss")

    assert [entry.title for entry in feed.entries] == ["Starsza"]


def test_feeds_are_announced(client, news):
    html = client.get(news[0].get_url()).content.decode()

    assert 'type="application/rss+xml"' in html
    assert 'href="/pl/feeds/news.atom"' in html


def test_list_of_news_is_cut_and_filtered_by_tag(client, news):
    index = NewsIndexPage.objects.get()
    for number in range(NewsIndexPage.PER_PAGE):
        add_page(NewsPage, title=f"Kolejna {number}", date=date(2026, 11, 1))

    first = client.get(index.get_url()).content.decode()
    second = client.get(f"{index.get_url()}?page=2").content.decode()
    tagged = client.get(f"{index.get_url()}?tag=praktyki").content.decode()

    assert first.count("card__title") == NewsIndexPage.PER_PAGE
    assert "Starsza" in second and "Starsza" not in first
    assert 'rel="canonical" href="http://localhost:8000' in second
    assert f'{index.get_url()}?page=2">' in second.partition("canonical")[2][:200]
    assert tagged.count("card__title") == 1 and "Starsza" in tagged
    assert "noindex, follow" in tagged
    assert client.get(f"{index.get_url()}?tag=nie-ma").status_code == 404


def test_sitemap_has_every_page_with_its_languages(client, site):
    page = add_page(StandardPage, slug="biuro")
    english = translate(page, slug="office")
    alone = add_page(StandardPage, slug="tylko-po-polsku")
    draft = add_page(StandardPage, slug="szkic")
    draft.unpublish()
    secret = add_page(StandardPage, slug="poufne")
    secret.view_restrictions.create(restriction_type="login")

    response = client.get("/sitemap.xml")

    urls = {
        url.findtext("sm:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href")
            for link in url.findall("xhtml:link", NAMES)
        }
        for url in etree.fromstring(response.content).findall("sm:url", NAMES)
    }
    root = "http://localhost:8000"
    both = {
        "pl": f"{root}/pl/biuro/",
        "en": f"{root}/en/office/",
        "x-default": f"{root}/pl/biuro/",
    }
    only = f"{root}{alone.get_url()}"
    assert response["Content-Type"] == "application/xml"
    assert urls[f"{root}{page.get_url()}"] == both
    assert urls[f"{root}{english.get_url()}"] == both
    assert urls[only] == {"pl": only, "x-default": only}
    assert set(urls) == {f"{root}/pl/", f"{root}/en/", only, both["pl"], both["en"]}


def test_sitemap_needs_as_many_queries_for_many_pages(
    client, site, django_assert_max_num_queries
):
    for _number in range(20):
        add_page(StandardPage)
    client.get("/sitemap.xml")

    with django_assert_max_num_queries(5):
        client.get("/sitemap.xml")


def test_robots_may_read_all_but_forms(client, site):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert {
        "Disallow: /admin/",
        "Disallow: /pl/portal/",
        "Disallow: /en/search/",
    } <= set(lines)
    assert "Disallow: /" not in lines
    assert lines[-1] == "Sitemap: http://localhost:8000/sitemap.xml"


def test_security_contact_is_complete_and_will_not_be_old(client, site):
    OfficeSettings.objects.create(email="biuro@klaster.example")

    response = client.get("/.well-known/security.txt")

    fields = dict(
        line.split(": ", 1) for line in response.content.decode().splitlines()
    )
    expires = datetime.fromisoformat(fields["Expires"])
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:biuro@klaster.example"
    assert fields["Canonical"] == "http://localhost:8000/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "pl, en"
    now = timezone.now()
    assert now + timedelta(days=100) < expires < now + timedelta(days=366)


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/pl/feeds/news.rss"])
def test_programs_get_no_cookies(client, news, path):
    response = client.get(path)

    assert not response.cookies
