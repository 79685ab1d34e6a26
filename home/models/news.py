"""News with tags. A tag exists once and has a name in each language."""

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from partners.localize import list_synchronized

from ..fields import BodyField
from ..services.pages import exclude_private
from .base import SitePage
from .pages import list_body_tags


class NewsTag(TagBase):
    """What a piece of news is about. Editors choose from these, so they stay few."""

    free_tagging = False

    name_en = models.CharField(_("name in English"), max_length=100)

    panels = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag of news")
        verbose_name_plural = _("tags of news")

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """The name in the language of the reader."""
        return self.name if get_language() == "pl" else self.name_en


class NewsPageTag(ItemBase):
    tag = models.ForeignKey(NewsTag, on_delete=models.CASCADE, related_name="items")
    content_object = ParentalKey(
        "cluster_home.NewsPage", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        verbose_name = _("tag of a page")
        verbose_name_plural = _("tags of a page")


class NewsIndexPage(SitePage):
    """All news of one language, the latest first, by tag where the reader asks."""

    PER_PAGE = 12

    parent_page_types = ["cluster_home.HomePage"]
    subpage_types = ["cluster_home.NewsPage"]

    template = "home/news_index_page.html"

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    @property
    def cache_tags(self) -> list[str]:
        return ["model:cluster_home.newspage", "model:cluster_home.newstag"]

    def list_news(self):
        news = NewsPage.objects.child_of(self).live()
        return exclude_private(news).order_by("-date", "-pk")

    def get_context(self, request, *args, **kwargs):
        news = self.list_news()
        tags = list(
            NewsTag.objects.filter(items__content_object__in=news.order_by())
            .distinct()
            .order_by("name")
        )
        chosen = None
        if slug := request.GET.get("tag", ""):
            chosen = next((tag for tag in tags if tag.slug == slug), None)
            if chosen is None:
                raise Http404
            news = news.filter(tagged_items__tag=chosen)
        paginator = Paginator(
            news.select_related("picture").prefetch_related("picture__renditions"),
            self.PER_PAGE,
        )
        page_obj = paginator.get_page(request.GET.get("page"))
        query = f"tag={chosen.slug}&" if chosen else ""
        part = f"?page={page_obj.number}" if page_obj.number > 1 else ""
        return {
            **super().get_context(request, *args, **kwargs),
            "tags": tags,
            "chosen_tag": chosen,
            "page_obj": page_obj,
            "page_query": query,
            # A tag is a way to look at one list and not a page of its own.
            "canonical_query": "" if chosen else part,
        }


class NewsPage(SitePage):
    date = models.DateField(_("date"), default=timezone.localdate)
    tags = ClusterTaggableManager(
        through=NewsPageTag, blank=True, verbose_name=_("tags")
    )
    body = BodyField(verbose_name=_("content"))

    content_panels = Page.content_panels + [
        FieldPanel("date"),
        FieldPanel("intro"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("tags", help_text=_("Separate tags with commas.")),
    ]
    search_fields = SitePage.search_fields + [
        index.SearchField("body"),
        index.FilterField("date"),
        index.RelatedFields(
            "tagged_items",
            [
                index.RelatedFields(
                    "tag", [index.SearchField("name"), index.SearchField("name_en")]
                )
            ],
        ),
    ]

    override_translatable_fields = list_synchronized("date", "tagged_items")

    parent_page_types = ["cluster_home.NewsIndexPage"]
    subpage_types = []

    template = "home/news_page.html"
    meta_kind = "article"

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")

    @property
    def cache_tags(self) -> list[str]:
        return ["model:cluster_home.newstag", *list_body_tags(self.body)]

    @cached_property
    def topics(self) -> list[NewsTag]:
        return sorted(
            (item.tag for item in self.tagged_items.select_related("tag")),
            key=lambda tag: tag.name,
        )


def list_news_feeds() -> list[tuple[str, str]]:
    """Return type and address of each feed in the active language."""
    return [
        ("application/rss+xml", reverse("news_rss")),
        ("application/atom+xml", reverse("news_atom")),
    ]
