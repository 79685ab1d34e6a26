"""What the public pages of centers and courses ask for."""

import re

from django import template
from django.utils.html import format_html_join

from .. import structured_data
from ..services import listings

register = template.Library()

# After the dash of a period, between two times, and before the hours of a day.
BETWEEN_DAYS = re.compile(r"(?<=[–;]) |(?<=,) (?=\d)")


@register.filter
def keep_days(period: str):
    """Write when something takes place: lines end between days, not inside one."""
    parts = ((part,) for part in BETWEEN_DAYS.split(period))
    return format_html_join(" ", '<span class="nowrap">{}</span>', parts)


@register.simple_tag
def list_centers(index) -> dict:
    """Return the centers of a list and the editions that come next."""
    centers, coming = listings.list_centers(index)
    return {"centers": centers, "coming": coming}


@register.simple_tag
def list_courses(center):
    """Return the courses of a center with their coming editions."""
    return listings.list_courses(center)


@register.simple_tag
def list_coming(course):
    return listings.list_coming(course)


@register.simple_tag
def list_past(course):
    return listings.list_past(course)


@register.simple_tag(takes_context=True)
def describe_course(context, course, editions) -> dict:
    """Return the course in the words of schema.org."""
    return structured_data.build_course(course, editions, context.get("request"))


@register.simple_tag(takes_context=True)
def describe_center(context, center) -> dict:
    """Return the center in the words of schema.org."""
    return structured_data.build_center(center, context.get("request"))
