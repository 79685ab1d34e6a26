"""What the office does with registrations and translations, and who may do it.

Visitors register and cancel through ``skills_centers.actions``, as for courses. What
was done stands in the history of the event's page, without names.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from skills_centers.services import registrations

from .models import EventPage, EventRegistration
from .services import translations

VIEW_REGISTRATIONS = "cluster_home.view_eventregistration"
CHANGE_REGISTRATIONS = "cluster_home.change_eventregistration"

# Every action that is logged, in words.
LOG_ACTIONS = {
    "cluster_home.set_attendance": _("attendance noted"),
    "cluster_home.cancel_registration": _("registration cancelled"),
}


def _demand(user, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied


@transaction.atomic
def set_attendance(
    event: EventPage, *, user, attended: set[int], absent: set[int]
) -> list[EventRegistration]:
    """Note who came; return the registrations that changed.

    Raises ``PermissionDenied`` and ``NotAllowedNow``.
    """
    _demand(user, CHANGE_REGISTRATIONS)
    changed = registrations.set_attendance(event, attended=attended, absent=absent)
    if changed:
        log(
            event,
            "cluster_home.set_attendance",
            user=user,
            data={str(found.public_id): found.state for found in changed},
        )
    return changed


@transaction.atomic
def cancel_registration(registration: EventRegistration, *, user, reason: str) -> None:
    """Cancel for a participant, who is told the reason; the next one moves up.

    Raises ``PermissionDenied`` and ``NotAllowedNow``.
    """
    _demand(user, CHANGE_REGISTRATIONS)
    registrations.cancel(registration, by_office=True, reason=reason)
    log(
        registration.event,
        "cluster_home.cancel_registration",
        user=user,
        data={"registration": str(registration.public_id)},
    )


@transaction.atomic
def submit_translation(page: Page, *, user) -> None:
    """Send a translation to those who publish, with the texts that it has now.

    wagtail-localize itself knows publishing only. Raises ``PermissionDenied``, and
    ``ValidationError`` for texts that the page does not take.
    """
    permissions = page.permissions_for_user(user)
    if not (permissions.can_edit() and permissions.can_submit_for_moderation()):
        raise PermissionDenied
    draft = translations.build_draft(page)
    if draft is None:
        raise PermissionDenied
    draft.save_revision(user=user, log_action=True)
    page.refresh_from_db()
    page.get_workflow().start(page, user)
