"""From an address to its page in one query, however deep it lies.

Wagtail asks for every step of the way, twice. Every uncached page pays for that.
"""

from copy import copy

from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site
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
    key = ("trail", *paths)
    trail = keep(key, lambda: _find_trail(paths), request)
    page = _get_specific(trail[-1]) if trail else None
    if page is None or page.url_path != trail[-1].url_path:
        # Moved without a signal, by a program: the old way is kept for an hour at most.
        return None
    page.trail = trail[:-1]
    _ease_restrictions(page)
    return page.route(request, parts[len(trail) - 1 :])


def _find_trail(paths: list[str]) -> list[Page]:
    """Return the pages of these ``url_path`` from the first on, without a gap."""
    trail = list(Page.objects.filter(url_path__in=paths).order_by("depth"))
    while trail and [page.url_path for page in trail] != paths[: len(trail)]:
        trail.pop()
    return trail


def _ease_restrictions(page: Page) -> None:
    """Have the page answer who may see it by one query, asked once.

    Wagtail fetches the pages above it for that: their originals count, not the aliases.
    """
    if any(step.alias_of_id for step in (*page.trail, page)):
        return
    lengths = range(page.steplen, len(page.path) + 1, page.steplen)
    found = PageViewRestriction.objects.filter(
        page__path__in=[page.path[:length] for length in lengths]
    )
    page.get_view_restrictions = lambda: found


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


def _get_specific(page: Page) -> Page | None:
    """Return the page as its own type, with its picture in the same query.

    A type names other relations that it shows in ``served_with``.
    """
    model = page.specific_class
    if model is None:
        return None
    related = ["locale", *getattr(model, "served_with", ())]
    pages = model._default_manager.all()
    if any(field.name == "picture" for field in model._meta.get_fields()):
        related.append("picture")
        pages = pages.prefetch_related("picture__renditions")
    try:
        return pages.select_related(*related).get(pk=page.pk)
    except model.DoesNotExist:
        return None
