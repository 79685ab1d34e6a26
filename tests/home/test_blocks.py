"""Blocks: what they draw, what they refuse, how they look to who chooses one."""

from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail import blocks
from wagtail.models import Locale
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments

from home.blocks import BodyBlock
from home.blocks.media import get_frame_url
from home.models import ContactPage, StandardPage

from .pages import add_page, create_document, create_image, translate

pytestmark = pytest.mark.django_db

BODY = BodyBlock()
# Elements that have no end.
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source"}


class Balance(HTMLParser):
    """Finds elements that are not closed, and ids that come twice."""

    def __init__(self, html: str):
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def draw(client, *body) -> str:
    page = add_page(StandardPage, body=list(body))
    response = client.get(page.get_url())
    assert response.status_code == 200
    html = response.content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    Balance(f"<main{main}</main>")
    return " ".join(main.split())


@pytest.mark.parametrize("name", list(BODY.child_blocks))
@pytest.mark.parametrize("language", ["pl", "en"])
def test_block_can_be_previewed_and_explains_itself(admin_client, site, name, language):
    block = BodyBlock().child_blocks[name]

    response = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )

    assert response.status_code == 200
    Balance(response.content.decode().partition("<body>")[2].partition("</body>")[0])
    assert block.is_previewable
    with translation.override(language):
        assert str(block.label) and str(block.get_description())
        assert str(block.meta.group)
    assert block.meta.icon != "placeholder"


def test_blocks_come_in_few_groups():
    groups = [str(group) for group, _blocks in BODY.grouped_child_blocks()]

    with translation.override("en"):
        assert len(groups) == 4


def test_text_block_has_no_first_level_heading():
    assert "h1" not in BODY.child_blocks["text"].features


def test_picture_needs_a_text_or_is_marked_as_decoration(site):
    block = BODY.child_blocks["picture"].child_blocks["picture"]
    image = create_image()
    image.contextual_alt_text, image.decorative = "", False

    with pytest.raises(blocks.StructBlockValidationError):
        block.clean(image)

    image.decorative = True
    assert block.clean(image) == image


def test_pictures_of_a_page_are_loaded_together(client, site):
    def build(count):
        picture = {
            "image": create_image(),
            "alt_text": "Pracownia",
            "decorative": False,
        }
        value = {"picture": picture, "caption": "", "credit": ""}
        return add_page(StandardPage, body=[("picture", value)] * count)

    counts = []
    for count in (1, 20):
        page = build(count)
        client.get(page.get_url())
        with translation.override("pl"):
            fresh = StandardPage.objects.get(pk=page.pk)
            with CaptureQueriesContext(connection) as queries:
                html = str(fresh.body.render_as_block())
        assert html.count("<picture>") == count
        counts.append(len(queries))
    assert counts == [2, 2]


def test_decorative_picture_says_nothing(client, site):
    image = create_image("DSC_0042.JPG")
    for decorative, alt in ((True, 'alt=""'), (False, 'alt="Uczniowie przy tokarce"')):
        picture = {
            "image": image,
            "alt_text": "Uczniowie przy tokarce",
            "decorative": decorative,
        }
        html = draw(client, ("picture", {"picture": picture, "caption": "Podpis"}))
        assert alt in html
        assert "DSC_0042" not in html


def test_table_has_headings_of_columns_and_rows(client, site):
    table = {
        "caption": "Klasy",
        "columns": [
            {"type": "text", "heading": "Rok"},
            {"type": "number", "heading": "Liczba"},
        ],
        "rows": [{"values": ["2026/2027", "4"]}],
    }

    html = draw(client, ("table", {"has_row_headings": True, "table": table}))

    assert "<caption>Klasy</caption>" in html
    assert '<th scope="col">Rok</th>' in html
    assert '<th scope="row">2026/2027</th>' in html
    assert '<td data-label="Liczba" class="num">4</td>' in html


def test_chart_has_its_numbers_in_a_table(client, site):
    rows = [
        {"label": "2025/2026", "value": Decimal("2")},
        {"label": "2026/2027", "value": Decimal("8")},
    ]
    chart = {
        "title": "Klasy",
        "label_heading": "Rok",
        "value_heading": "Liczba",
        "rows": rows,
        "source": "biuro klastra",
    }

    html = draw(client, ("chart", chart))

    assert '<rect width="50.0" height="14" />' in html
    assert '<rect width="200.0" height="14" />' in html
    assert '<th scope="row">2026/2027</th>' in html
    assert " style=" not in html


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        (
            "https://www.youtube.com/watch?v=abcdefghijk&t=3",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        (
            "https://youtu.be/abcdefghijk",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?dnt=1"),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4",
            "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4",
        ),
        ("https://youtube.com.evil.example/watch?v=abcdefghijk", None),
        ("https://www.youtube.com/watch?v=%22%3E%3Cscript", None),
        ("https://evil.example/", None),
    ],
)
def test_only_known_services_are_framed(url, frame):
    found = get_frame_url(url)

    assert (found and found[1]) == frame


def test_embed_of_an_unknown_service_is_refused():
    block = BODY.child_blocks["embed"]
    value = block.normalize(
        {"title": "Film", "url": "https://evil.example/", "text": ""}
    )

    with pytest.raises(blocks.StructBlockValidationError):
        block.clean(value)


def test_embed_is_a_link_until_a_click(client, site):
    url = "https://www.youtube.com/watch?v=abcdefghijk"

    html = draw(client, ("embed", {"title": "Film", "url": url, "text": "Opis"}))

    assert f'<a href="{url}"' in html
    assert "<iframe" not in html
    assert 'data-frame="https://www.youtube-nocookie.com/embed/abcdefghijk"' in html
    assert '<p class="embed__show" hidden>' in html
    assert "Opis" in html


@pytest.mark.parametrize(
    ("targets", "is_good"),
    [
        ({"action": "verify"}, True),
        ({"url": "https://example.org/"}, True),
        ({}, False),
        ({"action": "verify", "url": "https://example.org/"}, False),
    ],
)
def test_link_has_one_target(targets, is_good):
    block = BODY.child_blocks["call_to_action"].child_blocks["link"]
    value = block.normalize({"label": "Dalej", "page": None, "action": "", "url": ""})
    value.update(targets)

    if is_good:
        assert block.clean(value)["label"] == "Dalej"
    else:
        with pytest.raises(blocks.StructBlockValidationError):
            block.clean(value)


def test_link_leads_to_the_page_in_the_language_of_the_reader(client, site):
    target = add_page(ContactPage, slug="kontakt")
    english = translate(target, slug="contact")
    link = {"label": "Napisz", "page": target, "action": "", "url": ""}
    page = add_page(
        StandardPage,
        body=[("call_to_action", {"title": "Pytania?", "text": "", "link": link})],
    )
    copy = translate(page, slug="questions")

    assert f'href="{target.get_url()}"' in client.get(page.get_url()).content.decode()
    assert f'href="{english.get_url()}"' in client.get(copy.get_url()).content.decode()


def test_people_have_functions_and_phones_that_can_be_called(client, site):
    person = {
        "function": "Koordynator klas",
        "name": "",
        "matters": "umowy",
        "email": "klasy@klaster.example",
        "phone": "+48757000000",
    }

    html = draw(client, ("people", {"title": "Kontakt", "people": [person]}))

    assert "Koordynator klas" in html
    assert '<a href="tel:+48757000000">+48 757 000 000</a>' in html


def test_documents_say_what_they_are(client, site):
    entry = {"document": create_document(), "title": "Wzór umowy"}

    html = draw(client, ("documents", {"title": "", "documents": [entry]}))

    assert ">Wzór umowy</a>" in html
    assert "PDF, 9" in html


def test_live_blocks_say_when_there_is_nothing(client, site):
    html = draw(
        client,
        ("numbers", {"title": "W liczbach"}),
        ("partners", {"title": "Partnerzy", "kind": "", "limit": 6}),
        ("courses", {"title": "Kursy", "limit": 6}),
        ("events", {"title": "Wydarzenia", "kind": "", "limit": 6}),
    )

    assert html.count("<strong>0</strong>") == 4
    assert html.count('class="muted"') == 3


def test_table_goes_to_the_translator_and_back(site):
    table = {
        "caption": "Klasy",
        "columns": [
            {"type": "text", "heading": "Rok"},
            {"type": "number", "heading": "Liczba"},
        ],
        "rows": [{"values": ["pierwszy", "4"]}],
    }
    page = add_page(
        StandardPage, body=[("table", {"has_row_headings": True, "table": table})]
    )
    segments = [
        segment
        for segment in extract_segments(page)
        if segment.path.startswith("body.")
    ]
    words = {"Klasy": "Classes", "Rok": "Year", "Liczba": "Number", "pierwszy": "first"}
    assert sorted(segment.render_text() for segment in segments) == sorted(words)
    translated = [
        type(segment)(segment.path, words[segment.render_text()])
        for segment in segments
    ]
    english = Locale.objects.get(language_code="en")
    copy = page.copy_for_translation(english)

    ingest_segments(page, copy, page.locale, english, translated)

    value = copy.body[0].value["table"]
    assert value.caption == "Classes"
    assert [column["heading"] for column in value.columns] == ["Year", "Number"]
    assert value.row_data == [{"values": ["first", "4"]}]
