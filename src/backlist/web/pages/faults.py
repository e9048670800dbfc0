"""The pages that say that something is not there, or went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from backlist.catalogue.models import Book


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 for an address that names nothing."""
    said = "There is nothing at this address. A book may have been withdrawn, or the address may be misspelt."
    return render(request, "fault.html", {"heading": "Not found", "said": said}, status=404)


def no_such_page(request: HttpRequest, book: Book, label: str) -> HttpResponse:
    """404 for a printed page that the book does not have; the book's own page is one step away."""
    said = f"This book has no page that is numbered “{label}”." if label else "No page number was given."
    context = {"heading": "No such page", "said": said, "book": book}
    return render(request, "fault.html", context, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, such as for a host by whose name the site may not be asked for; must not look at the request's host."""
    return _without_request(400, "This request cannot be answered", "Something in the address or the request is wrong.")


def server_fault(request: HttpRequest) -> HttpResponse:
    """500: the fault is ours. Nothing is asked of the database, which may be what failed."""
    return _without_request(500, "Something went wrong", "The fault is on our side. Trying again in a minute may help.")


def _without_request(status: int, heading: str, said: str) -> HttpResponse:
    from backlist.web.site import own

    return HttpResponse(render_to_string("fault.html", {"heading": heading, "said": said, **own()}), status=status)
