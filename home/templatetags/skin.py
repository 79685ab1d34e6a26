"""What the skin asks about the page it is drawn around."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from ..services.frame import Frame, get_action_url, get_frame, keep

# What services that show shared links ask for.
SHARED_PICTURE = "fill-1200x630|format-jpeg"

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    is_current: bool
    # Empty where the page does not exist in this language.
    alternate_url: str


@dataclass(frozen=True)
class PageMeta:
    title: str
    description: str
    canonical: str
    kind: str = "website"
    # A rendition, for those who share the page.
    picture: object | None = None


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
    # Publishing, moving or taking back any page begins a new generation.
    key = ("versions", page.translation_key)
    addresses = keep(key, lambda: _list_addresses(page), request)
    # A page with several addresses names the rest of the one that is shown.
    suffixes = getattr(page, "route_suffixes", {})
    versions = {}
    for code, (url, full_url) in addresses.items():
        suffix = suffixes.get(code, "")
        versions[code] = (url + suffix, full_url + suffix)
    return versions


def _list_addresses(page) -> dict[str, tuple[str, str]]:
    """Return address and full address of each live version, by language.

    They do not depend on who asks: they name the host of the site.
    """
    versions = (
        Page.objects.live()
        .filter(translation_key=page.translation_key)
        .order_by("pk")
        .values_list("locale__language_code", "url_path")
    )
    addresses = {}
    for code, url_path in versions:
        version = Page(url_path=url_path)
        addresses[code] = (version.get_url() or "", version.get_full_url() or "")
    return addresses


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
def page_meta(context) -> PageMeta:
    """Return what the head of this page says about it.

    Pages of other packages need not know this site: they may have ``meta_title``,
    ``meta_description``, ``meta_kind`` and ``picture``, and need none of them. A list
    that is cut into parts names its part by ``canonical_query`` ("?page=2").
    """
    request = context.get("request")
    page = context.get("page")
    description = context.get("meta_description", "")
    query = context.get("canonical_query", "")
    # Lists call their paginator page ``page`` as well.
    if not isinstance(page, Page):
        path = request.build_absolute_uri(request.path) if request else ""
        return PageMeta("", description, path and path + query)
    image = getattr(page, "picture", None)
    return PageMeta(
        title=getattr(page, "meta_title", "") or page.seo_title or page.title,
        description=getattr(page, "meta_description", "")
        or page.search_description
        or description,
        canonical=(page.get_full_url(request) or "") + query,
        kind=getattr(page, "meta_kind", "website"),
        picture=get_rendition_or_not_found(image, SHARED_PICTURE) if image else None,
    )


@register.simple_tag
def picture_alt(image, alt: str | None, is_decorative) -> str:
    """Return the alternative text of ``image`` where nothing else was said about it.

    The title of an image is often the name of a file: a description that nobody wrote
    makes the picture a decoration.
    """
    if is_decorative or getattr(image, "decorative", False):
        return ""
    own = getattr(image, "contextual_alt_text", None)
    return alt or own or image.description


@register.simple_tag(takes_context=True)
def current(context, url: str, *, has_section: bool = True) -> str:
    """Mark the navigation entry of the page that is shown, or of its section.

    Without a section: other entries begin with the same address.
    """
    request = context.get("request")
    if not request or not url:
        return ""
    if request.path == url:
        return mark_safe(' aria-current="page"')  # constant
    # Home is the beginning of every address, and the section of none.
    can_have_one = has_section and url.strip("/").count("/") > 0
    is_section = can_have_one and request.path.startswith(url)
    return mark_safe(' aria-current="true"') if is_section else ""  # constant


class KeptNode(template.Node):
    def __init__(self, name: str, vary, nodelist):
        self.name, self.vary, self.nodelist = name, vary, nodelist

    def render(self, context) -> str:
        request, user = context.get("request"), context.get("user")
        is_visitor = not getattr(user, "is_authenticated", False)
        if request is None or not is_visitor or hasattr(request, "frame_preview"):
            return self.nodelist.render(context)
        vary = tuple(part.resolve(context) for part in self.vary)
        key = ("html", self.name, get_language(), *vary)
        return keep(key, lambda: self.nodelist.render(context), request)


@register.tag
def kept(parser, token) -> KeptNode:
    """Draw a part of the frame once for all visitors, until the frame changes.

    ``{% kept "menu" request.path %} … {% endkept %}``: a name, and what the part
    depends on besides the frame and the language.
    """
    _tag, name, *vary = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, [parser.compile_filter(part) for part in vary], nodelist)


@register.simple_tag(takes_context=True)
def site_frame(context) -> Frame:
    """Return menu, office, footer and sections, as they are in this language."""
    return get_frame(context.get("request"))


@register.simple_tag(takes_context=True)
def place_url(context, name: str) -> str:
    """Return the address of a section or screen; empty where there is none."""
    return get_action_url(name, context.get("request"))


@register.simple_tag(takes_context=True)
def breadcrumbs(context) -> list[Page]:
    """Return the pages above this one, from the home page; none at the top.

    The way to a page is known from its address. A preview has no address.
    """
    page = context.get("page")
    if not isinstance(page, Page) or page.depth is None or page.depth < 3:
        return []
    trail = getattr(page, "trail", None)
    if trail is None:
        trail = page.get_ancestors().filter(depth__gt=1).order_by("depth")
    return list(trail)


@register.simple_tag
def office_email() -> str:
    """Return where the office reads mail, else the address the site writes from."""
    office = get_frame().office.get("email")
    return office or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@register.simple_tag
def language_name(code: str) -> str:
    """Return the name of a language in the language of the reader."""
    return str(dict(settings.LANGUAGES).get(code, code))


@register.filter
def phone(number: str) -> str:
    """Write a Polish number in groups: +48757000000 becomes +48 757 000 000."""
    return re.sub(
        r"^(\+48)(\d{3})(\d{3})(\d{3})$", "\\1\u00a0\\2\u00a0\\3\u00a0\\4", number or ""
    )
