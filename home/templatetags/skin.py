"""What the skin asks about the page it is drawn around."""

from dataclasses import dataclass
from email.utils import parseaddr

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override
from wagtail.models import Page

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    is_current: bool
    # Empty where the page does not exist in this language.
    alternate_url: str


@register.simple_tag(takes_context=True)
def language_links(context) -> list[LanguageLink]:
    """Return this page in every language, the current language included.

    Where the page has no translation, the link leads to the home page of that
    language, which must not be announced as an alternate of this page.
    """
    request = context.get("request")
    if request is None:
        return []
    versions = _get_page_versions(context.get("page"), request)
    if versions is None:
        versions = _get_path_versions(request)
    current = get_language()
    links = []
    for code, name in settings.LANGUAGES:
        url, alternate_url = versions.get(code, (_get_home_url(code), ""))
        links.append(LanguageLink(code, name, url, code == current, alternate_url))
    return links


def _get_page_versions(page, request) -> dict[str, tuple[str, str]] | None:
    """Return addresses of the live translations of a Wagtail page.

    Alternates have to agree with the canonical address, so they name the host of the
    site and not of the request. Lists call their paginator page ``page`` as well.
    """
    if not isinstance(page, Page):
        return None
    translations = page.get_translations(inclusive=True).live().select_related("locale")
    return {
        translation.locale.language_code: (
            translation.get_url(request),
            translation.get_full_url(request),
        )
        for translation in translations
    }


def _get_path_versions(request) -> dict[str, tuple[str, str]]:
    path = request.get_full_path()
    current = get_language()
    urls = {code: translate_url(path, code) for code, _name in settings.LANGUAGES}
    # An address without a language prefix stays as it is: there is no other version.
    return {
        code: (url, request.build_absolute_uri(url))
        for code, url in urls.items()
        if code == current or url != path
    }


def _get_home_url(code: str) -> str:
    with override(code):
        try:
            return reverse("wagtail_serve", args=[""])
        except NoReverseMatch:
            return "/"


@register.simple_tag(takes_context=True)
def current(context, url: str) -> str:
    """Mark the navigation entry of the page that is shown, or of its section."""
    request = context.get("request")
    if not request or not url:
        return ""
    if request.path == url:
        return mark_safe(' aria-current="page"')  # constant
    # Home is the beginning of every address, and the section of none.
    is_section = url.strip("/").count("/") > 0 and request.path.startswith(url)
    return mark_safe(' aria-current="true"') if is_section else ""  # constant


@register.simple_tag
def office_email() -> str:
    """Return the address that the site writes from, without a display name."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
