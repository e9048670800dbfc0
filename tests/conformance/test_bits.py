"""What we write is BITS 2.1 as the standard's own DTD has it, and says what an outsider would look for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from tests.conformance.bits_dtd import faults

from backlist.bits import read, schema, write
from backlist.model.book import (
    Block,
    Book,
    Contributor,
    Details,
    Division,
    DivisionKind,
    Entry,
    Figure,
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
    Series,
    Style,
    Styled,
    Table,
    Text,
    Verse,
)

_REFERENCE = Path(__file__).parents[2] / "docs/reference/bits.md"


def _text(words: str) -> tuple[Text]:
    return (Text(text=words),)


def _blocks(page: str) -> tuple[Block, ...]:
    """One block of every kind, with every inline, and the containers that BITS does not allow to be empty."""
    return (
        PageBreak(page=page),
        Paragraph(
            id=f"{page}-1",
            inlines=(
                Text(text="An un"),
                PageBreak(page="p12/13"),
                Text(text="broken word, "),
                *(Styled(style=style, inlines=_text(style)) for style in Style),
                NoteCall(note=f"{page}-n1", mark="1"),
                NoteCall(note=None, mark="2"),
                NoteCall(note="p9-n9", mark="3"),
                LineBreak(),
                Link(href="https://example.org/?a=1&b=2", inlines=(LineBreak(), *_text("a link"))),
            ),
        ),
        Quotation(id=f"{page}-2", blocks=(Paragraph(id=f"{page}-3", inlines=_text("Quoted.")),)),
        Quotation(id=f"{page}-4", blocks=()),
        Verse(id=f"{page}-5", lines=(_text("One line"), (), _text("and a stanza"), (LineBreak(),))),
        Verse(id=f"{page}-6", lines=()),
        Verse(id=f"{page}-7", lines=((), ())),
        Itemised(
            id=f"{page}-8",
            items=(
                Item(label="1.", blocks=(Paragraph(id=f"{page}-9", inlines=()), Figure(id=f"{page}-10", media=None))),
                Item(label=None, blocks=()),
            ),
        ),
        Itemised(id=f"{page}-11", items=()),
        Entry(id=f"{page}-12", level=0, inlines=_text("bees, 12")),
        Entry(id=f"{page}-13", level=2, inlines=_text("dance of, 13")),
        Figure(id=f"{page}-14", media="plate 1.png", caption=_text("A plate."), text="A & B", size=(324, 200)),
        Table(id=f"{page}-15", rows=()),
        Table(id=f"{page}-16", rows=((_text("a"), ()), ()), header_rows=1, caption=_text("A table.")),
        Table(id=f"{page}-17", rows=((),), header_rows=1),
    )


def _division(kind: DivisionKind, page: str, *inner: Division) -> Division:
    """A division with every field filled in."""
    return Division(
        id=f"{kind}-{page}",
        kind=kind,
        title=(*_text("A heading"), LineBreak(), *_text("of two lines")),
        number="5",
        first_page=page,
        last_page="p12/13",
        contributors=(Contributor(name="The Editors", role="contributor", affiliation="A house"),),
        summary=(Paragraph(id=f"{page}-0", inlines=_text("In short.")),),
        doi="10.5555/12345678",
        blocks=_blocks(page),
        divisions=inner,
        notes=(
            Note(id=f"{page}-n1", mark="1", page=page, blocks=_blocks(f"{page}-n1")),
            Note(id=f"{page}-n2", mark="", page=page, blocks=()),
        ),
    )


def _whole() -> Book:
    """A book in which every field of the model is used."""
    kind = DivisionKind
    return Book(
        id="a-book",
        details=Details(
            title="A book & its <title>",
            subtitle="of two parts",
            contributors=(
                Contributor(name="J. S. Mill", orcid="0000-0002-1825-0097", affiliation="A university"),
                Contributor(name="Gabriel García Márquez", role="translator"),
            ),
            publisher="A press",
            place="A town",
            print_year=1977,
            online_date=date(2011, 6, 1),
            edition="Second edition",
            isbns=("9780306406157", "9781861972712"),
            doi="10.5555/12345678",
            series=Series(title="A series", number="12", issn="0317-8471"),
            language="en-GB",
            copyright="© A press 1977",
            licence="https://creativecommons.org/licenses/by/4.0/",
            subjects=("Books", "Reading"),
            access="closed",
        ),
        pages=(
            Page(id="file-0", index=0),
            Page(id="p117", index=1, label="117", printed=True),
            Page(id="p12/13", index=2, label="12/13"),
        ),
        divisions=(
            _division(kind.FRONT_MATTER, "p1", _division(kind.SECTION, "p2"), _division(kind.CHAPTER, "p3")),
            _division(kind.PREFACE, "p4"),
            _division(kind.PART, "p5", _division(kind.CHAPTER, "p6"), _division(kind.SECTION, "p7")),
            _division(kind.CHAPTER, "p8", _division(kind.SECTION, "p9", _division(kind.SECTION, "p10"))),
            _division(kind.APPENDIX, "p11"),
            _division(kind.INDEX, "p12"),
            Division(id="back-matter", kind=kind.BACK_MATTER, title=()),
        ),
    )


_BARE = Book(id="a", details=Details(title="A"))


@pytest.mark.parametrize(
    "book",
    [
        pytest.param(_whole(), id="every field"),
        pytest.param(_BARE, id="no field"),
        pytest.param(Book(id="a", details=Details(title="A", place="A town")), id="a place without a publisher"),
        pytest.param(
            Book(
                id="a",
                details=Details(title="A"),
                divisions=(Division(id="b", kind=DivisionKind.CHAPTER, title=(), last_page="p7"),),
            ),
            id="a last page without a first",
        ),
    ],
)
def test_a_book_is_valid_and_comes_back(book: Book) -> None:
    written = write(book)
    assert faults(written) == []
    assert read(written) == book


def test_the_validator_would_notice() -> None:
    assert faults(write(_BARE).replace(b"book-title-group", b"title-group"))


def _root(book: Book) -> etree._Element:
    return etree.fromstring(write(book))


def test_the_document_names_its_type() -> None:
    written = write(_BARE)
    assert written.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<!DOCTYPE book PUBLIC "-//NLM//DTD BITS Book Interchange DTD v2.1 20220202//EN" '
        b'"https://jats.nlm.nih.gov/extensions/bits/2.1/BITS-book2-1.dtd">\n<book '
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("string(book-meta/book-id[@book-id-type='doi'])", "10.5555/12345678"),
        ("string(book-meta/book-title-group/book-title)", "A book & its <title>"),
        ("string(book-meta/contrib-group/contrib[@contrib-type='author']/string-name/surname)", "Mill"),
        ("string(book-meta/contrib-group/contrib[1]/string-name)", "J. S. Mill"),
        ("count(book-meta/contrib-group/contrib[2]/string-name/*)", 0.0),
        ("string(book-meta//contrib-id[@contrib-id-type='orcid'])", "https://orcid.org/0000-0002-1825-0097"),
        ("string(book-meta/pub-date[@publication-format='print']/year)", "1977"),
        ("string(book-meta/pub-date[@publication-format='online']/@iso-8601-date)", "2011-06-01"),
        ("count(book-meta/isbn)", 2.0),
        ("string(book-meta/publisher/publisher-loc)", "A town"),
        ("string(book-meta/permissions/license/*)", "https://creativecommons.org/licenses/by/4.0/"),
        ("string(collection-meta/volume-in-collection/volume-number)", "12"),
        ("name(front-matter/*[1])", "front-matter-part"),
        ("name(front-matter/*[2])", "preface"),
        ("count(book-body/book-part)", 2.0),
        ("string(book-body/book-part[2]/@book-part-type)", "chapter"),
        ("name(book-back/*[1])", "book-app"),
        ("string(book-body/book-part[2]/book-part-meta/title-group/label)", "5"),
        ("string(book-body/book-part[2]/book-part-meta/lpage)", "12/13"),
        ("string(book-body/book-part[2]/book-part-meta/book-part-id)", "10.5555/12345678"),
        ("string(book-body/book-part[2]/book-part-meta/abstract/p)", "In short."),
        ("string(book-body/book-part[2]/back/fn-group/fn/label)", "1"),
        ("count(//target[@id='p12_2f.13'])", 1.0),
        ("string(//custom-meta[@*='#p12_2f.13']/meta-name)", "12/13"),
        ("count(//xref[@rid][not(@rid=//fn/@id)])", 0.0),
    ],
)
def test_an_outsider_finds_what_bits_has_a_place_for(path: str, expected: str | float) -> None:
    assert _root(_whole()).xpath(path) == expected


def test_a_book_that_uses_every_field_uses_every_element_we_claim_to_know() -> None:
    used = {element.tag for element in _root(_whole()).iter()}
    # The book has a preface to stand for the three.
    assert set(schema.VOCABULARY) - used == {"dedication", "foreword"}


def test_the_reference_page_tells_of_every_element() -> None:
    told = set(re.findall(r"<([a-z][a-z:_-]*)", _REFERENCE.read_text("utf-8")))
    known = {tag.replace(f"{{{schema.ALI}}}", "ali:") for tag in schema.VOCABULARY}
    assert known - told == set()
    assert told - known == set()
