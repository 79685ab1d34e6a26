"""Where everything is mounted. Wagtail's catch-all stays last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import pgettext_lazy
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

# Wagtail's own sign-in knows neither the second factor nor the limit of attempts.
sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("admin/login/", sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("v/", include("workflows.urls.short")),
    path("", include("home.root_urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns += [
        path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})
    ]

urlpatterns += i18n_patterns(
    # An open session does not make somebody able to sign: the link in a mail does.
    path(
        "accounts/password/set/",
        RedirectView.as_view(pattern_name="account_reset_password"),
    ),
    path("accounts/", include("allauth.urls")),
    path("portal/", include("workflows.urls.portal")),
    path(pgettext_lazy("address", "verify/"), include("workflows.urls.verify")),
    path(pgettext_lazy("address", "ideas/"), include("workflows.urls.ideas")),
    path(pgettext_lazy("address", "skills-centers/"), include("skills_centers.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
)
