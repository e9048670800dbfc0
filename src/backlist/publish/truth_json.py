"""A book as plain data, for programs that compare what was recognised with what is known of a book.

In: a `Book`. Out: a dict of JSON's own kinds, with the keys that scoring programs read: pages with their labels,
divisions with type, number, title, authors, first and last page, level and sections, and on request the words of each
page. Types have their own names in this form. Nothing that is not in the book is added.

Where the book's own contents list its sections, they say which headings are sections; other headings that stand within the
text ("Exercises", the title of a box) are left out here, unless they are numbered as sections are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from backlist.model.book import (
    Block,
    Book,
    Contributor,
    Division,
    DivisionKind,
    Entry,
    Figure,
    Inline,
    Itemised,
    Link,
    PageBreak,
    Paragraph,
    Quotation,
    Styled,
    Table,
    Verse,
)
from backlist.model.plain import text_of
from backlist.text.slug import fold

#: Types that have another name here than in the model.
_TYPES = {DivisionKind.FRONT_MATTER: "frontmatter", DivisionKind.BACK_MATTER: "other"}


#: The contents list a book's sections when they name so many of its headings, and this share of them.
LISTED_SECTIONS = 8
LISTED_SHARE = 0.4


def truth(book: Book, *, text: bool = False) -> dict[str, Any]:
    """The book as a dict; with `text`, the words of every page that has any stand in `plain_text_sample`."""
    details = book.details
    pages = {page.id: page for page in book.pages}

    def label(page: str | None) -> str | None:
        return pages[page].label if page in pages else None

    def index(page: str | None) -> int | None:
        return pages[page].index if page in pages else None

    listed = _listed_sections(book)

    def sections(division: Division, level: int = 1) -> Iterator[dict[str, Any]]:
        for inner in division.divisions:
            if inner.kind is DivisionKind.SECTION:
                if listed is not None and _heading_key(inner) not in listed and "." not in (inner.number or ""):
                    yield from sections(inner, level + 1)
                    continue
                yield {
                    "level": level,
                    "number": inner.number,
                    "title": text_of(inner.title),
                    "page": label(inner.first_page),
                    "index": index(inner.first_page),
                }
                yield from sections(inner, level + 1)

    def rows(divisions: Iterable[Division], level: int = 1) -> Iterator[dict[str, Any]]:
        for division in divisions:
            if division.kind is DivisionKind.SECTION:
                continue
            yield {
                "type": _TYPES.get(division.kind, division.kind.value),
                "number": division.number,
                "title": text_of(division.title),
                "authors": _names(division.contributors, "author"),
                "first_index": index(division.first_page),
                "last_index": index(division.last_page),
                "first_page": label(division.first_page),
                "last_page": label(division.last_page),
                "level": level,
                "sections": list(sections(division)),
            }
            yield from rows(division.divisions, level + 1)

    record: dict[str, Any] = {
        "id": book.id,
        "title": details.title,
        "subtitle": details.subtitle,
        "authors": _names(details.contributors, "author"),
        "editors": _names(details.contributors, "editor"),
        "language": details.language,
        "pages": [{"index": page.index, "label": page.label, "printed": page.printed} for page in book.pages],
        "divisions": list(rows(book.divisions)),
        "notes": {"count_by_division": _note_counts(book.divisions)},
    }
    if text:
        words = page_texts(book)
        record["plain_text_sample"] = [
            {"page_index": page.index, "text": words[page.id]} for page in book.pages if words.get(page.id)
        ]
    return record


def _heading_key(division: Division) -> str:
    return "".join(char for char in fold(text_of(division.title)) if char.isalnum())


def _listed_sections(book: Book) -> frozenset[str] | None:
    """The keys of the section headings that the contents name; None where the contents do not go into sections."""
    entries = [
        "".join(char for char in fold(text_of(block.inlines)) if char.isalnum())
        for division in book.divisions
        if division.kind is DivisionKind.CONTENTS
        for block in division.blocks
        if isinstance(block, Entry)
    ]
    # An entry is its number, its title and its page.
    titles = {entry.strip("0123456789") for entry in entries}
    keys = [_heading_key(section) for division in book.divisions for section in _all_sections(division)]
    found = frozenset(key for key in keys if key in titles)
    named = sum(key in found for key in keys)
    return found if named >= max(LISTED_SECTIONS, LISTED_SHARE * len(keys)) else None


def _all_sections(division: Division) -> Iterator[Division]:
    for inner in division.divisions:
        if inner.kind is DivisionKind.SECTION:
            yield inner
        yield from _all_sections(inner)


def page_texts(book: Book) -> dict[str, str]:
    """The words of each page by its id: headings, blocks, and after them the notes that begin on the page.

    Blocks are parted by an empty line. A word that runs over a page's end stands on both pages, in part.
    """
    pages = _Pages({page.id for page in book.pages})
    for division in book.divisions:
        pages.division(division)
    joined = {}
    for page in {**pages.body, **pages.notes}:
        parts = [*pages.body.get(page, ()), *pages.notes.get(page, ())]
        joined[page] = "\n\n".join(part for part in (" ".join(part.split()) for part in parts) if part)
    return joined


class _Pages:
    """Collects words under the page that they stand on, as a walk through the book meets page breaks."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.page: str | None = None
        self.body: dict[str, list[str]] = {}
        self.notes: dict[str, list[str]] = {}

    def division(self, division: Division) -> None:
        if division.first_page in self.known:
            self.page = division.first_page
        self.part(self.body)
        number = f"{division.number} " if division.number else ""
        self.say(self.body, number + text_of(division.title))
        self.blocks(division.blocks, self.body)
        for inner in division.divisions:
            self.division(inner)
        for note in division.notes:
            here, self.page = self.page, note.page
            self.part(self.notes)
            self.say(self.notes, f"{note.mark} ")
            self.blocks(note.blocks, self.notes, part=False)
            self.page = here

    def blocks(self, blocks: Iterable[Block], where: dict[str, list[str]], *, part: bool = True) -> None:
        for rank, block in enumerate(blocks):
            if part or rank:
                self.part(where)
            match block:
                case Paragraph(inlines=inlines) | Entry(inlines=inlines):
                    self.inlines(inlines, where)
                case Figure(caption=caption, text=words):
                    self.inlines(caption, where)
                    self.say(where, f" {words}" if words else "")
                case Quotation(blocks=inner):
                    self.blocks(inner, where)
                case Verse(lines=lines):
                    for line in lines:
                        self.inlines(line, where)
                        self.say(where, " ")
                case Itemised(items=items):
                    for item in items:
                        self.part(where)
                        self.say(where, f"{item.label} " if item.label else "")
                        self.blocks(item.blocks, where, part=False)
                case Table(rows=rows, caption=caption):
                    for cells in ((caption,), *rows):
                        for cell in cells:
                            self.inlines(cell, where)
                            self.say(where, " ")
                case PageBreak(page=page):
                    self.turn(page, where)

    def inlines(self, inlines: Iterable[Inline], where: dict[str, list[str]]) -> None:
        for inline in inlines:
            match inline:
                case Styled(inlines=inner) | Link(inlines=inner):
                    self.inlines(inner, where)
                case PageBreak(page=page):
                    self.turn(page, where)
                case _:
                    self.say(where, text_of((inline,)))

    def turn(self, page: str, where: dict[str, list[str]]) -> None:
        self.page = page
        self.part(where)

    def part(self, where: dict[str, list[str]]) -> None:
        if self.page is not None:
            where.setdefault(self.page, []).append("")

    def say(self, where: dict[str, list[str]], words: str) -> None:
        if self.page is not None:
            where.setdefault(self.page, [""])[-1] += words


def _names(contributors: Iterable[Contributor], role: str) -> list[str]:
    return [contributor.name for contributor in contributors if contributor.role == role]


def _note_counts(divisions: Iterable[Division]) -> dict[str, int]:
    """Notes of each division with those of its sections, by the division's title."""
    counts: dict[str, int] = {}

    def count(division: Division) -> int:
        inner = sum(count(section) for section in division.divisions if section.kind is DivisionKind.SECTION)
        return inner + len(division.notes)

    def visit(division: Division) -> None:
        if found := count(division):
            title = text_of(division.title)
            counts[title] = counts.get(title, 0) + found
        for other in division.divisions:
            if other.kind is not DivisionKind.SECTION:
                visit(other)

    for division in divisions:
        visit(division)
    return counts
