"""The first page: the catalogue by title."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backlist.catalogue.lookup import catalogue
from backlist.publish.html import bylines

#: Books; a page that a reader can still run the eyes down.
BOOKS_ON_A_PAGE = 100


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/`, and `/?page=2` for what follows the first hundred books."""
    shown = Paginator(catalogue(), BOOKS_ON_A_PAGE).get_page(request.GET.get("page"))
    books = [(book, bylines(book.people)) for book in shown]
    return render(request, "home.html", {"books": books, "shown": shown})
