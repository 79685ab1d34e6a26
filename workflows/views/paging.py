"""Long lists: read what a page shows, count no further than helps."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from ..models.parts import Part

# Of longer lists a person wants the first pages, or a filter.
COUNTED = 250
# Nobody comes so far, but anybody may write it into the address.
MOST = 100_000


class LongList:
    """The rows of some parts, each read in the order of the list.

    ``shown`` has what the template needs of a row; ``narrow`` is what filters demand.
    Without parts it is ``shown`` in its own order.
    """

    def __init__(
        self,
        shown: QuerySet,
        parts: list[Part] | None = None,
        *,
        order: tuple[str, ...] = ("-pk",),
        narrow: Q | None = None,
    ):
        self.shown = shown
        self.parts = parts
        self.order = order
        self.narrow = narrow

    def list_keys(self, limit: int) -> list[int]:
        """Return the keys of the first rows, by one query."""
        if self.parts is None:
            return list(self.shown.values_list("pk", flat=True)[:limit])
        if not self.parts:
            return []
        keys = [self._sort(part)[:limit] for part in self.parts]
        if len(keys) == 1:
            return list(keys[0])
        names = ["pk", *(name for name in self.order if "pk" not in name)]
        rows = self.shown.model._default_manager.order_by().values_list(*names)
        first, *others = (rows.filter(pk__in=found) for found in keys)
        together = first.union(*others).order_by(*self.order)
        return [row[0] for row in together[:limit]]

    def _sort(self, part: Part) -> QuerySet:
        if part.rows is None or self.narrow:
            rows = self.shown.model._default_manager.filter(part.condition)
            if self.narrow:
                rows = rows.filter(self.narrow)
            return rows.order_by(*self.order).values_list("pk", flat=True)
        # What leads here may do so twice.
        return (
            part.rows.order_by(*(name.replace("pk", part.key) for name in self.order))
            .values_list(part.key, flat=True)
            .distinct()
        )

    def list_rows(self, keys: list[int]) -> list:
        """Return rows in the order of their keys."""
        rows = self.shown.in_bulk(keys)
        return [rows[key] for key in keys if key in rows]


class LongPaginator(Paginator):
    """Pages of a ``LongList``, which may have more than were counted.

    The number of a page far behind is known when somebody goes there.
    """

    _wanted = 1

    @cached_property
    def _reach(self) -> int:
        return max(COUNTED, (self._wanted + 1) * self.per_page)

    @cached_property
    def _keys(self) -> list[int]:
        return self.object_list.list_keys(self._reach + 1)

    @cached_property
    def count(self) -> int:
        return min(len(self._keys), self._reach)

    @cached_property
    def has_more(self) -> bool:
        """Whether there are rows behind those that were counted."""
        return len(self._keys) > self._reach

    def validate_number(self, number):
        if str(number).isdecimal():
            self._wanted = min(int(number), MOST)
        return super().validate_number(number)

    def page(self, number):
        number = self.validate_number(number)
        keys = self._keys[(number - 1) * self.per_page : number * self.per_page]
        return self._get_page(self.object_list.list_rows(keys), number, self)

    def _check_object_list_is_ordered(self):
        """It has an order of its own."""
