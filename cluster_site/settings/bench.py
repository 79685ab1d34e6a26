"""`make bench`: production behaviour on a throw-away folder."""

from .test import *  # noqa: F403 -- settings are layered this way in Django projects

PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
