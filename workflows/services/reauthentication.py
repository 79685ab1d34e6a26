"""Who sits at the keyboard: asked again at the moment of signing."""

from django.core.cache import cache
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from .. import conf
from ..exceptions import ReauthenticationFailed

MAX_FAILURES = 5
WINDOW_SECONDS = 900


def check_password(user, secret: str, request=None) -> bool:
    """Say whether this is the password of the account."""
    return bool(secret) and user.check_password(secret)


def reauthenticate(user, secret: str, request=None) -> str:
    """Check a secret by the configured function and return the method's name.

    Raises ``ReauthenticationFailed`` when it is wrong or was wrong too often.
    """
    key = f"cluster_workflows:reauthentication:{user.pk}"
    if cache.get(key, 0) >= MAX_FAILURES:
        raise ReauthenticationFailed(
            _("Too many wrong attempts. Try again in a quarter of an hour.")
        )
    check = import_string(conf.get("REAUTHENTICATE"))
    if not check(user, secret, request):
        cache.add(key, 0, WINDOW_SECONDS)
        try:
            cache.incr(key)
        except ValueError:
            cache.set(key, 1, WINDOW_SECONDS)
        raise ReauthenticationFailed(_("This password is not right."))
    cache.delete(key)
    return check.__name__.removeprefix("check_")
