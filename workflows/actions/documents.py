"""Signed documents about what other apps own: certificates of a skills center."""

from django.db import transaction

from ..enums import DocumentType, JobKind
from ..flows.jobs import run_after_commit
from ..models import Document
from ..services import sealing


@transaction.atomic(savepoint=False)
def issue_document(subject, type: DocumentType) -> Document:
    """Have a document about a registered subject made, signed and stored.

    The row belongs to the caller's transaction, the file follows as a sealing job,
    with the same claim, retry and sweep as the documents of agreements. The caller
    has asked for permission. Raises ``LookupError`` for an unknown kind of subject.
    """
    document = sealing.create_document(subject, type)
    run_after_commit(sealing.open_job(JobKind.SUBJECT, document))
    return document
