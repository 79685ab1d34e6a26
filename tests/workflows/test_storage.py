"""Stored files are whole or absent, named by their hash, and never change."""

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from workflows import conf
from workflows.services import storage

CONTENT = b"%PDF-1.7 anything"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def root() -> Path:
    return Path(conf.get("DOCUMENT_ROOT"))


def list_files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_file_is_named_by_its_content(root):
    assert storage.save(CONTENT) == SHA256

    assert storage.read(SHA256) == CONTENT
    assert list_files(root) == [root / SHA256[:2] / SHA256[2:4] / SHA256]


def test_file_is_for_the_owner_to_read_only(root):
    storage.save(CONTENT)

    assert stat.S_IMODE(list_files(root)[0].stat().st_mode) == 0o400


def test_saving_twice_is_the_same_as_once(root):
    storage.save(CONTENT)
    first = list_files(root)[0].stat()

    assert storage.save(CONTENT) == SHA256

    assert len(list_files(root)) == 1
    assert list_files(root)[0].stat().st_ino == first.st_ino


def test_empty_file_can_be_stored():
    assert storage.read(storage.save(b"")) == b""


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../../etc/passwd",
        "/etc/passwd",
        "..%2f" * 4,
        SHA256.upper(),
        SHA256[:-1],
        SHA256 + "0",
        SHA256 + "\n",
        "../" + SHA256,
        SHA256[:-1] + "\x00",
        SHA256[:-1] + "\u0660",
    ],
)
def test_name_that_is_no_hash_is_refused(name):
    storage.save(CONTENT)

    with pytest.raises(FileNotFoundError):
        storage.read(name)


def test_file_that_is_gone_is_said_to_be_gone():
    with pytest.raises(FileNotFoundError):
        storage.read(SHA256)


@pytest.mark.parametrize(
    "spoiled", [b"", CONTENT[:-1], CONTENT + b"\n", CONTENT.swapcase()]
)
def test_changed_bytes_are_noticed(root, spoiled):
    storage.save(CONTENT)
    path = list_files(root)[0]
    path.chmod(0o600)
    path.write_bytes(spoiled)

    with pytest.raises(ValueError, match="does not match"):
        storage.read(SHA256)


@pytest.mark.parametrize(
    "spoiled", [b"", CONTENT[:-1], CONTENT.swapcase()], ids=["empty", "cut", "other"]
)
def test_saving_again_repairs_a_spoiled_file(root, spoiled):
    storage.save(CONTENT)
    path = list_files(root)[0]
    path.chmod(0o600)
    path.write_bytes(spoiled)

    storage.save(CONTENT)

    assert storage.read(SHA256) == CONTENT


def test_full_disk_leaves_no_file(root, monkeypatch):
    def fail(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="No space"):
            storage.save(CONTENT)

    assert list_files(root) == []
    assert storage.save(CONTENT) == SHA256
    assert storage.read(SHA256) == CONTENT


def test_folder_that_cannot_be_made_is_an_error(settings, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    settings.CLUSTER_WORKFLOWS = {
        **settings.CLUSTER_WORKFLOWS,
        "DOCUMENT_ROOT": str(tmp_path / "file"),
    }

    with pytest.raises(OSError):
        storage.save(CONTENT)


def test_file_and_folder_are_flushed_before_save_returns(root, monkeypatch):
    flushed = []
    fsync = os.fsync

    def note(descriptor):
        flushed.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)

    storage.save(CONTENT)

    folder = root / SHA256[:2] / SHA256[2:4]
    assert flushed[0].parent == folder
    assert flushed[0].name.startswith(".")
    assert folder in flushed[1:]
    # A new folder has to survive too.
    assert folder.parent in flushed and root in flushed
