"""Taking an apparatus off: what an earlier run marked goes, every letter of the print stays."""

from __future__ import annotations

from dataclasses import replace

from backlist.model.book import (
    Abbreviation,
    Block,
    Book,
    Citation,
    DatedMention,
    Division,
    Entry,
    Field,
    IndexEntry,
    Inline,
    Locator,
    Note,
    PageBreak,
    Reference,
    SeeReference,
    Styled,
    Text,
)
from backlist.model.plain import HOLDERS
from backlist.model.texts import Run, changed, joined, with_divisions, without

_MARKS = (Abbreviation, DatedMention, Citation, Field, Reference)


def without_apparatus(book: Book) -> Book:
    """The book as recognition left it: index entries and references are entries again, and nothing in a run is marked."""
    book = changed(book, _unmarked)
    return with_divisions(book, tuple(_plain_division(division) for division in book.divisions))


def _unmarked(run: Run) -> tuple[Inline, ...]:
    return without(run.inlines, _MARKS) if _is_marked(run.inlines) else run.inlines


def _is_marked(inlines: tuple[Inline, ...]) -> bool:
    return any(
        isinstance(inline, _MARKS) or (isinstance(inline, HOLDERS) and _is_marked(inline.inlines)) for inline in inlines
    )


def _plain_division(division: Division) -> Division:
    blocks = _plain_blocks(division.blocks)
    notes = tuple(_plain_note(note) for note in division.notes)
    divisions = tuple(_plain_division(child) for child in division.divisions)
    if (blocks, notes, divisions) == (division.blocks, division.notes, division.divisions):
        return division
    return replace(division, blocks=blocks, notes=notes, divisions=divisions)


def _plain_note(note: Note) -> Note:
    blocks = _plain_blocks(note.blocks)
    return note if blocks == note.blocks else replace(note, blocks=blocks)


def _plain_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_plain_block(block) for block in blocks)


def _plain_block(block: Block) -> Block:
    match block:
        case IndexEntry():
            return Entry(id=block.id, level=block.level, inlines=_printed(block))
        case Reference():
            return Entry(id=block.id, level=0, inlines=block.inlines)
    return block


def _printed(entry: IndexEntry) -> tuple[Inline, ...]:
    """The entry's inlines, locators in the face they were printed in."""
    found: list[Inline] = list(entry.heading)
    for part in entry.parts:
        match part:
            case Text() | PageBreak():
                found.append(part)
            case SeeReference(label=label):
                found.append(Text(text=label))
            case Locator(label=label, emphasis=style):
                words = Text(text=label)
                found.append(words if style is None else Styled(style=style, inlines=(words,)))
    return joined(found)
