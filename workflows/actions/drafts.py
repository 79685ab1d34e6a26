"""Create and edit drafts: every save keeps a version, nothing typed is lost."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from partners.enums import OrganisationKind
from partners.models import Organisation

from ..enums import PartyRole
from ..exceptions import StaleVersion, TransitionNotAllowed
from ..models import AgreementAnnex, PatronageAgreement
from ..services import agreements, annexes, documents, versions
from . import permissions

_ROLE_OF_KIND = {
    OrganisationKind.SCHOOL_COMPLEX: PartyRole.SCHOOL,
    OrganisationKind.SCHOOL: PartyRole.SCHOOL,
    OrganisationKind.FOUNDING_BODY: PartyRole.FOUNDING_BODY,
    OrganisationKind.EMPLOYER: PartyRole.EMPLOYER,
    OrganisationKind.LEADER: PartyRole.LEADER,
    OrganisationKind.INSTITUTION: PartyRole.OBSERVER,
}


def list_initiators(user):
    """Return the organisations that this person may draft for."""
    return [
        organisation
        for organisation in Organisation.objects.of_user(user).active()
        if permissions.can_create(user, organisation)
    ]


@transaction.atomic
def create_draft(*, user, initiator: Organisation, **fields) -> PatronageAgreement:
    """Return a new draft with the initiator and the leader as parties.

    Raises ``PermissionDenied``.
    """
    if not permissions.can_create(user, initiator):
        raise PermissionDenied
    agreement = agreements.create_draft(user=user, initiator=initiator, **fields)
    agreements.add_party(agreement, initiator, _ROLE_OF_KIND[initiator.kind])
    leader = Organisation.objects.filter(kind=OrganisationKind.LEADER).first()
    if leader and leader != initiator:
        agreements.add_party(agreement, leader, PartyRole.LEADER)
    if initiator.founding_body_id:
        agreements.add_party(
            agreement, initiator.founding_body, PartyRole.FOUNDING_BODY
        )
    agreements.refresh_draft(agreement, user=user)
    return agreement


def demand_edit(agreement: PatronageAgreement, *, user, seen_version: str) -> None:
    """Raise unless this person may save over what they saw, now.

    ``PermissionDenied``, ``TransitionNotAllowed`` (not a draft any more) or
    ``StaleVersion`` (somebody else saved meanwhile).
    """
    if not permissions.is_author_side(user, agreement):
        raise PermissionDenied
    if not agreement.is_editable:
        raise TransitionNotAllowed(
            _("The agreement is not a draft any more and cannot be changed.")
        )
    if agreement.version != seen_version:
        raise StaleVersion(
            _("Somebody else changed the draft after you opened it."),
            seen=seen_version,
            current=agreement.version,
        )


@transaction.atomic
def save_draft(agreement: PatronageAgreement, forms, *, user, seen_version: str):
    """Save validated forms and formsets of one step, as one change.

    Raises as ``demand_edit`` does.
    """
    locked = agreements.lock_agreement(agreement.pk)
    demand_edit(locked, user=user, seen_version=seen_version)
    for form in forms:
        form.save()
    agreement.refresh_from_db()
    agreements.refresh_draft(agreement, user=user)


@transaction.atomic
def add_annex(
    agreement: PatronageAgreement,
    *,
    user,
    seen_version: str,
    kind: str,
    title: str,
    file_name: str,
    content: bytes,
) -> AgreementAnnex:
    """Store a file as an annex. Raises ``ValidationError`` for what is not let in."""
    name = annexes.clean_file_name(file_name)
    content_type = annexes.check_file(name, content)
    locked = agreements.lock_agreement(agreement.pk)
    demand_edit(locked, user=user, seen_version=seen_version)
    annexes.check_number(locked)
    annex = annexes.add(
        locked.annexes,
        locked,
        user=user,
        name=name,
        content_type=content_type,
        content=content,
        kind=kind,
        title=title,
    )
    agreements.refresh_draft(locked, user=user)
    return annex


@transaction.atomic
def remove_annex(annex: AgreementAnnex, *, user, seen_version: str) -> None:
    """Take an annex out of a draft; its bytes stay in the archive."""
    locked = agreements.lock_agreement(annex.agreement_id)
    demand_edit(locked, user=user, seen_version=seen_version)
    annexes.remove(annex, locked, user=user)
    agreements.refresh_draft(locked, user=user)


def render_preview(agreement: PatronageAgreement, *, user) -> bytes:
    """Return the agreement as a PDF as it would look now, marked as a draft.

    Raises ``PermissionDenied`` and ``LimitExceeded``.
    """
    if not PatronageAgreement.objects.visible_to(user).filter(pk=agreement.pk).exists():
        raise PermissionDenied
    content = versions.read_content(versions.build_content(agreement))
    return documents.render_agreement(agreement, content).content
