"""Work on one machine: debug pages, mails as files, test certificates."""

from .base import *  # noqa: F403 -- settings are layered this way in Django projects

DEBUG = True
SECRET_KEY = "development-only-not-a-secret"  # noqa: S105 -- never used in production
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = True

CLUSTER_WORKFLOWS = {
    **CLUSTER_WORKFLOWS,  # noqa: F405 -- from base
    "AUTHORITY_PASSPHRASE": "development-only",
    "TEST_MODE": True,
}
