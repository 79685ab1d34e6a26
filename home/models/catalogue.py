"""The public catalogue of patronage classes."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from partners.lists import get_canonical_query, get_part
from partners.models.pages import PartnerPage
from workflows.services import public_classes

from ..blocks import BodyBlock
from ..forms.catalogue import CatalogueForm
from .base import SitePage
from .pages import list_body_tags


class PatronageCataloguePage(SitePage):
    """Patronage classes of which the parties made a summary public, while in force."""

    PER_PAGE = 20

    body = StreamField(
        BodyBlock(),
        verbose_name=_("content"),
        blank=True,
        help_text=_("Below the list: how a class comes about, whom to ask."),
    )

    content_panels = SitePage.content_panels + [FieldPanel("body")]
    search_fields = SitePage.search_fields + [index.SearchField("body")]

    parent_page_types = ["cluster_home.HomePage"]
    subpage_types = []

    template = "home/patronage_catalogue_page.html"

    class Meta:
        verbose_name = _("catalogue of patronage classes")
        verbose_name_plural = _("catalogues of patronage classes")

    @property
    def cache_tags(self) -> list[str]:
        # Names of schools and employers lead to the pages of partners.
        return [
            "agreements",
            "model:cluster_partners.partnerpage",
            *list_body_tags(self.body),
        ]

    def get_context(self, request, *args, **kwargs):
        form = CatalogueForm(request.GET, public_classes.list_choices())
        contents = public_classes.filter_classes(**form.chosen)
        page_obj = get_part(contents, request, self.PER_PAGE)
        classes = [public_classes.read_class(content) for content in page_obj]
        partners = {
            party.organisation_id
            for item in classes
            for party in [*item.schools, *item.employers]
        }
        return {
            **super().get_context(request, *args, **kwargs),
            "filter_form": form,
            "page_obj": page_obj,
            "canonical_query": get_canonical_query(form, page_obj),
            "classes": classes,
            "partner_urls": PartnerPage.objects.map_urls(partners, request),
        }
