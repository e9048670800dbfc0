"""What a page of the site asks the shelves.

In comes an address, out come rows, in a number of queries that does not depend on the size of a book.

Not done here: shelving, and anything about HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet

from backlist.catalogue.models import Book, Contributor, Division, Page
from backlist.catalogue.printed_pages import label_key


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """A line of a book's contents, with those that stand within it."""

    division_id: str
    heading: str
    first_label: str
    pages_label: str
    kind: str
    within: list[ContentsEntry] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A book's contents: `tree` as they nest, `line` as they follow one another."""

    tree: tuple[ContentsEntry, ...]
    line: tuple[ContentsEntry, ...]

    def find(self, division_id: str) -> int | None:
        """The place of a division in `line`."""
        return next((place for place, entry in enumerate(self.line) if entry.division_id == division_id), None)


def catalogue() -> QuerySet[Book]:
    """All books by title, each with its own contributors (two queries)."""
    people = Contributor.objects.filter(division=None).order_by("position")
    return Book.objects.order_by("sort_key", "book_id").prefetch_related(
        Prefetch("contributors", queryset=people, to_attr="people")
    )


def find_book(book_id: str) -> Book | None:
    """The book at this address (one query)."""
    return Book.objects.filter(book_id=book_id).first()


def find_division(book_id: str, division_id: str) -> Division | None:
    """The division at this address, with its book (one query)."""
    rows = Division.objects.select_related("book")
    return rows.filter(book__book_id=book_id, division_id=division_id).first()


def find_page(book_id: str, label: str) -> Page | None:
    """The printed page that a reader means by `label`, with its division (one query)."""
    return (
        Page.objects.select_related("division")
        .filter(book__book_id=book_id, key=label_key(label))
        .order_by("rank")
        .first()
    )


def contributors(book: Book, division: Division | None = None) -> Sequence[Contributor]:
    """The people who made the division, or the book where the division names none (one query)."""
    people = list(
        Contributor.objects.filter(Q(division=None) | Q(division=division), book=book).order_by("division", "position")
    )
    own = [person for person in people if division is not None and person.division_id == division.pk]
    return own or [person for person in people if person.division_id is None]


def contents(book: Book) -> Contents:
    """The contents of the book (one query)."""
    rows = (
        Division.objects.filter(book=book)
        .order_by("position")
        .values_list("division_id", "heading", "first_label", "pages_label", "kind", "depth")
    )
    tree: list[ContentsEntry] = []
    line: list[ContentsEntry] = []
    path: list[ContentsEntry] = []
    for division_id, heading, first_label, pages_label, kind, depth in rows:
        entry = ContentsEntry(
            division_id=division_id, heading=heading, first_label=first_label, pages_label=pages_label, kind=kind
        )
        del path[depth:]
        (path[-1].within if path else tree).append(entry)
        path.append(entry)
        line.append(entry)
    return Contents(tree=tuple(tree), line=tuple(line))
