"""What became of a commitment."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..actions import commitments as actions
from ..actions import permissions
from ..forms.commitments import StatusForm
from ..models import Commitment, PatronageAgreement


@login_required
@require_POST
def set_status(request, pk: int, commitment_pk: int):
    """Note the status of one commitment."""
    agreement = get_object_or_404(
        PatronageAgreement.objects.visible_to(request.user), pk=pk
    )
    commitment = get_object_or_404(Commitment, pk=commitment_pk, agreement=agreement)
    if not permissions.can_set_commitment_status(request.user, agreement):
        raise PermissionDenied
    form = StatusForm(request.POST)
    if form.is_valid():
        actions.set_status(commitment, user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose one of the values of the list."))
    return redirect(f"{agreement.get_absolute_url()}#commitments")
