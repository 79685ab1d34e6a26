"""What every page owes its visitors, and what each type of page does."""

import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from home.enums import AuditType, ConformanceStatus
from home.models import (
    ContactPage,
    CooperationFormPage,
    DeclarationPage,
    DocumentsPage,
    NewsIndexPage,
    NewsPage,
    NewsTag,
    PrivacyNoticePage,
    SiteMapPage,
    StandardPage,
)

from .pages import TYPES, add_page, create_document, create_image, get_home, translate
from .test_home_page import Outline

pytestmark = pytest.mark.django_db

REQUIRED_IDS = [
    *["a11y-wstep", "a11y-podmiot", "a11y-url", "a11y-data-publikacja"],
    *["a11y-data-aktualizacja", "a11y-status", "a11y-data-sporzadzenie"],
    *["a11y-kontakt", "a11y-osoba", "a11y-email", "a11y-telefon"],
    *["a11y-procedura", "a11y-architektura"],
]


def get_html(client, page, status: int = 200) -> str:
    response = client.get(page.get_url())
    assert response.status_code == status
    return response.content.decode()


def warm(client):
    """Fill what is known of the site as a whole; the page itself stays unknown."""
    client.get("/pl/nie-ma-takiej-strony/")


@pytest.mark.parametrize("model", TYPES)
def test_page_has_title_description_heading_canonical_and_languages(
    client, site, model
):
    page = add_page(model)

    outline = Outline(get_html(client, page))

    address = f"http://localhost:8000{page.get_url()}"
    assert outline.texts["title"] == [f"{page.title} – KSSEMP"]
    assert outline.metas("description") == [page.intro]
    assert outline.texts["h1"] == [page.title]
    assert [link["href"] for link in outline.links("canonical")] == [address]
    assert outline.languages() == [("pl", address), ("x-default", address)]


@pytest.mark.parametrize("model", TYPES)
def test_page_asks_nobody_else_before_a_click(client, site, model):
    page = add_page(model, picture=create_image() if model is StandardPage else None)

    html = get_html(client, page)

    requested = re.findall(
        r'<(?:script|img|iframe|source)[^>]+src(?:set)?="([^"]+)"', html
    )
    requested += re.findall(
        r'<link[^>]+rel="(?:stylesheet|icon)"[^>]+href="([^"]+)"', html
    )
    hosts = {urlsplit(url).netloc for url in requested}
    assert requested
    assert hosts <= {"", "localhost:8000"}
    assert not re.search(r"<script(?![^>]+src=)|\sstyle=|\son[a-z]+=", html)


@pytest.mark.parametrize("model", TYPES)
def test_page_needs_ten_queries_at_most(
    client, site, model, django_assert_max_num_queries
):
    page = add_page(model)
    warm(client)

    with django_assert_max_num_queries(10):
        get_html(client, page)


@pytest.mark.parametrize("child", [CooperationFormPage, NewsPage, PrivacyNoticePage])
def test_list_needs_as_many_queries_for_twenty_pages_as_for_one(
    client, site, child, django_assert_max_num_queries
):
    pictures = {"picture": create_image()} if child is not PrivacyNoticePage else {}
    if child is NewsPage:
        tag = NewsTag.objects.create(name="Praktyki", name_en="Placements")
    first = add_page(child, **pictures)
    index = first.get_parent().specific
    # The pictures are cut when they are first seen.
    get_html(client, index)
    with django_assert_max_num_queries(10) as one:
        get_html(client, index)

    for _number in range(19):
        page = add_page(child, **pictures)
        if child is NewsPage:
            page.tags.add(tag)
            page.save_revision().publish()
    get_html(client, index)

    with django_assert_max_num_queries(10) as twenty:
        get_html(client, index)
    assert len(twenty) == len(one)


def test_children_need_no_more_queries_when_there_are_twenty(
    client, site, django_assert_max_num_queries
):
    page = add_page(StandardPage)
    add_page(StandardPage, page)
    warm(client)
    get_html(client, page)
    with django_assert_max_num_queries(10) as one:
        get_html(client, page)
    for _number in range(19):
        add_page(StandardPage, page)
    warm(client)

    with django_assert_max_num_queries(10) as twenty:
        html = get_html(client, page)

    assert len(twenty) == len(one)
    assert html.count('class="card__title"') == 20


def test_front_page_is_bounded_with_news_and_pictures(
    client, site, django_assert_max_num_queries
):
    for _number in range(3):
        add_page(NewsPage, picture=create_image())
    home = get_home()
    home.doors = [("door", {"title": "Drzwi", "text": "Tekst", "page": home})] * 3
    home.save_revision().publish()
    get_html(client, home)

    with django_assert_max_num_queries(10):
        html = get_html(client, home)

    assert html.count("<picture>") == 3


def test_deep_page_is_found_and_shows_the_way_to_it(client, site):
    page = add_page(StandardPage)
    child = add_page(StandardPage, page)
    grandchild = add_page(StandardPage, child)

    html = get_html(client, grandchild)

    trail = html.partition('class="breadcrumbs')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', trail) == [
        "/pl/",
        page.get_url(),
        child.get_url(),
    ]
    assert 'aria-current="page"' in trail


def test_page_below_a_draft_keeps_its_address_and_a_draft_has_none(client, site):
    page = add_page(StandardPage)
    child = add_page(StandardPage, page)
    page.unpublish()

    assert client.get(page.get_url()).status_code == 404
    assert client.get(child.get_url()).status_code == 200
    assert client.get(f"{child.get_url()}dalej/").status_code == 404


def test_page_of_another_language_has_no_address_in_this_one(client, site):
    page = add_page(StandardPage, slug="biuro")

    assert client.get("/en/biuro/").status_code == 404
    english = translate(page, slug="office")
    assert client.get(english.get_url()).status_code == 200
    assert client.get("/pl/office/").status_code == 404


def test_private_page_asks_for_its_password_everywhere(client, site):
    secret = add_page(StandardPage, title="Poufna")
    child = add_page(StandardPage, secret, title="Niżej")
    secret.view_restrictions.create(restriction_type="password", password="tajne")
    site_map = add_page(SiteMapPage)

    assert 'name="password"' in get_html(client, child)
    assert "Poufna" not in get_html(client, site_map)
    assert "Niżej" not in get_html(client, site_map)


def test_tree_has_rules(site):
    home = get_home()
    allowed = {model.__name__ for model in type(home).allowed_subpage_models()}

    assert "NewsPage" not in allowed
    assert {"NewsIndexPage", "StandardPage", "ContactPage"} <= allowed
    assert [model.__name__ for model in NewsIndexPage.allowed_subpage_models()] == [
        "NewsPage"
    ]
    assert type(home) not in StandardPage.allowed_subpage_models()


def test_button_of_a_form_of_cooperation_leads_into_the_portal(client, site):
    page = add_page(CooperationFormPage)

    html = get_html(client, page)

    assert 'href="/pl/portal/agreements/new/"' in html


def test_button_to_a_section_that_does_not_exist_is_not_shown(client, site):
    page = add_page(CooperationFormPage, action="contact")

    assert 'class="button" href=""' not in get_html(client, page)
    assert page.action_url == ""


def test_documents_say_type_size_date_and_language(client, site):
    page = add_page(
        DocumentsPage,
        sections=[
            (
                "section",
                {
                    "title": "Regulaminy",
                    "documents": [
                        {"document": create_document(), "language": "en", "title": ""}
                    ],
                },
            )
        ],
    )

    html = " ".join(get_html(client, page).split())

    assert re.search(r'hreflang="en">Regulamin</a>', html)
    assert re.search(r"PDF, 9.bajtów, <time datetime=\"[\d-]{10}\">", html)
    assert "</time>, angielski" in html


def test_documents_need_no_more_queries_when_there_are_twenty(
    client, site, django_assert_max_num_queries
):
    counts = []
    for number in (1, 20):
        documents = [
            {"document": create_document(), "language": "pl"}
            for _document in range(number)
        ]
        section = {"title": "Regulaminy", "documents": documents}
        page = add_page(DocumentsPage, sections=[("section", section)])
        warm(client)
        with django_assert_max_num_queries(10) as queries:
            assert get_html(client, page).count('class="doc"') == number
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_site_map_shows_the_tree_of_its_language(client, site):
    page = add_page(StandardPage, title="O nas")
    child = add_page(StandardPage, page, title="Biuro klastra")
    site_map = add_page(SiteMapPage, title="Mapa strony")
    child_url = child.get_url()

    html = get_html(client, site_map).partition("<main")[2]

    assert re.findall(r'<a href="(/[^"]+)"', html)[:3] == [
        page.get_url(),
        child_url,
        site_map.get_url(),
    ]
    assert "/en/" not in html.partition("</main>")[0]


# Accessibility declaration


class Ids(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self.times: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("id", "").startswith("a11y-"):
            self.found.append(attrs["id"])
            if tag == "time":
                self.times[attrs["id"]] = attrs["datetime"]


def test_declaration_has_each_required_id_once(client, site):
    page = add_page(DeclarationPage)

    html = get_html(client, page)

    ids = Ids(html)
    assert [ids.found.count(name) for name in REQUIRED_IDS] == [1] * len(REQUIRED_IDS)
    assert len(ids.found) == len(set(ids.found))
    assert ids.times == {
        "a11y-data-publikacja": "2026-09-01",
        "a11y-data-aktualizacja": "2026-10-01",
        "a11y-data-sporzadzenie": "2026-10-02",
        "a11y-data-przeglad": "2026-10-02",
    }
    with override("pl"):
        assert f'id="a11y-status">{page.get_status_display()}</strong>' in html
    assert "bip.brpo.gov.pl" in html
    assert f'<meta name="deklaracja-dostępności" content="{page.get_url()}">' in html


@pytest.mark.parametrize(
    "name",
    [
        *["organisation", "site_url", "site_published_on", "site_updated_on"],
        *["status", "prepared_on", "reviewed_on", "contact_person"],
        *["contact_email", "contact_phone", "procedure", "architecture"],
    ],
)
def test_declaration_without_a_required_part_is_refused_and_says_which(site, name):
    page = add_page(DeclarationPage)
    empty = None if name.endswith("_on") else ""
    setattr(page, name, "<p> </p>" if name in ("procedure", "architecture") else empty)

    with pytest.raises(ValidationError) as refused:
        page.full_clean()
        page.full_clean()

    assert list(refused.value.message_dict) == [name]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"audit_type": AuditType.EXTERNAL}, "auditor"),
        ({"status": ConformanceStatus.NONE, "gaps": "<p></p>"}, "gaps"),
        ({"site_updated_on": "2020-01-01"}, "site_updated_on"),
        ({"reviewed_on": "2020-01-01"}, "reviewed_on"),
    ],
)
def test_declaration_that_contradicts_itself_is_refused(site, changes, name):
    page = add_page(DeclarationPage)
    for field, value in changes.items():
        setattr(page, field, value)

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert list(refused.value.message_dict) == [name]


@pytest.mark.parametrize(
    ("reviewed_on", "is_due"), [(date(2019, 12, 31), True), (date(2999, 1, 1), False)]
)
def test_declaration_is_reviewed_by_the_end_of_march(reviewed_on, is_due):
    page = DeclarationPage(reviewed_on=reviewed_on)

    assert page.next_review_on == date(reviewed_on.year + 1, 3, 31)
    assert page.is_review_due == is_due


# Privacy


def test_privacy_notice_of_data_from_others_says_where_they_come_from(site):
    page = add_page(PrivacyNoticePage)
    page.purpose = "agreement"

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert list(refused.value.message_dict) == ["source"]


def test_contact_form_links_the_notice_of_its_purpose(client, site):
    contact = add_page(ContactPage)
    notice = add_page(PrivacyNoticePage)

    assert f'href="{notice.get_url()}"' in get_html(client, contact)
