"""One more signature, in an incremental update; at the end seal and archive data.

Bytes already signed are never rewritten, so earlier signatures stay valid.
"""

import threading
from datetime import datetime
from io import BytesIO

import requests
from asn1crypto import crl as asn1_crl
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.errors import PathError

from ..exceptions import SigningFailed
from .appearance import Appearance, make_stamp_style
from .authority import Identity
from .backends import SignerBackend

SEAL_FIELD = "seal"
ARCHIVE_FIELD = "archive-timestamp"

# Added to the largest signature seen, for the variation of names and times.
RESERVE_MARGIN = 512


class _Reserve:
    """How many bytes a signature of a kind takes, measured once per process.

    Without it pyHanko signs twice: once to measure.
    """

    def __init__(self):
        self._sizes: dict[str, int] = {}
        self._lock = threading.Lock()

    def get(self, key: str) -> int | None:
        size = self._sizes.get(key)
        # The placeholder is hexadecimal: two characters per byte.
        return None if size is None else 2 * (size + RESERVE_MARGIN)

    def learn(self, key: str, size: int) -> None:
        with self._lock:
            self._sizes[key] = max(size, self._sizes.get(key, 0))

    def forget(self, key: str) -> None:
        with self._lock:
            self._sizes.pop(key, None)


_reserve = _Reserve()


def append_signature(
    pdf: bytes,
    *,
    backend: SignerBackend,
    identity: Identity | None,
    field_name: str,
    appearance: Appearance,
    reason: str,
    location: str = "",
) -> bytes:
    """Return ``pdf`` with one more PAdES B-T signature in an existing field.

    ``identity`` None signs with the cluster's seal. Raises ``SigningFailed``
    when the field is missing or filled, or no timestamp is to be had, and
    ``NotConfigured`` when the keys cannot be opened.
    """
    signer = (
        backend.get_personal_signer(identity) if identity else backend.get_seal_signer()
    )
    key = f"{type(backend).__name__}:{'person' if identity else 'seal'}"
    reserved = _reserve.get(key)
    try:
        try:
            return _sign(
                pdf,
                signer=signer,
                backend=backend,
                field_name=field_name,
                appearance=appearance,
                reason=reason,
                location=location,
                reserve_key=key,
                reserved=reserved,
            )
        except (SigningError, ValueError):
            if reserved is None:
                raise
            # A longer name or another timestamp server outgrew the reserve.
            _reserve.forget(key)
            return _sign(
                pdf,
                signer=signer,
                backend=backend,
                field_name=field_name,
                appearance=appearance,
                reason=reason,
                location=location,
                reserve_key=key,
                reserved=None,
            )
    except (SigningError, PdfError, PathError, ValueError) as error:
        raise SigningFailed(f"The document could not be signed: {error}") from error
    except (TimestampRequestError, OSError, requests.RequestException) as error:
        raise SigningFailed(f"No timestamp could be had: {error}") from error


def _sign(
    pdf,
    *,
    signer,
    backend,
    field_name,
    appearance,
    reason,
    location,
    reserve_key,
    reserved,
) -> bytes:
    # A writer is used for one signature and thrown away (pyHanko's rule).
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    metadata = signers.PdfSignatureMetadata(
        field_name=field_name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason,
        location=location or None,
        name=appearance.lines[1] if len(appearance.lines) > 1 else None,
    )
    output = BytesIO()
    signers.PdfSigner(
        metadata,
        signer=signer,
        timestamper=backend.get_timestamper(),
        stamp_style=make_stamp_style(appearance),
    ).sign_pdf(
        writer,
        existing_fields_only=True,
        bytes_reserved=reserved,
        output=output,
    )
    signed = output.getvalue()
    if reserved is None:
        _reserve.learn(reserve_key, _measure(signed, field_name))
    return signed


def _measure(pdf: bytes, field_name: str) -> int:
    reader = PdfFileReader(BytesIO(pdf))
    for embedded in reader.embedded_signatures:
        if embedded.field_name == field_name:
            return len(embedded.signed_data.dump())
    raise SigningFailed("The signature is not in the file.")


def archive(pdf: bytes, *, backend: SignerBackend) -> bytes:
    """Return ``pdf`` with everything that validation needs later (PAdES B-LTA).

    Certificates and revocation lists of all signatures go into the document
    security store (B-LT), a document timestamp over the whole file follows.
    Raises ``SigningFailed``.
    """
    try:
        stored = BytesIO(pdf)
        reader = PdfFileReader(stored)
        certificates = {}
        for embedded in reader.embedded_signatures:
            for certificate in _collect_certificates(embedded):
                certificates[certificate.issuer_serial] = certificate
        for root in backend.get_trust_roots():
            certificates.setdefault(root.issuer_serial, root)
        crls = [asn1_crl.CertificateList.load(data) for data in backend.get_crls()]
        output = BytesIO(pdf)
        DocumentSecurityStore.add_dss(
            output, sig_contents=None, certs=list(certificates.values()), crls=crls
        )
        result = BytesIO()
        signers.PdfTimeStamper(
            backend.get_timestamper(), field_name=ARCHIVE_FIELD
        ).timestamp_pdf(
            IncrementalPdfFileWriter(BytesIO(output.getvalue())),
            "sha256",
            output=result,
        )
        return result.getvalue()
    except (SigningError, PdfError, PathError, ValueError) as error:
        raise SigningFailed(f"Archive data could not be added: {error}") from error
    except (TimestampRequestError, OSError, requests.RequestException) as error:
        raise SigningFailed(f"No timestamp could be had: {error}") from error


def _collect_certificates(embedded):
    yield embedded.signer_cert
    yield from embedded.other_embedded_certs
    for attribute in embedded.signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            for token in attribute["values"]:
                for choice in token["content"]["certificates"]:
                    yield choice.chosen


def format_moment(moment: datetime) -> str:
    """Return a moment with seconds and zone: a signature says exactly when."""
    return moment.strftime("%Y-%m-%d %H:%M:%S %z")
