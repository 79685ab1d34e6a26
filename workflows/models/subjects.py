"""What signed documents are about besides agreements: certificates of other apps.

An app says once how documents about its model look and who sees them; sealing,
storage, downloads and verification are the same for all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps


@dataclass(frozen=True)
class SubjectKind:
    """How documents about one model are made, shown and named.

    The model has ``display_number``, ``file_stem``, ``get_absolute_url()`` and a
    manager with ``visible_to(user)``; ``version`` is the SHA-256 of what it says.
    ``template`` renders from ``build_context(document)`` only, which reads frozen
    content; ``get_identity(document)`` returns the ``Identity`` that signs, or None
    for the leader's seal. ``field_name`` is the signature field and the id of its box.
    """

    model: str
    file_label: str
    template: str
    read_css: Callable[[], str]
    build_context: Callable
    get_identity: Callable
    get_public_state: Callable
    field_name: str
    is_void: Callable[[object], bool] = lambda subject: False


_kinds: dict[str, SubjectKind] = {}


def register_subject(kind: SubjectKind) -> None:
    """Make a model known, from the ``ready()`` of its app."""
    _kinds[kind.model] = kind


def get_subject_kind(subject) -> SubjectKind:
    """Return how documents about ``subject`` are made.

    Raises ``LookupError`` when no app registered its model.
    """
    return _kinds[subject._meta.label_lower]


def list_subject_models() -> list:
    """Return the registered models."""
    return [apps.get_model(label) for label in _kinds]
