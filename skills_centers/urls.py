from django.urls import path
from django.utils.translation import pgettext_lazy

from .views import courses

app_name = "skills_centers"

urlpatterns = [
    path(
        pgettext_lazy("address", "editions/<uuid:public_id>/register/"),
        courses.RegisterForCourseView.as_view(),
        name="register",
    ),
    path(
        pgettext_lazy("address", "editions/<uuid:public_id>/registered/<str:token>/"),
        courses.RegisteredForCourseView.as_view(),
        name="registered",
    ),
    path(
        pgettext_lazy("address", "registrations/<str:token>/cancel/"),
        courses.CancelCourseView.as_view(),
        name="cancel_registration",
    ),
    path(
        pgettext_lazy("address", "certificates/<str:token>/"),
        courses.download_certificate,
        name="certificate",
    ),
]
