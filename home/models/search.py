from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.models import Locale, Page
from wagtail.search import index

from workflows.models import Idea

from ..enums import SearchKind


class SearchEntry(index.Indexed, models.Model):
    """A live page, a document listed on one, or a published idea, as search reads it.

    Pages of all apps get one when they are published, whatever they know of this site.
    A published idea gets one in each language.
    The index holds stems without accents, so that "szkoły" and "szkola" find "szkoła"
    in every database.
    """

    # Derived from others: Wagtail need not look for references on each save.
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        Page, null=True, on_delete=models.CASCADE, related_name="+"
    )
    idea = models.ForeignKey(
        Idea, null=True, on_delete=models.CASCADE, related_name="+"
    )
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=SearchKind)
    label = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    # Stems of the label. Wagtail gives a field of this name the most weight.
    title = models.TextField()
    stems = models.TextField(blank=True)

    search_fields = [
        index.SearchField("title", boost=4),
        index.SearchField("stems"),
        index.FilterField("locale"),
        index.FilterField("kind"),
        index.FilterField("page"),
    ]

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(document=None),
                name="cluster_home_one_entry_per_page",
            ),
            models.UniqueConstraint(
                fields=["page", "document"],
                name="cluster_home_one_entry_per_document",
            ),
            models.UniqueConstraint(
                fields=["idea", "locale"], name="cluster_home_one_entry_per_idea"
            ),
            models.CheckConstraint(
                condition=models.Q(page=None, document=None, idea__isnull=False)
                | models.Q(page__isnull=False, idea=None),
                name="cluster_home_entry_about_one_thing",
            ),
        ]

    def __str__(self):
        return self.label

    def get_url(self, request=None) -> str:
        if self.document:
            return self.document.url
        if self.idea:
            return self.idea.get_public_url()
        return self.page.get_url(request) or ""
