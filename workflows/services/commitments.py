"""What became of a commitment, noted beside what was agreed."""

from django.db import transaction

from ..models import Commitment
from . import audit


@transaction.atomic
def set_status(commitment: Commitment, status: str, *, user) -> None:
    """Note what became of a promise. What was signed does not change."""
    commitment.status = status
    commitment.save(update_fields=["status"])
    audit.record(
        f"cluster_workflows.commitment_{status}",
        commitment.agreement,
        user=user,
        data={"commitment": commitment.pk, "reason": commitment.description_pl},
    )
