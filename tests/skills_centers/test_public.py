"""What visitors see of centers, courses and registration."""

import json
import re
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail import hooks

from partners import protection
from partners.protection import make_stamp
from skills_centers import actions
from skills_centers.enums import EditionState
from skills_centers.enums import RegistrationState as State
from skills_centers.models import Edition, Lab, Registration, Session
from skills_centers.services import tokens
from skills_centers.views.registrations import get_notice_url
from workflows.models import MailRecord

from .conftest import make_course, make_edition, make_entry, translate

pytestmark = pytest.mark.django_db


def get_form_data(**values) -> dict:
    return {
        "name": "Anna Kursowa",
        "email": "anna@example.org",
        "phone": "601 234 567",
        "status": "student",
        "institution": "ZSE",
        "consent": "on",
        "website": "",
        "started": make_stamp(time.time() - 60),
        **values,
    }


def get_url(name: str, *arguments, language: str = "pl") -> str:
    with translation.override(language):
        return reverse(f"skills_centers:{name}", args=arguments)


def read_json_ld(html: str) -> list[dict]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return [json.loads(text) for text in found]


def get_html(client, page) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


# Pages


def test_course_says_how_many_places_are_free(client, course):
    make_edition(course, places_total=12)
    full = make_edition(course, places_total=1, waiting_list_limit=5, first=60)
    for box in ("anna", "bogdan", "celina"):
        actions.register(full, make_entry(box))
    make_edition(course, first=90, state=EditionState.PLANNED)
    make_edition(course, first=-20, state=EditionState.HELD)

    polish = get_html(client, course)
    english = get_html(client, course.get_translations().get())

    assert get_url("register", full.public_id) in polish
    assert get_url("register", full.public_id, language="en") in english
    assert "12 of 12 free" in english
    assert "full – waiting list (2 waiting)" in english
    assert "Protective measurements" in english
    assert "measures loop impedance" in english
    assert "Held before:" in english


def test_course_is_described_for_search_engines(client, course):
    edition = make_edition(course, places_total=12)
    actions.register(edition, make_entry())
    planned = make_edition(course, first=90, state=EditionState.PLANNED)

    (data,) = read_json_ld(get_html(client, course))

    assert (data["@type"], data["courseCode"]) == ("Course", "E-POM")
    assert data["timeRequired"] == "PT16H"
    assert data["isAccessibleForFree"] is True
    first, second = data["hasCourseInstance"]
    assert first["startDate"] == edition.start_date.isoformat()
    assert first["remainingAttendeeCapacity"] == 11
    assert first["offers"]["price"] == "0.00"
    assert second["@id"].endswith(str(planned.public_id))
    assert "offers" not in second


def test_description_for_machines_cannot_leave_its_element(client, course):
    course.intro = "</script><script>alert(1)</script>"
    course.save_revision().publish()

    html = get_html(client, course)

    assert "<script>alert(1)" not in html
    assert read_json_ld(html)[0]["description"] == course.intro


def test_center_shows_its_courses_and_labs(client, center, course, edition):
    Lab.objects.create(
        center=center,
        name="Pracownia pomiarów",
        equipment="Mierniki\n\nKamera",
        seats=12,
        is_bookable=True,
        locale=center.locale,
    )

    html = get_html(client, center)

    for words in (course.title, "Pracownia pomiarów", "<li>Kamera</li>", "Szkolna 1"):
        assert words in html
    assert read_json_ld(html)[0]["alternateName"] == "BCU"


def test_list_shows_centers_and_what_starts_next(client, index, center, course):
    later = make_edition(course, first=60)
    sooner = make_edition(course, first=20)
    make_edition(course, first=10, state=EditionState.CANCELLED)

    response = client.get(index.get_url())

    html = response.content.decode()
    assert center.title in html
    positions = [html.index(str(found.public_id)) for found in (sooner, later)]
    assert positions == sorted(positions)
    assert html.count("/zapisy/") == 2


def count_queries(client, page) -> int:
    # The first request fills the caches of sites and content types.
    client.get(page.get_url())
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.get_url()).status_code == 200
    return len(captured)


def test_number_of_queries_does_not_grow(client, index, center, course, edition):
    pages = (index, center, course)
    before = [count_queries(client, page) for page in pages]

    for number in range(3):
        more = make_course(center, slug=f"kurs-{number}", code=f"E-{number}")
        translate(more, slug=f"course-{number}")
        for item in (course, more):
            made = make_edition(item, first=40 + number)
            Session.objects.create(
                edition=made,
                starts_at=timezone.now() + timedelta(days=40 + number),
                ends_at=timezone.now() + timedelta(days=40 + number, hours=6),
            )
            actions.register(made, make_entry(f"osoba{number}"))

    assert [count_queries(client, page) for page in pages] == before


def test_public_pages_set_no_cookie_and_hold_no_token(client, index, center, course):
    for page in (index, center, course):
        response = client.get(page.get_url())

        assert response.cookies == {}
        assert b"csrfmiddlewaretoken" not in response.content


# Registration


@pytest.mark.parametrize("language", ["pl", "en"])
def test_visitor_registers(client, edition, language):
    url = get_url("register", edition.public_id, language=language)
    form = client.get(url)
    response = client.post(url, get_form_data(), follow=True)

    assert form.status_code == 200
    assert "no-store" in form.headers["Cache-Control"]
    assert response.status_code == 200
    assert response.redirect_chain[0][0].startswith(f"/{language}/")
    registration = Registration.objects.get()
    assert registration.state == State.CONFIRMED
    assert registration.phone == "+48601234567"
    assert registration.language == language
    assert registration.consent_version
    assert registration.name not in response.content.decode()


def test_wrong_answers_are_explained_and_nothing_typed_is_lost(client, edition):
    response = client.post(
        get_url("register", edition.public_id, language="en"),
        get_form_data(
            email="anna@", phone="12", consent="", special_needs="winda", status="x"
        ),
    )

    html = response.content.decode()
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == [
        "consent",
        "email",
        "phone",
        "special_needs_consent",
        "status",
    ]
    for words in ("Anna Kursowa", "anna@", "winda", "ZSE"):
        assert words in html
    assert "Without your consent" in html
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"website": "https://spam.example"},
        {"started": ""},
        {"started": "0:forged"},
        {"started": make_stamp(time.time() + 3600)},
        {"started": make_stamp(0)},
    ],
    ids=["honeypot", "no stamp", "forged stamp", "too fast", "too old"],
)
def test_programs_are_kept_out_and_people_told_why(client, edition, values):
    url = get_url("register", edition.public_id)

    response = client.post(url, get_form_data(**values))

    form = response.context["form"]
    assert response.status_code == 422
    assert form.non_field_errors()
    assert not Registration.objects.exists()
    assert not MailRecord.objects.exists()
    # Sent once more a moment later, it works.
    again = {**form.data.dict(), "started": make_stamp(time.time() - 10)}
    assert again["website"] == ""
    assert client.post(url, again).status_code == 302


@pytest.mark.parametrize("limit", ["CLIENT_LIMIT", "MAILBOX_LIMIT"])
def test_too_many_attempts_have_no_effect(client, edition, monkeypatch, limit):
    monkeypatch.setattr(protection, limit, 1)
    url = get_url("register", edition.public_id)
    client.post(url, get_form_data())
    email = "bogdan@example.org" if limit == "CLIENT_LIMIT" else "Anna@example.org"

    response = client.post(url, get_form_data(email=email))

    assert response.status_code == 429
    assert email in response.content.decode()
    assert Registration.objects.count() == MailRecord.objects.count() == 1


def test_screen_tells_no_stranger_who_is_registered(client, course):
    edition = make_edition(course, places_total=1)
    actions.register(edition, make_entry("anna"))
    url = get_url("register", edition.public_id)

    answers = [
        client.post(url, get_form_data(email=f"{box}@example.org"), follow=True)
        for box in ("anna", "nieznana")
    ]

    # Two things differ: the token, and the number of those who wait, now one more.
    bodies = [
        re.sub(r"zapisano/[^/]+/|\(\d+ [^)]+\)", "", answer.content.decode())
        for answer in answers
    ]
    assert bodies[0] == bodies[1]
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": EditionState.CLOSED}, "Registration is closed"),
        (
            {"registration_opens_at": timezone.now() + timedelta(days=3)},
            "Registration has not begun yet",
        ),
        ({"places_total": 0, "waiting_list_limit": 0}, "All places are taken"),
    ],
    ids=["closed", "not yet", "full"],
)
def test_form_says_why_nobody_can_register(client, course, values, words):
    edition = make_edition(course, **values)
    url = get_url("register", edition.public_id, language="en")

    page = client.get(url)
    posted = client.post(url, get_form_data())

    assert words in page.content.decode()
    assert b"csrfmiddlewaretoken" not in page.content
    assert posted.status_code == 409
    assert not Registration.objects.exists()


@pytest.mark.parametrize("name", ["register", "registered"])
def test_plans_and_unpublished_courses_have_no_address(client, course, name):
    planned = make_edition(course, state=EditionState.PLANNED)
    hidden = make_edition(course)
    token = [tokens.make_outcome_token(State.CONFIRMED)] if name != "register" else []
    url = get_url(name, planned.public_id, *token)
    assert client.get(url).status_code == 404
    course.unpublish()
    assert client.get(get_url(name, hidden.public_id, *token)).status_code == 404


def test_page_after_registration_needs_its_token(client, edition):
    right = tokens.make_outcome_token(State.WAITLIST)

    pages = [
        client.get(get_url("registered", edition.public_id, token, language="en"))
        for token in (right, "confirmed", right[:-2])
    ]

    assert [page.status_code for page in pages] == [200, 404, 404]
    assert "You are on the waiting list" in pages[0].content.decode()


def test_link_in_the_mail_asks_first_and_then_cancels(client, course):
    edition = make_edition(course, places_total=1)
    first, second = (
        actions.register(edition, make_entry(box)).registration
        for box in ("anna", "bogdan")
    )
    body = MailRecord.objects.get(address=first.email).body
    url = re.search(r"https?://[^/]+(/\S+/rezygnacja/)", body)[1]

    asked = client.get(url)
    first.refresh_from_db()
    assert (asked.status_code, first.state) == (200, State.CONFIRMED)

    done = client.post(url, follow=True)
    again = client.post(url, follow=True)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (done.status_code, again.status_code) == (200, 200)
    assert (first.state, second.state) == (State.CANCELLED, State.CONFIRMED)
    assert MailRecord.objects.filter(key="registration.cancelled").count() == 1


def test_link_in_the_mail_is_of_no_use_once_it_has_begun(client, edition):
    registration = actions.register(edition, make_entry()).registration
    url = get_url("cancel_registration", tokens.make_cancel_token(registration))
    Edition.objects.update(start_date=timezone.localdate())

    page, posted = client.get(url), client.post(url)

    registration.refresh_from_db()
    assert (page.status_code, posted.status_code) == (200, 409)
    assert b"csrfmiddlewaretoken" not in page.content
    assert registration.state == State.CONFIRMED


def test_forged_link_leads_nowhere(client, edition):
    registration = actions.register(edition, make_entry()).registration
    url = get_url("cancel_registration", f"{registration.public_id.hex}.forged")

    assert client.get(url).status_code == client.post(url).status_code == 404
    registration.refresh_from_db()
    assert registration.state == State.CONFIRMED


def test_site_says_where_it_explains_the_processing_of_data(client, edition, rf):
    def find(request, purpose):
        return f"/prywatnosc/{purpose}/"

    with hooks.register_temporarily("cluster_privacy_notice_url", find, order=-1):
        html = client.get(get_url("register", edition.public_id)).content.decode()

        assert get_notice_url(rf.get("/"), "x") == "/prywatnosc/x/"
    assert 'href="/prywatnosc/course_registration/"' in html


def test_mails_are_sent_after_the_commit_only(
    client, edition, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(get_url("register", edition.public_id), get_form_data())
        assert mail.outbox == []

    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
