"""A course from a full list to a certificate, as visitors and the staff click it."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from partners import protection, roles
from skills_centers.enums import RegistrationState as State
from skills_centers.models import Certificate, Edition, Registration
from tests.conftest import PASSPHRASE
from tests.screens import PHONE, Person, open_browser, share_database
from workflows.models import MailRecord

from .conftest import (
    make_account,
    make_center,
    make_course,
    make_edition,
    make_index,
    make_roots,
    serve,
    translate,
)
from .test_staff import finish

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
]


@dataclass(frozen=True)
class World:
    url: str
    browser: object
    edition: Edition
    staff: object
    values: dict


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, authority_directory, tmp_path_factory):
    """A server and a browser with one course that has one place."""
    folder = tmp_path_factory.mktemp("course")
    with share_database(
        django_db_blocker, authority_directory, folder, PASSPHRASE
    ) as values:
        roots = make_roots()
        serve(roots["pl"])
        center = make_center(make_index(roots), email="bcu@example.org")
        translate(center, title="Test center", slug="center")
        course = make_course(center)
        translate(course, title="Protective measurements", slug="course")
        staff = make_account("obsluga", center=center, group=roles.CENTER_STAFF)
        edition = make_edition(course, places_total=1)
        server = LiveServer("localhost")
        try:
            with open_browser() as browser:
                yield World(server.url, browser, edition, staff, values)
        finally:
            server.stop()


@pytest.fixture(autouse=True)
def _django_db_helper():
    """No transaction around each test: the server works in another thread."""


@pytest.fixture(autouse=True)
def open_database(isolated, settings, world, django_db_blocker, monkeypatch):
    settings.ALLOWED_HOSTS = ["*"]
    settings.CLUSTER_WORKFLOWS = {**world.values, "BASE_URL": world.url}
    # The browser is faster than people are.
    monkeypatch.setattr(protection, "SHORTEST_SECONDS", 0)
    with django_db_blocker.unblock():
        yield


def register(page, world, box: str) -> str:
    """Register from the page of the course; return what the answer says."""
    page.goto(f"{world.url}{world.edition.course.url}")
    page.locator(f"main a[href*='{world.edition.public_id}']").first.click()
    page.fill("#id_name", box.capitalize())
    page.locator("main form button[type=submit]").click()
    # The name stays, and what is missing is said.
    assert page.input_value("#id_name") == box.capitalize()
    assert page.locator(".errors a").count() >= 2
    page.fill("#id_email", f"{box}@example.org")
    page.locator("input[name=status]").first.check()
    page.locator("#id_consent").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/zapisano/**")
    return page.inner_text("main")


def find_link(key: str, address: str, part: str) -> str:
    """Return the link of a mail, as its reader follows it."""
    body = MailRecord.objects.get(key=key, address=address).body
    return re.search(rf"https?://\S*{part}\S*", body)[0]


def verify(file) -> None:
    """Check a file as an administrator does; an exit where it is not genuine.

    In a thread of its own: pyHanko and Playwright each want the loop.
    """
    try:
        call_command("verify_document", file, stdout=StringIO())
    finally:
        connections.close_all()


def list_states() -> dict[str, str]:
    return dict(Registration.objects.values_list("name", "state"))


def test_who_waits_moves_up_attends_and_holds_a_certificate(world, tmp_path):
    # Visitors: everything works without JavaScript.
    visitors = world.browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = visitors.new_page()
    register(page, world, "anna")
    register(page, world, "bogdan")
    assert list_states() == {"Anna": State.CONFIRMED, "Bogdan": State.WAITLIST}

    page.goto(find_link("registration.confirmed", "anna@example.org", "/rezygnacja/"))
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    assert list_states() == {"Anna": State.CANCELLED, "Bogdan": State.CONFIRMED}
    moved_up = MailRecord.objects.get(key="registration.moved_up")
    assert moved_up.subject == mail.outbox[-1].subject
    assert mail.outbox[-1].to == ["bogdan@example.org"]

    # The staff, after the course.
    finish(world.edition)
    participants = reverse("skills_centers_admin:participants", args=[world.edition.pk])
    with Person(world.browser, world.url, world.staff) as office:
        page = office.page
        page.goto(f"{world.url}{participants}")
        page.get_by_label("Bogdan", exact=True).check()
        page.locator("button[name=action][value=attended]").click()
        page.locator("button[name=certificate]").click()
        page.wait_for_load_state()
    assert list_states()["Bogdan"] == State.CERTIFIED

    # Whoever is shown the file checks it.
    link = find_link("certificate.issued", "bogdan@example.org", "/zaswiadczenia/")
    file = tmp_path / "certificate.pdf"
    file.write_bytes(Client().get(link.removeprefix(world.url)).getvalue())
    with ThreadPoolExecutor(1) as pool:
        pool.submit(verify, file).result()
    page = visitors.new_page()
    page.goto(f"{world.url}{reverse('workflows_verify:verify_document')}")
    page.set_input_files("main input[type=file]", file)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()

    certificate = Certificate.objects.get()
    assert page.locator(".notice--ok, .badge--ok").count() >= 1
    assert certificate.content["signer"]["name"] in page.inner_text("main")
    visitors.close()
