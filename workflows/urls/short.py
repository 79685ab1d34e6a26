from django.urls import path

from ..views import verify

urlpatterns = [
    path("<uuid:public_id>/", verify.follow_code, name="workflows_follow_code"),
]
