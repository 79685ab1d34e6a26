"""The scope of a list in parts, each quick to read in the order of the list.

One condition with several ORs is right for a single row; in a list of 100,000 the
database would have to look at all rows to find the first 25.
"""

from typing import NamedTuple

from django.db import models
from django.db.models import Q

# So many keys are quickly sorted. Of more than these, some are near the top.
SPARSE = 1_000


class Part(NamedTuple):
    """Some of the rows that an account may see.

    ``condition`` says which; ``rows`` are those of another table that lead there, by
    their column ``key``.
    """

    condition: Q
    rows: models.QuerySet | None = None
    key: str = "pk"


def lead_to(rows: models.QuerySet, key: str) -> Part:
    """Return the part to which rows of another table lead."""
    return Part(Q(pk__in=rows.values(key)), rows, key)


def join_parts(parts: list[Part]) -> Q:
    """Return the condition of all parts together."""
    scope = Q(pk__in=[])
    for part in parts:
        scope |= part.condition
    return scope
