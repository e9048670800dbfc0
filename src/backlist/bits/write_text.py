"""Blocks, inlines and notes as BITS.

What comes in is blocks and inlines of the model and the element to write below; what goes out is new elements there.
Line ends are written only within elements that hold elements alone, never where text may stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import quote

from lxml import etree
from lxml.etree import _Element as Element

from backlist.bits import schema
from backlist.model.book import (
    Block,
    Entry,
    Figure,
    Inline,
    Itemised,
    LineBreak,
    Link,
    Note,
    NoteCall,
    PageBreak,
    Paragraph,
    Quotation,
    Styled,
    Table,
    Text,
    Verse,
)


def element(parent: Element, tag: str, attributes: dict[str, str] | None = None) -> Element:
    """A new child on a line of its own, for a parent that holds elements alone."""
    _open(parent)
    child = etree.SubElement(parent, tag, attributes)
    child.tail = "\n"
    return child


def _open(parent: Element) -> None:
    # Asking for text, not for children: lxml counts them one by one.
    if parent.text is None:
        parent.text = "\n"


def worded(parent: Element, tag: str, words: str, attributes: dict[str, str] | None = None) -> None:
    """A new child on a line of its own that holds these words."""
    element(parent, tag, attributes).text = words


class TextWriter:
    """Writes text, and keeps the XML ids given out and the note calls that wait for their notes."""

    def __init__(self) -> None:
        #: What was written last: where to look when the text cannot be written.
        self.here = "its record"
        self._bearers: dict[str, int] = {}
        self._notes: dict[str, str] = {}
        self._calls: list[tuple[Element, str]] = []

    def id(self, identifier: str) -> dict[str, str]:
        """The attribute `id` for an element that bears this id of the model."""
        self.here = identifier
        return {"id": self._unique(schema.to_xml_id(identifier))}

    def _unique(self, xml_id: str) -> str:
        self._bearers[xml_id] = self._bearers.get(xml_id, 0) + 1
        return schema.repeated(xml_id, self._bearers[xml_id])

    def resolve_calls(self) -> None:
        """Lead every call to its note, once all notes are written; one whose note the book lacks only keeps its id."""
        for call, note in self._calls:
            if note in self._notes:
                call.set("rid", self._notes[note])
            else:
                call.set("specific-use", note)

    def note(self, group: Element, note: Note) -> None:
        fn = element(group, "fn", {**self.id(note.id), "specific-use": note.page})
        self._notes.setdefault(note.id, fn.get("id"))
        worded(fn, "label", note.mark)
        self._wrapped_blocks(fn, note.blocks, free=("p",))

    # --- blocks ---------------------------------------------------------------------------------------------------

    def blocks(self, parent: Element, blocks: Iterable[Block]) -> None:
        for is_entry, run in groupby(blocks, key=lambda block: isinstance(block, Entry)):
            if is_entry:
                self._entries(parent, run)
            else:
                for block in run:
                    self._block(parent, block)

    def _wrapped_blocks(self, parent: Element, blocks: Sequence[Block], *, free: tuple[str, ...]) -> None:
        """Blocks where BITS wants at least one element and allows only those of `free`: others stand within a `p`."""
        if not blocks:
            element(parent, "p", {"content-type": schema.PLACEHOLDER})
        unwrapped = etree.Element("body")
        self.blocks(unwrapped, blocks)
        for child in list(unwrapped):
            holder = parent
            if child.tag not in free:
                holder = element(parent, "p", {"content-type": schema.WRAPPER})
            _open(holder)
            holder.append(child)

    def _block(self, parent: Element, block: Block) -> None:
        match block:
            case Paragraph():
                self.inlines(element(parent, "p", self.id(block.id)), block.inlines)
            case PageBreak():
                self.inlines(element(parent, "p", {"content-type": schema.PAGE_BREAK}), (block,))
            case Quotation():
                self.blocks(element(parent, "disp-quote", self.id(block.id)), block.blocks)
            case Verse():
                self._verse(element(parent, "verse-group", self.id(block.id)), block)
            case Itemised():
                self._itemised(element(parent, "list", {**self.id(block.id), "list-type": "simple"}), block)
            case Figure():
                self._figure(element(parent, "fig", self.id(block.id)), block)
            case Table():
                self._table(element(parent, "table-wrap", self.id(block.id)), block)

    def _entries(self, parent: Element, entries: Iterable[Entry]) -> None:
        holder = element(parent, "list", {"list-type": "simple", "list-content": schema.ENTRIES})
        for entry in entries:
            level = f"{schema.LEVEL_PREFIX}{entry.level}"
            item = element(holder, "list-item", {**self.id(entry.id), "specific-use": level})
            self.inlines(element(item, "p"), entry.inlines)

    def _verse(self, group: Element, verse: Verse) -> None:
        """Two stanzas or more are groups within the group; a stanza without lines is one empty line."""
        stanzas: list[list[tuple[Inline, ...]]] = [[]]
        for line in verse.lines:
            if line:
                stanzas[-1].append(line)
            else:
                stanzas.append([])
        for stanza in stanzas:
            holder = element(group, "verse-group") if len(stanzas) > 1 else group
            for line in stanza or [()]:
                self.inlines(element(holder, "verse-line"), line)

    def _itemised(self, holder: Element, block: Itemised) -> None:
        if not block.items:
            element(holder, "x")
        for item in block.items:
            list_item = element(holder, "list-item")
            if item.label is not None:
                worded(list_item, "label", item.label)
            self._wrapped_blocks(list_item, item.blocks, free=("p", "list"))

    def _caption(self, parent: Element, caption: Sequence[Inline]) -> None:
        if caption:
            self.inlines(element(element(parent, "caption"), "p"), caption)

    def _figure(self, fig: Element, figure: Figure) -> None:
        if figure.size is not None:
            fig.set("specific-use", f"{schema.SIZE_PREFIX}{figure.size[0]}x{figure.size[1]}")
        self._caption(fig, figure.caption)
        if figure.text is not None:
            worded(fig, "long-desc", figure.text)
        if figure.media is not None:
            element(fig, "graphic", {schema.HREF: schema.MEDIA_PREFIX + quote(figure.media, safe="")})

    def _table(self, wrap: Element, block: Table) -> None:
        self._caption(wrap, block.caption)
        if not block.rows:
            return
        table = element(wrap, "table")
        head, rest = block.rows[: block.header_rows], block.rows[block.header_rows :]
        # BITS wants a `tbody` beside every `thead`: a table with rows of one kind only has them directly.
        both = bool(head and rest)
        for group, rows, cell in (("thead", head, "th"), ("tbody", rest, "td")):
            if rows:
                self._rows(element(table, group) if both else table, rows, cell)

    def _rows(self, holder: Element, rows: Sequence[tuple[tuple[Inline, ...], ...]], tag: str) -> None:
        for row in rows:
            tr = element(holder, "tr", None if row else {"content-type": schema.PLACEHOLDER})
            for cell in row or ((),):
                self.inlines(element(tr, tag), cell)

    # --- inlines --------------------------------------------------------------------------------------------------

    def inlines(self, parent: Element, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            match inline:
                case Text():
                    _append_text(parent, inline.text)
                case Styled():
                    self.inlines(etree.SubElement(parent, schema.STYLE_TAGS[inline.style]), inline.inlines)
                case NoteCall():
                    call = etree.SubElement(parent, "xref", {"ref-type": "fn"})
                    call.text = inline.mark
                    if inline.note is not None:
                        self._calls.append((call, inline.note))
                case PageBreak():
                    xml_id = self._unique(schema.page_to_xml_id(inline.page))
                    etree.SubElement(parent, "target", {"id": xml_id, "target-type": schema.PAGE_BREAK})
                case LineBreak() if parent.tag in schema.BREAKLESS_TAGS:
                    etree.SubElement(parent, "milestone-start", {"content-type": schema.LINE_BREAK})
                case LineBreak():
                    etree.SubElement(parent, "break")
                case Link():
                    attributes = {"ext-link-type": "uri", schema.HREF: inline.href}
                    self.inlines(etree.SubElement(parent, "ext-link", attributes), inline.inlines)


def _append_text(parent: Element, words: str) -> None:
    last = next(parent.iterchildren(reversed=True), None)
    if last is None:
        parent.text = (parent.text or "") + words
    else:
        last.tail = (last.tail or "") + words
