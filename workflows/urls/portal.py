from django.urls import path

from ..views import agreements, commitments, drafts, files, subjects, tasks

app_name = "workflows"

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
]
