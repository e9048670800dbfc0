"""The summary: an abstract, or the division's own opening."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as parser
from tests.web.handmade import BOOK, division, para, text, turn

from backlist.model.book import Division, DivisionKind, NoteCall, Style, Styled
from backlist.publish.html import description, summary_html
from backlist.publish.html.summary import DESCRIPTION_CHARACTERS

SECOND = division("chapter-2")


def words(count: int, word: str = "word") -> str:
    return " ".join([word] * count)


def chapter(*counts: int, heading: bool = False) -> Division:
    """A chapter of paragraphs of so many words, within a section where `heading`."""
    blocks = (turn("6"), *(para(f"p6-{place}", words(count)) for place, count in enumerate(counts, start=1)))
    base = replace(SECOND, blocks=(), divisions=(), notes=())
    if not heading:
        return replace(base, blocks=blocks)
    section = Division(id="p6-s1", kind=DivisionKind.SECTION, title=(text("First"),), number="1.1", blocks=blocks)
    return replace(base, blocks=(turn("6"),), divisions=(section,))


def paragraphs(one: Division) -> list[str]:
    fragment = summary_html(BOOK, one)
    return ["".join(p.itertext()) for p in parser.fragment_fromstring(fragment, create_parent="div").iter("p")]


@pytest.mark.parametrize(
    ("counts", "taken"),
    [
        ((100, 100, 100, 100), 3),
        ((180, 150, 10), 2),
        ((200, 200), 1),
        ((900, 10), 1),
        ((10,), 1),
        ((290, 61), 1),
        ((290, 60, 1), 2),
        ((300, 1), 1),
    ],
)
def test_whole_paragraphs_up_to_about_300_words(counts, taken):
    assert [len(shown.split()) for shown in paragraphs(chapter(*counts))] == list(counts[:taken])


def test_a_division_that_opens_with_a_section_shows_its_heading():
    assert paragraphs(chapter(5, 6, heading=True)) == ["1.1 First", words(5), words(6)]


def test_a_heading_that_comes_later_is_not_shown():
    opening = replace(chapter(5, heading=True), blocks=(para("p6-9", "Opening."),))
    assert paragraphs(opening) == ["Opening.", words(5)]


def test_marks_numbers_and_ids_stay_in_the_text():
    fragment = summary_html(BOOK, SECOND)
    for gone in ("doc-noteref", "doc-pagebreak", "<sup>1", "<sup>*", "id="):
        assert gone not in fragment
    assert "international" in fragment
    assert '<span class="small-caps">a.d.</span>' in fragment


def test_an_abstract_comes_first():
    abstract = (para("p6-a1", "An abstract, ", Styled(style=Style.ITALIC, inlines=(text("whole"),)), "."),)
    assert summary_html(BOOK, replace(SECOND, summary=abstract)) == "<p>An abstract, <i>whole</i>.</p>\n"


def test_a_division_without_words_has_no_summary():
    assert summary_html(BOOK, replace(division("part-i"), blocks=(turn("1"),))) == ""
    assert description(BOOK, replace(division("part-i"), blocks=())) == ""


def test_text_that_looks_like_markup_is_text():
    one = replace(chapter(1), blocks=(para("p6-1", "<script>x</script>", NoteCall(note=None, mark="<b>")),))
    assert summary_html(BOOK, one) == "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"


def test_the_description_is_cut_between_words():
    assert description(BOOK, chapter(3)) == "word word word"
    cut = description(BOOK, chapter(100))
    assert cut.endswith("word…")
    assert DESCRIPTION_CHARACTERS - 10 < len(cut) <= DESCRIPTION_CHARACTERS
    assert len(description(BOOK, replace(chapter(1), blocks=(para("p6-1", "x" * 999),)))) == DESCRIPTION_CHARACTERS
