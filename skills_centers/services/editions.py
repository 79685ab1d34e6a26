"""States of an edition and what follows from them."""

from django.db import transaction
from django.utils.translation import gettext as _

from ..enums import EDITION_TRANSITIONS, EditionState
from ..exceptions import NotAllowedNow
from ..models import Edition
from . import registrations


@transaction.atomic
def change_state(edition: Edition, state: str, *, reason: str = "") -> Edition:
    """Give an edition another state; tell everybody when it is called off.

    Raises ``NotAllowedNow`` when its state does not allow that (see
    ``EDITION_TRANSITIONS``), or when it is to be held and has not begun.
    """
    edition = registrations.lock_place(edition)
    if state not in EDITION_TRANSITIONS[edition.state]:
        raise NotAllowedNow(_("The edition changed a moment ago. Look at it again."))
    if state == EditionState.HELD and not edition.has_begun():
        raise NotAllowedNow(_("It has not begun yet."))
    edition.state = state
    edition.save(update_fields=["state"])
    if state == EditionState.CANCELLED:
        registrations.call_off(edition, reason=reason)
    else:
        registrations.fill_places(edition)
    return edition
