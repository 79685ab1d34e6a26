"""Errors that cross the border of this package. Each carries a sentence for people."""


class RegistrationError(Exception):
    """Base of what a caller is expected to catch."""


class RegistrationClosed(RegistrationError):
    """Registration has not begun, is over, or there is nothing to register for."""


class NoPlaceLeft(RegistrationError):
    """All places are taken and the waiting list is full or there is none."""


class NotAllowedNow(RegistrationError):
    """The state of the registration or of what it is for does not allow this."""
