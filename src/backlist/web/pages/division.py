"""The page of a chapter, or of any other division of a book."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backlist.catalogue import lookup
from backlist.publish.html import bylines, direction
from backlist.web.pages.book import published_line
from backlist.web.pages.contents_list import contents_list

#: Kinds whose name one can put "this" before; all others are a section of the book.
_NAMED = frozenset(
    {"chapter", "part", "foreword", "preface", "prologue", "introduction", "conclusion", "epilogue", "appendix"}
    | {"chronology", "glossary", "bibliography", "index"}
)


@require_safe
def division(request: HttpRequest, book_id: str, division_id: str) -> HttpResponse:
    """`/books/<book>/<division>/`: three queries, whatever the size of the book."""
    found = lookup.find_division(book_id, division_id)
    if found is None:
        raise Http404
    book = found.book
    contents = lookup.contents(book)
    here = contents.find(found.division_id)
    if here is None:  # shelved anew between two queries
        raise Http404
    context = {
        "division": found,
        "book": book,
        "noun": found.kind if found.kind in _NAMED else "section",
        "direction": direction(book.language),
        "credits": bylines(lookup.contributors(book, found)),
        "published": published_line(book),
        "contents": contents_list(book_id, contents.tree, current=division_id),
        "within": contents_list(book_id, contents.line[here].within),
        "previous": contents.line[here - 1] if here else None,
        "next": contents.line[here + 1] if here + 1 < len(contents.line) else None,
        "open": book.access == "open",
    }
    return render(request, "division.html", context)
