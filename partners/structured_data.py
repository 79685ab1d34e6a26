"""Facts for machines: schema.org as JSON-LD."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# What could end the element or begin a comment, as in Django's json_script.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def drop_empty(value):
    """Return ``value`` without empty entries: an unknown fact is not said."""
    if isinstance(value, dict):
        pairs = ((key, drop_empty(item)) for key, item in value.items())
        return {key: item for key, item in pairs if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [drop_empty(item) for item in value]
    return value


def render_json_ld(data: dict) -> SafeString:
    """Return the element for the page. It is data: no browser runs it."""
    text = json.dumps(
        {"@context": "https://schema.org", **drop_empty(data)},
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
    ).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # escaped above
    )
