"""Changes of a partner's data: proposed by its administrator, decided by the office."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.enums import MembershipRole
from partners.models import Membership, Organisation

from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..models import ChangeProposal
from ..models.joining import ChangeState
from ..services import audit, notifications
from .accounts import is_administrator
from .permissions import is_coordinator


def propose(
    *, by, organisation: Organisation, changes: dict, note: str = ""
) -> ChangeProposal:
    """Keep what a partner wants to change, and tell the office.

    ``changes`` are valid: field → before and after. Raises ``PermissionDenied`` and
    ``TransitionNotAllowed`` where one waits already.
    """
    if not is_administrator(by, organisation):
        raise PermissionDenied
    try:
        with transaction.atomic():
            proposal = ChangeProposal.objects.create(
                organisation=organisation,
                changes=changes,
                note=note,
                proposed_by=by,
                proposed_by_name=audit.get_actor_name(by),
            )
            _record("propose_change", proposal, by)
            notifications.notify(
                "change.proposed",
                [user for user in notifications.list_coordinators() if user != by],
                proposal,
                actor=proposal.proposed_by_name,
            )
    except IntegrityError as error:
        raise TransitionNotAllowed(
            _("Another change of these data waits for the office. Withdraw it first.")
        ) from error
    return proposal


@transaction.atomic
def withdraw(proposal: ChangeProposal, *, by) -> ChangeProposal:
    """Take a proposal back. Raises ``PermissionDenied``, ``TransitionNotAllowed``."""
    proposal = _lock(proposal)
    if not is_administrator(by, proposal.organisation):
        raise PermissionDenied
    _close(proposal, ChangeState.WITHDRAWN, by, "")
    _record("withdraw_change", proposal, by)
    return proposal


@transaction.atomic
def confirm(proposal: ChangeProposal, *, by, reason: str = "") -> ChangeProposal:
    """Write a proposal into the register.

    Raises ``PermissionDenied`` (not the office, or one's own), ``StaleVersion`` (the
    register says something else by now), ``Incomplete`` (it would be wrong) and
    ``TransitionNotAllowed``.
    """
    proposal = _lock(proposal)
    _demand_office(proposal, by)
    organisation = Organisation.objects.select_for_update().get(
        pk=proposal.organisation_id
    )
    for name, (before, after) in proposal.changes.items():
        if (getattr(organisation, name) or "") != (before or ""):
            raise StaleVersion(
                _(
                    "The register was changed after this was proposed. Reject the "
                    "proposal and ask for a new one."
                )
            )
        setattr(organisation, name, after)
    organisation.register_checked_by = by
    try:
        organisation.full_clean()
    except ValidationError as error:
        raise Incomplete(" ".join(error.messages), []) from error
    organisation.save()
    _close(proposal, ChangeState.CONFIRMED, by, reason)
    _record("confirm_change", proposal, by)
    _tell(proposal, by)
    return proposal


@transaction.atomic
def reject(proposal: ChangeProposal, *, by, reason: str) -> ChangeProposal:
    """Say no, and why. The register stays as it is. Raises like ``confirm``."""
    proposal = _lock(proposal)
    _demand_office(proposal, by)
    if not reason.strip():
        raise Incomplete(_("A reason is needed."), [])
    _close(proposal, ChangeState.REJECTED, by, reason)
    _record("reject_change", proposal, by)
    _tell(proposal, by)
    return proposal


def may_decide(user, proposal: ChangeProposal) -> bool:
    """The office decides, never on what the same person proposed."""
    return is_coordinator(user) and proposal.proposed_by_id != user.pk


def _lock(proposal) -> ChangeProposal:
    return ChangeProposal.objects.select_for_update().get(pk=proposal.pk)


def _demand_office(proposal, by) -> None:
    if not may_decide(by, proposal):
        raise PermissionDenied


def _close(proposal, state, by, reason) -> None:
    if proposal.state != ChangeState.OPEN:
        raise TransitionNotAllowed(
            _("This change was decided already. Nothing was changed by you.")
        )
    proposal.state = state
    proposal.decided_by = by
    proposal.decided_by_name = audit.get_actor_name(by)
    proposal.decided_at = timezone.now()
    proposal.reason = reason
    proposal.save()


def _record(action: str, proposal, by) -> None:
    audit.record(
        f"cluster_workflows.{action}",
        proposal.organisation,
        user=by,
        data={
            "proposal": proposal.pk,
            "changes": proposal.changes,
            "reason": proposal.reason,
        },
    )


def _tell(proposal, by) -> None:
    rows = (
        Membership.objects.current()
        .filter(organisation=proposal.organisation_id, role=MembershipRole.ADMIN)
        .select_related("user__wagtail_userprofile")
    )
    notifications.notify(
        "change.decided",
        [row.user for row in rows],
        proposal,
        actor=proposal.decided_by_name,
        outcome=proposal.get_state_display(),
        reason=proposal.reason,
    )
