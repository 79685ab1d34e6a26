"""Work on one machine: debug pages, mails as files, test certificates."""

from .base import *  # noqa: F403 -- settings are layered this way in Django projects
from .base import CLUSTER_WORKFLOWS

DEBUG = True
SECRET_KEY = "development-only-not-a-secret"  # noqa: S105 -- never used in production
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = True

CLUSTER_WORKFLOWS = {
    **CLUSTER_WORKFLOWS,
    "AUTHORITY_PASSPHRASE": CLUSTER_WORKFLOWS["AUTHORITY_PASSPHRASE"]
    or "development-only",
    "TEST_MODE": True,
}
