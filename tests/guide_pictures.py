"""Pictures of the editor guide, taken from the demo's site in both languages.

``make screenshots`` builds the site in a temporary folder, serves it, takes every
picture anew and stops the server. The guide stays true as long as somebody runs it.
"""

import argparse
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "pictures"
LANGUAGES = {"pl": "pl-PL", "en": "en-GB"}
WIDTH, HEIGHT = 1200, 760
QUALITY = 72
TITLE = "Dzień otwarty w pracowni mechatroniki"
# A picture of the demo, and what it shows.
PICTURE = "Karkonosze: koła zębate"
ALT_TEXT = "Dwa koła zębate, w tle Karkonosze"
INTRO = "W sobotę pokażemy nowe stanowiska. Wstęp wolny."


@dataclass(frozen=True)
class Scene:
    """What the camera needs: whose screen, which address, what to do there first."""

    name: str
    box: str
    path: str
    prepare: Callable | None = None
    height: int = HEIGHT


def prepare_site() -> dict[str, str]:
    """Build the demo and bring some pages into the states that the guide shows.

    Returns addresses below the admin by name.
    """
    # The settings read the folder when they are imported.
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from wagtail_localize.models import StringTranslation  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("setup_site", verbosity=0)
    from home.management.demo_site import create_demo_site  # noqa: PLC0415
    from partners.management.demo import create_demo_partners  # noqa: PLC0415

    create_demo_partners()
    create_demo_site()
    from django.urls import reverse  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from home.models import (  # noqa: PLC0415
        EventPage,
        HomePage,
        Menu,
        NewsIndexPage,
        NewsPage,
    )

    home = HomePage.objects.get(locale__language_code="pl")
    news = NewsIndexPage.objects.child_of(home).get()
    waiting = make_news(news)
    translated = NewsPage.objects.child_of(news).live().order_by("-date").first()
    english = translated.get_translations().get()
    # One text that is still to do.
    StringTranslation.objects.get(
        locale=english.locale,
        context__object_id=translated.translation_key,
        context__path="intro",
    ).delete()
    make_translations(news)
    event = (
        EventPage.objects.filter(
            locale=home.locale,
            starts_at__gt=timezone.now() - timedelta(days=400),
            registrations__isnull=False,
        )
        .distinct()
        .first()
    )
    return {
        "home": reverse("wagtailadmin_explore", args=[home.pk]),
        "add_news": reverse(
            "wagtailadmin_pages:add", args=["cluster_home", "newspage", news.pk]
        ),
        "waiting": reverse("wagtailadmin_pages:edit", args=[waiting.pk]),
        "english": reverse("wagtailadmin_pages:edit", args=[english.pk]),
        "languages": f"{reverse('home_admin:translations')}?q=Nowa",
        "menu": reverse(
            "wagtailsnippets_cluster_home_menu:edit",
            args=[Menu.objects.get(locale=home.locale).pk],
        ),
        "registrations": reverse("home_admin:event_registrations", args=[event.pk]),
        "dashboard": reverse("wagtailadmin_home"),
    }


def make_translations(index) -> None:
    """Publish news in Polish and leave its English in different states."""
    from wagtail.models import Locale  # noqa: PLC0415 -- after set-up

    from home.models import NewsPage  # noqa: PLC0415

    english = Locale.objects.get(language_code="en")
    for number, (title, state) in enumerate(
        (
            ("Nowa klasa patronacka w Karpaczu", "current"),
            ("Nowa oferta praktyk w hotelach", "stale"),
            ("Nowa lista potrzeb pracodawców", "draft"),
        )
    ):
        page = index.add_child(
            instance=NewsPage(
                title=title,
                slug=f"nowa-{number}",
                intro=f"{title}.",
                locale=index.locale,
                body=[{"type": "text", "value": f"<p>{title}.</p>"}],
            )
        )
        page.save_revision().publish()
        copy = page.copy_for_translation(english)
        revision = copy.save_revision()
        if state != "draft":
            revision.publish()
        if state == "stale":
            page.save_revision().publish()


def make_news(index):
    """Return a draft with a picture that an editor sent to moderation."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- after set-up
    from wagtail.images import get_image_model  # noqa: PLC0415

    from home.models import NewsPage  # noqa: PLC0415
    from partners.management.demo import DOMAIN  # noqa: PLC0415

    editor = get_user_model().objects.get(email=f"redaktor@{DOMAIN}")
    image = get_image_model().objects.get(title=PICTURE)
    picture = {
        "picture": {
            "image": image.pk,
            "decorative": False,
            "alt_text": ALT_TEXT,
        },
        "caption": "",
    }
    page = index.add_child(
        instance=NewsPage(
            title="Nowa pracownia mechatroniki",
            slug="nowa-pracownia-mechatroniki",
            intro="Uczniowie zaczynają w niej zajęcia w tym semestrze.",
            locale=index.locale,
            live=False,
            owner=editor,
            body=[
                {
                    "type": "text",
                    "value": "<p>Powstało sześć stanowisk.</p>",
                },
                {"type": "picture", "value": picture},
            ],
        )
    )
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    return page


def open_blocks(page) -> None:
    button = page.locator("#body-root .c-sf-add-button").first
    # Counters and comments still move what is below them.
    page.wait_for_timeout(1000)
    top = button.bounding_box()["y"]
    page.evaluate(f"scrollBy(0, {top - 150})")
    button.click()
    # The third block has something to show: steps.
    page.locator(".w-combobox__option-preview").nth(2).click()
    page.wait_for_timeout(2500)


def open_new_page(page) -> None:
    page.fill("#id_title", TITLE)
    page.fill("#id_intro", INTRO)


def show_picture(page) -> None:
    block = page.locator("#body-root input[name$=-alt_text]").first
    block.scroll_into_view_if_needed()
    page.mouse.wheel(0, 150)


def show_decisions(page) -> None:
    page.locator("footer .w-dropdown__toggle").first.click()
    # It fades in, whatever the reader prefers.
    page.wait_for_timeout(700)


def open_schedule(page) -> None:
    page.locator("[data-side-panel-toggle=status]").first.click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()


def open_preview(page) -> None:
    page.locator("[data-side-panel-toggle=preview]").first.click()
    page.wait_for_timeout(2500)


def show_unfinished(page) -> None:
    part = page.locator("li.incomplete").first
    part.locator("button").last.click()
    page.locator("#cluster-moderation").scroll_into_view_if_needed()


SCENES = [
    Scene("dashboard", "moderator", "dashboard"),
    Scene("tree", "redaktor", "home"),
    Scene("new-page", "redaktor", "add_news", open_new_page),
    Scene("blocks", "redaktor", "add_news", open_blocks),
    Scene("picture", "moderator", "waiting", show_picture),
    Scene("moderation", "moderator", "waiting", show_decisions),
    Scene("schedule", "moderator", "waiting", open_schedule),
    Scene("languages", "redaktor", "languages"),
    Scene("translate", "redaktor", "english", show_unfinished, 1060),
    Scene("menu", "redaktor", "menu", open_preview),
    Scene("registrations", "redaktor", "registrations"),
]


@contextmanager
def serve():
    """Serve the demo on a free port of this machine; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *[sys.executable, "manage.py", "runserver", "--noreload"],
            f"127.0.0.1:{port}",
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _attempt in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def save(content: bytes, path: Path) -> None:
    """Store a screenshot small enough to be kept in the repository."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(content)).convert("RGB").save(
        path, "WEBP", quality=QUALITY, method=6
    )


def take(browser, url: str, addresses: dict, scenes, languages) -> None:
    """Photograph scenes, signed in through the database like the tests."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- after set-up

    from partners.management.demo import DOMAIN  # noqa: PLC0415 -- after set-up
    from tests.screens import sign_in  # noqa: PLC0415 -- after set-up

    for language in languages:
        for scene in scenes:
            context = browser.new_context(
                locale=LANGUAGES[language],
                viewport={"width": WIDTH, "height": scene.height},
                reduced_motion="reduce",
            )
            user = get_user_model().objects.get(email=f"{scene.box}@{DOMAIN}")
            sign_in(context, url, user)
            page = context.new_page()
            page.goto(f"{url}{addresses[scene.path]}", wait_until="networkidle")
            if scene.prepare:
                scene.prepare(page)
                page.wait_for_timeout(500)
            save(page.screenshot(), TARGET / f"{scene.name}.{language}.webp")
            context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", help="names of scenes")
    parser.add_argument("--language", choices=LANGUAGES, nargs="*")
    options = parser.parse_args()
    scenes = [s for s in SCENES if not options.only or s.name in options.only]
    with tempfile.TemporaryDirectory(prefix="cluster-guide-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "cluster_site.settings.demo"
        addresses = prepare_site()
        from tests.screens import open_browser  # noqa: PLC0415 -- needs the settings

        with serve() as url, open_browser() as browser:
            take(browser, url, addresses, scenes, options.language or LANGUAGES)


if __name__ == "__main__":
    main()
