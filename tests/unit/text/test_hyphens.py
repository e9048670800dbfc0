"""Lines put together: the book's own words decide, then the habit of its language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.text.hyphens import Joint, joint, vocabulary

BOOK = [
    "The government of the town was a matter of self-interest.",
    "Its well-known reading rooms were kept by the post-war council,",
    "and a know-how of binding went from master to mas-",
    "ter without a break. The re-export of paper, the export of books.",
    "A high wall and a high level of the river; a level road; a high road.",
]
ENGLISH = vocabulary(BOOK, language="en")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("in the govern-", "ment of", Joint.HEALED),
        ("a matter of self-", "interest,", Joint.TIGHT),
        ("the re-", "export of", Joint.TIGHT),
        ("Alsace-", "Lorraine", Joint.TIGHT),
        ("the years 1914-", "18", Joint.TIGHT),
        ("pre- and post-", "war", Joint.TIGHT),
        ("both pre-", "and post-war", Joint.SPACED),
        ("an unheard-of inflo-", "rescence", Joint.HEALED),
        ("a high-", "level talk", Joint.TIGHT),
        ("self-", "level", Joint.TIGHT),
        ("a dash -", "and more", Joint.SPACED),
        ("plain words", "go on", Joint.SPACED),
        ("and/", "or", Joint.TIGHT),
        ("https://example.org/a/", "page.html", Joint.TIGHT),
        ("the gov-", "ernments", Joint.HEALED),
    ],
)
def test_english(left: str, right: str, expected: Joint) -> None:
    assert joint(left, right, ENGLISH) is expected


@pytest.mark.parametrize(
    ("language", "left", "right", "expected"),
    [
        ("de", "Vor-", "und Nachteile", Joint.SPACED),
        ("de", "Hand-", "lung", Joint.HEALED),
        ("de", "Genitiv-", "Morphem", Joint.TIGHT),
        ("fr", "dit-", "il", Joint.TIGHT),
        ("fr", "y a-", "t-il", Joint.TIGHT),
        ("fr", "pouvez-", "vous", Joint.TIGHT),
        ("fr", "habi-", "tude", Joint.HEALED),
        ("es", "resplan-", "decía", Joint.HEALED),
        ("la", "scrip-", "torum", Joint.HEALED),
    ],
)
def test_other_languages(language: str, left: str, right: str, expected: Joint) -> None:
    assert joint(left, right, vocabulary([], language=language)) is expected


def test_the_hyphen_that_stands_inside_a_line_is_kept_in_long_compounds():
    book = vocabulary(["a one-to-one talk, c’est-à-dire"], language="en")
    assert joint("in a one-", "to-one case", book) is Joint.TIGHT
    assert joint("c’est-", "à-dire", book) is Joint.TIGHT


def test_the_word_seen_more_often_wins():
    assert joint("co-", "operate", vocabulary(["co-operate", "cooperate", "cooperate"])) is Joint.HEALED
    assert joint("co-", "operate", vocabulary(["co-operate", "co-operate", "cooperate"])) is Joint.TIGHT


def test_broken_words_are_no_evidence():
    book = vocabulary(["the old govern-", "ment fell"])
    assert "ment" not in book.words
    assert "govern" not in book.words


def test_dashes_follow_the_book():
    tight = vocabulary(["words—more words", "again—and again"])
    spaced = vocabulary(["words – more words", "again – and again"])
    assert joint("at its end—", "it went on", tight) is Joint.TIGHT
    assert joint("at its end", "—it went on", tight) is Joint.TIGHT
    assert joint("at its end –", "it went on", spaced) is Joint.SPACED
    assert joint("1914–", "18", tight) is Joint.TIGHT


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["en", "de", "fr", "es", "it", "la"]))
def test_anything_can_be_put_together(left: str, right: str, language: str) -> None:
    how = joint(left, right, vocabulary([left, right], language=language))
    # Only a hyphen may be taken away.
    assert how is not Joint.HEALED or left.rstrip()[-1] in "-\u2010\u00ad"
