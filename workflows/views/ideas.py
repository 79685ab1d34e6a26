"""Ideas in the portal: the list, one idea, the form in steps, the board."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from partners.models import WorkingGroup

from ..actions import ideas as actions
from ..actions import permissions
from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..forms import ideas as forms
from ..models.ideas import (
    AnswerState,
    Idea,
    IdeaAttachment,
    IdeaState,
    SupportKind,
)
from ..permission_policies import is_office_or_auditor
from ..services import ideas, subjects
from .files import _read, _send
from .paging import LongList, LongPaginator
from .subjects import SubjectDetailView
from .wizard import WizardView


def get_idea(request, pk: int) -> Idea:
    return get_object_or_404(
        Idea.objects.visible_to(request.user).prefetch_related(
            "partners__organisation"
        ),
        pk=pk,
    )


def knows_evaluators(user, idea: Idea) -> bool:
    """The office and auditors, but not about what they wrote themselves."""
    return not ideas.is_author(user, idea) and is_office_or_auditor(user)


class IdeaListView(LoginRequiredMixin, ListView):
    """Ideas that this person may see, with whom each of them waits for."""

    template_name = "workflows/ideas/list.html"
    context_object_name = "ideas"
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
            )
        state = self.request.GET.get("state", "")
        if state in IdeaState.values:
            narrow &= Q(state=state)
        is_mine = bool(self.request.GET.get("mine"))
        return LongList(
            ideas.prefetch_list(Idea.objects.all()),
            Idea.objects.list_parts(self.request.user, only_involving=is_mine),
            narrow=narrow,
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for idea in context["ideas"]:
            idea.waiting = ideas.get_waiting(idea)
        query = self.request.GET.copy()
        query.pop("page", None)
        return {
            **context,
            "page_query": f"{query.urlencode()}&" if query else "",
            "states": IdeaState.choices,
            "leads": actions.list_leads(self.request.user),
            "questions": actions.list_open_questions(self.request.user)[:10],
            "is_coordinator": permissions.is_coordinator(self.request.user),
        }


class IdeaDetailView(SubjectDetailView):
    """One idea: whose turn it is, what it says, partners, scores, remarks."""

    model = Idea
    template_name = "workflows/ideas/idea.html"

    def get_queryset(self):
        return ideas.prefetch_list(super().get_queryset())

    def get_edit_url(self):
        return (
            self.object.get_edit_url()
            if actions.can_edit(self.request.user, self.object)
            else ""
        )

    def can_comment(self):
        return ideas.can_comment(self.request.user, self.object)

    def get_context_data(self, **kwargs):
        idea, user = self.object, self.request.user
        knows = knows_evaluators(user, idea)
        is_involved = Idea.objects.involving(user).filter(pk=idea.pk).exists()
        support = {
            kind: [row for row in idea.support.all() if row.kind == kind]
            for kind in SupportKind.values
        }
        was_judged = idea.is_decided or idea.state == IdeaState.DEFERRED
        sees_results = knows or (was_judged and is_involved)
        group = idea.group
        return super().get_context_data(
            waiting=ideas.get_waiting(idea, knows_evaluators=knows),
            timeline=ideas.list_timeline(idea, knows_evaluators=knows),
            knows_evaluators=knows,
            results=ideas.build_results(idea) if sees_results else None,
            questions=actions.list_questions(user, idea),
            invitation=idea.coauthors.filter(
                user=user, state=AnswerState.WAITING
            ).first(),
            coauthors=idea.coauthors.filter(state=AnswerState.CONFIRMED).select_related(
                "user"
            ),
            can_support=ideas.can_support(user, idea),
            endorsements=len(support[SupportKind.ENDORSE]),
            my_support={
                kind: any(row.user_id == user.pk for row in rows)
                for kind, rows in support.items()
            },
            can_draft_agreement=actions.can_draft_agreement(user, idea),
            can_propose_group=actions.can_propose_group(user, idea),
            is_public=idea.is_public,
            group=group
            and WorkingGroup.objects.visible_to(user).filter(pk=group.pk).first(),
            **kwargs,
        )


@never_cache
@login_required
def create(request):
    """Start a new draft for one's organisation."""
    leads = actions.list_leads(request.user)
    if not leads:
        raise PermissionDenied
    form = forms.StartIdeaForm(
        request.POST or None, leads=leads, initial={"lead": leads[0]}
    )
    if request.method == "POST" and form.is_valid():
        idea = actions.create_idea(user=request.user, **form.cleaned_data)
        messages.success(request, _("The draft is saved. Go on step by step."))
        return redirect("workflows:edit_idea", idea.pk, "basics")
    return render(
        request,
        "workflows/ideas/create.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


class IdeaStepView(WizardView):
    """One step of the form of an idea."""

    steps = forms.WIZARD
    upload_step = "files"
    url_name = "workflows:edit_idea"
    template_start = "workflows/ideas/edit_"
    list_changes = staticmethod(subjects.list_changes_since)

    def get_draft(self):
        return get_idea(self.request, self.kwargs["pk"])

    def is_author(self):
        return ideas.is_author(self.request.user, self.draft)

    def build_forms(self, data=None, files=None):
        common = {"instance": self.draft}
        match self.step:
            case "basics":
                return {"form": forms.BasicsForm(data, **common)}
            case "partners":
                return {
                    "formset": forms.PartnerFormSet(data, prefix="partners", **common),
                    "form": forms.OtherPartnersForm(data, **common),
                }
            case "plan":
                return {
                    name: formset(data, prefix=name, **common)
                    for name, formset in (
                        ("activities", forms.ActivityFormSet),
                        ("budget", forms.BudgetFormSet),
                        ("indicators", forms.IndicatorFormSet),
                        ("risks", forms.RiskFormSet),
                    )
                }
            case "more":
                return {"form": forms.MoreForm(data, **common)}
            case "files":
                return {"form": forms.AttachmentForm(data, files)}
        return {}

    def save(self, built, version):
        user = self.request.user
        if self.step != self.upload_step:
            actions.save_draft(
                self.draft, built.values(), user=user, seen_version=version
            )
            return
        data = built["form"].cleaned_data
        actions.add_attachment(
            self.draft,
            user=user,
            seen_version=version,
            title=data["title"],
            file_name=data["file"].name,
            content=data["content"],
        )

    def list_missing(self, draft):
        return ideas.list_missing(draft)

    def get_extra(self, draft, built, missing):
        return {
            "idea": draft,
            "coauthor_form": forms.CoauthorForm(),
            "coauthors": draft.coauthors.select_related("user"),
            "unasked": draft.partners.filter(
                asked_at=None, state=AnswerState.WAITING
            ).exists(),
        }


def _answer(request, idea, error=None, done="", to=None):
    """Come back to the idea with what happened."""
    if error is not None:
        messages.error(request, str(error))
    elif done:
        messages.success(request, done)
    return redirect(*(to or [idea]))


@login_required
@require_POST
def invite_coauthor(request, pk: int):
    idea = get_idea(request, pk)
    form = forms.CoauthorForm(request.POST)
    back = ["workflows:edit_idea", idea.pk, "partners"]
    if not ideas.is_author(request.user, idea):
        raise PermissionDenied
    if not form.is_valid():
        return _answer(request, idea, _("Write an e-mail address."), to=back)
    try:
        actions.invite_coauthor(
            idea, user=request.user, email=form.cleaned_data["email"]
        )
    except (Incomplete, StaleVersion, TransitionNotAllowed) as error:
        return _answer(request, idea, error, to=back)
    return _answer(request, idea, done=_("The invitation is sent."), to=back)


@login_required
@require_POST
def remove_coauthor(request, pk: int, coauthor_pk: int):
    idea = get_idea(request, pk)
    found = get_object_or_404(idea.coauthors.select_related("idea"), pk=coauthor_pk)
    back = ["workflows:edit_idea", idea.pk, "partners"]
    try:
        actions.remove_coauthor(found, user=request.user)
    except (StaleVersion, TransitionNotAllowed) as error:
        return _answer(request, idea, error, to=back)
    return _answer(request, idea, done=_("Removed."), to=back)


@login_required
@require_POST
def answer_invitation(request, pk: int):
    idea = get_idea(request, pk)
    accepts = "accept" in request.POST
    try:
        actions.answer_invitation(idea, user=request.user, accepts=accepts)
    except TransitionNotAllowed as error:
        return _answer(request, idea, error)
    if not accepts:
        # The draft is none of their business any more.
        messages.success(request, _("You declined the invitation."))
        return redirect("workflows:ideas")
    return _answer(request, idea, done=_("You are a co-author now."))


@login_required
@require_POST
def ask_partners(request, pk: int):
    idea = get_idea(request, pk)
    actions.ask_partners(idea, user=request.user)
    return _answer(
        request,
        idea,
        done=_("The partners are asked to confirm."),
        to=["workflows:edit_idea", idea.pk, "partners"] if idea.is_editable else None,
    )


@login_required
@require_POST
def answer_partner(request, pk: int, partner_pk: int):
    """An approver says for their organisation whether it is a partner."""
    idea = get_idea(request, pk)
    row = get_object_or_404(
        idea.partners.select_related("organisation", "idea"), pk=partner_pk
    )
    try:
        actions.answer_partner(
            row,
            user=request.user,
            confirms="confirm" in request.POST,
            seen_version=request.POST.get("seen_version", ""),
        )
    except (StaleVersion, TransitionNotAllowed) as error:
        return _answer(request, idea, error)
    return _answer(request, idea, done=_("Thank you, the author is told."))


@never_cache
@login_required
@require_safe
def attachment(request, pk: int, attachment_pk: int):
    """Download an attachment; whoever may see the idea may."""
    idea = get_idea(request, pk)
    found = get_object_or_404(IdeaAttachment, pk=attachment_pk, idea=idea)
    return _send(_read(found.sha256), found.content_type, found.file_name, inline=False)


@login_required
@require_POST
def remove_attachment(request, pk: int, attachment_pk: int):
    idea = get_idea(request, pk)
    found = get_object_or_404(
        IdeaAttachment.objects.select_related("idea"), pk=attachment_pk, idea=idea
    )
    back = ["workflows:edit_idea", idea.pk, "files"]
    try:
        actions.remove_attachment(
            found, user=request.user, seen_version=request.POST.get("seen_version", "")
        )
    except (StaleVersion, TransitionNotAllowed) as error:
        return _answer(request, idea, error, to=back)
    return _answer(request, idea, done=_("The file is removed."), to=back)


@login_required
@require_POST
def support(request, pk: int, kind: str):
    """Endorse or follow, or stop."""
    idea = get_idea(request, pk)
    if kind not in SupportKind.values:
        raise Http404
    actions.set_support(
        idea, user=request.user, kind=kind, wants="stop" not in request.POST
    )
    return _answer(request, idea, done=_("Saved."))


@login_required
@require_POST
def draft_agreement(request, pk: int):
    idea = get_idea(request, pk)
    agreement = actions.draft_agreement(idea, user=request.user)
    messages.success(request, _("The draft is saved. Go on step by step."))
    return redirect("workflows:edit_agreement", agreement.pk, "head")


@login_required
@require_POST
def propose_group(request, pk: int):
    idea = get_idea(request, pk)
    actions.propose_group(idea, user=request.user)
    return _answer(request, idea, done=_("The working group is proposed."))


# Office


@never_cache
@login_required
@require_safe
def board(request):
    """Ideas by state, those that wait longest first."""
    if not permissions.is_coordinator(request.user):
        raise PermissionDenied
    return render(
        request,
        "workflows/ideas/board.html",
        {"columns": ideas.list_board(request.user)},
    )


ASSIGN_PER_PAGE = 50


@never_cache
@login_required
def assign(request):
    """Give several ideas to the same evaluators at once."""
    if not permissions.is_coordinator(request.user):
        raise PermissionDenied
    waiting = actions.list_to_assign(request.user).order_by("state_since", "pk")
    page = Paginator(waiting, ASSIGN_PER_PAGE).get_page(request.GET.get("page"))
    shown = Idea.objects.filter(pk__in=[idea.pk for idea in page])
    evaluators = ideas.list_evaluators()
    form = forms.BulkAssignForm(
        request.POST or None, waiting=shown, evaluators=evaluators
    )
    results = []
    if request.method == "POST" and form.is_valid():
        results = actions.assign_bulk(
            form.cleaned_data["ideas"],
            form.cleaned_data["evaluators"],
            user=request.user,
        )
        if not any(problem for _idea, problem in results):
            messages.success(request, _("The evaluators are asked."))
            return redirect("workflows:assign_ideas")
        left = actions.list_to_assign(request.user).order_by("state_since", "pk")
        form.fields["ideas"].queryset = left[:ASSIGN_PER_PAGE]
    has_problem = bool(form.errors or results)
    return render(
        request,
        "workflows/ideas/assign.html",
        {"form": form, "results": results, "page_obj": page},
        status=422 if has_problem else 200,
    )
