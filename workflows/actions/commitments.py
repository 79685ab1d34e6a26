"""Note what became of what was promised, once it was signed."""

from django.core.exceptions import PermissionDenied

from ..models import Commitment
from ..services import commitments
from . import permissions


def set_status(commitment: Commitment, *, user, status: str) -> None:
    """Say whether a promise was performed.

    Raises ``PermissionDenied`` for who is neither of the office nor of a party,
    and while the agreement is not signed. The same status again changes nothing.
    """
    if not permissions.can_set_commitment_status(user, commitment.agreement):
        raise PermissionDenied
    if commitment.status != status:
        commitments.set_status(commitment, status, user=user)
