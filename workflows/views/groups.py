"""Working groups: mine, one of them, joining and leaving, acts, the public page."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, TemplateView

from partners.enums import MembershipRole
from partners.models import GroupMember, Membership, Organisation, WorkingGroup
from partners.models.groups import GroupMemberState, GroupState, GroupVisibility

from ..actions import group_papers, group_rights, permissions
from ..actions import groups as actions
from ..forms import groups as forms
from ..models import GroupAct, GroupTask, Idea, Meeting
from ..models.groups import GROUP_TRANSITIONS, OPEN_TASKS, ActKind
from ..services import group_papers as papers
from ..services import groups as services
from ..services import progress
from .group_base import ActionView, MoveMixin
from .subjects import SubjectDetailView


@method_decorator(never_cache, name="dispatch")
class GroupListView(LoginRequiredMixin, TemplateView):
    """My groups, calls that I may answer, and the next meetings."""

    template_name = "workflows/groups/list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        visible = WorkingGroup.objects.visible_to(user).select_related("chair")
        own = visible.filter(pk__in=WorkingGroup.objects.of_insider(user).values("pk"))
        return super().get_context_data(
            own=own,
            others=visible.exclude(pk__in=own.values("pk")),
            meetings=Meeting.objects.visible_to(user)
            .filter(state="convened")
            .select_related("group")
            .order_by("starts_at")[:10],
            tasks=GroupTask.objects.visible_to(user)
            .filter(owner__user=user, state__in=OPEN_TASKS)
            .select_related("group", "owner")[:10],
            **kwargs,
        )


def _describe_member(member: GroupMember, user, *, is_desk, approver_of) -> dict:
    """Return a row of the list of members with what this person may do to it."""
    confirms = member.organisation_id in approver_of
    buttons = []
    if member.state in (GroupMemberState.INVITED, GroupMemberState.APPLIED):
        if confirms and not member.confirmed_at:
            buttons.append(("confirm", _("Confirm for the partner"), False))
        if (
            is_desk
            and member.state == GroupMemberState.APPLIED
            and not member.accepted_at
        ):
            buttons.append(("accept", _("Accept"), False))
        if confirms or is_desk:
            buttons.append(("refuse", _("Refuse"), True))
    elif member.state == GroupMemberState.CONFIRMED:
        if confirms or member.person.user_id == user.pk:
            buttons.append(("resign", _("Leave the group"), True))
        if confirms:
            buttons.append(("replace", _("Send somebody else"), True))
        if permissions.is_coordinator(user):
            buttons.append(("remove", _("Remove"), True))
    return {"member": member, "buttons": buttons}


@method_decorator(never_cache, name="dispatch")
class GroupDetailView(LoginRequiredMixin, DetailView):
    """One group: mandate, members, meetings, papers, tasks."""

    template_name = "workflows/groups/group.html"
    context_object_name = "group"

    def get_queryset(self):
        return WorkingGroup.objects.visible_to(self.request.user).select_related(
            "chair__user", "deputy__user", "secretary__user"
        )

    def get_context_data(self, **kwargs):
        group, user = self.object, self.request.user
        is_insider = group_rights.is_insider(user, group)
        is_desk = group_rights.is_desk(user, group)
        members = group.members.select_related("person__user", "organisation")
        # Asked once, not for each member.
        approver_of = set(
            Membership.objects.current()
            .filter(user_id=user.pk, role=MembershipRole.APPROVER)
            .values_list("organisation", flat=True)
        )
        rows = [
            _describe_member(member, user, is_desk=is_desk, approver_of=approver_of)
            for member in members
        ]
        if not is_insider:
            # Who asked and who left is the business of the group and of the partner.
            rows = [
                row
                for row in rows
                if row["buttons"]
                or row["member"].state == GroupMemberState.CONFIRMED
                or row["member"].person.user_id == user.pk
            ]
        context = {
            "origin_idea": Idea.objects.visible_to(user)
            .filter(number=group.origin or None)
            .first(),
            "is_insider": is_insider,
            "is_desk": is_desk,
            "shows_mandate": is_insider
            or group.visibility != GroupVisibility.MEMBERS
            or group.state == GroupState.CALL,
            "members": [row for row in rows if row["member"].is_open],
            "former_members": [row for row in rows if not row["member"].is_open],
            "buttons": actions.list_buttons(user, group),
            "can_apply": group.is_call_open
            and Organisation.objects.of_user(user).exists()
            and not any(
                row["member"].is_open and row["member"].person.user_id == user.pk
                for row in rows
            ),
        }
        if is_insider:
            context |= {
                "can_plan": is_desk and services.can_meet(group),
                "can_appoint": permissions.is_coordinator(user)
                and not group.is_appointed
                and not progress_of_act(group),
                "can_invite": is_desk
                and group.state not in ("dissolved", "archived", "closing"),
                "can_edit": permissions.is_coordinator(user)
                and group.state not in ("dissolved", "archived"),
                "can_close": is_desk and group.state == GroupState.CLOSING,
                "meetings": group.meetings.all(),
                "acts": group.acts.all(),
                "resolutions": group.resolutions.all(),
                "minutes": group.minutes.select_related("meeting"),
                "tasks": group.tasks.select_related("owner"),
                "timeline": progress.list_timeline(group)[:30],
            }
        return super().get_context_data(**context, **kwargs)


def progress_of_act(group) -> GroupAct | None:
    """Return the act of appointment that is being signed, if there is one."""
    return group.acts.filter(kind=ActKind.APPOINTMENT, state="signing").first()


class GroupActionView(ActionView):
    """Base of forms about a group that its page leads to."""

    def get_about(self):
        return get_object_or_404(
            WorkingGroup.objects.visible_to(self.request.user), pk=self.kwargs["pk"]
        )

    def get_back_url(self):
        return reverse("workflows:group", args=[self.about.pk])


class GroupMoveView(MoveMixin, GroupActionView):
    """A button of the group's table of states."""

    transitions = GROUP_TRANSITIONS

    def is_allowed(self):
        return group_rights.WHO[self.row.who](self.request.user, self.about)

    def move(self, reason):
        actions.move(self.about, self.row.name, user=self.request.user, reason=reason)


class AppointView(GroupActionView):
    """Send the act of appointment to the leader's signer."""

    heading = gettext_lazy("Send the act of appointment for signature")
    explanation = gettext_lazy(
        "The leader's signer is asked. With the signature the group is appointed."
    )

    def is_allowed(self):
        return permissions.is_coordinator(self.request.user)

    def act(self, form):
        act = group_papers.appoint(self.about, user=self.request.user)
        return act.get_absolute_url()


class ApplyView(GroupActionView):
    heading = gettext_lazy("Apply for the group")
    explanation = gettext_lazy(
        "An approver of your organisation confirms, then the group accepts."
    )
    form_class = forms.ApplyForm

    def is_allowed(self):
        return Organisation.objects.of_user(self.request.user).exists()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, form):
        actions.apply(self.about, user=self.request.user, **form.cleaned_data)


class InviteView(GroupActionView):
    heading = gettext_lazy("Invite a member")
    explanation = gettext_lazy("An approver of the partner confirms.")
    form_class = forms.InviteForm

    def is_allowed(self):
        return group_rights.is_desk(self.request.user, self.about)

    def act(self, form):
        data = form.cleaned_data
        actions.invite(
            self.about,
            user=self.request.user,
            person=data["function"].person,
            organisation=data["function"].organisation,
            role=data["role"],
            is_voting=data["is_voting"],
            until_date=data["until_date"],
        )


MEMBER_ACTIONS = {
    "confirm": (gettext_lazy("Confirm for the partner"), actions.confirm),
    "accept": (gettext_lazy("Accept"), actions.accept),
    "refuse": (gettext_lazy("Refuse"), actions.refuse),
    "resign": (gettext_lazy("Leave the group"), actions.resign),
    "remove": (gettext_lazy("Remove"), actions.remove),
    "replace": (gettext_lazy("Send somebody else"), actions.replace),
}


class MemberActionView(ActionView):
    """Confirm, accept, refuse, leave, remove, replace: for one member."""

    def get_about(self):
        if self.kwargs["name"] not in MEMBER_ACTIONS:
            raise Http404
        return get_object_or_404(
            GroupMember.objects.visible_to(self.request.user).select_related(
                "group", "person", "organisation"
            ),
            pk=self.kwargs["pk"],
        )

    def is_allowed(self):
        user, member = self.request.user, self.about
        confirms = group_rights.may_confirm(user, member)
        is_desk = group_rights.is_desk(user, member.group)
        return {
            "confirm": confirms,
            "accept": is_desk,
            "refuse": confirms or is_desk,
            "resign": group_rights.may_resign(user, member),
            "remove": permissions.is_coordinator(user),
            "replace": confirms,
        }[self.kwargs["name"]]

    def get_form_class(self):
        if self.kwargs["name"] == "replace":
            return forms.ReplaceForm
        if self.kwargs["name"] in ("confirm", "accept"):
            return forms.ConfirmForm
        return forms.ReasonOnlyForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.kwargs["name"] == "replace":
            kwargs["member"] = self.about
        return kwargs

    def get_heading(self):
        return str(MEMBER_ACTIONS[self.kwargs["name"]][0])

    @property
    def explanation(self):
        return str(self.about)

    @property
    def is_danger(self):
        return self.kwargs["name"] not in ("confirm", "accept")

    def get_back_url(self):
        return reverse("workflows:group", args=[self.about.group_id])

    def act(self, form):
        MEMBER_ACTIONS[self.kwargs["name"]][1](
            self.about, user=self.request.user, **form.cleaned_data
        )


# Acts


class GroupActDetailView(SubjectDetailView):
    """The act of appointment, or the closing report."""

    model = GroupAct
    template_name = "workflows/groups/act.html"

    def get_edit_url(self):
        if (
            self.object.kind == ActKind.CLOSING
            and self.object.is_editable
            and group_rights.is_desk(self.request.user, self.object.group)
        ):
            return reverse("workflows:close_group", args=[self.object.group_id])
        return ""

    def can_comment(self):
        return group_papers.can_comment(self.request.user, self.object)

    def get_context_data(self, **kwargs):
        return super().get_context_data(can_send=bool(self.get_edit_url()), **kwargs)


class CloseGroupView(GroupActionView):
    heading = gettext_lazy("Closing report")
    explanation = gettext_lazy(
        "Write it, look at it, then send it to the chair and the leader for signature."
    )
    submit_label = gettext_lazy("Save")
    form_class = forms.ClosingForm

    def is_allowed(self):
        return group_rights.is_desk(self.request.user, self.about)

    def get_form_kwargs(self):
        found = self.about.acts.filter(kind=ActKind.CLOSING).first()
        return {**super().get_form_kwargs(), "instance": found or GroupAct()}

    def act(self, form):
        act = group_papers.write_closing(
            self.about, user=self.request.user, **form.cleaned_data
        )
        return act.get_absolute_url()


class SendActView(ActionView):
    heading = gettext_lazy("Send for signature")
    explanation = gettext_lazy("The chair signs first, then the leader.")

    def get_about(self):
        return get_object_or_404(
            GroupAct.objects.visible_to(self.request.user), pk=self.kwargs["pk"]
        )

    def is_allowed(self):
        return group_rights.is_desk(self.request.user, self.about.group)

    def act(self, form):
        group_papers.send_closing(self.about, user=self.request.user)


# For everybody


def show_public_groups(request):
    """The groups that the public may know of."""
    return render(
        request,
        "workflows/groups/public_list.html",
        {"groups": WorkingGroup.objects.public().select_related("chair")},
    )


def show_public_group(request, pk: int):
    """What a group shows to everybody: its members always, the rest as it allows."""
    group = get_object_or_404(
        WorkingGroup.objects.public().select_related("chair", "deputy", "secretary"),
        pk=pk,
    )
    is_open = group.visibility == GroupVisibility.PUBLIC
    members = group.members.filter(
        state__in=[GroupMemberState.CONFIRMED, GroupMemberState.ENDED]
    ).select_related("person", "organisation")
    return render(
        request,
        "workflows/groups/public_group.html",
        {
            "group": group,
            "is_open": is_open,
            "members": members,
            "is_call_open": group.is_call_open,
            **(papers.list_signed(group) if is_open else {}),
        },
    )
