"""The cluster in numbers, counted in one place for every page that shows them."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, QuerySet, Value
from django.utils import timezone
from django.utils.translation import npgettext

from workflows.services import statistics


@dataclass(frozen=True)
class Number:
    # Also the name of the section that lists them.
    key: str
    count: int
    label: str


def list_numbers() -> list[Number]:
    """Count partners, patronage classes in force, courses and coming events.

    A page counts once however many languages it has. One query.
    """
    counts = _count()
    partners, classes = counts.get("partners", 0), counts.get("classes", 0)
    courses, events = counts.get("courses", 0), counts.get("events", 0)
    return [
        Number(
            "partners", partners, npgettext("how many", "partner", "partners", partners)
        ),
        Number(
            "classes",
            classes,
            npgettext("how many", "patronage class", "patronage classes", classes),
        ),
        Number("courses", courses, npgettext("how many", "course", "courses", courses)),
        Number(
            "events",
            events,
            npgettext("how many", "coming event", "coming events", events),
        ),
    ]


def _count() -> dict[str, int]:
    first, *others = [
        queryset.order_by()
        .values(counted_as=Value(key))
        .annotate(how_many=Count(counted, distinct=True))
        .values_list("counted_as", "how_many")
        for key, queryset, counted in _list_counted()
    ]
    return dict(first.union(*others, all=True))


def _list_counted() -> list[tuple[str, QuerySet, str]]:
    # The office's statistics count the same rows.
    counted = [("classes", statistics.list_agreements_in_force(), "pk")]
    for key, label, conditions in (
        ("partners", "cluster_partners.PartnerPage", {}),
        ("courses", "cluster_skills_centers.CoursePage", {}),
        ("events", "cluster_home.EventPage", {"over_at__gt": timezone.now()}),
    ):
        pages = apps.get_model(label).objects.live().filter(**conditions)
        counted.append((key, pages, "translation_key"))
    return counted
