"""Characters in one form, and letter-spaced words closed up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.text.characters import clean, heal_spaced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ﬁnd the aﬄuent ﬂow", "find the affluent flow"),
        ("cafe\u0301", "caf\u00e9"),
        ("soft\u00adly and\u200b unseen\u2060", "softly and unseen"),
        ("a\u00a0wide\u2003 space", "a wide space"),
        ("bad\x00\x08 bytes\ufffe", "bad bytes"),
        (" ends stay ", " ends stay "),
        ("Preface . . . . . . . . 7", "Preface … 7"),
        ("he said . . . . Then", "he said . . . . Then"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(max_size=60))
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("das war b e d e u t e n d genug", "das war bedeutend genug"),
        ("das w a r es", "das w a r es"),
        ("der T e x t sagt", "der Text sagt"),
        ("A B C D E", "A B C D E"),
        ("J. S. B. Mill", "J. S. B. Mill"),
        ("plain words only", "plain words only"),
    ],
)
def test_letter_spacing(text: str, expected: str) -> None:
    assert heal_spaced(text, {"text", "bedeutend"}.__contains__) == expected
