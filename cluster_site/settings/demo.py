"""`make demo`: as in development, without debug pages in front of an audience."""

from .dev import *  # noqa: F403 -- settings are layered this way in Django projects

DEBUG = False
# Without collectstatic: WhiteNoise finds the files where the apps keep them.
WHITENOISE_USE_FINDERS = True
