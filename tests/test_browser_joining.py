"""Joining in a real Chromium: form, mail, office, partner, leader."""

import re
from contextlib import ExitStack

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from partners import protection
from partners.management.demo import DEMO_PASSWORD
from tests.screens import PHONE, Person, get_overflow, list_violations
from workflows.enums import Outcome
from workflows.management import demo, demo_joining
from workflows.models import JoiningApplication, Step
from workflows.models.joining import JoiningState

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
]

DATA = demo_joining.OPTICS


@pytest.fixture
def open_page(browser, live_server):
    """Give the page of a visitor, or of somebody who is signed in."""
    with ExitStack() as people:

        def open_page(user=None, **options):
            person = Person(browser, live_server.url, user, **options)
            return people.enter_context(person).page

        yield open_page


def look_at(page) -> None:
    assert list_violations(page) == []
    assert get_overflow(page) == 0


def fill(page, data) -> None:
    for name, value in data.items():
        field = page.locator(f"[name={name}]")
        if isinstance(value, list):
            for key in value:
                page.check(f"[name={name}][value={key}]")
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def send(page, selector="main form button[type=submit]") -> None:
    page.locator(selector).first.click()


def follow_mail(page, url, subject: str) -> None:
    """Open the link of the newest message with these words."""
    body = next(m.body for m in reversed(mail.outbox) if subject in m.body)
    page.goto(url + re.search(r"http://[^/]+(/\S+/)", body)[1])


def get_state() -> str:
    return JoiningApplication.objects.get().state


def sign(open_page, url, user) -> None:
    step = Step.objects.open().get(kind="sign")
    assert step.assignee == user
    page = open_page(user)
    page.goto(f"{url}/pl/portal/")
    page.locator("main .card__title a").click()
    page.check("#id_has_read")
    page.fill("#id_secret", DEMO_PASSWORD)
    send(page, "form:has(#id_secret) button[type=submit]")
    page.wait_for_url(re.compile(r"\?done=1$"))
    assert page.locator(".doc").count() == 3


def test_company_joins_by_clicks(open_page, live_server, partners, monkeypatch):
    url = live_server.url
    monkeypatch.setattr(protection, "SHORTEST_SECONDS", 0)
    visitor = open_page(viewport=PHONE)
    visitor.goto(f"{url}/pl/portal/dolacz/")
    look_at(visitor)
    # The number of a partner first: refused, and nothing typed is lost.
    fill(visitor, {**DATA, "nip": partners["granit"].nip})
    visitor.check("[name=consent]")
    send(visitor)
    visitor.wait_for_selector("#errors")
    look_at(visitor)
    assert visitor.input_value("[name=motivation]") == DATA["motivation"]
    assert not JoiningApplication.objects.exists()
    visitor.fill("[name=nip]", DATA["nip"])
    send(visitor)
    visitor.wait_for_url(re.compile(r"/dolacz/wyslano/$"))
    assert get_state() == JoiningState.UNVERIFIED

    follow_mail(visitor, url, "/dolacz/potwierdzenie/")
    send(visitor)
    visitor.wait_for_url(re.compile(r"/dolacz/sprawa/"))
    assert get_state() == JoiningState.SUBMITTED
    look_at(visitor)

    office = open_page(demo.get_user("koordynator"))
    office.goto(f"{url}/pl/portal/applications/")
    look_at(office)
    office.goto(f"{url}/pl/portal/")
    office.locator("main .card__title a").click()
    office.locator("#similar").wait_for()
    look_at(office)
    for box in office.locator("main input[name=checklist]").all():
        box.check()
    office.select_option("[name=register_source]", "krs")
    office.check(f"input[name=outcome][value={Outcome.APPROVED}]")
    send(office, "form:has(input[name=outcome]) button[type=submit]")
    office.wait_for_url(re.compile(r"\?done=1$"))
    assert get_state() == JoiningState.ACCEPTED

    signer = get_user_model().objects.get(email=DATA["signer_email"])
    # What the link of the invitation does.
    signer.set_password(DEMO_PASSWORD)
    signer.save()
    sign(open_page, url, signer)
    assert get_state() == JoiningState.ACCEPTED
    sign(open_page, url, demo.get_user("lider"))
    assert get_state() == JoiningState.ACTIVE

    visitor.reload()
    assert visitor.locator(".badge--ok").count() >= 1
    with visitor.expect_download() as download:
        visitor.locator(".doc__name a").last.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert "_deklaracja_rev2" in download.value.suggested_filename
    admin = open_page(signer)
    admin.goto(f"{url}/pl/portal/organisations/")
    admin.wait_for_url(re.compile(r"/organisations/\d+/$"))
    look_at(admin)
    assert str(timezone.localdate().year) in JoiningApplication.objects.get().number
