"""Who comes to an event: screens of the office in the Wagtail admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from skills_centers.exceptions import RegistrationError

from .. import actions
from ..forms.event_office import AttendanceForm, CancelForm
from ..models import EventPage, EventRegistration


def show_registrations(request, pk: int):
    """Everybody who registered for one event, and after it began, who came."""
    if not request.user.has_perm(actions.VIEW_REGISTRATIONS):
        raise PermissionDenied
    event = get_object_or_404(EventPage, pk=pk)
    found = event.registrations.visible_to(request.user)
    rows = sorted(found, key=lambda row: (row.state == "cancelled", row.queued_at))
    form = AttendanceForm(request.POST or None, registrations=rows)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.set_attendance(
                event,
                user=request.user,
                attended=form.list_noted("came"),
                absent=form.list_noted("absent"),
            )
        except RegistrationError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, _("Noted: %(count)s changes.") % {"count": len(changed)}
            )
        return redirect("home_admin:event_registrations", pk)
    may_change = request.user.has_perm(actions.CHANGE_REGISTRATIONS)
    return render(
        request,
        "home/admin/event_registrations.html",
        {
            "event": event,
            "rows": [(row, form.get_field(row)) for row in rows],
            "may_change": may_change,
            "may_note": may_change and event.has_begun() and bool(form.rows),
        },
        status=422 if form.errors else 200,
    )


def cancel_registration(request, pk: int):
    """Cancel for somebody, with a reason."""
    if not request.user.has_perm(actions.CHANGE_REGISTRATIONS):
        raise PermissionDenied
    registration = get_object_or_404(
        EventRegistration.objects.visible_to(request.user).select_related("event"),
        pk=pk,
    )
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_registration(
                registration, user=request.user, reason=form.cleaned_data["reason"]
            )
        except RegistrationError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                _("The registration of %(name)s is cancelled.")
                % {"name": registration.name},
            )
        return redirect("home_admin:event_registrations", registration.event_id)
    return render(
        request,
        "home/admin/cancel_event_registration.html",
        {"registration": registration, "event": registration.event, "form": form},
        status=422 if form.errors else 200,
    )
