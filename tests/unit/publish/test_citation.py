"""How to cite a division or a book."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.handmade import BOOK, division, text

from backlist.model.book import Contributor, Details
from backlist.publish.html import book_citation_html, citation_html

MONOGRAPH = replace(BOOK, details=replace(BOOK.details, contributors=(Contributor(name="A. First Writer"),)))
IN_BOOK = "<i>On the Margin: How printed pages keep their numbers</i>"


def test_a_chapter_of_a_monograph_is_its_authors():
    assert citation_html(MONOGRAPH, division("chapter-1")) == (
        f"A. First Writer, “The reader's part of the page,” in {IN_BOOK} (Here: A Press, 1977), 3–6."
    )


def test_a_chapter_with_its_own_author_names_the_editor_too():
    assert citation_html(BOOK, division("chapter-2")) == (
        f"A. Second Writer, “Attempts to heal the breach,” in {IN_BOOK}, ed. An Editor (Here: A Press, 1977), 6–11."
    )


@pytest.mark.parametrize(
    ("details", "wanted"),
    [
        (Details(title="A"), "<i>A</i>."),
        (Details(title="A", print_year=1977), "<i>A</i> (1977)."),
        (Details(title="A", publisher="P & Q"), "<i>A</i> (P &amp; Q)."),
        (Details(title="A", place="L", print_year=1977), "<i>A</i> (L, 1977)."),
        (Details(title="<b>", contributors=(Contributor(name="<i>"),)), "&lt;i&gt;, <i>&lt;b&gt;</i>."),
    ],
)
def test_what_the_book_does_not_say_is_left_out(details, wanted):
    assert book_citation_html(replace(BOOK, details=details)) == wanted


def test_one_page_a_question_and_many_authors():
    people = tuple(Contributor(name=name) for name in "ABCD")
    one = replace(division("chapter-1"), title=(text("Why?"),), last_page="p3", contributors=people)
    assert citation_html(BOOK, one).startswith("A et al., “Why?” in ")
    assert citation_html(BOOK, one).endswith("1977), 3.")
    assert citation_html(BOOK, replace(one, contributors=people[:3])).startswith("A, B and C, “")


def test_editors_stand_where_there_is_no_author():
    editors = tuple(Contributor(name=name, role="editor") for name in "EF")
    book = replace(BOOK, details=Details(title="A", contributors=editors))
    assert book_citation_html(book) == "E and F, eds., <i>A</i>."
    assert citation_html(book, replace(division("index"), first_page=None)) == "“Index,” in <i>A</i>, ed. E and F."
