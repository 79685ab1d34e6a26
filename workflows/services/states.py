"""The one way by which a state changes."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..exceptions import TransitionNotAllowed
from . import audit


def change_state(about, transition, *, user=None, reason: str = "") -> str:
    """Move an agreement or subject along a row of its table; returns the old state.

    Written with its audit entry, in the caller's transaction; the caller holds the
    lock. Raises ``TransitionNotAllowed`` when the state does not allow it.
    """
    if about.state not in transition.allowed_from:
        raise TransitionNotAllowed(
            _("This is not possible now: “%(number)s” is in the state “%(state)s”.")
            % {"number": about.display_number, "state": about.get_state_display()}
        )
    old = about.state
    about.state = transition.target
    about.state_since = timezone.now()
    about.save(update_fields=["state", "state_since"])
    audit.record(
        f"cluster_workflows.{transition.name}",
        about,
        user=user,
        data={
            "from": old,
            "to": about.state,
            "reason": reason,
            "version": getattr(about, "version", ""),
        },
    )
    return old
