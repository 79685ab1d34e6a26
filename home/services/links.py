"""Addresses of pages in the language of the reader, in few queries."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import get_language
from wagtail.models import Page


def fetch_with_translations(keys: Iterable[int | None]) -> dict[int, Page]:
    """Return pages by their key, each with its live versions by language.

    One query, so that links in a stream need none of their own.
    """
    keys = {key for key in keys if key}
    if not keys:
        return {}
    groups = Page.objects.filter(pk__in=keys).values("translation_key")
    pages = Page.objects.filter(translation_key__in=groups).select_related("locale")
    versions = defaultdict(dict)
    for page in pages:
        if page.live:
            versions[page.translation_key][page.locale.language_code] = page
    for page in pages:
        page.live_versions = versions[page.translation_key]
    return {page.pk: page for page in pages if page.pk in keys}


def get_page_url(page: Page, request=None) -> str:
    """Return the address of the page in the active language, else in its own.

    A draft has no address: whoever follows the link would find nothing.
    """
    if not hasattr(page, "live_versions"):
        page = fetch_with_translations([page.pk]).get(page.pk, page)
    version = getattr(page, "live_versions", {}).get(get_language())
    if version is None and page.live:
        version = page
    return (version.get_url(request) or "") if version else ""
