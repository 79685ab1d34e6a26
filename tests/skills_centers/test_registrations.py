"""Who gets a place, who waits, who moves up: the rules, through the actions."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from skills_centers import actions
from skills_centers.enums import EditionState
from skills_centers.enums import RegistrationState as State
from skills_centers.exceptions import NoPlaceLeft, NotAllowedNow, RegistrationClosed
from skills_centers.models import Edition, Registration
from skills_centers.services import registrations, retention, tokens
from workflows.actions import schedule
from workflows.models import MailRecord

from .conftest import make_edition, make_entry

pytestmark = pytest.mark.django_db


def sign_up(edition, *boxes) -> list[Registration]:
    return [actions.register(edition, make_entry(box)).registration for box in boxes]


def list_states(edition) -> dict[str, str]:
    rows = Registration.objects.filter(edition=edition)
    return dict(rows.values_list("name", "state"))


def list_mails() -> list[tuple[str, str]]:
    return list(MailRecord.objects.order_by("pk").values_list("key", "address"))


def test_places_are_given_first_come_first_served(edition):
    sign_up(edition, "anna", "bogdan", "celina")

    assert list_states(edition) == {
        "Anna": State.CONFIRMED,
        "Bogdan": State.CONFIRMED,
        "Celina": State.WAITLIST,
    }
    assert list_mails() == [
        ("registration.confirmed", "anna@example.org"),
        ("registration.confirmed", "bogdan@example.org"),
        ("registration.waitlist", "celina@example.org"),
    ]


def test_without_a_limit_everybody_has_a_place(course):
    edition = make_edition(course, places_total=None)

    sign_up(edition, "anna", "bogdan", "celina")

    assert set(list_states(edition).values()) == {State.CONFIRMED}


def test_full_waiting_list_takes_nobody(course):
    edition = make_edition(course, places_total=1, waiting_list_limit=1)
    sign_up(edition, "anna", "bogdan")

    with pytest.raises(NoPlaceLeft):
        actions.register(edition, make_entry("celina"))

    assert sorted(list_states(edition)) == ["Anna", "Bogdan"]
    assert len(list_mails()) == 2


@pytest.mark.parametrize(
    "values",
    [
        {"state": EditionState.PLANNED},
        {"state": EditionState.CLOSED},
        {"state": EditionState.CANCELLED},
        {"state": EditionState.HELD},
        {"first": 0},
        {"first": -10},
        {"registration_opens_at": timedelta(days=1)},
        {"registration_closes_at": timedelta(minutes=-1)},
    ],
    ids=str,
)
def test_nobody_registers_out_of_time(course, values):
    moment = timezone.now()
    edition = make_edition(
        course,
        **{
            name: moment + value if isinstance(value, timedelta) else value
            for name, value in values.items()
        },
    )

    with pytest.raises(RegistrationClosed):
        actions.register(edition, make_entry())

    assert (list_states(edition), list_mails()) == ({}, [])


def test_nobody_registers_for_an_unpublished_course(course, edition):
    course.unpublish()

    with pytest.raises(RegistrationClosed):
        actions.register(Edition.objects.get(), make_entry())


def test_known_address_changes_nothing_and_is_told_by_mail_only(edition):
    (first,) = sign_up(edition, "anna")

    again = actions.register(
        edition, make_entry(name="Oszust", email="ANNA@example.org")
    )
    new = actions.register(edition, make_entry("bogdan"))

    assert (again.is_duplicate, new.is_duplicate) == (True, False)
    # What the screen shows does not tell them apart.
    assert again.state == new.state
    assert list_states(edition) == {"Anna": State.CONFIRMED, "Bogdan": State.CONFIRMED}
    assert list_mails()[1] == ("registration.duplicate", "anna@example.org")


def test_known_address_on_a_full_list_gets_the_answer_of_everybody(course):
    edition = make_edition(course, places_total=1, waiting_list_limit=0)
    sign_up(edition, "anna")

    for box in ("anna", "bogdan"):
        with pytest.raises(NoPlaceLeft):
            actions.register(edition, make_entry(box))

    assert len(list_mails()) == 1


def test_who_cancelled_may_register_again(edition):
    (first,) = sign_up(edition, "anna")
    actions.cancel_own(first)

    sign_up(edition, "anna")

    states = Registration.objects.values_list("state", flat=True)
    assert sorted(states) == [State.CANCELLED, State.CONFIRMED]


def test_place_given_back_goes_to_who_waited_longest(course):
    edition = make_edition(course, places_total=1)
    first, second, third = sign_up(edition, "anna", "bogdan", "celina")
    assert (second.waiting_position, third.waiting_position) == (1, 2)

    actions.cancel_own(first)

    assert list_states(edition) == {
        "Anna": State.CANCELLED,
        "Bogdan": State.CONFIRMED,
        "Celina": State.WAITLIST,
    }
    assert list_mails()[-2:] == [
        ("registration.cancelled", "anna@example.org"),
        ("registration.moved_up", "bogdan@example.org"),
    ]


def test_waiting_list_moves_up_after_registration_has_closed(course, staff):
    edition = make_edition(course, places_total=1)
    first, _second = sign_up(edition, "anna", "bogdan")
    actions.change_edition_state(edition, EditionState.CLOSED, user=staff)

    actions.cancel_own(first)

    assert list_states(edition)["Bogdan"] == State.CONFIRMED


def test_newcomer_does_not_pass_who_waits(course):
    edition = make_edition(course, places_total=1)
    sign_up(edition, "anna", "bogdan")
    Edition.objects.update(places_total=2)

    sign_up(edition, "celina")

    assert list_states(edition)["Celina"] == State.WAITLIST


def test_more_places_are_given_to_who_waits(course):
    edition = make_edition(course, places_total=1)
    sign_up(edition, "anna", "bogdan", "celina")
    Edition.objects.update(places_total=5)

    moved = registrations.fill_places(edition)

    assert [found.name for found in moved] == ["Bogdan", "Celina"]


def test_nobody_cancels_twice_or_after_it_has_begun(edition):
    first, second = sign_up(edition, "anna", "bogdan")
    actions.cancel_own(first)
    Edition.objects.update(start_date=timezone.localdate())

    for registration in (first, second):
        with pytest.raises(NotAllowedNow):
            actions.cancel_own(registration)

    assert list_states(edition) == {"Anna": State.CANCELLED, "Bogdan": State.CONFIRMED}


def test_special_needs_are_kept_with_consent_only(edition):
    needs = {"special_needs": "pętla indukcyjna"}
    without = actions.register(edition, make_entry("anna", **needs)).registration
    given = actions.register(
        edition, make_entry("bogdan", **needs, special_needs_consent=True)
    ).registration

    assert (without.special_needs, without.special_needs_consent_at) == ("", None)
    assert given.special_needs == "pętla indukcyjna"
    assert given.special_needs_consent_at is not None
    actions.cancel_own(given)
    given.refresh_from_db()
    assert given.special_needs == ""


def test_special_needs_are_forgotten_thirty_days_after_the_end(course):
    kept, forgotten = make_edition(course), make_edition(course)
    for edition, box in ((kept, "anna"), (forgotten, "bogdan")):
        actions.register(
            edition,
            make_entry(box, special_needs="winda", special_needs_consent=True),
        )
    today = timezone.localdate()
    Edition.objects.filter(pk=kept.pk).update(end_date=today - timedelta(days=30))
    Edition.objects.filter(pk=forgotten.pk).update(end_date=today - timedelta(days=31))

    schedule.run_due()

    found = dict(Registration.objects.values_list("name", "special_needs"))
    assert found == {"Anna": "winda", "Bogdan": ""}
    assert retention.forget_special_needs() == 0


def test_token_opens_its_own_registration_only(edition):
    first, second = sign_up(edition, "anna", "bogdan")
    token = tokens.make_cancel_token(first)

    assert tokens.find_registration(Registration, token) == first
    signature = token.split(".")[1]
    for forged in (f"{second.public_id.hex}.{signature}", token[:-1], "", "x.y"):
        assert tokens.find_registration(Registration, forged) is None


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("pl", "Pomiary ochronne", "/pl/centra-umiejetnosci/zapisy/"),
        ("en", "Protective measurements", "/en/skills-centers/registrations/"),
    ],
)
def test_mail_is_in_the_language_of_the_person(
    edition, django_capture_on_commit_callbacks, language, subject, words
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.register(edition, make_entry(language=language))

    (message,) = mail.outbox
    assert subject in message.subject
    assert words in message.body
    assert message.extra_headers["Content-Language"] == language
    (attachment,) = message.attachments
    assert attachment.mimetype == "text/calendar"
    assert f"SUMMARY;LANGUAGE={language}:{subject}" in attachment.content


def test_mail_to_who_waits_has_no_calendar_entry(course):
    edition = make_edition(course, places_total=0)

    sign_up(edition, "anna")

    record = MailRecord.objects.get()
    assert (record.key, record.calendar) == ("registration.waitlist", "")
