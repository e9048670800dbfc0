"""Abstracts of chapters: the set-off text between heading and first section in edited volumes.

In: composed divisions. Out: the same, where most signed chapters open with such a text: it is then the chapter's summary,
kept as such, and no longer a quotation at the head of its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from backlist.model.book import Block, Division, DivisionKind, Inline, Link, PageBreak, Paragraph, Quotation, Styled
from backlist.model.plain import text_of

#: An abstract has so many words; an epigraph has fewer.
ABSTRACT_WORDS = 40
#: Before it may stand affiliations of no more words than this.
AFFILIATION_WORDS = 40
#: This share of the signed chapters open so where a book prints abstracts at all.
HABIT = 0.5

_CHAPTERS = frozenset((DivisionKind.CHAPTER, DivisionKind.INTRODUCTION, DivisionKind.CONCLUSION))


def with_abstracts(divisions: tuple[Division, ...]) -> tuple[Division, ...]:
    """Make the opening quotations of signed chapters their summaries, where that is the book's habit."""
    signed = [d for d in _chapters(divisions) if d.contributors]
    found = {d.id: places for d in signed if (places := _abstract(d))}
    if len(found) < 2 or len(found) < HABIT * len(signed):
        return divisions
    return tuple(_changed(d, found) for d in divisions)


def _chapters(divisions: Iterable[Division]) -> Iterable[Division]:
    for division in divisions:
        if division.kind in _CHAPTERS:
            yield division
        elif division.kind is DivisionKind.PART:
            yield from _chapters(division.divisions)


def _changed(division: Division, found: dict[str, tuple[int, ...]]) -> Division:
    if division.id in found:
        places = found[division.id]
        summary = tuple(b for k in places for b in division.blocks[k].blocks)
        blocks = tuple(b for k, b in enumerate(division.blocks) if k not in places)
        return replace(division, summary=summary, blocks=blocks)
    if division.kind is DivisionKind.PART:
        return replace(division, divisions=tuple(_changed(d, found) for d in division.divisions))
    return division


def _abstract(division: Division) -> tuple[int, ...]:
    """The places of the quotations that open a chapter, when they can be its abstract."""
    places: list[int] = []
    for k, block in enumerate(division.blocks):
        match block:
            case PageBreak() if not places:
                continue
            case Paragraph() if not places and len(text_of(block.inlines).split()) <= AFFILIATION_WORDS:
                continue
            case Quotation() if all(isinstance(b, Paragraph) and not _breaks(b.inlines) for b in block.blocks):
                places.append(k)
            case Quotation():
                # It runs over a page's end, whose place must stay in the text; half an abstract is none.
                return ()
            case _:
                break
    words = sum(_words(b) for k in places for b in division.blocks[k].blocks)
    return tuple(places) if words >= ABSTRACT_WORDS else ()


def _words(block: Block) -> int:
    return len(text_of(block.inlines).split()) if isinstance(block, Paragraph) else 0


def _breaks(inlines: Iterable[Inline]) -> bool:
    """Whether a page begins within: its place must stay in the text."""
    return any(isinstance(i, PageBreak) or (isinstance(i, Styled | Link) and _breaks(i.inlines)) for i in inlines)
