"""Numbers that OCR has misread, put right by the shapes of letters and figures alone."""

from __future__ import annotations

import pytest

from backlist.text.misread import figures_of, mend_leading_number, mend_names, roman_of


@pytest.mark.parametrize(
    ("read", "meant"), [("ll", "11"), ("1O", "10"), ("A", "4"), ("lil", "111"), ("Vv", "v"), ("12", "12")]
)
def test_figures(read: str, meant: str) -> None:
    assert figures_of(read) == meant


@pytest.mark.parametrize("word", ["the", "Ale", "12345", "", "x-"])
def test_words_are_no_figures(word: str) -> None:
    assert figures_of(word) is None


@pytest.mark.parametrize(
    ("read", "meant"), [("Il", "II"), ("IlI", "III"), ("VIL", "VII"), ("Ix", "IX"), ("Vv", "V"), ("XIL", "XII")]
)
def test_roman_numerals(read: str, meant: str) -> None:
    assert roman_of(read) == meant


@pytest.mark.parametrize("word", ["11", "Mill", "Livid", "Civil", "I", "Ivy"])
def test_words_and_figures_are_no_numerals(word: str) -> None:
    assert roman_of(word) is None


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Il. The Treaty", "II. The Treaty"),
        ("IL. JOHANN KUHNAU", "II. JOHANN KUHNAU"),
        ("4, The Treaty", "4. The Treaty"),
        ("IV. The Treaty", "IV. The Treaty"),
        ("L. Weber", "L. Weber"),
        ("Il Decameron", "Il Decameron"),
        ("Mill. On Liberty", "Mill. On Liberty"),
        ("1914, The Year", "1914, The Year"),
        ("12, and so on", "12, and so on"),
    ],
)
def test_numbers_that_begin_a_heading(read: str, meant: str) -> None:
    assert mend_leading_number(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [("Il LES BABAROTRES", "II LES BABAROTRES"), ("IL EST MORT", "IL EST MORT"), ("Il Principe", "Il Principe")],
)
def test_numbers_before_titles_in_capitals(read: str, meant: str) -> None:
    assert mend_leading_number(read) == meant


def test_figures_within_words_are_letters() -> None:
    assert mend_names("Wahlstr6m, Mu1ler and Jones 2nd, 1865") == "Wahlstrom, Muller and Jones 2nd, 1865"
