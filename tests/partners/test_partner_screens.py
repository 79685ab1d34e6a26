"""The directory and its map in a browser; tests/home/demo looks at all screens."""

import base64
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale, Site

from partners.management.demo_pages import create_demo_partner_pages
from partners.models import PartnerIndexPage
from tests.conftest import PASSPHRASE
from tests.screens import (
    DESKTOP,
    PHONE,
    list_violations,
    open_browser,
    share_database,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
]

TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class World:
    url: str
    browser: object


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    """A server with the demo partners in both languages, and a browser."""
    folder = tmp_path_factory.mktemp("partners")
    with share_database(django_db_blocker, authority_directory, folder, PASSPHRASE):
        call_command("setup_site", verbosity=0)
        home = Site.objects.get(is_default_site=True).root_page
        directory = home.add_child(
            instance=PartnerIndexPage(title="Partnerzy", slug="partnerzy", intro="Kto.")
        )
        english = directory.copy_for_translation(Locale.objects.get(language_code="en"))
        english.title, english.slug = "Partners", "partners"
        english.save_revision().publish()
        create_demo_partner_pages({"pl": directory, "en": english})
        server = LiveServer("localhost")
        try:
            with open_browser() as browser:
                yield World(server.url, browser)
        finally:
            server.stop()


@pytest.fixture(autouse=True)
def _django_db_helper():
    """No transaction around each test: the server works in another thread."""


@pytest.fixture(autouse=True)
def open_hosts(isolated, settings, world, django_db_blocker):
    settings.ALLOWED_HOSTS = ["*"]
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def visit(world):
    """Open an address; requests to other sites are noted and answered here."""
    contexts = []

    def visit(address, **options):
        context = world.browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        own = world.url.removeprefix("http://")

        def answer(route):
            host = route.request.url.split("/")[2]
            if host == own:
                return route.continue_()
            page.asked.append(host)
            return route.fulfill(body=TILE, content_type="image/png")

        context.route("**/*", answer)
        page.goto(f"{world.url}{address}")
        return page

    yield visit
    for context in contexts:
        context.close()


def test_map_is_loaded_after_a_click_only(visit):
    page = visit("/pl/partnerzy/", viewport=DESKTOP)
    page.wait_for_load_state("networkidle")
    assert page.asked == []
    assert page.evaluate("typeof window.L") == "undefined"

    page.locator("[data-partner-map] button").click()
    page.wait_for_selector(".leaflet-marker-icon")
    page.wait_for_selector(".leaflet-tile-loaded")

    assert set(page.asked) == {"tile.openstreetmap.org"}
    # Towns with several partners have one pin that names them all.
    names = page.locator(".leaflet-marker-icon").evaluate_all(
        "pins => pins.map((pin) => pin.alt)"
    )
    assert len(names) == 7
    assert "Granit Automatyka, SSEMP S.A., lider klastra" in names
    assert "OpenStreetMap" in page.locator(".leaflet-control-attribution").inner_text()
    assert list_violations(page) == []
    # The policy of the tile servers asks for the address of the site.
    referrer = "document.querySelector('.leaflet-tile').referrerPolicy"
    assert page.evaluate(referrer) == "strict-origin"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_map_works_by_keyboard(visit, key):
    page = visit("/en/partners/", viewport=DESKTOP)
    page.locator("[data-partner-map] button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-marker-icon")
    assert page.evaluate("document.activeElement.ariaLabel") == "Map of partners"

    for _press in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.alt") == "Nowy Len":
            break
    page.keyboard.press(key)
    page.wait_for_selector(".leaflet-popup a")
    assert page.evaluate("document.activeElement.textContent") == "Nowy Len"
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")
    assert page.evaluate("document.activeElement.alt") == "Nowy Len"

    page.keyboard.press(key)
    page.wait_for_selector(".leaflet-popup a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/partners/nowy-len/")


def test_map_that_cannot_be_loaded_says_so(visit):
    page = visit("/en/partners/", viewport=DESKTOP)
    page.context.route("**/leaflet.js", lambda route: route.abort())

    page.locator("[data-partner-map] button").click()

    page.wait_for_selector("text=The map could not be loaded.")
    assert page.locator("[data-partner-map] button").is_enabled()


def test_directory_works_without_javascript(visit):
    page = visit("/en/partners/", viewport=PHONE, java_script_enabled=False)
    assert not page.locator("[data-partner-map]").is_visible()

    page.select_option("#filter-town", "Jelenia Góra")
    page.locator("main form button").click()

    assert page.locator("main .card h3").all_inner_texts() == [
        "Electronics School Complex in Jelenia Góra",
        "“Mechanik” Technical School Complex in Jelenia Góra",
    ]
    assert not page.locator("[data-partner-map]").is_visible()


def test_nothing_moves_when_the_map_is_offered(visit):
    page = visit("/pl/partnerzy/", viewport=DESKTOP)
    page.wait_for_load_state("networkidle")

    moved = page.evaluate(
        """() => new Promise((resolve) => {
            const main = document.querySelector("main");
            const found = [];
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries())
                    for (const source of entry.sources)
                        if (main.contains(source.node))
                            found.push(source.node.outerHTML.slice(0, 80));
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(found), 100);
        })"""
    )
    assert moved == []
