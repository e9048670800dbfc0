"""The full text of a division, and its heading.

In comes a book and one of its divisions; out comes the fragment that the division's page shows as its text: blocks,
sections with their headings (from `h3`: the page has its title in `h1` and its own parts in `h2`), and the notes at the
end, linked both ways. The first page's number always stands at the head of the text. Divisions that have a page of
their own are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

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
    NoteCall,
    PageBreak,
    Paragraph,
    Quotation,
    Styled,
    Table,
    Text,
    Verse,
)
from backlist.publish.html.labels import bylines, heading_text, title_text
from backlist.publish.html.standing import notes_of, sections
from backlist.publish.html.writer import Writer

_SECTION_LEVEL = 3
_LAST_LEVEL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionText:
    """`html` is the fragment; `pages` the ids of the pages whose beginning it marks, in order.

    `opens` says that the mark of the division's first page is none of the book's: the division opens in the middle of
    that page, or nothing marks its beginning.
    """

    html: str
    pages: tuple[str, ...]
    opens: bool


def division_html(book: Book, division: Division) -> str:
    """The full text of `division`; empty where it has none of its own."""
    return write_division(book, division).html


def write_division(book: Book, division: Division) -> DivisionText:
    """The full text of `division`, with the pages that it marks."""
    notes = notes_of(division)
    writer = Writer(pages={page.id: page for page in book.pages}, notes=frozenset(note.id for note in notes))
    # The heading stands above the text: what it calls counts as called, where its page turns the text begins.
    writer.inlines(_only(division.title, NoteCall))
    title_turns = tuple(_only(division.title, PageBreak))
    marked = {*_breaks_of(division), *(turn.page for turn in title_turns if isinstance(turn, PageBreak))}
    opens = division.first_page is not None and division.first_page not in marked
    opening = (PageBreak(page=division.first_page),) if opens and division.first_page else ()
    has_text = bool(division.blocks or sections(division) or notes)
    html = ""
    if has_text:
        leading = (*opening, *(turn for turn in title_turns if isinstance(turn, PageBreak)))
        html = writer.blocks((*leading, *division.blocks))
        html += "".join(_section(writer, section, _SECTION_LEVEL) for section in sections(division))
        html += writer.flush()
        if notes:
            listed = "".join(writer.note(note) for note in notes)
            html += (
                '<section class="notes" role="doc-endnotes" aria-labelledby="notes-heading">\n'
                f'<h{_SECTION_LEVEL} id="notes-heading">Notes</h{_SECTION_LEVEL}>\n'
                f'<ol role="list">\n{listed}</ol>\n</section>\n'
            )
    return DivisionText(html=html, pages=tuple(writer.turned), opens=opens)


def heading_html(division: Division, *, marks: bool) -> str:
    """`heading_text` with the title's italics and small caps, and with its note marks where `marks` asks for them.

    The marks lead to the notes of `division_html`; leave them out where that text is not shown.
    """
    if not title_text(division):
        return escape(heading_text(division), quote=False)
    notes = frozenset(note.id for note in notes_of(division)) if marks else frozenset()
    title = tuple(_without_turns(division.title))
    written = Writer(pages={}, notes=notes, anchors=marks).inlines(title)
    return f"{escape(division.number, quote=False)} - {written}" if division.number else written


def section_heading_html(writer: Writer, section: Division) -> str:
    """A section's number and title, one after the other as in print."""
    number = f"{escape(section.number, quote=False)} " if section.number else ""
    return number + writer.inlines(section.title)


def _section(writer: Writer, section: Division, level: int) -> str:
    # A page that turns within the heading turns above it: a number in a heading would be read out as part of it. So
    # does the page that the heading opens, which has nowhere to stand but among the blocks after it.
    writer.blocks(turn for turn in _only(section.title, PageBreak) if isinstance(turn, PageBreak))
    if section.first_page and section.blocks[:1] == (PageBreak(page=section.first_page),):
        writer.blocks(section.blocks[:1])
    turns = writer.flush()
    heading = section_heading_html(writer, section)
    tag = f"h{min(level, _LAST_LEVEL)}"
    head = f"<{tag}>{heading}</{tag}>\n" if heading else ""
    credits = "".join(f'<p class="byline">{escape(line)}</p>\n' for line in bylines(section.contributors))
    body = writer.blocks(section.blocks) + "".join(_section(writer, inner, level + 1) for inner in sections(section))
    return f'{turns}<section id="{escape(section.id)}">\n{head}{credits}{body}</section>\n'


# --- what a division holds -------------------------------------------------------------------------------------------


def _breaks_of(division: Division) -> Iterator[str]:
    yield from _breaks_in(division.blocks)
    for section in sections(division):
        yield from (turn.page for turn in _only(section.title, PageBreak) if isinstance(turn, PageBreak))
        yield from _breaks_of(section)
    for note in division.notes:
        yield from _breaks_in(note.blocks)


def _breaks_in(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case PageBreak(page=page):
                yield page
            case Paragraph(inlines=inlines) | Entry(inlines=inlines):
                yield from _turns_of((inlines,))
            case Quotation(blocks=inner):
                yield from _breaks_in(inner)
            case Itemised(items=items):
                for item in items:
                    yield from _breaks_in(item.blocks)
            case Verse(lines=lines):
                yield from _turns_of(lines)
            case Figure(caption=caption):
                yield from _turns_of((caption,))
            case Table(rows=rows, caption=caption):
                yield from _turns_of((caption, *(cell for row in rows for cell in row)))


def _turns_of(texts: Iterable[Iterable[Inline]]) -> Iterator[str]:
    for inlines in texts:
        yield from (turn.page for turn in _only(inlines, PageBreak) if isinstance(turn, PageBreak))


def _only(inlines: Iterable[Inline], kind: type) -> Iterator[Inline]:
    """The inlines of one kind, wherever they stand within others."""
    for inline in inlines:
        if isinstance(inline, kind):
            yield inline
        elif isinstance(inline, Styled | Link):
            yield from _only(inline.inlines, kind)


def _without_turns(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """A title for one line: page breaks gone, line breaks become spaces."""
    for inline in inlines:
        match inline:
            case PageBreak():
                continue
            case LineBreak():
                yield Text(text=" ")
            case Styled(style=style, inlines=inner):
                yield Styled(style=style, inlines=tuple(_without_turns(inner)))
            case Link(href=href, inlines=inner):
                yield Link(href=href, inlines=tuple(_without_turns(inner)))
            case _:
                yield inline
