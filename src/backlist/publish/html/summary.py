"""What a division's page shows before its text: the abstract, or the division's own opening.

In comes a book and a division; out comes a fragment without ids, note marks and page numbers, or its beginning as plain
text for a page's description. Nothing is shortened within a paragraph, and nothing is said that the book does not say.
"""

from __future__ import annotations

from collections.abc import Iterator

from backlist.model.book import Block, Book, Division, Entry, Inline, Itemised, Paragraph, Quotation, Verse
from backlist.model.plain import text_of
from backlist.publish.html.fulltext import section_heading_html
from backlist.publish.html.standing import sections
from backlist.publish.html.writer import Writer

#: Words; about a printed page, what the great platforms show of a chapter without an abstract.
SUMMARY_WORDS = 300
#: Words; a paragraph that would carry the summary past this is not begun. "About 300" is taken as a sixth more.
MOST_WORDS = 350
#: Characters; what search engines show of a page's description.
DESCRIPTION_CHARACTERS = 200


def summary_html(book: Book, division: Division) -> str:
    """The abstract where there is one, else the opening; empty where the division has neither (a part's title page)."""
    writer = Writer(pages={}, anchors=False)
    if division.summary:
        return writer.blocks(division.summary)
    opening = _first_section(division)
    heading = section_heading_html(writer, opening) if opening else ""
    blocks = _opening_blocks(division)
    return (f'<p class="first-heading">{heading}</p>\n' if heading and blocks else "") + writer.blocks(blocks)


def description(book: Book, division: Division) -> str:
    """The beginning of the summary as plain text, cut between words, with an ellipsis where it was cut."""
    blocks = division.summary or _opening_blocks(division)
    text = " ".join(" ".join(_words(block)) for block in blocks)
    if len(text) <= DESCRIPTION_CHARACTERS:
        return text
    cut = text.rfind(" ", 0, DESCRIPTION_CHARACTERS)
    return text[: cut if cut > 0 else DESCRIPTION_CHARACTERS - 1].rstrip(" ,;:.–—-") + "…"


def _first_section(division: Division) -> Division | None:
    """The section whose heading is the first thing that `division` says, if it opens with one."""
    held = sections(division)
    if not held or any(_words(block) for block in division.blocks):
        return None
    return held[0]


def _opening_blocks(division: Division) -> list[Block]:
    """Whole blocks from the beginning up to about 300 words; at least one, where there is any."""
    taken: list[Block] = []
    total = 0
    for block in _text_blocks(division):
        words = len(_words(block))
        if taken and (total >= SUMMARY_WORDS or total + words > MOST_WORDS):
            break
        taken.append(block)
        total += words
    return taken


def _text_blocks(division: Division) -> Iterator[Block]:
    """The division's blocks that hold running words, with its sections', in reading order."""
    yield from (block for block in division.blocks if _words(block))
    for section in sections(division):
        yield from _text_blocks(section)


def _words(block: Block) -> list[str]:
    """The words of a block's running text; none for pictures, tables and page breaks, which no summary shows."""
    match block:
        case Paragraph(inlines=inlines) | Entry(inlines=inlines):
            return _split(inlines)
        case Quotation(blocks=blocks):
            return [word for inner in blocks for word in _words(inner)]
        case Verse(lines=lines):
            return [word for line in lines for word in _split(line)]
        case Itemised(items=items):
            return [word for item in items for inner in item.blocks for word in _words(inner)]
        case _:
            return []


def _split(inlines: tuple[Inline, ...]) -> list[str]:
    return text_of(inlines).split()
