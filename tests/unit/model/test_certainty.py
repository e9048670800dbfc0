"""Certainties follow from counts, and every rule of the product has been counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backlist import structure
from backlist.model.certainty import certainty_of, smoothed

#: What no book of the corpus has, so that nobody knows how often it is right.
UNMEASURED = {"divisions.whole", "divisions.contents-unlike", "labels.file", "verse.short-lines"}


@pytest.mark.parametrize(
    ("right", "claims", "certainty"), [(0, 0, 0.5), (1, 1, 0.667), (98, 98, 0.99), (0, 8, 0.1), (90_000, 90_000, 0.999)]
)
def test_shares_are_drawn_towards_one_half(right: int, claims: int, certainty: float) -> None:
    assert smoothed(right, claims) == certainty


def test_nothing_is_known_of_a_rule_that_was_never_measured() -> None:
    assert certainty_of("divisions.nobody-has-this-rule") == 0.5


def test_no_rule_is_infallible() -> None:
    assert 0.99 < certainty_of("labels.printed") < 1


def test_every_rule_named_in_the_source_was_measured() -> None:
    named = set()
    for path in Path(structure.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'"((?:labels|divisions|notes|furniture|quotations|verse)\.[a-z-]+)"', text))
    assert named - UNMEASURED
    assert {rule for rule in named - UNMEASURED if certainty_of(rule) == 0.5} == set()
