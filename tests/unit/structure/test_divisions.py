"""From contents and pages to divisions: where each opens, what it is, and where it ends."""

from __future__ import annotations

from tests.unit.structure import sheets
from tests.unit.structure.sheets import FIRST, LEADING

from backlist.model.book import DivisionKind
from backlist.model.layout import Layout, Line
from backlist.problems import ProblemCode
from backlist.structure.alignment import align
from backlist.structure.contents import find_contents
from backlist.structure.divisions import find_divisions
from backlist.structure.openings import measure, tops_of

K = DivisionKind

#: Pages of text that each division of these books has.
LENGTH = 5


def _opening(*heading: str, page: int) -> list[Line]:
    lines = [sheets.centred(text, 100 + 24 * k, size=17 if len(text) > 3 else 14) for k, text in enumerate(heading)]
    return [*lines, *sheets.prose(18, first=190, page=page)]


def _book(headings: list[tuple[str, ...]], listed: list[tuple[str, float]] | None, *, length: int = LENGTH) -> Layout:
    """A title page, contents (title, and place among the divisions), and divisions of `length` pages."""
    front: list[list[Line]] = [[sheets.centred("The Order of Leaves", 200, size=20)], []]
    start = len(front) + (2 if listed is not None else 0)
    if listed is not None:
        rows = [
            sheets.line(f"{title} {start + round(place * length) + 1}", FIRST + 60 + k * LEADING)
            for k, (title, place) in enumerate(listed)
        ]
        front += [[sheets.centred("Contents", FIRST, size=17), *rows], []]
    pages = list(front)
    for heading in headings:
        pages.append(_opening(*heading, page=len(pages)))
        pages += [sheets.prose(30, page=len(pages) + k) for k in range(length - 1)]
    return sheets.book(*pages)


def _divisions(layout: Layout):
    furniture, pages = sheets.bare(layout), sheets.numbered(layout)
    contents_pages, entries = find_contents(layout, furniture)
    tops = tops_of(layout, furniture, measure(layout, furniture))
    placed = align(entries, layout, pages, tops)
    openings, problems = find_divisions(layout, furniture, pages, tops, contents_pages, entries, placed)
    rows = [(o.kind, o.number, o.title, o.level, o.index, o.last_index) for o in openings]
    return rows, [(problem.code, problem.page) for problem in problems], openings


HEADINGS = [
    ("Introduction",),
    ("1", "The silent leaf"),
    ("2", "Columns and lines"),
    ("3", "Signs that point"),
    ("Index",),
]
LISTED = [
    ("Introduction", 0),
    ("1 The silent leaf", 1),
    ("2 Columns and lines", 2),
    ("3 Signs that point", 3),
    ("Index", 4),
]
EXPECTED = [
    (K.FRONT_MATTER, None, "Frontmatter", 1, 0, 0),
    (K.CONTENTS, None, "Contents", 1, 2, 2),
    (K.INTRODUCTION, None, "Introduction", 1, 4, 8),
    (K.CHAPTER, "1", "The silent leaf", 1, 9, 13),
    (K.CHAPTER, "2", "Columns and lines", 1, 14, 18),
    (K.CHAPTER, "3", "Signs that point", 1, 19, 23),
    (K.INDEX, None, "Index", 1, 24, 28),
]


def test_what_the_contents_name_opens_where_they_say() -> None:
    rows, problems, openings = _divisions(_book(HEADINGS, LISTED))
    assert rows == EXPECTED
    assert problems == []
    assert [len(o.heading) for o in openings] == [0, 1, 1, 2, 2, 2, 1]


def test_a_wrong_number_in_the_contents_is_put_right_by_the_heading() -> None:
    layout = _book(HEADINGS, LISTED)
    page = layout.pages[2]
    wrong = sheets.line("2 Columns and lines 17", page.lines[3].baseline)
    layout = sheets.book(*([*p.lines[:3], wrong, *p.lines[4:]] if p.index == 2 else p.lines for p in layout.pages))
    rows, problems, _ = _divisions(layout)
    assert rows == EXPECTED
    assert problems == [(ProblemCode.CONTENTS_PAGE_DISAGREES, "15")]


def test_an_entry_that_opens_nowhere_is_said_and_left_out() -> None:
    listed = [*LISTED[:3], ("Of things that were never printed", 2.4), *LISTED[3:]]
    rows, problems, _ = _divisions(_book(HEADINGS, listed))
    assert [row[2] for row in rows] == [row[2] for row in EXPECTED]
    assert ProblemCode.CONTENTS_ENTRY_NOT_PLACED in [code for code, _ in problems]


def test_an_index_that_the_contents_leave_out() -> None:
    rows, _, _ = _divisions(_book(HEADINGS, LISTED[:-1]))
    assert rows == EXPECTED


def test_a_title_in_capitals_is_taken_from_the_contents() -> None:
    headings = [
        HEADINGS[0],
        ("1", "THE SILENT LEAF"),
        ("2", "COLUMNS AND LINES"),
        ("3", "SIGNS THAT POINT"),
        HEADINGS[4],
    ]
    rows, _, _ = _divisions(_book(headings, LISTED))
    assert [row[2] for row in rows] == [row[2] for row in EXPECTED]


def test_a_label_over_the_title_gives_the_number() -> None:
    headings = [HEADINGS[0], ("CHAPTER I", "The silent leaf"), ("CHAPTER II", "Columns and lines"), HEADINGS[4]]
    listed = [("Introduction", 0), ("The silent leaf", 1), ("Columns and lines", 2), ("Index", 3)]
    rows, _, _ = _divisions(_book(headings, listed))
    assert [row[:3] for row in rows[3:5]] == [
        (K.CHAPTER, "I", "The silent leaf"),
        (K.CHAPTER, "II", "Columns and lines"),
    ]


def test_parts_hold_their_chapters() -> None:
    headings = [("Introduction",), ("PART I", "The numbers"), ("1", "The silent leaf"), ("2", "Columns and lines"),
                ("PART II", "The leaf"), ("3", "Signs that point"), ("Conclusion",)]  # fmt: skip
    listed = [("Introduction", 0), ("PART I The numbers", 1), ("1 The silent leaf", 2), ("2 Columns and lines", 3),
              ("PART II The leaf", 4), ("3 Signs that point", 5), ("Conclusion", 6)]  # fmt: skip
    rows, _, _ = _divisions(_book(headings, listed))
    assert [(row[0], row[1], row[3]) for row in rows[2:]] == [
        (K.INTRODUCTION, None, 1), (K.PART, "I", 1), (K.CHAPTER, "1", 2), (K.CHAPTER, "2", 2), (K.PART, "II", 1),
        (K.CHAPTER, "3", 2), (K.CONCLUSION, None, 1),
    ]  # fmt: skip
    part = next(row for row in rows if row[0] is K.PART)
    assert part[4:] == (9, 23)


def test_without_contents_headings_do() -> None:
    rows, problems, _ = _divisions(_book(HEADINGS, None))
    assert [row[:3] for row in rows] == [row[:3] for row in EXPECTED if row[0] is not K.CONTENTS]
    assert (ProblemCode.CONTENTS_NOT_FOUND, None) in problems


def test_a_book_of_nothing_but_text_is_one_division() -> None:
    rows, problems, _ = _divisions(sheets.book(*(sheets.prose(30, page=k) for k in range(10))))
    assert [(row[4], row[5]) for row in rows] == [(0, 9)]
    assert ProblemCode.DIVISIONS_NONE_FOUND in [code for code, _ in problems]
