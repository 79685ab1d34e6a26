"""What every public page of this site has."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class SitePageForm(WagtailAdminPageForm):
    """Asks before publication for what visitors and search engines are owed.

    Drafts may miss everything: Wagtail defers the questions.
    """

    def clean(self):
        data = super().clean()
        if not self.is_deferred_validation:
            self._require_texts(data)
            self._require_description(data)
        return data

    def _require_texts(self, data) -> None:
        """The editor sends empty paragraphs where nobody wrote anything."""
        # The form has fields of its own besides, for example for comments.
        for field in self._meta.model._meta.concrete_fields:
            value = data.get(field.name)
            if (
                isinstance(field, RichTextField)
                and not field.blank
                and value
                and is_empty_html(value)
            ):
                message = self.fields[field.name].error_messages["required"]
                self.add_error(field.name, message)

    def _require_description(self, data) -> None:
        if "search_description" not in data or data["search_description"]:
            return
        name = self._meta.model.description_field
        if not data.get(name):
            self.add_error(
                "search_description",
                ValidationError(
                    _("Write a description or, in the content, the “%(field)s”."),
                    params={"field": self.fields[name].label},
                ),
            )


def is_empty_html(html: str) -> bool:
    return not strip_tags(html).replace("\xa0", " ").strip() and "<embed" not in html


class SitePage(Page):
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the top, in lists, and when somebody shares the page."),
    )
    intro = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_(
            "Two or three sentences below the heading. Search engines show them too "
            "where there is no description of its own."
        ),
    )

    content_panels = Page.content_panels + [
        FieldPanel("intro"),
        FieldPanel("picture"),
    ]
    base_form_class = SitePageForm

    search_fields = Page.search_fields + [index.SearchField("intro")]

    # Contact forms and other pages that carry a token of their visitor say False.
    is_cacheable = True
    # What search engines show where there is no description of its own.
    description_field = "intro"

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        # An empty paragraph would pass for a text when the page is published.
        for field in self._meta.concrete_fields:
            if (
                isinstance(field, RichTextField)
                and not field.blank
                and is_empty_html(getattr(self, field.attname) or "")
            ):
                setattr(self, field.attname, "")

    @property
    def meta_title(self) -> str:
        return self.seo_title or self.title

    @property
    def meta_description(self) -> str:
        return self.search_description or getattr(self, self.description_field)

    @property
    def cache_tags(self) -> list[str]:
        """Name the lists that this page shows; its own id goes without saying."""
        return []
