"""Where each printed page begins: a book and what its divisions mark in, one place for each numbered page out.

Pure, and without Django. Does not find page numbers: the book has them already.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backlist.model.book import Book, Division, Page
from backlist.publish.html import DivisionText, standing_divisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`division` is the id of the division where `page` begins; `anchor` its id there, or None where nothing marks it.

    `rank` orders the pages of one label: 0 for the page that is meant when somebody gives the label alone.
    """

    page: Page
    division: str
    anchor: str | None
    rank: int


def label_key(label: str) -> str:
    """The form in which labels are compared: `XIV` and ` xiv` are one page."""
    return "".join(unicodedata.normalize("NFKC", label).casefold().split())


def places(book: Book, texts: Mapping[str, DivisionText]) -> tuple[Place, ...]:
    """A place for each numbered page of `book`, in order; `texts` are the divisions' texts by division id.

    A page begins in the division that holds the mark of its beginning; where two divisions show it, because the second
    opens in the middle of the page, in the first. A page without any mark (a blank one, say) leads to the division
    whose pages surround it. A book without divisions has no places.
    """
    divisions = [standing.division for standing in standing_divisions(book)]
    if not divisions:
        return ()
    marked: dict[str, str] = {}
    for opening in (False, True):
        for division in divisions:
            text = texts[division.id]
            for page_id in text.pages:
                if opening or not (text.opens and page_id == division.first_page):
                    marked.setdefault(page_id, division.id)
    surrounding = _surrounding(book, divisions)
    ranks = _ranks(book)
    return tuple(
        Place(
            page=page,
            division=marked.get(page.id) or surrounding[place],
            anchor=page.id if page.id in marked else None,
            rank=ranks[place],
        )
        for place, page in enumerate(book.pages)
        if page.label
    )


def _surrounding(book: Book, divisions: list[Division]) -> list[str]:
    """For each page the last division that opens on it or before it; the first division for pages before them all."""
    opening: dict[str, str] = {}
    for division in divisions:
        if division.first_page is not None:
            opening[division.first_page] = division.id
    here = divisions[0].id
    surrounding: list[str] = []
    for page in book.pages:
        here = opening.get(page.id, here)
        surrounding.append(here)
    return surrounding


def _ranks(book: Book) -> list[int]:
    """For each page its rank among those of its label: pages of the longest run of numbers come first.

    A run ends where a number comes that it already has: numbering has begun again.
    """
    runs: list[int] = []
    run, seen = 0, set[str]()
    for page in book.pages:
        if page.label:
            key = label_key(page.label)
            if key in seen:
                run, seen = run + 1, set()
            seen.add(key)
        runs.append(run)
    lengths = {number: runs.count(number) for number in range(run + 1)}
    ranks = [0] * len(runs)
    for group in _by_label(book).values():
        for rank, place in enumerate(sorted(group, key=lambda place: (-lengths[runs[place]], place))):
            ranks[place] = rank
    return ranks


def _by_label(book: Book) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for key, place in _keyed(book):
        groups.setdefault(key, []).append(place)
    return groups


def _keyed(book: Book) -> Iterator[tuple[str, int]]:
    return ((label_key(page.label), place) for place, page in enumerate(book.pages) if page.label)
