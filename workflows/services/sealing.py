"""Sealing jobs: claim, make the file, store the revision.

A job can be killed at any point. Before the revision is stored there is at
most an unnamed file; afterwards the job is done. The claim is a conditional
UPDATE, so the same job never runs twice at once.
"""

import json
import logging
import os
import platform
import traceback
import uuid
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial

import psutil
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from .. import conf
from ..enums import (
    AgreementState,
    DocumentType,
    FormalCheckItem,
    JobKind,
    JobState,
    Outcome,
    SignatureLevel,
    SignOffItem,
    StepKind,
)
from ..exceptions import SigningFailed, WorkflowError
from ..models import (
    AuditEvent,
    AuditHead,
    Decision,
    Document,
    PatronageAgreement,
    Revision,
    SealingJob,
)
from ..models.audit import AUDIT_ACTIONS
from ..models.subjects import get_subject_kind
from ..pdf import render, sign
from ..pdf.appearance import Appearance
from ..pdf.authority import Identity
from ..pdf.backends import get_backend
from ..signals import document_signed
from . import audit, documents, storage, versions

logger = logging.getLogger(__name__)


class LostClaim(WorkflowError):
    """Another worker took the job over, or it was cancelled."""


class StaleBase(WorkflowError):
    """Another signature was stored on the revision that this one extends."""


@dataclass(frozen=True)
class MadeFile:
    """The bytes of a new revision and what it extends."""

    content: bytes
    pages: int
    signatures: list[str]
    pades_level: str
    base_number: int | None


# Opening


def create_document(
    agreement: PatronageAgreement,
    type: DocumentType,
    *,
    process_id: int | None = None,
    decision: Decision | None = None,
) -> Document:
    """Return a new document without revisions, next in the order of its agreement."""
    last = agreement.documents.aggregate(last=Max("ordinal"))["last"] or 0
    return Document.objects.create(
        agreement=agreement,
        process_id=process_id,
        decision=decision,
        type=type,
        issue=agreement.issue,
        ordinal=last + 1,
        version=decision.version if decision else agreement.version,
    )


def create_subject_document(subject, type: DocumentType) -> Document:
    """Return a new document about an object of another app.

    Its version is the subject's: the SHA-256 of what the document will say.
    """
    subject_type = ContentType.objects.get_for_model(subject)
    last = Document.objects.filter(
        subject_type=subject_type, subject_id=subject.pk
    ).aggregate(last=Max("ordinal"))["last"]
    return Document.objects.create(
        subject_type=subject_type,
        subject_id=subject.pk,
        type=type,
        ordinal=(last or 0) + 1,
        version=subject.version,
    )


def open_job(
    kind: JobKind,
    document: Document,
    *,
    decision=None,
    signer=None,
    task_id=None,
    process_id=None,
) -> SealingJob:
    """Return a waiting job. The caller has it run after the commit."""
    return SealingJob.objects.create(
        kind=kind,
        document=document,
        decision=decision,
        signer=signer,
        task_id=task_id,
        process_id=process_id,
    )


# Claiming


@cache
def _get_worker_name(pid: int) -> str:
    """Name this process so that others can tell whether it is still alive."""
    created = psutil.Process(pid).create_time()
    return f"{platform.node()}:{pid}:{created:.2f}"


def _is_worker_dead(name: str) -> bool:
    """Say whether a process of this machine is gone; others are trusted."""
    host, _, rest = name.rpartition(":")[0].rpartition(":")
    created = name.rpartition(":")[2]
    if host != platform.node() or not rest.isdigit():
        return False
    try:
        return f"{psutil.Process(int(rest)).create_time():.2f}" != created
    except psutil.NoSuchProcess:
        return True


def claim(job_id: int) -> SealingJob | None:
    """Take a job for this process, or return None when it is not to be had."""
    now = timezone.now()
    token = uuid.uuid4()
    taken = (
        SealingJob.objects.filter(pk=job_id)
        .filter(
            Q(state__in=[JobState.WAITING, JobState.FAILED])
            | Q(state=JobState.RUNNING, lease_until__lt=now)
        )
        .update(
            state=JobState.RUNNING,
            claim=token,
            claimed_by=_get_worker_name(os.getpid()),
            lease_until=now + timedelta(seconds=conf.get("JOB_LEASE_SECONDS")),
            attempts=F("attempts") + 1,
        )
    )
    if not taken:
        return None
    return SealingJob.objects.select_related(
        "document__agreement",
        "decision__actor",
        "decision__step__party",
        "signer__party",
    ).get(pk=job_id)


def release_dead_claims() -> int:
    """Give back jobs whose process on this machine was killed. Returns their number."""
    released = 0
    for job in SealingJob.objects.filter(state=JobState.RUNNING):
        if _is_worker_dead(job.claimed_by):
            released += SealingJob.objects.filter(
                pk=job.pk, state=JobState.RUNNING, claim=job.claim
            ).update(state=JobState.WAITING, claim=None, lease_until=None)
    return released


def list_due_job_ids() -> list[int]:
    """Return the jobs that a sweep should run now, oldest first."""
    now = timezone.now()
    return list(
        SealingJob.objects.filter(
            Q(state=JobState.WAITING)
            | Q(state=JobState.FAILED, attempts__lt=conf.get("JOB_ATTEMPTS"))
            | Q(state=JobState.RUNNING, lease_until__lt=now)
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def fail(job: SealingJob, error: Exception) -> None:
    """Make a failure visible: message and traceback, without local variables."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    logger.error("Sealing job %s failed: %s", job.pk, error)
    SealingJob.objects.filter(pk=job.pk, claim=job.claim).update(
        state=JobState.FAILED,
        error=f"{type(error).__name__}: {error}\n\n{''.join(lines)[-4000:]}",
        finished_at=timezone.now(),
        lease_until=None,
    )


# Making


def make_file(job: SealingJob) -> MadeFile:
    """Return the bytes of the job's revision. Takes no lock and writes nothing.

    Raises ``WorkflowError`` (``SigningFailed``, ``NotConfigured``) and ``OSError``.
    """
    return _MAKERS[job.kind](job)


def _make_record(job) -> MadeFile:
    decision, document = job.decision, job.document
    identity = _identity_of_actor(decision)
    rendered = documents.render_record(
        document,
        _build_record_context(document, decision),
        box_label=f"Podpis: {identity.name}",
    )
    content = sign.append_signature(
        rendered.content,
        backend=get_backend(),
        identity=identity,
        field_name=documents.RECORD_FIELD,
        appearance=_make_appearance(identity),
        reason=f"{document.get_type_display()} {document.agreement.number}",
        location="",
    )
    return MadeFile(content, rendered.pages, [documents.RECORD_FIELD], "B-T", None)


def _identity_of_actor(decision: Decision) -> Identity:
    user = decision.actor
    return Identity(
        name=decision.actor_name,
        given_name=user.first_name if user else "",
        surname=user.last_name if user else "",
        function=decision.actor_function,
        organisation=decision.actor_organisation,
    )


def _make_appearance(identity: Identity) -> Appearance:
    moment = timezone.localtime().strftime("%Y-%m-%d %H:%M:%S %Z")
    test = " TEST" if get_backend().is_test else ""
    return Appearance(
        (
            f"Podpisano elektronicznie / Signed electronically{test}",
            identity.name,
            ", ".join(filter(None, [identity.function, identity.organisation])),
            moment,
        )
    )


STATEMENTS = {
    DocumentType.RECEIPT: documents.Bilingual(
        "Składam projekt w opisanej wersji do sprawdzenia przez biuro klastra.",
        "I submit the draft in the version described here for the office to check.",
    ),
    DocumentType.FORMAL_CARD: documents.Bilingual(
        "Sprawdziłam/sprawdziłem projekt pod względem formalnym z wynikiem jak wyżej.",
        "I checked the draft formally, with the result given above.",
    ),
    DocumentType.PARTY_APPROVAL: documents.Bilingual(
        "W imieniu strony zajmuję stanowisko wobec opisanej wersji projektu. "
        "Nie jest to podpis pod umową.",
        "On behalf of the party I take a position on the version described here. "
        "This is not a signature under the agreement.",
    ),
    DocumentType.SIGN_OFF_SHEET: documents.Bilingual(
        "Potwierdzam uzgodnienie opisanej wersji i kieruję ją do podpisu.",
        "I confirm that the version described here is agreed and send it for signing.",
    ),
    DocumentType.DECISION_RECORD: documents.Bilingual(
        "Podjęłam/podjąłem decyzję opisaną powyżej.",
        "I took the decision described above.",
    ),
}

_LABELS = {
    "agreement": documents.Bilingual("Umowa", "Agreement"),
    "title": documents.Bilingual("Tytuł", "Title"),
    "version": documents.Bilingual("Wersja (SHA-256)", "Version (SHA-256)"),
    "parties": documents.Bilingual("Strony", "Parties"),
    "occupation": documents.Bilingual("Zawód", "Occupation"),
    "years": documents.Bilingual("Lata szkolne", "School years"),
    "party": documents.Bilingual("Strona", "Party"),
    "file": documents.Bilingual("Plik (SHA-256)", "File (SHA-256)"),
    "events": documents.Bilingual("Liczba zdarzeń", "Number of events"),
}


def _fact(key, value) -> dict:
    return {
        "label": _LABELS[key],
        "value": value,
        "is_bilingual": isinstance(value, documents.Bilingual),
    }


def _build_record_context(document: Document, decision: Decision) -> dict:
    agreement = document.agreement
    content = versions.get_content(agreement, decision.version)
    group = content["class"]
    facts = [
        _fact(
            "title",
            documents.Bilingual(
                content["head"]["title_pl"],
                content["head"]["title_en"] or content["head"]["title_pl"],
            ),
        ),
        _fact(
            "parties",
            "; ".join(party["details"]["legal_name"] for party in content["parties"]),
        ),
    ]
    if group["occupation"]:
        facts.append(
            _fact(
                "occupation",
                documents.Bilingual(
                    f"{group['occupation']['name_pl']} ({group['occupation']['code']})",
                    f"{group['occupation']['name_en']} ({group['occupation']['code']})",
                ),
            )
        )
    facts.append(
        _fact("years", f"{group['start_school_year']} – {group['end_school_year']}")
    )
    if decision.step_id and decision.step.party_id:
        facts.append(_fact("party", decision.step.party.details["legal_name"]))
    facts.append(_fact("version", decision.version))
    if decision.document_sha256:
        facts.append(_fact("file", decision.document_sha256))
    return {
        "facts": facts,
        "checklist": _build_checklist(decision),
        "outcome": documents.both(Outcome(decision.outcome).label),
        "reason": decision.reason,
        "statement": STATEMENTS[document.type],
        "actor": {
            "name": decision.actor_name,
            "function": decision.actor_function,
            "organisation": decision.actor_organisation,
        },
        "decided_at": documents.both_dates(decision.decided_at),
    }


def _build_checklist(decision) -> list[dict]:
    if not decision.checklist or not decision.step_id:
        return []
    items = SignOffItem if decision.step.kind == StepKind.SIGN_OFF else FormalCheckItem
    return [
        {"label": documents.both(item.label), "value": decision.checklist.get(item)}
        for item in items
    ]


def _make_subject(job) -> MadeFile:
    document = job.document
    kind = get_subject_kind(document.subject)
    identity = kind.get_identity(document)
    label = identity.name if identity else "Pieczęć lidera klastra"
    rendered = documents.render_subject(document, kind, box_label=f"Podpis: {label}")
    content = sign.append_signature(
        rendered.content,
        backend=get_backend(),
        identity=identity,
        field_name=kind.field_name,
        appearance=_make_appearance(identity or _seal_identity()),
        reason=f"{document.get_type_display()} {document.subject.display_number}",
        location="",
    )
    return MadeFile(content, rendered.pages, [kind.field_name], "B-T", None)


def _make_issue(job) -> MadeFile:
    document = job.document
    content = versions.get_content(document.agreement, document.version)
    rendered = documents.render_agreement(document.agreement, content, document)
    return MadeFile(rendered.content, rendered.pages, [], "", None)


def _get_base(job) -> tuple[Revision, bytes]:
    base = job.document.revisions.order_by("number").last()
    if base is None:
        raise SigningFailed("The document has not been issued yet.")
    return base, storage.read(base.sha256)


def _make_signature(job) -> MadeFile:
    base, pdf = _get_base(job)
    signer = job.signer
    if signer.field_name in base.signatures:
        raise SigningFailed("This place is signed already.")
    identity = documents.identity_of_signer(signer)
    content = sign.append_signature(
        pdf,
        backend=get_backend(),
        identity=identity,
        field_name=signer.field_name,
        appearance=_make_appearance(identity),
        reason=f"Zawarcie umowy {job.document.agreement.number}",
        location="",
    )
    return MadeFile(
        content, base.pages, [*base.signatures, signer.field_name], "B-T", base.number
    )


def _seal_identity() -> Identity:
    signer = get_backend().get_seal_signer()
    subject = signer.signing_cert.subject.native
    organisation = subject.get("organization_name", "")
    if isinstance(organisation, list):
        organisation = organisation[0]
    return Identity(name=organisation, function="Pieczęć lidera klastra / Seal")


def _make_seal(job) -> MadeFile:
    base, pdf = _get_base(job)
    backend = get_backend()
    content = sign.append_signature(
        pdf,
        backend=backend,
        identity=None,
        field_name=sign.SEAL_FIELD,
        appearance=_make_appearance(_seal_identity()),
        reason=f"Pieczęć lidera klastra, {job.document.agreement.number}",
        location="",
    )
    content = sign.archive(content, backend=backend)
    return MadeFile(
        content,
        base.pages,
        [*base.signatures, sign.SEAL_FIELD, sign.ARCHIVE_FIELD],
        "B-LTA",
        base.number,
    )


def _make_certificate(job) -> MadeFile:
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
    content = sign.append_signature(
        rendered.content,
        backend=get_backend(),
        identity=None,
        field_name=documents.RECORD_FIELD,
        appearance=_make_appearance(_seal_identity()),
        reason=f"Poświadczenie przebiegu, {document.agreement.number}",
        location="",
    )
    return MadeFile(content, rendered.pages, [documents.RECORD_FIELD], "B-T", None)


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
    signed = [
        event for event in events if event.action == "cluster_workflows.sign_document"
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
            or event.data.get("to", ""),
            "hash": event.hash,
        }
        for event in events
    ]
    context = {
        "facts": [
            _fact("agreement", agreement.number),
            _fact("version", document.version),
            _fact("events", str(len(events))),
        ],
        "signers": [
            {
                "name": event.data["name"],
                "function": event.data["function"],
                "organisation": event.data["organisation"],
                "signed_at": documents.both_dates(event.at),
                "level": level,
                "method": event.data.get("method", ""),
                "ip": event.data.get("ip", ""),
            }
            for event in signed
        ],
        "documents": [
            {
                "file_name": revision.file_name,
                "type": documents.both(DocumentType(revision.document.type).label),
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
        "actor": {"name": _seal_identity().name, "function": "", "organisation": ""},
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


def describe_action(action: str) -> documents.Bilingual:
    """Return an audit action in words."""
    return documents.both(AUDIT_ACTIONS.get(action, action))


_MAKERS = {
    JobKind.RECORD: _make_record,
    JobKind.ISSUE: _make_issue,
    JobKind.SIGNATURE: _make_signature,
    JobKind.SEAL: _make_seal,
    JobKind.CERTIFICATE: _make_certificate,
    JobKind.SUBJECT: _make_subject,
}


# Storing


@transaction.atomic(savepoint=False)
def store_revision(job: SealingJob, made: MadeFile, sha256: str) -> Revision:
    """Write the row of a stored file and finish the job.

    Raises ``LostClaim`` when the job is not ours any more, and ``StaleBase``
    when another signature came first: make the file again on top of it.
    """
    document = Document.objects.select_for_update().get(pk=job.document_id)
    document.agreement = job.document.agreement
    current = SealingJob.objects.select_for_update().get(pk=job.pk)
    if current.state != JobState.RUNNING or current.claim != job.claim:
        raise LostClaim("The job was taken over or cancelled.")
    latest = document.revisions.order_by("number").last()
    if (latest.number if latest else None) != made.base_number:
        raise StaleBase("Another signature came first.")
    revision = Revision.objects.create(
        document=document,
        number=latest.number + 1 if latest else _first_number(job),
        job=job,
        sha256=sha256,
        size=len(made.content),
        pages=made.pages,
        signatures=made.signatures,
        pades_level=made.pades_level,
    )
    current.state = JobState.DONE
    current.finished_at = timezone.now()
    current.error = ""
    current.lease_until = None
    current.save()
    audit.record(
        "cluster_workflows.store_revision",
        document.about,
        data={
            "file": revision.file_name,
            "sha256": sha256,
            "signatures": made.signatures,
        },
    )
    transaction.on_commit(
        partial(document_signed.send, sender=Revision, revision=revision)
    )
    return revision


def _first_number(job) -> int:
    """The issued contract is revision 0: nobody signed it yet."""
    return 0 if job.kind == JobKind.ISSUE else 1


def supersede_documents(agreement: PatronageAgreement, *, reason: str) -> None:
    """Mark the contract documents of an aborted or voided agreement as void."""
    agreement.documents.filter(type=DocumentType.AGREEMENT, superseded_at=None).update(
        superseded_at=timezone.now(), superseded_reason=reason
    )
