"""Page labels: the numbers on all pages, explained together."""

from __future__ import annotations

import pytest
from tests.unit.structure import sheets

from backlist.problems import ProblemCode
from backlist.structure.labels import Folio, Run, Style, explain, label_of, number_pages, parse_number

A, R = Style.ARABIC, Style.ROMAN


def folio(value: int | None, style: Style = A, *, alone: bool = True) -> tuple[Folio, ...]:
    return () if value is None else (Folio(value=value, style=style, line=0, alone=alone),)


def arabic(*values: int | None) -> list[tuple[Folio, ...]]:
    return [folio(value) for value in values]


def roman(*values: int | None) -> list[tuple[Folio, ...]]:
    return [folio(value, R) for value in values]


def labels(found: list[tuple[Folio, ...]], file_labels: tuple[str | None, ...] = ()) -> list[str | None]:
    """The labels of pages with a full page of text each."""
    pages, _, _ = number_pages(_layout(len(found), file_labels), tuple(found))
    return [page.label for page in pages]


def _layout(count: int, file_labels: tuple[str | None, ...] = ()):
    return sheets.book(*(sheets.prose(20, page=k) for k in range(count)), labels=file_labels)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("203", (203, A)), ("xiv", (14, R)), ("XIV", (14, Style.ROMAN_CAPITAL)), ("[12]", (12, A)), ("– 7 –", (7, A)),
        (" 5. ", (5, A)), ("9999", (9999, A)),
    ],
)  # fmt: skip
def test_numbers_of_pages(text: str, expected: tuple[int, Style]) -> None:
    assert parse_number(text) == expected


@pytest.mark.parametrize("text", ["", "0", "12345", "3a", "Xiv", "page", "1.2", "12–14", "iiiiiiiiiiii"])
def test_what_is_no_number_of_a_page(text: str) -> None:
    assert parse_number(text) is None


def test_a_run_gives_labels_from_its_first_number_on() -> None:
    assert label_of(Run(R, -3), 3) is None
    assert label_of(Run(R, -3), 7) == "iv"
    assert label_of(Run(Style.ROMAN_CAPITAL, 0), 9) == "IX"
    assert label_of(Run(A, 170), 10) == "180"


def test_roman_front_matter_then_arabic() -> None:
    found = [*roman(None, None, None, None, 5, 6, None, 8), *arabic(None, 2, 3, 4, 5, 6)]
    assert labels(found) == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "1", "2", "3", "4", "5", "6"]


def test_unnumbered_pages_are_counted() -> None:
    assert labels(arabic(None, None, 3, 4, None, 6, 7, None, None, 10)) == [str(n) for n in range(1, 11)]


def test_what_is_printed_is_said_to_be_printed() -> None:
    pages, evidence, _ = number_pages(_layout(6), tuple(arabic(1, 2, None, 4, 5, 6)))
    assert [page.printed for page in pages] == [True, True, False, True, True, True]
    assert {e.subject for e in evidence} == {page.id for page in pages}
    assert [bool(e.boxes) for e in evidence] == [page.printed for page in pages]


def test_a_misprinted_number_is_not_followed() -> None:
    found = arabic(1, 2, 3, 4, 5, 76, 7, 8, 9, 10)
    pages, _, problems = number_pages(_layout(10), tuple(found))
    assert [page.label for page in pages] == [str(n) for n in range(1, 11)]
    assert not pages[5].printed
    assert [(p.code, p.page) for p in problems] == [(ProblemCode.LABELS_MISPRINTED, "6")]


def test_plates_stand_outside_the_numbers() -> None:
    full = [sheets.prose(20, page=k) for k in range(12)]
    full[5:7] = [[sheets.centred("Plate 1", 480)], []]
    found = arabic(1, 2, 3, 4, 5, None, None, 6, 7, 8, 9, 10)
    pages, _, _ = number_pages(sheets.book(*full), tuple(found))
    assert [page.label for page in pages] == ["1", "2", "3", "4", "5", None, None, "6", "7", "8", "9", "10"]
    assert [pages[5].id, pages[6].id] == ["f6", "f7"]


def test_missing_leaves_are_a_gap() -> None:
    _, _, problems = number_pages(_layout(10), tuple(arabic(1, 2, 3, 4, 5, 8, 9, 10, 11, 12)))
    assert [(p.code, p.page) for p in problems] == [(ProblemCode.LABELS_GAP, "8")]
    assert labels(arabic(1, 2, 3, 4, 5, 8, 9, 10, 11, 12))[5] == "8"


def test_numbers_may_begin_again() -> None:
    found = arabic(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6)
    pages, _, _ = number_pages(_layout(12), tuple(found))
    assert [page.label for page in pages] == [str(n) for n in (*range(1, 7), *range(1, 7))]
    assert pages[6].id == "p1.2"
    assert len({page.id for page in pages}) == 12


def test_a_year_in_the_text_begins_no_run() -> None:
    found = arabic(1, 2, None, 4, 5, 6, 7, 8)
    found[2] = folio(1977, alone=False)
    assert labels(found)[2] == "3"


def test_numbers_in_running_heads_are_enough() -> None:
    found = [folio(n, alone=False) for n in range(40, 52)]
    assert labels(found) == [str(n) for n in range(40, 52)]


def test_a_book_without_numbers_is_counted_as_the_file_is() -> None:
    pages, _, problems = number_pages(_layout(3), ((), (), ()))
    assert [page.label for page in pages] == ["1", "2", "3"]
    assert [problem.code for problem in problems] == [ProblemCode.LABELS_NONE_PRINTED]
    assert labels([(), (), ()], ("i", "ii", "1")) == ["i", "ii", "1"]


def test_printed_numbers_are_followed_against_the_file() -> None:
    found = tuple(arabic(*range(11, 21)))
    layout = _layout(10, tuple(str(n) for n in range(1, 11)))
    pages, _, problems = number_pages(layout, found)
    assert [page.label for page in pages] == [str(n) for n in range(11, 21)]
    assert ProblemCode.LABELS_DISAGREE_WITH_FILE in {problem.code for problem in problems}


def test_a_file_that_agrees_names_the_pages_without_number() -> None:
    found = (*roman(None, None, None), *arabic(*range(1, 9)))
    own = ("i", "ii", "iii", *(str(n) for n in range(1, 9)))
    assert labels(list(found), own) == list(own)


def test_every_page_is_explained_by_at_most_one_run() -> None:
    found = (*roman(None, None, 3, 4), *arabic(1, 2, 3, 4, 5))
    runs = explain(found, (None,) * 9)
    assert len(runs) == 9
    assert set(runs) == {Run(R, 1), Run(A, -3)}
