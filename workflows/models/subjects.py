"""What flows carry and signed documents are about, besides agreements.

An app says once how its model moves, who completes which step and how its
documents look. Steps, sealing, storage, downloads, mails and verification are the
same for all. The recipe is docs/adding-a-flow.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.functional import Promise

from ..enums import Audience, Outcome

AGREEMENT = "cluster_workflows.patronageagreement"


@dataclass(frozen=True)
class DocumentSpec:
    """How one type of document about a subject is made and named.

    A step record needs ``statement`` only: Polish and English, what its signer
    declares. A contract document has its own ``template`` and one box for each of
    ``content["signers"]``. Where neither a step nor a list says who signs,
    ``get_identity(document)`` does; without it the leader's seal signs.
    ``build_context(document)`` reads frozen content only.
    """

    file_label: str
    statement: tuple[str, str] = ("", "")
    template: str = "workflows/pdf/step_record.html"
    build_context: Callable = lambda document: {}
    read_css: Callable[[], str] | None = None
    get_identity: Callable = lambda document: None
    field_name: str = "record"
    is_contract: bool = False


@dataclass(frozen=True)
class StepSpec:
    """A human step: who completes it, what they may decide, what it leaves.

    ``outcomes`` gives for each outcome the row of the transition table, or an empty
    text where the state stays. ``organisation(subject)`` and ``people(subject)``
    answer for their audience; an item of a ``FanOut`` overrides them by the keys
    ``organisation`` and ``user``. ``after(subject, decision, user)`` writes what
    else follows, in the same transaction.
    """

    label: str | Promise
    audience: Audience
    outcomes: Mapping[str, str]
    document: str = ""
    what_follows: str | Promise = ""
    role: str = ""
    organisation: Callable = lambda subject: None
    people: Callable = lambda subject: []
    checklist: type[models.TextChoices] | None = None
    needs_reason: frozenset = frozenset(
        {Outcome.RETURNED, Outcome.REJECTED, Outcome.DECLINED}
    )
    # Whoever wrote the subject does not judge it.
    four_eyes: bool = True
    # Who else has a conflict of interest: ``is_impartial(subject, user)``. Asked when
    # the step is completed and when the office gives it to somebody else.
    is_impartial: Callable = lambda subject, user: True
    days: int = 7
    # When it is due, ``due_on(subject)``, where that is not so many days from now.
    due_on: Callable | None = None
    # So many days before it is due whoever it waits for is reminded as well.
    warn_days: int = 0
    mail: str = "subject.step_needed"
    after: Callable = lambda subject, decision, user: None
    tell: Callable | None = None

    @property
    def is_signature(self) -> bool:
        return Outcome.SIGNED in self.outcomes


def _get_author(subject):
    return [subject.created_by] if subject.created_by_id else []


@dataclass(frozen=True)
class SubjectKind:
    """Everything that the shared parts ask about one model.

    The model has ``display_number``, ``file_stem``, ``get_absolute_url()``,
    ``version`` (the SHA-256 of what it says) and a manager with
    ``visible_to(user)``; one that a flow carries is a ``FlowSubject``. ``who`` maps
    the names in the transition table to ``(user, subject) -> bool``;
    ``build_facts(content)`` gives rows of label pair and value for step records;
    ``labels`` name the keys of the content where versions are compared.
    """

    model: str
    documents: Mapping[str, DocumentSpec]
    get_public_state: Callable
    is_void: Callable[[object], bool] = lambda subject: False
    transitions: Mapping = field(default_factory=dict)
    steps: Mapping[str, StepSpec] = field(default_factory=dict)
    who: Mapping[str, Callable] = field(default_factory=dict)
    list_involved: Callable = _get_author
    build_facts: Callable[[dict], list] = lambda content: []
    labels: Mapping[str, str | Promise] = field(default_factory=dict)
    # What a button of this name does, where it is more than an exit:
    # ``action(subject, user=…, reason=…, seen_version=…)``.
    actions: Mapping[str, Callable] = field(default_factory=dict)
    can_comment: Callable = lambda user, subject: True
    # Who reads what a subject said before, among those who see it.
    can_compare: Callable = lambda user, subject: True
    # Which documents about visible subjects a person may open: ``Q`` for ``user``.
    limit_documents: Callable = lambda user: models.Q()
    # Sent to everyone involved when a transition of this name ends the flow.
    exit_mail: str = "subject.left"
    # What else follows an exit: ``after_exit(subject, transition, user, reason)``.
    after_exit: Callable = lambda subject, transition, user, reason: None

    @property
    def contract_types(self) -> list[str]:
        """The types of document that several sign."""
        return [type for type, spec in self.documents.items() if spec.is_contract]


def list_rows(*transitions) -> dict:
    """Return a transition table from its rows."""
    return {row.name: row for row in transitions}


def build_signer(
    user, field: str, *, turn: int = 1, function: str = "", organisation: str = ""
) -> dict:
    """Return a place in a contract document, for ``content["signers"]``.

    ``field`` is the signature field and the id of the box in the template; those
    with the lowest ``turn`` sign first.
    """
    return {
        "field": field,
        "name": user.get_full_name(),
        "given_name": user.first_name,
        "surname": user.last_name,
        "function": function,
        "organisation": organisation,
        "user": user.pk,
        "turn": turn,
    }


_kinds: dict[str, SubjectKind] = {}


def register_subject(kind: SubjectKind) -> None:
    """Make a model known, from the ``ready()`` of its app."""
    _kinds[kind.model] = kind


def get_subject_kind(subject) -> SubjectKind:
    """Return how a subject is handled.

    Raises ``LookupError`` when no app registered its model.
    """
    return _kinds[subject._meta.label_lower]


def get_flow_model(slug: str):
    """Return the model that a flow carries, by its name in addresses.

    Raises ``LookupError``.
    """
    for label, kind in _kinds.items():
        if kind.transitions and label.rpartition(".")[2] == slug:
            return apps.get_model(label)
    raise LookupError(slug)


def list_subject_kinds() -> list[SubjectKind]:
    """Return the registered kinds."""
    return list(_kinds.values())


def list_subject_models() -> list:
    """Return the registered models."""
    return [apps.get_model(label) for label in _kinds]


def refer_to(about) -> dict:
    """Return the fields by which a row of evidence points to what it is about."""
    if about is None:
        return {}
    if about._meta.label_lower == AGREEMENT:
        return {"agreement": about}
    return {
        "subject_type": ContentType.objects.get_for_model(about),
        "subject_id": about.pk,
    }


class AboutSubject(models.Model):
    """Part of evidence: points to a registered subject where to no agreement.

    Whoever inherits has a nullable ``agreement``.
    """

    subject_type = models.ForeignKey(
        ContentType, null=True, on_delete=models.PROTECT, related_name="+"
    )
    subject_id = models.BigIntegerField(null=True)
    subject = GenericForeignKey("subject_type", "subject_id")

    class Meta:
        abstract = True

    @property
    def about(self):
        """The agreement, or what else this is about."""
        return self.agreement if self.agreement_id else self.subject


def about_one_thing(name: str) -> models.CheckConstraint:
    """Return the constraint: an agreement or a subject, never both, never none."""
    return models.CheckConstraint(
        condition=models.Q(agreement=None) ^ models.Q(subject_id=None), name=name
    )
