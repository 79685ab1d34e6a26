"""A partner's own organisation: colleagues, and changes of its data in the register."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, FormView, ListView, TemplateView

from partners.enums import MembershipRole
from partners.models import Membership, Organisation

from ..actions import accounts, register_changes
from ..exceptions import Incomplete, StaleVersion, TransitionNotAllowed
from ..forms.joining import ChangeDecisionForm, ChangeForm, ColleagueForm, RemovalForm
from ..models import ChangeProposal
from ..models.joining import ChangeState
from ..permission_policies import is_office_or_auditor


@method_decorator(never_cache, name="dispatch")
class OwnOrganisationsView(LoginRequiredMixin, ListView):
    """The organisations that this person administers; the only one at once."""

    template_name = "workflows/joining/organisations.html"
    context_object_name = "organisations"

    def get_queryset(self):
        rows = Membership.objects.current().filter(
            user=self.request.user, role=MembershipRole.ADMIN
        )
        return Organisation.objects.active().filter(pk__in=rows.values("organisation"))

    def get(self, request, *args, **kwargs):
        found = list(self.get_queryset()[:2])
        if len(found) == 1:
            return redirect("workflows:own_organisation", pk=found[0].pk)
        return super().get(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class OrganisationMixin(LoginRequiredMixin):
    """Finds the organisation for its administrators. For others it is not there."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.organisation = get_object_or_404(
            Organisation.objects.active(), pk=kwargs["pk"]
        )
        if not accounts.is_administrator(request.user, self.organisation):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)

    def form_invalid(self, form, status=422):
        return self.render_to_response(self.get_context_data(form=form), status=status)


class OwnOrganisationView(OrganisationMixin, ListView):
    template_name = "workflows/joining/organisation.html"
    context_object_name = "proposals"

    def get_queryset(self):
        return ChangeProposal.objects.filter(organisation=self.organisation)[:20]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            colleagues=accounts.list_colleagues(self.organisation), **kwargs
        )


class InviteColleagueView(OrganisationMixin, FormView):
    form_class = ColleagueForm
    template_name = "workflows/joining/invite.html"

    def form_valid(self, form):
        address = accounts.invite(
            by=self.request.user, organisation=self.organisation, **form.cleaned_data
        )
        messages.success(
            self.request, _("%(address)s is invited.") % {"address": address}
        )
        return redirect("workflows:own_organisation", pk=self.organisation.pk)


@method_decorator(never_cache, name="dispatch")
class AcceptPlaceView(LoginRequiredMixin, TemplateView):
    """Somebody with an account is invited into one more organisation."""

    template_name = "workflows/joining/accept_place.html"

    def get_context_data(self, **kwargs):
        place = accounts.read_place(self.request.user, self.kwargs["token"])
        return super().get_context_data(place=place, **kwargs)

    def post(self, request, token):
        organisation = accounts.accept_place(user=request.user, token=token)
        messages.success(
            request, _("You are now of “%(title)s”.") % {"title": organisation}
        )
        return redirect("workflows:tasks")


class RemoveColleagueView(OrganisationMixin, FormView):
    form_class = RemovalForm
    template_name = "workflows/joining/remove.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        row = (
            Membership.objects.current()
            .filter(organisation=kwargs["pk"], user=kwargs["user_pk"])
            .select_related("user")
            .first()
        )
        self.colleague = row.user if row else None

    def get_form_kwargs(self):
        if self.colleague is None:
            raise Http404
        is_self = self.colleague.pk == self.request.user.pk
        return {**super().get_form_kwargs(), "is_self": is_self}

    def get_context_data(self, **kwargs):
        return super().get_context_data(colleague=self.colleague, **kwargs)

    def form_valid(self, form):
        try:
            accounts.remove_colleague(
                by=self.request.user,
                organisation=self.organisation,
                user=self.colleague,
                confirms_self=form.cleaned_data.get("confirm_self", False),
            )
        except Incomplete as error:
            form.add_error(None, str(error))
            return self.form_invalid(form, status=409)
        messages.success(self.request, _("The access is ended."))
        if self.colleague.pk == self.request.user.pk:
            return redirect("workflows:tasks")
        return redirect("workflows:own_organisation", pk=self.organisation.pk)


class ProposeChangeView(OrganisationMixin, FormView):
    """The data as they are, to be corrected. The register changes later."""

    form_class = ChangeForm
    template_name = "workflows/joining/propose.html"

    def get_form_kwargs(self):
        # The form writes into its instance; what the page shows stays.
        instance = Organisation.objects.get(pk=self.organisation.pk)
        return {**super().get_form_kwargs(), "instance": instance}

    def form_valid(self, form):
        try:
            proposal = register_changes.propose(
                by=self.request.user,
                organisation=self.organisation,
                changes=form.get_changes(),
                note=form.cleaned_data["note"],
            )
        except TransitionNotAllowed as error:
            form.add_error(None, str(error))
            return self.form_invalid(form, status=409)
        messages.success(self.request, _("The office was asked to confirm the change."))
        return redirect(proposal)


@method_decorator(never_cache, name="dispatch")
class ChangeListView(LoginRequiredMixin, ListView):
    """Proposed changes for the office: open ones first."""

    template_name = "workflows/joining/changes.html"
    context_object_name = "proposals"
    paginate_by = 25

    def get_queryset(self):
        user = self.request.user
        if not is_office_or_auditor(user):
            raise PermissionDenied
        found = ChangeProposal.objects.visible_to(user).select_related("organisation")
        if "all" not in self.request.GET:
            found = found.filter(state=ChangeState.OPEN)
        return found


@method_decorator(never_cache, name="dispatch")
class ChangeView(LoginRequiredMixin, DetailView):
    """One proposed change: before and after, and the decision of the office."""

    template_name = "workflows/joining/change.html"
    context_object_name = "proposal"

    def get_queryset(self):
        return ChangeProposal.objects.visible_to(self.request.user).select_related(
            "organisation"
        )

    def get_context_data(self, **kwargs):
        user, proposal = self.request.user, self.object
        is_open = proposal.state == ChangeState.OPEN
        return super().get_context_data(
            **{
                "rows": proposal.list_rows(),
                "form": ChangeDecisionForm()
                if is_open and register_changes.may_decide(user, proposal)
                else None,
                "may_withdraw": is_open
                and accounts.is_administrator(user, proposal.organisation),
                **kwargs,
            }
        )

    def post(self, request, *args, **kwargs):
        self.object = proposal = self.get_object()
        if "withdraw" in request.POST:
            return self.act(register_changes.withdraw, proposal, by=request.user)
        if not register_changes.may_decide(request.user, proposal):
            raise PermissionDenied
        form = ChangeDecisionForm(request.POST)
        if not form.is_valid():
            return self.render(form=form, status=422)
        action = (
            register_changes.confirm
            if form.cleaned_data["decision"] == "confirm"
            else register_changes.reject
        )
        return self.act(
            action,
            proposal,
            form=form,
            by=request.user,
            reason=form.cleaned_data["reason"],
        )

    def act(self, action, proposal, *, form=None, **arguments):
        try:
            action(proposal, **arguments)
        except (Incomplete, StaleVersion, TransitionNotAllowed) as error:
            self.object.refresh_from_db()
            if form is not None:
                form.add_error(None, str(error))
                return self.render(form=form, status=409)
            return self.render(error=str(error), status=409)
        messages.success(self.request, _("Done. Everyone involved gets a message."))
        return redirect(proposal)

    def render(self, *, status, form=None, **context):
        return render(
            self.request,
            self.template_name,
            {**self.get_context_data(form=form, **context), "view": self},
            status=status,
        )
