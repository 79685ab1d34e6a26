"""Who may ask for which transition. One place; buttons and actions ask here."""

from django.core.exceptions import PermissionDenied

from partners.enums import MembershipRole
from partners.models import Membership
from partners.roles import holds

from ..enums import CONCLUDED_STATES, PartyRole
from ..models import PatronageAgreement, Step
from ..models.transitions import (
    AUTHOR_SIDE,
    COORDINATOR,
    EDITOR,
    SIGNER,
    SYSTEM,
    TRANSITIONS,
)

WRITERS = (MembershipRole.EDITOR, MembershipRole.APPROVER)


def is_coordinator(user) -> bool:
    return user.is_authenticated and holds(user, "cluster_workflows.can_coordinate")


def runs_system(user) -> bool:
    """Accounts, texts of mails, retention, jobs: the office and administrators."""
    return is_coordinator(user) or (user.is_active and user.is_superuser)


def can_create(user, organisation) -> bool:
    """Partners draft for their organisation, the office for its own."""
    return user.is_authenticated and (
        Membership.objects.has_role(user, organisation, *WRITERS)
    )


def can_edit(user, agreement: PatronageAgreement) -> bool:
    """The author's side writes, as long as the agreement is a draft or returned."""
    return agreement.is_editable and is_author_side(user, agreement)


def is_author_side(user, agreement: PatronageAgreement) -> bool:
    """The author, and editors of the organisation that submits."""
    if not user.is_authenticated:
        return False
    member = Membership.objects.current().filter(
        user_id=user.pk, organisation=agreement.initiator_id
    )
    if agreement.created_by_id == user.pk:
        return member.exists()
    return member.filter(role__in=WRITERS).exists()


def is_open_signer(user, agreement: PatronageAgreement) -> bool:
    return (
        Step.objects.open()
        .filter(agreement=agreement, signer__user_id=user.pk)
        .exists()
    )


_WHO = {
    EDITOR: is_author_side,
    AUTHOR_SIDE: is_author_side,
    COORDINATOR: lambda user, agreement: is_coordinator(user),
    SIGNER: is_open_signer,
    SYSTEM: lambda user, agreement: False,
}


def may(user, name: str, agreement: PatronageAgreement) -> bool:
    """Say whether a person may ask for a transition, whatever the state."""
    return _WHO[TRANSITIONS[name].who](user, agreement)


def demand(user, name: str, agreement: PatronageAgreement) -> None:
    """Raise ``PermissionDenied`` unless ``may`` says yes."""
    if not may(user, name, agreement):
        raise PermissionDenied


# Transitions with a button on the agreement's page; steps have their own screens.
BUTTONS = ("submit", "withdraw", "abort", "reissue", "void")


def list_buttons(user, agreement: PatronageAgreement):
    """Return the transitions that this person can start now, from the one table."""
    return [
        TRANSITIONS[name]
        for name in BUTTONS
        if agreement.state in TRANSITIONS[name].allowed_from
        and may(user, name, agreement)
    ]


def can_comment(user, agreement: PatronageAgreement) -> bool:
    """The office, the parties and the signers talk; auditors only read."""
    if not user.is_authenticated:
        return False
    return (
        is_coordinator(user)
        or is_author_side(user, agreement)
        or Membership.objects.current()
        .filter(
            user_id=user.pk,
            organisation__in=agreement.parties.values("organisation"),
        )
        .exists()
        or agreement.parties.filter(signers__user_id=user.pk).exists()
    )


def can_set_commitment_status(user, agreement: PatronageAgreement) -> bool:
    """The office, and editors of the parties, once the agreement is concluded."""
    if agreement.state not in CONCLUDED_STATES or not user.is_authenticated:
        return False
    return (
        is_coordinator(user)
        or Membership.objects.current()
        .filter(
            user_id=user.pk,
            role__in=WRITERS,
            organisation__in=agreement.parties.exclude(role=PartyRole.OBSERVER).values(
                "organisation"
            ),
        )
        .exists()
    )


def can_see_office_comments(user) -> bool:
    return is_coordinator(user)


def can_see_annex(user, annex) -> bool:
    """Representation documents are for the office and for who uploaded them."""
    if not annex.is_restricted:
        return True
    return is_coordinator(user) or is_author_side(user, annex.agreement)
