"""A link that an editor chooses once and that follows the page."""

import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..enums import SiteAction
from ..services.frame import get_action_url
from ..services.links import fetch_with_translations, get_page_url


class LocalizedPageChooserBlock(blocks.PageChooserBlock):
    """Loads the pages of a whole stream together with their other languages."""

    def bulk_to_python(self, values):
        pages = fetch_with_translations(values)
        # The same page may be chosen twice; each block has its own object.
        return [copy.copy(pages[pk]) if pk in pages else None for pk in values]

    def deconstruct(self):
        # Migrations keep the shape of the data only.
        return "wagtail.blocks.PageChooserBlock", [], {"required": self.required}


class LinkValue(blocks.StructValue):
    @property
    def href(self) -> str:
        """The address in the language of the reader; empty where there is none."""
        if page := self.get("page"):
            return get_page_url(page)
        if action := self.get("action"):
            return get_action_url(action)
        return self.get("url") or ""


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        label=_("label"),
        max_length=60,
        help_text=_("Says where the link leads, also when it is read alone."),
    )
    page = LocalizedPageChooserBlock(label=_("page of this site"), required=False)
    action = blocks.ChoiceBlock(
        label=_("or a place in the portal or on the site"),
        choices=SiteAction.choices,
        required=False,
    )
    url = blocks.URLBlock(label=_("or another website"), required=False)

    class Meta:
        icon = "link"
        label = _("link")
        value_class = LinkValue

    def clean(self, value):
        value = super().clean(value)
        targets = [name for name in ("page", "action", "url") if value.get(name)]
        if len(targets) == 1:
            return value
        if targets:
            message = _("Choose only one of page, place and website.")
            errors = {name: ValidationError(message) for name in targets}
        else:
            message = _("Choose a page, a place or a website.")
            errors = {"page": ValidationError(message)}
        raise blocks.StructBlockValidationError(block_errors=errors)
