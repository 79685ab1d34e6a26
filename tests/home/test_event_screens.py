"""Screens of events in a real browser: accessible, in bounds, and without scripts."""

from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.live_server_helper import LiveServer

from home.calendars import Month
from home.management.demo_event_texts import TEXTS
from home.management.demo_events import create_demo_events
from home.models import EventPage
from partners.management.demo import create_demo_partners
from tests.conftest import PASSPHRASE
from tests.home.events import create_indexes, get_past_path
from tests.screens import (
    DESKTOP,
    PHONE,
    get_overflow,
    list_html_errors,
    list_violations,
    open_browser,
    share_database,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
]

LANGUAGES = ["pl", "en"]
# Full, over several days, cancelled, online, with a report.
SHOWN = ["study_visit", "conference", "hotel", "webinar", "past_fair"]


@dataclass(frozen=True)
class World:
    url: str
    browser: object
    pages: dict


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    """A server and a browser with the demo events, for all tests here."""
    folder = tmp_path_factory.mktemp("event-screens")
    with share_database(django_db_blocker, authority_directory, folder, PASSPHRASE):
        call_command("setup_site", verbosity=0)
        create_demo_partners()
        create_demo_events(create_indexes())
        server = LiveServer("localhost")
        try:
            with open_browser() as browser:
                pages = {language: list_pages(language) for language in LANGUAGES}
                yield World(server.url, browser, pages)
        finally:
            server.stop()


@pytest.fixture(autouse=True)
def _django_db_helper():
    """No transaction around each test: the server works in another thread."""


@pytest.fixture(autouse=True)
def any_host(isolated, settings, django_db_blocker):
    settings.ALLOWED_HOSTS = ["*"]
    with django_db_blocker.unblock():
        yield


def list_pages(language: str) -> dict[str, str]:
    """Return the address of each kind of screen."""
    found = EventPage.objects.filter(locale__language_code=language)
    events = {
        key: found.get(slug=texts[language]["slug"]) for key, texts in TEXTS.items()
    }
    index = events["hotel"].get_parent().specific
    with translation.override(language):
        register = {
            key: reverse("register_for_event", args=[events[key].translation_key])
            for key in ("measuring", "study_visit", "robot")
        }
    return {
        "list": index.url,
        "filtered": f"{index.url}?type=workshop",
        "empty": f"{index.url}?type=open_day&audience=employers",
        "month": f"{index.url}{Month.of(events['conference'].first_day)}/",
        "quiet_month": f"{index.url}{Month.of(events['robot'].first_day).shift(6)}/",
        "past": f"{index.url}{get_past_path(index)}",
        **{key: events[key].url for key in SHOWN},
        **{f"register_{key}": url for key, url in register.items()},
    }


def open_page(world, address, viewport, **options):
    context = world.browser.new_context(viewport=viewport, **options)
    page = context.new_page()
    page.goto(f"{world.url}{address}")
    return context, page


@pytest.mark.parametrize(
    ("language", "width"), [("pl", PHONE), ("en", DESKTOP)], ids=["390", "1280"]
)
def test_event_screens_are_accessible_and_fit(world, language, width):
    found = []
    context = world.browser.new_context(viewport=width)
    page = context.new_page()
    for name, address in world.pages[language].items():
        page.goto(f"{world.url}{address}")
        if (overflow := get_overflow(page)) > 0:
            found.append(f"{name}: {overflow} px too wide")
        if page.locator("h1").count() != 1:
            found.append(f"{name}: {page.locator('h1').count()} h1")
        found += [f"{name}: {violation}" for violation in list_violations(page)]
    context.close()

    assert found == []


def test_event_screens_conform_to_html(world, tmp_path):
    for language in LANGUAGES:
        for name, address in world.pages[language].items():
            response = Client().get(address)
            assert response.status_code == 200, address
            (tmp_path / f"{name}_{language}.html").write_bytes(response.content)

    assert list_html_errors(tmp_path) == []


def test_registration_with_errors_is_accessible_and_conforms(world, tmp_path):
    address = world.pages["pl"]["register_measuring"]
    context, page = open_page(world, address, PHONE, java_script_enabled=False)
    page.fill("#id_email", "to nie adres")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()

    (tmp_path / "errors.html").write_text(page.content(), encoding="utf-8")
    assert page.locator("#errors").is_visible()
    assert get_overflow(page) <= 0
    context.close()
    assert list_html_errors(tmp_path) == []


def test_filters_and_months_work_by_keyboard_without_javascript(world):
    address = world.pages["pl"]["list"]
    context, page = open_page(world, address, PHONE, java_script_enabled=False)

    page.select_option("#filter_type", "workshop")
    page.locator("main form button").press("Enter")
    page.wait_for_url("**type=workshop**")
    titles = page.locator(".event h2").all_inner_texts()
    page.locator(".tabs a").nth(1).press("Enter")
    page.wait_for_url("**/20*-*/")
    page.locator("a[rel=next]").press("Enter")
    page.wait_for_url("**/20*-*/")
    # Days on which nothing happens are left out on the phone.
    hidden = page.locator(".month__day--free").first

    assert len(titles) == 3
    assert not hidden.is_visible()
    context.close()
