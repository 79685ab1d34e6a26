"""Who sits at the keyboard: asked again at the moment of signing.

The class that ``REAUTHENTICATE`` names says how. ``PasswordProof`` is the default and
lists the names that another class needs: a host's way to know its people stays
with the host.
"""

from django.core.cache import cache
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from .. import conf
from ..exceptions import ReauthenticationFailed

MAX_FAILURES = 5
WINDOW_SECONDS = 900


class PasswordProof:
    """The password of the account.

    An object answers for one person, one request and one ``subject``: the step
    and the file that is signed. ``request`` is ``None`` where a program signs.
    """

    #: A confirmation given elsewhere for this subject, with ``method`` and ``text``.
    confirmation = None
    #: The button that leads to it; empty where there is none.
    confirm_label = ""
    autocomplete = "current-password"

    def __init__(self, user, request=None, subject: str = ""):
        self.user = user
        self.request = request
        self.subject = subject

    @property
    def label(self) -> str:
        """Of the secret's field. Empty: this account has nothing to type."""
        return _("Your password") if self.user.has_usable_password() else ""

    @property
    def help_text(self) -> str:
        return _("We ask again, so that nobody else signs in your name.")

    @property
    def wrong(self) -> str:
        """What to say when the secret is wrong."""
        return _("This password is not right.")

    @property
    def missing(self) -> str:
        """What to say when nothing was given."""
        return _("Type your password.") if self.label else self.advice

    @property
    def advice(self) -> str:
        """What to say to somebody who can prove nothing."""
        return _("Your account has no password, so you cannot sign yet. Set one first.")

    def list_ways_out(self) -> list[tuple[str, str]]:
        """Return label and address of the pages that help with ``advice``."""
        return []

    def check(self, secret: str) -> str:
        """Return the name of the method that the secret proves, or nothing."""
        return "password" if secret and self.user.check_password(secret) else ""

    def start_confirmation(self, next_url: str) -> str:
        """Return the address that asks the person and comes back to ``next_url``."""
        raise NotImplementedError("A proof with a confirm_label says where it leads.")


def get_proof(user, request, step, sha256: str):
    """Return how this person proves themselves for a step and the file shown there."""
    proof_class = import_string(conf.get("REAUTHENTICATE"))
    return proof_class(user, request, f"{step.pk}:{sha256}")


def reauthenticate(proof, secret: str) -> str:
    """Return the name of the method by which the person proved themselves.

    A confirmation given elsewhere cannot be guessed, so only secrets are counted.
    Raises ``ReauthenticationFailed`` when the secret is wrong, was wrong too
    often, or when there is neither secret nor confirmation.
    """
    if not secret:
        if proof.confirmation is None:
            raise ReauthenticationFailed(proof.missing)
        return proof.confirmation.method
    key = f"cluster_workflows:reauthentication:{proof.user.pk}"
    if cache.get(key, 0) >= MAX_FAILURES:
        raise ReauthenticationFailed(
            _("Too many wrong attempts. Try again in a quarter of an hour.")
        )
    method = proof.check(secret)
    if not method:
        cache.add(key, 0, WINDOW_SECONDS)
        try:
            cache.incr(key)
        except ValueError:
            cache.set(key, 1, WINDOW_SECONDS)
        raise ReauthenticationFailed(proof.wrong)
    cache.delete(key)
    return method
