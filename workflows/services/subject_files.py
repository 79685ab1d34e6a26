"""The files of other subjects: step records, contract documents, certificates."""

from django.utils import translation

from ..enums import Outcome
from ..models import Decision, Document
from ..models.subjects import get_subject_kind
from ..pdf.authority import Identity
from . import documents, subjects
from .made_files import (
    MadeFile,
    identity_of_actor,
    make_statement,
    sign_next,
    sign_whole,
)


def make_certificate(job) -> MadeFile:
    """Return a document with one signature that no step led to."""
    document, spec = job.document, job.document.spec
    identity = spec.get_identity(document)
    label = identity.name if identity else "Pieczęć lidera klastra"
    rendered = documents.render_subject(
        document, _build_context(document), boxes={spec.field_name: label}
    )
    return sign_whole(
        rendered,
        identity=identity,
        field_name=spec.field_name,
        reason=_get_reason(document),
    )


def make_record(job) -> MadeFile:
    """Return a step record, signed by the person who completed the step."""
    document, decision = job.document, job.decision
    identity = identity_of_actor(decision)
    rendered = documents.render_subject(
        document,
        build_record_context(document, decision),
        boxes={documents.RECORD_FIELD: identity.name},
    )
    return sign_whole(
        rendered,
        identity=identity,
        field_name=documents.RECORD_FIELD,
        reason=_get_reason(document),
    )


def build_record_context(document: Document, decision: Decision) -> dict:
    """Return what a step record says: facts, checklist, decision, who and when."""
    subject = document.subject
    kind = get_subject_kind(subject)
    content = subjects.get_content(subject, decision.version)
    step = kind.steps.get(decision.step.kind) if decision.step_id else None
    facts = [
        {
            "label": documents.Bilingual(*label),
            "value": value,
            "is_bilingual": isinstance(value, documents.Bilingual),
        }
        for label, value in kind.build_facts(content)
    ]
    return {
        "content": content,
        "facts": facts,
        "checklist": [
            {"label": documents.both(item.label), "value": decision.checklist[item]}
            for item in step.checklist
            if item in decision.checklist
        ]
        if step and step.checklist
        else [],
        "outcome": documents.both(Outcome(decision.outcome).label),
        "reason": decision.reason,
        "statement": make_statement(document.spec.statement),
        "actor": {
            "name": decision.actor_name,
            "function": decision.actor_function,
            "organisation": decision.actor_organisation,
        },
        "decided_at": documents.both_dates(decision.decided_at),
        **_build_context(document),
    }


def make_issue(job) -> MadeFile:
    """Return a contract document with an empty box for each signer."""
    document = job.document
    content = subjects.get_content(document.subject, document.version)
    rendered = documents.render_subject(
        document,
        {"content": content, **_build_context(document)},
        boxes={signer["field"]: signer["name"] for signer in content["signers"]},
    )
    return MadeFile(rendered.content, rendered.pages, [], "", None)


def make_signature(job) -> MadeFile:
    """Return a contract document with the signature of one more signer."""
    document, field = job.document, job.decision.step.data["field"]
    content = subjects.get_content(document.subject, document.version)
    signer = next(s for s in content["signers"] if s["field"] == field)
    return sign_next(
        document,
        identity=Identity(
            name=signer["name"],
            given_name=signer["given_name"],
            surname=signer["surname"],
            function=signer["function"],
            organisation=signer["organisation"],
        ),
        field_name=field,
        reason=_get_reason(document),
    )


def _build_context(document) -> dict:
    with translation.override("pl"):
        return document.spec.build_context(document)


def _get_reason(document) -> str:
    return f"{document.get_type_display()} {document.subject.display_number}"
