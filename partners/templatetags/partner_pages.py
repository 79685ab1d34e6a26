"""Small helpers of the public pages."""

from django import template

from ..structured_data import render_json_ld

register = template.Library()


@register.filter
def json_ld(data: dict):
    """Write schema.org data into the page."""
    return render_json_ld(data) if data else ""


@register.filter
def get_item(mapping: dict, key):
    """Return the value of a key that is a variable; empty without."""
    return mapping.get(key, "")
