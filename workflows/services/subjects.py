"""Subjects of flows: lock, versions, numbers, states, remarks."""

from functools import partial

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language

from ..enums import DocumentType
from ..models import FlowSubject, SubjectComment, SubjectVersion
from ..models.subjects import get_subject_kind, list_subject_models, refer_to
from ..signals import subject_state_changed
from . import audit, numbers, states
from .versions import hash_content


def prefetch_subjects() -> GenericPrefetch:
    """Prefetch what steps are about, with those from whom it comes."""
    return GenericPrefetch(
        "subject",
        [
            model._default_manager.select_related("created_by")
            for model in list_subject_models()
            if issubclass(model, FlowSubject)
        ],
    )


def lock_subject(subject: FlowSubject) -> FlowSubject:
    """Return the subject read again, locked until the transaction ends."""
    return (
        type(subject)
        ._default_manager.select_for_update(of=("self",))
        .select_related("created_by__wagtail_userprofile")
        .get(pk=subject.pk)
    )


@transaction.atomic
def store_version(subject: FlowSubject, *, user=None) -> SubjectVersion:
    """Keep what the subject says now and note its hash on it.

    A content that was there before keeps its first row.
    """
    content = subject.build_content()
    before = subject.version
    version, _created = SubjectVersion.objects.get_or_create(
        **refer_to(subject),
        hash=hash_content(content),
        defaults={"content": content, "created_by": user},
    )
    if before != version.hash:
        subject.version = version.hash
        subject.save(update_fields=["version"])
        audit.record(
            "cluster_workflows.edit" if before else "cluster_workflows.create_draft",
            subject,
            user=user,
            data={"before": before, "version": version.hash},
        )
    return version


def get_content(subject: FlowSubject, version_hash: str = "") -> dict:
    """Return what a version says, the present one unless told.

    Raises ``SubjectVersion.DoesNotExist``.
    """
    return subject.versions.get(hash=version_hash or subject.version).content


def list_changes_since(subject: FlowSubject, seen: str) -> list[tuple[str, str, str]]:
    """Return what changed since a version: where, before, after.

    Nothing when that version is not known.
    """
    old = subject.versions.filter(hash=seen).first()
    new = subject.versions.filter(hash=subject.version).first()
    if old is None or new is None:
        return []
    return list_changes(subject, old.content, new.content)


def list_changes(subject, old: dict, new: dict) -> list[tuple[str, str, str]]:
    """Return what differs between two contents, in words for people."""
    labels = get_subject_kind(subject).labels
    before, after = dict(_flatten(old, labels)), dict(_flatten(new, labels))
    return [
        (where, before.get(where, ""), after.get(where, ""))
        for where in dict.fromkeys([*before, *after])
        if before.get(where, "") != after.get(where, "")
    ]


def _flatten(value, labels, path=()):
    """Yield the place in words and the value as text for each leaf of a content."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key != "form":
                label = labels.get(key)
                yield from _flatten(item, labels, (*path, str(label) if label else key))
    elif isinstance(value, list) and all(not isinstance(i, dict) for i in value):
        yield " › ".join(path), ", ".join(map(str, value))
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _flatten(item, labels, (*path, str(number)))
    else:
        yield " › ".join(path), "" if value is None else str(value)


def list_facts(subject: FlowSubject) -> list[tuple[str, str]]:
    """Return what the subject says in short, in the language of the reader."""
    language = (get_language() or "pl")[:2]
    rows = get_subject_kind(subject).build_facts(get_content(subject))
    return [
        (
            label[0] if language == "pl" else label[1],
            getattr(value, language, value) if hasattr(value, "pl") else value,
        )
        for label, value in rows
    ]


def list_documents(subject: FlowSubject, user=None) -> list:
    """Return the documents about a subject, to be shown to a person or to all.

    Records of decisions have a ``step_label``.
    """
    kind = get_subject_kind(subject)
    documents = list(
        subject.documents.filter(kind.limit_documents(user) if user else Q())
        .select_related("decision__step")
        .prefetch_related("revisions", "jobs")
        .order_by("ordinal")
    )
    for document in documents:
        document.subject = subject
        step = document.decision and document.decision.step
        # Several records of decisions are about as many steps.
        if step and document.type == DocumentType.DECISION_RECORD:
            document.step_label = kind.steps[step.kind].label
        for revision in document.revisions.all():
            revision.document = document
    return documents


def assign_number(subject: FlowSubject) -> None:
    """Give the next number of its series and year, once and for ever."""
    if not subject.number:
        subject.number = numbers.take(subject.number_series)
        subject.save(update_fields=["number"])


@transaction.atomic
def change_state(
    subject: FlowSubject, name: str, *, user=None, reason: str = ""
) -> None:
    """Move a subject along one row of its transition table.

    Raises ``TransitionNotAllowed``. The caller holds the lock of the subject.
    """
    transition = get_subject_kind(subject).transitions[name]
    old = states.change_state(subject, transition, user=user, reason=reason)
    transaction.on_commit(
        partial(
            subject_state_changed.send,
            sender=type(subject),
            subject=subject,
            old_state=old,
            new_state=subject.state,
        )
    )


@transaction.atomic
def add_comment(
    subject: FlowSubject, *, user, text: str, office_only: bool = False
) -> SubjectComment:
    """Keep a remark, with the version it was made about."""
    comment = SubjectComment.objects.create(
        **refer_to(subject),
        author=user,
        author_name=audit.get_actor_name(user),
        text=text,
        office_only=office_only,
        version=subject.version,
    )
    audit.record(
        "cluster_workflows.comment",
        subject,
        user=user,
        data={"comment": comment.pk, "office_only": office_only},
    )
    return comment
