"""Spam protection that asks nobody else and shows no puzzles.

A field that people do not see, the time it took to fill the form in, and a counter
per address. What fails is said in words and nothing typed is lost: a person whose
browser fills in everything is not turned away in silence.
"""

import hashlib
import time

from django import forms
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import conf

SHORTEST_SECONDS = 3
LONGEST_SECONDS = 24 * 60 * 60
# A whole class registers from the one address of its school.
CLIENT_LIMIT, MAILBOX_LIMIT = 60, 5
LIMIT_SECONDS = 60 * 60

_signer = signing.Signer(salt="cluster_partners.started")


def make_stamp(now: float | None = None) -> str:
    """Return a signed note of when the form was shown."""
    return _signer.sign(str(int(time.time() if now is None else now)))


def _read_stamp(stamp: str) -> int | None:
    try:
        return int(_signer.unsign(stamp))
    except (signing.BadSignature, ValueError):
        return None


class ProtectedForm(forms.Form):
    """A public form with a honeypot and a signed time stamp.

    The template shows ``form.website`` inside an element with ``hidden``.
    """

    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    started = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started"].initial = make_stamp

    @property
    def shown_fields(self) -> list:
        """The fields for people, in their order."""
        return [field for field in self if field.name not in {"website", "started"}]

    def clean(self):
        data = super().clean()
        if data.get("website"):
            raise ValidationError(
                _(
                    "This looks as if a program had filled in the form. A field that "
                    "people do not see is empty again; please send the form once more."
                )
            )
        started = _read_stamp(data.get("started", ""))
        age = time.time() - started if started is not None else None
        if age is None or age > LONGEST_SECONDS:
            raise ValidationError(
                _("The form was open for too long. Please send it once more.")
            )
        if age < SHORTEST_SECONDS:
            raise ValidationError(
                _("That was very fast. Please look at your data and send it once more.")
            )
        return data

    def renew(self) -> None:
        """Prepare the form to be shown again: a new stamp, an empty honeypot."""
        self.data = self.data.copy()
        self.data[self.add_prefix("started")] = make_stamp()
        self.data[self.add_prefix("website")] = ""


def get_client_address(request) -> str:
    """Return whom the nearest proxy that we trust has seen.

    Each proxy adds an address at the end of the header; what stands before those of
    ours, anybody may have written.
    """
    count = conf.get("TRUSTED_PROXIES")
    header = request.META.get("HTTP_X_FORWARDED_FOR", "")
    seen = [part.strip() for part in header.split(",") if part.strip()]
    if count and len(seen) >= count:
        return seen[-count]
    return request.META.get("REMOTE_ADDR", "")


def is_over_limit(request, scope: str, mailbox: str = "") -> bool:
    """Count an attempt and say whether this hour has seen too many.

    Counted are the client's network address and the mailbox that would get a
    message, so that nobody can flood it. Only hashes are kept, for an hour.
    """
    keys = [(f"{scope}:client:{get_client_address(request)}", CLIENT_LIMIT)]
    if mailbox:
        keys.append((f"{scope}:mailbox:{mailbox.strip().lower()}", MAILBOX_LIMIT))
    over = False
    for text, limit in keys:
        digest = hashlib.sha256(text.encode()).hexdigest()
        key = f"cluster_partners.limit.{digest}"
        cache.add(key, 0, LIMIT_SECONDS)
        try:
            over |= cache.incr(key) > limit
        except ValueError:
            # It ran out between the two lines: a new hour begins.
            cache.set(key, 1, LIMIT_SECONDS)
    return over
