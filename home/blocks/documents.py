"""Documents of a page of documents: more is said about each than in a text."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .values import DocumentValue


class DatedDocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        label=_("title"),
        required=False,
        max_length=150,
        help_text=_("Empty: the title that the document has."),
    )
    text = blocks.CharBlock(label=_("what it is for"), required=False, max_length=250)
    language = blocks.ChoiceBlock(
        label=_("language of the document"), choices=settings.LANGUAGES, default="pl"
    )
    date = blocks.DateBlock(
        label=_("date"),
        required=False,
        help_text=_("Of the document. Empty: the day on which it was uploaded."),
    )

    class Meta:
        icon = "doc-full"
        label = _("document")
        value_class = DocumentValue


class DocumentSectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("heading"), max_length=90)
    text = blocks.TextBlock(label=_("text"), required=False, max_length=400)
    documents = blocks.ListBlock(DatedDocumentBlock(), label=_("documents"), min_num=1)

    class Meta:
        icon = "folder-open-1"
        label = _("section")
