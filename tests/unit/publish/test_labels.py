"""The short texts of a division's page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.web.handmade import BOOK, division, pages, text

from backlist.model.book import Contributor, DivisionKind, LineBreak, NoteCall, PageBreak
from backlist.publish.html import (
    bylines,
    direction,
    first_label,
    heading_text,
    pages_label,
    printed_date,
    type_label,
)

CHAPTER = division("chapter-2")


@pytest.mark.parametrize(
    ("number", "title", "wanted"),
    [
        ("5", (text("Attempts to heal the breach"),), "5 - Attempts to heal the breach"),
        ("V", (text("Attempts"), LineBreak(), text("to heal")), "V - Attempts to heal"),
        (None, (text("Preface"), NoteCall(note=None, mark="*"), PageBreak(page="p1")), "Preface"),
        ("5", (), "Chapter 5"),
        (None, (text("  "),), "Chapter"),
    ],
)
def test_heading_is_number_hyphen_and_title(number, title, wanted):
    assert heading_text(replace(CHAPTER, number=number, title=title)) == wanted


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (DivisionKind.CHAPTER, "Chapter"),
        (DivisionKind.FRONT_MATTER, "Frontmatter"),
        (DivisionKind.BACK_MATTER, "Backmatter"),
        (DivisionKind.INDEX, "Index"),
        (DivisionKind.LIST_OF_FIGURES, "List of figures"),
    ],
)
def test_type_is_the_kind_in_a_readers_words(kind, wanted):
    assert type_label(kind) == wanted


def test_every_kind_has_a_type_that_shows():
    assert all(type_label(kind)[0].isupper() and "-" not in type_label(kind) for kind in DivisionKind)


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("p6", "p11", "pp. 6 - 11"),
        ("p6", "p6", "p. 6"),
        ("p6", None, "p. 6"),
        ("piii", "p1", "pp. iii - 1"),
        ("p-f0", "piv", "pp. iii - iv"),
        ("p-f0", "p-f1", None),
        (None, None, None),
        ("p-unknown", "p6", None),
    ],
)
def test_pages_are_the_first_and_last_numbered(first, last, wanted):
    assert pages_label(BOOK, replace(CHAPTER, first_page=first, last_page=last)) == wanted


def test_first_label_skips_unnumbered_leaves():
    assert first_label(BOOK, division("frontmatter")) == "iii"
    assert first_label(replace(BOOK, pages=pages(None, None)), division("frontmatter")) is None


def test_dates_have_two_digits_and_the_month_in_words():
    assert printed_date(date(2011, 6, 1)) == "01 June 2011"
    assert printed_date(date(999, 12, 31)) == "31 December 999"


def test_contributors_stand_by_role():
    people = [
        Contributor(name="A"),
        Contributor(name="E", role="editor"),
        Contributor(name="B"),
        Contributor(name="C"),
        Contributor(name="T", role="translator"),
    ]
    assert bylines(people) == ("A, B and C", "Edited by E", "Translated by T")
    assert bylines(people[:1]) == ("A",)
    assert bylines(()) == ()


def test_direction_follows_the_language():
    assert [direction(tag) for tag in ("en-GB", "he", "ar-EG", "haw")] == ["ltr", "rtl", "rtl", "ltr"]
