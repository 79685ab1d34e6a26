"""Settings of this package, read when they are used. See docs/settings.md."""

from django.conf import settings

DEFAULTS = {
    "BASE_URL": "http://localhost:8000",
    "DOCUMENT_ROOT": "var/documents",
    "KEY_DIRECTORY": "var/keys",
    "AUTHORITY_PASSPHRASE": "",
    "SIGNER_BACKEND": "workflows.pdf.backends.ClusterAuthority",
    "SIGNER_OPTIONS": {},
    "TIMESTAMP_URLS": [],
    "TIMESTAMP_TIMEOUT": 5,
    "TEST_MODE": False,
    "REAUTHENTICATE": "workflows.services.reauthentication.PasswordProof",
    "REMINDER_DAYS": [3, 7, 14],
    "REMINDER_LIMIT": 3,
    "STEP_DAYS": {"formal_check": 5, "party_approval": 7, "sign_off": 3, "sign": 14},
    "MINIMUM_WAGE": {
        "amount": "4806.00",
        "year": 2026,
        "source": "rozporządzenie Rady Ministrów z 11 września 2025 r.",
    },
    "MAX_UPLOAD_BYTES": 100 * 1024 * 1024,
    "CHILD_MEMORY_BYTES": 512 * 1024 * 1024,
    "CHILD_CPU_SECONDS": 15,
    "CHILD_SECONDS": 60,
    "MAX_ANNEX_BYTES": 10 * 1024 * 1024,
    "COMMENT_DAYS": 14,
    "RECOMMENDER_GROUP": "Programme council",
    # The mail of the day goes out with the first sweep after this hour.
    "DIGEST_HOUR": 6,
    # Kind → {"days": …, "delete": …}, where the defaults do not suit.
    "RETENTION": {},
    "JOINING_LINK_HOURS": 72,
    "JOINING_KEEP_DAYS": 14,
    "JOB_LEASE_SECONDS": 300,
    "JOB_ATTEMPTS": 5,
}


def get(name: str):
    """Return a setting of ``CLUSTER_WORKFLOWS`` or its default.

    Raises ``KeyError`` for a name that does not exist.
    """
    return getattr(settings, "CLUSTER_WORKFLOWS", {}).get(name, DEFAULTS[name])
