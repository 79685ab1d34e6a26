"""Test databases on SQLite: migrated once, put back in milliseconds.

Hundreds of migrations take half a minute in each worker, and emptying all tables
after each test that commits takes two seconds. So the migrated file is kept under
``var/``, named after what made it, and a test that commits gets a copy of it back.
What many tests begin with is made once in a process and copied as well.
PostgreSQL is migrated, filled and flushed as Django does it.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import connection, connections
from django.test import TransactionTestCase

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "test-databases"


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def get_cached_file() -> Path:
    """Return where the migrated database of these sources is kept."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    digest.update(repr(settings.INSTALLED_APPS).encode())
    for path in sorted(
        [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("tests/*/migrations/*.py")]
    ):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:24]}.sqlite3"


def begin():
    """Copy the kept database to where this process tests.

    Returns the lock while there is none to copy: whoever holds it makes one, and
    workers that come second wait.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    lock = (FOLDER / "lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    cached = get_cached_file()
    if cached.exists():
        shutil.copyfile(cached, connection.creation._get_test_db_name())
        lock.close()
        return None
    return lock


def keep(lock) -> None:
    """Keep what was migrated, if it was made here, and let the others go on."""
    if lock is None:
        return
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink()
    made = FOLDER / f"{os.getpid()}.tmp"
    connection.close()
    _copy(Path(connection.settings_dict["NAME"]), made)
    made.rename(get_cached_file())
    lock.close()


def _copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()


def restore_after_commits() -> None:
    """Give tests that commit the migrated database back, instead of a flush."""
    snapshot = _get_snapshot_path("migrated")
    connection.close()
    _copy(Path(connection.settings_dict["NAME"]), snapshot)
    TransactionTestCase._fixture_teardown = lambda self: _restore(snapshot)


def _get_snapshot_path(name: str) -> Path:
    return Path(f"{connection.settings_dict['NAME']}.{name}")


def _restore(snapshot: Path) -> None:
    connections.close_all()
    with sqlite3.connect(snapshot) as kept:
        connection.ensure_connection()
        kept.backup(connection.connection)
    kept.close()


_beginnings: dict[str, tuple] = {}


def begin_with(name: str, build: Callable[[], Any]) -> Any:
    """Return what ``build()`` returned, with the database, files and mails it left.

    ``build`` runs once in a process where tests commit, and each time where they are
    rolled back. Its result refers to rows by their keys only.
    """
    if not is_sqlite() or connection.in_atomic_block:
        return build()
    documents = Path(settings.CLUSTER_WORKFLOWS["DOCUMENT_ROOT"])
    kept_documents = _get_snapshot_path(f"{name}-documents")
    if name not in _beginnings:
        result = build()
        if documents.exists():
            shutil.copytree(documents, kept_documents)
        connection.close()
        _copy(Path(connection.settings_dict["NAME"]), _get_snapshot_path(name))
        _beginnings[name] = (result, list(mail.outbox))
        return result
    result, mails = _beginnings[name]
    _restore(_get_snapshot_path(name))
    if kept_documents.exists():
        shutil.copytree(kept_documents, documents, dirs_exist_ok=True)
    mail.outbox.extend(mails)
    return result
