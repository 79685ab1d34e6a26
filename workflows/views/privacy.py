"""My data in the portal: what is known, as a file, and consents to take back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ..actions import privacy as actions
from ..services import consents, privacy


@require_safe
@never_cache
@login_required
def show_my_data(request):
    """What is kept of me, my signed documents, my consents."""
    return render(
        request,
        "workflows/everywhere/my_data.html",
        {
            "parts": [
                (part.label, len(part.collect(request.user)))
                for part in privacy.list_parts()
            ],
            "documents": privacy.list_documents(request.user)[:50],
            "consents": consents.list_consents(request.user),
        },
    )


# POST: that it was handed out is recorded.
@require_POST
@never_cache
@login_required
def download_my_data(request):
    """Everything that is known of me, as JSON."""
    return send_data(actions.export(request.user, by=request.user), request.user)


def send_data(data: dict, person) -> JsonResponse:
    """Return personal data as a file to be kept."""
    return JsonResponse(
        data,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={
            "Content-Disposition": f'attachment; filename="data-{person.pk}.json"',
            "X-Robots-Tag": "noindex",
        },
    )


@require_POST
@login_required
def withdraw_consent(request, pk: int):
    """Take one of my consents back."""
    record = get_object_or_404(consents.list_consents(request.user), pk=pk)
    if actions.withdraw_consent(record, by=request.user):
        messages.success(request, _("The consent is withdrawn."))
    return redirect("workflows:my_data")
