from django.urls import path

from ..views import public_ideas

app_name = "workflows_ideas"

urlpatterns = [
    path("", public_ideas.index, name="public_ideas"),
    path("<slug:number>/", public_ideas.detail, name="public_idea"),
]
