"""Entries of the contents placed on the pages where they open, all together."""

from __future__ import annotations

from tests.unit.structure import sheets

from backlist.model.book import DivisionKind
from backlist.model.layout import Layout, Line
from backlist.structure.alignment import Placed, align
from backlist.structure.openings import measure, tops_of
from backlist.structure.skeleton import ContentsEntry

#: Pages with a heading, by index; the others are text.
HEADINGS = {2: ("1", "The silent page"), 8: ("2", "Columns and lines"), 14: ("3", "Signs that point"), 20: ("Index",)}
PAGES = 26


def _book(headings: dict[int, tuple[str, ...]] = HEADINGS) -> Layout:
    def page(index: int) -> list[Line]:
        if index not in headings:
            return sheets.prose(30, page=index)
        lines = [sheets.centred(text, 100 + 24 * k, size=17) for k, text in enumerate(headings[index])]
        return [*lines, *sheets.prose(18, first=190, page=index)]

    return sheets.book(*(page(index) for index in range(PAGES)))


def _entry(title: str, page: int | None, number: str | None = None, kind: DivisionKind | None = None) -> ContentsEntry:
    return ContentsEntry(title=title, number=number, page=None if page is None else str(page), kind=kind)


def _align(*entries: ContentsEntry, layout: Layout | None = None) -> tuple[Placed | None, ...]:
    layout = layout or _book()
    furniture = sheets.bare(layout)
    tops = tops_of(layout, furniture, measure(layout, furniture))
    return align(entries, layout, sheets.numbered(layout), tops)


def _indexes(placed: tuple[Placed | None, ...]) -> list[int | None]:
    return [place.index if place else None for place in placed]


ENTRIES = (
    _entry("The silent page", 3, "1"),
    _entry("Columns and lines", 9, "2"),
    _entry("Signs that point", 15, "3"),
    _entry("Index", 21, kind=DivisionKind.INDEX),
)


def test_words_and_numbers_agree() -> None:
    placed = _align(*ENTRIES)
    assert _indexes(placed) == [2, 8, 14, 20]
    assert all(place.alike > 0.95 and place.at_top and place.numbered for place in placed)


def test_a_misprinted_page_gives_way_to_the_heading() -> None:
    placed = _align(ENTRIES[0], _entry("Columns and lines", 11, "2"), *ENTRIES[2:])
    assert _indexes(placed) == [2, 8, 14, 20]
    assert not placed[1].numbered


def test_a_page_far_off_is_found_by_the_words() -> None:
    assert _indexes(_align(ENTRIES[0], _entry("Columns and lines", 90, "2"), *ENTRIES[2:])) == [2, 8, 14, 20]


def test_an_entry_without_a_page() -> None:
    assert _indexes(_align(ENTRIES[0], _entry("Columns and lines", None, "2"), *ENTRIES[2:])) == [2, 8, 14, 20]


def test_a_heading_misread_is_placed_by_its_number() -> None:
    layout = _book({**HEADINGS, 8: ("2", "C0lumm5 ond 1ine5")})
    assert _indexes(_align(*ENTRIES, layout=layout))[1] == 8


def test_pages_never_go_back() -> None:
    placed = _indexes(_align(ENTRIES[0], _entry("Index", 3), *ENTRIES[1:]))
    known = [index for index in placed if index is not None]
    assert known == sorted(known)


def test_what_opens_nowhere_is_left_out() -> None:
    assert _indexes(_align(*ENTRIES[:2], _entry("Of things never printed", 12), *ENTRIES[2:])) == [2, 8, None, 14, 20]


def test_nothing_to_place() -> None:
    assert _align() == ()
