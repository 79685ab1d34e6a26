"""What happens to registrations when an editor publishes a change of an event."""

from django.utils.functional import lazystr

from skills_centers.services import registrations

from ..enums import EventStatus


def follow_published_event(event) -> None:
    """Tell everybody that it is off, or give places that were added to who waits.

    Both do nothing the second time. Only the page that the registrations belong to
    counts; its translations follow it later.
    """
    if event.original.pk != event.pk:
        return
    if event.status == EventStatus.CANCELLED:
        registrations.call_off(event, reason=lazystr(_Reason(event)))
    else:
        registrations.fill_places(event)


class _Reason:
    """The note of the editor, in the language of whoever reads the mail."""

    def __init__(self, event):
        self.event = event

    def __str__(self):
        return self.event.get_version().status_note or self.event.status_note
