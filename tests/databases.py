"""Test databases: migrated once, put back in milliseconds.

Hundreds of migrations take half a minute in each worker, and emptying all tables
after each test that commits takes two seconds. So the migrated file is kept under
``var/``, named after what made it, and a test that commits gets a copy of it back.
What many tests begin with is made once in a process and copied as well. PostgreSQL
copies its databases itself; its server is new in each run, so nothing is kept.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection, connections, transaction
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


def _get_snapshot_path(name: str) -> Path:
    database = Path(str(connection.settings_dict["NAME"])).name
    return Path(os.environ["VAR_DIR"]) / f"{database}.{name}"


def _save(name: str) -> None:
    connections.close_all()
    if is_sqlite():
        _copy(Path(connection.settings_dict["NAME"]), _get_snapshot_path(name))
    else:
        _copy_database(connection.settings_dict["NAME"], _get_snapshot_path(name).name)


def _load(name: str) -> None:
    connections.close_all()
    # Also where a test left a transaction open: begins afresh in any case.
    if is_sqlite():
        connection.connect()
        with sqlite3.connect(_get_snapshot_path(name)) as kept:
            kept.backup(connection.connection)
        kept.close()
    else:
        _copy_database(_get_snapshot_path(name).name, connection.settings_dict["NAME"])
        connection.connect()


def _copy_database(source: str, target: str) -> None:
    quote = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(target)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {quote(target)} TEMPLATE {quote(source)}")


class Beginnings:
    """What tests begin with: the migrated database, or one with demo data in it.

    Made once in a process, then copied. A test that is rolled back leaves it as it
    is, so that the next one with the same beginning costs nothing.
    """

    def __init__(self):
        self._results: dict[str, tuple] = {}
        # The beginning that the database holds; nothing after a test that committed.
        self._current: str | None = None
        self._is_held = False

    def prepare(self) -> None:
        """Keep the migrated database, once Django has made it."""
        _save(MIGRATED)
        self._current = MIGRATED
        TransactionTestCase._fixture_teardown = lambda test: self.forget()

    def forget(self) -> None:
        """Somebody committed: the next test gets its beginning anew."""
        self._current = None

    def hold(self) -> None:
        """Leave the database alone: a module keeps its own data in it."""
        self._is_held = True
        self.forget()

    def release(self) -> None:
        """Let tests begin with what they ask for again."""
        self._is_held = False
        self.forget()

    @contextmanager
    def module_transaction(self, blocker):
        """Hold one transaction around the tests of a module, taken back at its end.

        Each test runs in a savepoint of it, so it changes what it likes.
        """
        with blocker.unblock():
            self.switch_to(MIGRATED)
            self.hold()
            try:
                with transaction.atomic():
                    yield
                    transaction.set_rollback(True)
            finally:
                self.release()

    def switch_to(self, name: str, build: Callable[[], Any] | None = None) -> None:
        """Put a beginning into the database, outside of any transaction.

        ``build()`` makes it where this is the first time. What it returns refers to
        rows by their keys only.
        """
        if self._is_held:
            return
        if build is not None and name not in self._results:
            self._restore(MIGRATED)
            result = build()
            documents = get_documents()
            if documents.exists():
                shutil.copytree(documents, _get_snapshot_path(f"{name}-documents"))
            _save(name)
            self._results[name] = (result, list(mail.outbox))
            mail.outbox.clear()
            self._current = name
            return
        if self._current != name:
            self._restore(name)
        kept = _get_snapshot_path(f"{name}-documents")
        if kept.exists():
            shutil.copytree(kept, get_documents(), dirs_exist_ok=True)

    def get_result(self, name: str, build: Callable[[], Any]) -> Any:
        """Return what ``build()`` returned, and have the mails that it sent.

        Where the database does not hold the beginning, it is built on the spot.
        """
        if self._current != name:
            return build()
        result, mails = self._results[name]
        mail.outbox.extend(mails)
        return result

    def _restore(self, name: str) -> None:
        _load(name)
        # Their numbers may differ between beginnings.
        ContentType.objects.clear_cache()
        self._current = name


MIGRATED = "migrated"
beginnings = Beginnings()


def get_documents() -> Path:
    """Return where signed files are stored in this test."""
    return Path(settings.CLUSTER_WORKFLOWS["DOCUMENT_ROOT"])
