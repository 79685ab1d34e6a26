"""Errors that cross the border of this package. Each carries a sentence for people."""


class WorkflowError(Exception):
    """Base of everything that a caller is expected to catch."""


class StaleVersion(WorkflowError):
    """The document changed after the person looked at it (HTTP 409).

    ``seen`` and ``current`` are version hashes.
    """

    def __init__(self, message, *, seen: str = "", current: str = ""):
        super().__init__(message)
        self.seen = seen
        self.current = current


class TransitionNotAllowed(WorkflowError):
    """The state of what it is about does not allow this (HTTP 409)."""


class Incomplete(WorkflowError):
    """Something required is missing. ``missing`` lists it in words."""

    def __init__(self, message, missing):
        super().__init__(message)
        self.missing = list(missing)


class NobodyToAsk(WorkflowError):
    """A step would wait for nobody; the office has to name a person first."""


class ReauthenticationFailed(WorkflowError):
    """The password or code given with a signature was wrong."""


class SigningFailed(WorkflowError):
    """A document could not be rendered, signed or timestamped."""


class NotConfigured(WorkflowError):
    """The signing authority is missing or cannot be opened."""


class LimitExceeded(WorkflowError):
    """Work in a child process needed more than it may have, or the child died.

    ``reason`` is one of ``memory``, ``cpu``, ``time`` and ``crash``.
    """

    def __init__(self, message, *, reason: str):
        super().__init__(message)
        self.reason = reason
