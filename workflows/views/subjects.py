"""The screens that every subject of a flow has: its page, exits, remarks, versions."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, FormView, View

from ..actions import permissions
from ..actions import subjects as actions
from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..forms.steps import CommentForm, ReasonForm, SeenForm
from ..models import Step
from ..models.subjects import get_flow_model, get_subject_kind, refer_to
from ..services import progress, subjects


def get_visible(user, slug: str, pk: int):
    """Return a subject that this account may see. Raises ``Http404``."""
    try:
        model = get_flow_model(slug)
    except LookupError as error:
        raise Http404 from error
    return get_object_or_404(model._default_manager.visible_to(user), pk=pk)


@method_decorator(never_cache, name="dispatch")
class SubjectDetailView(LoginRequiredMixin, DetailView):
    """One subject. A flow's view inherits and names ``model`` and template.

    ``can_edit``, ``get_edit_url``, ``can_comment`` and ``shows_comments`` answer for
    the buttons.
    """

    template_name = "workflows/portal/subject.html"
    context_object_name = "about"

    def get_queryset(self):
        return self.model._default_manager.visible_to(self.request.user).select_related(
            "created_by"
        )

    def get_edit_url(self) -> str:
        """Return where the draft is written, or nothing for who may not."""
        return ""

    def can_comment(self) -> bool:
        return True

    def shows_comments(self) -> bool:
        return True

    def get_context_data(self, **kwargs):
        subject, user = self.object, self.request.user
        comments = subject.comments.all()
        if not permissions.can_see_office_comments(user):
            comments = comments.filter(office_only=False)
        return super().get_context_data(
            **{
                "facts": subjects.list_facts(subject) if subject.version else [],
                "waiting": progress.get_waiting(subject),
                "timeline": progress.list_timeline(subject),
                "documents": subjects.list_documents(subject, user),
                "my_steps": Step.objects.open()
                .for_user(user)
                .filter(**refer_to(subject)),
                "buttons": actions.list_buttons(user, subject),
                "edit_url": self.get_edit_url(),
                "comments": comments,
                "show_comments": self.shows_comments(),
                "comment_form": CommentForm() if self.can_comment() else None,
                "has_versions": get_subject_kind(subject).can_compare(user, subject)
                and subject.versions.count() > 1,
                "is_coordinator": permissions.is_coordinator(user),
                "is_done": self.request.GET.get("done") == "1",
                **kwargs,
            }
        )


@method_decorator(never_cache, name="dispatch")
class SubjectTransitionView(LoginRequiredMixin, FormView):
    """Confirm an exit: what it does, and the reason."""

    template_name = "workflows/portal/subject_transition.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.about = get_visible(request.user, kwargs["slug"], kwargs["pk"])
        rows = get_subject_kind(self.about).transitions
        self.transition = rows.get(kwargs["name"])
        if self.transition is None or not self.transition.is_button:
            raise Http404
        if not actions.may(request.user, self.transition.name, self.about):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return ReasonForm if self.transition.needs_reason else SeenForm

    def get_initial(self):
        return {"seen_version": self.about.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            about=self.about,
            transition=self.transition,
            facts=subjects.list_facts(self.about) if self.about.version else [],
            is_possible=self.about.state in self.transition.allowed_from,
            **kwargs,
        )

    def form_valid(self, form):
        reason = form.cleaned_data.get("reason", "")
        try:
            actions.take_button(
                self.about,
                self.transition.name,
                user=self.request.user,
                reason=reason,
                seen_version=form.cleaned_data["seen_version"],
            )
        except Incomplete as error:
            form.add_error(None, str(error))
            for item in error.missing:
                form.add_error(None, str(getattr(item, "message", item)))
            return self.form_invalid(form)
        except (StaleVersion, TransitionNotAllowed) as error:
            self.about.refresh_from_db()
            return render(
                self.request,
                "workflows/portal/conflict.html",
                {
                    "about": self.about,
                    "message": str(error),
                    "changes": subjects.list_changes_since(
                        self.about, getattr(error, "seen", "")
                    ),
                    "typed": [reason] if reason else [],
                },
                status=409,
            )
        messages.success(self.request, _("Done. Everyone involved gets a message."))
        return redirect(self.about.get_absolute_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class SubjectCommentView(LoginRequiredMixin, View):
    """Add a remark where the subject's page offers it."""

    http_method_names = ["post"]

    def post(self, request, slug: str, pk: int):
        subject = get_visible(request.user, slug, pk)
        form = CommentForm(request.POST)
        if not form.is_valid():
            return render(
                request,
                "workflows/portal/subject_comment.html",
                {"about": subject, "form": form},
                status=422,
            )
        actions.comment(subject, user=request.user, **form.cleaned_data)
        messages.success(request, _("Your comment is there."))
        return redirect(f"{subject.get_absolute_url()}#comments")


class SubjectVersionsView(LoginRequiredMixin, View):
    """Compare two versions of a subject, the last two unless told."""

    http_method_names = ["get", "head"]

    def get(self, request, slug: str, pk: int):
        subject = get_visible(request.user, slug, pk)
        if not get_subject_kind(subject).can_compare(request.user, subject):
            raise PermissionDenied
        rows = list(subject.versions.order_by("-pk"))
        by_hash = {row.hash: row for row in rows}
        new = by_hash.get(request.GET.get("new", "")) or (rows[0] if rows else None)
        old = by_hash.get(request.GET.get("old", "")) or (
            rows[1] if len(rows) > 1 else new
        )
        changes = (
            subjects.list_changes(subject, old.content, new.content)
            if new and old
            else []
        )
        return render(
            request,
            "workflows/portal/versions.html",
            {
                "about": subject,
                "versions": rows,
                "new": new,
                "old": old,
                "changes": changes,
            },
        )
