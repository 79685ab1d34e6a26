"""Reports for editors: languages, links that lead nowhere, pictures without a text."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from ..services import content_checks, translations

PER_PAGE = 50


def _demand_editor(user) -> None:
    if not page_permission_policy.user_has_any_permission(
        user, {"add", "change", "publish"}
    ):
        raise PermissionDenied


def _paginate(request, rows):
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))


@require_safe
def show_translations(request):
    """Page × language: current, out of date, draft, missing, each with its button."""
    _demand_editor(request.user)
    originals = translations.list_originals().filter(
        pk__in=page_permission_policy.explorable_instances(request.user).values("pk")
    )
    query = request.GET.get("q", "").strip()
    if query:
        originals = originals.filter(title__icontains=query)
    page = _paginate(request, originals)
    languages = [
        (
            locale.language_code,
            get_language_info(locale.language_code)["name_translated"],
        )
        for locale in Locale.objects.order_by("pk")
    ]
    return render(
        request,
        "home/admin/translations.html",
        {
            "page_obj": page,
            "rows": translations.build_rows(page.object_list),
            "languages": languages,
            "query": query,
        },
    )


@require_safe
def show_broken_links(request):
    """Links of published pages to pages, documents and sites that do not answer."""
    _demand_editor(request.user)
    page = _paginate(request, content_checks.list_broken_links())
    return render(
        request,
        "home/admin/broken_links.html",
        {"page_obj": page, "findings": page.object_list},
    )


@require_safe
def show_images_without_text(request):
    """Pictures in use that nobody described for those who do not see them."""
    _demand_editor(request.user)
    page = _paginate(request, content_checks.list_images_without_text())
    return render(
        request,
        "home/admin/images_without_text.html",
        {"page_obj": page, "images": page.object_list},
    )
