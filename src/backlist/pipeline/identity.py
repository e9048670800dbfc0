"""Which book is this? A book that was read, and the records of those on the shelf, in; its address out.

A book is the same as one on the shelf when its source is the same file, byte for byte; or when they share an ISBN and a
title; or when they share title and contributors, and no ISBNs part them. Anything else is another book, and two books
never share an ISBN or an address. The disk is not touched here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from backlist.errors import ConflictError
from backlist.model.book import Book
from backlist.text.slug import book_slug, fold, slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What tells a book from others. `checksum` is the source file's SHA-256, in hexadecimal digits."""

    book_id: str
    title: str
    contributors: tuple[str, ...] = ()
    isbns: tuple[str, ...] = ()
    online_date: date | None = None
    checksum: str = ""


def record_of(book: Book, checksum: str) -> Record:
    """The record of a book whose source has this checksum."""
    return Record(
        book_id=book.id,
        title=book.details.title,
        contributors=tuple(contributor.name for contributor in book.details.contributors),
        isbns=book.details.isbns,
        online_date=book.details.online_date,
        checksum=checksum,
    )


def same_book(new: Record, shelf: Sequence[Record]) -> Record | None:
    """The book on the shelf that `new` is a new edition of."""
    for rule in (_same_file, _same_isbn_and_title, _same_title_and_contributors):
        for old in shelf:
            if rule(new, old):
                return old
    return None


def check_isbns(new: Record, same: Record | None, shelf: Sequence[Record], *, where: str) -> None:
    """Raises ConflictError `library.isbn-taken` where a book other than `same` has one of `new`'s ISBNs."""
    for old in shelf:
        shared = sorted(set(new.isbns) & set(old.isbns))
        if shared and (same is None or old.book_id != same.book_id):
            raise ConflictError(
                "library.isbn-taken",
                where=where,
                seen=f"ISBN {shared[0]} of “{new.title}” belongs to “{old.title}” ({old.book_id}) in the library.",
                todo="Correct `isbn` in the book's metadata; or, if the two are one book, give them the same title.",
            )


def free_id(book: Book, shelf: Sequence[Record]) -> str:
    """An address for a book that is not on the shelf: its title; where that is taken, the first contributor's surname
    as well, then the year, then a number."""
    taken = {record.book_id for record in shelf}
    return next(candidate for candidate in _candidates(book) if candidate not in taken)


def _candidates(book: Book) -> Iterator[str]:
    details = book.details
    made = book_slug(details.title, details.isbns)
    yield made
    further = [slug(_surname(details.contributors[0].name)) if details.contributors else "", details.print_year or ""]
    for part in further:
        if part:
            made = f"{made}-{part}"
            yield made
    number = 2
    while True:
        yield f"{made}-{number}"
        number += 1


def _surname(name: str) -> str:
    before_comma, comma, _ = name.partition(",")
    words = before_comma.split()
    return before_comma if comma or not words else words[-1]


def _same_file(new: Record, old: Record) -> bool:
    return new.checksum == old.checksum


def _same_isbn_and_title(new: Record, old: Record) -> bool:
    return bool(set(new.isbns) & set(old.isbns)) and fold(new.title) == fold(old.title)


def _same_title_and_contributors(new: Record, old: Record) -> bool:
    return (
        fold(new.title) == fold(old.title)
        and {fold(name) for name in new.contributors} == {fold(name) for name in old.contributors}
        and (not new.isbns or not old.isbns)
    )
