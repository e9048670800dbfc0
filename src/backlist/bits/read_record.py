"""The book's own record in BITS as `Details` and `Page`s, and the people named in it or in a division's.

What comes in is a tree that `tree.parsed` let through; nothing here reads the text of the book.
"""

from __future__ import annotations

from datetime import date

from lxml.etree import _Element as Element

from backlist.bits import schema, tree
from backlist.model.book import Contributor, Details, Page, Series


def record(root: Element, element: Element, series: Element | None) -> tuple[str, Details, tuple[Page, ...]]:
    """The book's id, details and pages from `book`, its `book-meta` and its `collection-meta`."""
    children = tree.Children(element)
    identifier = children.need("book-id")
    if identifier.get("book-id-type") != "backlist":
        tree.wrong(identifier, "The book's first id is not one that Backlist gave.")
    doi = children.take("book-id")
    if doi is not None and doi.get("book-id-type") != "doi":
        tree.wrong(doi, "The book has a second id that is no DOI.")
    subjects = children.take("subj-group")
    titles = tree.Children(children.need("book-title-group"))
    title, subtitle = tree.words(titles.need("book-title")), tree.optional_words(titles.take("subtitle"))
    titles.end()
    people = contributors(children.take("contrib-group"))
    print_year, online_date = _dates(children.take_all("pub-date"))
    isbns = children.take_all("isbn")
    publisher, place = _publisher(children.take("publisher"))
    edition = tree.optional_words(children.take("edition"))
    copyright_line, licence = _permissions(children.take("permissions"))
    access = _access(children.need("custom-meta-group"))
    pages = children.take("custom-meta-group")
    children.end()
    details = Details(
        title=title,
        subtitle=subtitle,
        contributors=people,
        publisher=publisher,
        place=place,
        print_year=print_year,
        online_date=online_date,
        edition=edition,
        isbns=tuple(map(tree.words, isbns)),
        doi=tree.optional_words(doi),
        series=None if series is None else _series(series),
        language=tree.attribute(root, schema.LANG),
        copyright=copyright_line,
        licence=licence,
        subjects=() if subjects is None else tuple(map(tree.words, tree.only(subjects, "subject"))),
        access=access,
    )
    return tree.words(identifier), details, () if pages is None else _pages(pages)


def contributors(group: Element | None) -> tuple[Contributor, ...]:
    """The people of a `contrib-group`, of the book or of a division."""
    return () if group is None else tuple(map(_contributor, tree.only(group, "contrib")))


def _contributor(element: Element) -> Contributor:
    children = tree.Children(element)
    orcid = children.take("contrib-id")
    name = tree.words(children.need("string-name"), "given-names", "surname")
    affiliation = tree.optional_words(children.take("aff"))
    children.end()
    return Contributor(
        name=name,
        role=tree.attribute(element, "contrib-type"),
        orcid=None if orcid is None else tree.without_prefix(orcid, tree.words(orcid), schema.ORCID_PREFIX),
        affiliation=affiliation,
    )


def _series(element: Element) -> Series:
    children = tree.Children(element)
    titles = tree.Children(children.need("title-group"))
    title = tree.words(titles.need("title"))
    titles.end()
    number = None
    if (volume := children.take("volume-in-collection")) is not None:
        volumes = tree.Children(volume)
        number = tree.words(volumes.need("volume-number"))
        volumes.end()
    issn = tree.optional_words(children.take("issn"))
    children.end()
    return Series(title=title, number=number, issn=issn)


def _dates(elements: list[Element]) -> tuple[int | None, date | None]:
    """The year in print and the day online."""
    found: dict[str, int | date] = {}
    for element in elements:
        form = tree.attribute(element, "publication-format")
        if form in found:
            tree.wrong(element, f"The book has a second date of its publication {form}.")
        children = tree.Children(element)
        if form == "print":
            year = found[form] = tree.whole_number(children.need("year"))
            iso = str(year).zfill(4)
        else:
            day, month, year = (tree.whole_number(children.need(tag)) for tag in ("day", "month", "year"))
            try:
                online = found[form] = date(year, month, day)
            except ValueError:
                tree.wrong(element, f"There is no day {day} of month {month} in a year {year}.")
            iso = online.isoformat()
        children.end()
        if element.get("iso-8601-date", iso) != iso:
            tree.wrong(element, f"The date says both {element.get('iso-8601-date')} and {iso}.")
    return found.get("print"), found.get("online")


def _publisher(element: Element | None) -> tuple[str | None, str | None]:
    """Name and place; BITS wants a name before a place, and an empty one stands for none."""
    if element is None:
        return None, None
    children = tree.Children(element)
    name, place = tree.words(children.need("publisher-name")), tree.optional_words(children.take("publisher-loc"))
    children.end()
    return name or None, place


def _permissions(element: Element | None) -> tuple[str | None, str | None]:
    """The copyright line and the licence's address."""
    if element is None:
        return None, None
    children = tree.Children(element)
    statement, licence = tree.optional_words(children.take("copyright-statement")), children.take("license")
    children.end()
    if licence is None:
        return statement, None
    references = tree.Children(licence)
    address = tree.words(references.need(schema.LICENCE_REF))
    references.end()
    return statement, address


def _access(group: Element) -> str:
    if group.get("content-type") is not None:
        tree.refuse(group, "missing-element", "The book's record does not say who has access.")
    children = tree.Children(group)
    held = tree.Children(children.need("custom-meta"))
    children.end()
    name, value = tree.words(held.need("meta-name")), tree.words(held.need("meta-value"))
    held.end()
    if name != schema.ACCESS:
        tree.wrong(group, f"Backlist does not know {name!r} and would lose it.")
    return value


def _pages(group: Element) -> tuple[Page, ...]:
    if group.get("content-type") != schema.PAGES:
        tree.wrong(group, "Backlist does not know this group and would lose it.")
    return tuple(map(_page, tree.only(group, "custom-meta")))


def _page(element: Element) -> Page:
    children = tree.Children(element)
    label, index = tree.words(children.need("meta-name")), tree.whole_number(children.need("meta-value"))
    children.end()
    printed = tree.attribute(element, "specific-use") == schema.PRINTED
    return Page(id=tree.identifier(element, schema.HREF, "#"), index=index, label=label or None, printed=printed)
