from collections import Counter

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Locale

from ..enums import SearchKind
from ..services import search

PER_PAGE = 10
MAX_LENGTH = 120


def search_site(request):
    """Search pages, news, events, partners, centers, courses and listed documents."""
    text = " ".join(request.GET.get("q", "").split())[:MAX_LENGTH]
    kind = request.GET.get("kind", "")
    if kind not in SearchKind.values:
        kind = ""
    context = {
        "meta_description": _(
            "Search the pages, news, events, partners, courses and documents of the "
            "education cluster."
        ),
        "search_text": text,
        "chosen_kind": kind,
    }
    if text:
        found = search.find(text, locale=Locale.get_active())
        counts = Counter(entry.kind for entry in found)
        shown = [entry for entry in found if kind in ("", entry.kind)]
        context |= {
            "page_obj": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
            "page_query": f"{urlencode({'q': text, 'kind': kind})}&",
            "total": len(found),
            "kinds": [
                (value, label, counts[value])
                for value, label in SearchKind.choices
                if counts[value]
            ],
        }
    return render(request, "home/search.html", context)
