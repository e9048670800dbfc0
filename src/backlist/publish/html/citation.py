"""How to cite a division or a book, in one style.

In come records; out comes a line of HTML after the Chicago Manual of Style (17th edition, 14.106 and 14.23: a chapter
and a book in a note), with names as they are given. What the book does not say is left out, with the punctuation around
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from backlist.model.book import Book, Contributor, Details, Division
from backlist.publish.html.labels import heading_text, name_list, page_span, title_text

#: More authors than this and a note names the first alone (Chicago, 14.76).
_NAMES_IN_FULL = 3


def citation_html(book: Book, division: Division) -> str:
    """`Author, “Chapter,” in <i>Book</i> (Place: Publisher, Year), 180–210.`"""
    details = book.details
    authors = _authors(division.contributors) or _authors(details.contributors)
    title = title_text(division) or heading_text(division)
    span = page_span(book, division)
    pages = "" if span is None else "–".join(dict.fromkeys(span))
    comma = "" if title.endswith(("?", "!", "…")) else ","
    return _sentence(
        f"{_names(authors)}, " if authors else "",
        f"“{escape(title, quote=False)}{comma}” in {_book(details)}",
        f", {escape(pages, quote=False)}" if pages else "",
    )


def book_citation_html(book: Book) -> str:
    """`Author, <i>Book</i> (Place: Publisher, Year).`; the editors of a book without an author stand in his place."""
    details = book.details
    editors = _people(details.contributors, "editor")
    if authors := _authors(details.contributors):
        leading = f"{_names(authors)}, "
    elif editors:
        leading = f"{_names(editors)}, {'ed.' if len(editors) == 1 else 'eds.'}, "
    else:
        leading = ""
    return _sentence(leading, _book(details, name_editors=bool(authors)))


def _book(details: Details, *, name_editors: bool = True) -> str:
    title = ": ".join(filter(None, (details.title, details.subtitle)))
    editors = _people(details.contributors, "editor") if name_editors else []
    edited = f", ed. {_names(editors)}" if editors else ""
    imprint = ": ".join(filter(None, (details.place, details.publisher)))
    year = str(details.print_year) if details.print_year else ""
    facts = ", ".join(filter(None, (imprint, year)))
    return f"<i>{escape(title, quote=False)}</i>{edited}" + (f" ({escape(facts, quote=False)})" if facts else "")


def _authors(contributors: Sequence[Contributor]) -> list[Contributor]:
    return _people(contributors, "author")


def _people(contributors: Sequence[Contributor], role: str) -> list[Contributor]:
    return [person for person in contributors if person.role == role]


def _names(people: Sequence[Contributor]) -> str:
    names = [person.name for person in people]
    text = name_list(names) if len(names) <= _NAMES_IN_FULL else f"{names[0]} et al."
    return escape(text, quote=False)


def _sentence(*parts: str) -> str:
    text = "".join(parts)
    return text if text.endswith(".") else f"{text}."
