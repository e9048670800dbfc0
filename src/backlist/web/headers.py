"""Response headers that every answer of the site carries, pages and faults and static files alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

#: Nothing from elsewhere, nothing inline: text of a book that slipped through as markup could still do nothing.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

#: A page may be kept, and must be asked after: a new edition shows at once, and asking again costs a 304.
CACHE_CONTROL = "public, no-cache"


class Headers:
    """Sets what is the same for all answers and has not been set otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        if not settings.DEBUG:  # Django's own pages about a fault, shown to developers alone, are full of inline style
            response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        if response.status_code >= 500:
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        return response


class Conditional:
    """Gives each page a strong ETag, the checksum of its bytes, and answers 304 to whoever has these bytes already.

    Django's own does the same for GET alone; here HEAD says what GET would.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response
