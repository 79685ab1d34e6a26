"""What the screens of groups share: one form, one action, and its refusals in words."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from ..actions.group_rights import demand
from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..forms import groups as forms


@method_decorator(never_cache, name="dispatch")
class ActionView(LoginRequiredMixin, FormView):
    """A page with a form that does one thing, or says why not (409, 422).

    A subclass gives ``get_about`` (404 for what is not visible), ``is_allowed`` for
    the page itself, and ``act``, which may return where to go.
    """

    template_name = "workflows/groups/form.html"
    form_class = forms.ConfirmForm
    heading = ""
    explanation = ""
    submit_label = ""
    is_danger = False

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.about = self.get_about()
        demand(self.is_allowed())
        return super().dispatch(request, *args, **kwargs)

    def get_about(self):
        raise NotImplementedError

    def is_allowed(self) -> bool:
        return True

    def act(self, form):
        raise NotImplementedError

    def get_heading(self) -> str:
        return self.heading

    def get_back_url(self) -> str:
        return self.about.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            about=self.about,
            heading=self.get_heading(),
            explanation=self.explanation,
            submit_label=self.submit_label or self.get_heading(),
            is_danger=self.is_danger,
            back_url=self.get_back_url(),
            **kwargs,
        )

    def form_valid(self, form):
        try:
            target = self.act(form)
        except (StaleVersion, TransitionNotAllowed) as error:
            return self.refuse(form, str(error), status=409)
        except Incomplete as error:
            return self.refuse(
                form, str(error), *[item.message for item in error.missing]
            )
        except ValidationError as error:
            return self.refuse(form, *error.messages)
        messages.success(self.request, _("Done."))
        return redirect(target or self.get_back_url())

    def refuse(self, form, *reasons, status: int = 422):
        """Show the form again with what stands in the way."""
        for reason in reasons:
            form.add_error(None, reason)
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class MoveMixin:
    """A button of a table of states: the form, the words and the reason of its row.

    An ``ActionView`` gives its ``transitions`` and ``move``.
    """

    transitions: dict = {}

    def get_about(self):
        self.row = self.transitions.get(self.kwargs["name"])
        if self.row is None or not self.row.is_button:
            raise Http404
        return super().get_about()

    def get_form_class(self):
        return forms.ReasonOnlyForm if self.row.needs_reason else forms.ConfirmForm

    def get_heading(self):
        return str(self.row.label)

    @property
    def explanation(self):
        return self.row.explanation

    @property
    def is_danger(self):
        return self.row.needs_reason

    def act(self, form):
        return self.move(form.cleaned_data.get("reason", ""))

    def move(self, reason: str):
        raise NotImplementedError
