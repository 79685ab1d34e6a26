"""What the office does with an open step: more time, or somebody else."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from ..actions import open_steps as actions
from ..exceptions import TransitionNotAllowed
from ..forms.everywhere import ExtendForm, ReassignForm
from ..models import Step
from .tasks import is_visible


@method_decorator(never_cache, name="dispatch")
class _OfficeStepView(LoginRequiredMixin, FormView):
    """Base: one open step, for the office only."""

    template_name = "workflows/everywhere/open_step.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.step = get_object_or_404(
            Step.objects.select_related("agreement__created_by", "assignee"),
            task_id=kwargs["task_pk"],
            process_id=kwargs["process_pk"],
        )
        if not is_visible(self.step, request.user):
            raise Http404
        if not self.may(self.step, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, **kwargs)

    def form_valid(self, form):
        try:
            self.act(form.cleaned_data)
        except TransitionNotAllowed as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Done. Those concerned get a message."))
        return redirect(self.step.about.get_absolute_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ExtendView(_OfficeStepView):
    """More time, with the reason."""

    heading = gettext_lazy("More time")
    submit_label = gettext_lazy("Give more time")
    form_class = ExtendForm
    may = staticmethod(actions.may_extend)

    def act(self, data):
        actions.extend(self.step, by=self.request.user, **data)


class ReassignView(_OfficeStepView):
    """Somebody else, with the reason."""

    heading = gettext_lazy("Somebody else does it")
    submit_label = gettext_lazy("Give the step to this person")
    form_class = ReassignForm
    may = staticmethod(actions.may_reassign)

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "candidates": actions.list_candidates(self.step),
        }

    def act(self, data):
        actions.reassign(self.step, by=self.request.user, **data)
