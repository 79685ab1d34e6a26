"""What the staff of a center does in the Wagtail admin.

Somebody else's edition does not exist here: every view looks among the visible ones.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from workflows.exceptions import WorkflowError

from .. import actions
from ..enums import RegistrationState
from ..exceptions import RegistrationError
from ..forms.staff import CancelForm, EditionStateForm, MoveForm
from ..models import Edition, Registration

PARTICIPANTS = "skills_centers_admin:participants"


def _get_edition(request, pk: int) -> Edition:
    editions = Edition.objects.visible_to(request.user).select_related("course")
    return get_object_or_404(editions, pk=pk)


def _get_registration(request, pk: int) -> Registration:
    found = Registration.objects.visible_to(request.user).select_related(
        "edition__course"
    )
    return get_object_or_404(found, pk=pk)


def _show(request, edition: Edition, form: EditionStateForm, status: int = 200):
    actions.demand_view(request.user, edition)
    rows = list(
        edition.registrations.select_related("certificate").prefetch_related(
            "certificate__documents__revisions"
        )
    )
    by_state = {state: [] for state in RegistrationState}
    for row in rows:
        # The edition in hand, not one query for each row.
        row.edition = edition
        by_state[row.state].append(row)
    return render(
        request,
        "skills_centers/admin/participants.html",
        {
            "edition": edition,
            "form": form,
            "participants": [
                row
                for row in rows
                if row.state
                not in {RegistrationState.WAITLIST, RegistrationState.CANCELLED}
            ],
            "waiting": by_state[RegistrationState.WAITLIST],
            "cancelled": by_state[RegistrationState.CANCELLED],
            "may_change": actions.may(
                request.user, actions.CHANGE_REGISTRATION, edition
            ),
            "may_change_edition": actions.may(
                request.user, actions.CHANGE_EDITION, edition
            ),
        },
        status=status,
    )


@require_safe
def participants(request, pk: int):
    """Who takes part in an edition, who waits, and what can be done."""
    edition = _get_edition(request, pk)
    return _show(request, edition, EditionStateForm(edition=edition))


@require_POST
def change_state(request, pk: int):
    """Open, close, hold or call off an edition."""
    edition = _get_edition(request, pk)
    form = EditionStateForm(request.POST, edition=edition)
    if not form.is_valid():
        return _show(request, edition, form, status=422)
    try:
        actions.change_edition_state(edition, user=request.user, **form.cleaned_data)
    except RegistrationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The edition has its new state."))
    return redirect(PARTICIPANTS, pk)


@require_POST
def mark(request, pk: int):
    """Note attendance of, or certify, the participants that are ticked."""
    edition = _get_edition(request, pk)
    single = request.POST.get("certificate")
    numbers = [single] if single else request.POST.getlist("registration")
    chosen = {int(number) for number in numbers if number.isdigit()}
    action = "certificates" if single else request.POST.get("action")
    if not chosen:
        messages.warning(request, _("Tick at least one participant."))
    elif action == "certificates":
        _issue_certificates(request, edition, chosen)
    elif action in {"attended", "absent"}:
        _mark_attendance(request, edition, chosen, has_come=action == "attended")
    return redirect(PARTICIPANTS, pk)


def _mark_attendance(request, edition, chosen: set[int], *, has_come: bool) -> None:
    try:
        changed = actions.set_attendance(
            edition,
            user=request.user,
            attended=chosen if has_come else set(),
            absent=set() if has_come else chosen,
        )
    except RegistrationError as error:
        messages.error(request, str(error))
        return
    messages.success(
        request,
        ngettext(
            "Attendance noted for %(count)s participant.",
            "Attendance noted for %(count)s participants.",
            len(changed),
        )
        % {"count": len(changed)},
    )


def _issue_certificates(request, edition, chosen: set[int]) -> None:
    issued = 0
    for registration in edition.registrations.filter(pk__in=chosen):
        try:
            actions.issue_certificate(registration, user=request.user)
        except (RegistrationError, WorkflowError) as error:
            messages.error(request, f"{registration.name}: {error}")
        else:
            issued += 1
    if issued:
        messages.success(
            request,
            ngettext(
                "%(count)s certificate issued.",
                "%(count)s certificates issued.",
                issued,
            )
            % {"count": issued},
        )


def cancel(request, pk: int):
    """Cancel for a participant who asked by phone, or who cannot be admitted."""
    registration = _get_registration(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_registration(
                registration, user=request.user, **form.cleaned_data
            )
        except RegistrationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The registration is cancelled."))
        return redirect(PARTICIPANTS, registration.edition_id)
    return _show_form(request, "cancel", registration, form)


def move(request, pk: int):
    """Move a participant to another edition."""
    registration = _get_registration(request, pk)
    source = registration.edition
    form = MoveForm(request.POST or None, user=request.user, source=source)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_registration(
                registration, user=request.user, **form.cleaned_data
            )
        except RegistrationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The registration is moved."))
        return redirect(PARTICIPANTS, source.pk)
    return _show_form(request, "move", registration, form)


def _show_form(request, name: str, registration: Registration, form):
    actions.demand_change(request.user, registration.edition)
    return render(
        request,
        f"skills_centers/admin/{name}.html",
        {"registration": registration, "edition": registration.edition, "form": form},
        status=422 if form.errors else 200,
    )


@require_safe
def preview_certificate(request, pk: int):
    """The certificate as a draft, to be read before it is issued."""
    registration = _get_registration(request, pk)
    try:
        content = actions.preview_certificate(registration, user=request.user)
    except RegistrationError as error:
        messages.error(request, str(error))
        return redirect(PARTICIPANTS, registration.edition_id)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="certificate-draft.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
