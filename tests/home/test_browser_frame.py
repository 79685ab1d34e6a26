"""Accessibility tools, menu and embeds in a real Chromium, on a phone."""

import pytest
from django.test import Client
from wagtail.models import Locale

from home.models import Menu, StandardPage
from tests.screens import (
    ORIGIN,
    PHONE,
    get_overflow,
    list_violations,
    serve_directly,
)

from .pages import add_page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
]

FILM = "https://www.youtube.com/watch?v=abcdefghijk"
TOOLS = ["contrast", "grey", "underline", "font", "spacing"]


@pytest.fixture
def address(site) -> str:
    """A page with a menu above it and a film in it."""
    film = {"title": "Film", "url": FILM, "text": "Co widać."}
    page = add_page(StandardPage, slug="film", body=[("embed", film)])
    entry = {"label": "O nas", "page": page, "action": "", "url": ""}
    Menu.objects.create(
        title="Menu",
        locale=Locale.objects.get(language_code="pl"),
        entries=[
            ("entry", {**entry, "children": [{**entry, "label": "Film"}]}),
            ("entry", {**entry, "label": "Inne", "children": []}),
        ],
    )
    return f"{ORIGIN}/pl/film/"


@pytest.fixture
def open_context(browser):
    """Open a window, on a phone, in which the site answers."""
    contexts = []

    def open_context(**options):
        context = browser.new_context(viewport=PHONE, **options)
        contexts.append(context)
        serve_directly(context, Client(headers={"host": "localhost:8000"}))
        return context

    yield open_context
    for context in contexts:
        context.close()


def get_choices(page) -> dict:
    return page.evaluate("({...document.documentElement.dataset})")


def test_tools_are_remembered_and_given_back(open_context, address):
    context = open_context(locale="pl-PL")
    page = context.new_page()
    page.goto(address)

    page.click("[data-tools-open]")
    for tool in TOOLS:
        page.click(f"[data-tool={tool}]")
    page.click("[data-tool=size][data-value=larger]")
    assert page.get_attribute("[data-tool=contrast]", "aria-pressed") == "true"
    assert list_violations(page) == []
    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.matches('[data-tools-open]')")
    assert list_violations(page) == []
    assert get_overflow(page) == 0
    page.goto(f"{address.removesuffix('film/')}")
    chosen = {f"tool{tool.capitalize()}": "on" for tool in TOOLS}
    assert get_choices(page) == {**chosen, "toolSize": "larger"}

    page.click("[data-tools-open]")
    page.click("[data-tools-reset]")
    assert page.inner_text("[data-tools-status]")
    page.reload()
    assert get_choices(page) == {}


def test_tools_are_set_before_anything_is_drawn(open_context, address):
    context = open_context()
    context.add_init_script('localStorage.accessibility = \'{"contrast": "on"}\'')
    page = context.new_page()
    # What the first element of the body finds, long before the page is ready.
    page.add_init_script(
        """new MutationObserver(() => {
            if (document.body) window.first ??= {...document.documentElement.dataset};
        }).observe(document, {childList: true, subtree: true})"""
    )
    page.goto(address)

    assert page.evaluate("window.first") == {"toolContrast": "on"}


def test_page_without_scripts_shows_all_of_the_menu_and_no_dead_buttons(
    open_context, address
):
    context = open_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    assert page.locator("#site-nav").is_visible()
    assert not page.locator("[data-tools-open]").is_visible()
    assert not page.locator(".site-nav__toggle").is_visible()
    assert not page.locator(".embed button").is_visible()
    assert page.locator(f'.embed a[href="{FILM}"]').is_visible()


def test_menu_opens_on_the_phone(open_context, address):
    context = open_context()
    page = context.new_page()
    page.goto(address)
    assert not page.locator("#site-nav").is_visible()

    page.click(".site-nav__toggle")
    page.click("#site-nav summary")

    assert page.get_attribute(".site-nav__toggle", "aria-expanded") == "true"
    assert page.locator("#site-nav .menu__panel").is_visible()
    assert (list_violations(page), get_overflow(page)) == ([], 0)
    page.keyboard.press("Escape")
    assert not page.locator("#site-nav .menu__panel").is_visible()


def test_film_asks_the_other_site_only_after_a_click(open_context, address):
    context = open_context()
    page = context.new_page()
    asked = []
    page.route("**/embed/**", lambda route: (asked.append(1), route.fulfill(body="")))
    page.on(
        "request",
        lambda request: (
            asked.append(request.url)
            if not request.url.startswith(address.partition("/pl/")[0])
            else None
        ),
    )
    page.goto(address, wait_until="networkidle")
    assert asked == []

    page.click(".embed button")
    page.wait_for_selector(".embed iframe")

    assert page.get_attribute(".embed iframe", "title") == "Film"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert asked
