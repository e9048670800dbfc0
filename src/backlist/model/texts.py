"""Every run of text in a book: walking it, and writing a book anew with some of it changed.

In: a `Book`. Out: its runs of inlines, each with where it stands; or the same book with runs exchanged. What a run is:
the inlines of a paragraph, entry or reference, an index entry's heading, a caption, a line of verse, a cell of a table.
Titles of divisions and summaries are not among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from backlist.model.book import (
    Block,
    Book,
    Division,
    Entry,
    Figure,
    IndexEntry,
    Inline,
    Itemised,
    Note,
    NoteCall,
    PageBreak,
    Paragraph,
    Quotation,
    Reference,
    Styled,
    Table,
    Text,
    Verse,
)
from backlist.model.plain import HOLDERS, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of text. `divisions` are those around it, outermost first; `note` the note that it belongs to, if any.

    `block` is the block whose own text this is, `part` the rank of the run within it (lines of verse, cells, from 0).
    """

    divisions: tuple[Division, ...]
    note: Note | None
    block: Block
    part: int
    inlines: tuple[Inline, ...]

    @property
    def id(self) -> str:
        """The block's id."""
        return getattr(self.block, "id", "")


#: What to put in the place of a run's inlines.
Change = Callable[[Run], tuple[Inline, ...]]


def runs(book: Book) -> Iterator[Run]:
    """All runs, in reading order; a division's notes after its blocks and before its divisions."""
    for division in book.divisions:
        yield from _division_runs(division, ())


def _division_runs(division: Division, above: tuple[Division, ...]) -> Iterator[Run]:
    around = (*above, division)
    yield from _block_runs(division.blocks, around, None)
    for note in division.notes:
        yield from _block_runs(note.blocks, around, note)
    for child in division.divisions:
        yield from _division_runs(child, around)


def _block_runs(blocks: Iterable[Block], around: tuple[Division, ...], note: Note | None) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Quotation(blocks=inner):
                yield from _block_runs(inner, around, note)
            case Itemised(items=items):
                for item in items:
                    yield from _block_runs(item.blocks, around, note)
            case _:
                for part, inlines in enumerate(_own(block)):
                    yield Run(divisions=around, note=note, block=block, part=part, inlines=inlines)


def _own(block: Block) -> Sequence[tuple[Inline, ...]]:
    """The runs of a block that holds no others."""
    match block:
        case Paragraph(inlines=inlines) | Entry(inlines=inlines) | Reference(inlines=inlines):
            return (inlines,)
        case IndexEntry(heading=heading):
            return (heading,)
        case Verse(lines=lines):
            return lines
        case Figure(caption=caption):
            return (caption,)
        case Table(caption=caption, rows=rows):
            return (caption, *(cell for row in rows for cell in row))
    return ()


def changed(book: Book, change: Change) -> Book:
    """The book with each run as `change` gives it; what does not change is shared with the old book."""
    return with_divisions(book, tuple(_changed_division(division, (), change) for division in book.divisions))


def with_divisions(book: Book, divisions: tuple[Division, ...]) -> Book:
    """The book with these divisions; the same book where they are the same."""
    return book if _same(divisions, book.divisions) else replace(book, divisions=divisions)


def _changed_division(division: Division, above: tuple[Division, ...], change: Change) -> Division:
    around = (*above, division)
    blocks = _changed_blocks(division.blocks, around, None, change)
    notes = tuple(_changed_note(note, around, change) for note in division.notes)
    divisions = tuple(_changed_division(child, around, change) for child in division.divisions)
    if blocks is division.blocks and _same(notes, division.notes) and _same(divisions, division.divisions):
        return division
    return replace(division, blocks=blocks, notes=notes, divisions=divisions)


def _changed_note(note: Note, around: tuple[Division, ...], change: Change) -> Note:
    blocks = _changed_blocks(note.blocks, around, note, change)
    return note if blocks is note.blocks else replace(note, blocks=blocks)


def _changed_blocks(
    blocks: tuple[Block, ...], around: tuple[Division, ...], note: Note | None, change: Change
) -> tuple[Block, ...]:
    found = tuple(_changed_block(block, around, note, change) for block in blocks)
    return blocks if _same(found, blocks) else found


def _changed_block(block: Block, around: tuple[Division, ...], note: Note | None, change: Change) -> Block:
    match block:
        case Quotation(blocks=inner):
            blocks = _changed_blocks(inner, around, note, change)
            return block if blocks is inner else replace(block, blocks=blocks)
        case Itemised(items=items):
            held = tuple(_changed_blocks(item.blocks, around, note, change) for item in items)
            if all(new is item.blocks for new, item in zip(held, items, strict=True)):
                return block
            return replace(block, items=tuple(replace(item, blocks=new) for item, new in zip(items, held, strict=True)))
    own = _own(block)
    new = tuple(
        change(Run(divisions=around, note=note, block=block, part=part, inlines=inlines))
        for part, inlines in enumerate(own)
    )
    return block if _same(new, own) else _with_runs(block, new)


def _with_runs(block: Block, new: tuple[tuple[Inline, ...], ...]) -> Block:
    match block:
        case IndexEntry():
            return replace(block, heading=new[0])
        case Verse():
            return replace(block, lines=new)
        case Figure():
            return replace(block, caption=new[0])
        case Table(rows=rows):
            cells = iter(new[1:])
            return replace(block, caption=new[0], rows=tuple(tuple(next(cells) for _ in row) for row in rows))
        case Paragraph() | Entry() | Reference():
            return replace(block, inlines=new[0])
    raise TypeError(f"{type(block).__name__} has no text of its own")


def _same(new: Sequence[object], old: Sequence[object]) -> bool:
    return all(a is b for a, b in zip(new, old, strict=True))


# --- marking places within a run --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Characters `first` (included) to `last` (not included) of a run's plain text, and what to put around them."""

    first: int
    last: int
    around: Callable[[tuple[Inline, ...]], Inline]


def marked(inlines: tuple[Inline, ...], marks: Iterable[Mark]) -> tuple[Inline, ...]:
    """The inlines with each mark around its characters.

    Marks do not overlap and are not empty. A styled piece that a mark cuts is split in two; a holder of another sort (a
    link, a citation) that it cuts is not, and the mark is left out. Note calls and page breaks at a mark's edge stay
    outside it.
    """
    for mark in sorted(marks, key=lambda mark: mark.first, reverse=True):
        before, rest = split(inlines, mark.first)
        inside, after = split(rest, mark.last - mark.first) if rest is not None else (None, None)
        if before is None or inside is None or after is None:
            continue
        held = len(inside)
        while held and isinstance(inside[held - 1], NoteCall | PageBreak):
            held -= 1
        if held:
            inlines = joined((*before, mark.around(inside[:held]), *inside[held:], *after))
    return inlines


def split(inlines: tuple[Inline, ...], at: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]] | tuple[None, None]:
    """The inlines before and after a place; (None, None) where it lies within what cannot be cut.

    What has no text (note calls, page breaks) and stands right at the place goes before it.
    """
    passed = 0
    for i, inline in enumerate(inlines):
        length = len(text_of((inline,)))
        if passed + length <= at:
            passed += length
            continue
        if passed == at:
            return inlines[:i], inlines[i:]
        if isinstance(inline, Text):
            here = at - passed
            return (
                (*inlines[:i], Text(text=inline.text[:here])),
                (Text(text=inline.text[here:]), *inlines[i + 1 :]),
            )
        if isinstance(inline, Styled):
            first, last = split(inline.inlines, at - passed)
            if first is None or last is None:
                return None, None
            return (*inlines[:i], replace(inline, inlines=first)), (replace(inline, inlines=last), *inlines[i + 1 :])
        return None, None
    return inlines, ()


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines in canonical form: no empty text, no text beside text."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            if not inline.text:
                continue
            last = found[-1] if found else None
            if isinstance(last, Text):
                found[-1] = Text(text=last.text + inline.text)
                continue
        found.append(inline)
    return tuple(found)


def without(inlines: Iterable[Inline], kinds: tuple[type, ...]) -> tuple[Inline, ...]:
    """The inlines with holders of these kinds taken off, what they held left in place; neighbours of one style rejoined."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, HOLDERS):
            inner = without(inline.inlines, kinds)
            pieces: tuple[Inline, ...] = inner if isinstance(inline, kinds) else (replace(inline, inlines=inner),)
        else:
            pieces = (inline,)
        for piece in pieces:
            last = found[-1] if found else None
            if isinstance(piece, Styled) and isinstance(last, Styled) and piece.style is last.style:
                found[-1] = replace(last, inlines=joined((*last.inlines, *piece.inlines)))
            else:
                found.append(piece)
    return joined(found)
