"""The front page, pages of text, forms of co-operation, documents, the site map."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from partners.enums import CooperationForm
from partners.localize import list_synchronized

from ..blocks.documents import DocumentSectionBlock
from ..blocks.home_page import DoorBlock, MemberBlock
from ..blocks.text import SHORT_TEXT_FEATURES, StepBlock
from ..enums import SiteAction
from ..fields import BodyField
from ..services import live, numbers, tree
from ..services.frame import get_action_url
from ..services.links import get_page_url
from ..services.pages import exclude_private
from .base import SitePage


class HomePage(SitePage):
    """The front page of one language. There is one beside the other at the root."""

    NEWS, EVENTS = 3, 4

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
        features=["h3", *SHORT_TEXT_FEATURES],
        help_text=_("What the cluster is. Starts below its own second-level heading."),
    )
    members = StreamField(
        [("school", MemberBlock())],
        verbose_name=_("schools of the cluster"),
        blank=True,
        help_text=_("In the order in which they are shown."),
    )
    join_title = models.CharField(
        _("joining: title"),
        max_length=90,
        blank=True,
        help_text=_("Without a title, the call to join is not shown."),
    )
    join_text = models.TextField(_("joining: text"), max_length=400, blank=True)
    join_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("joining: page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
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
            [FieldPanel("hero_title"), FieldPanel("lead"), FieldPanel("picture")],
            heading=_("Opening"),
        ),
        FieldPanel("doors"),
        FieldPanel("intro"),
        FieldPanel("members"),
        MultiFieldPanel(
            [
                FieldPanel("join_title"),
                FieldPanel("join_text"),
                FieldPanel("join_page"),
                FieldPanel("portal_title"),
                FieldPanel("portal_text"),
                FieldPanel("verify_title"),
                FieldPanel("verify_text"),
            ],
            heading=_("Calls to action"),
        ),
    ]
    description_field = "lead"

    search_fields = Page.search_fields + [
        index.SearchField("hero_title"),
        index.SearchField("lead"),
        index.SearchField("doors"),
        index.SearchField("intro"),
        index.SearchField("members"),
    ]

    parent_page_types = ["wagtailcore.Page"]

    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def cache_tags(self) -> list[str]:
        return [
            "agreements",
            "model:cluster_home.eventpage",
            "model:cluster_home.newspage",
            "model:cluster_partners.partnerpage",
            "count:cluster_partners.partnerpage",
            "model:cluster_skills_centers.coursepage",
        ]

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "numbers": numbers.list_numbers(),
            "news": live.list_news(limit=self.NEWS),
            "events": live.list_events(limit=self.EVENTS),
            "join_url": get_page_url(self.join_page, request) if self.join_page else "",
        }


class StandardPage(SitePage):
    """A page of text and blocks. Its own pages are listed below the text."""

    body = BodyField(verbose_name=_("content"), blank=True)
    lists_children = models.BooleanField(
        _("list the pages below this one"),
        default=True,
        help_text=_("As cards, in the order of the tree."),
    )

    content_panels = SitePage.content_panels + [
        FieldPanel("body"),
        FieldPanel("lists_children"),
    ]
    search_fields = SitePage.search_fields + [index.SearchField("body")]

    override_translatable_fields = list_synchronized("lists_children")

    parent_page_types = ["cluster_home.HomePage", "cluster_home.StandardPage"]
    subpage_types = ["cluster_home.StandardPage", "cluster_home.DocumentsPage"]

    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    @property
    def cache_tags(self) -> list[str]:
        return [
            *([f"children:{self.path}"] if self.lists_children else []),
            *list_body_tags(self.body),
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.lists_children:
            context["children"] = tree.list_children(self)
        return context


# Which blocks show what changes elsewhere.
LIVE_BLOCKS = {
    "partners": ["model:cluster_partners.partnerpage"],
    "courses": [
        "model:cluster_skills_centers.coursepage",
        "model:cluster_skills_centers.edition",
    ],
    "events": ["model:cluster_home.eventpage"],
    "numbers": [
        "agreements",
        "model:cluster_home.eventpage",
        "count:cluster_partners.partnerpage",
        "model:cluster_skills_centers.coursepage",
    ],
}


def list_body_tags(body) -> list[str]:
    """Name the lists that the blocks of a page show."""
    kinds = {block["type"] for block in body.raw_data}
    return sorted({tag for kind in kinds for tag in LIVE_BLOCKS.get(kind, [])})


class CooperationIndexPage(SitePage):
    """What schools and employers can do together, one card for each form."""

    body = BodyField(verbose_name=_("content"), blank=True)

    content_panels = SitePage.content_panels + [FieldPanel("body")]
    search_fields = SitePage.search_fields + [index.SearchField("body")]

    parent_page_types = ["cluster_home.HomePage"]
    subpage_types = ["cluster_home.CooperationFormPage"]

    template = "home/cooperation_index_page.html"

    class Meta:
        verbose_name = _("list of forms of co-operation")
        verbose_name_plural = _("lists of forms of co-operation")

    @property
    def cache_tags(self) -> list[str]:
        return ["model:cluster_home.cooperationformpage", *list_body_tags(self.body)]

    def get_context(self, request, *args, **kwargs):
        forms = CooperationFormPage.objects.child_of(self).live().order_by("path")
        forms = exclude_private(forms.select_related("locale", "picture"))
        return {
            **super().get_context(request, *args, **kwargs),
            "forms": forms.prefetch_related("picture__renditions"),
        }


class CooperationFormPage(SitePage):
    """One way to work together: what it is, for whom, how to start, an example."""

    key = models.CharField(
        _("form of co-operation"),
        max_length=20,
        choices=CooperationForm,
        help_text=_("The same that partners and agreements name."),
    )
    what = RichTextField(
        _("what it is"), features=["h3", *SHORT_TEXT_FEATURES], blank=False
    )
    audience = RichTextField(_("for whom"), features=SHORT_TEXT_FEATURES)
    steps = StreamField(
        [("step", StepBlock())],
        verbose_name=_("how to start"),
        min_num=1,
        max_num=8,
        help_text=_("What to do first, second, third."),
    )
    example_title = models.CharField(_("example: title"), max_length=120, blank=True)
    example = RichTextField(
        _("example"),
        features=SHORT_TEXT_FEATURES,
        help_text=_("What it looked like once: who, what, with which result."),
    )
    action = models.CharField(
        _("where the button leads"), max_length=20, choices=SiteAction
    )
    action_label = models.CharField(
        _("text of the button"),
        max_length=60,
        blank=True,
        help_text=_("Empty: the button says where it leads."),
    )
    body = BodyField(verbose_name=_("more"), blank=True)

    content_panels = SitePage.content_panels + [
        FieldPanel("key"),
        FieldPanel("what"),
        FieldPanel("audience"),
        FieldPanel("steps"),
        MultiFieldPanel(
            [FieldPanel("example_title"), FieldPanel("example")], heading=_("Example")
        ),
        MultiFieldPanel(
            [FieldPanel("action"), FieldPanel("action_label")], heading=_("Button")
        ),
        FieldPanel("body"),
    ]
    search_fields = SitePage.search_fields + [
        index.SearchField("what"),
        index.SearchField("audience"),
        index.SearchField("steps"),
        index.SearchField("example"),
        index.SearchField("body"),
    ]

    override_translatable_fields = list_synchronized("key", "action")

    parent_page_types = ["cluster_home.CooperationIndexPage"]
    subpage_types = []

    template = "home/cooperation_form_page.html"

    class Meta:
        verbose_name = _("form of co-operation")
        verbose_name_plural = _("forms of co-operation")

    @property
    def cache_tags(self) -> list[str]:
        return list_body_tags(self.body)

    @cached_property
    def action_url(self) -> str:
        return get_action_url(self.action)


class DocumentsPage(SitePage):
    """Regulations and templates by section, with type, size, date and language."""

    sections = StreamField(
        [("section", DocumentSectionBlock())], verbose_name=_("sections"), blank=True
    )

    content_panels = SitePage.content_panels + [FieldPanel("sections")]
    search_fields = SitePage.search_fields + [index.SearchField("sections")]

    parent_page_types = ["cluster_home.HomePage", "cluster_home.StandardPage"]
    subpage_types = []

    template = "home/documents_page.html"

    class Meta:
        verbose_name = _("page of documents")
        verbose_name_plural = _("pages of documents")

    @property
    def cache_tags(self) -> list[str]:
        return ["model:wagtaildocs.document"]

    def list_documents(self) -> list:
        """Return the entries of all sections, for the search."""
        return [
            entry
            for section in self.sections
            for entry in section.value["documents"]
            if entry["document"]
        ]


class SiteMapPage(SitePage):
    """All public pages of one language as a tree."""

    content_panels = Page.content_panels + [FieldPanel("intro")]

    parent_page_types = ["cluster_home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    template = "home/site_map_page.html"

    class Meta:
        verbose_name = _("site map")
        verbose_name_plural = _("site maps")

    @property
    def cache_tags(self) -> list[str]:
        return ["model:wagtailcore.page"]

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "branches": tree.list_branches(self.get_parent()),
        }
