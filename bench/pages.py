"""Anonymous pages: kept, not kept, and the start page of a fresh Wagtail project.

All are served by gunicorn with one sync worker each and asked in turns by the same
clients, so that only the ratios count.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import NewsPage, PrivacyNoticePage

ROUNDS = 9
ROUND_SECONDS = 0.4
CLIENTS = 3


def prepare() -> None:
    """Build the public site of the demo in the throw-away database."""
    call_command("setup_site", verbosity=0)
    from home.management.demo_site import create_demo_site  # noqa: PLC0415 -- lazily

    create_demo_site()


def _get_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _serve(module: str, folder: Path, **environment):
    port = _get_free_port()
    process = subprocess.Popen(  # noqa: S603 -- our own interpreter
        [
            sys.executable,
            "-m",
            "gunicorn",
            module,
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            "1",
            "--log-level",
            "error",
            "--no-control-socket",
        ],
        cwd=folder,
        env={**os.environ, **environment},
    )
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process) -> None:
    for _attempt in range(200):
        if process.poll() is not None:
            raise RuntimeError("The server did not start.")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not answer.")


def _ask(port: int, path: str) -> None:
    """Ask as cheaply as can be: the client takes its time from the server's."""
    request = f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode("ascii")
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall(request)
        head = connection.recv(65536)
        while connection.recv(65536):
            pass
    if head.split(maxsplit=2)[1] != b"200":
        raise RuntimeError(f"{path}: {head[:40]!r}")


def _count_per_second(addresses: dict[str, tuple[int, str]]) -> dict[str, list[float]]:
    """Return the requests per second in each round, by name.

    The addresses take turns: a machine that is slower for a while is so for all.
    """
    for port, path in addresses.values():
        for _warm in range(10):
            _ask(port, path)
    rates: dict[str, list[float]] = {name: [] for name in addresses}
    for _round in range(ROUNDS):
        for name, (port, path) in addresses.items():
            rates[name].append(_ask_for_a_while(port, path))
    return rates


def _ask_for_a_while(port: int, path: str) -> float:
    """Return requests per second; there is always a next one, so the server is busy."""
    started = time.perf_counter()

    def ask(_client) -> int:
        asked = 0
        while time.perf_counter() - started < ROUND_SECONDS:
            _ask(port, path)
            asked += 1
        return asked

    with ThreadPoolExecutor(CLIENTS) as clients:
        asked = sum(clients.map(ask, range(CLIENTS)))
    return asked / (time.perf_counter() - started)


def _make_starter(folder: Path) -> None:
    """Make what `wagtail start` gives, with its database."""
    quiet = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "DJANGO_SETTINGS_MODULE"
    }
    subprocess.run(
        [sys.executable, "-m", "wagtail.bin.wagtail", "start", "fresh", "."],
        env=environment,
        **quiet,
    )
    production = folder / "fresh" / "settings" / "production.py"
    production.write_text(
        "from .base import *\n"
        "DEBUG = False\n"
        "SECRET_KEY = 'bench'\n"
        "ALLOWED_HOSTS = ['*']\n"
        "STORAGES['staticfiles']['BACKEND'] = "
        "'django.contrib.staticfiles.storage.StaticFilesStorage'\n"
    )
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        env={**environment, "DJANGO_SETTINGS_MODULE": "fresh.settings.production"},
        **quiet,
    )


def measure_pages():
    """Requests per second of three of our pages, and of a fresh start page.

    A page of text is what the fresh start page compares with: it is so fast that
    gunicorn leaves eight to ten times as much from the cache. An article has a picture
    in several sizes and tags; the home page shows what other pages hold, news, events,
    numbers. They are what is kept for, and have the limit.
    """
    root = Path(__file__).resolve().parents[1]
    home = "/pl/"
    text = (
        PrivacyNoticePage.objects.filter(locale__language_code="pl").first().get_url()
    )
    article = NewsPage.objects.filter(locale__language_code="pl").first().get_url()
    kept = f"filecache://{tempfile.mkdtemp(prefix='cluster-pages-')}"
    ours = {"DJANGO_SETTINGS_MODULE": "cluster_site.settings.bench_pages"}
    with ExitStack() as servers:
        starter = Path(servers.enter_context(tempfile.TemporaryDirectory()))
        _make_starter(starter)
        fresh = servers.enter_context(
            _serve(
                "fresh.wsgi",
                starter,
                DJANGO_SETTINGS_MODULE="fresh.settings.production",
                PYTHONPATH=str(starter),
            )
        )
        plain, stored = (
            servers.enter_context(
                _serve("cluster_site.wsgi", root, **ours, PAGE_CACHE_URL=url)
            )
            for url in ("dummycache://", kept)
        )
        rates = _count_per_second(
            {
                "fresh": (fresh, "/"),
                "text": (plain, text),
                "article": (plain, article),
                "home": (plain, home),
                "stored text": (stored, text),
                "stored article": (stored, article),
                "stored home": (stored, home),
            }
        )

    def compare(name, with_name) -> float:
        """How many times faster the other is, in the middle of the rounds."""
        pairs = zip(rates[with_name], rates[name], strict=True)
        return median(other / own for other, own in pairs)

    speeds = {name: median(values) for name, values in rates.items()}
    return [
        (
            "start page of a fresh Wagtail project, requests/s",
            speeds["fresh"],
            1.0,
            None,
        ),
        # Limits are upper ones: how many times faster the other is.
        (
            "our page of text, not kept, requests/s",
            speeds["text"],
            compare("text", "fresh"),
            1.0,
        ),
        (
            "our article, not kept, requests/s",
            speeds["article"],
            compare("article", "fresh"),
            None,
        ),
        (
            "our home page, not kept, requests/s",
            speeds["home"],
            compare("home", "fresh"),
            None,
        ),
        (
            "our page of text from the cache, requests/s",
            speeds["stored text"],
            compare("stored text", "text"),
            None,
        ),
        (
            "our article from the cache, requests/s",
            speeds["stored article"],
            compare("stored article", "article"),
            0.1,
        ),
        (
            "our home page from the cache, requests/s",
            speeds["stored home"],
            compare("stored home", "home"),
            0.1,
        ),
    ]


def count_queries():
    """Queries of each type of public page, when nothing is kept."""
    rows = []
    client = Client()
    seen = set()
    for page in Page.objects.live().filter(depth__gt=1).specific().order_by("path"):
        if type(page) in seen or page.locale.language_code != "pl":
            continue
        seen.add(type(page))
        url = re.sub(r"^https?://[^/]+", "", page.full_url)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        if answer.status_code == 200:
            name = str(type(page)._meta.verbose_name)
            rows.append((f"queries: {name}", len(queries), len(queries) / 10, 1.0))
    return rows
