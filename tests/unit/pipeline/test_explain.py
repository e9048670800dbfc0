"""What was recognised on one page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.pipeline.books import BOX, small_layout, small_result

from backlist.errors import InputError
from backlist.model.evidence import Evidence
from backlist.model.layout import Box
from backlist.pipeline.explain import TEXT, explain

LAYOUT, RESULT = small_layout(), small_result()


def test_the_page_is_found_by_its_printed_number_or_its_id() -> None:
    assert explain(LAYOUT, RESULT, "2", where="b").page.id == "p2"
    assert explain(LAYOUT, RESULT, "p2", where="b").page.id == "p2"
    with pytest.raises(InputError, match="There is no page 3") as caught:
        explain(LAYOUT, RESULT, "3", where="b")
    assert caught.value.code == "input.no-such-page"


def test_what_lies_on_the_page() -> None:
    first, second = (explain(LAYOUT, RESULT, label, where="b") for label in ("1", "2"))
    assert [division.id for division in first.divisions] == ["chapter-1"]
    assert [block.id for block in first.blocks] == ["p1-1"]
    assert [block.id for block in second.blocks] == ["p2-2"]
    assert [note.id for note in second.notes] == ["p2-n1"]
    assert first.problems == ()
    assert [problem.page for problem in second.problems] == ["2"]


def test_a_line_is_what_the_evidence_says_of_it() -> None:
    (line,) = explain(LAYOUT, replace(RESULT, evidence=()), "1", where="b").lines
    assert (line.taken_for, line.rule) == (TEXT, "")
    (line,) = explain(LAYOUT, RESULT, "1", where="b").lines
    assert (line.taken_for, line.rule) == ("page.label", "folio")
    unsure = Evidence(subject="p1", claim="line.running-head", rule="repeats", certainty=0.4, page=0, boxes=(BOX,))
    apart = Evidence(
        subject="p1",
        claim="line.other",
        rule="far",
        certainty=1.0,
        page=0,
        boxes=(Box(left=72, top=300, right=300, bottom=310),),
    )
    other_page = Evidence(subject="p2", claim="line.other", rule="far", certainty=1.0, page=1, boxes=(BOX,))
    result = replace(RESULT, evidence=(unsure, apart, other_page, *RESULT.evidence))
    reading = explain(LAYOUT, result, "1", where="b")
    assert [(line.taken_for, line.rule) for line in reading.lines] == [("line.running-head", "repeats")]
    assert other_page not in reading.evidence
    assert unsure in reading.evidence


def test_evidence_without_a_place_belongs_to_its_subject() -> None:
    item = Evidence(subject="chapter-1", claim="division.start", rule="contents", certainty=1.0)
    result = replace(RESULT, evidence=(item,))
    assert explain(LAYOUT, result, "2", where="b").evidence == (item,)
