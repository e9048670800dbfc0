"""Groups of lines to blocks with ids, and the page breaks between them.

In: typed groups, headings and notes, in reading order. Out: the model's blocks. The builder counts what begins on each
page and remembers which page was begun last; it is asked once for everything, from the first page to the last, and then
for the notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from backlist.model.book import (
    Block,
    Entry,
    Figure,
    Inline,
    Item,
    Itemised,
    Note,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    Text,
    Verse,
)
from backlist.model.certainty import certainty_of
from backlist.model.evidence import Evidence
from backlist.model.plain import text_of
from backlist.structure.blocks import ITEM_MARK, Group, GroupKind
from backlist.structure.body import BodyLine, Exhibit
from backlist.structure.chunks import ended_early
from backlist.structure.exhibits import OBJECT, around
from backlist.structure.footnotes import RawNote
from backlist.structure.inlines import Mark, Setting, inlines_of

#: What evidence says where a figure lies on its page: whoever draws the picture looks for this claim.
FIGURE_CLAIM = "block.figure"
#: Evidence quotes so many characters.
SEEN = 80


class Builder:
    """Makes blocks in reading order. `evidence` gathers how block quotations and verse were known."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.begun = -1
        self.evidence: list[Evidence] = []
        self._count: Counter[str] = Counter()
        self._sections: Counter[str] = Counter()

    def breaks(self, upto: int) -> list[Block]:
        """The breaks of the pages not yet begun, up to and with `upto`."""
        found: list[Block] = list(self.setting.breaks_after(self.begun, upto))
        self.begun = max(self.begun, upto)
        return found

    def section_id(self, page: int) -> str:
        own = self.setting.page_ids[page]
        self._sections[own] += 1
        return f"{own}-s{self._sections[own]}"

    def blocks(self, group: Group) -> list[Block]:
        """The group as a block, behind the breaks of the pages that begin before it."""
        out = self.breaks(group.first.page)
        out.append(self._block(group))
        self.begun = max(self.begun, group.last.page)
        return out

    def note(self, note: RawNote, id: str) -> Note:
        """A note as one paragraph or more; pages turned within it get no break."""
        inlines = inlines_of(note.lines, self.setting, skip=note.skip)
        if not inlines:
            inlines = (Text(text=note.mark),)
        paragraph = Paragraph(id=self._id(note.page), inlines=inlines)
        return Note(id=id, mark=note.mark or "–", page=self.setting.page_ids[note.page], blocks=(paragraph,))

    def _id(self, page: int) -> str:
        own = self.setting.page_ids[page]
        self._count[own] += 1
        return f"{own}-{self._count[own]}"

    def _block(self, group: Group) -> Block:
        id = self._id(group.first.page)
        match group.kind:
            case GroupKind.QUOTATION:
                self._witness(group, id, "block.quotation", "quotations.set-in")
                return Quotation(id=id, blocks=tuple(self._inner(group.parts)))
            case GroupKind.VERSE:
                self._witness(group, id, "block.verse", "verse.short-lines")
                return Verse(id=id, lines=tuple(self._verse(group.parts)))
            case GroupKind.LIST:
                return Itemised(id=id, items=tuple(self._items(group)))
            case GroupKind.ENTRY:
                return Entry(id=id, level=group.level, inlines=self._inlines(group.parts[0]))
            case GroupKind.EXHIBIT:
                return self._exhibit(group, id)
            case GroupKind.CAPTION:
                return Figure(id=id, media=None, caption=self._inlines(group.parts[0]))
            case GroupKind.LINES:
                every = frozenset(range(len(group.parts[0]) - 1))
                return Paragraph(id=id, inlines=self._inlines(group.parts[0], line_breaks=every))
            case _:
                return Paragraph(id=id, inlines=self._inlines(group.parts[0]))

    def _inlines(
        self, lines: Sequence[BodyLine], *, skip: int = 0, line_breaks: frozenset[int] = frozenset()
    ) -> tuple[Inline, ...]:
        found = inlines_of(lines, self.setting, skip=skip, line_breaks=line_breaks, begun=self.begun)
        self.begun = max(self.begun, lines[-1].page)
        return found

    def _inner(self, parts: Sequence[list[BodyLine]]) -> list[Block]:
        out: list[Block] = []
        for lines in parts:
            out.extend(self.breaks(lines[0].page))
            id = self._id(lines[0].page)
            out.append(Paragraph(id=id, inlines=self._inlines(lines)))
        return out

    def _verse(self, stanzas: Sequence[list[BodyLine]]) -> list[tuple[Inline, ...]]:
        out: list[tuple[Inline, ...]] = []
        for stanza in stanzas:
            if out:
                out.append(())
            for lines in _turned_over(stanza):
                breaks = [b for b in self.breaks(lines[0].page) if isinstance(b, PageBreak)]
                out.append((*breaks, *self._inlines(lines)))
        return out

    def _items(self, group: Group) -> list[Item]:
        out: list[Item] = []
        body = self.setting.body
        inset = min((line.slack for lines in group.parts for line in lines), default=0.0)
        for lines, label in zip(group.parts, group.labels, strict=True):
            blocks = self.breaks(lines[0].page)
            mark = ITEM_MARK.match(lines[0].text.lstrip())
            skip = (mark.end() - 1) + len(lines[0].text) - len(lines[0].text.lstrip()) if mark else 0
            meant = frozenset(
                k for k in range(len(lines) - 1) if ended_early(lines[k], lines[k + 1], body, max(inset, 0.0))
            )
            id = self._id(lines[0].page)
            blocks.append(Paragraph(id=id, inlines=self._inlines(lines, skip=skip, line_breaks=meant)))
            out.append(Item(label=label, blocks=tuple(blocks)))
        return out

    def _exhibit(self, group: Group, id: str) -> Block:
        """A figure with the words in it, or a table; its place on the page is kept as evidence, for whoever draws it."""
        exhibit = group.first.exhibit
        assert exhibit is not None
        lines = group.parts[0]
        captioned = {line.at for line in exhibit.caption}
        caption = [line for line in lines if line.at in captioned and line.text != OBJECT]
        inside = [line for line in lines if line.at not in captioned and line.text != OBJECT]
        box = exhibit.box
        self.evidence.append(
            Evidence(
                subject=id,
                claim="block.table" if exhibit.rows else FIGURE_CLAIM,
                rule=exhibit.rule,
                certainty=certainty_of(exhibit.rule),
                page=exhibit.page,
                boxes=(box,),
                seen=" ".join(line.text for line in (caption or inside))[:SEEN],
            )
        )
        words = self._inlines(caption) if caption else ()
        if exhibit.rows:
            return Table(id=id, rows=self._cells(exhibit), header_rows=exhibit.headed, caption=words)
        # Words alone, with the marks of notes among them: within a picture nothing can be called.
        bare = replace(self.setting, marks={})
        text = " ".join(text_of(inlines_of([line], bare)) for line in inside).strip()
        size = (max(round(box.right - box.left), 1), max(round(box.bottom - box.top), 1))
        return Figure(id=id, media=None, caption=words, text=text or None, size=size)

    def _cells(self, exhibit: Exhibit) -> tuple[tuple[tuple[Inline, ...], ...], ...]:
        """The cells of a table, with the note marks of the lines that they are pieces of."""
        whole = {line.at: line for line in exhibit.inside}
        marks: dict[tuple[int, int], list[Mark]] = {}
        setting = replace(self.setting, marks=marks)

        def cell(pieces: Sequence[BodyLine]) -> tuple[Inline, ...]:
            own: list[BodyLine] = []
            for piece in pieces:
                spans = whole[piece.at].line.spans
                first = next(k for k, span in enumerate(spans) if span is piece.line.spans[0])
                start = sum(len(span.text) for span in spans[:first])
                key = (piece.page, -1 - len(marks))
                marks[key] = [
                    Mark(start=mark.start - start, end=mark.end - start, call=mark.call)
                    for mark in self.setting.marks.get((piece.page, piece.at), ())
                    if start <= mark.start and mark.end <= start + len(piece.text)
                ]
                own.append(replace(piece, at=key[1]))
            return inlines_of(own, setting) if own else ()

        return tuple(tuple(cell(pieces) for pieces in row) for row in exhibit.rows)

    def _witness(self, group: Group, id: str, claim: str, rule: str) -> None:
        page = group.first.page
        boxes = tuple(line.line.box for part in group.parts for line in part if line.page == page)
        self.evidence.append(
            Evidence(
                subject=id,
                claim=claim,
                rule=rule,
                certainty=certainty_of(rule),
                page=page,
                boxes=(around(boxes),),
                seen=group.first.text[:SEEN],
            )
        )


def _turned_over(stanza: Sequence[BodyLine]) -> list[list[BodyLine]]:
    """Lines of verse, each with what was too long for the measure and stands, in lower case, on a line below."""
    out: list[list[BodyLine]] = []
    longest = min(line.slack for line in stanza)
    for line in stanza:
        above = out[-1][-1] if out else None
        if above is not None and line.text[:1].islower() and above.slack - longest < 2 and line.slack > above.slack + 4:
            out[-1].append(line)
        else:
            out.append([line])
    return out
