"""The audit certificate: every event and file of an agreement, sealed by the leader."""

import json

from django.utils import timezone

from ..enums import AgreementState, DocumentType, SignatureLevel
from ..models import AuditEvent, AuditHead, Document, Revision
from ..models.audit import AUDIT_ACTIONS
from ..pdf import render
from ..pdf.backends import get_backend
from . import documents
from .made_files import MadeFile, get_seal_identity, sign_whole

AGREEMENT = documents.Bilingual("Umowa", "Agreement")
EVENTS = documents.Bilingual("Liczba zdarzeń", "Number of events")

# How signers proved themselves; a host's own proof may name other methods.
METHODS = {
    "password": documents.Bilingual("hasło", "password"),
    "passkey": documents.Bilingual("klucz dostępu", "passkey"),
    "totp": documents.Bilingual("kod z aplikacji", "code of an app"),
    "recovery_codes": documents.Bilingual("kod zapasowy", "recovery code"),
}


def _fact(label, value) -> dict:
    return {"label": label, "value": value, "is_bilingual": False}


def make_certificate(job) -> MadeFile:
    """Return the certificate with the events attached for machines."""
    document = job.document
    context, machine_readable = _build_certificate_context(document)
    name = f"{document.agreement.file_stem}_zdarzenia.json"
    rendered = documents.render_record(
        document,
        {**context, "json_name": name},
        box_label="Pieczęć lidera klastra",
        attachments=[
            render.AttachedFile(
                name,
                json.dumps(machine_readable, ensure_ascii=False, indent=1).encode(),
                "Zdarzenia i skróty w postaci do odczytu maszynowego",
            )
        ],
    )
    return sign_whole(
        rendered,
        identity=None,
        field_name=documents.RECORD_FIELD,
        reason=f"Poświadczenie przebiegu, {document.agreement.number}",
    )


def _build_certificate_context(document: Document) -> tuple[dict, dict]:
    agreement = document.agreement
    level = documents.both(SignatureLevel(get_backend().level).label)
    events = list(
        AuditEvent.objects.filter(
            object_type=agreement._meta.label_lower, object_id=str(agreement.pk)
        )
    )
    revisions = list(
        Revision.objects.filter(document__agreement=agreement)
        .select_related("document__agreement")
        .order_by("document__ordinal", "number")
    )
    # Of this issue only: what was signed before an abortion does not count.
    valid = {
        r.sha256 for r in revisions if r.document.process_id == document.process_id
    }
    signed = [
        event
        for event in events
        if event.action == "cluster_workflows.sign_document"
        and event.data["sha256"] in valid
    ]
    head = AuditHead.objects.get(pk=1)
    rows = [
        {
            "sequence": event.sequence,
            "at": event.at.strftime("%Y-%m-%d %H:%M:%S UTC"),
            "actor": event.actor_name,
            "action": describe_action(event.action),
            "detail": event.data.get("reason")
            or event.data.get("file")
            or describe_state(event.data.get("to", "")),
            "hash": event.hash,
        }
        for event in events
    ]
    context = {
        "facts": [
            _fact(AGREEMENT, agreement.number),
            _fact(EVENTS, str(len(events))),
        ],
        "signers": [
            {
                "name": event.data["name"],
                "function": event.data["function"],
                "organisation": event.data["organisation"],
                "signed_at": documents.both_dates(event.at),
                "level": level,
                "method": METHODS.get(
                    event.data.get("method", ""), event.data.get("method", "")
                ),
                "ip": event.data.get("ip", ""),
            }
            for event in signed
        ],
        "documents": [
            {
                "file_name": revision.file_name,
                "type": documents.both(DocumentType(revision.document.type).label),
                "is_void": revision.document.superseded_at is not None,
                "revision": revision.number,
                "sha256": revision.sha256,
                "created": documents.both_dates(revision.created_at),
            }
            for revision in revisions
        ],
        "events": rows,
        "chain": {"sequence": head.sequence, "hash": head.hash},
        "outcome": documents.both(AgreementState(agreement.state).label),
        "statement": documents.Bilingual(
            "Lider klastra poświadcza przebieg zawarcia umowy.",
            "The leader of the cluster certifies how the agreement was concluded.",
        ),
        "actor": {"name": get_seal_identity().name, "function": "", "organisation": ""},
        "decided_at": documents.both_dates(timezone.now()),
        "reason": "",
    }
    machine_readable = {
        "schema": "cluster-audit-certificate/1",
        "agreement": agreement.number,
        "version": document.version,
        "chain": context["chain"],
        "documents": [
            {
                "file": revision.file_name,
                "type": revision.document.type,
                "revision": revision.number,
                "sha256": revision.sha256,
                "size": revision.size,
                "signatures": revision.signatures,
                "created": revision.created_at.isoformat(),
            }
            for revision in revisions
        ],
        "events": [
            {
                "sequence": event.sequence,
                "at": event.at.isoformat(),
                "action": event.action,
                "actor": event.actor_name,
                "data": event.data,
                "previous_hash": event.previous_hash,
                "hash": event.hash,
            }
            for event in events
        ],
    }
    return context, machine_readable


def describe_state(state: str) -> documents.Bilingual | str:
    """Return a state in words; what else an event leads to stays as it is."""
    if state in AgreementState.values:
        return documents.both(AgreementState(state).label)
    return state


def describe_action(action: str) -> documents.Bilingual:
    """Return an audit action in words."""
    return documents.both(AUDIT_ACTIONS.get(action, action))
