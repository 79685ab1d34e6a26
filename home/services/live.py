"""What blocks and the home page show of other parts of the site, in few queries."""

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from ..enums import EventStatus
from .pages import exclude_private


def _list_pages(label: str) -> QuerySet:
    """Return live pages of a type in the active language."""
    pages = apps.get_model(label).objects.live()
    return exclude_private(
        pages.filter(locale__language_code=get_language()).select_related("locale")
    )


def list_partners(*, kind: str = "", limit: int = 12) -> list:
    pages = _list_pages("cluster_partners.PartnerPage").select_related("organisation")
    if kind:
        pages = pages.filter(organisation__kind=kind)
    return list(pages.order_by("title", "pk")[:limit])


def list_courses(*, limit: int = 6) -> list:
    pages = _list_pages("cluster_skills_centers.CoursePage")
    return list(pages.order_by("title", "pk")[:limit])


def list_events(*, kind: str = "", limit: int = 4) -> list:
    pages = _list_pages("cluster_home.EventPage").filter(
        over_at__gt=timezone.now(), status=EventStatus.SCHEDULED
    )
    if kind:
        pages = pages.filter(kind=kind)
    return list(pages.order_by("starts_at", "pk")[:limit])


def list_news(*, limit: int = 3) -> list:
    pages = _list_pages("cluster_home.NewsPage").select_related("picture")
    return list(
        pages.prefetch_related("picture__renditions").order_by("-date", "-pk")[:limit]
    )
