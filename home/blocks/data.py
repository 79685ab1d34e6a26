"""Numbers that an editor types, drawn as bars beside the numbers themselves."""

from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .samples import WithSample

GROUP = _("Data of the cluster")
# Of the drawing, in its own units.
BAR_WIDTH = 200


class ChartRowBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("label"), max_length=90)
    value = blocks.DecimalBlock(label=_("value"), min_value=0)

    class Meta:
        icon = "minus"
        label = _("row")


class ChartValue(blocks.StructValue):
    @property
    def bars(self) -> list[dict]:
        """The rows, each with the length of its bar beside the longest one."""
        values = [Decimal(row["value"] or 0) for row in self["rows"]]
        longest = max(values, default=0) or 1
        return [
            {
                "label": row["label"],
                "value": value.normalize(),
                "length": round(float(value / longest) * BAR_WIDTH, 1),
            }
            for row, value in zip(self["rows"], values, strict=True)
        ]


class ChartBlock(WithSample, blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("title"), max_length=150, help_text=_("What is counted, where, when.")
    )
    label_heading = blocks.CharBlock(label=_("what the rows are"), max_length=60)
    value_heading = blocks.CharBlock(label=_("what the values are"), max_length=60)
    rows = blocks.ListBlock(ChartRowBlock(), label=_("rows"), min_num=2, max_num=20)
    source = blocks.CharBlock(label=_("source"), required=False, max_length=250)

    class Meta:
        icon = "order"
        label = _("chart")
        group = GROUP
        template = "home/blocks/chart.html"
        value_class = ChartValue
        description = _("Bars with their numbers: chart and table in one.")

    def get_sample(self):
        rows = [("2024/2025", 2), ("2025/2026", 4), ("2026/2027", 7)]
        return {
            "title": gettext("Patronage classes by school year"),
            "label_heading": gettext("School year"),
            "value_heading": gettext("Classes"),
            "rows": [
                {"label": label, "value": Decimal(value)} for label, value in rows
            ],
        }
