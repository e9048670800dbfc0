"""The short texts of a division's page: its heading, its kind, its printed pages, its contributors, a date.

In come parts of a book; out comes plain text, not yet escaped. Words are English whatever the book's language: they are
the site's, not the book's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from backlist.model.book import Book, Division, DivisionKind
from backlist.model.plain import text_of

_TYPES = {
    DivisionKind.FRONT_MATTER: "Frontmatter",
    DivisionKind.BACK_MATTER: "Backmatter",
    DivisionKind.OTHER: "Other",
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_CREDITS = {"author": "", "editor": "Edited by ", "translator": "Translated by ", "contributor": "With "}

#: Primary language subtags whose usual script runs from right to left (Unicode CLDR, `characterOrder`).
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


class Credited(Protocol):
    """Anything with a name and a role: a contributor of the book, or the catalogue's record of one."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...


def type_label(kind: DivisionKind) -> str:
    """The kind in a reader's words: `Chapter`, `Frontmatter`, `List of figures`."""
    return _TYPES.get(kind) or kind.value.replace("-", " ").capitalize()


def title_text(division: Division) -> str:
    """The title alone, on one line; empty where the division has none."""
    return " ".join(text_of(division.title).split())


def heading_text(division: Division) -> str:
    """`5 - Attempts to heal the breach`; the title alone without a number, `Chapter 5` without a title."""
    title = title_text(division)
    if not title:
        return " ".join(filter(None, (type_label(division.kind), division.number)))
    return f"{division.number} - {title}" if division.number else title


def page_span(book: Book, division: Division) -> tuple[str, str] | None:
    """The first and last printed number among the division's pages; None where no page of it is numbered."""
    places = {page.id: place for place, page in enumerate(book.pages)}
    first = places.get(division.first_page or "")
    if first is None:
        return None
    last = places.get(division.last_page or "", first)
    labels = [page.label for page in book.pages[first : last + 1] if page.label]
    return (labels[0], labels[-1]) if labels else None


def first_label(book: Book, division: Division) -> str | None:
    """The number of the first numbered page of the division."""
    span = page_span(book, division)
    return span[0] if span else None


def pages_label(book: Book, division: Division) -> str | None:
    """`pp. 180 - 210`, or `p. 5` for one page; None where no page of the division is numbered."""
    span = page_span(book, division)
    if span is None:
        return None
    first, last = span
    return f"p. {first}" if first == last else f"pp. {first} - {last}"


def printed_date(day: date) -> str:
    """`01 June 2011`, whatever the locale."""
    return f"{day.day:02} {_MONTHS[day.month - 1]} {day.year}"


def name_list(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def bylines(contributors: Iterable[Credited]) -> tuple[str, ...]:
    """One line for each role, in the order in which the roles first come: `A and B`, `Edited by C`."""
    by_role: dict[str, list[str]] = {}
    for contributor in contributors:
        by_role.setdefault(contributor.role, []).append(contributor.name)
    return tuple(_CREDITS.get(role, f"{role.capitalize()}: ") + name_list(names) for role, names in by_role.items())


def direction(language: str) -> str:
    """`rtl` where the language is written from right to left, else `ltr`."""
    return "rtl" if language.lower().partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
