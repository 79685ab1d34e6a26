"""Addresses of working groups in the portal; part of ``portal``."""

from django.urls import path

from ..views import groups, meetings

urlpatterns = [
    path("groups/", groups.GroupListView.as_view(), name="groups"),
    path("groups/<int:pk>/", groups.GroupDetailView.as_view(), name="group"),
    path(
        "groups/<int:pk>/actions/<slug:name>/",
        groups.GroupMoveView.as_view(),
        name="move_group",
    ),
    path(
        "groups/<int:pk>/appoint/", groups.AppointView.as_view(), name="appoint_group"
    ),
    path("groups/<int:pk>/apply/", groups.ApplyView.as_view(), name="apply_to_group"),
    path(
        "groups/<int:pk>/invite/", groups.InviteView.as_view(), name="invite_to_group"
    ),
    path(
        "groups/<int:pk>/closing/", groups.CloseGroupView.as_view(), name="close_group"
    ),
    path(
        "groups/members/<int:pk>/<slug:name>/",
        groups.MemberActionView.as_view(),
        name="group_member",
    ),
    path(
        "groups/<int:pk>/meetings/new/",
        meetings.PlanMeetingView.as_view(),
        name="plan_meeting",
    ),
    path(
        "groups/acts/<int:pk>/", groups.GroupActDetailView.as_view(), name="group_act"
    ),
    path(
        "groups/acts/<int:pk>/send/",
        groups.SendActView.as_view(),
        name="send_group_act",
    ),
    path("meetings/<int:pk>/", meetings.MeetingDetailView.as_view(), name="meeting"),
    path(
        "meetings/<int:pk>/edit/",
        meetings.ChangeMeetingView.as_view(),
        name="change_meeting",
    ),
    path(
        "meetings/<int:pk>/actions/<slug:name>/",
        meetings.MoveMeetingView.as_view(),
        name="move_meeting",
    ),
    path(
        "meetings/<int:pk>/answer/",
        meetings.AnswerView.as_view(),
        name="answer_meeting",
    ),
    path(
        "meetings/<int:pk>/agenda/",
        meetings.AddItemView.as_view(),
        name="add_agenda_item",
    ),
    path(
        "meetings/<int:pk>/agenda/<int:item_pk>/remove/",
        meetings.RemoveItemView.as_view(),
        name="remove_agenda_item",
    ),
    path(
        "meetings/<int:pk>/attendance/",
        meetings.AttendanceView.as_view(),
        name="attendance",
    ),
    path(
        "meetings/<int:pk>/entry.ics",
        meetings.CalendarEntryView.as_view(),
        name="meeting_calendar",
    ),
    path(
        "meetings/<int:pk>/votes/new/",
        meetings.PrepareVoteView.as_view(),
        name="prepare_vote",
    ),
    path(
        "meetings/<int:pk>/tasks/new/",
        meetings.AddTaskView.as_view(),
        name="add_group_task",
    ),
    path(
        "meetings/<int:pk>/minutes/",
        meetings.DraftMinutesView.as_view(),
        name="draft_minutes",
    ),
    path("votes/<int:pk>/", meetings.VoteView.as_view(), name="vote"),
    path(
        "votes/<int:pk>/resolution/",
        meetings.WriteResolutionView.as_view(),
        name="write_resolution",
    ),
    path(
        "votes/<int:pk>/<slug:name>/",
        meetings.VoteActionView.as_view(),
        name="vote_action",
    ),
    path("group-tasks/<int:pk>/", meetings.TaskView.as_view(), name="group_task"),
    path("minutes/<int:pk>/", meetings.MinutesDetailView.as_view(), name="minutes"),
    path(
        "minutes/<int:pk>/edit/",
        meetings.EditMinutesView.as_view(),
        name="edit_minutes",
    ),
    path(
        "minutes/<int:pk>/send/",
        meetings.SendMinutesView.as_view(),
        name="send_minutes",
    ),
    path(
        "minutes/<int:pk>/publish/",
        meetings.PublishMinutesView.as_view(),
        name="publish_minutes",
    ),
    path(
        "resolutions/<int:pk>/",
        meetings.ResolutionDetailView.as_view(),
        name="resolution",
    ),
    path(
        "resolutions/<int:pk>/send/",
        meetings.SendResolutionView.as_view(),
        name="send_resolution",
    ),
    path("working-groups/", groups.show_public_groups, name="public_groups"),
    path("working-groups/<int:pk>/", groups.show_public_group, name="public_group"),
]
