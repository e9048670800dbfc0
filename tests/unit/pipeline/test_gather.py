"""Many findings of one kind become one; a few stay as they are."""

from __future__ import annotations

from backlist.pipeline.gather import MOST_ALONE, PAGES_NAMED, gathered
from backlist.problems import Problem, ProblemCode

C = ProblemCode


def untied(page: str | None) -> Problem:
    return Problem(code=C.NOTES_NOTE_WITHOUT_MARK, seen=f"Note on page {page}.", page=page)


def test_a_few_stay_as_they_are() -> None:
    few = tuple(untied(str(k)) for k in range(MOST_ALONE))
    assert gathered(few) == few


def test_many_become_one_where_the_first_stood() -> None:
    first = Problem(code=C.DETAILS_NO_ISBN, seen="None.")
    last = Problem(code=C.CONTENTS_NOT_FOUND, seen="None either.")
    many = [untied("7"), *(untied(str(10 + k)) for k in range(MOST_ALONE)), untied("7"), untied(None)]
    before, one, after = gathered((first, *many, last))
    assert (before, after) == (first, last)
    assert one.code is C.NOTES_NOTE_WITHOUT_MARK
    assert one.page == "7"
    assert one.seen.startswith(f"{len(many)} notes are called by nothing")
    assert one.seen.endswith("Pages 7, 10, 11, 12, 13, 14.")


def test_very_many_pages_are_not_all_named() -> None:
    (one,) = gathered(untied(str(k)) for k in range(PAGES_NAMED + 3))
    assert one.seen.endswith(f"{PAGES_NAMED - 1} and 3 more.")


def test_what_has_a_name_of_its_own_is_never_gathered() -> None:
    entries = tuple(
        Problem(code=C.CONTENTS_ENTRY_NOT_PLACED, seen=f"The contents name “{k}”.", page="1") for k in range(20)
    )
    assert gathered(entries) == entries
