"""The zones of one page, for drawing: layout, result and a page in, boxes with what each was taken for out.

Evidence has boxes for what is rare: furniture, headings, notes, quotations. Where the paragraphs stand is not stored, since
the page itself tells: a line belongs to the block that holds its letters. So a zone is found here as often as it is asked
for, and no edition grows by a record for every paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from backlist.model.book import (
    Block,
    Book,
    Division,
    Entry,
    Figure,
    Inline,
    Itemised,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Page,
    PageBreak,
    Paragraph,
    Quotation,
    Styled,
    Table,
    Text,
    Verse,
)
from backlist.model.evidence import Evidence, Result
from backlist.model.layout import Box, Layout, Line
from backlist.publish.zones import Zone, ZoneKind

#: A line that evidence covers by this share of its area is what the evidence says.
_COVERED = 0.6
#: A raised span is smaller than this share of its line's size.
_RAISED_SIZE = 0.85

_CLAIMS = {
    "page.label": ZoneKind.PAGE_NUMBER,
    "line.page-number": ZoneKind.PAGE_NUMBER,
    "line.running-head": ZoneKind.FURNITURE,
    "line.running-foot": ZoneKind.FURNITURE,
    "division.start": ZoneKind.DIVISION,
    "section.heading": ZoneKind.SECTION,
    "note.call": ZoneKind.NOTE,
    "note.text": ZoneKind.NOTE,
    "block.quotation": ZoneKind.QUOTATION,
    "block.verse": ZoneKind.VERSE,
    "block.figure": ZoneKind.FIGURE,
    "block.table": ZoneKind.TABLE,
}
_BLOCKS: dict[type, ZoneKind] = {
    Paragraph: ZoneKind.PARAGRAPH,
    Quotation: ZoneKind.QUOTATION,
    Verse: ZoneKind.VERSE,
    Itemised: ZoneKind.LIST,
    Entry: ZoneKind.ENTRY,
    Figure: ZoneKind.FIGURE,
    Table: ZoneKind.TABLE,
}


@dataclass(slots=True, kw_only=True)
class _Stretch:
    """What a block or a note has on one page: its letters, and the marks of notes called there."""

    id: str
    kind: ZoneKind
    letters: str = ""
    marks: tuple[str, ...] = ()


def zones_of(layout: Layout, result: Result, page: Page) -> tuple[Zone, ...]:
    """The zones of a page, large ones before what lies within them."""
    own = layout.pages[page.index]
    said = [item for item in result.evidence if item.page == page.index and item.boxes]
    zones = list(_said(said))
    rest = [line for line in own.lines if not any(_covers(zone.box, line.box) for zone in zones)]
    stretches = _Walk(result.book, page).stretches()
    blocks: list[Zone] = []
    marks: list[Zone] = []
    for stretch, lines in _lines_of(stretches, rest):
        if stretch is None:
            blocks.extend(Zone(kind=ZoneKind.UNCLAIMED, box=line.box) for line in lines)
            continue
        blocks.extend(
            Zone(kind=stretch.kind, box=_around([line.box for line in column]), name=stretch.id)
            for column in _columns(lines)
        )
        marks.extend(Zone(kind=ZoneKind.NOTE_MARK, box=box) for box in _marks(stretch.marks, lines))
    pictures = [
        Zone(kind=ZoneKind.FIGURE, box=box, rule="picture")
        for box in own.images
        if not any(_covers(zone.box, box) for zone in zones)
    ]
    return (*pictures, *blocks, *zones, *marks)


def _said(evidence: Iterable[Evidence]) -> Iterator[Zone]:
    """Zones from evidence, the surest first; of two claims of one kind about one box the surer stands."""
    seen: set[tuple[ZoneKind, Box]] = set()
    for item in sorted(evidence, key=lambda e: -e.certainty):
        kind = _CLAIMS.get(item.claim, ZoneKind.DETAIL if item.claim.startswith("details.") else None)
        boxes = item.boxes if kind is ZoneKind.DETAIL else (_around(item.boxes),)
        for box in boxes:
            if kind is not None and (kind, box) not in seen:
                seen.add((kind, box))
                name = item.claim.removeprefix("details.") if kind is ZoneKind.DETAIL else item.subject
                yield Zone(kind=kind, box=box, name=name, rule=item.rule, certainty=item.certainty)


class _Walk:
    """Goes through the book once and keeps what stands on one page."""

    def __init__(self, book: Book, page: Page) -> None:
        self.book = book
        self.page = page
        self.here = False
        self.found: list[_Stretch] = []
        self.notes: list[_Stretch] = []
        #: A note may run on from the page before.
        self.near = {known.id for known in book.pages if known.index in (page.index - 1, page.index)}

    def stretches(self) -> list[_Stretch]:
        for division in self.book.divisions:
            self._division(division)
        return [stretch for stretch in (*self.found, *self.notes) if stretch.letters]

    def _division(self, division: Division) -> None:
        if division.first_page:
            self.here = division.first_page == self.page.id
        for block in (*division.summary, *division.blocks):
            self._block(block)
        for inner in division.divisions:
            self._division(inner)
        for note in division.notes:
            if note.page in self.near:
                self._note(note)

    def _note(self, note: Note) -> None:
        was, self.here = self.here, True
        before, self.found = self.found, []
        for block in note.blocks:
            self._block(block)
        letters = _letters(note.mark) + "".join(stretch.letters for stretch in self.found)
        self.found, self.here = before, was
        self.notes.append(_Stretch(id=note.id, kind=ZoneKind.NOTE, letters=letters))

    def _block(self, block: Block) -> None:
        if isinstance(block, PageBreak):
            self.here = block.page == self.page.id
            return
        stretch = _Stretch(id=block.id, kind=_BLOCKS[type(block)])
        self._into(stretch, block)
        self.found.append(stretch)

    def _into(self, stretch: _Stretch, block: Block) -> None:
        match block:
            case PageBreak(page=page):
                self.here = page == self.page.id
            case Paragraph(inlines=inlines) | Entry(inlines=inlines) | Figure(caption=inlines):
                self._inlines(stretch, inlines)
            case Quotation(blocks=inner):
                for each in inner:
                    self._into(stretch, each)
            case Verse(lines=lines):
                for line in lines:
                    self._inlines(stretch, line)
            case Itemised(items=items):
                for item in items:
                    turns = sum(1 for _ in takewhile(lambda b: isinstance(b, PageBreak), item.blocks))
                    for each in item.blocks[:turns]:
                        self._into(stretch, each)
                    self._say(stretch, item.label or "")
                    for each in item.blocks[turns:]:
                        self._into(stretch, each)
            case Table(rows=rows, caption=caption):
                for cell in (caption, *(cell for row in rows for cell in row)):
                    self._inlines(stretch, cell)

    def _inlines(self, stretch: _Stretch, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            match inline:
                case Text(text=text):
                    self._say(stretch, text)
                case Styled(inlines=inner) | Link(inlines=inner):
                    self._inlines(stretch, inner)
                case NoteCall(mark=mark):
                    self._say(stretch, mark)
                    if self.here:
                        stretch.marks = (*stretch.marks, mark)
                case PageBreak(page=page):
                    self.here = page == self.page.id
                case LineBreak():
                    pass

    def _say(self, stretch: _Stretch, text: str) -> None:
        if self.here:
            stretch.letters += _letters(text)


def _letters(text: str) -> str:
    """Letters, figures and signs alone, in one case: spaces and hyphens differ between a line and the text made of it."""
    return re.sub(r"[\s\-\u00ad\u2010-\u2012]+", "", text).casefold()


def _lines_of(stretches: Sequence[_Stretch], lines: Sequence[Line]) -> Iterator[tuple[_Stretch | None, list[Line]]]:
    """Each stretch with the lines that stand in it; last, those that stand in none.

    Lines come in the order of the page, blocks in the book's: the next line is looked for where the last one was found,
    and only then elsewhere."""
    mine: list[list[Line]] = [[] for _ in stretches]
    left: list[Line] = []
    at, place = 0, 0
    for line in lines:
        letters = _letters(line.text)
        if not letters:
            continue
        order = (*range(at, len(stretches)), *range(at))
        for k in order:
            found = stretches[k].letters.find(letters, place if k == at else 0)
            if found >= 0:
                mine[k].append(line)
                at, place = k, found + len(letters)
                break
        else:
            left.append(line)
    yield from ((stretch, own) for stretch, own in zip(stretches, mine, strict=True) if own)
    if left:
        yield None, left


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    for column in sorted({line.column for line in lines}):
        yield [line for line in lines if line.column == column]


def _marks(called: Sequence[str], lines: Sequence[Line]) -> Iterator[Box]:
    """Where the marks of notes stand: raised spans first, then a share of the span behind a word."""
    waiting = list(called)
    for line in lines:
        for span in line.spans:
            mark = span.text.strip().strip("[]()")
            if mark in waiting and span.size < _RAISED_SIZE * line.size and span.baseline < line.baseline:
                waiting.remove(mark)
                yield span.box
    for span in (span for line in lines for span in line.spans):
        for mark in waiting:
            behind = re.search(rf"(?<=[^\s\d]){re.escape(mark)}(?!\w)", span.text)
            if behind:
                wide = (span.box.right - span.box.left) / len(span.text)
                left, right = (span.box.left + wide * edge for edge in behind.span())
                waiting.remove(mark)
                yield Box(left=left, top=span.box.top, right=right, bottom=span.box.bottom)
                break


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        left=min(b.left for b in boxes),
        top=min(b.top for b in boxes),
        right=max(b.right for b in boxes),
        bottom=max(b.bottom for b in boxes),
    )


def _covers(box: Box, line: Box) -> bool:
    width = min(box.right, line.right) - max(box.left, line.left)
    height = min(box.bottom, line.bottom) - max(box.top, line.top)
    area = (line.right - line.left) * (line.bottom - line.top)
    return width > 0 and height > 0 and width * height >= _COVERED * area
