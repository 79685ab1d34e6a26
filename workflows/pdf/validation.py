"""What a file proves. Any bytes at all get a verdict; nothing raises.

Words follow ETSI EN 319 102-1: TOTAL-PASSED, INDETERMINATE, TOTAL-FAILED.
This module knows the file only. Whether it is the newest revision that the
cluster issued is answered by ``services.verification``.
"""

import hashlib
import logging
import re
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from .backends import SignerBackend
from .limits import run

logger = logging.getLogger(__name__)

# They write subjects of foreign certificates into the log, and with them personal
# numbers. What they found stands in the verdict.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

MAX_SIGNATURES = 100
# Names in foreign certificates and files may be of any length.
MAX_NAME_CHARACTERS = 250
PERSONAL_NUMBER = re.compile(r"(?<!\d)\d{11}(?!\d)")
# pyHanko has limits of its own for what a stream may unpack to.
TOO_DEMANDING = (MemoryError, PdfDecodeLimitError)


class Problem(TextChoices):
    """Why a file is not accepted, in words a person understands (domain §4.3)."""

    EMPTY = "EMPTY", _("The file is empty.")
    TOO_BIG = "TOO_BIG", _("The file is too large to be checked here.")
    NOT_PDF = "NOT_PDF", _("This is not a PDF file.")
    IMAGE = "SCAN", _("This is a picture, not a signed PDF.")
    XADES_XML = (
        "XADES_XML",
        _("This is an XML signature file. Choose the signed PDF instead."),
    )
    CONTAINER = (
        "CONTAINER",
        _("This is a signature container or an archive. Take the PDF out of it."),
    )
    ENCRYPTED = "ENCRYPTED", _("The file is protected with a password.")
    MALFORMED = "MALFORMED", _("The file is damaged and cannot be read.")
    NO_SIGNATURE = "NO_SIGNATURE", _("The file carries no signature.")
    TOO_MANY = "TOO_MANY_SIG", _("The file carries more signatures than we check.")
    SIGNATURE_BROKEN = (
        "SIG_BROKEN",
        _("The signed content was changed: this signature does not fit it."),
    )
    CHANGED_AFTERWARDS = (
        "CONTENT_CHANGED",
        _("Something was added or changed after this signature."),
    )
    UNSIGNED_TAIL = (
        "UNSIGNED_TAIL",
        _("Something was added after the last signature."),
    )
    WEAK_ALGORITHM = "WEAK_ALGO", _("The signature uses an outdated algorithm.")
    UNTRUSTED = (
        "CERT_UNTRUSTED",
        _("The certificate does not come from an issuer we trust."),
    )
    EXPIRED = "CERT_EXPIRED", _("The certificate was not valid at the time of signing.")
    REVOKED = "CERT_REVOKED", _("The certificate had been revoked.")
    NO_TIMESTAMP = "NO_TIMESTAMP", _("There is no trusted time for this signature.")
    BAD_TIMESTAMP = "BAD_TIMESTAMP", _("The timestamp does not fit or is not trusted.")
    UNVERIFIABLE = "UNVERIFIABLE", _("This signature could not be checked.")
    LIMIT = (
        "LIMIT_EXCEEDED",
        _(
            "This file needs more memory or time than we allow for a check. "
            "We cannot say what it proves."
        ),
    )


class SignatureKind(TextChoices):
    PERSONAL = "personal", _("personal signature")
    SEAL = "seal", _("seal")
    TIMESTAMP = "timestamp", _("document timestamp")


@dataclass
class SignatureVerdict:
    """One signature of a file. Holds no personal number, ever."""

    field_name: str
    kind: SignatureKind
    name: str = ""
    function: str = ""
    organisation: str = ""
    signed_at: datetime | None = None
    has_trusted_time: bool = False
    is_test: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass
class FileVerdict:
    """What the bytes prove, before anybody asks the register."""

    sha256: str
    size: int
    problems: list[Problem] = field(default_factory=list)
    signatures: list[SignatureVerdict] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return (
            not self.problems
            and bool(self.signatures)
            and all(signature.ok for signature in self.signatures)
        )


_MAGIC = (
    (b"\xff\xd8\xff", Problem.IMAGE),
    (b"\x89PNG", Problem.IMAGE),
    (b"GIF8", Problem.IMAGE),
    (b"II*\x00", Problem.IMAGE),
    (b"MM\x00*", Problem.IMAGE),
    (b"PK\x03\x04", Problem.CONTAINER),
    (b"\x30\x82", Problem.CONTAINER),
    (b"\x30\x80", Problem.CONTAINER),
)


@dataclass(frozen=True)
class Trust:
    """What verification starts from: all of a backend that a child gets to know."""

    roots: tuple[bytes, ...]
    crls: tuple[bytes, ...]

    @classmethod
    def of(cls, backend: SignerBackend) -> "Trust":
        roots = tuple(root.dump() for root in backend.get_trust_roots())
        return cls(roots, tuple(backend.get_crls()))

    def get_trust_roots(self) -> list[asn1_x509.Certificate]:
        return [asn1_x509.Certificate.load(root) for root in self.roots]

    def get_crls(self) -> list[bytes]:
        return list(self.crls)


def validate(pdf: bytes, *, backend: SignerBackend | Trust, limit: int) -> FileVerdict:
    """Return the verdict over any bytes. ``limit`` is the largest size, in bytes."""
    verdict = FileVerdict(hashlib.sha256(pdf).hexdigest(), len(pdf))
    if problem := _look_at_outside(pdf, limit):
        verdict.problems.append(problem)
        return verdict
    try:
        _validate_signatures(pdf, verdict, backend)
    except TOO_DEMANDING as error:
        logger.info("File %s is too demanding: %s", verdict.sha256[:12], type(error))
        verdict.problems.append(Problem.LIMIT)
    # Malformed files make the parser raise anything at all, RecursionError too:
    # every one of them is a verdict, never an error page.
    except Exception as error:
        logger.info("File %s cannot be read: %s", verdict.sha256[:12], type(error))
        verdict.problems.append(Problem.MALFORMED)
    return verdict


def validate_apart(pdf: bytes, *, backend: SignerBackend, limit: int) -> FileVerdict:
    """Return the same verdict, reached in a child process: for foreign files.

    Raises ``LimitExceeded``. What is no PDF at all needs no process.
    """
    if problem := _look_at_outside(pdf, limit):
        return FileVerdict(hashlib.sha256(pdf).hexdigest(), len(pdf), [problem])
    return run(_validate_in_child, pdf, Trust.of(backend), limit)


def _validate_in_child(pdf: bytes, trust: Trust, limit: int) -> FileVerdict:
    return validate(pdf, backend=trust, limit=limit)


def _look_at_outside(pdf: bytes, limit: int) -> Problem | None:
    if not pdf:
        return Problem.EMPTY
    if len(pdf) > limit:
        return Problem.TOO_BIG
    head = pdf[:1024]
    if head.startswith(b"%PDF-"):
        return None
    for magic, problem in _MAGIC:
        if head.startswith(magic):
            return problem
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return Problem.XADES_XML
    return Problem.NOT_PDF


def _validate_signatures(pdf, verdict, backend) -> None:
    # Strict: what is lenient about broken cross-references hides an attack.
    reader = PdfFileReader(BytesIO(pdf), strict=True)
    if reader.encrypted:
        verdict.problems.append(Problem.ENCRYPTED)
        return
    embedded = reader.embedded_signatures
    if not embedded:
        verdict.problems.append(Problem.NO_SIGNATURE)
        return
    if len(embedded) > MAX_SIGNATURES:
        verdict.problems.append(Problem.TOO_MANY)
        return
    contexts = _Contexts(reader, backend)
    for signature in embedded:
        verdict.signatures.append(_validate_one(signature, contexts))
    coverage = embedded[-1].evaluate_signature_coverage()
    if coverage != SignatureCoverageLevel.ENTIRE_FILE:
        verdict.problems.append(Problem.UNSIGNED_TAIL)


class _Contexts:
    """Trust at a moment: roots of the backend, lists from backend and file."""

    def __init__(self, reader, backend):
        self._roots = backend.get_trust_roots()
        self._crls = [asn1_crl.CertificateList.load(d) for d in backend.get_crls()]
        self._certificates = []
        try:
            store = DocumentSecurityStore.read_dss(reader)
        except (PdfReadError, SignatureValidationError, ValueError):
            return
        self._certificates = list(store.load_certs())
        self._crls += [
            asn1_crl.CertificateList.load(item.get_object().data) for item in store.crls
        ]

    def at(self, moment: datetime | None, certificate) -> ValidationContext:
        """Trust at a moment. Without a list of the issuer nothing can be revoked."""
        has_list = any(crl.issuer == certificate.issuer for crl in self._crls)
        return ValidationContext(
            trust_roots=self._roots,
            other_certs=self._certificates,
            crls=self._crls,
            moment=moment,
            allow_fetching=False,
            revocation_mode="require" if has_list else "soft-fail",
            # A list made today also tells what was revoked before yesterday.
            retroactive_revinfo=True,
        )


def _validate_one(signature, contexts) -> SignatureVerdict:
    is_timestamp = signature.sig_object_type == "/DocTimeStamp"
    verdict = SignatureVerdict(
        # A plain string: pyHanko's own drags the whole file into the cache.
        hide_numbers(str(signature.field_name)[:MAX_NAME_CHARACTERS]),
        SignatureKind.TIMESTAMP if is_timestamp else SignatureKind.PERSONAL,
    )
    try:
        certificate = signature.signer_cert
        _describe_signer(certificate, verdict)
        if is_timestamp:
            status = validate_pdf_timestamp(signature, contexts.at(None, certificate))
            verdict.signed_at = status.timestamp
            verdict.has_trusted_time = bool(status.trusted and status.intact)
        else:
            moment = _read_timestamp(signature)
            status = validate_pdf_signature(
                signature,
                signer_validation_context=contexts.at(moment, certificate),
                ts_validation_context=contexts.at(None, certificate),
            )
            verdict.signed_at = moment or status.signer_reported_dt
            _judge_time(status, verdict)
        _judge(status, verdict)
    except TOO_DEMANDING:
        raise
    except Exception as error:
        logger.info("Signature cannot be checked: %s", type(error).__name__)
        verdict.problems.append(_problem_of(error))
    return verdict


def _problem_of(error: Exception) -> Problem:
    text = str(error).lower()
    if "weak" in text or "banned" in text or "disallowed" in text:
        return Problem.WEAK_ALGORITHM
    return Problem.UNVERIFIABLE


def _read_timestamp(signature) -> datetime | None:
    """Return the time in the signature's timestamp, yet unchecked."""
    for attribute in signature.signer_info["unsigned_attrs"] or ():
        if attribute["type"].native == "signature_time_stamp_token":
            content = attribute["values"][0]["content"]["encap_content_info"]["content"]
            return content.parsed["gen_time"].native
    return None


def _judge_time(status, verdict) -> None:
    validity = status.timestamp_validity
    if validity is None:
        verdict.problems.append(Problem.NO_TIMESTAMP)
    elif not (validity.valid and validity.intact and validity.trusted):
        verdict.problems.append(Problem.BAD_TIMESTAMP)
    else:
        verdict.has_trusted_time = True


def _judge(status, verdict) -> None:
    if not status.intact or not status.valid:
        verdict.problems.append(Problem.SIGNATURE_BROKEN)
    elif status.coverage is not None and status.coverage < (
        SignatureCoverageLevel.ENTIRE_REVISION
    ):
        # A gap or a shortened byte range leaves room for foreign content.
        verdict.problems.append(Problem.SIGNATURE_BROKEN)
    if status.intact and not _is_untouched(status):
        verdict.problems.append(Problem.CHANGED_AFTERWARDS)
    if status.intact and status.valid and not status.trusted:
        verdict.problems.append(_explain_distrust(status, verdict.signed_at))


def _is_untouched(status) -> bool:
    """Later revisions may only fill signature fields and add archive data."""
    level = status.modification_level
    return (
        level is not None
        and level <= ModificationLevel.FORM_FILLING
        and status.docmdp_ok is not False
    )


def _explain_distrust(status, signed_at) -> Problem:
    indication = str(getattr(status, "trust_problem_indic", None) or "").upper()
    if status.revocation_details is not None or "REVOKED" in indication:
        return Problem.REVOKED
    if "EXPIRED" in indication or "OUT_OF_BOUNDS" in indication:
        return Problem.EXPIRED
    # pyHanko has no indication for "not yet valid".
    if signed_at and signed_at < status.signing_cert.not_valid_before:
        return Problem.EXPIRED
    if "CRYPTO" in indication:
        return Problem.WEAK_ALGORITHM
    return Problem.UNTRUSTED


def _describe_signer(certificate, verdict) -> None:
    subject = certificate.subject.native
    name = _first(subject.get("common_name"))
    verdict.is_test = name.endswith(" TEST")
    verdict.name = name.removesuffix(" TEST")
    verdict.function = _first(subject.get("title"))
    verdict.organisation = _first(subject.get("organization_name"))
    has_person = subject.get("given_name") or subject.get("surname")
    if verdict.kind == SignatureKind.PERSONAL and not has_person:
        verdict.kind = SignatureKind.SEAL


def _first(value) -> str:
    text = value[0] if isinstance(value, list) else value or ""
    return hide_numbers(text[:MAX_NAME_CHARACTERS])


def hide_numbers(text: str) -> str:
    """Return a name without PESEL numbers, which foreign certificates may carry."""
    return PERSONAL_NUMBER.sub("•••", text)
