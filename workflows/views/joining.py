"""Joining: the public application and its links, the office's list and page."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import FormView, ListView, TemplateView, View

from partners.notices import get_notice_url
from partners.protection import is_over_limit

from ..actions import joining as actions
from ..actions import permissions
from ..enums import DocumentType
from ..exceptions import Incomplete, TransitionNotAllowed
from ..forms.joining import (
    AnswerForm,
    NewApplicationForm,
    ResendForm,
    WithdrawForm,
)
from ..models import JoiningApplication, Revision
from ..models.joining import JOINING_TRANSITIONS, JoiningState
from ..models.subjects import refer_to
from ..permission_policies import is_office_or_auditor
from ..services import joining, joining_documents, joining_mails
from .files import send_revision
from .subjects import SubjectDetailView

# What somebody without an account may download about their application.
PUBLIC_TYPES = (DocumentType.RECEIPT, DocumentType.DECLARATION)
# The notice on the site about accounts of partners.
PRIVACY_PURPOSE = "partner_account"


@method_decorator(never_cache, name="dispatch")
class ApplyView(FormView):
    """The public form. What was typed stays on errors."""

    form_class = NewApplicationForm
    template_name = "workflows/joining/apply.html"
    extra_context = {
        "meta_description": gettext_lazy(
            "Apply for your school, company or institution to join the cluster."
        )
    }

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "notice_url": get_notice_url(self.request, PRIVACY_PURPOSE),
        }

    def form_valid(self, form):
        if is_over_limit(self.request, "joining", form.cleaned_data["contact_email"]):
            form.add_error(
                None,
                _("Too many applications came from here. Please try again later."),
            )
            return self.form_invalid(form, status=429)
        application = form.save(commit=False)
        application.language = (get_language() or "pl")[:2]
        actions.apply(application)
        return redirect("workflows:joining_sent")

    def form_invalid(self, form, status=422):
        form.renew()
        return self.render_to_response(self.get_context_data(form=form), status=status)


@method_decorator(never_cache, name="dispatch")
class SentView(TemplateView):
    """After the form. It says the same to everybody."""

    template_name = "workflows/joining/sent.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            days=joining_mails.get_link_age().days,
            is_resent="again" in self.request.GET,
            **kwargs,
        )


@method_decorator(never_cache, name="dispatch")
class ResendView(FormView):
    """Ask for another link. The answer does not tell whether there is something."""

    form_class = ResendForm
    template_name = "workflows/joining/resend.html"
    extra_context = {
        "meta_description": gettext_lazy(
            "Get a new link to the application of your organisation."
        )
    }

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        if is_over_limit(self.request, "joining", email):
            form.add_error(None, _("Too many attempts. Please try again later."))
            return self.form_invalid(form, status=429)
        actions.resend(email)
        return redirect(f"{reverse('workflows:joining_sent')}?again=1")

    def form_invalid(self, form, status=422):
        form.renew()
        return self.render_to_response(self.get_context_data(form=form), status=status)


@method_decorator(never_cache, name="dispatch")
class ConfirmView(View):
    """The link in the mail. It asks first: programs that read mail follow links too."""

    def show(self, request, application, is_fresh, error="", status=200):
        return render(
            request,
            "workflows/joining/confirm.html",
            {"application": application, "is_fresh": is_fresh, "error": error},
            status=status,
        )

    def dispatch(self, request, token: str, **kwargs):
        self.application, self.is_fresh = joining_mails.find_to_confirm(token)
        if self.application is None:
            raise Http404
        return super().dispatch(request, **kwargs)

    def get(self, request):
        application = self.application
        if self.is_fresh and application.verified_at is not None:
            return redirect(joining_mails.get_follow_path(application))
        return self.show(
            request, application, self.is_fresh, status=200 if self.is_fresh else 410
        )

    def post(self, request):
        if not self.is_fresh:
            return self.show(request, self.application, False, status=410)
        try:
            application = actions.confirm(self.application)
        except Incomplete as error:
            return self.show(request, self.application, True, str(error), status=409)
        return redirect(joining_mails.get_follow_path(application))


class LinkMixin:
    """Finds the application of a link, for somebody without an account."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.token = kwargs["token"]
        self.application = joining_mails.find_to_follow(self.token)

    def dispatch(self, request, *args, **kwargs):
        if self.application is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_withdraw(self) -> bool:
        allowed = JOINING_TRANSITIONS["joining_withdraw"].allowed_from
        return self.application.state in allowed


@method_decorator(never_cache, name="dispatch")
class FollowView(LinkMixin, TemplateView):
    """How far an application is, in plain words."""

    template_name = "workflows/joining/follow.html"

    def get_context_data(self, **kwargs):
        application = self.application
        return super().get_context_data(
            application=application,
            stages=list_stages(application),
            may_answer=application.state == JoiningState.NEEDS_CHANGES,
            may_withdraw=self.may_withdraw,
            revisions=list_public_revisions(application),
            **kwargs,
        )


def list_stages(application) -> list[dict]:
    """Return the way of an application: title, text and state of each stage."""
    S = JoiningState
    titles = [
        (_("Application"), _("Your address is confirmed.")),
        (_("Check by the office"), _("The cluster office compares the data.")),
        (_("Declaration"), _("It is signed by your side, then by the leader.")),
        (_("Partner"), _("Your organisation belongs to the cluster.")),
    ]
    at = {S.SUBMITTED: 1, S.NEEDS_CHANGES: 1, S.REJECTED: 1, S.ACCEPTED: 2}
    at |= {S.DECLINED: 2, S.ACTIVE: 4}
    position = at.get(application.state, 2 if application.leader_data else 1)
    is_failed = application.state in (S.REJECTED, S.DECLINED, S.WITHDRAWN)
    words = {
        "done": _("done"),
        "current": _("now"),
        "waiting": _("not yet"),
        "failed": _("ended here"),
    }
    stages = []
    for number, (title, text) in enumerate(titles):
        if number < position:
            state = "done"
        elif number == position:
            state = "failed" if is_failed else "current"
        else:
            state = "waiting"
        stages.append(
            {"title": title, "text": text, "state": state, "word": words[state]}
        )
    return stages


def list_public_revisions(application) -> list[Revision]:
    """Return the newest file of the receipt and of a valid declaration."""
    documents = application.documents.filter(
        type__in=PUBLIC_TYPES, superseded_at=None
    ).prefetch_related("revisions")
    found = [document.latest for document in documents.order_by("ordinal")]
    return [revision for revision in found if revision is not None]


@method_decorator(never_cache, name="dispatch")
class AnswerView(LinkMixin, FormView):
    """Correct the application and answer the office, without an account."""

    form_class = AnswerForm
    template_name = "workflows/joining/answer.html"

    def dispatch(self, request, *args, **kwargs):
        application = self.application
        if application and application.state != JoiningState.NEEDS_CHANGES:
            return redirect("workflows:joining_follow", token=self.token)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        # The form writes what was typed into its instance; what is shown stays.
        instance = JoiningApplication.objects.get(pk=self.application.pk)
        instance.answer = ""
        return {**super().get_form_kwargs(), "instance": instance}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            application=self.application, token=self.token, **kwargs
        )

    def form_valid(self, form):
        try:
            actions.answer(self.application, form.get_values())
        except (Incomplete, TransitionNotAllowed) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form, status=409)
        return redirect("workflows:joining_follow", token=self.token)

    def form_invalid(self, form, status=422):
        return self.render_to_response(self.get_context_data(form=form), status=status)


@method_decorator(never_cache, name="dispatch")
class WithdrawView(LinkMixin, FormView):
    form_class = WithdrawForm
    template_name = "workflows/joining/withdraw.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            application=self.application,
            may_withdraw=self.may_withdraw,
            token=self.token,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            actions.withdraw(self.application, reason=form.cleaned_data["reason"])
        except TransitionNotAllowed as error:
            self.application.refresh_from_db()
            # Pressing the button twice is no error.
            if self.application.state != JoiningState.WITHDRAWN:
                form.add_error(None, str(error))
                return self.form_invalid(form, status=409)
        return redirect("workflows:joining_follow", token=self.token)

    def form_invalid(self, form, status=422):
        return self.render_to_response(self.get_context_data(form=form), status=status)


@method_decorator(never_cache, name="dispatch")
@method_decorator(xframe_options_sameorigin, name="dispatch")
class LinkedFileView(LinkMixin, View):
    """The receipt or the declaration, for whoever holds the link."""

    http_method_names = ["get", "head"]

    def get(self, request, token: str, pk: int):
        revision = (
            Revision.objects.filter(
                pk=pk,
                document__type__in=PUBLIC_TYPES,
                **{
                    f"document__{name}": value
                    for name, value in refer_to(self.application).items()
                },
            )
            .select_related("document")
            .first()
        )
        if revision is None:
            raise Http404
        return send_revision(request, revision)


# Office and signers


@method_decorator(never_cache, name="dispatch")
class ApplicationListView(LoginRequiredMixin, ListView):
    """Applications that this person may see: all of them for the office."""

    template_name = "workflows/joining/applications.html"
    context_object_name = "applications"
    paginate_by = 25

    def get_queryset(self):
        user = self.request.user
        if not is_office_or_auditor(user):
            raise PermissionDenied
        found = JoiningApplication.objects.visible_to(user)
        state = self.request.GET.get("state", "")
        if state in JoiningState.values:
            found = found.filter(state=state)
        return found.order_by("-pk")

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.get("state", "")
        return super().get_context_data(
            states=[c for c in JoiningState.choices if c[0] != JoiningState.UNVERIFIED],
            chosen=chosen,
            query=f"state={chosen}&" if chosen in JoiningState.values else "",
            **kwargs,
        )


class ApplicationView(SubjectDetailView):
    """One application: what it says, its signatures, for the office who is similar."""

    model = JoiningApplication
    template_name = "workflows/joining/application.html"

    def can_comment(self) -> bool:
        return actions.JOINING.can_comment(self.request.user, self.object)

    def get_context_data(self, **kwargs):
        application = self.object
        is_open = application.state == JoiningState.SUBMITTED
        is_office = permissions.is_coordinator(self.request.user)
        return super().get_context_data(
            similar=joining.list_similar(application) if is_office and is_open else [],
            numbers=joining_documents.list_identifiers(
                application.build_content()["organisation"]
            ),
            **kwargs,
        )
