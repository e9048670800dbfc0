"""Rows: the lines of a page at one height."""

from __future__ import annotations

from tests.unit.structure import sheets

from backlist.structure.rows import rows_of


def test_lines_at_one_height_are_one_row_from_left_to_right() -> None:
    page = sheets.book(
        [sheets.at_right("12", 30.4), sheets.line("The Order", 30), sheets.line("first", 60), sheets.line("second", 73)]
    ).pages[0]
    assert [[page.lines[i].text for i in row] for row in rows_of(page)] == [["The Order", "12"], ["first"], ["second"]]


def test_rows_run_down_the_page_whatever_the_order_of_lines() -> None:
    page = sheets.book([sheets.line("c", 90), sheets.line("a", 30), sheets.line("b", 60)]).pages[0]
    assert rows_of(page) == ((1,), (2,), (0,))


def test_columns_share_their_rows() -> None:
    page = sheets.book(
        [sheets.line("left", 60), sheets.line("below", 73), sheets.line("right", 60, left=180, column=1)]
    ).pages[0]
    assert rows_of(page) == ((0, 2), (1,))


def test_an_empty_page_has_no_rows() -> None:
    assert rows_of(sheets.book([]).pages[0]) == ()
