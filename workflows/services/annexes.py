"""Annex files: what is let in, stored by content, listed with its hash."""

import io
import re
import unicodedata
import zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import conf
from . import audit, storage

# Extension → (content type, first bytes). No format that runs or nests code.
ALLOWED = {
    "pdf": ("application/pdf", b"%PDF-"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"PK\x03\x04",
    ),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        b"PK\x03\x04",
    ),
}
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_MEMBERS = 2000
MAX_ANNEXES = 30


def clean_file_name(name: str) -> str:
    """Return a name without path, control characters or bidirectional marks."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:150]}{dot}{extension[:10]}" if dot else name[:160]


def check_number(agreement) -> None:
    """Raise ``ValidationError`` if no annex may be added."""
    if agreement.annexes.count() >= MAX_ANNEXES:
        raise ValidationError(
            _("An agreement has at most %(number)s annexes.") % {"number": MAX_ANNEXES}
        )


def check_file(name: str, content: bytes) -> str:
    """Return the content type of an uploaded annex.

    Raises ``ValidationError`` with a sentence for the person who uploads: wrong
    type, wrong content, too big, password, macros, an archive that explodes.
    """
    if not content:
        raise ValidationError(_("The file is empty."))
    limit = conf.get("MAX_ANNEX_BYTES")
    if len(content) > limit:
        raise ValidationError(
            _("The file is larger than %(limit)s MB.") % {"limit": limit // 1024**2}
        )
    extension = name.rpartition(".")[2].lower()
    if extension not in ALLOWED:
        raise ValidationError(
            _("Files of this type are not accepted. Use PDF, DOCX, XLSX, PNG or JPG.")
        )
    content_type, magic = ALLOWED[extension]
    if not content.startswith(magic):
        raise ValidationError(_("The content does not fit the name of the file."))
    if extension in {"docx", "xlsx"}:
        _check_office_file(content)
    if extension == "pdf" and b"/Encrypt" in content[-4096:]:
        raise ValidationError(_("The file is protected with a password."))
    return content_type


def add(rows, about, *, user, name: str, content_type: str, content: bytes, **fields):
    """Store a checked file of ``about`` and return its row, new among ``rows``."""
    row = rows.create(
        file_name=name,
        content_type=content_type,
        sha256=storage.save(content),
        size=len(content),
        uploaded_by=user,
        **fields,
    )
    _record("cluster_workflows.add_annex", row, about, user)
    return row


def remove(row, about, *, user) -> None:
    """Take a file off ``about``; its bytes stay in the archive."""
    _record("cluster_workflows.remove_annex", row, about, user)
    row.delete()


def _record(action: str, row, about, user) -> None:
    data = {"file": row.file_name, "sha256": row.sha256}
    audit.record(action, about, user=user, data=data)


def _check_office_file(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise ValidationError(_("The file is damaged and cannot be read.")) from error
    if (
        len(members) > MAX_MEMBERS
        or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES
    ):
        raise ValidationError(_("The file unpacks to far more than it seems."))
    names = [member.filename.lower() for member in members]
    if "[content_types].xml" not in names:
        raise ValidationError(_("The content does not fit the name of the file."))
    if any("vbaproject" in name or "activex" in name for name in names):
        raise ValidationError(_("Files with macros are not accepted."))
