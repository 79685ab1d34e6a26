"""Subjects and first paragraphs of the mails to participants, one per event.

Placeholders: ``title``, ``position``, ``reason``. When and where it is, the links
and the greeting are added around them.
"""

from django.utils.translation import gettext_lazy as _

MAILS = {
    "registration.confirmed": (
        _("You have a place: %(title)s"),
        _("Thank you for registering. You have a place: “%(title)s”."),
    ),
    "registration.waitlist": (
        _("You are on the waiting list: %(title)s"),
        _(
            "Thank you for registering. All places are taken: “%(title)s”. You are "
            "number %(position)s on the waiting list. When a place becomes free, you "
            "get it without doing anything, and we tell you at once."
        ),
    ),
    "registration.moved_up": (
        _("A place became free for you: %(title)s"),
        _(
            "Somebody gave a place back, and you were next on the waiting list. You "
            "have a place now: “%(title)s”."
        ),
    ),
    "registration.duplicate": (
        _("You are already registered: %(title)s"),
        _(
            "Somebody, probably you, registered this address again: “%(title)s”. "
            "Nothing has changed. Your registration: %(state)s."
        ),
    ),
    "registration.cancelled": (
        _("Your registration is cancelled: %(title)s"),
        _("We cancelled your registration, as you asked: “%(title)s”."),
    ),
    "registration.cancelled_by_office": (
        _("Your registration is cancelled: %(title)s"),
        _(
            "The organiser cancelled your registration: “%(title)s”.\n\n"
            "Reason: %(reason)s"
        ),
    ),
    "registration.called_off": (
        _("It will not take place: %(title)s"),
        _("The organiser called it off: “%(title)s”.\n\nReason: %(reason)s"),
    ),
    "registration.changed": (
        _("Another time or place: %(title)s"),
        _(
            "The organiser changed the time or the place: “%(title)s”. Your "
            "registration stays as it is: %(state)s."
        ),
    ),
    "registration.moved": (
        _("Your registration has a new date: %(title)s"),
        _(
            "The organiser moved your registration to another date: “%(title)s”. "
            "Your registration: %(state)s."
        ),
    ),
}

CERTIFICATE_MAIL = (
    _("Your certificate: %(title)s"),
    _(
        "You completed the course “%(title)s”. Your certificate %(number)s is a PDF "
        "with an electronic signature. Anybody can verify it with the code printed on "
        "it."
    ),
)

# These say that nobody expects the person; a calendar entry would be wrong.
ENDED = {
    "registration.cancelled",
    "registration.cancelled_by_office",
    "registration.called_off",
}
