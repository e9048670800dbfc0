"""Blocks and inlines in BITS as those of the model.

What comes in is a tree that `tree.parsed` let through. Within text every space counts; between blocks none does.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml.etree import _Element as Element

from backlist.bits import schema, tree
from backlist.model.book import (
    Block,
    Entry,
    Figure,
    Inline,
    Item,
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

_ABSOLUTE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_SIZE = re.compile(schema.SIZE_PREFIX + r"([0-9]{1,5})x([0-9]{1,5})")
_LEVEL = re.compile(schema.LEVEL_PREFIX + r"([0-9]{1,3})")


def blocks(children: tree.Children) -> tuple[Block, ...]:
    """The blocks that stand next among these children."""
    found: list[Block] = []
    for element in children.take_all(*_BLOCKS):
        form = element.get("content-type")
        if form == schema.PLACEHOLDER:
            tree.only(element)
        elif form == schema.WRAPPER:
            found += blocks_alone(element)
        elif element.get("list-content") == schema.ENTRIES:
            found += map(_entry, tree.only(element, "list-item"))
        else:
            found.append(_BLOCKS[element.tag](element))
    return tuple(found)


def blocks_alone(element: Element) -> tuple[Block, ...]:
    """The blocks of an element that holds nothing else."""
    children = tree.Children(element)
    found = blocks(children)
    children.end()
    return found


def inlines(element: Element) -> tuple[Inline, ...]:
    """The inlines of an element that holds nothing else, to the last space."""
    found: list[Inline] = []
    if element.text:
        found.append(Text(text=element.text))
    for child in element:
        found.append(_inline(child))
        if child.tail:
            found.append(Text(text=child.tail))
    return tuple(found)


def _inline(element: Element) -> Inline:
    if (style := schema.STYLES.get(element.tag)) is not None:
        return Styled(style=style, inlines=inlines(element))
    match element.tag:
        case "xref":
            note = element.get("specific-use") if element.get("rid") is None else tree.identifier(element, "rid")
            return NoteCall(note=note, mark=tree.words(element))
        case "target":
            return _page_break(element)
        case "break" | "milestone-start":
            tree.only(element)
            return LineBreak()
        case "ext-link":
            href = tree.attribute(element, schema.HREF)
            if not _ABSOLUTE.match(href):
                tree.wrong(element, f"The link leads to {href!r}, which is no http, https or mailto address.")
            return Link(href=href, inlines=inlines(element))
    tree.refuse(element, "misplaced-element", f"{tree.named(element)} stands within text, where it has no meaning.")


def _page_break(element: Element) -> PageBreak:
    tree.only(element)
    return PageBreak(page=tree.identifier(element))


def _paragraph(element: Element) -> Paragraph | PageBreak:
    if element.get("content-type") == schema.PAGE_BREAK:
        children = tree.Children(element)
        target = children.need("target")
        children.end()
        return _page_break(target)
    return Paragraph(id=tree.identifier(element), inlines=inlines(element))


def _quotation(element: Element) -> Quotation:
    return Quotation(id=tree.identifier(element), blocks=blocks_alone(element))


def _entry(element: Element) -> Entry:
    children = tree.Children(element)
    paragraph = children.need("p")
    children.end()
    level = _LEVEL.fullmatch(tree.attribute(element, "specific-use"))
    if level is None:
        tree.wrong(element, f"The level of the entry is {element.get('specific-use')!r}.")
    return Entry(id=tree.identifier(element), level=int(level[1]), inlines=inlines(paragraph))


def _verse(element: Element) -> Verse:
    """One stanza directly, or groups of which each is a stanza; between two stanzas the model has an empty line."""
    children = tree.Children(element)
    stanzas = [_stanza(tree.only(group, "verse-line")) for group in children.take_all("verse-group")]
    stanzas = stanzas or [_stanza(children.take_all("verse-line"))]
    children.end()
    lines = list(stanzas[0])
    for stanza in stanzas[1:]:
        lines += [(), *stanza]
    return Verse(id=tree.identifier(element), lines=tuple(lines))


def _stanza(elements: list[Element]) -> list[tuple[Inline, ...]]:
    lines = [inlines(element) for element in elements]
    return [] if lines == [()] else lines


def _itemised(element: Element) -> Itemised:
    children = tree.Children(element)
    items = tuple(map(_item, children.take_all("list-item")))
    if (nothing := children.take("x")) is not None:
        tree.only(nothing)
    children.end()
    return Itemised(id=tree.identifier(element), items=items)


def _item(element: Element) -> Item:
    children = tree.Children(element)
    label, held = tree.optional_words(children.take("label")), blocks(children)
    children.end()
    return Item(label=label, blocks=held)


def _caption(children: tree.Children) -> tuple[Inline, ...]:
    if (caption := children.take("caption")) is None:
        return ()
    paragraphs = tree.Children(caption)
    held = inlines(paragraphs.need("p"))
    paragraphs.end()
    return held


def _figure(element: Element) -> Figure:
    children = tree.Children(element)
    caption, text = _caption(children), tree.optional_words(children.take("long-desc"))
    graphic = children.take("graphic")
    children.end()
    return Figure(
        id=tree.identifier(element),
        media=None if graphic is None else _media(graphic),
        caption=caption,
        text=text,
        size=_figure_size(element),
    )


def _figure_size(element: Element) -> tuple[int, int] | None:
    given = element.get("specific-use")
    if given is None:
        return None
    size = _SIZE.fullmatch(given)
    if size is None:
        tree.wrong(element, f"The size of the picture is {given!r}.")
    return int(size[1]), int(size[2])


def _media(graphic: Element) -> str:
    """The name of a file in the folder of media, and never a way out of it."""
    name = unquote(tree.without_prefix(graphic, tree.attribute(graphic, schema.HREF), schema.MEDIA_PREFIX))
    if name in ("", ".", "..") or set(name) & set("/\\\0"):
        tree.wrong(graphic, f"{name!r} is no name of a file in the folder {schema.MEDIA_PREFIX}.")
    return name


def _table(element: Element) -> Table:
    children = tree.Children(element)
    caption, table = _caption(children), children.take("table")
    children.end()
    trs: list[Element] = []
    if table is not None:
        parts = tree.Children(table)
        for group in (parts.take("thead"), parts.take("tbody")):
            if group is not None:
                trs += tree.only(group, "tr")
        trs += parts.take_all("tr")
        parts.end()
    rows = [_row(tr) for tr in trs]
    heads = [is_head for is_head, _ in rows]
    if heads != sorted(heads, reverse=True):
        tree.wrong(element, "A row of headings stands below a row of other cells.")
    cells = tuple(row for _, row in rows)
    return Table(id=tree.identifier(element), rows=cells, header_rows=sum(heads), caption=caption)


def _row(element: Element) -> tuple[bool, tuple[tuple[Inline, ...], ...]]:
    """Whether the cells are headings, and their inlines."""
    children = tree.Children(element)
    heads = children.take_all("th")
    cells = heads or children.take_all("td")
    children.end()
    if not cells:
        tree.refuse(element, "missing-element", "The row has no cell.")
    if element.get("content-type") == schema.PLACEHOLDER:
        for cell in cells:
            tree.only(cell)
        return bool(heads), ()
    return bool(heads), tuple(map(inlines, cells))


_BLOCKS = {
    "p": _paragraph,
    "disp-quote": _quotation,
    "verse-group": _verse,
    "list": _itemised,
    "fig": _figure,
    "table-wrap": _table,
}
