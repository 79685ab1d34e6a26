from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page


class DoorBlock(blocks.StructBlock):
    """What the cluster offers to one group of visitors."""

    title = blocks.CharBlock(label=_("title"), max_length=60)
    text = blocks.TextBlock(label=_("text"), max_length=400)

    class Meta:
        icon = "group"
        label = _("door")


class MemberBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"), max_length=120)
    place = blocks.CharBlock(label=_("place"), max_length=60)

    class Meta:
        icon = "home"
        label = _("school")


class HomePage(Page):
    """The front page of one language. There is one beside the other at the root."""

    hero_title = models.CharField(
        _("headline"),
        max_length=90,
        help_text=_("One sentence. It is the only first-level heading of the page."),
    )
    lead = models.TextField(
        _("lead"),
        max_length=400,
        help_text=_("Two or three sentences below the headline: who we are, for whom."),
    )
    doors = StreamField(
        [("door", DoorBlock())],
        verbose_name=_("doors"),
        min_num=1,
        max_num=4,
        help_text=_("For students and parents, for schools, for employers."),
    )
    intro = RichTextField(
        _("about the cluster"),
        features=["h3", "bold", "italic", "ul", "ol", "link", "document-link"],
        help_text=_("What the cluster is. Starts below its own second-level heading."),
    )
    members = StreamField(
        [("school", MemberBlock())],
        verbose_name=_("schools of the cluster"),
        blank=True,
        help_text=_("In the order in which they are shown."),
    )
    portal_title = models.CharField(_("portal: title"), max_length=90)
    portal_text = models.TextField(
        _("portal: text"),
        max_length=400,
        help_text=_("Why a partner should sign in. The button is added by the site."),
    )
    verify_title = models.CharField(_("verification: title"), max_length=90)
    verify_text = models.TextField(
        _("verification: text"),
        max_length=400,
        help_text=_("Who should verify a document, and what it needs."),
    )

    content_panels = Page.content_panels + [
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("lead")], heading=_("Opening")
        ),
        FieldPanel("doors"),
        FieldPanel("intro"),
        FieldPanel("members"),
        MultiFieldPanel(
            [
                FieldPanel("portal_title"),
                FieldPanel("portal_text"),
                FieldPanel("verify_title"),
                FieldPanel("verify_text"),
            ],
            heading=_("Calls to action"),
        ),
    ]

    parent_page_types = ["wagtailcore.Page"]

    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
