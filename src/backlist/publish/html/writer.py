"""Blocks and inlines as HTML.

One `Writer` writes one page: it remembers which anchors the page already has, so that every id stands once. Block ids
become ids; a page break becomes an empty element whose number the style sheet draws, because a number in the text would
part the words around it for whoever searches, copies or links to them. Its name for screen readers is its `title`
(Accessible Name Computation 1.2, 2I), because axe knows no role of DPUB-ARIA on which `aria-label` may stand.

Not done here: headings' levels, the order of a page, and anything about the site.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote, urlsplit

from backlist.model.book import (
    Block,
    Entry,
    Figure,
    Inline,
    Item,
    Itemised,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Page,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
    Verse,
)
from backlist.model.plain import text_of

_TAGS = {
    Style.ITALIC: ("<i>", "</i>"),
    Style.BOLD: ("<b>", "</b>"),
    Style.SMALL_CAPS: ('<span class="small-caps">', "</span>"),
    Style.SUPERSCRIPT: ("<sup>", "</sup>"),
    Style.SUBSCRIPT: ("<sub>", "</sub>"),
}

#: CSS Values 4, 6.2: a pixel is 1/96 inch, a point 1/72.
_PIXELS_A_POINT = 96 / 72
#: Readers of sources let nothing else through; a link is the one place where text could become a program.
_SCHEMES = frozenset({"http", "https", "mailto"})


class Writer:
    """Writes the blocks of one page.

    `pages` and `notes` are the book's pages by id and the ids of the notes that the page shows. With `anchors` False (a
    summary, a heading) nothing gets an id, and page numbers and note marks are left out.
    """

    def __init__(self, *, pages: Mapping[str, Page], notes: Collection[str] = (), anchors: bool = True) -> None:
        self._pages = pages
        self._notes = notes
        self._anchors = anchors
        self._pending: list[PageBreak] = []
        self._calls: dict[str, int] = {}
        self.turned: dict[str, None] = {}

    # --- blocks -----------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block]) -> str:
        """All `blocks`, one after the other; page breaks at the very end wait for what follows (`flush`)."""
        parts: list[str] = []
        for entries, run in groupby(blocks, key=lambda block: isinstance(block, Entry | PageBreak)):
            if entries:
                parts.append(self._entries(run))
            else:
                parts.extend(self._block(block) for block in run)
        return "".join(parts)

    def flush(self) -> str:
        """The page breaks that no text has taken yet, as a block of their own."""
        turns = self._take()
        return f'<div class="turn">{turns}</div>\n' if turns else ""

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return f"<p{self._id(block.id)}>{self._take(block.inlines)}</p>\n"
            case Quotation():
                return f"<blockquote{self._id(block.id)}>\n{self.blocks(block.blocks)}{self.flush()}</blockquote>\n"
            case Verse():
                return self._verse(block)
            case Itemised():
                items = "".join(self._item(item) for item in block.items)
                return f'<ul class="items" role="list"{self._id(block.id)}>\n{items}</ul>\n'
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)
            case _:
                raise TypeError(f"{type(block).__name__} stands in a run of entries")

    def _entries(self, run: Iterable[Block]) -> str:
        """A run of entries and page breaks as lists within lists; a level that skips one is taken one step in."""
        parts: list[str] = []
        depth = -1
        for block in run:
            if isinstance(block, PageBreak):
                self._pending.append(block)
            elif isinstance(block, Entry):
                level = min(max(block.level, 0), depth + 1)
                if level > depth:
                    parts.append(("\n" if level else "") + '<ul class="entries" role="list">\n')
                else:
                    parts.append("</li>\n" + "</ul></li>\n" * (depth - level))
                parts.append(f"<li{self._id(block.id)}>{self._take(block.inlines)}")
                depth = level
        if depth >= 0:
            parts.append("</li>\n" + "</ul></li>\n" * depth + "</ul>\n")
        return "".join(parts)

    def _verse(self, verse: Verse) -> str:
        stanzas: list[str] = []
        for empty, lines in groupby(verse.lines, key=lambda line: not line):
            if not empty:
                written = "\n".join(f'<span class="line">{self._take(line)}</span>' for line in lines)
                stanzas.append(f"<p>{written}</p>\n")
        return f'<div class="verse"{self._id(verse.id)}>\n{"".join(stanzas)}</div>\n'

    def _item(self, item: Item) -> str:
        label = f'<span class="label">{escape(item.label)}</span> ' if item.label else ""
        kind = ' class="labelled"' if item.label else ""
        return f"<li{kind}>{label}<div>{self.blocks(item.blocks)}{self.flush()}</div></li>\n"

    def _figure(self, figure: Figure) -> str:
        turns = self.flush()
        caption = f"<figcaption>{self._take(figure.caption)}</figcaption>" if figure.caption else ""
        words = ""
        if figure.text:
            # Closed, because who sees the picture reads them there; searched and read out all the same.
            words = (
                f"<details><summary>Words in the picture</summary><p>{escape(figure.text, quote=False)}</p></details>"
            )
        if figure.media:
            name = escape(" ".join((text_of(figure.caption) or figure.text or "Picture").split()))
            size = ""
            if figure.size:
                width, height = (max(round(side * _PIXELS_A_POINT), 1) for side in figure.size)
                size = f' width="{width}" height="{height}"'
            picture = f'<img src="../media/{quote(figure.media)}" alt="{name}"{size} loading="lazy">'
        else:
            picture = '<p class="left-out">The picture is not shown here.</p>'
        return f"{turns}<figure{self._id(figure.id)}>{picture}{caption}{words}</figure>\n"

    def _table(self, table: Table) -> str:
        turns = self.flush()
        name = escape(" ".join(text_of(table.caption).split()) or "Table")
        caption = f"<caption>{self._take(table.caption)}</caption>\n" if table.caption else ""
        head = self._rows(table.rows[: table.header_rows], "th", ' scope="col"')
        body = self._rows(table.rows[table.header_rows :], "td", "")
        parts = (f"<thead>\n{head}</thead>\n" if head else "") + (f"<tbody>\n{body}</tbody>\n" if body else "")
        # A wide table scrolls by itself, never the page; whoever has only a keyboard must be able to reach it.
        return (
            f'{turns}<div class="wide" role="group" tabindex="0" aria-label="{name}">\n'
            f"<table{self._id(table.id)}>\n{caption}{parts}</table>\n</div>\n"
        )

    def _rows(self, rows: Sequence[Sequence[Sequence[Inline]]], cell: str, attributes: str) -> str:
        return "".join(
            "<tr>" + "\n".join(f"<{cell}{attributes}>{self._take(inlines)}</{cell}>" for inlines in row) + "</tr>\n"
            for row in rows
        )

    # --- notes ------------------------------------------------------------------------------------------------------

    def note(self, note: Note) -> str:
        """A note as an item of a list, led by its mark, which leads back to where it was called."""
        mark = escape(note.mark or "note")
        if self._calls.get(note.id):
            mark = (
                f'<a class="mark" role="doc-backlink" href="#{quote(note.id)}-call" '
                f'aria-label="{mark}, back to the text">{mark}</a>'
            )
        else:
            mark = f'<span class="mark">{mark}</span>'
        return f"<li{self._id(note.id)}>{mark} <div>{self.blocks(note.blocks)}{self.flush()}</div></li>\n"

    # --- inlines ----------------------------------------------------------------------------------------------------

    def inlines(self, inlines: Iterable[Inline]) -> str:
        parts: list[str] = []
        for breaks, run in groupby(inlines, key=lambda inline: isinstance(inline, PageBreak)):
            if breaks:
                parts.append(self._turns(run))
            else:
                parts.extend(self._inline(inline) for inline in run)
        return "".join(parts)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text=text):
                return escape(text, quote=False)
            case Styled(style=style, inlines=inner):
                opening, closing = _TAGS[style]
                return opening + self.inlines(inner) + closing
            case NoteCall():
                return self._call(inline)
            case LineBreak():
                return "<br>\n"
            case Link(href=href, inlines=inner):
                written = self.inlines(inner)
                return f'<a href="{escape(href)}">{written}</a>' if _may_link(href) else written
            case PageBreak():
                return self._turns((inline,))

    def _call(self, call: NoteCall) -> str:
        if not self._anchors:
            return ""
        mark = escape(call.mark or "note")
        if call.note is None or call.note not in self._notes:
            return f"<sup>{mark}</sup>"
        count = self._calls.get(call.note, 0) + 1
        self._calls[call.note] = count
        again = f"-{count}" if count > 1 else ""
        own = escape(f"{call.note}-call{again}")
        return f'<sup><a role="doc-noteref" id="{own}" href="#{quote(call.note)}">{mark}</a></sup>'

    def _turns(self, breaks: Iterable[Inline]) -> str:
        """Page breaks that stand together; several share one place in the margin."""
        marks = [self._turn(inline.page) for inline in breaks if isinstance(inline, PageBreak)]
        marks = [mark for mark in marks if mark]
        return f'<span class="turns">{"".join(marks)}</span>' if len(marks) > 1 else "".join(marks)

    def _turn(self, page_id: str) -> str:
        if not self._anchors or page_id in self.turned:
            return ""
        self.turned[page_id] = None
        page = self._pages.get(page_id)
        if page is None or not page.label:
            return f'<span role="doc-pagebreak" id="{escape(page_id)}" title="unnumbered page"></span>'
        label = escape(page.label)
        return f'<span role="doc-pagebreak" id="{escape(page_id)}" title="page {label}" data-page="{label}"></span>'

    def _take(self, inlines: Sequence[Inline] = ()) -> str:
        """`inlines`, led by the page breaks that stood before their block."""
        waiting, self._pending = self._pending, []
        return self.inlines((*waiting, *inlines))

    def _id(self, own: str) -> str:
        return f' id="{escape(own)}"' if self._anchors else ""


def _may_link(href: str) -> bool:
    try:
        return urlsplit(href).scheme.lower() in _SCHEMES
    except ValueError:
        return False
