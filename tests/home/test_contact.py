"""The contact form: what arrives, what is refused, and that nothing typed is lost."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from home.models import ContactMessage, ContactPage, OfficeSettings
from home.services import contact
from partners import protection, roles

from .pages import add_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site) -> ContactPage:
    OfficeSettings.objects.create(email="biuro@klaster.example")
    return add_page(ContactPage)


def fill_in(age: int = 60, **changes) -> dict:
    return {
        "name": "Jan Przykładowy",
        "email": "jan@firma.example",
        "subject": "Klasa patronacka",
        "message": "Chcemy objąć patronatem klasę.",
        "consent": "on",
        "website": "",
        "started": protection.make_stamp(timezone.now().timestamp() - age),
        **changes,
    }


def send(client, page, **changes):
    return client.post(page.get_url(), fill_in(**changes))


def test_message_is_stored_and_mailed_to_the_office(
    client, page, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(client, page)

    assert response.status_code == 302
    assert response.url == f"{page.get_url()}?sent=1#sent"
    message = ContactMessage.objects.get()
    assert (message.name, message.email) == ("Jan Przykładowy", "jan@firma.example")
    assert (message.language, message.subject) == ("pl", "Klasa patronacka")
    assert message.consent_at and message.mailed_at
    (sent,) = mail.outbox
    assert sent.to == ["biuro@klaster.example"]
    assert sent.reply_to == ["jan@firma.example"]
    assert "Chcemy objąć patronatem klasę." in sent.body
    html = client.get(response.url).content.decode()
    assert page.thanks in html
    assert 'role="status"' in html


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"name": ""}, 422, "name"),
        ({"email": "jan"}, 422, "email"),
        ({"message": ""}, 422, "message"),
        ({"consent": ""}, 422, "consent"),
        ({"website": "https://spam.example"}, 422, None),
        ({"age": 1}, 422, None),
        ({"age": 2 * protection.LONGEST_SECONDS}, 422, None),
        ({"started": "forged:1"}, 422, None),
    ],
)
def test_refused_message_says_why_and_loses_nothing(
    client, page, changes, status, field
):
    response = send(client, page, **changes)

    html = response.content.decode()
    assert response.status_code == status
    assert 'role="alert"' in html
    if field:
        assert f'id="id_{field}"' in html and "aria-invalid" in html
    if "message" not in changes:
        assert "Chcemy objąć patronatem klasę." in html
    assert "spam.example" not in html
    assert not ContactMessage.objects.exists()
    assert not mail.outbox


def test_form_that_was_refused_can_be_sent_again(client, page, monkeypatch):
    response = send(client, page, age=1)
    form = response.context["form"]
    again = fill_in(started=form.data["started"])
    monkeypatch.setattr(protection, "SHORTEST_SECONDS", 0)

    assert client.post(page.get_url(), again).status_code == 302


def test_one_address_cannot_flood_the_office(client, page, monkeypatch):
    monkeypatch.setattr(protection, "CLIENT_LIMIT", 2)

    statuses = [send(client, page).status_code for _number in range(3)]

    assert statuses == [302, 302, 429]
    assert ContactMessage.objects.count() == 2
    assert not [key for key in cache._cache if "127.0.0.1" in str(key)]


def test_line_break_in_the_subject_makes_no_header(
    client, page, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, page, subject="Pytanie\nBcc: wszyscy@obcy.example")

    (sent,) = mail.outbox
    assert sent.subject == "Pytanie Bcc: wszyscy@obcy.example"
    assert sent.recipients() == ["biuro@klaster.example"]


def test_page_with_the_form_is_never_cached(client, page):
    response = client.get(page.get_url())

    assert not page.is_cacheable
    assert "no-store" in response["Cache-Control"]
    assert "csrfmiddlewaretoken" in response.content.decode()


def test_message_survives_a_mail_server_that_is_down(
    client, page, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fail)
        with django_capture_on_commit_callbacks(execute=True):
            assert send(client, page).status_code == 302
    assert ContactMessage.objects.get().mailed_at is None

    assert contact.sweep_messages() == (1, 0)
    assert contact.sweep_messages() == (0, 0)
    assert len(mail.outbox) == 1


def test_messages_are_kept_for_a_year(page, capsys):
    for days in (364, 366):
        moment = timezone.now() - timedelta(days=days)
        ContactMessage.objects.create(
            name="Jan",
            email="jan@firma.example",
            subject=f"{days}",
            message="Treść",
            language="pl",
            consent_at=moment,
            created_at=moment,
            mailed_at=moment,
        )

    call_command("sweep_contact_messages")

    assert [message.subject for message in ContactMessage.objects.all()] == ["364"]
    assert capsys.readouterr().out == "mailed 0, deleted 1\n"


@pytest.mark.parametrize(
    ("group", "status"), [(roles.COORDINATORS, 200), (roles.AUDITORS, 302), (None, 302)]
)
def test_messages_are_read_by_those_who_answer(
    client, page, django_user_model, group, status
):
    send(client, page)
    user = django_user_model.objects.create_user("anna", "anna@klaster.example")
    roles.sync_roles()
    if group:
        user.groups.add(
            django_user_model.groups.field.related_model.objects.get(name=group)
        )
    client.force_login(user)

    response = client.get(reverse("cluster_messages:index"))

    assert response.status_code == status
    assert ("Klasa patronacka" in response.content.decode()) == (status == 200)


def test_nobody_writes_a_message_for_a_visitor(client, page, admin_client):
    send(client, page)
    message = ContactMessage.objects.get()

    url = reverse("cluster_messages:edit", args=[message.pk])
    response = admin_client.post(url, {"subject": "Inny"})

    message.refresh_from_db()
    assert response.status_code == 302
    assert message.subject == "Klasa patronacka"
