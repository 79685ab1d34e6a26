from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import LinkValue, LocalizedPageChooserBlock


class DoorBlock(blocks.StructBlock):
    """What the cluster offers to one group of visitors."""

    title = blocks.CharBlock(label=_("title"), max_length=60)
    text = blocks.TextBlock(label=_("text"), max_length=400)
    page = LocalizedPageChooserBlock(
        label=_("page behind the door"),
        required=False,
        help_text=_("The title becomes a link to it."),
    )

    class Meta:
        icon = "group"
        label = _("door")
        value_class = LinkValue


class MemberBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"), max_length=120)
    place = blocks.CharBlock(label=_("place"), max_length=60)

    class Meta:
        icon = "home"
        label = _("school")
