"""Published ideas, for everybody: accepted ones whose authors agreed to it."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partners.models.groups import PUBLIC_STATES

from ..models.ideas import PUBLIC, PUBLIC_FILTERS, AnswerState, Idea
from ..services import ideas

PER_PAGE = 12


@require_safe
def index(request):
    """Published ideas, the newest decision first; by state."""
    found = Idea.objects.public().prefetch_related("partners__organisation")
    state = request.GET.get("state", "")
    if state in PUBLIC:
        found = found.filter(state=state)
    page = Paginator(found.order_by("-decided_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "workflows/ideas/public_list.html",
        {
            "meta_description": _(
                "What schools and employers of the cluster do together: ideas that "
                "were accepted, and where each of them stands."
            ),
            "page_obj": page,
            "state": state,
            "states": [(value, PUBLIC_FILTERS[value]) for value in PUBLIC],
            "page_query": f"state={state}&" if state in PUBLIC else "",
        },
    )


@require_safe
def detail(request, number: str):
    """One published idea: what it is about, who takes part, where it stands."""
    idea = get_object_or_404(
        Idea.objects.public().prefetch_related("partners__organisation"),
        number=number.replace("-", "/"),
    )
    group = idea.group
    return render(
        request,
        "workflows/ideas/public_idea.html",
        {
            "idea": idea,
            "meta_description": Truncator(idea.public_summary).chars(160),
            "partners": [
                row for row in idea.partners.all() if row.state == AnswerState.CONFIRMED
            ],
            "group": group if group and group.state in PUBLIC_STATES else None,
            "timeline": ideas.list_public_timeline(idea),
        },
    )
