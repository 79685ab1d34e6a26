"""Several people at the same moment. Runs on both databases."""

import pytest

from skills_centers import actions
from skills_centers.enums import RegistrationState as State
from skills_centers.exceptions import NoPlaceLeft, NotAllowedNow
from skills_centers.models import Edition, Registration
from tests.workflows.test_concurrency import run_at_once
from workflows.models import MailRecord

from .conftest import (
    make_center,
    make_course,
    make_edition,
    make_entry,
    make_index,
    make_roots,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course(transactional_db):
    return make_course(make_center(make_index(make_roots())))


def register(edition, box):
    def call():
        return actions.register(
            Edition.objects.get(pk=edition.pk), make_entry(box)
        ).state

    return call


def test_one_place_for_two_people(course):
    edition = make_edition(course, places_total=1)

    results = run_at_once(register(edition, "anna"), register(edition, "bogdan"))

    assert sorted(results) == [State.CONFIRMED, State.WAITLIST]
    states = Registration.objects.values_list("state", flat=True)
    assert sorted(states) == [State.CONFIRMED, State.WAITLIST]
    assert MailRecord.objects.count() == 2


def test_last_place_on_the_waiting_list_for_two_people(course):
    edition = make_edition(course, places_total=1, waiting_list_limit=1)
    actions.register(edition, make_entry("celina"))

    results = run_at_once(register(edition, "anna"), register(edition, "bogdan"))

    assert results.count(State.WAITLIST) == 1
    assert [type(r) for r in results if r != State.WAITLIST] == [NoPlaceLeft]
    assert Registration.objects.count() == 2


def test_one_person_twice_gets_one_place(course):
    edition = make_edition(course)

    results = run_at_once(register(edition, "anna"), register(edition, "anna"))

    assert results == [State.CONFIRMED] * 2
    assert Registration.objects.count() == 1
    keys = MailRecord.objects.order_by("key").values_list("key", flat=True)
    assert list(keys) == ["registration.confirmed", "registration.duplicate"]


def test_two_places_given_back_at_once_move_two_people_up(course):
    edition = make_edition(course)
    found = [
        actions.register(edition, make_entry(box)).registration
        for box in ("anna", "bogdan", "celina", "daria")
    ]

    run_at_once(
        *[
            lambda pk=registration.pk: actions.cancel_own(
                Registration.objects.get(pk=pk)
            )
            for registration in found[:2]
        ]
    )

    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.CANCELLED] * 2 + [State.CONFIRMED] * 2
    moved = MailRecord.objects.filter(key="registration.moved_up")
    assert sorted(moved.values_list("address", flat=True)) == [
        "celina@example.org",
        "daria@example.org",
    ]


def test_cancelling_twice_at_once_gives_one_place_back(course):
    edition = make_edition(course, places_total=1)
    first, *_others = [
        actions.register(edition, make_entry(box)).registration
        for box in ("anna", "bogdan", "celina")
    ]

    results = run_at_once(
        *[lambda: actions.cancel_own(Registration.objects.get(pk=first.pk))] * 2
    )

    assert sorted(type(r).__name__ for r in results) == [
        NotAllowedNow.__name__,
        Registration.__name__,
    ]
    assert Registration.objects.filter(state=State.CONFIRMED).count() == 1
