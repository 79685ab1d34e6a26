"""Questions about the tree of pages that need one query, however large it is."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import Locale, Page, PageViewRestriction


def exclude_private(pages: QuerySet) -> QuerySet:
    """Leave out pages of private sections, in the query itself.

    ``PageQuerySet.public`` asks for the restrictions first, each time.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.alias(outer_path=path)
    return pages.exclude(
        Exists(restrictions.filter(outer_path__startswith=F("page__path")))
    )


def get_original(page: Page) -> Page:
    """Return the page that language-neutral rows hang on, for its whole group.

    It is the page of the default language, else the oldest one.
    """
    default = Locale.get_default()
    if page.locale_id == default.pk:
        return page
    versions = type(page).objects.filter(translation_key=page.translation_key)
    return versions.filter(locale=default).first() or versions.order_by("pk").first()
