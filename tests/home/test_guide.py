"""The guide of editors names pictures and addresses that exist."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from tests.guide_pictures import LANGUAGES, SCENES

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = {"pl": DOCS / "przewodnik-redaktora.md", "en": DOCS / "editor-guide.md"}
MOST_BYTES = 80_000


def list_addresses(text: str) -> set[str]:
    return set(re.findall(r"`(/admin/[^`]*)`", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_those_that_the_script_takes(language):
    named = re.findall(r"!\[.+?\]\((.+?)\)", GUIDES[language].read_text())

    assert sorted(named) == sorted(
        f"pictures/{scene.name}.{language}.webp" for scene in SCENES
    )
    for name in named:
        assert 0 < (DOCS / name).stat().st_size <= MOST_BYTES, name


def test_both_languages_name_the_same_addresses_and_each_exists():
    polish, english = (list_addresses(path.read_text()) for path in GUIDES.values())

    assert polish == english
    assert len(polish) > 10
    # Wagtail answers every other address of the admin by a view without a name.
    assert resolve("/admin/nowhere/").url_name is None
    assert [path for path in polish if resolve(path).url_name is None] == []


def test_links_within_a_guide_lead_to_its_headings():
    for path in GUIDES.values():
        text = path.read_text()
        headings = {
            re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
            for heading in re.findall(r"^## (.+)$", text, re.MULTILINE)
        }
        anchors = re.findall(r"\]\(#(.+?)\)", text)
        assert len(anchors) > 10
        assert set(anchors) <= headings
        for other in re.findall(r"\]\((\w[^)#]*\.md)\)", text):
            assert (DOCS / other).exists()
