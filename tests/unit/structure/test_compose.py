"""Composition: every word once, every page once, ids that can be cited, divisions nested as they open."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.structure.printed import Row, chapter, composed, labels, layout, notes, paged, paragraph

from backlist.model.book import (
    Block,
    Division,
    DivisionKind,
    Entry,
    Figure,
    Inline,
    Itemised,
    LineBreak,
    Link,
    NoteCall,
    PageBreak,
    Paragraph,
    Quotation,
    Styled,
    Text,
    Verse,
)
from backlist.model.layout import Layout
from backlist.structure.compose import Composition, compose
from backlist.structure.skeleton import PageFurniture

PROSE = (
    "A reader who opens a book in the middle sees at once where a paragraph begins, for its first line stands a little "
    "further in than those below it, and where the last one ended, for the line that ends it seldom reaches the edge. "
)


def _divisions(given: Iterable[Division]) -> Iterator[Division]:
    for division in given:
        yield division
        yield from _divisions(division.divisions)


def _blocks(given: Iterable[Block]) -> Iterator[Block]:
    for block in given:
        yield block
        match block:
            case Quotation(blocks=inner):
                yield from _blocks(inner)
            case Itemised(items=items):
                for item in items:
                    yield from _blocks(item.blocks)


def _inlines(block: Block) -> tuple[Inline, ...]:
    match block:
        case Paragraph(inlines=inlines) | Entry(inlines=inlines) | Figure(caption=inlines):
            return inlines
        case Verse(lines=lines):
            return tuple(inline for line in lines for inline in (*line, LineBreak()))
    return ()


def _leaves(given: Iterable[Inline]) -> Iterator[Inline]:
    for inline in given:
        if isinstance(inline, Styled | Link):
            yield from _leaves(inline.inlines)
        else:
            yield inline


def _text(given: Iterable[Inline]) -> str:
    out = []
    for leaf in _leaves(given):
        match leaf:
            case Text(text=text):
                out.append(text)
            case NoteCall(mark=mark):
                out.append(mark)
            case LineBreak():
                out.append(" ")
    return "".join(out)


def _letters(found: Composition) -> Counter[str]:
    """Every letter and figure of the text, the notes and the titles of sections."""
    parts: list[str] = []
    for division in _divisions(found.divisions):
        if division.kind is DivisionKind.SECTION:
            parts += [division.number or "", _text(division.title)]
        for block in _blocks(division.blocks):
            if isinstance(block, Itemised):
                parts += [item.label or "" for item in block.items]
            parts.append(_text(_inlines(block)))
        for note in division.notes:
            parts.append(note.mark)
            parts += [_text(_inlines(block)) for block in _blocks(note.blocks)]
    return _word_characters(parts)


def _word_characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(re.sub(r"[\W_]", "", "".join(texts)))


def _page_breaks(found: Composition) -> list[str]:
    """Pages in the order in which they begin."""
    out: list[str] = []
    for division in _divisions(found.divisions):
        for block in _blocks(division.blocks):
            if isinstance(block, PageBreak):
                out.append(block.page)
            out += [leaf.page for leaf in _leaves(_inlines(block)) if isinstance(leaf, PageBreak)]
    return out


def _ids(found: Composition) -> list[str]:
    out: list[str] = []
    for division in _divisions(found.divisions):
        out.append(division.id)
        out += [block.id for block in _blocks(division.blocks) if not isinstance(block, PageBreak)]
        for note in division.notes:
            out += [note.id, *(block.id for block in _blocks(note.blocks))]
    return out


def _check(found: Composition, pages: Sequence[Sequence[Row]], headings: Iterable[str] = ()) -> None:
    printed = _word_characters(row.text for rows in pages for row in rows)
    printed.subtract(_word_characters(headings))
    assert _letters(found) == +printed
    assert _page_breaks(found) == [f"p{k + 1}" for k, rows in enumerate(pages) if rows]
    ids = _ids(found)
    assert len(ids) == len(set(ids))


# --- laws ---------------------------------------------------------------------------------------------------------------

_WORD = st.text(alphabet="abcdefghilmnorstu", min_size=1, max_size=9)
_SENTENCE = st.lists(_WORD, min_size=3, max_size=40).map(lambda words: " ".join(words).capitalize() + ".")
_PARAGRAPH = _SENTENCE.map(paragraph)
_QUOTATION = _SENTENCE.map(lambda text: paragraph(text, first=0, left=20, inset=20, size=9.0, space=18))
_HEADING = st.lists(_WORD, min_size=1, max_size=5).map(lambda words: [Row(text=" ".join(words), bold=True, space=24)])
_ITEMS = st.integers(2, 5).flatmap(
    lambda n: st.lists(_WORD, min_size=n, max_size=n).map(
        lambda words: [Row(text=f"{k + 1}. {word}", indent=15) for k, word in enumerate(words)]
    )
)
_LINES = st.lists(_SENTENCE, min_size=2, max_size=4).map(
    lambda texts: [Row(text=text[:40].strip(), indent=40, space=20 if k == 0 else None) for k, text in enumerate(texts)]
)
_ROWS = st.lists(st.one_of(_PARAGRAPH, _PARAGRAPH, _QUOTATION, _HEADING, _ITEMS, _LINES), min_size=1, max_size=12)


@given(_ROWS, st.integers(3, 25), st.lists(_SENTENCE, max_size=3), st.data())
def test_every_word_and_every_page_is_there_once(
    parts: list[list[Row]], height: int, foot: list[str], data: st.DataObject
):
    pages = paged([row for part in parts for row in part], height)
    for k, text in enumerate(foot):
        at = data.draw(st.integers(0, len(pages) - 1))
        pages[at] = pages[at] + notes(f"^{k + 1}^ {text}")
    _check(composed(pages), pages)


@given(_ROWS, st.integers(3, 25), st.data())
def test_divisions_that_open_anywhere(parts: list[list[Row]], height: int, data: st.DataObject):
    pages = paged([row for part in parts for row in part], height)
    places = [(k, n) for k, rows in enumerate(pages) for n in range(len(rows))]
    chosen = sorted(data.draw(st.sets(st.sampled_from(places), min_size=1, max_size=4)))
    kinds = data.draw(
        st.lists(
            st.sampled_from([kind for kind in DivisionKind if kind is not DivisionKind.SECTION]), min_size=4, max_size=4
        )
    )
    levels = data.draw(st.lists(st.integers(1, 2), min_size=4, max_size=4))
    openings = [
        chapter(page, len(pages) - 1, pages[page][row].text, kind=kind, level=level, heading=(row,))
        for (page, row), kind, level in zip(chosen, kinds, levels, strict=False)
    ]
    found = composed(pages, openings)
    _check(found, pages, [o.title for o in openings])


@given(_ROWS, st.integers(3, 25))
def test_the_same_book_is_composed_the_same(parts: list[list[Row]], height: int):
    pages = paged([row for part in parts for row in part], height)
    assert composed(pages) == composed(pages)


# --- cases --------------------------------------------------------------------------------------------------------------


def test_ids_count_what_begins_on_a_page():
    quoted = paragraph(PROSE, first=0, left=20, inset=20, size=9.0, space=20)
    pages = [
        paragraph("A word.^1^ " + PROSE) + quoted + notes("^1^ A note."),
        [row for _ in range(4) for row in paragraph(PROSE)],
    ]
    division = composed(pages).divisions[0]
    first, quotation, *rest = [b for b in division.blocks if not isinstance(b, PageBreak)]
    assert (first.id, quotation.id, quotation.blocks[0].id) == ("p1-1", "p1-2", "p1-3")
    assert [b.id for b in rest] == ["p2-1", "p2-2", "p2-3", "p2-4"]
    assert (division.notes[0].id, division.notes[0].page, division.notes[0].blocks[0].id) == ("p1-n1", "p1", "p1-4")


def test_page_breaks_between_blocks_and_inside_them():
    rows = paragraph(PROSE)
    pages = [paragraph(PROSE) + rows[:2], rows[2:] + paragraph(PROSE), paragraph(PROSE)]
    blocks = composed(pages).divisions[0].blocks
    assert blocks[0] == PageBreak(page="p1")
    assert PageBreak(page="p2") not in blocks
    assert PageBreak(page="p2") in _leaves(_inlines(blocks[2]))
    assert blocks[4] == PageBreak(page="p3")


def test_a_page_that_begins_with_a_heading_breaks_in_what_it_opens():
    pages = [paragraph(PROSE), [Row(text="Of margins", bold=True), *paragraph(PROSE, space=20)], paragraph(PROSE)]
    division = composed(pages).divisions[0]
    assert division.divisions[0].blocks[0] == PageBreak(page="p2")
    assert division.divisions[0].first_page == "p2"


def test_a_blank_page_belongs_to_what_went_before():
    pages = [paragraph(PROSE), [], [Row(text="Two", size=16), *paragraph(PROSE, space=30)]]
    found = composed(pages, [chapter(0, 0, "One", heading=()), chapter(2, 2, "Two")])
    assert _page_breaks(found) == ["p1", "p3"]
    assert found.divisions[1].blocks[0] == PageBreak(page="p3")


def test_a_division_that_opens_on_a_page_begun_by_another():
    pages = [[*paragraph(PROSE), Row(text="Two", size=16, space=40), *paragraph(PROSE, space=30)], paragraph(PROSE)]
    heading = len(paragraph(PROSE))
    found = composed(pages, [chapter(0, 0, "One", heading=()), chapter(0, 1, "Two", heading=(heading,))])
    first, second = found.divisions
    assert [b.id for b in first.blocks[1:]] == ["p1-1"]
    assert second.blocks[0].id == "p1-2"
    assert (second.first_page, second.last_page) == ("p1", "p2")


def test_a_heading_above_the_second_column_opens_the_whole_page():
    made = layout([[Row(text="Names", size=16), *(Row(text=f"Name{k}, {k}") for k in range(8))]])
    heading, *rest = made.pages[0].lines
    # The first column is read before the heading, which stands to the right above the second.
    lines = (*rest[:4], replace(heading, column=1), *(replace(line, column=1) for line in rest[4:]))
    book = Layout(pages=(replace(made.pages[0], lines=lines),))
    opening = chapter(0, 0, "Names", kind=DivisionKind.INDEX, heading=(4,))
    found = compose(book, (PageFurniture(),), labels(1), (opening,), language="en")
    assert [d.kind for d in found.divisions] == [DivisionKind.INDEX]
    assert len([b for b in found.divisions[0].blocks if isinstance(b, Entry)]) == 8


def test_parts_hold_their_chapters_and_ids_say_which():
    pages = [paragraph(PROSE) for _ in range(7)]
    openings = [
        chapter(0, 0, "Introduction", kind=DivisionKind.INTRODUCTION, heading=()),
        chapter(1, 3, "Pages", kind=DivisionKind.PART, number="I", heading=()),
        chapter(2, 2, "Margins", number="1", level=2, heading=()),
        chapter(3, 3, "Of the notes that nobody reads", level=2, heading=()),
        chapter(4, 5, "Sheets", kind=DivisionKind.PART, number="II", heading=()),
        chapter(5, 5, "Folds", number="1", level=2, heading=()),
        chapter(6, 6, "Names", kind=DivisionKind.INDEX, heading=()),
    ]
    found = composed(pages, openings)
    assert [d.id for d in _divisions(found.divisions)] == [
        "introduction",
        "part-i",
        "part-i-chapter-1",
        "chapter-of-the-notes-that-nobody-reads",
        "part-ii",
        "part-ii-chapter-1",
        "index",
    ]
    assert [len(d.divisions) for d in found.divisions] == [0, 2, 1, 0]


def test_two_divisions_of_one_kind():
    pages = [paragraph(PROSE), paragraph(PROSE)]
    found = composed(
        pages, [chapter(k, k, t, kind=DivisionKind.INDEX, heading=()) for k, t in enumerate(("Names", "Places"))]
    )
    assert [d.id for d in found.divisions] == ["index", "index-2"]


def test_text_before_the_first_opening_is_front_matter():
    pages = [[Row(text="A half-title", indent=100)], paragraph(PROSE)]
    found = composed(pages, [chapter(1, 1, "One", heading=())])
    assert [(d.kind, d.first_page) for d in found.divisions] == [
        (DivisionKind.FRONT_MATTER, "p1"),
        (DivisionKind.CHAPTER, "p2"),
    ]


def test_an_index_is_entries_with_levels():
    rows = [
        Row(text="books, 12"),
        Row(text="bound, 14", indent=10),
        Row(text="margins of, 15, 17", indent=10),
        Row(text="chapters, 3"),
    ]
    pages = [[*rows, *rows, *rows], [row for _ in range(5) for row in paragraph(PROSE)]]
    openings = [chapter(0, 0, "Index", kind=DivisionKind.INDEX, heading=()), chapter(1, 1, "Last", heading=())]
    entries = [b for b in composed(pages, openings).divisions[0].blocks if isinstance(b, Entry)]
    assert [(e.level, _text(e.inlines)) for e in entries[:4]] == [
        (0, "books, 12"),
        (1, "bound, 14"),
        (1, "margins of, 15, 17"),
        (0, "chapters, 3"),
    ]


def test_a_bibliography_is_entries_that_hang():
    def entry(name: str) -> list[Row]:
        return [
            Row(text=f"{name}. The first line of a title that goes on to the", full=True),
            Row(text="next line and is long enough to fill that one, too, and so", indent=15, full=True),
            Row(text="ends on a third.", indent=15),
        ]

    pages = [
        entry("Doe") + entry("Roe"),
        entry("Poe") + entry("Smith"),
        [row for _ in range(5) for row in paragraph(PROSE)],
    ]
    openings = [chapter(0, 1, "Works", kind=DivisionKind.BIBLIOGRAPHY, heading=()), chapter(2, 2, "Last", heading=())]
    blocks = composed(pages, openings).divisions[0].blocks
    entries = [_text(b.inlines) for b in blocks if isinstance(b, Entry)]
    assert [text.split(".")[0] for text in entries] == ["Doe", "Roe", "Poe", "Smith"]
    assert all(text.endswith("ends on a third.") for text in entries)


def test_a_caption_stands_for_its_figure():
    pages = [
        [
            *paragraph(PROSE),
            Row(text="Figure 3: A page with its margins", size=8.0, space=60),
            *paragraph(PROSE, space=24),
        ]
    ]
    figures = [b for b in composed([*pages, paragraph(PROSE * 6)]).divisions[0].blocks if isinstance(b, Figure)]
    assert [(f.id, f.media, _text(f.caption)) for f in figures] == [("p1-2", None, "Figure 3: A page with its margins")]


def test_the_title_keeps_its_italics():
    pages = [[Row(text="How to read _Moby-Dick_", size=16), *paragraph(PROSE, space=30)], paragraph(PROSE)]
    found = composed(pages, [chapter(0, 1, "How to read Moby-Dick")])
    assert isinstance(found.divisions[0].title[1], Styled)


@pytest.mark.parametrize("pages", [[], [[]], [[], [Row(text="7")]]])
def test_hardly_a_book(pages: list[list[Row]]):
    found = (
        composed(pages, [chapter(0, 0, "One", heading=())])
        if pages
        else compose(Layout(pages=()), (), (), (), language="en")
    )
    _check(found, pages)


def test_time_grows_with_the_number_of_pages():
    def seconds(count: int) -> float:
        # A page all of one chunk, so that whatever looks at pairs of lines shows.
        pages = [[row for _ in range(6) for row in paragraph(f"Word{k}. " + PROSE)] for k in range(count)]
        begun = time.process_time()
        composed(pages)
        return time.process_time() - begun

    seconds(20)
    small, large = min(seconds(100) for _ in range(3)), min(seconds(400) for _ in range(2))
    # Four times the pages: twice that would be allowed for noise, sixteen times is quadratic.
    assert large < 8 * small
