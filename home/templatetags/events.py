from django import template

from partners.structured_data import render_json_ld

from ..services.events import build_event_data

register = template.Library()


@register.simple_tag(takes_context=True)
def event_json_ld(context, page) -> str:
    """Describe the event to search engines."""
    return render_json_ld(build_event_data(page, context.get("organisers", [])))
