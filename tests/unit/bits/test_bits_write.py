"""What writing does beside the law that reading undoes it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from backlist.bits import read, schema, write
from backlist.errors import InternalError
from backlist.model.book import (
    Book,
    Details,
    Division,
    DivisionKind,
    Entry,
    Note,
    NoteCall,
    Page,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Text,
)

_RECORD = Book(id="a-book", details=Details(title="A book"))


def _book(*divisions: Division, pages: tuple[Page, ...] = ()) -> Book:
    return replace(_RECORD, divisions=divisions, pages=pages)


def _of(kind: DivisionKind, identifier: str | None = None, **fields) -> Division:
    return Division(id=identifier or kind, kind=kind, title=(), **fields)


def _zones(book: Book) -> dict[str, list[str]]:
    root = etree.fromstring(write(book))
    return {zone.tag: [part.get("book-part-type") for part in zone] for zone in root if zone.tag != "book-meta"}


def test_front_is_what_leads_and_back_what_ends() -> None:
    kind = DivisionKind
    kinds = [kind.CONTENTS, kind.PREFACE, kind.INTRODUCTION, kind.PREFACE, kind.CHAPTER, kind.NOTES, kind.INDEX]
    book = _book(*(_of(k, f"d{n}") for n, k in enumerate(kinds)))
    assert _zones(book) == {
        "front-matter": ["contents", "preface"],
        "book-body": ["introduction", "preface", "chapter"],
        "book-back": ["notes", "index"],
    }
    assert read(write(book)) == book


def test_a_kind_of_either_end_counts_for_the_end_where_it_stands() -> None:
    book = _book(_of(DivisionKind.ABBREVIATIONS, "a"), _of(DivisionKind.CHAPTER), _of(DivisionKind.ABBREVIATIONS, "b"))
    assert list(_zones(book)) == ["front-matter", "book-body", "book-back"]


def test_text_that_runs_on_has_no_line_end_added() -> None:
    text = (Text(text=" a"), PageBreak(page="p2"), Text(text="b "))
    written = write(_book(_of(DivisionKind.CHAPTER, blocks=(Paragraph(id="p1-1", inlines=text),))))
    assert b'<p id="p1-1"> a<target id="p2" target-type="page-break"/>b </p>\n' in written


def test_ids_that_a_book_repeats_stay_the_same_and_the_file_stays_xml() -> None:
    notes = (Note(id="p1-1", mark="1", page="p1", blocks=()), Note(id="p1-1", mark="2", page="p1", blocks=()))
    call = NoteCall(note="p1-1", mark="1")
    paragraph = Paragraph(id="p1-1", inlines=(PageBreak(page="p1"), call, PageBreak(page="p1")))
    book = _book(_of(DivisionKind.CHAPTER, blocks=(paragraph, paragraph), notes=notes))
    written = write(book)
    assert read(written) == book
    root = etree.fromstring(written)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(root.xpath("//xref/@rid")) == {root.xpath("string(//fn[1]/@id)")}


def test_a_call_of_a_note_that_the_book_lacks_leads_nowhere_and_keeps_its_name() -> None:
    paragraph = Paragraph(id="p1-1", inlines=(NoteCall(note="p9/9-n1", mark="1"),))
    book = _book(_of(DivisionKind.CHAPTER, blocks=(paragraph,)))
    written = write(book)
    assert b"rid=" not in written
    assert read(written) == book


def test_labels_stand_where_outsiders_look_and_ids_beside_them() -> None:
    pages = (
        Page(id="p7", index=0, label="7", printed=True),
        Page(id="p7~2", index=1, label="7"),
        Page(id="x", index=2),
    )
    divisions = (
        _of(DivisionKind.CHAPTER, "one", first_page="p7~2", last_page="x"),
        _of(DivisionKind.CHAPTER, "two", divisions=(_of(DivisionKind.SECTION, first_page="p7", last_page="gone"),)),
    )
    book = _book(*divisions, pages=pages)
    root = etree.fromstring(write(book))
    assert root.xpath("string(//fpage)") == "7"
    assert root.xpath("string(//fpage/@specific-use)") == "p7~2"
    assert root.xpath("string(//lpage)") == ""
    assert root.xpath("string(//related-object[@link-type='first-page'])") == "7"
    assert read(write(book)) == book


@pytest.mark.parametrize("character", ["\x00", "\x02", "\x0c", "\x1f", "\ud800", "\ufffe", "\uffff"])
@pytest.mark.parametrize("place", ["text", "id", "title", "href"])
def test_a_character_that_xml_cannot_hold_is_our_fault_and_named(character: str, place: str) -> None:
    paragraph = Paragraph(id="p1-1", inlines=(Text(text="a" + character * (place == "text")),))
    division = _of(DivisionKind.CHAPTER, "chapter-1" + character * (place == "id"), blocks=(paragraph,))
    pages = (Page(id="p" + character, index=0),) if place == "href" else ()
    book = replace(_book(division, pages=pages), details=Details(title="A" + character * (place == "title")))
    with pytest.raises(InternalError) as caught:
        write(book)
    assert caught.value.code == "bits.unwritable-character"
    if place == "text":
        assert caught.value.where == "a-book, p1-1"


def _nested(depth: int) -> Book:
    block = Paragraph(id="p1-1", inlines=())
    for level in range(depth):
        block = Quotation(id=f"p1-{level + 2}", blocks=(block,))
    return _book(_of(DivisionKind.CHAPTER, blocks=(block,)))


def test_a_book_is_read_as_deep_as_it_is_written_and_no_deeper() -> None:
    around = len(["book", "book-body", "book-part", "body", "p"])
    deepest = _nested(schema.MAX_DEPTH - around)
    assert read(write(deepest)) == deepest
    with pytest.raises(InternalError) as caught:
        write(_nested(schema.MAX_DEPTH - around + 1))
    assert caught.value.code == "bits.too-deep"


def _seconds(book: Book) -> float:
    """Processor time to write and read the book: the best of three, for the machine has other work too."""
    runs = []
    for _ in range(3):
        start = time.process_time()
        assert read(write(book)) == book
        runs.append(time.process_time() - start)
    return min(runs)


def _long(count: int) -> Book:
    blocks = tuple(Entry(id=f"p1-{n}", level=0, inlines=(Text(text="entry"),)) for n in range(count))
    return _book(_of(DivisionKind.INDEX, blocks=blocks))


def _wide(count: int) -> Book:
    words = (Text(text="a"), Styled(style=Style.ITALIC, inlines=(Text(text="b"),))) * count
    return _book(_of(DivisionKind.CHAPTER, blocks=(Paragraph(id="p1-1", inlines=words),)))


@pytest.mark.parametrize("make", [_long, _wide])
def test_four_times_the_book_takes_about_four_times_as_long(make: Callable[[int], Book]) -> None:
    # Work that grew with the square would take sixteen times as long.
    assert _seconds(make(16_000)) < 9 * _seconds(make(4_000))
