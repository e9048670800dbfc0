"""Contents pages: found, and read entry by entry."""

from __future__ import annotations

import pytest
from tests.unit.structure import sheets
from tests.unit.structure.sheets import FIRST, LEADING, LEFT

from backlist.model.book import DivisionKind
from backlist.model.layout import Layout, Line
from backlist.structure.contents import find_contents
from backlist.structure.contents_entries import join_lines
from backlist.structure.contents_lines import rises, split_page

K = DivisionKind


def _rows(*rows: str | tuple[str, str | None], start: float = FIRST + 40) -> list[Line]:
    """Lines of contents: a title with its page at the right edge. Leading spaces indent, `_` before a title is italic."""
    out: list[Line] = []
    for k, row in enumerate(rows):
        title, page = row if isinstance(row, tuple) else (row, None)
        left = LEFT + 6.0 * (len(title) - len(title.lstrip()))
        title = title.lstrip()
        text = f"{title.lstrip('_')} {page}" if page else title.lstrip("_")
        out.append(sheets.line(text, start + k * LEADING, left=left, italic=title.startswith("_")))
    return out


def _book(*contents: list[Line], title: str | None = "Contents") -> Layout:
    """A book with these pages of contents behind its title page, and pages of text."""
    first = [sheets.centred(title, FIRST, size=16)] if title else []
    pages = [[*first, *contents[0]], *contents[1:]]
    return sheets.book(
        [sheets.centred("The Order of Leaves", 200, size=20)],
        [],
        *pages,
        *(sheets.prose(30, page=k) for k in range(30)),
    )


def _entries(*contents: list[Line], title: str | None = "Contents") -> list[tuple[str | None, str, str | None, int]]:
    layout = _book(*contents, title=title)
    pages, entries = find_contents(layout, sheets.bare(layout))
    assert pages == tuple(range(2, 2 + len(contents)))
    return [(entry.number, entry.title, entry.page, entry.level) for entry in entries]


PLAIN = (
    ("Preface", "vii"),
    ("Introduction", "1"),
    ("1 The silent leaf", "9"),
    ("2 Columns and lines", "31"),
    ("Index", "60"),
)


def test_titles_with_pages() -> None:
    assert _entries(_rows(*PLAIN)) == [
        (None, "Preface", "vii", 1),
        (None, "Introduction", "1", 1),
        ("1", "The silent leaf", "9", 1),
        ("2", "Columns and lines", "31", 1),
        (None, "Index", "60", 1),
    ]


@pytest.mark.parametrize("leaders", [" . . . . . . ", " ........ ", " … … ", "........"])
def test_leaders_are_no_words(leaders: str) -> None:
    rows = _rows(*(f"{title}{leaders}{page}" for title, page in PLAIN))
    assert [entry[1:3] for entry in _entries(rows)] == [
        ("Preface", "vii"), ("Introduction", "1"), ("The silent leaf", "9"), ("Columns and lines", "31"), ("Index", "60"),
    ]  # fmt: skip


def test_a_title_over_two_lines_is_one_entry() -> None:
    rows = _rows(
        ("Preface", "vii"),
        "1 The silent leaf, and what readers",
        ("   have made of it", "9"),
        ("2 Columns and lines", "31"),
        ("Index", "60"),
    )
    assert ("1", "The silent leaf, and what readers have made of it", "9", 1) in _entries(rows)


def test_a_page_on_the_first_line_of_a_long_title() -> None:
    rows = _rows(
        ("1 The silent leaf, and what readers", "9"),
        "have made of it",
        ("2 Columns and the lines that", "31"),
        "stand in them",
        ("3 Signs that point", "40"),
    )
    assert [entry[:3] for entry in _entries(rows)] == [
        ("1", "The silent leaf, and what readers have made of it", "9"),
        ("2", "Columns and the lines that stand in them", "31"),
        ("3", "Signs that point", "40"),
    ]


def test_authors_under_titles() -> None:
    layout = _book(
        _rows(
            ("1 The silent leaf", "9"),
            "_Jane Doe",
            ("2 Columns and lines", "31"),
            "_Richard Roe and Mary Major",
            ("Index", "60"),
        )
    )
    _, entries = find_contents(layout, sheets.bare(layout))
    assert [(e.title, e.authors) for e in entries] == [
        ("The silent leaf", ("Jane Doe",)),
        ("Columns and lines", ("Richard Roe", "Mary Major")),
        ("Index", ()),
    ]


def test_parts_and_what_they_hold() -> None:
    rows = _rows(
        ("PART I The numbers", "1"),
        ("   1 The silent leaf", "3"),
        ("   2 Columns and lines", "31"),
        ("PART II The leaf", "50"),
        ("   3 Signs that point", "53"),
    )
    assert _entries(rows) == [
        ("I", "The numbers", "1", 1),
        ("1", "The silent leaf", "3", 2),
        ("2", "Columns and lines", "31", 2),
        ("II", "The leaf", "50", 1),
        ("3", "Signs that point", "53", 2),
    ]


def test_page_numbers_before_titles() -> None:
    rows = _rows("1 Introduction", "9 The silent leaf", "31 Columns and lines", "44 Signs that point", "60 Index")
    assert [entry[1:3] for entry in _entries(rows)] == [
        ("Introduction", "1"), ("The silent leaf", "9"), ("Columns and lines", "31"), ("Signs that point", "44"), ("Index", "60"),
    ]  # fmt: skip


def test_contents_run_over_pages() -> None:
    first = _rows(*((f"{n} Signs that point", str(n * 9)) for n in range(1, 9)))
    second = _rows(*((f"{n} Signs that point", str(n * 9)) for n in range(9, 15)), start=FIRST)
    assert [entry[0] for entry in _entries(first, second)] == [str(n) for n in range(1, 15)]


def test_contents_without_a_heading() -> None:
    rows = _rows(*PLAIN, ("Addenda to the index", "66"))
    assert len(_entries(rows, title=None)) == 6


def test_text_is_no_contents() -> None:
    layout = sheets.book(*(sheets.prose(30, page=k) for k in range(20)))
    assert find_contents(layout, sheets.bare(layout)) == ((), ())


def test_an_index_is_no_contents() -> None:
    index = [
        sheets.line(f"{name}, {page}", FIRST + 40 + k * LEADING)
        for k, (name, page) in enumerate(
            (("columns", 40), ("flourishes", 3), ("gatherings", 77), ("leaves", 12), ("margins", 9), ("numbers", 31))
        )
    ]
    layout = sheets.book(
        *(sheets.prose(30, page=k) for k in range(20)), [sheets.centred("Index", FIRST, size=16), *index]
    )
    assert find_contents(layout, sheets.bare(layout)) == ((), ())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The silent leaf 9", ("The silent leaf", "9", False)),
        ("Preface . . . . . vii", ("Preface", "vii", True)),
        ("Preface.....vii", ("Preface", "vii", True)),
        ("The silent leaf", ("The silent leaf", None, False)),
        ("Alexander II", ("Alexander II", None, False)),
        ("The silent leaf, page 9", ("The silent leaf", "9", False)),
        ("The silent page 9", ("The silent page", "9", False)),
        ("1977", ("", "1977", False)),
    ],
)
def test_a_line_and_its_page(line: str, expected: tuple[str, str | None, bool]) -> None:
    assert split_page(line) == expected


def test_lines_are_put_together() -> None:
    assert join_lines(["The biblio-", "graphical page"]) == "The bibliographical page"
    assert join_lines(["THE BIBLIO-", "GRAPHICAL PAGE"]) == "THE BIBLIOGRAPHICAL PAGE"
    assert join_lines(["The well-", "Known page"]) == "The well- Known page"
    assert join_lines(["1850–", "1914"]) == "1850–1914"
    assert join_lines(["The page", "", "and the leaf"]) == "The page and the leaf"


def test_page_numbers_of_contents_rise() -> None:
    assert rises(["1", "9", "9", "31", "60"])
    assert rises(["v", "vii", "1", "9"])
    assert not rises(["40", "3", "77", "12", "9", "31"])
    assert rises(["12"])
