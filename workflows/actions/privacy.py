"""Personal data: handed out to their owner and the office, blanked by the office."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ..exceptions import Incomplete, TransitionNotAllowed
from ..models import ConsentRecord
from ..services import audit, consents, ideas, notifications, privacy
from .permissions import runs_system


def may_read(user, person) -> bool:
    """Everybody reads what is known of them; the office reads it for a request."""
    return user.is_authenticated and (user.pk == person.pk or runs_system(user))


def export(person, *, by) -> dict:
    """Return all data of a person; that it was handed out is recorded.

    Raises ``PermissionDenied``.
    """
    if not may_read(by, person):
        raise PermissionDenied
    data = privacy.export(person)
    audit.record("cluster_workflows.export_person", person, user=by)
    return data


@transaction.atomic
def anonymise(person, *, by, reason: str) -> None:
    """Blank an account for good. Signed documents and their evidence stay as they are.

    Raises ``PermissionDenied``, ``Incomplete`` and ``TransitionNotAllowed`` (a step
    waits for the person, an administrator, one's own account).
    """
    if not runs_system(by):
        raise PermissionDenied
    if not reason.strip():
        raise Incomplete(_("A reason is needed."), [])
    person = type(person)._default_manager.select_for_update().get(pk=person.pk)
    if person.pk == by.pk:
        raise TransitionNotAllowed(_("Somebody else has to anonymise your account."))
    if obstacles := privacy.list_obstacles(person):
        raise TransitionNotAllowed(" ".join(obstacles))
    privacy.blank_account(person)
    audit.record(
        "cluster_workflows.anonymise", person, user=by, data={"reason": reason}
    )


def withdraw_consent(record: ConsentRecord, *, by) -> bool:
    """Take one's own consent back, and tell the office; it does it for others.

    Raises ``PermissionDenied``.
    """
    own = consents.list_consents(by).filter(pk=record.pk).exists()
    if not own and not runs_system(by):
        raise PermissionDenied
    with transaction.atomic():
        if not consents.withdraw(record, user=by):
            return False
        if record.purpose == ideas.PUBLICATION:
            ideas.take_offline(record)
        # Somebody has to end what was based on it: no program knows all of that.
        notifications.notify(
            "consent.withdrawn",
            notifications.list_coordinators(),
            url_name="cluster_consents:inspect",
            url_args=[record.pk],
            person=record.name,
            wording=record.text,
            matter=record.about,
        )
    return True
