"""Signs and validates a small document, to show that the set-up works."""

import time
from datetime import datetime

from ..exceptions import SigningFailed
from .appearance import Appearance
from .backends import get_backend
from .render import SignatureBox, render
from .sign import append_signature
from .validation import validate

HTML = (
    '<!doctype html><html lang="en"><head><title>Self-test</title></head>'
    '<body><h1>Self-test</h1><div id="box">&nbsp;</div></body></html>'
)
CSS = "#box { width: 60mm; height: 15mm; }"


def get_seal_expiry() -> datetime:
    """Return when the certificate of the seal ends. Raises ``NotConfigured``."""
    return get_backend().get_seal_signer().signing_cert.not_valid_after


def sign_and_validate() -> int:
    """Return how many milliseconds it took.

    Raises ``SigningFailed`` or ``NotConfigured``.
    """
    started = time.perf_counter()
    backend = get_backend()
    rendered = render(HTML, css=CSS, boxes=(SignatureBox("box", "self-test", "Box"),))
    signed = append_signature(
        rendered.content,
        backend=backend,
        identity=None,
        field_name="self-test",
        appearance=Appearance(("Self-test",)),
        reason="Self-test",
    )
    verdict = validate(signed, backend=backend, limit=len(signed))
    if not verdict.ok:
        raise SigningFailed("The signature of the self-test is not valid.")
    return round((time.perf_counter() - started) * 1000)
