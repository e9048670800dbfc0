"""The book's own record as BITS: `collection-meta` for its series and `book-meta` for the rest, pages among it.

What comes in is a `Book` and the root to write below; what goes out is new elements there. Divisions and text are not
written here, but the people of a division are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element as Element

from backlist.bits import schema
from backlist.bits.write_text import element, worded
from backlist.model.book import Book, Contributor, Details, Page, Series

#: A name whose parts are plain from its form: initials, perhaps after a given name, then one word. Any other is left
#: whole: its last word may be half a surname, a given name, or no person's at all.
_WITH_INITIALS = re.compile(r"((?:[^\W\d_][\w’'-]+ )?(?:[^\W\d_]\. ?)*[^\W\d_]\.) ([^\W\d_][\w’'-]+)")


def record(root: Element, book: Book) -> None:
    """Write everything that comes before the divisions."""
    details = book.details
    if details.series is not None:
        _series(root, details.series)
    meta = element(root, "book-meta")
    worded(meta, "book-id", book.id, {"book-id-type": "backlist"})
    if details.doi is not None:
        worded(meta, "book-id", details.doi, {"book-id-type": "doi"})
    if details.subjects:
        group = element(meta, "subj-group")
        for subject in details.subjects:
            worded(group, "subject", subject)
    titles = element(meta, "book-title-group")
    worded(titles, "book-title", details.title)
    if details.subtitle is not None:
        worded(titles, "subtitle", details.subtitle)
    contributors(meta, details.contributors)
    _dates(meta, details)
    for isbn in details.isbns:
        worded(meta, "isbn", isbn)
    if details.publisher is not None or details.place is not None:
        publisher = element(meta, "publisher")
        worded(publisher, "publisher-name", details.publisher or "")
        if details.place is not None:
            worded(publisher, "publisher-loc", details.place)
    if details.edition is not None:
        worded(meta, "edition", details.edition)
    if details.copyright is not None or details.licence is not None:
        permissions = element(meta, "permissions")
        if details.copyright is not None:
            worded(permissions, "copyright-statement", details.copyright)
        if details.licence is not None:
            worded(element(permissions, "license"), schema.LICENCE_REF, details.licence)
    _custom_meta(element(element(meta, "custom-meta-group"), "custom-meta"), schema.ACCESS, details.access)
    if book.pages:
        _pages(element(meta, "custom-meta-group", {"content-type": schema.PAGES}), book.pages)


def contributors(parent: Element, people: Sequence[Contributor]) -> None:
    """Write a `contrib-group`, of the book or of a division, unless there is nobody."""
    if not people:
        return
    group = element(parent, "contrib-group")
    for person in people:
        contrib = element(group, "contrib", {"contrib-type": person.role})
        if person.orcid is not None:
            worded(contrib, "contrib-id", schema.ORCID_PREFIX + person.orcid, {"contrib-id-type": "orcid"})
        _name(element(contrib, "string-name"), person.name)
        if person.affiliation is not None:
            worded(contrib, "aff", person.affiliation)


def _name(parent: Element, name: str) -> None:
    """The name with its parts marked where they are plain; its text is the name, to the letter."""
    match = _WITH_INITIALS.fullmatch(name)
    if match is None:
        parent.text = name
        return
    given = etree.SubElement(parent, "given-names")
    given.text, given.tail = match[1], " "
    etree.SubElement(parent, "surname").text = match[2]


def _series(root: Element, series: Series) -> None:
    meta = element(root, "collection-meta", {"collection-type": "series"})
    worded(element(meta, "title-group"), "title", series.title)
    if series.number is not None:
        worded(element(meta, "volume-in-collection"), "volume-number", series.number)
    if series.issn is not None:
        worded(meta, "issn", series.issn)


def _dates(meta: Element, details: Details) -> None:
    if details.print_year is not None:
        year = str(details.print_year)
        worded(_date(meta, "print", year.zfill(4)), "year", year)
    if details.online_date is not None:
        iso = details.online_date.isoformat()
        date = _date(meta, "online", iso)
        for tag, part in zip(("day", "month", "year"), reversed(iso.split("-")), strict=True):
            worded(date, tag, part)


def _date(meta: Element, form: str, iso: str) -> Element:
    return element(meta, "pub-date", {"date-type": "pub", "publication-format": form, "iso-8601-date": iso})


def _pages(group: Element, pages: Sequence[Page]) -> None:
    """A page's label names its place in the file; the address is that of the page's break in the text."""
    for page in pages:
        attributes = {
            schema.HREF: "#" + schema.page_to_xml_id(page.id),
            "specific-use": schema.PRINTED if page.printed else schema.INFERRED,
        }
        _custom_meta(element(group, "custom-meta", attributes), page.label or "", str(page.index))


def _custom_meta(parent: Element, name: str, value: str) -> None:
    worded(parent, "meta-name", name)
    worded(parent, "meta-value", value)
