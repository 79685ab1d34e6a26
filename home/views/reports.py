"""Reports for editors: languages, dead links, pictures without a text, old pages.

Each shows what its reader may change, and nothing else.
"""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy, policy_registry

from ..services import content_checks, translations

PER_PAGE = 50
EDITING = {"add", "change", "publish"}
# After so many days without a new version a page is called old.
STALE_DAYS = (180, 365, 730)
STALE_BY_DEFAULT = 365


def _demand_editor(user) -> None:
    if not page_permission_policy.user_has_any_permission(user, EDITING):
        raise PermissionDenied


def _list_own_pages(user):
    return page_permission_policy.instances_user_has_any_permission_for(user, EDITING)


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
            "page_query": f"{urlencode({'q': query})}&" if query else "",
        },
    )


@require_safe
def show_broken_links(request):
    """Links of published pages to pages, documents and sites that do not answer."""
    _demand_editor(request.user)
    own = set(_list_own_pages(request.user).values_list("pk", flat=True))
    page = _paginate(
        request,
        [
            finding
            for finding in content_checks.list_broken_links()
            if finding.page.pk in own
        ],
    )
    return render(
        request,
        "home/admin/broken_links.html",
        {"page_obj": page, "findings": page.object_list},
    )


@require_safe
def show_images_without_text(request):
    """Pictures in use that nobody described for those who do not see them."""
    _demand_editor(request.user)
    policy = policy_registry.get_by_type(get_image_model())
    own = set(
        policy.instances_user_has_any_permission_for(
            request.user, ["change"]
        ).values_list("pk", flat=True)
    )
    page = _paginate(
        request,
        [
            (image, uses)
            for image, uses in content_checks.list_images_without_text()
            if image.pk in own
        ],
    )
    return render(
        request,
        "home/admin/images_without_text.html",
        {"page_obj": page, "images": page.object_list},
    )


@require_safe
def show_stale_pages(request):
    """Published pages that nobody has renewed for long, the oldest first.

    Wagtail's own report of aging pages is empty for those who may not publish.
    """
    _demand_editor(request.user)
    chosen = request.GET.get("days", "")
    days = int(chosen) if chosen.isdecimal() else STALE_BY_DEFAULT
    if days not in STALE_DAYS:
        days = STALE_BY_DEFAULT
    own = _list_own_pages(request.user)
    pages = content_checks.list_stale_pages(days).filter(pk__in=own.values("pk"))
    page = _paginate(request, pages)
    return render(
        request,
        "home/admin/stale_pages.html",
        {
            "page_obj": page,
            "pages": page.object_list,
            "days": days,
            "choices": STALE_DAYS,
            "page_query": f"days={days}&",
        },
    )
