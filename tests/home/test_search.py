"""The search of the site: words as people write them, in Polish and English."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from home.models import DocumentsPage, NewsPage, SearchEntry, StandardPage
from home.services import search
from home.services.search_terms import fold, list_forms

from .pages import add_page, create_document, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(site):
    """Without the front pages, which say something about everything."""
    SearchEntry.objects.all().delete()
    return site


def search_url() -> str:
    with override("pl"):
        return reverse("search")


def find(text: str, language: str = "pl") -> list[str]:
    locale = Locale.objects.get(language_code=language)
    return sorted(entry.label for entry in search.find(text, locale=locale))


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("szkoła", "szkoły"),
        ("szkoła", "szkola"),
        ("szkół", "szkoły"),
        ("umowa", "umowami"),
        ("umów", "umow"),
        ("Łódź", "lodz"),
        ("Łodzi", "łódź"),
        ("zawodów", "zawod"),
        ("pracodawców", "pracodawcy"),
        ("ŻÓŁW", "zolw"),
    ],
)
def test_word_is_found_by_its_stem_and_without_accents(site, written, asked):
    add_page(StandardPage, title="Tu jest", body=[("text", f"<p>{written}.</p>")])
    add_page(StandardPage, title="Tu nie ma", body=[("text", "<p>Coś innego.</p>")])

    assert find(asked) == ["Tu jest"]


def test_all_words_have_to_be_there(site):
    add_page(StandardPage, title="Klasy", intro="Klasy patronackie w Karpaczu.")
    add_page(StandardPage, title="Szkoły", intro="Szkoły w Karpaczu.")

    assert find("patronackich karpacz") == ["Klasy"]
    assert find("karpacz") == ["Klasy", "Szkoły"]
    assert find("karpacz mechatronika") == []


def test_title_counts_more_than_text(site):
    add_page(StandardPage, title="Inna", intro="Rekrutacja w szkołach i jeszcze raz.")
    add_page(StandardPage, title="Rekrutacja", intro="Wstęp.")
    # A word that is everywhere ranks nothing.
    for _number in range(5):
        add_page(StandardPage, title="Co innego", intro="O czym innym.")
    locale = Locale.objects.get(language_code="pl")

    found = list(search.find("rekrutacji", locale=locale))

    assert [entry.label for entry in found] == ["Rekrutacja", "Inna"]


@pytest.mark.parametrize(
    "text", ["", "  ", "!?", "a", "'", '"', "x' OR 1=1 --", "(", "*"]
)
def test_odd_questions_find_nothing_and_break_nothing(client, site, text):
    add_page(StandardPage)

    response = client.get(search_url(), {"q": text})

    assert response.status_code == 200
    assert find(text) == []


def test_languages_do_not_mix(site):
    page = add_page(StandardPage, title="Biuro klastra", intro="Kto pracuje w biurze.")
    translate(page, title="Cluster office", intro="Who works at the office.")

    assert find("biuro") == ["Biuro klastra"]
    assert find("offices", "en") == ["Cluster office"]
    assert find("biuro", "en") == []


def test_page_taken_back_is_not_found_any_more(site):
    page = add_page(StandardPage, title="Praktyki")
    assert find("praktyki") == ["Praktyki"]

    page.unpublish()
    assert find("praktyki") == []

    page.save_revision().publish()
    page.delete()
    assert find("praktyki") == []


def test_draft_changes_nothing_until_it_is_published(site):
    page = add_page(StandardPage, title="Praktyki")
    page.title = "Staże"
    revision = page.save_revision()
    assert find("staże") == []

    revision.publish()
    assert (find("staże"), find("praktyki")) == (["Staże"], [])


def test_private_section_is_not_found(site):
    page = add_page(StandardPage, title="Poufne")
    add_page(StandardPage, page, title="Poufne niżej")
    page.view_restrictions.create(restriction_type="login")

    assert find("poufne") == []


def test_listed_document_is_found_by_its_title(client, site):
    document = create_document("Regulamin klastra")
    create_document("Notatka wewnętrzna")
    entry = {"document": document, "title": "", "language": "pl"}
    section = {"title": "Regulaminy", "documents": [entry]}
    for title in ("Dokumenty", "O nas"):
        add_page(DocumentsPage, title=title, sections=[("section", section)])

    # Twice listed, once found.
    assert find("regulaminu").count("Regulamin klastra") == 1
    assert find("notatka") == []
    html = client.get(search_url(), {"q": "regulamin", "kind": "document"})
    assert f'href="{document.url}"' in html.content.decode()


def test_results_can_be_narrowed_to_a_kind(client, site):
    add_page(StandardPage, title="Praktyki w firmie")
    add_page(NewsPage, title="Ruszyły praktyki")

    news = client.get(search_url(), {"q": "praktyki", "kind": "news"})
    shown = [entry.label for entry in news.context["page_obj"]]
    assert shown == ["Ruszyły praktyki"]
    html = client.get(search_url(), {"q": "praktyki"}).content.decode()
    assert "?q=praktyki&amp;kind=news" in html
    assert "?q=praktyki&amp;kind=page" in html
    assert "?q=praktyki&amp;kind=event" not in html


def test_results_say_what_was_asked_and_repeat_it_safely(client, site):
    html = client.get(search_url(), {"q": '<b>"Łódź"'}).content.decode()

    assert 'value="&lt;b&gt;&quot;Łódź&quot;"' in html
    assert "<b>" not in html.partition("<main")[2]
    assert '<meta name="robots" content="noindex, follow">' in html


def test_search_without_results_says_so(client, site):
    html = client.get(search_url(), {"q": "zzzqqq"}).content.decode()

    assert "0 wyników dla „zzzqqq”" in html
    assert "Niczego nie znaleziono" in html


def test_everything_can_be_filed_again(site):
    page = add_page(StandardPage, title="Zwiedzanie")
    draft = add_page(StandardPage, title="Żółwiowisko")
    SearchEntry.objects.all().delete()
    StandardPage.objects.filter(pk=draft.pk).update(live=False)

    # Two home pages besides it.
    assert search.file_all() == 3
    assert (find("zwiedzania"), find("żółwiowisko")) == ([page.title], [])


def test_number_of_queries_does_not_grow_with_results(client, site):
    counts = []
    for number in (1, 8):
        for _page in range(number):
            add_page(StandardPage, intro="Praktyki zawodowe.")
        client.get(search_url(), {"q": "praktyki"})
        with CaptureQueriesContext(connection) as queries:
            client.get(search_url(), {"q": "praktyki"})
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10


def test_letters_lose_their_accents():
    assert fold("Zażółć gęślą jaźń, ŁÓDŹ") == "zazolc gesla jazn, lodz"


def test_unknown_language_is_stemmed_as_english():
    assert list_forms("offices", "de") == list_forms("offices", "en")
