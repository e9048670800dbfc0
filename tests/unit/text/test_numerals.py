"""Roman numerals, as printers write them and as they wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.text.numerals import from_roman, to_roman


@pytest.mark.parametrize(
    ("value", "numeral"),
    [
        (1, "i"),
        (4, "iv"),
        (9, "ix"),
        (14, "xiv"),
        (40, "xl"),
        (49, "xlix"),
        (90, "xc"),
        (400, "cd"),
        (1977, "mcmlxxvii"),
    ],
)
def test_both_ways(value: int, numeral: str) -> None:
    assert to_roman(value) == numeral
    assert from_roman(numeral) == value
    assert from_roman(numeral.upper()) == value


@given(st.integers(1, 4999))
def test_there_and_back(value: int) -> None:
    assert from_roman(to_roman(value)) == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("viiii", 9), ("xxxx", 40), ("iiii", 4), ("viij", 8), ("ij", 2), ("lxxxxviiii", 99), ("j", None)],
)
def test_older_forms_are_read(numeral: str, value: int | None) -> None:
    assert from_roman(numeral) == value


@pytest.mark.parametrize("text", ["", "iix", "vv", "ic", "12", "xiv.", "civil", "mix up", "l i", "ı"])
def test_what_is_no_numeral(text: str) -> None:
    assert from_roman(text) is None


@pytest.mark.parametrize("value", [0, -3])
def test_numerals_begin_at_one(value: int) -> None:
    with pytest.raises(ValueError, match="no roman numeral"):
        to_roman(value)
