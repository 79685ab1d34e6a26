"""From an address to its page in two queries, however deep it lies.

Wagtail asks for every step of the way, twice. Every uncached page pays for that.
"""

from copy import copy

from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from .frame import keep


def find_route(request, path: str) -> RouteResult | None:
    """Return what ``Page.route_for_request`` would; None where there is no page.

    The deepest page on the way answers for the rest of the path, as in Wagtail. The
    pages above it are kept as ``page.trail``, for breadcrumbs.

    Raises:
        Http404: when that page knows no such rest, or is not live.
    """
    root_path = _get_root_path(request)
    if root_path is None:
        return None
    parts = [part for part in path.split("/") if part]
    steps = ["/".join(parts[:count]) for count in range(len(parts) + 1)]
    paths = [f"{root_path}{step}/" if step else root_path for step in steps]
    trail = list(Page.objects.filter(url_path__in=paths).order_by("depth"))
    # Without its beginning, a way is no way.
    while trail and [page.url_path for page in trail] != paths[: len(trail)]:
        trail.pop()
    if not trail:
        return None
    page = _get_specific(trail[-1])
    page.trail = trail[:-1]
    return page.route(request, parts[len(trail) - 1 :])


def _get_root_path(request) -> str | None:
    """Return the ``url_path`` of the home page in the active language."""
    site = _find_site(request)
    if site is None:
        return None
    language = get_language()
    paths = {
        root.language_code: root.root_path
        for root in Site.get_site_root_paths()
        if root.site_id == site.pk
    }
    return paths.get(language)


def _find_site(request) -> Site | None:
    """Return the site of the address, which every request would ask the database for.

    Saving a site begins a new generation.
    """
    key = ("site", request.get_host())
    site = keep(key, lambda: Site.find_for_request(request), request)
    # A copy: whoever reads its home page keeps it in the object.
    request._wagtail_site = copy(site)
    return request._wagtail_site


def _get_specific(page: Page) -> Page:
    """Return the page as its own type, with its picture in the same query."""
    model = page.specific_class
    if model is None or not any(f.name == "picture" for f in model._meta.get_fields()):
        return page.specific
    pages = model._default_manager.select_related("picture", "locale")
    return pages.prefetch_related("picture__renditions").get(pk=page.pk)
