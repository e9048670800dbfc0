"""From a printed page's number to the place in the text where that page begins."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from backlist.catalogue import lookup
from backlist.web.pages.faults import no_such_page


@require_safe
def printed_page(request: HttpRequest, book_id: str, label: str) -> HttpResponse:
    """`/books/<book>/page/<label>/`: leads to the division in whose text the page begins, at its very place."""
    page = lookup.find_page(book_id, label)
    if page is None:
        book = lookup.find_book(book_id)
        if book is None:
            raise Http404
        return no_such_page(request, book, label.strip())
    anchor = f"#{quote(page.anchor)}" if page.anchor else ""
    return HttpResponseRedirect(reverse("division", args=(book_id, page.division.division_id)) + anchor)


@require_safe
def asked_page(request: HttpRequest, book_id: str) -> HttpResponse:
    """`/books/<book>/page/?label=<label>`: the same, for the form in which readers type a number."""
    return printed_page(request, book_id, request.GET.get("label", ""))
