"""What is hidden for a second reading, and how notes are judged where only their number is known."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from tests.accuracy.claims import _counted_notes, without_contents
from tests.unit.pipeline.books import BOX, small_layout, small_result

from backlist.model.book import DivisionKind
from backlist.model.evidence import Evidence
from backlist.model.layout import Box

SCORE = SimpleNamespace(norm=lambda text: str(text).casefold())


def test_contents_pages_keep_their_furniture_alone() -> None:
    layout, result = small_layout(), small_result()
    head = replace(layout.pages[0].lines[0], box=Box(left=72, top=20, right=300, bottom=30))
    page = replace(layout.pages[0], lines=(head, *layout.pages[0].lines))
    layout = replace(layout, pages=(page, *layout.pages[1:]))
    said = Evidence(subject="p1", claim="line.running-head", rule="repeats", certainty=0.9, page=0, boxes=(head.box,))
    assert BOX in {line.box for line in page.lines}
    assert without_contents(layout, result)[1] == ()
    contents = replace(result.book.divisions[0], kind=DivisionKind.CONTENTS)
    bare, hidden = without_contents(
        layout, replace(result, book=replace(result.book, divisions=(contents,)), evidence=(said,))
    )
    assert hidden == (0, 1)
    assert bare.pages[0].lines == (head,)
    assert bare.outline == ()


def test_notes_beyond_the_true_number_are_wrong() -> None:
    result = small_result()
    tied = Evidence(subject="p2-n1", claim="note.call", rule="notes.raised", certainty=0.9)
    result = replace(result, evidence=(tied,))
    for due, right in ((1, [True]), (0, [False])):
        truth = {"notes": {"count_by_division": {"Where readers look": due}}}
        assert [claim.right for claim in _counted_notes(result, truth, SCORE)] == right
    assert list(_counted_notes(result, {}, SCORE)) == []
