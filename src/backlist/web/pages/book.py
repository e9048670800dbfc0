"""A book's own page: what it is, and its contents."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backlist.catalogue import lookup
from backlist.catalogue.models import Book
from backlist.publish.html import bylines, direction, printed_date
from backlist.web.pages.contents_list import contents_list


@require_safe
def book(request: HttpRequest, book_id: str) -> HttpResponse:
    """`/books/<book>/`."""
    found = lookup.find_book(book_id)
    if found is None:
        raise Http404
    credits = bylines(lookup.contributors(found))
    context = {
        "book": found,
        "direction": direction(found.language),
        "credits": credits,
        "published": published_line(found),
        "licence_link": found.licence.startswith(("https://", "http://")),
        "description": _description(found, credits),
        "contents": contents_list(book_id, lookup.contents(found).tree),
    }
    return render(request, "book.html", context)


def published_line(book: Book) -> str:
    """`Published online by Cambridge University Press: 01 June 2011`, as far as it is known."""
    if book.online_date is None:
        return ""
    by = f" by {book.publisher}" if book.publisher else ""
    return f"Published online{by}: {printed_date(book.online_date)}"


def _description(book: Book, credits: tuple[str, ...]) -> str:
    title = ": ".join(filter(None, (book.title, book.subtitle)))
    imprint = ", ".join(filter(None, (book.publisher, str(book.print_year or ""))))
    return ". ".join(filter(None, (title, *credits, imprint))) + "."
