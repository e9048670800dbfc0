"""ISBNs: known ones pass, every single wrong digit is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.text.isbn import check_digit, isbn13


# The examples of the ISBN Users' Manual and of ISO 2108, not books of ours.
@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("9780306406157", "9780306406157"),
        ("ISBN 978 0 306 40615 7", "9780306406157"),
        ("ISBN-13: 978-0-306-40615-7", "9780306406157"),
        ("978–0–306–40615–7", "9780306406157"),
        ("0-306-40615-2", "9780306406157"),
        ("ISBN 0 306 40615 2", "9780306406157"),
        ("0-8044-2957-x", "9780804429573"),
        ("979-10-90636-07-1", "9791090636071"),
    ],
)
def test_is_read_in_every_printed_form(text: str, digits: str) -> None:
    assert isbn13(text) == digits


@pytest.mark.parametrize(
    "text", ["", "978-0-306-40615-8", "0-306-40615-3", "977-0-306-40615-7", "97803064061570", "twelve", "٩٧٨٠٣٠٦٤٠٦١٥٧"]
)
def test_is_refused_where_it_is_none(text: str) -> None:
    assert isbn13(text) is None


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 12), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(body: str, place: int, shift: int) -> None:
    right = "978" + body
    right += check_digit(right)
    assert isbn13(right) == right
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert isbn13(wrong) is None
