"""The zones of a page: lines find the blocks that hold their words, and evidence says the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.pipeline.books import small_result

from backlist.model.book import Item, Itemised, Page, PageBreak, Paragraph, Text
from backlist.model.evidence import Evidence, Result
from backlist.model.layout import Box, Layout, Line, PageLayout, Span
from backlist.pipeline.zones import zones_of
from backlist.publish.zones import Zone, ZoneKind


def line(text: str, top: float, *, left: float = 72.0, spans: tuple[Span, ...] = ()) -> Line:
    box = Box(left=left, top=top, right=left + 5.0 * len(text), bottom=top + 11)
    span = Span(text=text, box=box, font="Serif", size=10.0, baseline=top + 9)
    return Line(text=text, box=box, spans=spans or (span,), size=10.0, baseline=top + 9)


def zones(page: Page, *lines: Line, evidence: tuple[Evidence, ...] = ()) -> tuple[Zone, ...]:
    """The zones of a page of the small book on which these lines stand."""
    result = small_result()
    pages = [PageLayout(index=k, width=420.0, height=595.0) for k in range(2)]
    pages[page.index] = PageLayout(index=page.index, width=420.0, height=595.0, lines=lines)
    return zones_of(
        Layout(pages=tuple(pages)), Result(book=result.book, evidence=evidence), result.book.pages[page.index]
    )


FIRST, SECOND = small_result().book.pages


def test_lines_of_a_paragraph_make_one_zone_whatever_their_hyphens() -> None:
    (zone,) = zones(FIRST, line("The text go-", 100), line("es <on> &", 112))
    assert (zone.kind, zone.name) == (ZoneKind.PARAGRAPH, "p1-1")
    assert (zone.box.top, zone.box.bottom) == (100, 123)


def test_a_paragraph_that_goes_on_has_a_zone_on_each_page() -> None:
    mark = Span(text="1", box=Box(left=90, top=100, right=94, bottom=106), font="Serif", size=6.0, baseline=104)
    text = line("on.", 100)
    with_mark = line("on.1", 100, spans=(*text.spans, mark))
    found = zones(SECOND, with_mark, line("1 A note.", 300))
    assert [(zone.kind, zone.name) for zone in found] == [
        (ZoneKind.PARAGRAPH, "p1-1"),
        (ZoneKind.NOTE, "p2-n1"),
        (ZoneKind.NOTE_MARK, ""),
    ]
    assert found[-1].box == mark.box


def test_a_mark_that_is_not_raised_is_found_behind_its_word() -> None:
    (*_, mark) = zones(SECOND, line("on.1", 100))
    assert mark.kind is ZoneKind.NOTE_MARK
    assert mark.box.left == pytest.approx(72 + 15)


def test_words_of_no_block_are_shown_as_such() -> None:
    (zone,) = zones(FIRST, line("Nowhere in the book", 100))
    assert zone.kind is ZoneKind.UNCLAIMED


def test_what_evidence_names_is_no_paragraph() -> None:
    head = line("The text goes <on> &", 40)
    said = Evidence(
        subject="p1", claim="line.running-head", rule="furniture.repeats", certainty=0.97, page=0, boxes=(head.box,)
    )
    (zone,) = zones(FIRST, head, evidence=(said,))
    assert (zone.kind, zone.rule, zone.certainty) == (ZoneKind.FURNITURE, "furniture.repeats", 0.97)


def test_a_picture_that_nothing_names_is_a_figure() -> None:
    box = Box(left=72, top=200, right=300, bottom=400)
    page = PageLayout(index=0, width=420.0, height=595.0, images=(box,))
    layout = Layout(pages=(page, PageLayout(index=1, width=420.0, height=595.0)))
    (zone,) = zones_of(layout, Result(book=small_result().book), FIRST)
    assert (zone.kind, zone.box) == (ZoneKind.FIGURE, box)


def test_an_item_that_begins_a_page_has_its_label_there() -> None:
    item = Item(
        label="(4)", blocks=(PageBreak(page="p2"), Paragraph(id="p2-9", inlines=(Text(text="The fourth example."),)))
    )
    first = Item(label="(3)", blocks=(Paragraph(id="p1-9", inlines=(Text(text="The third."),)),))
    book = small_result().book
    chapter = replace(book.divisions[0], blocks=(Itemised(id="p1-8", items=(first, item)),))
    page = PageLayout(index=1, width=420.0, height=595.0, lines=(line("(4) The fourth example.", 100),))
    layout = Layout(pages=(PageLayout(index=0, width=420.0, height=595.0), page))
    (zone,) = zones_of(layout, Result(book=replace(book, divisions=(chapter,))), SECOND)
    assert (zone.kind, zone.name) == (ZoneKind.LIST, "p1-8")
