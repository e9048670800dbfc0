"""The printing press: a known book in, a PDF out, and an account of what was printed.

The account comes from the typesetter's own answers (`book.typ`): where every word, heading and note came to stand, which
number each page bears. Only the bookbinder's work is done here: plates bound in, bookmarks and page labels taken away.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import typst
from tests.typesetter.account import Account, Stretch, calls, mark_call, mark_page, page_turns, plain, unmarked
from tests.typesetter.known_book import Block, KnownBook, KnownDivision, Section, write_book
from tests.typesetter.vices import Contents, Ligatures, Notes, Opening, Vices

from backlist.model.book import DivisionKind

STYLE = Path(__file__).with_name("book.typ")

#: A mark this close (points) behind the word before it was left there by a line's end.
TOUCHES = 0.15
#: The width of what is left of a broken word agrees with what stands on the next page to within so many points.
SAME_WIDTH = 1.2
#: A long title runs at the head of the page in its first words: those before a colon.
RUNNING = re.compile(r"[:,]")
#: What an old file's catalogue and pages do not have.
CATALOGUE_KEYS = (
    "/Outlines", "/PageLabels", "/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata", "/Names", "/Dests",
    "/ViewerPreferences",
)  # fmt: skip
PAGE_KEYS = ("/Annots", "/StructParents", "/Tabs")
#: Typst says which hyphens it has put in at the ends of lines; an old PDF has one hyphen for all.
SOFT_HYPHEN, HYPHEN = b"<00AD>", b"<002D>"
#: Ligatures as letters in a font's table, and as characters of their own; the longer first.
LIGATURES = (
    (b"<006600660069>", b"<FB03>"), (b"<00660066006C>", b"<FB04>"), (b"<00660066>", b"<FB00>"), (b"<00660069>", b"<FB01>"),
    (b"<0066006C>", b"<FB02>"),
)  # fmt: skip
#: Kinds whose text is not running text.
LISTS = (DivisionKind.CONTENTS, DivisionKind.INDEX, DivisionKind.BIBLIOGRAPHY)

#: A plate: a grey picture over most of a page, with a line under it that names it. The leaf's other side is blank.
PLATE = """
#set page(width: {width}mm, height: {height}mm, margin: 14mm)
#set text(font: "Libertinus Serif", size: 8pt)
#align(center + horizon, [#image({picture}, width: 80%, height: 70%, fit: "stretch") {caption}])
#pagebreak()
"""
#: A bitmap of one grey pixel, for pictures have to be pictures.
PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="12"><rect width="8" height="12" fill="#999"/></svg>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A book as it came from the press."""

    pdf: bytes
    book: KnownBook
    vices: Vices
    account: Account


@dataclass(slots=True)
class _Word:
    """A word of the text: its place is known once it is printed."""

    text: str
    style: str | None
    note: int | None = None
    starts: tuple[int, float, float] = (0, 0.0, 0.0)
    ends: tuple[int, float, float] = (0, 0.0, 0.0)
    closes: tuple[int, float, float] = (0, 0.0, 0.0)


@dataclass(slots=True)
class _Set:
    """A block on its way through the press."""

    id: int
    quotation: bool
    words: list[_Word]
    last: bool = False


@dataclass(slots=True)
class _Note:
    id: int
    text: str
    mark: str = ""
    page: int = 0
    ends: int = 0


@dataclass(slots=True)
class _Composed:
    """A book in type: everything numbered, so that the typesetter's answers can be joined to it."""

    vices: Vices
    book: KnownBook
    divisions: list[KnownDivision]
    blocks: dict[int, _Set] = field(default_factory=dict)
    notes: dict[int, _Note] = field(default_factory=dict)
    of_block: dict[int, Block] = field(default_factory=dict)
    in_division: list[list[_Set]] = field(default_factory=list)
    in_section: list[list[list[_Set]]] = field(default_factory=list)
    note_groups: list[list[dict]] = field(default_factory=list)
    section_ids: list[list[int]] = field(default_factory=list)


def print_book(vices: Vices, seed: int = 1) -> Printed:
    """Write a book for these vices, and print it."""
    return print_known(write_book(vices, seed), vices)


@cache
def printed(vices: Vices, seed: int = 1) -> Printed:
    """The same, printed once."""
    return print_book(vices, seed)


def print_known(book: KnownBook, vices: Vices) -> Printed:
    """Print a book that is there already."""
    composed = _compose(book, vices)
    with _Typesetter() as typesetter:
        pdf, answer = typesetter.set(_data(composed, []))
        _take_places(composed, answer)
        broken = [(block, word) for block in composed.blocks.values() for word in _broken(block)]
        if broken:
            named = [{"text": w.text, "style": w.style or "", "quotation": b.quotation} for b, w in broken]
            rests = typesetter.ask(_data(composed, named))["rests"]
        else:
            rests = []
        edges = _edges(composed)
        cuts = {
            id(word): _cut(word, widths, edges[block.quotation][word.ends[0] % 2])
            for (block, word), widths in zip(broken, rests, strict=True)
        }
        plates = typesetter.plates(vices) if vices.plates else b""
    account = _Accountant(composed, answer, cuts).account()
    return Printed(pdf=_bound(pdf, plates, composed, answer, account), book=book, vices=vices, account=account)


# --- composing -----------------------------------------------------------------------------------------------------------


def _compose(book: KnownBook, vices: Vices) -> _Composed:
    divisions = list(book.divisions)
    if book.contents_title is not None:
        divisions.insert(0, KnownDivision(kind=DivisionKind.CONTENTS, title=book.contents_title))
    out = _Composed(vices=vices, book=book, divisions=divisions)
    ends: list[tuple[KnownDivision, list[_Note]]] = []
    for division in divisions:
        own: list[_Note] = []
        sections = [_sections_blocks(out, s, own) for s in division.sections]
        # The blocks before the sections come first in the text, and were numbered after them: order is by division.
        first = [_set(out, block, own) for block in division.blocks]
        every = [*first, *(block for section in sections for block in section)]
        groups: list[dict] = []
        if vices.notes is Notes.CHAPTER_END and own:
            own = _in_order(every, out)
            groups = [_note_group(out, book, own, title=_notes_title(book))]
        elif vices.notes is Notes.BOOK_END and division.kind is DivisionKind.NOTES:
            groups = [_note_group(out, book, notes, title=d.title) for d, notes in ends if notes]
        elif own:
            ends.append((division, _in_order(every, out)))
        if every and not groups:
            every[-1].last = True
        out.in_division.append(first)
        out.in_section.append(sections)
        out.note_groups.append(groups)
        out.section_ids.append([_next_section(out) for _ in (*division.sections, *groups)])
    return out


def _sections_blocks(out: _Composed, section: Section, own: list[_Note]) -> list[_Set]:
    return [_set(out, block, own) for block in section.blocks]


def _set(out: _Composed, block: Block, own: list[_Note]) -> _Set:
    words: list[_Word] = []
    for run in block.runs:
        words += [_Word(text, run.style) for text in run.text.split(" ")]
        if run.note is not None:
            note = _Note(len(out.notes), run.note)
            out.notes[note.id] = note
            own.append(note)
            words[-1].note = note.id
    made = _Set(len(out.blocks), block.quotation, words)
    out.blocks[made.id] = made
    return made


def _in_order(blocks: list[_Set], out: _Composed) -> list[_Note]:
    return [out.notes[word.note] for block in blocks for word in block.words if word.note is not None]


def _next_section(out: _Composed) -> int:
    return sum(len(ids) for ids in out.section_ids) + len(out.section_ids) * 1000


def _notes_title(book: KnownBook) -> str:
    from tests.typesetter.known_book import NAMES

    return NAMES[book.language].notes


def _note_group(out: _Composed, book: KnownBook, notes: list[_Note], *, title: str) -> dict:
    return {"title": title, "notes": [{"id": n.id, "text": n.text} for n in notes]}
