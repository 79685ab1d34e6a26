"""What registrations know of people: handed out, blanked, listed when time is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners import services as partners
from skills_centers import actions
from skills_centers.models import Registration
from workflows.models import MailRecord
from workflows.services import privacy, retention

from .conftest import make_entry

pytestmark = pytest.mark.django_db


def test_registrations_are_part_of_what_is_known_of_a_person(edition):
    mine = actions.register(
        edition, make_entry(email="Ja@example.org", phone="+48123456789")
    )
    other = actions.register(edition, make_entry(email="ktos@example.org"))
    mine, other = mine.registration, other.registration
    user = partners.create_account(
        email="ja@example.org", given_name="Jan", surname="Przykładowy"
    )

    (row,) = privacy.export(user)["registrations"]["rows"]
    assert (row["name"], row["phone"]) == (mine.name, "+48123456789")

    # The mails to that address are theirs as well.
    mails = privacy.export(user)["mails"]["rows"]
    assert [row["key"] for row in mails] == ["registration.confirmed"]

    privacy.blank_account(user)
    assert not MailRecord.objects.filter(address__iexact="ja@example.org").exists()

    mine.refresh_from_db()
    assert (mine.name, mine.phone) == ("–", "")
    assert "ja@" not in mine.email.lower()
    before = other.name
    other.refresh_from_db()
    assert (other.name, other.email) == (before, "ktos@example.org")
    assert Registration.objects.count() == 2


def test_registrations_that_are_over_are_listed_for_the_office(edition):
    actions.register(edition, make_entry(email="ja@example.org"))

    def count(days):
        now = timezone.now() + timedelta(days=days)
        due = {row.rule.key: row for row in retention.list_due(now)}
        return due["registrations"].count

    assert (count(0), count(5000)) == (0, 1)
    assert retention.delete_due(timezone.now() + timedelta(days=5000)) == 0
    assert Registration.objects.get().email == "ja@example.org"
