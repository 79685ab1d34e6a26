from django.http import Http404
from wagtail import views

from ..services.routing import find_route


def serve_page(request, path: str):
    """Serve a page as Wagtail does, found faster.

    Where we find nothing, Wagtail looks itself: it may know better, for example a
    page of another site or a language without a translation.
    """
    try:
        route = find_route(request, path)
    except Http404:
        route = None
    if route is not None:
        request._wagtail_route_for_request = route
    return views.serve(request, path)
