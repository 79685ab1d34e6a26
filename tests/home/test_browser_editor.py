"""From an editor's first word to both languages in public, in a real Chromium."""

import re
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from home.blocks import BodyBlock
from home.models import NewsIndexPage, NewsPage
from home.services import page_cache
from partners import roles
from tests.screens import Person

from .pages import add_page, translate

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
]

TITLE, INTRO = "Nowa pracownia", "Sześć stanowisk w szkole."
TEXT, ALT = "Zajęcia zaczynają się we wrześniu.", "Stanowisko z robotem"
ENGLISH = {
    TITLE: "A new workshop",
    INTRO: "Six work places at the school.",
    TEXT: "Lessons begin in September.",
    ALT: "A work place with a robot",
    "nowa-pracownia": "a-new-workshop",
}


@pytest.fixture
def url(transactional_db, live_server, settings) -> str:
    """A site with a list of news in both languages, and with its cache of pages."""
    settings.CACHES = {
        **settings.CACHES,
        "pages": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "pages",
        },
    }
    page_cache._cache().clear()
    Site.clear_site_root_paths_cache()
    call_command("setup_site", verbosity=0)
    translate(add_page(NewsIndexPage, title="Aktualności", slug="news"), title="News")
    return live_server.url


@pytest.fixture
def work_as(browser, url, django_user_model):
    """Give the admin as somebody of a group sees it."""

    @contextmanager
    def open_page(group: str):
        user, _ = django_user_model.objects.get_or_create(
            username=group, defaults={"email": f"{group.lower()}@klaster.example"}
        )
        user.groups.add(Group.objects.get(name=group))
        with Person(browser, url, user) as person:
            yield person.page

    return open_page


@pytest.fixture
def look(browser, url):
    """Look at a public page as anybody: what the cache says, and the page."""
    context = browser.new_context(locale="pl-PL")
    page = context.new_page()

    def open_page(path: str):
        response = page.goto(f"{url}{path}")
        return response.headers.get("x-page-cache", response.status), page

    yield open_page
    context.close()


def add_block(page, name: str) -> None:
    """Add a block to the end of the body, by the name that editors read."""
    with override("pl"):
        label = str(BodyBlock().child_blocks[name].label)
    page.locator("#body-root .c-sf-add-button").last.click()
    page.locator(".w-combobox__option").filter(
        has=page.locator(
            ".w-combobox__option-text",
            has_text=re.compile(rf"^{label}$", re.IGNORECASE),
        )
    ).first.click()


def write_news(page, url: str, index: NewsIndexPage) -> None:
    page.goto(
        url
        + reverse("wagtailadmin_pages:add", args=["cluster_home", "newspage", index.pk])
    )
    page.fill("#id_title", TITLE)
    page.fill("#id_intro", INTRO)
    counter = page.locator("output[for=id_title]")
    assert counter.inner_text() == f"{len(TITLE)} / 60"

    add_block(page, "text")
    page.locator("#body-root [contenteditable=true]").click()
    page.keyboard.type(TEXT)

    add_block(page, "picture")
    body = page.locator("#body-root")
    body.locator(".unchosen [data-chooser-action-choose]").click()
    page.click(".modal #tab-label-upload")
    page.set_input_files(
        ".modal #tab-upload input[type=file]",
        {
            "name": "robot.png",
            "mimeType": "image/png",
            "buffer": get_test_image_file(size=(320, 180)).file.getvalue(),
        },
    )
    # The title comes from the file a moment later.
    page.fill(".modal #tab-upload input[name$=-title]", "Robot")
    page.click(".modal #tab-upload button[type=submit]")
    page.locator(".modal").wait_for(state="detached")
    page.fill('input[name$="-alt_text"]', ALT)
    # The draft is stored by itself, at an address of its own.
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))


def decide(page, selector: str) -> None:
    """Press a button of the menu at the foot of the editor, and wait for the answer."""
    button = page.locator(f"footer {selector}").first
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle").first.click()
    with page.expect_navigation():
        button.click()


def open_waiting(page, url: str) -> None:
    """Open what waits for a moderator, from the dashboard."""
    page.goto(url + reverse("wagtailadmin_home"))
    page.locator("#awaiting-review-section .title-wrapper a").click()
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))


def translate_all(page) -> None:
    """Translate part by part; each is stored as soon as it is saved."""
    tabs = page.locator(".js-translation-editor [role=tab]")
    for polish, english in ENGLISH.items():
        part = page.locator("li:has(> p)").filter(
            has=page.get_by_text(polish, exact=True)
        )
        # The address of the page is on the other tab.
        tabs.nth(1 if part.is_hidden() else 0).click()
        part.locator("button").last.click()
        part.locator("textarea").fill(english)
        part.locator("button").last.click()
        part.locator("textarea").wait_for(state="detached")
    page.locator("li.incomplete").wait_for(state="detached")


# Wagtail leaves the temporary file of a picture to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_page_is_written_moderated_translated_and_seen_at_once(url, work_as, look):
    index = NewsIndexPage.objects.get(locale__language_code="pl")
    for language in ("pl", "en"):
        look(f"/{language}/news/")
        assert look(f"/{language}/news/")[0] == "hit"

    with work_as(roles.EDITORS) as page:
        write_news(page, url, index)
        decide(page, "button[name=action-submit]")
    news = NewsPage.objects.get()
    assert look("/pl/news/")[0] == "hit"
    assert look("/pl/news/nowa-pracownia/")[0] == 404

    with work_as(roles.MODERATORS) as page:
        open_waiting(page, url)
        decide(page, "button[data-workflow-action-name=approve]")

    state, public = look("/pl/news/")
    assert (state, public.locator("main").get_by_text(TITLE).count()) == ("miss", 1)
    _state, public = look("/pl/news/nowa-pracownia/")
    assert TEXT in public.inner_text("main")
    assert public.get_by_alt_text(ALT).count() == 1

    look("/en/news/")
    with work_as(roles.EDITORS) as page:
        page.goto(url + reverse("home_admin:translations") + f"?q={TITLE}")
        page.locator('a[href*="/submit/page/"]').click()
        page.check("input[name=locales]")
        page.locator("form button[type=submit], form input[type=submit]").last.click()
        page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
        translate_all(page)
        page.locator('form[action$="/submit/"] button').click()
        page.wait_for_url(re.compile(r"/pages/\d+/$"))
    assert look("/en/news/")[0] == "hit"
    assert not news.get_translations().get().live

    with work_as(roles.MODERATORS) as page:
        open_waiting(page, url)
        page.locator("button[name=action][value=publish]").click()
        page.wait_for_load_state()

    state, public = look("/en/news/")
    assert state == "miss"
    assert public.locator("main").get_by_text("A new workshop").count() == 1
    _state, public = look("/en/news/a-new-workshop/")
    assert ENGLISH[TEXT] in public.inner_text("main")
    assert public.get_by_alt_text(ENGLISH[ALT]).count() == 1
    state, public = look("/pl/news/nowa-pracownia/")
    assert state == "miss"
    assert public.locator('a[href="/en/news/a-new-workshop/"]').count() >= 1
