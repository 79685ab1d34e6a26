"""`make bench`: the public pages as in production, without TLS."""

from .base import CACHES as _CACHES
from .base import DATABASES as _DATABASES
from .bench import *  # noqa: F403 -- settings are layered this way in Django projects

CACHES = _CACHES
DATABASES = {"default": {**_DATABASES["default"], "CONN_MAX_AGE": 600}}
