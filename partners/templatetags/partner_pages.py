"""Small helpers of the public pages."""

import re

from django import template
from django.utils.html import format_html, format_html_join

from ..structured_data import render_json_ld

register = template.Library()

POSTCODE = re.compile(r"\b(\d{2}-\d{3})\b", re.ASCII)


@register.filter
def json_ld(data: dict):
    """Write schema.org data into the page."""
    return render_json_ld(data) if data else ""


@register.filter
def keep_postcodes(address: str):
    """Write an address so that no line ends in the middle of a Polish postcode."""
    *parts, rest = POSTCODE.split(address)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    kept = format_html_join("", '{}<span class="nowrap">{}</span>', pairs)
    return format_html("{}{}", kept, rest)


@register.filter
def get_item(mapping: dict, key):
    """Return the value of a key that is a variable; empty without."""
    return mapping.get(key, "")
