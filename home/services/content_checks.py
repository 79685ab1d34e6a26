"""What an editor would rather know before a visitor finds it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from urllib.parse import unquote, urlsplit

import requests
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, TextField
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import (
    get_language,
    get_language_from_path,
    override,
)
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from ..models import ExternalLink

# Raw rich text, in fields and in the JSON of streams.
LINK = re.compile(r"<a\b[^>]*\blinktype=\\?\"(page|document)\\?\"[^>]*>", re.IGNORECASE)
LINK_ID = re.compile(r"\bid=\\?\"(\d+)\\?\"")
PATH = re.compile(r"<a\b[^>]*\bhref=\\?\"(/(?!/)[^\"\\]*)", re.IGNORECASE)
HREF = re.compile(r"<a\b[^>]*\bhref=\\?\"(https?://[^\"\\]+)", re.IGNORECASE)

TIMEOUT_SECONDS = 10
AGENT = "Mozilla/5.0 (compatible; link check of this site)"


@dataclass(frozen=True)
class Finding:
    """Something wrong on a page: what, and where to mend it."""

    page: Page
    problem: str
    target: str

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def list_live_pages():
    return Page.objects.live().filter(depth__gt=1).specific().order_by("path")


def _read_texts(page: Page) -> list[str]:
    """Return the texts of a page as they are stored."""
    return [
        str(field.get_prep_value(field.value_from_object(page)) or "")
        for field in page._meta.concrete_fields
        if isinstance(field, TextField | StreamField)
    ]


def list_broken_links() -> list[Finding]:
    """Return links of live pages that lead nowhere; other sites as last asked."""
    return [*_list_inner_findings(), *_list_outer_findings()]


def _list_inner_findings() -> list[Finding]:
    live = set(Page.objects.live().values_list("pk", flat=True))
    titles = dict(Page.objects.values_list("pk", "title"))
    documents = set(get_document_model().objects.values_list("pk", flat=True))
    paths = {urlsplit(page.url or "").path for page in Page.objects.live()}
    # Kept without the slash at their end.
    redirected = set(Redirect.objects.values_list("old_path", flat=True))
    findings = []
    for page in list_live_pages():
        targets = set()
        for text in _read_texts(page):
            for path in sorted({*PATH.findall(text)}):
                if not _leads_somewhere(path, paths, redirected):
                    problem = _("There is no such address on this site.")
                    findings.append(Finding(page, problem, path))
            for tag in LINK.finditer(text):
                if number := LINK_ID.search(tag.group(0)):
                    targets.add((tag.group(1).lower(), int(number.group(1))))
        for reference in ReferenceIndex.get_references_for_object(page):
            model = reference.to_content_type.model_class()
            if model is not None and issubclass(model, Page):
                targets.add(("page", int(reference.to_object_id)))
        for kind, number in sorted(targets):
            if kind == "document" and number not in documents:
                findings.append(Finding(page, _("The document is gone."), str(number)))
            elif kind == "page" and number not in titles:
                findings.append(Finding(page, _("The page is gone."), str(number)))
            elif kind == "page" and number not in live:
                findings.append(
                    Finding(page, _("The page is not published."), titles[number])
                )
    return findings


def _leads_somewhere(address: str, pages: set[str], redirected: set[str]) -> bool:
    """Say whether an address of this site, typed as a path, leads to something."""
    path = unquote(urlsplit(unescape(address)).path)
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return True
    if path in pages or path.rstrip("/") in redirected:
        return True
    with override(get_language_from_path(path) or get_language()):
        try:
            # What no other pattern knows is a page, and not one of the live ones.
            return resolve(path).url_name != "page"
        except Resolver404:
            return False


def _list_outer_findings() -> list[Finding]:
    broken = ExternalLink.objects.filter(is_broken=True).select_related("page")
    return [
        Finding(link.page, link.problem, link.url)
        for link in broken.filter(page__live=True)
    ]


def list_external_urls(page: Page) -> set[str]:
    """Return the addresses of other sites that a page links to."""
    urls = set()
    for text in _read_texts(page):
        urls.update(HREF.findall(text))
    return urls


def check_external_links(session=None) -> tuple[int, int]:
    """Ask every address that live pages link to. Returns (asked, broken).

    For a nightly timer, not for a request: it waits for other people's servers.
    """
    session = session or requests.Session()
    session.headers["User-Agent"] = AGENT
    answers: dict[str, str] = {}
    seen = []
    for page in list_live_pages():
        for url in sorted(list_external_urls(page)):
            if url not in answers:
                answers[url] = _ask(session, url)
            link, _created = ExternalLink.objects.update_or_create(
                page_id=page.pk,
                url=url[:500],
                defaults={
                    "problem": answers[url][:250],
                    "is_broken": bool(answers[url]),
                    "checked_at": timezone.now(),
                },
            )
            seen.append(link.pk)
    ExternalLink.objects.exclude(pk__in=seen).delete()
    return len(answers), sum(bool(problem) for problem in answers.values())


def _ask(session, url: str) -> str:
    """Return what is wrong with an address, or nothing."""
    try:
        response = session.get(
            url, timeout=TIMEOUT_SECONDS, stream=True, allow_redirects=True
        )
        response.close()
    except requests.RequestException as error:
        return type(error).__name__
    if response.status_code in (404, 410) or response.status_code >= 500:
        return f"HTTP {response.status_code}"
    # Others (401, 403, 429) mean: for people, not for programs.
    return ""


def list_images_without_text():
    """Return (picture, uses) for those that nobody described, the most used first."""
    image_model = get_image_model()
    uses = {
        int(key): count
        for key, count in ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(image_model)
        )
        .values_list("to_object_id")
        .annotate(Count("pk"))
    }
    images = image_model.objects.filter(description="", pk__in=uses)
    return sorted(
        ((image, uses[image.pk]) for image in images),
        key=lambda item: (-item[1], item[0].title),
    )


def list_stale_pages(days: int):
    """Return live pages that nobody has published for so long, the oldest first."""
    before = timezone.now() - timedelta(days=days)
    return (
        Page.objects.live()
        .filter(depth__gt=1, last_published_at__lt=before)
        .select_related("locale", "content_type")
        .order_by("last_published_at", "pk")
    )
