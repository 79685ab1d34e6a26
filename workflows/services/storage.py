"""Private files, named by the hash of their content, and never changed.

Nothing serves this folder: downloads go through views that ask for permission.
"""

import hashlib
import os
import re
import uuid
from pathlib import Path

from .. import conf


def _get_path(sha256: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise FileNotFoundError(sha256)
    root = Path(conf.get("DOCUMENT_ROOT"))
    return root / sha256[:2] / sha256[2:4] / sha256


def save(content: bytes) -> str:
    """Store bytes and return their SHA-256.

    Written under a temporary name in the same folder, flushed, renamed, and
    the folder (with its parents, when new) flushed: after this returns, a power
    cut loses nothing. Storing the same bytes twice is the same as once. Raises
    ``OSError`` (disk full).
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = _get_path(sha256)
    if path.exists() and path.read_bytes() == content:
        return sha256
    folders = [path.parent]
    if not path.parent.exists():
        folders += path.parents[1:3]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{uuid.uuid4().hex}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o400)
        temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)
    for folder in folders:
        _flush_folder(folder)
    return sha256


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(sha256: str) -> bytes:
    """Return stored bytes.

    Raises ``FileNotFoundError`` when they are gone and ``ValueError`` when they
    are no longer what they were.
    """
    content = _get_path(sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError("A stored file does not match its name.")
    return content
