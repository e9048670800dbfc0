"""Where each printed page begins, and which of several pages with one number is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.handmade import BOOK, division, pages, para, turn, with_chapters

from backlist.catalogue.printed_pages import label_key, places
from backlist.model.book import Book
from backlist.publish.html import standing_divisions, write_division


def found(book: Book):
    texts = {s.division.id: write_division(book, s.division) for s in standing_divisions(book)}
    return places(book, texts)


def test_each_numbered_page_begins_where_its_mark_stands():
    assert [(place.page.label, place.division, place.anchor) for place in found(BOOK)] == [
        ("iii", "frontmatter", "piii"),
        ("iv", "frontmatter", "piv"),
        ("v", "contents", "pv"),
        ("1", "part-i", "p1"),
        ("2", "part-i", None),  # the blank back of the part's title page
        ("3", "chapter-1", "p3"),
        ("4", "chapter-1", "p4"),
        ("5", "chapter-1", "p5"),
        ("6", "chapter-1", "p6"),  # chapter 2 opens on it too, further down
        ("7", "chapter-2", "p7"),
        ("8", "chapter-2", "p8"),
        ("9", "chapter-2", "p9"),
        ("10", "chapter-2", "p10"),
        ("11", "chapter-2", "p11"),
        ("12", "index", "p12"),
        ("13", "index", "p13"),
    ]


def test_a_division_that_opens_in_mid_page_has_that_page_where_no_other_marks_it():
    first = replace(division("chapter-1"), blocks=(turn("3"), para("p3-1", "Words.")))
    book = replace(BOOK, divisions=(first, division("chapter-2")))
    assert {place.page.label: place.division for place in found(book)}["6"] == "chapter-2"


def test_pages_before_every_division_lead_to_the_first():
    book = replace(BOOK, divisions=(division("chapter-1"),))
    assert [(place.division, place.anchor) for place in found(book)][:2] == [("chapter-1", None)] * 2


def test_a_book_without_divisions_has_no_places():
    assert found(replace(BOOK, divisions=())) == ()


def test_of_pages_with_one_number_the_longest_run_comes_first():
    book = with_chapters(1)
    labels = ["1", "2", "i", "ii", "1", "2", "3", "4", "5", "6", "1", "2"]
    numbered = tuple(replace(page, id=f"{page.id}-{index}", index=index) for index, page in enumerate(pages(*labels)))
    ranks = [(place.page.label, place.page.index, place.rank) for place in found(replace(book, pages=numbered))]
    assert ("1", 4, 0) in ranks
    assert ("1", 0, 1) in ranks
    assert ("1", 10, 2) in ranks
    assert ("i", 2, 0) in ranks


def test_equal_runs_leave_the_first_page_first():
    numbered = tuple(replace(page, id=f"{page.id}-{index}") for index, page in enumerate(pages("1", "2", "1", "2")))
    assert [place.rank for place in found(replace(with_chapters(1), pages=numbered))] == [0, 0, 1, 1]


@pytest.mark.parametrize(("typed", "key"), [("XIV", "xiv"), (" 117 ", "117"), ("ⅻ", "xii"), ("A / 3", "a/3")])
def test_labels_are_compared_as_readers_type_them(typed, key):
    assert label_key(typed) == key
