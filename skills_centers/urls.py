from django.urls import path

from .views import courses

app_name = "skills_centers"

urlpatterns = [
    path(
        "editions/<uuid:public_id>/register/",
        courses.RegisterForCourseView.as_view(),
        name="register",
    ),
    path(
        "editions/<uuid:public_id>/registered/<str:token>/",
        courses.RegisteredForCourseView.as_view(),
        name="registered",
    ),
    path(
        "registrations/<str:token>/cancel/",
        courses.CancelCourseView.as_view(),
        name="cancel_registration",
    ),
    path(
        "certificates/<str:token>/",
        courses.download_certificate,
        name="certificate",
    ),
]
