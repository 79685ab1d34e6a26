"""Sealing jobs: claim, make the file, store the revision.

A job can be killed at any point. Before the revision is stored there is at
most an unnamed file; afterwards the job is done. The claim is a conditional
UPDATE, so the same job never runs twice at once.
"""

import logging
import os
import platform
import traceback
import uuid
from datetime import timedelta
from functools import cache, partial

import psutil
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from .. import conf
from ..enums import DocumentType, JobKind, JobState
from ..exceptions import WorkflowError
from ..models import Decision, Document, PatronageAgreement, Revision, SealingJob
from ..models.subjects import refer_to
from ..signals import document_signed
from . import agreement_files, audit, audit_certificate, subject_files
from .made_files import MadeFile

logger = logging.getLogger(__name__)


class LostClaim(WorkflowError):
    """Another worker took the job over, or it was cancelled."""


class StaleBase(WorkflowError):
    """Another signature was stored on the revision that this one extends."""


# Opening


def create_document(
    about,
    type: DocumentType,
    *,
    process_id: int | None = None,
    decision: Decision | None = None,
) -> Document:
    """Return a new document without revisions, next in the order of its subject.

    ``about`` is an agreement or a registered subject. The version is the decision's
    where there is one: the hash of what the document will say.
    """
    reference = refer_to(about)
    last = Document.objects.filter(**reference).aggregate(last=Max("ordinal"))["last"]
    return Document.objects.create(
        **reference,
        process_id=process_id,
        decision=decision,
        type=type,
        issue=getattr(about, "issue", 1),
        ordinal=(last or 0) + 1,
        version=decision.version if decision else about.version,
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
    makers = _AGREEMENT_MAKERS if job.document.agreement_id else _SUBJECT_MAKERS
    return makers[job.kind](job)


_AGREEMENT_MAKERS = {
    JobKind.RECORD: agreement_files.make_record,
    JobKind.ISSUE: agreement_files.make_issue,
    JobKind.SIGNATURE: agreement_files.make_signature,
    JobKind.SEAL: agreement_files.make_seal,
    JobKind.CERTIFICATE: audit_certificate.make_certificate,
}
_SUBJECT_MAKERS = {
    JobKind.RECORD: subject_files.make_record,
    JobKind.ISSUE: subject_files.make_issue,
    JobKind.SIGNATURE: subject_files.make_signature,
    JobKind.SUBJECT: subject_files.make_certificate,
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
    finished = SealingJob.objects.filter(
        pk=job.pk, state=JobState.RUNNING, claim=job.claim
    ).update(
        state=JobState.DONE, finished_at=timezone.now(), error="", lease_until=None
    )
    if not finished:
        raise LostClaim("The job was taken over or cancelled.")
    latest = document.revisions.aggregate(latest=Max("number"))["latest"]
    if latest != made.base_number:
        raise StaleBase("Another signature came first.")
    revision = Revision.objects.create(
        document=document,
        number=_first_number(job) if latest is None else latest + 1,
        job=job,
        sha256=sha256,
        size=len(made.content),
        pages=made.pages,
        signatures=made.signatures,
        pades_level=made.pades_level,
    )
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


def supersede_papers(subject, process_id: int, reason: str) -> None:
    """Mark the paper of a process that was left: its signatures do not count."""
    Document.objects.contracts_of(subject, process_id).filter(
        superseded_at=None
    ).update(superseded_at=timezone.now(), superseded_reason=reason)
