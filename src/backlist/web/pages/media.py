"""The pictures of a book, straight from its edition."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from backlist.pipeline.workspace import Library, find

#: Names that cannot lead out of the folder, and kinds of picture that a browser only ever draws.
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*\.(?:png|jpe?g|gif|webp|avif)")


@require_safe
def media(request: HttpRequest, book_id: str, name: str) -> FileResponse:
    """`/books/<book>/media/<name>`."""
    edition = find(Library(root=settings.BACKLIST.library), book_id) if _NAME.fullmatch(name) else None
    if edition is None:
        raise Http404
    try:
        return FileResponse((edition.data / "media" / name).open("rb"))
    except OSError as missing:
        raise Http404 from missing
