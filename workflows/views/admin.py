"""Screens of the office in the Wagtail admin: failed jobs and the setup check."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..actions import accounts, permissions, schedule
from ..enums import JobState
from ..forms.accounts import InvitationForm
from ..models import SealingJob
from ..services import setup_check


@require_safe
def failed_jobs(request):
    """Jobs that failed or hang, with the reason and a retry button."""
    if not permissions.runs_system(request.user):
        raise PermissionDenied
    jobs = (
        SealingJob.objects.exclude(state__in=[JobState.DONE, JobState.CANCELLED])
        .select_related("document__agreement", "decision")
        .order_by("pk")[:200]
    )
    return render(request, "workflows/admin/failed_jobs.html", {"jobs": jobs})


@require_POST
def retry_job(request, pk: int):
    """Run one failed job again."""
    job = get_object_or_404(SealingJob, pk=pk)
    if schedule.retry_job(job, user=request.user):
        messages.success(request, _("The document is signed now."))
    else:
        messages.error(request, _("It failed again. The reason is in the list."))
    return redirect("workflows_admin:failed_jobs")


@require_safe
def check_setup(request):
    """Certificate, timestamp, mail, storage, sweep: what works and what does not."""
    if not permissions.runs_system(request.user):
        raise PermissionDenied
    return render(
        request,
        "workflows/admin/setup_check.html",
        {"results": setup_check.check_all()},
    )


def invite(request):
    """Invite a person into an organisation: nobody signs up alone."""
    if not permissions.runs_system(request.user):
        raise PermissionDenied
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = accounts.invite(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(address)s is invited.") % {"address": address})
        return redirect("workflows_admin:invite")
    return render(
        request,
        "workflows/admin/invite.html",
        {"form": form},
        status=422 if form.errors else 200,
    )
