"""Addresses made of titles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.text.slug import SLUG_LIMIT, book_slug, fold, slug


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Finding the Place", "finding-the-place"),
        ("Œuvres complètes: straße, Łódź & Ærø", "oeuvres-completes-strasse-lodz-and-aero"),
        ("The Reader’s Index, 1450–1700", "the-readers-index-1450-1700"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>", "script"),
        ("Война и мир", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_an_address(title: str, address: str) -> None:
    assert slug(title) == address


def test_a_long_title_is_cut_where_a_word_ends() -> None:
    title = "An Account of the Several Ways in which Readers Have at All Times Found Their Place"
    assert slug(title) == "an-account-of-the-several-ways-in-which-readers-have-at-all"
    assert slug("a" * 200) == "a" * SLUG_LIMIT


def test_a_book_without_a_usable_title_still_has_an_address() -> None:
    assert book_slug("Война и мир", ("9780306406157",)) == "9780306406157"
    assert book_slug("***") == "book"


@given(st.text())
def test_an_address_holds_nothing_that_needs_escaping(text: str) -> None:
    made = slug(text)
    assert len(made) <= SLUG_LIMIT
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert slug(made) == made


@pytest.mark.parametrize(
    ("one", "other"),
    [("The  Reader's INDEX", "the reader’s index."), ("Straße", "STRASSE"), ("Война́ и мир", "война и мир")],
)
def test_folding_forgets_what_does_not_part_two_titles(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""
