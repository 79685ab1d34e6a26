"""Meetings, their votes and tasks, minutes and resolutions."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, View

from ..actions import group_papers, group_rights, meetings, votes
from ..forms import groups as forms
from ..models import AgendaItem, GroupTask, Meeting, Minutes, Resolution, Vote
from ..models.groups import (
    MEETING_TRANSITIONS,
    Answer,
    MeetingState,
    PaperState,
    VoteResult,
    VoteState,
)
from ..services import group_calendar, progress
from ..services import groups as services
from .group_base import ActionView, MoveMixin
from .groups import GroupActionView
from .subjects import SubjectDetailView


def _get(model, request, pk):
    return get_object_or_404(
        model.objects.visible_to(request.user).select_related("group"), pk=pk
    )


@method_decorator(never_cache, name="dispatch")
class MeetingDetailView(LoginRequiredMixin, DetailView):
    """One meeting: agenda, answers, attendance, votes, minutes, tasks."""

    template_name = "workflows/groups/meeting.html"
    context_object_name = "meeting"

    def get_queryset(self):
        return Meeting.objects.visible_to(self.request.user).select_related("group")

    def get_context_data(self, **kwargs):
        meeting, user = self.object, self.request.user
        attendances = list(
            meeting.attendances.select_related("member__person", "member__organisation")
        )
        is_desk = group_rights.is_desk(user, meeting.group)
        is_running = services.is_running(meeting)
        return super().get_context_data(
            group=meeting.group,
            is_desk=is_desk,
            is_running=is_running,
            buttons=meetings.list_buttons(user, meeting),
            agenda=meeting.agenda.all(),
            attendances=attendances,
            my_attendance=next(
                (row for row in attendances if row.member.person.user_id == user.pk),
                None,
            ),
            answers=Answer.choices,
            takes_answers=meeting.state == MeetingState.CONVENED,
            counts=[
                (label, sum(row.answer == value for row in attendances))
                for value, label in Answer.choices
            ],
            quorum=services.count_quorum(meeting)
            if meeting.state == MeetingState.HELD
            else None,
            votes=meeting.votes.select_related("item"),
            tasks=meeting.tasks.select_related("owner"),
            minutes=meeting.papers,
            can_edit=is_desk
            and meeting.state in (MeetingState.PLANNED, MeetingState.CONVENED),
            can_note=is_desk and (meeting.state == MeetingState.CONVENED or is_running),
            can_add_item=is_desk
            and (meeting.state == MeetingState.PLANNED or is_running),
            timeline=progress.list_timeline(meeting),
            **kwargs,
        )


class PlanMeetingView(GroupActionView):
    heading = _("New meeting")
    explanation = _(
        "Plan it first, then add the points of the agenda, then convene it: at least "
        "seven days before."
    )
    submit_label = _("Save the plan")
    form_class = forms.MeetingForm

    def is_allowed(self):
        return group_rights.is_desk(self.request.user, self.about)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": Meeting(group=self.about)}

    def act(self, form):
        meeting = meetings.plan(self.about, user=self.request.user, **form.cleaned_data)
        return meeting.get_absolute_url()


class MeetingActionView(ActionView):
    """Base of forms about a meeting, for whoever runs the group."""

    def get_about(self):
        return _get(Meeting, self.request, self.kwargs["pk"])

    def is_allowed(self):
        return group_rights.is_desk(self.request.user, self.about.group)


class ChangeMeetingView(MeetingActionView):
    heading = _("Change the meeting")
    explanation = _("Everyone invited is told, and gets a new entry for the calendar.")
    submit_label = _("Save")
    form_class = forms.MeetingForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.get_about()}

    def act(self, form):
        meetings.change(self.about, user=self.request.user, **form.cleaned_data)


class MoveMeetingView(MoveMixin, MeetingActionView):
    """Convene or cancel."""

    transitions = MEETING_TRANSITIONS

    def move(self, reason):
        meetings.BUTTONS[self.row.name](
            self.about, user=self.request.user, reason=reason
        )


class AnswerView(ActionView):
    """Say whether I come; the buttons of the page post here."""

    http_method_names = ["post"]
    heading = _("Answer the invitation")

    def get_about(self):
        return _get(Meeting, self.request, self.kwargs["pk"])

    def act(self, form):
        meetings.answer(
            self.about,
            user=self.request.user,
            answer=self.request.POST.get("answer", ""),
        )


class AddItemView(MeetingActionView):
    heading = _("Add a point to the agenda")
    submit_label = _("Add")
    form_class = forms.AgendaItemForm

    def act(self, form):
        meetings.add_item(self.about, user=self.request.user, **form.cleaned_data)


class RemoveItemView(MeetingActionView):
    heading = _("Take the point off the agenda")
    is_danger = True

    def act(self, form):
        item = get_object_or_404(
            AgendaItem, pk=self.kwargs["item_pk"], meeting=self.about
        )
        meetings.remove_item(item, user=self.request.user)


class AttendanceView(MeetingActionView):
    heading = _("Who is there")
    explanation = _("This opens the meeting. The quorum follows from it.")
    submit_label = _("Save the attendance")
    form_class = forms.AttendanceForm

    def get_form_kwargs(self):
        rows = self.about.attendances.select_related(
            "member__person", "member__organisation"
        )
        return {
            **super().get_form_kwargs(),
            "rows": rows,
            "initial": {"guests": self.about.guests},
        }

    def act(self, form):
        meetings.record_attendance(
            self.about,
            user=self.request.user,
            presences=form.get_presences(),
            guests=form.cleaned_data["guests"],
        )


class CalendarEntryView(LoginRequiredMixin, View):
    """The entry for the calendar, for who did not get it by mail."""

    http_method_names = ["get", "head"]

    def get(self, request, pk: int):
        meeting = _get(Meeting, request, pk)
        if meeting.state == MeetingState.PLANNED:
            raise Http404
        response = HttpResponse(
            group_calendar.build_entry(
                meeting,
                url=meetings.get_link(meeting),
                is_cancelled=meeting.state == MeetingState.CANCELLED,
            ),
            content_type="text/calendar; charset=utf-8",
        )
        response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
        return response


# Votes


class PrepareVoteView(MeetingActionView):
    heading = _("New vote")
    explanation = _("Members vote when you open it. Nothing is decided without quorum.")
    submit_label = _("Save")
    form_class = forms.VoteForm

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "meeting": self.about,
            "initial": {"majority": self.about.group.majority},
        }

    def act(self, form):
        vote = votes.prepare(self.about, user=self.request.user, **form.cleaned_data)
        return vote.get_absolute_url()


class VoteView(ActionView):
    """One vote: what it asks, my ballot, who voted, the result."""

    template_name = "workflows/groups/vote.html"
    form_class = forms.BallotForm
    submit_label = _("Cast my vote")

    def get_about(self):
        return _get(Vote, self.request, self.kwargs["pk"])

    def get_heading(self):
        return self.about.title

    def post(self, request, *args, **kwargs):
        if votes.get_ballot(self.about, request.user) is None:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        vote, user = self.about, self.request.user
        ballot = votes.get_ballot(vote, user)
        is_desk = group_rights.is_desk(user, vote.group)
        is_closed = vote.state == VoteState.CLOSED
        resolution = Resolution.objects.filter(vote=vote).first()
        return super().get_context_data(
            vote=vote,
            ballot=ballot,
            is_desk=is_desk,
            is_closed=is_closed,
            can_vote=vote.state == VoteState.OPEN
            and not votes.is_over(vote)
            and ballot is not None
            and not ballot.has_voted,
            ballots=vote.ballots.select_related(
                "member__person", "member__organisation"
            ),
            resolution=resolution,
            can_write_resolution=is_desk
            and vote.result == VoteResult.ADOPTED
            and (resolution is None or resolution.is_editable),
            **kwargs,
        )

    def act(self, form):
        votes.cast(
            self.about, user=self.request.user, choice=form.cleaned_data["choice"]
        )


class VoteActionView(ActionView):
    """Open or close a vote."""

    labels = {"open": _("Open the vote"), "close": _("Close the vote")}
    explanations = {
        "open": _("Voting members are asked now."),
        "close": _("The votes are counted. Nobody can vote afterwards."),
    }

    def get_about(self):
        if self.kwargs["name"] not in self.labels:
            raise Http404
        return _get(Vote, self.request, self.kwargs["pk"])

    def is_allowed(self):
        return group_rights.is_desk(self.request.user, self.about.group)

    def get_heading(self):
        return str(self.labels[self.kwargs["name"]])

    @property
    def explanation(self):
        return self.explanations[self.kwargs["name"]]

    def act(self, form):
        action = votes.open_vote if self.kwargs["name"] == "open" else votes.close_vote
        action(self.about, user=self.request.user)


class WriteResolutionView(ActionView):
    heading = _("Write the resolution or recommendation")
    explanation = _(
        "The cluster has no legal personality: a group recommends to others, and "
        "decides only about its own work."
    )
    submit_label = _("Save")
    form_class = forms.ResolutionForm

    def get_about(self):
        return _get(Vote, self.request, self.kwargs["pk"])

    def is_allowed(self):
        return group_rights.is_desk(self.request.user, self.about.group)

    def get_form_kwargs(self):
        found = Resolution.objects.filter(vote=self.about).first()
        blank = Resolution(
            title_pl=self.about.question_pl[:200],
            title_en=self.about.question_en[:200],
        )
        return {**super().get_form_kwargs(), "instance": found or blank}

    def act(self, form):
        resolution = group_papers.write_resolution(
            self.about, user=self.request.user, **form.cleaned_data
        )
        return resolution.get_absolute_url()


# Tasks


class AddTaskView(MeetingActionView):
    heading = _("New task")
    submit_label = _("Give the task")
    form_class = forms.TaskForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "meeting": self.about}

    def act(self, form):
        meetings.add_task(
            self.about.group,
            meeting=self.about,
            user=self.request.user,
            **form.cleaned_data,
        )


class TaskView(ActionView):
    """One task, and what became of it."""

    template_name = "workflows/groups/task.html"
    form_class = forms.TaskStateForm
    submit_label = _("Save")

    def get_about(self):
        return _get(GroupTask, self.request, self.kwargs["pk"])

    def get_heading(self):
        return self.about.title

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "task": self.about}

    def is_mine(self) -> bool:
        user, task = self.request.user, self.about
        return task.owner.user_id == user.pk or group_rights.is_desk(user, task.group)

    def post(self, request, *args, **kwargs):
        group_rights.demand(self.is_mine())
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            task=self.about,
            can_change=self.about.is_open and self.is_mine(),
            **kwargs,
        )

    def act(self, form):
        meetings.set_task_state(self.about, user=self.request.user, **form.cleaned_data)


# Minutes and resolutions


class DraftMinutesView(MeetingActionView):
    heading = _("Write the minutes")
    explanation = _("They begin with the agenda, the attendance and the votes.")

    def act(self, form):
        minutes = group_papers.draft_minutes(self.about, user=self.request.user)
        return reverse("workflows:edit_minutes", args=[minutes.pk])


class PaperDetailView(SubjectDetailView):
    """A paper of a group, with the buttons that are more than exits."""

    def is_desk(self) -> bool:
        return group_rights.is_desk(self.request.user, self.object.group)

    def can_comment(self):
        return group_papers.can_comment(self.request.user, self.object)


class MinutesDetailView(PaperDetailView):
    model = Minutes
    template_name = "workflows/groups/minutes.html"

    def get_edit_url(self):
        if self.object.is_editable and self.is_desk():
            return reverse("workflows:edit_minutes", args=[self.object.pk])
        return ""

    def get_context_data(self, **kwargs):
        minutes = self.object
        return super().get_context_data(
            meeting=minutes.meeting,
            can_send=bool(self.get_edit_url()),
            can_publish=minutes.state == PaperState.SIGNED and self.is_desk(),
            missing=group_papers.list_missing_to_send(minutes)
            if minutes.is_editable
            else [],
            agenda=minutes.meeting.agenda.prefetch_related("votes", "tasks__owner"),
            quorum=services.count_quorum(minutes.meeting),
            **kwargs,
        )


class MinutesActionView(ActionView):
    """Base of forms about minutes, for whoever runs the group."""

    def get_about(self):
        return _get(Minutes, self.request, self.kwargs["pk"])

    def is_allowed(self):
        return group_rights.is_desk(self.request.user, self.about.group)

    def get_initial(self):
        return {"seen_version": self.about.version}


class EditMinutesView(MinutesActionView):
    template_name = "workflows/groups/edit_minutes.html"
    heading = _("Minutes")
    submit_label = _("Save")
    form_class = forms.MinutesForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.get_about()}

    def act(self, form):
        group_papers.edit_minutes(
            self.about,
            user=self.request.user,
            seen_version=form.cleaned_data["seen_version"],
            items=form.get_items(),
            **form.get_fields(),
        )


class SendMinutesView(MinutesActionView):
    heading = _("Send to the members for comments")
    explanation = _(
        "Members have five days for comments. Then the secretary is asked to sign, "
        "then the chair. You can take the minutes back and correct them before."
    )
    form_class = forms.SeenForm

    def act(self, form):
        group_papers.send_minutes(
            self.about,
            user=self.request.user,
            seen_version=form.cleaned_data["seen_version"],
        )


class PublishMinutesView(MinutesActionView):
    heading = _("Publish the summary")
    explanation = _("It is shown on the public page of the group, if the group allows.")
    form_class = forms.PublishForm

    def get_initial(self):
        return {
            **super().get_initial(),
            "summary_pl": self.about.summary_pl,
            "summary_en": self.about.summary_en,
        }

    def act(self, form):
        group_papers.publish_minutes(
            self.about, user=self.request.user, **form.cleaned_data
        )


class ResolutionDetailView(PaperDetailView):
    model = Resolution
    template_name = "workflows/groups/resolution.html"

    def get_edit_url(self):
        if self.object.is_editable and self.is_desk():
            return reverse("workflows:write_resolution", args=[self.object.vote_id])
        return ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            vote=self.object.vote, can_send=bool(self.get_edit_url()), **kwargs
        )


class SendResolutionView(ActionView):
    heading = _("Send for signature")
    explanation = _("The chair is asked to sign.")
    form_class = forms.SeenForm

    def get_about(self):
        return _get(Resolution, self.request, self.kwargs["pk"])

    def is_allowed(self):
        return group_rights.is_desk(self.request.user, self.about.group)

    def get_initial(self):
        return {"seen_version": self.about.version}

    def act(self, form):
        group_papers.send_resolution(
            self.about,
            user=self.request.user,
            seen_version=form.cleaned_data["seen_version"],
        )
