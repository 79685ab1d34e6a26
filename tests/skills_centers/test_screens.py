"""Public screens in both languages and widths: axe, HTML, no script, no overflow."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.live_server_helper import LiveServer

from partners.management.demo import create_demo_partners
from skills_centers.enums import RegistrationState
from skills_centers.forms import protection
from skills_centers.management.demo import create_demo_centers
from skills_centers.models import CoursePage, Edition, Registration, SkillsCenterPage
from skills_centers.services import tokens
from tests.conftest import PASSPHRASE
from tests.screens import (
    DESKTOP,
    PHONE,
    get_overflow,
    list_html_errors,
    list_violations,
    open_browser,
    share_database,
)

from .conftest import make_roots, serve

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
]

LANGUAGES = ["pl", "en"]


@dataclass(frozen=True)
class World:
    url: str
    browser: object
    pages: dict


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    """A server, a browser and the demo centers, for all tests here."""
    folder = tmp_path_factory.mktemp("centers")
    with share_database(django_db_blocker, authority_directory, folder, PASSPHRASE):
        create_demo_partners()
        roots = make_roots()
        serve(roots["pl"])
        indexes = create_demo_centers(roots)
        server = LiveServer("localhost")
        try:
            with open_browser() as browser:
                yield World(server.url, browser, list_pages(indexes["pl"]))
        finally:
            server.stop()


@pytest.fixture(autouse=True)
def _django_db_helper():
    """No transaction around each test: the server works in another thread."""


@pytest.fixture(autouse=True)
def open_database(isolated, settings, world, django_db_blocker):
    settings.ALLOWED_HOSTS = ["*"]
    with django_db_blocker.unblock():
        yield


def list_pages(index) -> dict:
    """Return for each screen a function of its address in the active language."""
    in_polish = {"locale__language_code": "pl"}

    def page(found):
        return lambda: found.localized.url

    def view(name, *arguments):
        return lambda: reverse(f"skills_centers:{name}", args=arguments)

    free, full = (
        Edition.objects.coming().filter(course__code=code).first()
        for code in ("E-PV-40", "E-SEP-24")
    )
    registration = Registration.objects.filter(edition=full).first()
    return {
        "index": page(index),
        "center": page(SkillsCenterPage.objects.get(short_code="BCU-ZGO", **in_polish)),
        "planned": page(SkillsCenterPage.objects.get(short_code="BCU-KG", **in_polish)),
        "course": page(CoursePage.objects.get(code="E-SEP-24", **in_polish)),
        "held": page(CoursePage.objects.get(code="E-POM-16", **in_polish)),
        "register": view("register", free.public_id),
        "waitlist": view("register", full.public_id),
        "closed": view("register", Edition.objects.get(state="held").public_id),
        "registered": view(
            "registered",
            free.public_id,
            tokens.make_outcome_token(RegistrationState.CONFIRMED),
        ),
        "cancel": view("cancel_registration", tokens.make_cancel_token(registration)),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["390", "1280"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_are_accessible_and_fit(world, language, width, scheme):
    found = []
    context = world.browser.new_context(viewport=width, color_scheme=scheme)
    page = context.new_page()
    for name, get_address in world.pages.items():
        with translation.override(language):
            page.goto(f"{world.url}{get_address()}")
        if (overflow := get_overflow(page)) > 0:
            found.append(f"{name}: {overflow} px too wide")
        if page.locator("h1").count() != 1:
            found.append(f"{name}: {page.locator('h1').count()} h1")
        found += [f"{name}: {violation}" for violation in list_violations(page)]
    context.close()

    assert found == []


def test_screens_conform_to_html(world, tmp_path):
    client = Client()
    for name, get_address in world.pages.items():
        for language in LANGUAGES:
            with translation.override(language):
                content = client.get(get_address()).content
            (tmp_path / f"{name}_{language}.html").write_bytes(content)

    assert list_html_errors(tmp_path) == []


def test_visitor_corrects_the_form_and_registers_without_javascript(
    world, tmp_path, monkeypatch
):
    # The browser is faster than people are.
    monkeypatch.setattr(protection, "SHORTEST_SECONDS", 0)
    context = world.browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{world.url}{world.pages['register']()}")
    page.fill("#id_name", "Zenon Gość")
    page.locator("main form button[type=submit]").click()
    (tmp_path / "errors.html").write_text(page.content(), encoding="utf-8")
    assert page.input_value("#id_name") == "Zenon Gość"
    assert page.locator(".errors a").count() >= 3

    page.fill("#id_email", "zenon@example.org")
    page.locator("input[name=status]").first.check()
    page.locator("#id_consent").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/registered/**")
    context.close()

    assert Registration.objects.filter(email="zenon@example.org").count() == 1
    assert list_html_errors(tmp_path) == []
