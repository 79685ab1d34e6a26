"""What a file proves, and what the register knows of it.

A validator sees the file only. Content put back to an earlier revision, or a
document that was voided, is known here alone.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.core.cache import cache
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .. import conf
from ..enums import AgreementState, DocumentType
from ..exceptions import LimitExceeded
from ..models import Document, Revision
from ..models.subjects import get_subject_kind
from ..models.transitions import PUBLIC_STATES
from ..pdf import validation
from ..pdf.backends import get_backend
from ..pdf.validation import FileVerdict, SignatureVerdict

CACHE_SECONDS = 3600
# Raise it when the rules of validation change.
POLICY = 2
# The machine's fault as likely as the file's: asked again, it may be well.
PASSING_REASONS = {"time", "crash"}

# The cluster's certificates are named in Polish; pages have two languages.
NAMES_OF_OUR_KEYS = {
    "Pieczęć klastra edukacyjnego": _("Seal of the educational cluster"),
    "Znacznik czasu klastra edukacyjnego": _("Timestamp of the educational cluster"),
}


class RegisterProblem(TextChoices):
    """Why a file that may be sound is not accepted all the same."""

    UNKNOWN = "NOT_ISSUED_FILE", _("We do not know this file: it was not issued here.")
    OLDER = "STALE_REVISION", _("A newer revision of this document exists.")
    SUPERSEDED = "SUPERSEDED", _("This document was declared void.")
    VOIDED = "VOIDED", _("What this document is about was declared void.")


@dataclass
class Verification:
    """The whole answer. ``ok`` only if every signature is valid, trusted, and
    nothing was changed afterwards, and this is the newest revision we know.
    """

    file: FileVerdict
    revision: Revision | None = None
    newest: Revision | None = None
    register_problems: list[RegisterProblem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return self.file.ok and not self.register_problems

    @property
    def indication(self) -> str:
        """The word of ETSI EN 319 102-1."""
        if self.ok:
            return "TOTAL-PASSED"
        if self.file.ok or validation.Problem.LIMIT in self.file.problems:
            return "INDETERMINATE"
        return "TOTAL-FAILED"

    @property
    def public_state(self) -> str:
        """The state of the agreement, or of what else it is, in public words."""
        if self.revision is None:
            return ""
        return _get_public_state(self.revision.document)

    def list_reasons(self) -> list[str]:
        """Return all problems in words, those of single signatures with their name."""
        reasons = [str(problem.label) for problem in self.file.problems]
        for signature in self.file.signatures:
            who = get_signer_name(signature) or signature.field_name
            reasons += [f"{who}: {problem.label}" for problem in signature.problems]
        return reasons + [str(problem.label) for problem in self.register_problems]


def get_signer_name(signature: SignatureVerdict) -> str:
    """Return the name in a certificate, that of the cluster's own in words."""
    return str(NAMES_OF_OUR_KEYS.get(signature.name, signature.name))


def verify(content: bytes) -> Verification:
    """Return the answer for any bytes. Never raises over their content."""
    limit = conf.get("MAX_UPLOAD_BYTES")
    if len(content) > limit:
        return Verification(FileVerdict("", len(content), [validation.Problem.TOO_BIG]))
    sha256 = hashlib.sha256(content).hexdigest()
    revision = (
        Revision.objects.filter(sha256=sha256)
        .select_related("document__agreement")
        .order_by("-pk")
        .first()
    )
    file = _validate_cached(content, sha256, is_own=revision is not None)
    result = Verification(file, revision)
    if revision is None:
        if file.signatures:
            result.register_problems.append(RegisterProblem.UNKNOWN)
        return result
    document = result.revision.document
    result.newest = document.revisions.order_by("number").last()
    if result.newest.pk != result.revision.pk:
        result.register_problems.append(RegisterProblem.OLDER)
    if document.superseded_at:
        result.register_problems.append(RegisterProblem.SUPERSEDED)
    elif _is_void(document):
        result.register_problems.append(RegisterProblem.VOIDED)
    return result


def _get_public_state(document: Document) -> str:
    if document.agreement_id:
        return PUBLIC_STATES[AgreementState(document.agreement.state)]
    return get_subject_kind(document.subject).get_public_state(document.subject)


def _is_void(document: Document) -> bool:
    if document.agreement_id:
        return (
            document.agreement.state == AgreementState.VOIDED
            and document.type == DocumentType.AGREEMENT
        )
    return get_subject_kind(document.subject).is_void(document.subject)


def _validate_cached(content: bytes, sha256: str, *, is_own: bool) -> FileVerdict:
    """The same bytes under the same trust get the same verdict."""
    backend = get_backend()
    key = ":".join(
        [
            "cluster_workflows:verdict",
            str(POLICY),
            sha256,
            backend.get_trust_fingerprint(),
        ]
    )
    verdict = cache.get(key)
    if verdict is not None:
        return verdict
    limit = conf.get("MAX_UPLOAD_BYTES")
    if is_own:
        verdict = validation.validate(content, backend=backend, limit=limit)
        is_lasting = validation.Problem.LIMIT not in verdict.problems
    else:
        try:
            verdict = validation.validate_apart(content, backend=backend, limit=limit)
            is_lasting = True
        except LimitExceeded as error:
            verdict = FileVerdict(sha256, len(content), [validation.Problem.LIMIT])
            is_lasting = error.reason not in PASSING_REASONS
    if is_lasting:
        cache.set(key, verdict, CACHE_SECONDS)
    return verdict


@dataclass(frozen=True)
class PublicSummary:
    """What the QR code tells without the file: nothing about people."""

    number: str
    document_type: str
    state: str
    revisions: int
    signatures: int
    sha256: str
    stored_at: datetime | None
    is_void: bool


def summarize(public_id) -> PublicSummary | None:
    """Return what anyone may know about a document by its public id."""
    document = (
        Document.objects.filter(public_id=public_id)
        .select_related("agreement")
        .prefetch_related("revisions")
        .first()
    )
    if document is None:
        return None
    latest = document.latest
    return PublicSummary(
        number=document.about.number or "",
        document_type=str(document.get_type_display()),
        state=str(_get_public_state(document)),
        revisions=document.revisions.count(),
        signatures=len(latest.signatures) if latest else 0,
        sha256=latest.sha256 if latest else "",
        stored_at=latest.created_at if latest else None,
        is_void=bool(document.superseded_at) or _is_void(document),
    )
