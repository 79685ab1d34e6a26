"""What a person can do. Every entry point goes through here.

Visitors register and cancel without an account; the staff of a center does the rest.
Each action of the staff checks that the center is theirs, and what it did is
recorded with the edition and without the participant's name: the chain of evidence is
for ever, a registration is not.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy

from workflows.actions.documents import issue_document
from workflows.enums import DocumentType
from workflows.services import audit

from .enums import EditionState
from .models import Certificate, Edition, Registration
from .models.registrations import AbstractRegistration, PlacesMixin
from .models.staff import build_center_filter
from .services import certificates, editions, registrations
from .services.registrations import Entry, Registered

CHANGE_EDITION = "cluster_skills_centers.change_edition"
CHANGE_REGISTRATION = "cluster_skills_centers.change_registration"
VIEW_REGISTRATION = "cluster_skills_centers.view_registration"

# Every action that is recorded, in words.
AUDIT_ACTIONS = {
    f"cluster_skills_centers.{name}": label
    for name, label in {
        "change_edition": gettext_lazy("edition changed"),
        "call_off_edition": gettext_lazy("edition called off"),
        "set_attendance": gettext_lazy("attendance noted"),
        "cancel_registration": gettext_lazy("registration cancelled"),
        "move_registration": gettext_lazy("registration moved"),
        "issue_certificate": gettext_lazy("certificate issued"),
    }.items()
}


# Visitors


def register(place: PlacesMixin, entry: Entry) -> Registered:
    """Give a visitor a place, or one on the waiting list, and tell them by mail.

    Also for events. Raises ``RegistrationClosed`` and ``NoPlaceLeft``.
    """
    return registrations.register(place, entry)


def cancel_own(registration: AbstractRegistration) -> AbstractRegistration:
    """Cancel for the person who holds the link of the mail.

    Raises ``NotAllowedNow`` once it has begun or the state has changed.
    """
    return registrations.cancel(registration)


# Staff of a center


def may(user, permission: str, edition: Edition) -> bool:
    """Say whether a person has a permission, and the center is one of theirs."""
    return (
        user.is_authenticated
        and user.has_perm(permission)
        and Edition.objects.visible_to(user).filter(pk=edition.pk).exists()
    )


def _demand(user, permission: str, *asked: Edition) -> None:
    if not all(may(user, permission, edition) for edition in asked):
        raise PermissionDenied


def demand_view(user, edition: Edition) -> None:
    """Raise ``PermissionDenied`` unless a person may see who takes part."""
    _demand(user, VIEW_REGISTRATION, edition)


def demand_change(user, edition: Edition) -> None:
    """Raise ``PermissionDenied`` unless a person may cancel, move and mark."""
    _demand(user, CHANGE_REGISTRATION, edition)


@transaction.atomic
def save_edition(edition: Edition, *, user, save) -> Edition:
    """Store a changed or new edition, and give places that were added to who waits.

    Participants are told when the dates or the place are others now.
    ``save`` is called when the person may do that. Raises ``PermissionDenied``.
    """
    courses = type(edition.course).objects.filter(pk=edition.course_id)
    is_new = edition.pk is None
    if is_new:
        allowed = (
            user.has_perm("cluster_skills_centers.add_edition")
            and courses.filter(build_center_filter(user)).exists()
        )
        if not allowed:
            raise PermissionDenied
    else:
        _demand(user, CHANGE_EDITION, edition)
        before = registrations.lock_place(edition)
        # A form that was open for long brings no old state back.
        edition.state = before.state
        known = before.describe_meeting()
    save()
    if not is_new:
        after = registrations.lock_place(edition)
        if after.describe_meeting() != known:
            registrations.tell_change(after)
        registrations.fill_places(after)
    audit.record("cluster_skills_centers.change_edition", edition, user=user)
    return edition


@transaction.atomic
def change_edition_state(
    edition: Edition, state: str, *, user, reason: str = ""
) -> Edition:
    """Open, close, hold or call off an edition.

    Raises ``PermissionDenied`` and ``NotAllowedNow``.
    """
    _demand(user, CHANGE_EDITION, edition)
    before = edition.state
    edition = editions.change_state(edition, state, reason=reason)
    audit.record(
        "cluster_skills_centers.call_off_edition"
        if state == EditionState.CANCELLED
        else "cluster_skills_centers.change_edition",
        edition,
        user=user,
        data={"before": before, "state": state, "reason": reason},
    )
    return edition


@transaction.atomic
def set_attendance(
    edition: Edition, *, user, attended: set[int], absent: set[int]
) -> list[Registration]:
    """Note who came; returns the registrations that changed.

    Raises ``PermissionDenied`` and ``NotAllowedNow``.
    """
    _demand(user, CHANGE_REGISTRATION, edition)
    changed = registrations.set_attendance(edition, attended=attended, absent=absent)
    if changed:
        audit.record(
            "cluster_skills_centers.set_attendance",
            edition,
            user=user,
            data={str(found.public_id): found.state for found in changed},
        )
    return changed


@transaction.atomic
def cancel_registration(registration: Registration, *, user, reason: str) -> None:
    """Cancel for a participant, with a reason that they are told.

    Raises ``PermissionDenied`` and ``NotAllowedNow``.
    """
    _demand(user, CHANGE_REGISTRATION, registration.edition)
    registrations.cancel(registration, by_office=True, reason=reason)
    audit.record(
        "cluster_skills_centers.cancel_registration",
        registration.edition,
        user=user,
        data={"registration": str(registration.public_id)},
    )


@transaction.atomic
def move_registration(registration: Registration, *, user, target: Edition) -> None:
    """Move a participant to another edition that this person looks after.

    Raises ``PermissionDenied``, ``NotAllowedNow`` and ``NoPlaceLeft``.
    """
    source = registration.edition
    _demand(user, CHANGE_REGISTRATION, source, target)
    registrations.move(registration, target)
    audit.record(
        "cluster_skills_centers.move_registration",
        source,
        user=user,
        data={
            "registration": str(registration.public_id),
            "to": str(target.public_id),
        },
    )


def preview_certificate(registration: Registration, *, user) -> bytes:
    """Return the PDF of a certificate as a draft, marked so and unsigned.

    Raises ``PermissionDenied`` and ``NotAllowedNow``.
    """
    _demand(user, CHANGE_REGISTRATION, registration.edition)
    certificates.check_can_be_certified(registration)
    return certificates.render_preview(registration)


@transaction.atomic
def issue_certificate(registration: Registration, *, user) -> Certificate:
    """Certify that somebody completed a course; a signed PDF follows.

    Number, state and sealing job are one transaction; the file and the mail to the
    participant come after it, and again after a crash.
    Raises ``PermissionDenied`` and ``NotAllowedNow``.
    """
    edition = registrations.lock_place(registration.edition)
    _demand(user, CHANGE_REGISTRATION, edition)
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    certificates.check_can_be_certified(registration)
    certificate = certificates.create_certificate(registration, user=user)
    issue_document(certificate, DocumentType.COMPLETION_CERTIFICATE)
    audit.record(
        "cluster_skills_centers.issue_certificate",
        edition,
        user=user,
        data={
            "registration": str(registration.public_id),
            "number": certificate.number,
            "version": certificate.version,
        },
    )
    return certificate
