from datetime import date

from django.utils import timezone
from wagtail import blocks


class DocumentValue(blocks.StructValue):
    """A document with what was written about it in this place."""

    @property
    def label(self) -> str:
        return self.get("title") or self["document"].title

    @property
    def kind(self) -> str:
        return self["document"].file_extension.upper()

    @property
    def size(self) -> int:
        return self["document"].get_file_size() or 0

    @property
    def day(self) -> date:
        return self.get("date") or timezone.localdate(self["document"].created_at)
