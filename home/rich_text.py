"""What editors put into texts, as visitors get it."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from .services.links import fetch_with_translations, get_page_url


class LocalPageLinkHandler(PageLinkHandler):
    """Links in texts, in the language of the reader; none to what is not public.

    Wagtail's own asks for each page and its translation, and for the locale again with
    each link.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        keys = [int(attrs.get("id") or 0) for attrs in attrs_list]
        pages = fetch_with_translations(keys)
        urls = (get_page_url(pages[key]) if key in pages else "" for key in keys)
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]
