"""What programs read: robots, security contact, sitemap."""

from collections import defaultdict
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from workflows.models import Idea

from ..services.office import get_office_email
from ..services.pages import exclude_private

# RFC 9116, §2.5.5, recommends less than a year.
SECURITY_DAYS = 180


def _get_root_url(request) -> str:
    site = Site.find_for_request(request)
    return site.root_url if site else request.build_absolute_uri("/").rstrip("/")


def _answer(lines: list[str]) -> HttpResponse:
    return HttpResponse(
        "\n".join([*lines, ""]), content_type="text/plain; charset=utf-8"
    )


@require_safe
def show_robots(request):
    """Everything may be read but forms, accounts and endless combinations."""
    closed = [reverse("wagtailadmin_home")]
    for code, _name in settings.LANGUAGES:
        with override(code):
            closed += [reverse("account_login").removesuffix("login/")]
            closed += [reverse("workflows:tasks"), reverse("search")]
    return _answer(
        [
            "User-agent: *",
            *(f"Disallow: {path}" for path in closed),
            "",
            f"Sitemap: {_get_root_url(request)}{reverse('sitemap')}",
        ]
    )


@require_safe
def show_security_contact(request):
    """Whom to tell about a weakness of the site (RFC 9116)."""
    expires = timezone.now() + timedelta(days=SECURITY_DAYS)
    return _answer(
        [
            f"Contact: mailto:{get_office_email()}",
            f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
            f"Preferred-Languages: {', '.join(code for code, _ in settings.LANGUAGES)}",
            f"Canonical: {_get_root_url(request)}{reverse('security_contact')}",
        ]
    )


class PageSitemap(Sitemap):
    """All live public pages, each with its other languages."""

    def __init__(self, request):
        self.request = request

    def items(self):
        pages = Page.objects.live().filter(depth__gt=1).order_by("path")
        return exclude_private(pages.select_related("locale"))

    def lastmod(self, page):
        return page.last_published_at

    def get_urls(self, page=1, site=None, protocol=None):
        pages = self.paginator.page(page).object_list
        # The other languages of a page may be in another part of the sitemap.
        versions = defaultdict(dict)
        for item in self.paginator.object_list:
            if url := item.get_full_url(self.request):
                versions[item.translation_key][item.locale.language_code] = url
        return [
            {
                "item": item,
                "location": versions[item.translation_key][item.locale.language_code],
                "lastmod": item.last_published_at,
                "changefreq": None,
                "priority": "",
                "alternates": self._list_alternates(versions[item.translation_key]),
            }
            for item in pages
            if item.locale.language_code in versions[item.translation_key]
        ]

    def _list_alternates(self, urls: dict) -> list[dict]:
        default = urls.get(settings.LANGUAGE_CODE) or next(iter(urls.values()))
        return [
            {"lang_code": code, "location": url}
            for code, url in [*sorted(urls.items()), ("x-default", default)]
        ]


class IdeaSitemap(Sitemap):
    """Published ideas, which are no pages."""

    i18n = alternates = x_default = True

    def __init__(self, request):
        root = urlsplit(_get_root_url(request))
        self.root, self.protocol = root.netloc, root.scheme

    def get_domain(self, site=None):
        return self.root

    def items(self):
        return Idea.objects.public().order_by("pk")

    def location(self, idea):
        return idea.get_public_url()

    def lastmod(self, idea):
        return idea.state_since


@require_safe
def show_sitemap(request):
    return sitemap(
        request, {"pages": PageSitemap(request), "ideas": IdeaSitemap(request)}
    )
