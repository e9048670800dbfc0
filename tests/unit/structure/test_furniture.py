"""Furniture: what stands at the head and foot of pages and is no text."""

from __future__ import annotations

from tests.unit.structure import sheets
from tests.unit.structure.sheets import FOOT, HEAD

from backlist.model.layout import Layout
from backlist.structure.furniture import find_folios, find_furniture, head_words
from backlist.structure.labels import Style, number_pages

TITLE, CHAPTER = "The Order of Leaves", "What readers want"


def _read(layout: Layout):
    folios = find_folios(layout)
    pages, _, _ = number_pages(layout, folios)
    return find_furniture(layout, folios, pages), pages


def _head(page: int) -> list:
    """A running head with its number at the outer edge: title on versos, chapter on rectos."""
    if page % 2:
        return [sheets.line(str(page + 1), HEAD), sheets.centred(TITLE, HEAD)]
    return [sheets.centred(CHAPTER, HEAD), sheets.at_right(str(page + 1), HEAD)]


def _texts(layout: Layout, index: int, lines: tuple[int, ...]) -> list[str]:
    return [layout.pages[index].lines[i].text for i in lines]


def test_running_heads_with_numbers_are_furniture_and_text_is_not() -> None:
    layout = sheets.book(*([*_head(k), *sheets.prose(30, page=k)] for k in range(12)))
    furniture, pages = _read(layout)
    assert [page.label for page in pages] == [str(k + 1) for k in range(12)]
    for k, found in enumerate(furniture):
        assert sorted(_texts(layout, k, found.heads)) == sorted(line.text for line in _head(k))
        assert found.feet == ()
        assert found.folio == str(k + 1)
        assert found.title == (TITLE if k % 2 else CHAPTER)


def test_numbers_at_the_foot() -> None:
    layout = sheets.book(*([*sheets.prose(30, page=k), sheets.centred(str(k + 7), FOOT)] for k in range(12)))
    furniture, pages = _read(layout)
    assert [page.label for page in pages] == [str(k + 7) for k in range(12)]
    for k, found in enumerate(furniture):
        assert _texts(layout, k, found.feet) == [str(k + 7)]
        assert found.heads == ()
        assert found.title is None


def test_a_head_and_its_number_in_one_line() -> None:
    layout = sheets.book(*([sheets.line(f"{k + 20}   {TITLE}", HEAD), *sheets.prose(30, page=k)] for k in range(10)))
    folios = find_folios(layout)
    assert [(f.value, f.style, f.alone) for f in folios[3]] == [(23, Style.ARABIC, False)]
    furniture, _ = _read(layout)
    assert all(found.title == TITLE and found.heads == (0,) for found in furniture)


def test_the_first_line_of_the_text_stays_text() -> None:
    layout = sheets.book(*(sheets.prose(32, first=HEAD, page=k) for k in range(10)))
    furniture, _ = _read(layout)
    assert not any(found.lines for found in furniture)


def test_an_opening_without_a_head_keeps_its_heading() -> None:
    ordinary = [[*_head(k), *sheets.prose(30, page=k)] for k in range(12)]
    ordinary[6] = [
        sheets.centred("Chapter II", 110, size=16),
        *sheets.prose(20, first=200, page=6),
        sheets.centred("7", FOOT),
    ]
    layout = sheets.book(*ordinary)
    furniture, pages = _read(layout)
    assert _texts(layout, 6, tuple(furniture[6].lines)) == ["7"]
    assert pages[6].printed


def test_numbers_at_the_ends_of_text_are_no_page_numbers() -> None:
    rows = [
        *sheets.prose(30),
        sheets.line("of which the last was written in the year 1641", sheets.FIRST + 30 * sheets.LEADING),
    ]
    assert find_folios(sheets.book(rows)) == ((),)


def test_words_of_a_head_are_compared_without_number_and_case() -> None:
    assert head_words("203  THE ORDER OF LEAVES") == head_words("The Order of Leaves · 17")
    assert head_words("– 17 –") == ""
