"""A draft as a PDF, made in a child process: people may type anything into a draft."""

from . import limits
from .render import RenderedPdf, render


def render_preview(html: str, *, css: str) -> RenderedPdf:
    """Return a document without fields. Raises ``LimitExceeded``."""
    return limits.run(_render, html.encode(), css)


def _render(html: bytes, css: str) -> RenderedPdf:
    return render(html.decode(), css=css)
