"""What wagtail-localize needs to know of our pages, where a site has it."""

from importlib.util import find_spec


def list_synchronized(*names: str) -> list:
    """Return overrides for fields that are the same in every language.

    For ``override_translatable_fields``. Nothing on a site without wagtail-localize,
    which this package does not require.
    """
    if find_spec("wagtail_localize") is None:
        return []
    from wagtail_localize.fields import (  # noqa: PLC0415 -- optional dependency
        SynchronizedField,
    )

    return [SynchronizedField(name, overridable=False) for name in names]
