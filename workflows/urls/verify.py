from django.urls import path

from ..views import verify

app_name = "workflows_verify"

urlpatterns = [
    path("", verify.VerifyView.as_view(), name="verify_document"),
    path("<uuid:public_id>/", verify.VerifyView.as_view(), name="verify_code"),
]
