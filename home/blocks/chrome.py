"""Blocks of menu and footer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .links import LinkBlock


class MenuLinkBlock(LinkBlock):
    """An entry below an entry."""

    class Meta:
        icon = "link"
        label = _("link")


class MenuEntryBlock(LinkBlock):
    """An entry of the menu, with entries below it if it has any."""

    children = blocks.ListBlock(
        MenuLinkBlock(), label=_("entries below"), min_num=0, max_num=12, default=[]
    )

    class Meta:
        icon = "bars"
        label = _("entry")


class FundingBlock(blocks.StructBlock):
    """A sign that whoever pays wants to see."""

    picture = ImageChooserBlock(label=_("logo"))
    name = blocks.CharBlock(
        label=_("name in Polish"),
        max_length=150,
        help_text=_("What the logo says, for those who do not see it."),
    )
    name_en = blocks.CharBlock(label=_("name in English"), max_length=150)
    url = blocks.URLBlock(label=_("address"), required=False)

    class Meta:
        icon = "image"
        label = _("logo")
