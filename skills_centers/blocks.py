"""Parts of a center's page that repeat."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .enums import SocialService


class FunctionBlock(blocks.StructBlock):
    """One of the things a center is there for (domain §3.1: four functions)."""

    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.TextBlock(label=_("text"), max_length=400)

    class Meta:
        icon = "list-ul"
        label = _("function")


class ContactBlock(blocks.StructBlock):
    """An office and how to reach it; no names of people."""

    subject = blocks.CharBlock(
        label=_("in what matter"), max_length=80, help_text=_("Courses, for example.")
    )
    email = blocks.EmailBlock(label=_("e-mail"), required=False)
    phone = blocks.CharBlock(label=_("phone"), max_length=25, required=False)
    hours = blocks.CharBlock(label=_("hours"), max_length=80, required=False)

    class Meta:
        icon = "mail"
        label = _("contact")


class SocialLinkBlock(blocks.StructBlock):
    service = blocks.ChoiceBlock(label=_("service"), choices=SocialService.choices)
    url = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "link"
        label = _("profile")
