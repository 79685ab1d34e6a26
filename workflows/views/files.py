"""Downloads. Each asks whether this person may see the agreement of the file."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from partners.file_names import make_file_stem

from ..actions import drafts, permissions
from ..exceptions import LimitExceeded
from ..models import AgreementAnnex, PatronageAgreement, Revision
from ..services import storage


def _send(content: bytes, content_type: str, name: str, *, inline: bool):
    response = HttpResponse(content, content_type=content_type)
    # RFC 6266: Django writes filename* for names that are not ASCII.
    response.headers["Content-Disposition"] = content_disposition_header(
        not inline, name
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _read(sha256: str) -> bytes:
    try:
        return storage.read(sha256)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error


def send_revision(request, revision):
    """Return a signed PDF to somebody who may have it, under its own name."""
    return _send(
        _read(revision.sha256),
        "application/pdf",
        revision.file_name,
        inline="inline" in request.GET,
    )


@never_cache
@login_required
@require_safe
@xframe_options_sameorigin
def revision(request, pk: int):
    """Download one state of a signed PDF, under a name that people understand."""
    found = get_object_or_404(
        Revision.objects.visible_to(request.user).select_related("document__agreement"),
        pk=pk,
    )
    return send_revision(request, found)


@never_cache
@login_required
@require_safe
@xframe_options_sameorigin
def preview(request, pk: int):
    """Show the agreement as a PDF as it would look now."""
    agreement = get_object_or_404(
        PatronageAgreement.objects.visible_to(request.user), pk=pk
    )
    try:
        content = drafts.render_preview(agreement, user=request.user)
    except LimitExceeded as error:
        return render(
            request,
            "workflows/portal/no_preview.html",
            {"agreement": agreement, "message": str(error)},
            status=422,
        )
    name = (
        f"{agreement.file_stem}_{make_file_stem(agreement.title_pl)[:40]}_projekt.pdf"
    )
    return _send(content, "application/pdf", name, inline=True)


@never_cache
@login_required
@require_safe
def annex(request, pk: int, annex_pk: int):
    """Download an annex; representation documents are restricted."""
    agreement = get_object_or_404(
        PatronageAgreement.objects.visible_to(request.user), pk=pk
    )
    found = get_object_or_404(
        AgreementAnnex.objects.select_related("agreement"),
        pk=annex_pk,
        agreement=agreement,
    )
    if not permissions.can_see_annex(request.user, found):
        raise PermissionDenied
    return _send(_read(found.sha256), found.content_type, found.file_name, inline=False)
