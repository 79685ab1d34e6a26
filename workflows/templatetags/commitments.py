"""Details of a commitment in words, for the portal and for documents.

A commitment is a row, or an entry of the canonical content.
"""

from django import template
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..enums import Channel
from ..models import Commitment
from ..models.commitments import DETAILS, WrittenDetail, write_details

register = template.Library()

# Details of a scholarship that have a column of their own.
COLUMNS = ("amount", "months", "max_recipients")


@register.filter
def written_details(commitment: Commitment | dict, language: str = "") -> SafeString:
    """Return the details as one line, in the language of the reader unless told.

    What somebody typed is marked as Polish. Empty when there are no details.
    """
    if isinstance(commitment, Commitment):
        return _write(commitment.area, commitment.details, language)
    # Form 1 of the content has no details.
    return _write(commitment["area"], commitment.get("details") or {}, language)


@register.filter
def written_criteria(scholarship: dict, language: str) -> SafeString:
    """Return what a scholarship asks for, as one line."""
    criteria = {k: v for k, v in scholarship["details"].items() if k not in COLUMNS}
    return _write(scholarship["area"], criteria, language)


def _write(area, details, language) -> SafeString:
    language = language or translation.get_language()
    with translation.override(language):
        written = write_details(area, details)
    return format_html_join(
        "; ", "{}{}", ((item.label, _mark_value(item, language)) for item in written)
    )


def _mark_value(item: WrittenDetail, language: str) -> SafeString:
    if item.is_address:
        return format_html(': <a href="{0}">{0}</a>', item.value)
    if item.is_typed and language != "pl":
        return format_html(': <span lang="pl">{}</span>', item.value)
    return format_html(": {}", item.value) if item.value else SafeString()


@register.filter
def written_detail(commitment: dict, key: str) -> str:
    """Return one detail in the active language, or nothing."""
    value = commitment["details"].get(key)
    if value in (None, ""):
        return ""
    return DETAILS[commitment["area"]][key].write(value)


@register.filter
def channel_names(channels: list, language: str) -> str:
    """Return the names of channels in one of the languages of a document."""
    with translation.override(language):
        return ", ".join(str(Channel(channel).label) for channel in channels)
