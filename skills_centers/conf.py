"""Settings of this package, read when they are used. See docs/settings.md."""

from django.conf import settings

DEFAULTS = {"TRUSTED_PROXIES": 0}


def get(name: str):
    """Return a setting of ``CLUSTER_SKILLS_CENTERS`` or its default.

    Raises ``KeyError`` for a name that does not exist.
    """
    return getattr(settings, "CLUSTER_SKILLS_CENTERS", {}).get(name, DEFAULTS[name])
