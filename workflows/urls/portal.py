from django.urls import include, path
from django.utils.translation import pgettext_lazy

from ..views import (
    absences,
    agreements,
    colleagues,
    commitments,
    drafts,
    files,
    ideas,
    inbox,
    joining,
    open_steps,
    privacy,
    subjects,
    tasks,
)
from . import portal_groups

app_name = "workflows"

# The way in is public: its addresses speak the language of the visitor.
join_patterns = [
    path("", joining.ApplyView.as_view(), name="join"),
    path(
        pgettext_lazy("address", "sent/"),
        joining.SentView.as_view(),
        name="joining_sent",
    ),
    path("link/", joining.ResendView.as_view(), name="joining_resend"),
    path(
        pgettext_lazy("address", "confirm/<str:token>/"),
        joining.ConfirmView.as_view(),
        name="joining_confirm",
    ),
    path(
        pgettext_lazy("address", "follow/<str:token>/"),
        joining.FollowView.as_view(),
        name="joining_follow",
    ),
    path(
        pgettext_lazy("address", "follow/<str:token>/answer/"),
        joining.AnswerView.as_view(),
        name="joining_answer",
    ),
    path(
        pgettext_lazy("address", "follow/<str:token>/withdraw/"),
        joining.WithdrawView.as_view(),
        name="joining_withdraw",
    ),
    path(
        pgettext_lazy("address", "follow/<str:token>/files/<int:pk>/"),
        joining.LinkedFileView.as_view(),
        name="joining_file",
    ),
]

urlpatterns = [
    path("", tasks.TaskListView.as_view(), name="tasks"),
    path("tasks/<int:process_pk>/<int:task_pk>/", tasks.complete_step, name="step"),
    path("agreements/", agreements.AgreementListView.as_view(), name="agreements"),
    path("agreements/new/", drafts.create, name="create_agreement"),
    path(
        "agreements/<int:pk>/",
        agreements.AgreementDetailView.as_view(),
        name="agreement",
    ),
    path(
        "agreements/<int:pk>/actions/<slug:name>/",
        agreements.TransitionView.as_view(),
        name="transition",
    ),
    path("agreements/<int:pk>/comment/", agreements.comment, name="comment"),
    path("agreements/<int:pk>/versions/", agreements.versions, name="versions"),
    path("agreements/<int:pk>/preview.pdf", files.preview, name="preview"),
    path(
        "agreements/<int:pk>/edit/<slug:step>/",
        drafts.DraftStepView.as_view(),
        name="edit_agreement",
    ),
    path("agreements/<int:pk>/annexes/<int:annex_pk>/", files.annex, name="annex"),
    path(
        "agreements/<int:pk>/annexes/<int:annex_pk>/remove/",
        drafts.remove_annex,
        name="remove_annex",
    ),
    path(
        "agreements/<int:pk>/commitments/<int:commitment_pk>/status/",
        commitments.set_status,
        name="commitment_status",
    ),
    path("files/<int:pk>/", files.revision, name="revision"),
    path(
        "subjects/<slug:slug>/<int:pk>/actions/<slug:name>/",
        subjects.SubjectTransitionView.as_view(),
        name="subject_transition",
    ),
    path(
        "subjects/<slug:slug>/<int:pk>/comment/",
        subjects.SubjectCommentView.as_view(),
        name="subject_comment",
    ),
    path(
        "subjects/<slug:slug>/<int:pk>/versions/",
        subjects.SubjectVersionsView.as_view(),
        name="subject_versions",
    ),
    path("messages/", inbox.InboxView.as_view(), name="inbox"),
    path("messages/read/", inbox.mark_read, name="mark_all_read"),
    path("messages/settings/", inbox.edit_settings, name="notification_settings"),
    path("messages/<int:pk>/", inbox.show_message, name="message"),
    path("messages/<int:pk>/read/", inbox.mark_read, name="mark_read"),
    path("absences/", absences.AbsenceView.as_view(), name="absences"),
    path("absences/<int:pk>/remove/", absences.remove, name="remove_absence"),
    path(
        "tasks/<int:process_pk>/<int:task_pk>/time/",
        open_steps.ExtendView.as_view(),
        name="extend_step",
    ),
    path(
        "tasks/<int:process_pk>/<int:task_pk>/person/",
        open_steps.ReassignView.as_view(),
        name="reassign_step",
    ),
    path("my-data/", privacy.show_my_data, name="my_data"),
    path("my-data/file/", privacy.download_my_data, name="download_my_data"),
    path(
        "my-data/consents/<int:pk>/withdraw/",
        privacy.withdraw_consent,
        name="withdraw_consent",
    ),
    path(pgettext_lazy("address", "join/"), include(join_patterns)),
    path("applications/", joining.ApplicationListView.as_view(), name="joinings"),
    path("applications/<int:pk>/", joining.ApplicationView.as_view(), name="joining"),
    path(
        "organisations/",
        colleagues.OwnOrganisationsView.as_view(),
        name="own_organisations",
    ),
    path(
        "organisations/<int:pk>/",
        colleagues.OwnOrganisationView.as_view(),
        name="own_organisation",
    ),
    path(
        "organisations/<int:pk>/invite/",
        colleagues.InviteColleagueView.as_view(),
        name="invite_colleague",
    ),
    path(
        "organisations/<int:pk>/colleagues/<int:user_pk>/remove/",
        colleagues.RemoveColleagueView.as_view(),
        name="remove_colleague",
    ),
    path(
        "organisations/<int:pk>/change/",
        colleagues.ProposeChangeView.as_view(),
        name="propose_change",
    ),
    path(
        "invitations/<str:token>/",
        colleagues.AcceptPlaceView.as_view(),
        name="accept_place",
    ),
    path("changes/", colleagues.ChangeListView.as_view(), name="change_proposals"),
    path("changes/<int:pk>/", colleagues.ChangeView.as_view(), name="change_proposal"),
    path("ideas/", ideas.IdeaListView.as_view(), name="ideas"),
    path("ideas/new/", ideas.create, name="create_idea"),
    path("ideas/board/", ideas.board, name="idea_board"),
    path("ideas/assign/", ideas.assign, name="assign_ideas"),
    path("ideas/<int:pk>/", ideas.IdeaDetailView.as_view(), name="idea"),
    path(
        "ideas/<int:pk>/edit/<slug:step>/",
        ideas.IdeaStepView.as_view(),
        name="edit_idea",
    ),
    path(
        "ideas/<int:pk>/coauthors/", ideas.invite_coauthor, name="invite_idea_coauthor"
    ),
    path(
        "ideas/<int:pk>/coauthors/<int:coauthor_pk>/remove/",
        ideas.remove_coauthor,
        name="remove_idea_coauthor",
    ),
    path(
        "ideas/<int:pk>/invitation/",
        ideas.answer_invitation,
        name="answer_idea_invitation",
    ),
    path("ideas/<int:pk>/partners/ask/", ideas.ask_partners, name="ask_idea_partners"),
    path(
        "ideas/<int:pk>/partners/<int:partner_pk>/answer/",
        ideas.answer_partner,
        name="answer_idea_partner",
    ),
    path(
        "ideas/<int:pk>/files/<int:attachment_pk>/",
        ideas.attachment,
        name="idea_attachment",
    ),
    path(
        "ideas/<int:pk>/files/<int:attachment_pk>/remove/",
        ideas.remove_attachment,
        name="remove_idea_attachment",
    ),
    path("ideas/<int:pk>/support/<slug:kind>/", ideas.support, name="support_idea"),
    path(
        "ideas/<int:pk>/agreement/",
        ideas.draft_agreement,
        name="draft_agreement_of_idea",
    ),
    path("ideas/<int:pk>/group/", ideas.propose_group, name="propose_group_of_idea"),
]

urlpatterns += portal_groups.urlpatterns
