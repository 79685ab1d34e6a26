"""Who has a place. Everything here locks what gives the places first.

So two people who ask for one place at the same moment are served one after the
other, and a place that becomes free goes to who has waited longest.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import (
    CANCELLABLE_STATES,
    PLACE_STATES,
    RegistrationState,
    RegistrationStatus,
)
from ..exceptions import NoPlaceLeft, NotAllowedNow, RegistrationClosed
from ..models.registrations import AbstractRegistration, PlacesMixin
from . import mails

# Rises when the words change that people agree to.
CONSENT_VERSION = "2026-01"


@dataclass(frozen=True)
class Entry:
    """What a person writes into the form."""

    name: str
    email: str
    status: str
    language: str
    phone: str = ""
    institution: str = ""
    special_needs: str = ""
    # Without it the special needs are not stored.
    special_needs_consent: bool = False


@dataclass(frozen=True)
class Registered:
    """``state`` is what a newcomer gets, also when the address was known before.

    What is shown to the person at the screen must not depend on ``is_duplicate``:
    it would tell strangers who is registered.
    """

    registration: AbstractRegistration
    state: str
    is_duplicate: bool


def lock_place(place: PlacesMixin) -> PlacesMixin:
    """Return the row as it is now, locked until the transaction ends."""
    rows = type(place)._base_manager.select_for_update(of=("self",))
    return rows.get(pk=place.pk)


@transaction.atomic
def register(
    place: PlacesMixin, entry: Entry, *, now: datetime | None = None
) -> Registered:
    """Give the person a place, or one on the waiting list, and tell them by mail.

    An address that is registered already gets a mail that says so; nothing else
    changes. Raises ``RegistrationClosed`` and ``NoPlaceLeft``.
    """
    now = now or timezone.now()
    place = lock_place(place)
    status = place.get_registration_status(now)
    if status == RegistrationStatus.NOT_YET:
        raise RegistrationClosed(_("Registration has not begun yet."))
    if status == RegistrationStatus.CLOSED:
        raise RegistrationClosed(_("Registration is closed."))
    if status == RegistrationStatus.FULL:
        raise NoPlaceLeft(_("All places are taken, and so is the waiting list."))
    state = (
        RegistrationState.CONFIRMED
        if status == RegistrationStatus.OPEN
        else RegistrationState.WAITLIST
    )
    email = entry.email.strip().lower()
    known = place.registrations.active().filter(email=email).first()
    if known:
        mails.notify(known, "registration.duplicate")
        return Registered(known, state, is_duplicate=True)
    has_needs = bool(entry.special_needs and entry.special_needs_consent)
    registration = place.registrations.create(
        name=entry.name,
        email=email,
        phone=entry.phone,
        status=entry.status,
        institution=entry.institution,
        special_needs=entry.special_needs if has_needs else "",
        special_needs_consent_at=now if has_needs else None,
        consent_at=now,
        consent_version=CONSENT_VERSION,
        language=entry.language,
        state=state,
        state_changed_at=now,
        created_at=now,
        queued_at=now,
    )
    mails.notify(registration, f"registration.{state}")
    return Registered(registration, state, is_duplicate=False)


def _lock_registration(
    registration: AbstractRegistration, place: PlacesMixin
) -> AbstractRegistration:
    """Return the row as it is now, with the locked ``place`` and not another copy."""
    found = type(registration).objects.select_for_update().get(pk=registration.pk)
    if getattr(found, f"{found.place_field}_id") != place.pk:
        raise NotAllowedNow(_("The registration was moved a moment ago."))
    setattr(found, found.place_field, place)
    return found


def _set_state(registration: AbstractRegistration, state: str) -> None:
    registration.state = state
    registration.state_changed_at = timezone.now()
    registration.save()


def _end(registration: AbstractRegistration) -> None:
    # Nobody has to prepare anything any more.
    registration.special_needs = ""
    registration.special_needs_consent_at = None
    _set_state(registration, RegistrationState.CANCELLED)


@transaction.atomic
def cancel(
    registration: AbstractRegistration, *, by_office: bool = False, reason: str = ""
) -> AbstractRegistration:
    """Take a registration back and give its place to who waits.

    Raises ``NotAllowedNow`` when it is cancelled already, or, for the person
    themselves, when it has begun.
    """
    place = lock_place(registration.place)
    registration = _lock_registration(registration, place)
    if registration.state not in CANCELLABLE_STATES:
        raise NotAllowedNow(_("This registration cannot be cancelled any more."))
    if not by_office and place.has_begun():
        raise NotAllowedNow(_("It has begun; nobody can cancel any more."))
    _end(registration)
    mails.notify(
        registration,
        "registration.cancelled_by_office" if by_office else "registration.cancelled",
        reason=reason,
    )
    fill_places(place)
    return registration


@transaction.atomic
def fill_places(place: PlacesMixin) -> list[AbstractRegistration]:
    """Give free places to who waits, first come first; return who moved up.

    Also for who changed the number of places. Nothing moves once it has begun or
    was called off.
    """
    place = lock_place(place)
    if place.has_begun() or not place.gives_places:
        return []
    waiting = place.registrations.waiting()
    if place.free_places is not None:
        waiting = waiting[: place.free_places]
    moved = list(waiting)
    for registration in moved:
        _set_state(registration, RegistrationState.CONFIRMED)
        mails.notify(registration, "registration.moved_up")
    return moved


@transaction.atomic
def move(
    registration: AbstractRegistration, target: PlacesMixin
) -> AbstractRegistration:
    """Move a registration to another date, into a free place or the queue there.

    The office may do so outside the dates of registration, but not beyond the number
    of places. Raises ``NotAllowedNow`` and ``NoPlaceLeft``.
    """
    source = registration.place
    # Always in one order: two moves in opposite directions would wait for ever.
    places = {place.pk: lock_place(place) for place in _sort_by_key(source, target)}
    source, target = places[source.pk], places[target.pk]
    registration = _lock_registration(registration, source)
    if registration.state not in CANCELLABLE_STATES or source.pk == target.pk:
        raise NotAllowedNow(_("This registration cannot be moved."))
    if target.has_begun() or not target.gives_places:
        raise NotAllowedNow(_("Nobody can be moved there: it has begun or is off."))
    if target.registrations.active().filter(email=registration.email).exists():
        raise NotAllowedNow(_("The person is registered there already."))
    has_place = target.free_places is None or (
        target.free_places and not target.counts.waiting
    )
    if not has_place and target.counts.waiting >= target.waiting_list_limit:
        raise NoPlaceLeft(_("All places are taken, and so is the waiting list."))
    setattr(registration, registration.place_field, target)
    registration.queued_at = timezone.now()
    _set_state(
        registration,
        RegistrationState.CONFIRMED if has_place else RegistrationState.WAITLIST,
    )
    mails.notify(registration, "registration.moved")
    fill_places(source)
    return registration


def _sort_by_key(*places) -> list[PlacesMixin]:
    return sorted(places, key=lambda place: place.pk)


@transaction.atomic
def tell_change(place: PlacesMixin) -> int:
    """Tell who has a place or waits that time or place are others; return how many."""
    place = lock_place(place)
    if place.has_begun() or not place.gives_places:
        return 0
    found = list(place.registrations.filter(state__in=CANCELLABLE_STATES))
    for registration in found:
        mails.notify(registration, "registration.changed")
    return len(found)


@transaction.atomic
def call_off(place: PlacesMixin, *, reason: str) -> int:
    """Cancel all registrations of what will not take place; return how many.

    The caller has already noted that it is off, or the waiting list would move up.
    """
    place = lock_place(place)
    count = 0
    for registration in place.registrations.filter(state__in=CANCELLABLE_STATES):
        _end(registration)
        mails.notify(registration, "registration.called_off", reason=reason)
        count += 1
    return count


@transaction.atomic
def set_attendance(
    place: PlacesMixin, *, attended: set[int], absent: set[int]
) -> list[AbstractRegistration]:
    """Note who came and who did not; return the registrations that changed.

    Numbers are primary keys. A mistake can be corrected until a certificate is
    issued. Others than those who had a place are left alone. Raises
    ``NotAllowedNow`` before it has begun.
    """
    place = lock_place(place)
    if not place.has_begun():
        raise NotAllowedNow(_("It has not begun yet."))
    changed = []
    rows = place.registrations.select_for_update().filter(
        pk__in=attended | absent,
        state__in=set(PLACE_STATES) - {RegistrationState.CERTIFIED},
    )
    for registration in rows:
        state = (
            RegistrationState.ATTENDED
            if registration.pk in attended
            else RegistrationState.NO_SHOW
        )
        if registration.state != state:
            _set_state(registration, state)
            changed.append(registration)
    return changed
