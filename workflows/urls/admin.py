from django.urls import path

from ..views import admin

app_name = "workflows_admin"

urlpatterns = [
    path("jobs/", admin.failed_jobs, name="failed_jobs"),
    path("jobs/<int:pk>/retry/", admin.retry_job, name="retry_job"),
    path("setup/", admin.check_setup, name="check_setup"),
    path("invite/", admin.invite, name="invite"),
]
