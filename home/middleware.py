"""Answers anonymous visitors from the cache of pages."""

import hashlib

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control

from .services import page_cache

# What belongs to one answer, or is added again on the way out.
NOT_KEPT = {"cache-control", "content-length", "date", "etag", "expires", "vary"}


class PageCacheMiddleware:
    """Stands before sessions: a visitor without one needs no database at all.

    Kept are Wagtail pages only, which say themselves what they show; never a page
    with a view restriction, a cookie, a message, a preview or a token.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = self._get_key(request)
        if key is None:
            return self.get_response(request)
        page = page_cache.load(key)
        if page is not None:
            return self._answer(request, page.content, page.headers, "hit")
        epoch = page_cache.get_epoch()
        response = self.get_response(request)
        served = getattr(request, "served_page", None)
        if served is None or not self._may_be_kept(request, response, served):
            return response
        headers = {
            name: value
            for name, value in response.headers.items()
            if name.lower() not in NOT_KEPT
        }
        headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        page_cache.store(
            key,
            content=response.content,
            headers=headers,
            tags=page_cache.list_tags(served),
            epoch=epoch,
        )
        return self._answer(request, response.content, headers, "miss")

    def _get_key(self, request) -> str | None:
        if request.method not in ("GET", "HEAD"):
            return None
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in (
            request.COOKIES
        ):
            return None
        if request.headers.get("Authorization"):
            return None
        return page_cache.make_key(request)

    def _may_be_kept(self, request, response, page) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and request.method == "GET"
            and getattr(page, "is_cacheable", True)
            and not getattr(request, "is_preview", False)
            and "no-store" not in response.get("Cache-Control", "")
            and "private" not in response.get("Cache-Control", "")
            and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        )

    def _answer(self, request, content, headers, outcome):
        if request.headers.get("If-None-Match") == headers["ETag"]:
            response = HttpResponseNotModified()
        else:
            response = HttpResponse(content)
            # Or the server has to send it in chunks.
            response.headers["Content-Length"] = str(len(content))
        for name, value in headers.items():
            response.headers[name] = value
        response.headers["X-Page-Cache"] = outcome
        response.headers["Vary"] = "Cookie"
        # Browsers ask each time: only we know when a page changes.
        patch_cache_control(response, public=True, no_cache=True)
        return response
