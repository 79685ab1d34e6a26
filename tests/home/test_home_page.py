from html.parser import HTMLParser

import pytest

from home.models import HomePage

pytestmark = pytest.mark.django_db


class Outline(HTMLParser):
    """What a search engine and a screen reader ask a page first."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.texts: dict[str, list[str]] = {"title": [], "h1": [], "nav": []}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in self.texts:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data):
        if self._open and data.strip():
            self.texts[self._open[-1]].append(data.strip())

    def links(self, rel: str) -> list[dict]:
        return [
            attrs for tag, attrs in self.tags if tag == "link" and attrs["rel"] == rel
        ]

    def languages(self) -> list[tuple[str, str]]:
        """Alternates that are languages and not feeds."""
        return [
            (link["hreflang"], link["href"])
            for link in self.links("alternate")
            if "hreflang" in link
        ]

    def metas(self, name: str) -> list[str]:
        return [
            attrs["content"]
            for tag, attrs in self.tags
            if tag == "meta" and attrs.get("name") == name
        ]


@pytest.fixture(params=["pl", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture
def page(site, language) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


@pytest.fixture
def outline(client, page, language) -> Outline:
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    return Outline(response.content.decode())


def test_home_page_says_its_language(outline, language):
    assert outline.tags[0] == ("html", {"lang": language})


def test_home_page_has_one_first_level_heading(outline, page):
    assert outline.texts["h1"] == [page.hero_title]


def test_home_page_has_a_title_and_a_description(outline, page):
    assert outline.texts["title"] == [f"{page.seo_title} – KSSEMP"]
    assert outline.metas("description") == [page.search_description]
    assert len(page.search_description) <= 200


def test_home_page_is_canonical_for_its_own_language(outline, language):
    assert [link["href"] for link in outline.links("canonical")] == [
        f"http://localhost:8000/{language}/"
    ]


def test_home_page_names_all_its_languages(outline):
    assert outline.languages() == [
        ("pl", "http://localhost:8000/pl/"),
        ("en", "http://localhost:8000/en/"),
        ("x-default", "http://localhost:8000/pl/"),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", ["PL", "EN", "Strona główna", "Sprawdź dokument"]),
        ("en", ["PL", "EN", "Home", "Verify a document"]),
    ],
)
def test_navigation_speaks_the_language_of_the_page(outline, words):
    assert outline.texts["nav"] == words


def test_home_page_in_english_holds_no_polish_text(client, site):
    polish = HomePage.objects.get(locale__language_code="pl")

    html = client.get("/en/").content.decode()

    texts = [polish.hero_title, polish.lead, polish.portal_title, "Zaloguj się"]
    assert [text for text in texts if text in html] == []


def test_home_page_in_polish_holds_no_english_text(client, site):
    english = HomePage.objects.get(locale__language_code="en")

    html = client.get("/pl/").content.decode()

    texts = [english.hero_title, english.lead, english.portal_title, "Sign in"]
    assert [text for text in texts if text in html] == []


def test_language_without_a_translation_is_no_alternate(client, site):
    HomePage.objects.get(locale__language_code="en").unpublish()

    outline = Outline(client.get("/pl/").content.decode())

    assert [code for code, _url in outline.languages()] == ["pl", "x-default"]
    assert [attrs["href"] for tag, attrs in outline.tags if "hreflang" in attrs] != []


def test_home_page_needs_ten_queries_at_most(
    client, page, language, django_assert_max_num_queries
):
    # What is around every page is known; the page itself is not.
    client.get(f"/{language}/nowhere/")

    with django_assert_max_num_queries(10):
        response = client.get(f"/{language}/")

    assert response.status_code == 200
