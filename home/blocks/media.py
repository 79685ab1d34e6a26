"""What is looked at or taken along: pictures, documents, films of others."""

import re
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from .samples import WithSample
from .values import DocumentValue

GROUP = _("Media")


class PrefetchingImageChooserBlock(ImageChooserBlock):
    """Loads the renditions of all pictures of a stream with the pictures."""

    def bulk_to_python(self, values):
        images = super().bulk_to_python(values)
        found = [image for image in images if image]
        if found:
            prefetch_related_objects(found, "renditions")
        return images


class DescribedImageBlock(ImageBlock):
    """A picture with a text for those who do not see it, or marked as decoration."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = PrefetchingImageChooserBlock(required=required, label=_("picture"))
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


class PictureBlock(WithSample, blocks.StructBlock):
    picture = DescribedImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)
    credit = blocks.CharBlock(label=_("who made it"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("picture")
        group = GROUP
        template = "home/blocks/picture.html"
        preview_template = "home/blocks/previews/picture.html"
        description = _("One picture in the width of the text, with its caption.")

    def get_sample(self):
        return {
            "picture": get_image_model().objects.order_by("pk").first(),
            "caption": gettext("The workshop of a patronage class"),
        }


class DocumentItemBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        label=_("title"),
        required=False,
        max_length=150,
        help_text=_("Empty: the title that the document has."),
    )

    class Meta:
        icon = "doc-full"
        label = _("document")
        value_class = DocumentValue


class DocumentsBlock(WithSample, blocks.StructBlock):
    title = blocks.CharBlock(label=_("heading"), required=False, max_length=90)
    documents = blocks.ListBlock(DocumentItemBlock(), label=_("documents"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("documents")
        group = GROUP
        template = "home/blocks/documents.html"
        preview_template = "home/blocks/previews/documents.html"
        description = _("Files to take along, with type, size and date.")

    def get_sample(self):
        return {"title": gettext("Regulations and templates"), "documents": []}


# Whose films and maps may be shown, and how their addresses become frames.
YOUTUBE_ID = re.compile(r"^[\w-]{11}$")
VIMEO_PATH = re.compile(r"^/(?:video/)?(\d+)")


def get_frame_url(url: str) -> tuple[str, str] | None:
    """Return the name of the service and the address of its frame.

    Only services that we know: a frame of anybody else could do anything. The
    addresses are those that set the fewest cookies.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        video = parse_qs(parts.query).get("v", [""])[0] or parts.path.rpartition("/")[2]
        if YOUTUBE_ID.match(video):
            return "YouTube", f"https://www.youtube-nocookie.com/embed/{video}"
    elif host in {"vimeo.com", "player.vimeo.com"}:
        if match := VIMEO_PATH.match(parts.path):
            return "Vimeo", f"https://player.vimeo.com/video/{match[1]}?dnt=1"
    elif host == "openstreetmap.org" and parts.path == "/export/embed.html":
        return (
            "OpenStreetMap",
            f"https://www.openstreetmap.org{parts.path}?{parts.query}",
        )
    return None


class EmbedValue(blocks.StructValue):
    @property
    def service(self) -> str:
        frame = get_frame_url(self["url"] or "")
        return frame[0] if frame else ""

    @property
    def frame_url(self) -> str:
        frame = get_frame_url(self["url"] or "")
        return frame[1] if frame else ""


class EmbedBlock(WithSample, blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("title"), max_length=150, help_text=_("What there is to see.")
    )
    url = blocks.URLBlock(
        label=_("address"),
        help_text=_(
            "Of a film on YouTube or Vimeo, or of the frame that OpenStreetMap offers "
            "under “Share”. It loads only after a click."
        ),
    )
    text = blocks.TextBlock(
        label=_("the same in text"),
        required=False,
        max_length=3000,
        help_text=_("What is said and shown, for those who do not hear or see it."),
    )

    class Meta:
        icon = "media"
        label = _("film or map")
        group = GROUP
        template = "home/blocks/embed.html"
        value_class = EmbedValue
        description = _("From another website; nothing is loaded before a click.")

    def clean(self, value):
        value = super().clean(value)
        if value["url"] and get_frame_url(value["url"]) is None:
            message = _("Only YouTube, Vimeo and frames of OpenStreetMap can be shown.")
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(message)}
            )
        return value

    def get_sample(self):
        return {
            "title": gettext("A day in a patronage class"),
            "url": "https://www.youtube.com/watch?v=00000000000",
        }
