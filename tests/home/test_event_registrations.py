"""Who comes to an event: from the form to the list of the office."""

import re
import threading
import time
from datetime import timedelta
from io import StringIO

import icalendar
import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction

from home.models import EventPage, EventRegistration
from partners import roles
from partners.protection import make_stamp
from partners.services import create_account
from skills_centers import actions
from skills_centers.enums import RegistrationState
from skills_centers.exceptions import NoPlaceLeft
from skills_centers.services import retention
from skills_centers.services.registrations import Entry
from tests.home.events import at, create_event, create_indexes, publish, translate
from workflows.models import MailRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexes(site):
    return create_indexes()


@pytest.fixture
def event(indexes) -> EventPage:
    """An event with one place and one on the waiting list, in two languages."""
    page = create_event(
        indexes["pl"],
        title="Wizyta w firmie",
        has_registration=True,
        places_total=1,
        waiting_list_limit=1,
    )
    translate(page, title="Visit to a company")
    return page


def make_entry(box: str, **values) -> Entry:
    return Entry(
        **{
            "name": box.capitalize(),
            "email": f"{box}@example.org",
            "status": "student",
            "language": "pl",
            **values,
        }
    )


def get_address(event, language: str = "pl") -> str:
    with translation.override(language):
        return reverse("register_for_event", args=[event.translation_key])


def post_form(client, event, box: str, language: str = "pl", **values):
    data = {
        "name": box.capitalize(),
        "email": f"{box}@example.org",
        "status": "student",
        "consent": "on",
        "started": make_stamp(time.time() - 10),
        **values,
    }
    return client.post(get_address(event, language), data)


def list_states(event) -> dict[str, str]:
    return dict(
        EventRegistration.objects.filter(event=event).values_list("email", "state")
    )


# Visitors


def test_places_are_counted_once_for_both_languages(
    client, event, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = post_form(client, event, "anna", "en")
        second = post_form(client, event, "piotr", "pl")
        third = post_form(client, event, "ewa", "en")

    assert "You have a place" in client.get(first.headers["Location"]).content.decode()
    assert client.get(second.headers["Location"]).status_code == 200
    assert third.status_code == 409
    assert list_states(event) == {
        "anna@example.org": RegistrationState.CONFIRMED,
        "piotr@example.org": RegistrationState.WAITLIST,
    }
    for page in EventPage.objects.all():
        text = client.get(page.url).content.decode()
        assert f"{event.translation_key}/" not in text.partition("<main")[2]
    confirmation, waiting = mail.outbox
    assert confirmation.to == ["anna@example.org"]
    assert "Visit to a company" in confirmation.subject
    assert "Wizyta" not in confirmation.body
    ((_name, attachment, kind),) = confirmation.attachments
    assert kind.startswith("text/calendar")
    (entry,) = icalendar.Calendar.from_ical(attachment).events
    assert entry.uid == str(event.translation_key)
    assert entry.summary == "Visit to a company"
    assert waiting.attachments == []
    assert "Wizyta w firmie" in waiting.subject


def test_place_given_back_by_the_link_goes_to_who_waits(client, event):
    post_form(client, event, "anna", "en")
    post_form(client, event, "piotr", "pl")
    body = MailRecord.objects.get(address="anna@example.org").body
    link = re.search(r"http://localhost:8000(/en/\S+/cancel/\S+)", body)[1]

    asked = client.get(link)
    assert list_states(event)["anna@example.org"] == RegistrationState.CONFIRMED
    client.post(link)
    again = client.post(link, follow=True)

    assert (asked.status_code, again.status_code) == (200, 200)
    assert list_states(event) == {
        "anna@example.org": RegistrationState.CANCELLED,
        "piotr@example.org": RegistrationState.CONFIRMED,
    }
    told = MailRecord.objects.get(address="piotr@example.org", calendar__gt="")
    assert "Wizyta w firmie" in told.subject
    assert client.get(f"{link[:-2]}x/").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"has_registration": False},
        {"status": "postponed", "status_note": "Nowy termin podamy."},
        {"registration_opens_at": at(0, 0) + timedelta(days=1)},
        {"registration_closes_at": at(-1)},
        {"starts_at": at(-1), "ends_at": at(2)},
    ],
)
def test_nobody_registers_for_what_takes_nobody(client, event, changes):
    publish(event, **changes)

    page = client.get(get_address(event))
    answer = post_form(client, event, "anna")

    assert (page.status_code, answer.status_code) == (200, 409)
    assert "<form" not in page.content.decode().partition("<main")[2]
    assert not EventRegistration.objects.exists()
    assert not MailRecord.objects.exists()


def test_event_that_nobody_sees_takes_nobody(client, event):
    English = EventPage.objects.get(locale__language_code="en")
    English.unpublish()
    assert client.get(get_address(event, "en")).status_code == 404
    PageViewRestriction.objects.create(
        page=Page.objects.get(pk=event.pk), restriction_type=PageViewRestriction.LOGIN
    )

    assert client.get(get_address(event)).status_code == 404
    assert post_form(client, event, "anna").status_code == 404
    assert not EventRegistration.objects.exists()


def test_form_keeps_out_programs_and_is_never_cached(client, event):
    shown = client.get(get_address(event))
    hurried = post_form(client, event, "anna", started=make_stamp())
    trapped = post_form(client, event, "anna", website="https://spam.example")
    careless = post_form(client, event, "anna", consent="", email="anna")

    assert "no-store" in shown.headers["Cache-Control"]
    assert [r.status_code for r in (hurried, trapped, careless)] == [422, 422, 422]
    assert not EventRegistration.objects.exists()


def test_page_of_the_event_holds_no_token_and_sets_no_cookie(client, event):
    response = client.get(event.url)

    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert response.cookies == {}
    assert get_address(event) in response.content.decode()


# Editors


def test_who_registered_hears_that_the_event_is_off(event):
    actions.register(event, make_entry("anna", language="en"))
    actions.register(event, make_entry("piotr"))
    MailRecord.objects.all().delete()
    english = EventPage.objects.get(locale__language_code="en")
    english.status_note = "The speaker is ill."
    english.save()

    publish(event, status="cancelled", status_note="Prelegent zachorował.")
    publish(EventPage.objects.get(pk=event.pk), intro="Drugi raz.")

    assert set(list_states(event).values()) == {RegistrationState.CANCELLED}
    mails = {record.address: record.body for record in MailRecord.objects.all()}
    assert len(mails) == MailRecord.objects.count() == 2
    assert "The speaker is ill." in mails["anna@example.org"]
    assert "Prelegent zachorował." in mails["piotr@example.org"]


def test_places_that_an_editor_adds_go_to_who_waits(event):
    actions.register(event, make_entry("anna"))
    actions.register(event, make_entry("piotr"))

    publish(event, places_total=2)

    assert list_states(event)["piotr@example.org"] == RegistrationState.CONFIRMED


def test_special_needs_are_forgotten_thirty_days_after_the_event(event):
    needs = {"special_needs": "Pętla indukcyjna", "special_needs_consent": True}
    actions.register(event, make_entry("anna", **needs))
    EventPage.objects.update(over_at=timezone.now() - timedelta(days=29))
    assert retention.forget_special_needs() == 0
    EventPage.objects.update(over_at=timezone.now() - timedelta(days=31))

    call_command("run_due", stdout=StringIO())

    assert EventRegistration.objects.get().special_needs == ""


# The office


def create_user(box: str, group: str = ""):
    user = create_account(
        email=f"{box}@klaster.example", given_name="Jan", surname="Testowy"
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def come(event):
    """Somebody with a place and needs, and somebody who waits."""
    roles.sync_roles()
    needs = {"special_needs": "Pętla indukcyjna", "special_needs_consent": True}
    actions.register(event, make_entry("anna", name="=Anna", **needs))
    actions.register(event, make_entry("piotr"))
    return {found.name: found for found in EventRegistration.objects.all()}


def list_office_urls(event, come) -> list[str]:
    index = reverse("cluster_event_registrations:index")
    return [
        index,
        f"{index}?export=csv",
        reverse("home_admin:event_registrations", args=[event.pk]),
        reverse("home_admin:cancel_event_registration", args=[come["Piotr"].pk]),
    ]


@pytest.mark.parametrize(
    ("group", "is_allowed"),
    [(roles.EDITORS, True), (roles.COORDINATORS, True), (roles.AUDITORS, False)],
)
def test_registrations_are_shown_to_those_who_organise(
    client, event, come, group, is_allowed
):
    client.force_login(create_user("biuro", group))

    for url in list_office_urls(event, come):
        response = client.get(url)
        assert (response.status_code == 200) == is_allowed, url
        content = (
            b"".join(response.streaming_content)
            if response.streaming
            else response.content
        )
        assert (b"Piotr" in content) == is_allowed, url
        # What is personal is on the screen of the event only.
        is_screen = url.endswith(f"/{event.pk}/registrations/")
        assert ("Pętla".encode() in content) == (is_allowed and is_screen), url
        assert b",=Anna" not in content
    if not is_allowed:
        response = client.post(list_office_urls(event, come)[3], {"reason": "Bo tak"})
        assert response.status_code in {302, 403}
        assert list_states(event)["piotr@example.org"] == RegistrationState.WAITLIST


def test_editor_cancels_for_somebody_and_tells_the_reason(client, event, come):
    client.force_login(create_user("redakcja", roles.EDITORS))
    url = reverse("home_admin:cancel_event_registration", args=[come["=Anna"].pk])

    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "Prosiła o to telefonicznie."})

    assert list_states(event) == {
        "anna@example.org": RegistrationState.CANCELLED,
        "piotr@example.org": RegistrationState.CONFIRMED,
    }
    told = MailRecord.objects.filter(address="anna@example.org").latest("pk")
    assert "Prosiła o to telefonicznie." in told.body
    entry = PageLogEntry.objects.get(action="cluster_home.cancel_registration")
    assert "Anna" not in str(entry.data)


def test_editor_notes_who_came(client, event, come):
    client.force_login(create_user("redakcja", roles.EDITORS))
    url = reverse("home_admin:event_registrations", args=[event.pk])
    anna = f"attendance_{come['=Anna'].pk}"

    early = client.post(url, {anna: "came"})
    assert list_states(event)["anna@example.org"] == RegistrationState.CONFIRMED
    EventPage.objects.update(starts_at=at(-1))
    assert anna in client.get(url).content.decode()
    client.post(url, {anna: "came", f"attendance_{come['Piotr'].pk}": "came"})

    assert early.status_code == 302
    assert list_states(event) == {
        "anna@example.org": RegistrationState.ATTENDED,
        "piotr@example.org": RegistrationState.WAITLIST,
    }


def test_editor_finds_the_registrations_from_the_page_in_either_language(
    client, event, come
):
    user = create_user("redakcja")
    user.is_superuser = True
    user.save()
    client.force_login(user)
    url = reverse("home_admin:event_registrations", args=[event.pk])

    for page in EventPage.objects.all():
        text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert url in text.content.decode()


# Two people at the same moment


@pytest.mark.django_db(transaction=True)
def test_last_place_is_given_once():
    Locale.objects.get_or_create(language_code="pl")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    call_command("setup_site", verbosity=0)
    event = create_event(create_indexes()["pl"], has_registration=True, places_total=1)
    barrier = threading.Barrier(4)
    results = []

    def call(number):
        barrier.wait()
        try:
            actions.register(event, make_entry(f"person{number}"))
            results.append("place")
        except NoPlaceLeft:
            results.append("full")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=call, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(results) == ["full", "full", "full", "place"]
    assert EventRegistration.objects.count() == 1
