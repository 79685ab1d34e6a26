"""The test suite: fast hashes, mails in memory, nothing outside a temporary folder."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="cluster-tests-"))

from .dev import *  # noqa: F403 -- VAR_DIR has to be set before base reads it

DEBUG = False
# A third flow, by the recipe of docs/adding-a-flow.md.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.toy_flow"]  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Tests are rolled back and so never say what changed: those of the cache
    # set it themselves.
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Four writers need a file: SQLite in memory cannot be shared between processes.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # Killed processes are tested, power cuts are not: no need to wait for the disk.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405
    DATABASES["default"]["TEST"] = {  # noqa: F405 -- from base
        "NAME": str(Path(os.environ["VAR_DIR"]) / "test.sqlite3")
    }
