"""Absences: mine, and for the office those of everybody."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from ..actions import absences as actions
from ..actions import permissions
from ..forms.everywhere import AbsenceForm


@method_decorator(never_cache, name="dispatch")
class AbsenceView(LoginRequiredMixin, FormView):
    """The list, and the form below it."""

    template_name = "workflows/everywhere/absences.html"
    form_class = AbsenceForm

    def get_form_kwargs(self):
        user = self.request.user
        accounts = (
            get_user_model()
            .objects.filter(is_active=True)
            .order_by("last_name", "first_name", "pk")
        )
        is_office = permissions.is_coordinator(user)
        return {
            **super().get_form_kwargs(),
            "people": accounts if is_office else None,
            "substitutes": accounts if is_office else actions.list_colleagues(user),
        }

    def get_initial(self):
        is_office = permissions.is_coordinator(self.request.user)
        return {"user": self.request.user.pk} if is_office else {}

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            absences=actions.list_absences(user)[:200],
            substitutions=actions.list_substitutions(user),
            is_office=permissions.is_coordinator(user),
            today=timezone.localdate(),
            **kwargs,
        )

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            actions.enter(
                user=data.get("user", self.request.user),
                substitute=data["substitute"],
                since=data["since"],
                until=data["until"],
                by=self.request.user,
            )
        except ValidationError as error:
            for message in error.messages:
                form.add_error(None, message)
            return self.form_invalid(form)
        messages.success(self.request, _("The absence is entered."))
        return redirect("workflows:absences")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


@require_POST
@login_required
def remove(request, pk: int):
    """Take an absence back."""
    absence = get_object_or_404(actions.list_absences(request.user), pk=pk)
    try:
        actions.remove(absence, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The absence is removed."))
    return redirect("workflows:absences")
