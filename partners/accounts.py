"""Accounts of django-allauth: given by invitation, and asked again who sits there."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from . import conf

# Templates read it, too: no dot.
CONFIRMATION_SESSION_KEY = "cluster_partners_confirmation"


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Closes the sign-up form of django-allauth."""

    def is_open_for_signup(self, request):
        return False

    def format_email_subject(self, subject):
        """No name of a server in front: the sender says who writes."""
        return str(subject)

    def is_safe_url(self, url):
        """Nor back to the office for people it sent here: that goes in circles."""
        return super().is_safe_url(url) and not self._is_closed_office(url)

    def _is_closed_office(self, url) -> bool:
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return False
        try:
            office = reverse("wagtailadmin_home")
        except NoReverseMatch:
            return False
        return url.startswith(office) and not user.has_perm("wagtailadmin.access_admin")


@dataclass(frozen=True)
class Confirmation:
    """A passkey was used for this very subject, a moment ago."""

    method: str
    text: str


class AccountProof:
    """Who signs: password, code of an app, recovery code or passkey.

    For ``CLUSTER_WORKFLOWS["REAUTHENTICATE"]``; the names are those of
    ``workflows.services.reauthentication.PasswordProof``. The passkey is asked for
    by allauth's own page. It counts when that page was entered from the ``subject``
    and led back to it, for ``CONFIRMATION_SECONDS``: a sign-in, or a passkey used for
    anything else, is not consent to a document.
    """

    def __init__(self, user, request=None, subject: str = ""):
        self.user = user
        self.request = request
        self.subject = subject

    @cached_property
    def _factors(self) -> dict:
        """Authenticators of the account by type; none where ``allauth.mfa`` is not."""
        if not hasattr(self.user, "authenticator_set"):
            return {}
        return {row.type: row for row in self.user.authenticator_set.all()}

    @property
    def _codes(self) -> list:
        """Authenticators that check what is typed: first the app."""
        return [
            self._factors[kind]
            for kind in ("totp", "recovery_codes")
            if kind in self._factors
        ]

    @property
    def _passkey_url(self) -> str:
        if "webauthn" not in self._factors:
            return ""
        try:
            return reverse("mfa_reauthenticate_webauthn")
        except NoReverseMatch:
            # Switched off after keys had been registered.
            return ""

    @property
    def autocomplete(self) -> str:
        password = self.user.has_usable_password()
        return "current-password" if password else "one-time-code"

    @property
    def label(self) -> str:
        if self.user.has_usable_password():
            if "totp" in self._factors:
                return _("Your password or a code from your authenticator app")
            return _("Your password")
        if "totp" in self._factors:
            return _("Code from your authenticator app")
        return _("Recovery code") if self._codes else ""

    @property
    def help_text(self) -> str:
        sentences = [_("We ask again, so that nobody else signs in your name.")]
        if "recovery_codes" in self._factors:
            sentences.append(_("A recovery code works too, once."))
        return " ".join(sentences)

    @property
    def wrong(self) -> str:
        if not self._codes:
            return _("This password is not right.")
        if not self.user.has_usable_password():
            return _("This code is not right. A code works only once: take the next.")
        return _(
            "This password or code is not right. A code works only once: take the next."
        )

    @property
    def missing(self) -> str:
        if self.confirm_label and self.label:
            return _(
                "Fill this in, or confirm with your passkey. A confirmation counts for "
                "this document only, and not for long."
            )
        if self.confirm_label:
            return _(
                "Confirm with your passkey. A confirmation counts for this document "
                "only, and not for long."
            )
        return _("Fill this in.") if self.label else self.advice

    @property
    def advice(self) -> str:
        return _(
            "Your account has neither a password nor an authenticator app nor a "
            "passkey, so you cannot sign yet. Set one up first."
        )

    def list_ways_out(self) -> list[tuple[str, str]]:
        return [
            (_("Get a link to set a password"), reverse("account_reset_password")),
            (_("Set up an app or a passkey"), reverse("mfa_index")),
        ]

    def check(self, secret: str) -> str:
        """Return the method; a code is used up by it."""
        if not secret:
            return ""
        if self.user.check_password(secret):
            return "password"
        for authenticator in self._codes:
            if authenticator.wrap().validate_code(secret):
                authenticator.record_usage()
                return authenticator.type
        return ""

    @property
    def confirm_label(self) -> str:
        return _("Confirm with your passkey") if self._passkey_url else ""

    def start_confirmation(self, next_url: str) -> str:
        """Return the address of allauth's page; one confirmation is open at a time."""
        self.request.session[CONFIRMATION_SESSION_KEY] = {
            "user": str(self.user.pk),
            "subject": self.subject,
            "next": next_url,
            "at": None,
        }
        return f"{self._passkey_url}?{urlencode({REDIRECT_FIELD_NAME: next_url})}"

    @cached_property
    def confirmation(self) -> Confirmation | None:
        kept = getattr(self.request, "session", {}).get(CONFIRMATION_SESSION_KEY)
        if not kept or kept["at"] is None:
            return None
        if (kept["user"], kept["subject"]) != (str(self.user.pk), self.subject):
            return None
        seconds = conf.get("CONFIRMATION_SECONDS")
        if not 0 <= time.time() - kept["at"] < seconds:
            return None
        text = _("Confirmed with your passkey at %(time)s; valid until %(until)s.")
        times = {"time": kept["at"], "until": kept["at"] + seconds}
        return Confirmation(
            method="passkey",
            text=text % {name: _format_time(value) for name, value in times.items()},
        )


def remember_confirmation(
    sender, request, user, authenticator, reauthenticated=False, **kwargs
):
    """Keep that a passkey answered for what was waiting for it.

    Receives allauth's ``authenticator_used``. Only a re-authentication that goes
    back to the page which asked for it counts, and only if the key checked the
    person by PIN or body: a key left in its socket answers to any finger.
    """
    kept = request.session.get(CONFIRMATION_SESSION_KEY)
    if not reauthenticated or authenticator.type != "webauthn" or not kept:
        return
    if kept["user"] != str(user.pk):
        return
    if kept["next"] != request.POST.get(REDIRECT_FIELD_NAME):
        return
    if not _is_person_verified(request.POST["credential"]):
        messages.warning(
            request,
            _(
                "Your key did not ask for a PIN, a fingerprint or your face. It opens "
                "the account, but nothing can be signed with it."
            ),
        )
        return
    request.session[CONFIRMATION_SESSION_KEY] = {**kept, "at": time.time()}


def _is_person_verified(credential: str) -> bool:
    """Read WebAuthn's flag “user verified” from an assertion that allauth checked."""
    from fido2.webauthn import AuthenticationResponse  # noqa: PLC0415 -- optional

    answer = AuthenticationResponse.from_dict(json.loads(credential))
    return answer.response.authenticator_data.is_user_verified()


def _format_time(timestamp: float) -> str:
    moment = localtime(datetime.fromtimestamp(timestamp, UTC))
    return date_format(moment, "TIME_FORMAT")
