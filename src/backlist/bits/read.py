"""A BITS 2.1 document of our own making as a book.

What comes in is the bytes that `write` gave, perhaps edited or laid out anew by hand; what goes out, the same `Book`.
Here stand the book and its divisions; the record is in `read_record`, text in `read_text`, safety in `tree`. The DTD is
not consulted: reading is stricter than it where we would lose something, and looser where we would not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml.etree import _Element as Element

from backlist.bits import read_record, schema, tree
from backlist.bits.read_text import blocks, blocks_alone, inlines
from backlist.model.book import Block, Book, Division, DivisionKind, Inline, Note

#: Page ids to the labels printed there.
_Labels = Mapping[str | None, str]
_ZONES = (("front-matter", schema.FRONT_TAGS), ("book-body", ("book-part",)), ("book-back", schema.BACK_TAGS))


def read(data: bytes, *, name: str = "book.xml") -> Book:
    """The book that `write` made these bytes of; `name` is what messages call the file.

    Raises `InputError` with code `bits.not-xml`, `bits.too-large`, `bits.too-deep`, `bits.declares-entities`,
    `bits.other-document-type`, `bits.unknown-element`, `bits.unknown-attribute`, `bits.wrong-value`,
    `bits.misplaced-element`, `bits.missing-element`, `bits.missing-attribute` or `bits.stray-text`.
    """
    root = tree.parsed(data, name)
    children = tree.Children(root)
    series = children.take("collection-meta")
    identifier, details, pages = read_record.record(root, children.need("book-meta"), series)
    labels = {page.id: page.label or "" for page in pages}
    divisions: list[Division] = []
    for zone, tags in _ZONES:
        if (element := children.take(zone)) is not None:
            divisions += [_part(part, labels) for part in tree.only(element, *tags)]
    children.end()
    return Book(id=identifier, details=details, pages=pages, divisions=tuple(divisions))


def _part(element: Element, labels: _Labels) -> Division:
    children = tree.Children(element)
    meta = children.take("book-part-meta")
    body = children.take("body", "named-book-part-body")
    back = children.take("back")
    children.end()
    fields: dict[str, Any] = {"title": ()}
    if meta is not None:
        fields |= _part_meta(meta, labels)
    if body is not None:
        fields |= _part_body(body, labels)
    if back is not None:
        fields["notes"] = tuple(note for group in tree.only(back, "fn-group") for note in _notes(group))
    return Division(id=tree.identifier(element), kind=DivisionKind(tree.attribute(element, "book-part-type")), **fields)


def _part_meta(element: Element, labels: _Labels) -> dict[str, Any]:
    """What `book-part-meta` tells, by the names of the fields of `Division`."""
    fields: dict[str, Any] = {}
    children = tree.Children(element)
    fields["doi"] = tree.optional_words(children.take("book-part-id"))
    if (group := children.take("title-group")) is not None:
        heading = tree.Children(group)
        fields["number"], fields["title"] = _heading(heading)
        heading.end()
    fields["contributors"] = read_record.contributors(children.take("contrib-group"))
    for field, tag in (("first_page", "fpage"), ("last_page", "lpage")):
        fields[field] = _printed_page(children.take(tag), "specific-use", labels)
    fields["summary"] = _summary(children.take("abstract"))
    children.end()
    return fields


def _part_body(element: Element, labels: _Labels) -> dict[str, Any]:
    children = tree.Children(element)
    before = blocks(children)
    divisions = [_section(child, labels) for child in children.take_all("sec")]
    divisions += [_part(child, labels) for child in children.take_all("book-part")]
    children.end()
    return {"blocks": before, "divisions": tuple(divisions)}


def _section(element: Element, labels: _Labels) -> Division:
    children = tree.Children(element)
    doi = tree.optional_words(children.take("object-id"))
    meta = children.take("sec-meta")
    number, title = _heading(children)
    before = blocks(children)
    divisions = tuple(_section(child, labels) for child in children.take_all("sec"))
    notes = children.take("fn-group")
    children.end()
    return Division(
        id=tree.identifier(element),
        kind=DivisionKind(tree.attribute(element, "sec-type")),
        title=title,
        number=number,
        doi=doi,
        blocks=before,
        divisions=divisions,
        notes=() if notes is None else _notes(notes),
        **({} if meta is None else _section_meta(meta, labels)),
    )


def _section_meta(element: Element, labels: _Labels) -> dict[str, Any]:
    children = tree.Children(element)
    contributors = read_record.contributors(children.take("contrib-group"))
    summary = _summary(children.take("abstract"))
    pages: dict[str, str | None] = {}
    for related in children.take_all("related-object"):
        link = tree.attribute(related, "link-type")
        if link in pages:
            tree.wrong(related, f"The section has a second {link}.")
        pages[link] = _printed_page(related, "object-id", labels)
    children.end()
    return {
        "contributors": contributors,
        "summary": summary,
        "first_page": pages.get(schema.FIRST_PAGE),
        "last_page": pages.get(schema.LAST_PAGE),
    }


def _heading(children: tree.Children) -> tuple[str | None, tuple[Inline, ...]]:
    number, title = tree.optional_words(children.take("label")), children.take("title")
    return number, () if title is None else inlines(title)


def _printed_page(element: Element | None, attribute: str, labels: _Labels) -> str | None:
    """The id of the page; its label, which stands beside it for others to read, must be that of the list of pages."""
    if element is None:
        return None
    page, label = element.get(attribute), tree.words(element)
    if label != labels.get(page, ""):
        seen = f"{tree.named(element)} says page {label!r}, the list of pages {labels.get(page, '')!r}."
        tree.wrong(element, seen)
    return page


def _summary(element: Element | None) -> tuple[Block, ...]:
    return () if element is None else blocks_alone(element)


def _notes(group: Element) -> tuple[Note, ...]:
    return tuple(_note(element) for element in tree.only(group, "fn"))


def _note(element: Element) -> Note:
    children = tree.Children(element)
    mark, held = tree.words(children.need("label")), blocks(children)
    children.end()
    return Note(id=tree.identifier(element), mark=mark, page=tree.attribute(element, "specific-use"), blocks=held)
