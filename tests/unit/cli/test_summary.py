"""The lines that follow a publication."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.pipeline.books import small_result

from backlist.cli.summary import count_lines, imprint_line, outcome, problem_lines, title_line
from backlist.model.book import Book, Contributor, Details, Division, DivisionKind, NoteCall, Paragraph
from backlist.problems import WORDS, Problem, ProblemCode


def test_title_and_imprint() -> None:
    people = (Contributor(name="A"), Contributor(name="B", role="editor"), Contributor(name="C", role="translator"))
    details = Details(title="T", subtitle="S", contributors=people, publisher="The Press", print_year=1977)
    assert title_line(Book(id="t", details=details)) == "T: S"
    assert imprint_line(Book(id="t", details=details)) == "A, B (ed.), C (trans.) · The Press, 1977"
    assert imprint_line(Book(id="t", details=Details(title="T"))) == ""


def test_what_was_found_is_counted() -> None:
    book = small_result().book
    assert list(count_lines(book)) == [
        "1 division found: chapter",
        "2 of 2 pages numbered",
        "1 of 1 notes tied to their marks",
    ]
    chapter = book.divisions[0]
    untied = replace(chapter, blocks=(Paragraph(id="p1-1", inlines=(NoteCall(note=None, mark="1"),)),))
    kinds = (DivisionKind.CONTENTS, DivisionKind.PART, DivisionKind.INDEX, DivisionKind.INDEX)
    others = tuple(Division(id=f"d{rank}", kind=kind, title=()) for rank, kind in enumerate(kinds))
    more = replace(book, divisions=(*others[:1], replace(others[1], divisions=(untied,)), *others[2:]))
    assert list(count_lines(more)) == [
        "5 divisions found: contents, part, chapter, 2 indexes",
        "2 of 2 pages numbered",
        "0 of 1 notes tied to their marks",
    ]
    assert next(count_lines(replace(book, divisions=()))) == "No division found"


def test_problems_are_gathered_by_kind_losses_first() -> None:
    gap = Problem(code=ProblemCode.LABELS_GAP, seen="A leaf is missing.")
    loss = Problem(code=ProblemCode.TEXT_UNREADABLE, seen="Unreadable.", page="7")
    lines = list(problem_lines([gap, *[loss] * 5]))
    assert lines == [
        f"5 × text.unreadable: {WORDS[ProblemCode.TEXT_UNREADABLE]}",
        *["    p. 7: Unreadable."] * 3,
        "    and 2 more",
        f"1 × labels.gap: {WORDS[ProblemCode.LABELS_GAP]}",
        "    A leaf is missing.",
    ]
    assert outcome([gap]) == "Published"
    assert outcome([gap, loss]) == "Published with losses"
