"""A form in steps about a draft: what agreements and ideas share."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from ..exceptions import StaleVersion, TransitionNotAllowed
from ..forms.steps import SeenForm


@method_decorator(never_cache, name="dispatch")
class WizardView(LoginRequiredMixin, View):
    """One step: its forms and formsets are saved together, nothing typed is lost.

    A subclass gives the attributes, ``get_draft`` (404 for what is not visible),
    ``is_author``, ``build_forms``, ``save`` and ``list_missing``. The last step is an
    overview and has no form.
    """

    # Name and title of each step, in their order.
    steps: tuple = ()
    # The step in which one file after another is added.
    upload_step = ""
    url_name = ""
    # With the name of the step at its end.
    template_start = ""
    # What changed since a version: ``list_changes(draft, seen)``.
    list_changes = None

    def get_draft(self):
        raise NotImplementedError

    def is_author(self) -> bool:
        raise NotImplementedError

    def build_forms(self, data=None, files=None) -> dict:
        """Return what this step shows, by the name that its template uses.

        A value is a form, a formset, or a list of formsets.
        """
        raise NotImplementedError

    def save(self, built: dict, version: str) -> None:
        """Save what is valid over what the person saw."""
        raise NotImplementedError

    def list_missing(self, draft) -> list:
        """Return what is not complete yet, each with its ``step``."""
        raise NotImplementedError

    def list_missing_later(self, draft) -> list:
        """Return what is needed after the draft was handed in, each with its step."""
        return []

    def demand_fresh(self, version: str) -> None:
        """Raise at once where a mistake may come from what somebody else changed."""

    def list_parts(self, built: dict) -> list:
        """Return the forms and formsets of a step, in the order of the page."""
        parts = []
        for item in built.values():
            parts += item if isinstance(item, list) else [item]
        return parts

    def list_to_save(self, built: dict) -> list:
        return self.list_parts(built)

    def get_next_step(self, built: dict) -> str:
        if "stay" in self.request.POST or self.step == self.upload_step:
            return self.step
        return self.names[self.names.index(self.step) + 1]

    def get_extra(self, draft, built: dict, missing: list) -> dict:
        """Return what else the templates need."""
        return {}

    @property
    def names(self) -> list[str]:
        return [name for name, _title in self.steps]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.draft = self.get_draft()
        if not self.is_author():
            raise PermissionDenied
        self.step = kwargs["step"]
        if self.step not in self.names:
            raise Http404
        if not self.draft.is_editable:
            return redirect(self.draft)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.show(self.build_forms())

    def post(self, request, *args, **kwargs):
        seen = SeenForm(request.POST)
        if self.step == self.names[-1] or not seen.is_valid():
            return redirect(self.get_url(self.step))
        version = seen.cleaned_data["seen_version"]
        built = self.build_forms(request.POST, request.FILES)
        try:
            self.demand_fresh(version)
            # All of them, so that all errors are shown at once.
            answers = [form.is_valid() for form in self.list_to_save(built)]
            if not all(answers):
                return self.show(built, seen_version=version, status=422)
            self.save(built, version)
        except (StaleVersion, TransitionNotAllowed) as error:
            return self.show(built, conflict=error, status=409)
        except ValidationError as error:
            built["form"].add_error(None, error)
            return self.show(built, seen_version=version, status=422)
        messages.success(request, _("Saved."))
        return redirect(self.get_url(self.get_next_step(built)))

    def get_url(self, step: str) -> str:
        return reverse(self.url_name, args=[self.draft.pk, step])

    def show(self, built, *, seen_version="", conflict=None, status=200):
        # The forms may have put typed values on the draft that are not saved.
        draft = self.get_draft()
        missing = self.list_missing(draft)
        later = [item for item in self.list_missing_later(draft) if item not in missing]
        position = self.names.index(self.step)
        parts = self.list_parts(built)
        context = {
            **built,
            "draft": draft,
            "step": self.step,
            "step_title": dict(self.steps)[self.step],
            "wizard": self.list_steps({item.step for item in [*missing, *later]}),
            "previous_url": self.get_url(self.names[position - 1]) if position else "",
            "has_upload": self.step == self.upload_step,
            "seen_version": seen_version or draft.version,
            "missing": missing,
            "missing_here": [item for item in missing if item.step == self.step],
            "missing_later": later,
            "later_here": [item for item in later if item.step == self.step],
            "conflict": conflict,
            "conflict_changes": self.list_changes(draft, getattr(conflict, "seen", "")),
            "all_forms": list_forms(parts),
            "all_formsets": [part for part in parts if hasattr(part, "forms")],
            **self.get_extra(draft, built, missing),
        }
        template = f"{self.template_start}{self.step}.html"
        return render(self.request, template, context, status=status)

    def list_steps(self, incomplete: set) -> list[dict]:
        """Return the steps as the navigation shows them.

        The overview is complete when every step is.
        """
        if incomplete:
            incomplete = {*incomplete, self.names[-1]}
        return [
            {
                "title": title,
                "url": self.get_url(name),
                "is_current": name == self.step,
                "state": "current"
                if name == self.step
                else "incomplete"
                if name in incomplete
                else "complete",
            }
            for name, title in self.steps
        ]


def list_forms(parts) -> list:
    """Return single forms and the forms of formsets, each with its details."""
    found = []
    for part in parts:
        for form in getattr(part, "forms", [part]):
            found.append(form)
            if getattr(form, "details", None):
                found.append(form.details)
    return found
