"""Abstracts of signed chapters."""

from __future__ import annotations

from backlist.model.book import Contributor, Division, DivisionKind, PageBreak, Paragraph, Quotation, Text
from backlist.structure.abstracts import with_abstracts

WORDS = " ".join(["word"] * 60)


def paragraph(words: str, id: str) -> Paragraph:
    return Paragraph(id=id, inlines=(Text(text=words),))


def chapter(number: int, *blocks: object, author: str | None = "Anna Berg") -> Division:
    return Division(
        id=f"chapter-{number}",
        kind=DivisionKind.CHAPTER,
        title=(Text(text="A title"),),
        number=str(number),
        contributors=(Contributor(name=author),) if author else (),
        blocks=(PageBreak(page=f"p{number}"), *blocks),
    )


def quotation(number: int, words: str = WORDS) -> Quotation:
    return Quotation(id=f"p{number}-1", blocks=(paragraph(words, f"p{number}-2"),))


def test_the_set_off_text_that_opens_signed_chapters_is_their_abstract():
    book = tuple(chapter(n, quotation(n), paragraph(WORDS, f"p{n}-3")) for n in (1, 2, 3))
    for n, division in enumerate(with_abstracts(book), 1):
        assert division.summary == (paragraph(WORDS, f"p{n}-2"),)
        assert division.blocks == (PageBreak(page=f"p{n}"), paragraph(WORDS, f"p{n}-3"))


def test_chapters_under_parts_have_theirs_too():
    part = Division(
        id="part-1",
        kind=DivisionKind.PART,
        title=(Text(text="Part"),),
        divisions=tuple(chapter(n, quotation(n)) for n in (1, 2)),
    )
    assert all(d.summary for d in with_abstracts((part,))[0].divisions)


def test_a_short_epigraph_stays_a_quotation():
    book = tuple(chapter(n, quotation(n, "Three words only")) for n in (1, 2, 3))
    assert with_abstracts(book) == book


def test_one_chapter_alone_is_no_habit():
    book = (chapter(1, quotation(1)), *(chapter(n, paragraph(WORDS, f"p{n}-1")) for n in (2, 3, 4)))
    assert with_abstracts(book) == book


def test_unsigned_chapters_begin_with_quotations_of_others():
    book = tuple(chapter(n, quotation(n), author=None) for n in (1, 2, 3))
    assert with_abstracts(book) == book


def test_a_text_in_which_a_page_begins_stays_in_its_place():
    broken = Quotation(
        id="p1-1", blocks=(Paragraph(id="p1-2", inlines=(Text(text=WORDS), PageBreak(page="p9"), Text(text=WORDS))),)
    )
    book = (chapter(1, broken), chapter(2, quotation(2)), chapter(3, quotation(3)))
    changed = with_abstracts(book)
    assert changed[0] == book[0]
    assert changed[1].summary
