"""The measures of the body: edges, indents and spacing, page by page."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.structure import printed

from backlist.model.layout import Box, Layout, Line, PageLayout
from backlist.structure.body import body_lines, measure
from backlist.structure.skeleton import PageFurniture

PROSE = (
    "A reader who opens a book in the middle sees at once where a paragraph begins, for its first line stands a little "
    "further in than those below it, and where the last one ended, for the line that ends it seldom reaches the edge. "
)


def _pages(count: int) -> list[list[printed.Row]]:
    return [printed.paragraph(PROSE * 3) + printed.paragraph(PROSE * 2) for _ in range(count)]


def _shifted(page: PageLayout, by: float) -> PageLayout:
    def moved(line: Line) -> Line:
        box = Box(left=line.box.left + by, top=line.box.top, right=line.box.right + by, bottom=line.box.bottom)
        return replace(line, box=box)

    return replace(page, lines=tuple(moved(line) for line in page.lines))


def test_size_leading_indent_and_edges():
    book = printed.layout(_pages(4))
    body = measure(book, (PageFurniture(),) * 4)
    assert body.size == printed.SIZE
    assert body.leading == printed.LEADING
    assert body.indent == printed.INDENT
    assert body.justified
    assert body.measure == printed.RIGHT - printed.LEFT
    assert body.frames[(2, 0)].left == printed.LEFT


def test_recto_and_verso_have_edges_of_their_own():
    pages = [_shifted(page, 14.0 if page.index % 2 else 0.0) for page in printed.layout(_pages(6)).pages]
    furniture = (PageFurniture(),) * 6
    book = Layout(pages=tuple(pages))
    body = measure(book, furniture)
    assert {body.frames[(k, 0)].left for k in (0, 2, 4)} == {printed.LEFT}
    assert {body.frames[(k, 0)].left for k in (1, 3, 5)} == {printed.LEFT + 14}
    firsts = [lines[0].indent for lines in body_lines(book, furniture, body)]
    assert {round(indent, 3) for indent in firsts} == {printed.INDENT / printed.SIZE}


def test_a_page_that_was_scanned_askew_is_taken_at_its_word():
    pages = list(printed.layout(_pages(8)).pages)
    pages[4] = _shifted(pages[4], 9.0)
    body = measure(Layout(pages=tuple(pages)), (PageFurniture(),) * 8)
    assert body.frames[(4, 0)].left == printed.LEFT + 9
    assert body.frames[(6, 0)].left == printed.LEFT


def test_a_page_of_quotation_keeps_the_edges_of_its_side():
    pages = _pages(8)
    pages[4] = printed.paragraph(PROSE * 5, first=0, left=20, inset=20, size=9)
    body = measure(printed.layout(pages), (PageFurniture(),) * 8)
    assert body.frames[(4, 0)].left == printed.LEFT
    assert body.frames[(4, 0)].right == printed.RIGHT


def test_furniture_is_left_out_and_gaps_are_multiples_of_the_leading():
    rows = [printed.Row(text="RUNNING HEAD", indent=100), *printed.paragraph(PROSE, space=30)]
    rows += printed.paragraph(PROSE, space=24)
    book = printed.layout([rows, *_pages(3)])
    furniture = (PageFurniture(heads=(0,)), *(PageFurniture() for _ in range(3)))
    lines = body_lines(book, furniture, measure(book, furniture))[0]
    assert "RUNNING HEAD" not in [line.text for line in lines]
    assert lines[0].gap is None
    assert [line.gap for line in lines if line.gap and line.gap > 1] == [2.0]


def test_lines_beside_a_drop_capital_are_not_set_in():
    first = printed.page(
        0, [printed.Row(text="nce there was a book", indent=20), printed.Row(text="that began", indent=20)]
    )
    initial = replace(
        first.lines[0].spans[0],
        text="O",
        size=24.0,
        box=Box(left=printed.LEFT, top=60, right=printed.LEFT + 18, bottom=first.lines[1].baseline + 1),
    )
    spans = (initial, *first.lines[0].spans)
    box = replace(first.lines[0].box, left=printed.LEFT)
    opening = replace(first.lines[0], spans=spans, text="Once there was a book", box=box)
    rest = printed.layout(_pages(4)).pages[1:]
    book = Layout(pages=(replace(first, lines=(opening, first.lines[1])), *rest))
    furniture = (PageFurniture(),) * 4
    lines = body_lines(book, furniture, measure(book, furniture))[0]
    assert [line.indent for line in lines] == [0.0, 0.0]


def test_an_empty_book_has_measures():
    book = Layout(pages=(PageLayout(index=0, width=300, height=400),))
    body = measure(book, (PageFurniture(),))
    assert body_lines(book, (PageFurniture(),), body) == ((),)
