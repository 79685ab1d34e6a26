"""Settings of the partner register, read when they are used."""

from django.conf import settings

DEFAULTS = {
    "REQUIRE_SECOND_FACTOR": False,
    "CONFIRMATION_SECONDS": 300,
    "TRUSTED_PROXIES": 0,
}


def get(name: str):
    """Return a setting of ``CLUSTER_PARTNERS`` or its default.

    Raises ``KeyError`` for a name that does not exist.
    """
    return getattr(settings, "CLUSTER_PARTNERS", {}).get(name, DEFAULTS[name])
