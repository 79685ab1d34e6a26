"""My tasks, and the one screen of each human step."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.generic import ListView
from viewflow.workflow.models import Task

from ..actions import questions, steps
from ..enums import EDITABLE_STATES, StepState
from ..models import Idea, PatronageAgreement, Step
from ..services.subjects import prefetch_subjects
from .paging import LongList, LongPaginator


class TaskListView(LoginRequiredMixin, ListView):
    """What waits for me: what, from whom, due when, what happens next."""

    template_name = "workflows/portal/tasks.html"
    context_object_name = "steps"
    paginate_by = 25
    paginator_class = LongPaginator

    def get_queryset(self):
        shown = Step.objects.select_related(
            "agreement__initiator",
            "agreement__occupation",
            "agreement__created_by",
            "party",
            "signer__party",
            "assignee",
            "organisation",
        ).prefetch_related(prefetch_subjects())
        parts = Step.objects.list_parts(self.request.user)
        return LongList(shown, parts, order=("due_at", "pk"))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        # Whoever wrote a draft sees it.
        context["drafts"] = (
            PatronageAgreement.objects.filter(
                state__in=EDITABLE_STATES, created_by=user
            )
            .select_related("initiator")
            .order_by("-pk")[:10]
        )
        context["questions"] = questions.list_questions(user)
        context["idea_drafts"] = Idea.objects.list_drafts(user)[:10]
        context["done_steps"] = (
            Step.objects.filter(state=StepState.DONE, decision__actor=user)
            .select_related("agreement", "decision", "party")
            .prefetch_related("subject")
            .order_by("-decision__decided_at")[:5]
        )
        return context


@never_cache
@login_required
def complete_step(request, process_pk: int, task_pk: int):
    """Show a step and complete it.

    Viewflow locks the process of the address but loads the task by its own
    number and never compares them: here a mismatch does not exist.
    """
    step = get_object_or_404(
        Step.objects.select_related(
            "agreement__initiator",
            "agreement__occupation",
            "agreement__created_by",
            "party__organisation",
            "signer__party",
        ),
        task_id=task_pk,
        process_id=process_pk,
    )
    if not is_visible(step, request.user):
        raise Http404
    task = get_object_or_404(Task, pk=task_pk, process_id=process_pk)
    if not step.may_be_completed_by(request.user):
        raise PermissionDenied
    view = getattr(task.flow_task, "_view", None)
    if view is None:
        raise Http404
    handed_in = {"step": step, "complete": steps.complete_step}
    if step.is_signature:
        handed_in["get_contract"] = steps.get_contract
    return view.view_class.as_view(**{**view.view_initkwargs, **handed_in})(request)


def is_visible(step: Step, user) -> bool:
    """Scope: whoever may see what the step is about, or is asked to complete it."""
    about = step.about
    manager = type(about)._default_manager
    return manager.visible_to(user).filter(pk=about.pk).exists() or (
        step.state == StepState.OPEN and step.is_for(user)
    )
