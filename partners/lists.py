"""Parts of public lists."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404


def get_part(rows, request, per_page: int):
    """Return the part of a list that the query string asks for."""
    try:
        return Paginator(rows, per_page).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error


def get_canonical_query(form, page_obj) -> str:
    """Return what belongs to the address of this part of a list.

    Filters are ways to look at one list and not pages of their own.
    """
    if form.chosen or page_obj.number == 1:
        return ""
    return f"?page={page_obj.number}"
