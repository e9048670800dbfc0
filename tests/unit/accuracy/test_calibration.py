"""The measure of certainties: counts, bins, the error, and that no book is judged by its own counts."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.accuracy.calibration import bins, counts, curve, error, left_out
from tests.accuracy.claims import Claim


def claims(rule: str, *rights: bool) -> list[Claim]:
    return [Claim(structure="notes", rule=rule, right=right) for right in rights]


def test_rules_are_counted_over_all_books() -> None:
    books = {"a": claims("x", True, False) + claims("y", True), "b": claims("x", True)}
    assert counts(books) == {"x": (2, 3), "y": (1, 1)}
    assert counts(books, without="a") == {"x": (1, 1)}


def test_a_book_is_judged_by_the_others_alone() -> None:
    books = {"good": claims("x", *[True] * 8), "bad": claims("x", *[False] * 8)}
    judged = left_out(books)
    assert {(certainty, right) for _, certainty, right in judged} == {(0.1, True), (0.9, False)}


def test_the_error_is_the_distance_from_what_was_claimed() -> None:
    honest = bins([(0.9, k < 9) for k in range(10)])
    assert [(row.claims, row.share) for row in honest] == [(10, 0.9)]
    assert error(honest) == pytest.approx(0)
    boastful = bins([(0.99, k < 5) for k in range(10)])
    assert error(boastful) == pytest.approx(0.49)
    assert error(bins([(0.9, k < 9) for k in range(10)] + [(0.2, True)] * 10)) == pytest.approx(0.4)
    assert bins([(1.0, True)])[0].high == 1.0


def test_the_curve_is_an_image_that_says_what_it_shows() -> None:
    drawn = etree.fromstring(curve({"notes": bins([(0.9, True)] * 20)}))
    assert drawn.findtext("{*}title")
    assert "notes" in [text.text for text in drawn.iter("{*}text")]
    assert len(list(drawn.iter("{*}circle"))) == 2
