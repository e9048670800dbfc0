"""The tops of pages: how much each looks like the opening of a division."""

from __future__ import annotations

import pytest
from tests.unit.structure import sheets
from tests.unit.structure.sheets import FIRST, LEADING

from backlist.model.layout import Line
from backlist.structure.openings import Top, measure, tops_of

ORDINARY = 12


def _top(lines: list[Line]) -> Top:
    """The top of a page in the middle of a book of ordinary pages."""
    pages = [sheets.prose(30, page=k) for k in range(ORDINARY)]
    pages.insert(6, lines)
    layout = sheets.book(*pages)
    furniture = sheets.bare(layout)
    return tops_of(layout, furniture, measure(layout, furniture))[6]


def _text(first: float, rows: int = 20) -> list[Line]:
    return sheets.prose(rows, first=first, page=6)


def test_the_measures_of_a_book() -> None:
    layout = sheets.book(*(sheets.prose(30, page=k) for k in range(ORDINARY)))
    measures = measure(layout, sheets.bare(layout))
    assert (measures.size, measures.leading, measures.top) == (sheets.SIZE, LEADING, FIRST)
    assert measures.left == (sheets.LEFT, sheets.LEFT)
    assert not measures.heads


def test_an_ordinary_page_is_no_opening() -> None:
    top = _top(_text(FIRST))
    assert (top.heading, top.score) == (0, 0.0)


def test_a_sunk_heading_in_large_type_is_one() -> None:
    top = _top([sheets.centred("Signs that point", 110, size=17), *_text(170)])
    assert top.heading == 1
    assert top.score > 3


def test_number_and_title_are_both_heading() -> None:
    top = _top(
        [sheets.centred("CHAPTER V", 100, size=12), sheets.centred("Signs that point", 125, size=17), *_text(180)]
    )
    assert top.heading == 2
    assert top.score > _top([sheets.centred("Signs that point", 110, size=17), *_text(170)]).score


@pytest.mark.parametrize("name", ["Preface", "Contents", "Anmerkungen", "Index"])
def test_a_name_tells(name: str) -> None:
    named = _top([sheets.line(name, FIRST, bold=True), *_text(FIRST + 3 * LEADING)])
    other = _top([sheets.line("Leaves", FIRST, bold=True), *_text(FIRST + 3 * LEADING)])
    assert named.heading == other.heading == 1
    assert named.score > other.score


def test_looks_are_alike_where_openings_are() -> None:
    one = _top([sheets.centred("Signs that point", 110, size=17), *_text(170)])
    other = _top([sheets.centred("Columns and lines", 110, size=17), *_text(170)])
    plain = _top([sheets.line("Columns and lines", FIRST, bold=True), *_text(FIRST + 30)])
    assert one.look == other.look != plain.look


def test_a_page_without_text_has_no_top() -> None:
    top = _top([])
    assert (top.lines, top.heading, top.score) == ((), 0, 0.0)
