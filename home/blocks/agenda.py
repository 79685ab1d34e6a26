"""What happens at an event, one thing after the other."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class AgendaItemBlock(blocks.StructBlock):
    time = blocks.TimeBlock(label=_("hour"), required=False)
    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = blocks.TextBlock(
        label=_("text"),
        required=False,
        max_length=500,
        help_text=_("Who speaks, about what, where in the building."),
    )

    class Meta:
        icon = "time"
        label = _("item of the agenda")


class AgendaBlock(blocks.StreamBlock):
    """The programme of an event; headings divide days or rooms."""

    heading = blocks.CharBlock(label=_("heading"), icon="title", max_length=80)
    item = AgendaItemBlock()

    class Meta:
        template = "home/blocks/agenda.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        parts = []
        for child in value:
            if child.block_type == "heading" or not parts:
                parts.append({"heading": "", "rows": []})
            if child.block_type == "heading":
                parts[-1]["heading"] = child.value
            else:
                parts[-1]["rows"].append(child.value)
        return {**context, "parts": parts}
