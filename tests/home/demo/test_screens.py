"""Every public screen in both languages, widths and colour schemes: axe and HTML."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from home.calendars import Month
from home.management.demo_event_texts import TEXTS
from home.models import (
    ContactPage,
    EventPage,
    EventRegistration,
    PatronageCataloguePage,
)
from partners.models import PartnerIndexPage
from skills_centers.enums import RegistrationState
from skills_centers.models import CoursePage, Edition, Registration
from skills_centers.services import tokens
from tests.home.events import get_past_path
from tests.screens import (
    DESKTOP,
    ORIGIN,
    PHONE,
    get_overflow,
    list_html_errors,
    list_problems,
    list_violations,
    serve_directly,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
]

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Full, over several days, cancelled, online, with a report.
EVENTS = ["study_visit", "conference", "hotel", "webinar", "past_fair"]
# Nothing is right, and what was typed has to stay.
WRONG = {"name": "", "email": "to nie adres", "phone": "x", "special_needs": "rampa"}


def list_states(language: str) -> dict[str, tuple[str, dict | None]]:
    """Return addresses of what is no page of its own, and what is sent there."""
    here = {"locale__language_code": language}
    found = EventPage.objects.filter(**here)
    events = {
        key: found.get(slug=texts[language]["slug"]) for key, texts in TEXTS.items()
    }
    index = events["hotel"].get_parent().specific
    partners = PartnerIndexPage.objects.get(**here).url
    contact = ContactPage.objects.get(**here).url
    classes = PatronageCataloguePage.objects.get(**here).url
    free, full = (
        Edition.objects.coming().filter(course__code=code).first()
        for code in ("E-PV-40", "E-SEP-24")
    )
    held = Edition.objects.get(state="held")
    outcome = tokens.make_outcome_token
    cancel = tokens.make_cancel_token(Registration.objects.filter(edition=full).first())
    left = tokens.make_cancel_token(EventRegistration.objects.first())

    def event(key):
        return reverse("register_for_event", args=[events[key].translation_key])

    def register(edition):
        return reverse("skills_centers:register", args=[edition.public_id])

    with translation.override(language):
        states = {
            "events_filtered": f"{index.url}?type=workshop",
            "events_none": f"{index.url}?type=open_day&audience=employers",
            "month": f"{index.url}{Month.of(events['conference'].first_day)}/",
            "month_empty": (
                f"{index.url}{Month.of(events['robot'].first_day).shift(6)}/"
            ),
            "events_past": f"{index.url}{get_past_path(index)}",
            **{f"event_{key}": events[key].url for key in EVENTS},
            **{
                f"register_{key}": event(key)
                for key in ("measuring", "study_visit", "robot")
            },
            "event_registered": reverse(
                "event_registered",
                args=[
                    events["measuring"].translation_key,
                    outcome(RegistrationState.WAITLIST),
                ],
            ),
            "event_cancel": reverse("cancel_event_registration", args=[left]),
            "partners_filtered": f"{partners}?type=school",
            "partners_none": f"{partners}?type=school&occupation=722307",
            "classes_none": f"{classes}?town=Karpacz&occupation=311410",
            "course_held": CoursePage.objects.get(code="E-POM-16", **here).url,
            "course_register": register(free),
            "course_waiting": register(full),
            "course_closed": register(held),
            "course_registered": reverse(
                "skills_centers:registered",
                args=[free.public_id, outcome(RegistrationState.CONFIRMED)],
            ),
            "course_cancel": reverse(
                "skills_centers:cancel_registration", args=[cancel]
            ),
            "search": reverse("search"),
            "search_found": f"{reverse('search')}?q=kurs+course",
            "search_nothing": f"{reverse('search')}?q=xyzzy",
            "contact_sent": f"{contact}?sent=1",
            "not_found": f"/{language}/nie-ma/",
        }
        posts = {
            "event_errors": event("measuring"),
            "course_errors": register(free),
            "contact_errors": contact,
        }
    return {
        **{name: (address, None) for name, address in states.items()},
        **{name: (address, WRONG) for name, address in posts.items()},
    }


@pytest.fixture(scope="module")
def screens(readers, visitor) -> dict[str, str]:
    """The fullest page of each type and every state of it, as HTML by its name."""
    found = {}
    for page in readers.values():
        name = f"{type(page.page.specific).__name__}_{page.language}"
        if len(page.html) > len(found.get(name, "")):
            found[name] = page.html
    for language in LANGUAGES:
        for name, (address, data) in list_states(language).items():
            if data is None:
                response = visitor.get(address)
            else:
                response = visitor.post(address, data)
            expected = {"not_found": (404,), "course_closed": (200, 409)}
            if data is not None:
                assert response.status_code == 422, name
            else:
                assert response.status_code in expected.get(name, (200,)), name
            found[f"{name}_{language}"] = response.content.decode()
    return found


@pytest.fixture
def visit(browser, screens, visitor):
    """Open a screen, or an address of the site."""
    contexts = []

    def visit(address, **options):
        context = browser.new_context(**{"viewport": PHONE, **options})
        contexts.append(context)
        pages = {f"/screen/{name}": html for name, html in screens.items()}
        serve_directly(context, visitor, pages)
        page = context.new_page()
        page.goto(f"{ORIGIN}{address}")
        return page

    yield visit
    for context in contexts:
        context.close()


def test_every_type_of_page_is_looked_at(screens):
    types = {
        model.__name__
        for model in {
            type(page) for page in Page.objects.live().filter(depth__gt=1).specific()
        }
    }

    for language in LANGUAGES:
        assert {f"{name}_{language}" for name in types} <= screens.keys()
    assert len(types) > 15


def test_screens_conform_to_html(readers, screens, tmp_path):
    for number, page in enumerate(readers.values()):
        (tmp_path / f"{number}_{page.page.slug}.html").write_text(page.html)
    for name, html in screens.items():
        (tmp_path / f"{name}.html").write_text(html)

    assert list_html_errors(tmp_path) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_are_accessible_and_fit(visit, screens, language):
    found = []
    page = visit(f"/screen/HomePage_{language}")
    for name in screens:
        if name.endswith(f"_{language}"):
            page.goto(f"{ORIGIN}/screen/{name}")
            # Header and footer are looked at in full on the front page.
            within = None if name.startswith("HomePage") else {"include": ["main"]}
            problems = list_problems(page, within, is_translation=language == "en")
            found += [f"{name} {problem}" for problem in problems]
            # A browser window of 1280 pixels at 400 %: WCAG 1.4.10.
            page.set_viewport_size({"width": 320, "height": 256})
            if (overflow := get_overflow(page)) > 0:
                found.append(f"{name} 320: {overflow} px too wide")
            if page.locator("h1").count() != 1:
                found.append(f"{name}: {page.locator('h1').count()} h1")

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_and_tools_are_accessible_when_they_are_open(visit, language):
    page = visit(f"/screen/HomePage_{language}")

    page.click(".site-nav__toggle")
    page.click("#site-nav .menu >> nth=0")
    assert page.locator("#site-nav .menu__panel >> nth=0").is_visible()
    found = list_problems(page, {"include": ["header"]})
    page.click("[data-tools-open]")
    found += list_problems(page, {"include": [".tools"]})

    assert found == []


def test_registration_with_errors_works_without_javascript(visit):
    address = list_states("pl")["register_measuring"][0]
    page = visit(address, java_script_enabled=False)

    page.fill("#id_name", "Zenon Gość")
    page.fill("#id_email", "to nie adres")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()

    assert page.input_value("#id_name") == "Zenon Gość"
    assert page.locator("#errors a, .errors a").count() >= 3
    assert get_overflow(page) <= 0


def test_filters_and_months_of_events_work_by_keyboard_without_javascript(visit):
    address = list_states("pl")["events_filtered"][0].partition("?")[0]
    page = visit(address, java_script_enabled=False)

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


def test_nothing_of_the_tools_breaks_a_wide_page(visit):
    page = visit("/screen/HomePage_pl", viewport=DESKTOP)
    # Colours on their way from one to another are neither.
    page.emulate_media(reduced_motion="reduce")
    for name in ("contrast", "grey", "underline", "font", "spacing"):
        page.evaluate(f"document.documentElement.dataset.tool{name.title()} = 'on'")
    page.evaluate("document.documentElement.dataset.toolSize = 'larger'")

    assert list_violations(page) == []
    assert get_overflow(page) <= 0
