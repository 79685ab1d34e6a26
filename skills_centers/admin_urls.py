"""Screens of the staff, below the Wagtail admin; mounted by a hook."""

from django.urls import path

from .views import staff

app_name = "skills_centers_admin"

urlpatterns = [
    path("editions/<int:pk>/", staff.participants, name="participants"),
    path("editions/<int:pk>/state/", staff.change_state, name="change_state"),
    path("editions/<int:pk>/mark/", staff.mark, name="mark"),
    path("registrations/<int:pk>/cancel/", staff.cancel, name="cancel"),
    path("registrations/<int:pk>/move/", staff.move, name="move"),
    path(
        "registrations/<int:pk>/certificate.pdf",
        staff.preview_certificate,
        name="preview_certificate",
    ),
]
