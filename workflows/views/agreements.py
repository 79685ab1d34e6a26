"""My agreements, and the page of one agreement."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, FormView, ListView

from ..actions import agreements as actions
from ..actions import drafts, permissions
from ..enums import (
    CONCLUDED_STATES,
    OPEN_TEXT_STATES,
    AgreementState,
    CommitmentStatus,
    StepState,
)
from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..forms.steps import CommentForm, ReasonForm, SeenForm
from ..models import PatronageAgreement, Step
from ..models.transitions import PUBLIC_STATES, TRANSITIONS
from ..services import completeness, diagram, progress, stages
from ..services import versions as version_service
from .paging import LongList, LongPaginator


class AgreementListView(LoginRequiredMixin, ListView):
    """Agreements that this person may see, with whom each of them waits for."""

    template_name = "workflows/portal/agreements.html"
    context_object_name = "agreements"
    paginate_by = 25
    paginator_class = LongPaginator

    def get_queryset(self):
        narrow = Q()
        # PostgreSQL knows no NUL in a text.
        if text := self.request.GET.get("q", "").replace("\0", "").strip():
            narrow &= (
                Q(number__icontains=text)
                | Q(title_pl__icontains=text)
                | Q(title_en__icontains=text)
                | Q(class_name__icontains=text)
            )
        state = self.request.GET.get("state", "")
        if state in AgreementState.values:
            narrow &= Q(state=state)
        return LongList(
            progress.prefetch_progress(PatronageAgreement.objects.all()),
            PatronageAgreement.objects.list_parts(self.request.user),
            narrow=narrow,
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for agreement in context["agreements"]:
            agreement.waiting = progress.get_waiting(agreement)
            agreement.public_state = PUBLIC_STATES[AgreementState(agreement.state)]
        query = self.request.GET.copy()
        query.pop("page", None)
        context["page_query"] = f"{query.urlencode()}&" if query else ""
        context["states"] = AgreementState.choices
        context["initiators"] = drafts.list_initiators(self.request.user)
        return context


@method_decorator(never_cache, name="dispatch")
class AgreementDetailView(LoginRequiredMixin, DetailView):
    """One agreement: whose turn, diagram, people, documents, timeline, comments."""

    template_name = "workflows/portal/agreement.html"
    context_object_name = "agreement"

    def get_queryset(self):
        return progress.prefetch_progress(
            PatronageAgreement.objects.visible_to(self.request.user)
        ).select_related("created_by")

    def get_context_data(self, **kwargs):
        agreement, user = self.object, self.request.user
        comments = agreement.comments.all()
        if not permissions.can_see_office_comments(user):
            comments = comments.filter(office_only=False)
        documents = list(
            agreement.documents.prefetch_related("revisions", "jobs").order_by(
                "ordinal"
            )
        )
        for document in documents:
            for revision in document.revisions.all():
                revision.document = document
                document.agreement = agreement
        annexes = [
            annex
            for annex in agreement.annexes.select_related("agreement")
            if permissions.can_see_annex(user, annex)
        ]
        return super().get_context_data(
            waiting=progress.get_waiting(agreement),
            diagram=diagram.draw(stages.list_stages(agreement)),
            signatures=progress.list_signatures(agreement),
            timeline=progress.list_timeline(agreement),
            documents=documents,
            # A draft beside what was signed would be mistaken for it.
            can_preview=agreement.state in OPEN_TEXT_STATES
            or not any(document.is_contract for document in documents),
            annexes=annexes,
            my_steps=Step.objects.open()
            .for_user(user)
            .filter(agreement=agreement)
            .select_related("party", "signer__party"),
            buttons=permissions.list_buttons(user, agreement),
            can_edit=permissions.can_edit(user, agreement),
            comments=comments,
            is_coordinator=permissions.is_coordinator(user),
            warnings=completeness.list_warnings(agreement)
            if permissions.is_coordinator(user)
            else [],
            commitments=agreement.commitments.select_related("party__organisation"),
            can_set_status=permissions.can_set_commitment_status(user, agreement),
            is_concluded=agreement.state in CONCLUDED_STATES,
            statuses=CommitmentStatus.choices,
            public_state=PUBLIC_STATES[AgreementState(agreement.state)],
            is_done=self.request.GET.get("done") == "1",
            has_open_steps=any(
                step.state == StepState.OPEN for step in agreement.steps.all()
            ),
            **{"comment_form": CommentForm(), **kwargs},
        )


@method_decorator(never_cache, name="dispatch")
class TransitionView(LoginRequiredMixin, FormView):
    """Confirm a transition: what it does, what will be lost, and the reason."""

    template_name = "workflows/portal/transition.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.agreement = get_object_or_404(
            PatronageAgreement.objects.visible_to(request.user), pk=kwargs["pk"]
        )
        name = kwargs["name"]
        if name not in permissions.BUTTONS:
            raise Http404
        self.transition = TRANSITIONS[name]
        if not permissions.may(request.user, name, self.agreement):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        if self.transition.needs_reason:
            return ReasonForm
        return SeenForm

    def get_initial(self):
        return {"seen_version": self.agreement.version}

    def get_context_data(self, **kwargs):
        missing = []
        if self.transition.name == "submit":
            missing = completeness.list_missing_to_submit(self.agreement)
            missing += completeness.list_missing_approvers(
                self.agreement, author=self.request.user
            )
        return super().get_context_data(
            agreement=self.agreement,
            transition=self.transition,
            missing=missing,
            signatures=progress.list_signatures(
                progress.prefetch_progress(
                    PatronageAgreement.objects.filter(pk=self.agreement.pk)
                ).get()
            ),
            is_possible=self.agreement.state in self.transition.allowed_from,
            **kwargs,
        )

    def form_valid(self, form):
        seen = form.cleaned_data["seen_version"]
        user = self.request.user
        try:
            if self.transition.name == "submit":
                actions.submit(self.agreement, user=user, seen_version=seen)
            else:
                actions.EXITS[self.transition.name](
                    self.agreement,
                    user=user,
                    reason=form.cleaned_data["reason"],
                    seen_version=seen,
                )
        except Incomplete as error:
            form.add_error(None, str(error))
            for item in error.missing:
                form.add_error(None, item.message)
            return self.form_invalid(form)
        except (StaleVersion, TransitionNotAllowed) as error:
            return render_conflict(
                self.request,
                self.agreement,
                error,
                typed=[form.cleaned_data.get("reason")],
            )
        messages.success(self.request, _("Done. Everyone involved gets a message."))
        return redirect("workflows:agreement", self.agreement.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


def render_conflict(request, agreement, error, *, typed=None):
    """Say in words what changed since the person looked (HTTP 409)."""
    agreement = PatronageAgreement.objects.get(pk=agreement.pk)
    changes = version_service.list_changes_since(agreement, getattr(error, "seen", ""))
    return render(
        request,
        "workflows/portal/conflict.html",
        {
            "about": agreement,
            "message": str(error),
            "changes": changes,
            "typed": [text for text in typed or [] if text],
        },
        status=409,
    )


class CommentView(AgreementDetailView):
    """Add a comment. One that is refused is shown again, with the reason."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = CommentForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(
                self.get_context_data(comment_form=form), status=422
            )
        actions.comment(self.object, user=request.user, **form.cleaned_data)
        messages.success(request, _("Your comment is there."))
        return redirect(f"{self.object.get_absolute_url()}#comments")


comment = CommentView.as_view()


@login_required
@require_safe
def versions(request, pk: int):
    """Compare two versions of an agreement, the last two unless told."""
    agreement = get_object_or_404(
        PatronageAgreement.objects.visible_to(request.user), pk=pk
    )
    rows = list(agreement.versions.select_related("created_by").order_by("-pk"))
    by_hash = {row.hash: row for row in rows}
    new = by_hash.get(request.GET.get("new", "")) or (rows[0] if rows else None)
    old = by_hash.get(request.GET.get("old", "")) or (rows[1] if len(rows) > 1 else new)
    return render(
        request,
        "workflows/portal/versions.html",
        {
            "about": agreement,
            "versions": rows,
            "new": new,
            "old": old,
            "changes": version_service.list_changes(old.content, new.content)
            if new and old
            else [],
        },
    )
