"""Which divisions stand on a page of their own, and what belongs to each.

In comes a book or a division; out come its divisions in reading order. A section belongs to the page of the division
that holds it; every other division, and a section that nothing holds, has its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backlist.model.book import Book, Division, DivisionKind, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A division with a page of its own; `depth` is 0 for those that the book itself holds, 1 within a part."""

    division: Division
    depth: int


def standing_divisions(book: Book) -> Iterator[Standing]:
    """All divisions of `book` that have their own page, in the order of the book."""
    for division in book.divisions:
        yield Standing(division=division, depth=0)
        yield from _held(division, 1)


def _held(division: Division, depth: int) -> Iterator[Standing]:
    for inner in division.divisions:
        if inner.kind is DivisionKind.SECTION:
            yield from _held(inner, depth)
        else:
            yield Standing(division=inner, depth=depth)
            yield from _held(inner, depth + 1)


def sections(division: Division) -> tuple[Division, ...]:
    """The sections that `division` holds directly, and that are shown on its page."""
    return tuple(inner for inner in division.divisions if inner.kind is DivisionKind.SECTION)


def notes_of(division: Division) -> tuple[Note, ...]:
    """The notes shown at the end of `division`: its own, then any that its sections keep, each once."""
    notes = {note.id: note for note in division.notes}
    for section in sections(division):
        for note in notes_of(section):
            notes.setdefault(note.id, note)
    return tuple(notes.values())
