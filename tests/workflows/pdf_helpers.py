"""Small signed files, made once per process, and the ways to spoil them."""

import hashlib
import random
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.test import override_settings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from tests.conftest import PASSPHRASE
from workflows.enums import DocumentType, JobKind, JobState
from workflows.models import Document, Revision, SealingJob
from workflows.pdf import sign
from workflows.pdf.appearance import Appearance
from workflows.pdf.authority import Identity
from workflows.pdf.backends import ClusterAuthority
from workflows.pdf.render import SignatureBox, render
from workflows.pdf.validation import FileVerdict, validate

LIMIT = 10 * 1024 * 1024
CSS = "@page { size: A4; margin: 20mm } .box { width: 70mm; height: 20mm }"

ANNA = Identity(
    "Anna Żółkiewska",
    function="Dyrektorka",
    organisation="Zespół Szkół „Mechanik”",
    given_name="Anna",
    surname="Żółkiewska",
)
JAN = Identity(
    "Jan Łoś",
    function="Prezes zarządu",
    organisation="Granit Automatyka sp. z o.o.",
    given_name="Jan",
    surname="Łoś",
)


@dataclass(frozen=True)
class Samples:
    """One document after each signature."""

    blank: bytes
    first: bytes
    second: bytes
    sealed: bytes
    archived: bytes


def make_html(*fields: str, body: str = "", title: str = "Umowa próbna") -> str:
    boxes = "".join(
        f'<div class="box" id="{name}"><p>Miejsce: {name}</p></div>' for name in fields
    )
    return (
        f'<!doctype html><html lang="pl"><head><title>{title}</title></head>'
        f"<body><h1>{title}</h1><p>Zażółć gęślą jaźń.</p>"
        f'<p lang="en">An English sentence.</p>{body}{boxes}</body></html>'
    )


def render_blank(*fields: str, body: str = "") -> bytes:
    """Return an unsigned document with one empty box for each name."""
    boxes = tuple(SignatureBox(name, name, f"Podpis: {name}") for name in fields)
    return render(make_html(*fields, body=body), css=CSS, boxes=boxes).content


def open_backend(directory: Path, **options) -> ClusterAuthority:
    """Return a backend that has read its settings and keeps them."""
    values = {
        **settings.CLUSTER_WORKFLOWS,
        "KEY_DIRECTORY": str(directory),
        "AUTHORITY_PASSPHRASE": PASSPHRASE,
        **options,
    }
    with override_settings(CLUSTER_WORKFLOWS=values):
        backend = ClusterAuthority()
        backend.get_trust_roots()
        backend.get_timestamper()
    return backend


def sign_as(
    pdf: bytes, backend, field_name: str, identity: Identity | None = None
) -> bytes:
    """Return ``pdf`` with one more signature; without an identity the seal."""
    name = identity.name if identity else "Lider klastra"
    return sign.append_signature(
        pdf,
        backend=backend,
        identity=identity,
        field_name=field_name,
        appearance=Appearance(("Podpisano elektronicznie", name, "2027-01-01")),
        reason="Próba",
    )


@cache
def get_samples(directory: Path) -> Samples:
    backend = open_backend(directory)
    blank = render_blank("signer-1", "signer-2", sign.SEAL_FIELD, sign.ARCHIVE_FIELD)
    first = sign_as(blank, backend, "signer-1", ANNA)
    second = sign_as(first, backend, "signer-2", JAN)
    sealed = sign_as(second, backend, sign.SEAL_FIELD)
    return Samples(blank, first, second, sealed, sign.archive(sealed, backend=backend))


def check(pdf: bytes, backend, *, limit: int = LIMIT) -> FileVerdict:
    return validate(pdf, backend=backend, limit=limit)


def list_codes(verdict: FileVerdict) -> list[str]:
    """Return every problem of a file and of its signatures, once, sorted."""
    codes = {problem.value for problem in verdict.problems}
    for signature in verdict.signatures:
        codes |= {problem.value for problem in signature.problems}
    return sorted(codes)


def register(agreement, revisions: list[bytes], **fields) -> Document:
    """Enter files in the register as the revisions of one document."""
    last = agreement.documents.count()
    document = Document.objects.create(
        agreement=agreement,
        type=fields.pop("type", DocumentType.AGREEMENT),
        ordinal=last + 1,
        version="0" * 64,
        **fields,
    )
    for number, content in enumerate(revisions):
        verdict_names = [
            signature.field_name
            for signature in PdfFileReader(BytesIO(content)).embedded_signatures
        ]
        job = SealingJob.objects.create(
            kind=JobKind.SIGNATURE, document=document, state=JobState.DONE
        )
        Revision.objects.create(
            document=document,
            number=number,
            job=job,
            sha256=hash_of(content),
            size=len(content),
            pages=1,
            signatures=verdict_names,
        )
    return document


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# Attacks: bytes in, bytes out


def flip(pdf: bytes, position: int) -> bytes:
    return pdf[:position] + bytes([pdf[position] ^ 1]) + pdf[position + 1 :]


def flip_in_head(pdf: bytes) -> bytes:
    """Change a comment: the file is sound but for its signatures."""
    return flip(pdf, pdf.index(b"%", 1) + 4)


def flip_in_content(pdf: bytes) -> bytes:
    return flip(pdf, pdf.index(b"stream\n") + 200)


def flip_in_padding(pdf: bytes) -> bytes:
    """Change a zero that only fills the place of the last signature."""
    end = pdf.rindex(b"00>")
    return pdf[:end] + b"1" + pdf[end + 1 :]


def edit(pdf: bytes, change) -> bytes:
    """Return ``pdf`` with an unsigned incremental update; ``change(writer)``."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _get_page(writer):
    return writer.root["/Pages"]["/Kids"][0]


def _get_field(writer, number: int):
    return writer.root["/AcroForm"]["/Fields"][number]


def replace_content(writer) -> None:
    page = _get_page(writer)
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"q Q"))
    writer.update_container(page)


def add_annotation(writer) -> None:
    page = _get_page(writer)
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                generic.NumberObject(n) for n in (0, 0, 400, 400)
            ),
            generic.pdf_name("/Contents"): generic.TextStringObject("1 000 000 zł"),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])


def add_script(writer) -> None:
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {
            generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
            generic.pdf_name("/JS"): generic.TextStringObject("app.alert(1)"),
        }
    )
    writer.update_root()


def add_page(writer) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].append(pages["/Kids"].raw_get(0))
    pages["/Count"] = generic.NumberObject(2)
    writer.update_container(pages)


def remove_store(writer) -> None:
    del writer.root["/DSS"]
    writer.update_root()


def remove_signature(writer) -> None:
    field = _get_field(writer, 0)
    del field["/V"]
    writer.update_container(field)


def remove_form(writer) -> None:
    del writer.root["/AcroForm"]
    writer.update_root()


def swap_signatures(writer) -> None:
    first, second = _get_field(writer, 0), _get_field(writer, 1)
    first["/V"] = second.raw_get("/V")
    writer.update_container(first)


def move_box(writer) -> None:
    field = _get_field(writer, 0)
    field["/Rect"] = generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 9, 9))
    writer.update_container(field)


def patch_byte_range(pdf: bytes, write) -> bytes:
    """Rewrite the byte range of the first signature, keeping its length."""
    match = re.search(rb"/ByteRange ?\[([^\]]+)\]", pdf)
    numbers = [int(number) for number in match[1].split()]
    inside = " ".join(str(n) for n in write(*numbers)).encode()
    return (
        pdf[: match.start(1)]
        + inside.ljust(len(match[1]))[: len(match[1])]
        + pdf[match.end(1) :]
    )


def encrypt(pdf: bytes, password: str) -> bytes:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(pdf)))
    writer.encrypt("owner", password)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def zip_with(pdf: bytes) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", "application/vnd.etsi.asic-e+zip")
        archive.writestr("umowa.pdf", pdf)
    return output.getvalue()


def make_noise(seed: int) -> bytes:
    return random.Random(seed).randbytes(5000)


# Every way to spoil a sealed file, and one problem that has to be named.
TAMPERED = {
    "flipped byte": (lambda s: flip_in_head(s.archived), "SIG_BROKEN"),
    "flipped byte in a stream": (lambda s: flip_in_content(s.archived), None),
    "content replaced": (
        lambda s: edit(s.archived, replace_content),
        "CONTENT_CHANGED",
    ),
    "annotation added": (lambda s: edit(s.archived, add_annotation), "CONTENT_CHANGED"),
    "script added": (lambda s: edit(s.archived, add_script), "CONTENT_CHANGED"),
    "page added": (lambda s: edit(s.archived, add_page), "CONTENT_CHANGED"),
    "archive data removed": (lambda s: edit(s.archived, remove_store), "UNSIGNED_TAIL"),
    "signature removed": (
        lambda s: edit(s.archived, remove_signature),
        "CONTENT_CHANGED",
    ),
    "form removed": (lambda s: edit(s.archived, remove_form), "NO_SIGNATURE"),
    "signatures swapped": (lambda s: edit(s.archived, swap_signatures), None),
    "box moved": (lambda s: edit(s.archived, move_box), "CONTENT_CHANGED"),
    "change hidden under a new signature": (
        lambda s: edit(s.second, replace_content),
        "CONTENT_CHANGED",
    ),
    "appended comment": (lambda s: s.archived + b"\n% more\n", "UNSIGNED_TAIL"),
    "appended zeros": (lambda s: s.archived + bytes(5000), None),
    "prepended bytes": (lambda s: b"%PDF-1.7\n" + s.archived, None),
    "last bytes cut off": (lambda s: s.archived[:-100], None),
    "cut in half": (lambda s: s.archived[: len(s.archived) // 2], None),
    "gap in the byte range": (
        lambda s: patch_byte_range(s.first, lambda a, b, c, d: (a, b - 50, c, d)),
        "SIG_BROKEN",
    ),
    "longer gap": (
        lambda s: patch_byte_range(s.first, lambda a, b, c, d: (a, b, c + 20, d - 20)),
        "SIG_BROKEN",
    ),
    "negative byte range": (
        lambda s: patch_byte_range(s.first, lambda a, b, c, d: (a, b, -1, d)),
        None,
    ),
    "huge byte range": (
        lambda s: patch_byte_range(s.first, lambda a, b, c, d: (a, b, c, 9 * d)),
        None,
    ),
    "empty byte range": (
        lambda s: patch_byte_range(s.first, lambda *n: (0, 0, 0, 0)),
        None,
    ),
    "odd byte range": (
        lambda s: patch_byte_range(s.first, lambda a, b, c, d: (a, b, c)),
        None,
    ),
    "no byte range": (lambda s: s.first.replace(b"/ByteRange", b"/ByteRangX"), None),
    "no signature value": (
        lambda s: s.first.replace(b"/Contents <", b"/Contentz <"),
        None,
    ),
    "unsigned": (lambda s: s.blank, "NO_SIGNATURE"),
    "encrypted": (lambda s: encrypt(s.blank, "secret"), "ENCRYPTED"),
    "encrypted without a password": (lambda s: encrypt(s.blank, ""), "ENCRYPTED"),
    "empty": (lambda s: b"", "EMPTY"),
    "garbage": (lambda s: make_noise(1), "NOT_PDF"),
    "zeros": (lambda s: bytes(5000), "NOT_PDF"),
    "only a head": (lambda s: b"%PDF-1.7\n", "MALFORMED"),
    "head and garbage": (
        lambda s: b"%PDF-1.7\n" + make_noise(2),
        "MALFORMED",
    ),
    "JPEG": (lambda s: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(2000), "SCAN"),
    "PNG": (lambda s: b"\x89PNG\r\n\x1a\n" + bytes(2000), "SCAN"),
    "XML signature": (lambda s: b'<?xml version="1.0"?><ds:Signature/>', "XADES_XML"),
    "p7m": (lambda s: b"\x30\x82\x10\x00\x06\x09" + bytes(2000), "CONTAINER"),
    "ASiC": (lambda s: zip_with(s.archived), "CONTAINER"),
    "deep arrays": (
        lambda s: (
            b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj\n"
            b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF"
        ),
        "MALFORMED",
    ),
    "deep trailer": (
        lambda s: (
            b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n"
            + b"<< /A " * 50_000
            + b"\nstartxref\n9\n%%EOF"
        ),
        "MALFORMED",
    ),
    "cross-references in a circle": (
        lambda s: (
            b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n"
            b"trailer\n<< /Size 1 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF"
        ),
        "MALFORMED",
    ),
}
