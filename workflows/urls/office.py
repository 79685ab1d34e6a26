from django.urls import path

from ..views import office

app_name = "workflows_office"

urlpatterns = [
    path("statistics/", office.show_statistics, name="statistics"),
    path("mails/", office.list_mail_texts, name="mail_texts"),
    path(
        "mails/<str:key>/<slug:language>/", office.edit_mail_text, name="edit_mail_text"
    ),
    path("people/", office.list_people, name="people"),
    path("people/<int:pk>/data/", office.download_person, name="download_person"),
    path("people/<int:pk>/anonymise/", office.anonymise, name="anonymise"),
    path("retention/", office.show_retention, name="retention"),
]
