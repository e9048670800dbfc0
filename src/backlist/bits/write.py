"""A book as a BITS 2.1 document.

What comes in is a `Book`; what goes out, bytes of UTF-8 that are valid against the BITS 2.1 DTD and depend on nothing
but the book. `read` gives the same book again. `docs/reference/bits.md` says where each field goes. Here stand the book
and its divisions; the record is in `write_record`, text in `write_text`.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element as Element

from backlist.bits import schema, write_record
from backlist.bits.write_text import TextWriter, element, worded
from backlist.errors import InternalError
from backlist.model.book import Book, Division, DivisionKind, Note


def write(book: Book) -> bytes:
    """The book as BITS.

    Raises `InternalError` where the book holds what XML cannot: a control character or half of a surrogate pair
    (`bits.unwritable-character`), or blocks, inlines or divisions nested past `schema.MAX_DEPTH` (`bits.too-deep`).
    """
    writer = _BookWriter(book)
    try:
        root = writer.book(book)
    except ValueError as error:
        raise InternalError(
            "bits.unwritable-character",
            where=f"{book.id}, {writer.text.here}",
            seen="The text has a character that XML cannot hold, such as a control character.",
            todo="Report this with the source of the book: readers of sources must let no such character through.",
        ) from error
    if root.xpath("/*" * (schema.MAX_DEPTH + 1)):
        raise InternalError(
            "bits.too-deep",
            where=book.id,
            seen=f"Something in the book stands within more than {schema.MAX_DEPTH} others.",
            todo="Report this with the source of the book.",
        )
    return schema.PROLOG + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n"


def _zones(divisions: Sequence[Division]) -> tuple[Sequence[Division], Sequence[Division], Sequence[Division]]:
    """Front, body and back: as many divisions of front kinds as lead, and of back kinds as end the rest."""
    start, end = 0, len(divisions)
    while start < end and divisions[start].kind in schema.FRONT_KINDS:
        start += 1
    while end > start and divisions[end - 1].kind in schema.BACK_KINDS:
        end -= 1
    return divisions[:start], divisions[start:end], divisions[end:]


class _BookWriter:
    def __init__(self, book: Book) -> None:
        self.text = TextWriter()
        self._labels = {page.id: page.label or "" for page in book.pages}

    def book(self, book: Book) -> Element:
        attributes = {"dtd-version": schema.VERSION, schema.LANG: book.details.language}
        root = etree.Element("book", attributes, nsmap=schema.NAMESPACES)
        write_record.record(root, book)
        front, body, back = _zones(book.divisions)
        self._zone(root, "front-matter", front, schema.FRONT_ELEMENTS, schema.FRONT_PART)
        self._zone(root, "book-body", body, {}, "book-part")
        self._zone(root, "book-back", back, schema.BACK_ELEMENTS, "book-part")
        self.text.resolve_calls()
        return root

    def _zone(
        self, root: Element, tag: str, divisions: Sequence[Division], own: dict[DivisionKind, str], other: str
    ) -> None:
        if divisions:
            zone = element(root, tag)
            for division in divisions:
                self._part(zone, own.get(division.kind, other), division)

    def _part(self, parent: Element, tag: str, division: Division) -> None:
        part = element(parent, tag, {**self.text.id(division.id), "book-part-type": division.kind.value})
        self._part_meta(part, division)
        if division.blocks or division.divisions:
            body = element(part, "named-book-part-body" if tag in schema.FRONT_TAGS else "body")
            self.text.blocks(body, division.blocks)
            self._inner_divisions(body, division.divisions)
        if division.notes:
            self._notes(element(part, "back"), division.notes)

    def _part_meta(self, part: Element, division: Division) -> None:
        meta = element(part, "book-part-meta")
        if division.doi is not None:
            worded(meta, "book-part-id", division.doi, {"book-part-id-type": "doi"})
        if division.number is not None or division.title:
            self._heading(element(meta, "title-group"), division)
        write_record.contributors(meta, division.contributors)
        if division.first_page is not None or division.last_page is not None:
            self._printed_page(meta, "fpage", division.first_page)
        if division.last_page is not None:
            self._printed_page(meta, "lpage", division.last_page)
        self._summary(meta, division)
        if not len(meta):
            part.remove(meta)

    def _inner_divisions(self, body: Element, divisions: Sequence[Division]) -> None:
        """Sections as `sec`, which BITS wants first: from the first other division on, all are `book-part`.

        Front matter has no parts within it in BITS: there, all are `sec`.
        """
        section = True
        for division in divisions:
            section = body.tag == "named-book-part-body" or (section and division.kind is DivisionKind.SECTION)
            if section:
                self._section(body, division)
            else:
                self._part(body, "book-part", division)

    def _section(self, parent: Element, division: Division) -> None:
        sec = element(parent, "sec", {**self.text.id(division.id), "sec-type": division.kind.value})
        if division.doi is not None:
            worded(sec, "object-id", division.doi, {"pub-id-type": "doi"})
        meta = element(sec, "sec-meta")
        write_record.contributors(meta, division.contributors)
        self._summary(meta, division)
        for link, page in ((schema.FIRST_PAGE, division.first_page), (schema.LAST_PAGE, division.last_page)):
            if page is not None:
                attributes = {"link-type": link, "object-id": page, "object-id-type": "page"}
                worded(meta, "related-object", self._labels.get(page, ""), attributes)
        if not len(meta):
            sec.remove(meta)
        self._heading(sec, division)
        self.text.blocks(sec, division.blocks)
        for child in division.divisions:
            self._section(sec, child)
        if division.notes:
            self._notes(sec, division.notes)

    def _heading(self, parent: Element, division: Division) -> None:
        if division.number is not None:
            worded(parent, "label", division.number)
        if division.title:
            self.text.inlines(element(parent, "title"), division.title)

    def _printed_page(self, meta: Element, tag: str, page: str | None) -> None:
        """The page's label for all to read, and its id for ourselves: labels may be repeated or absent."""
        if page is None:
            element(meta, tag)
        else:
            worded(meta, tag, self._labels.get(page, ""), {"specific-use": page})

    def _summary(self, meta: Element, division: Division) -> None:
        if division.summary:
            self.text.blocks(element(meta, "abstract"), division.summary)

    def _notes(self, parent: Element, notes: Sequence[Note]) -> None:
        group = element(parent, "fn-group")
        for note in notes:
            self.text.note(group, note)
