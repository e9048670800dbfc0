"""Lines to groups: paragraphs, quotations, verse, lists and displays, over spacing, pages and floats."""

from __future__ import annotations

import pytest
from tests.unit.structure import printed
from tests.unit.structure.printed import LEADING, Row, paragraph

from backlist.structure.blocks import Group, GroupKind, groups, merged
from backlist.structure.body import body_lines, measure
from backlist.structure.chunks import chunks
from backlist.structure.skeleton import PageFurniture

PROSE = (
    "a reader who opens a book in the middle sees at once where a paragraph begins, for its first line stands a little "
    "further in than those below it, and where the last one ended, for the line that ends it seldom reaches the edge. "
)
OTHER = (
    "The margins of a page belong to whoever holds the book, and what is written there by one reader is found by the "
    "next, who may answer it. Printers came to leave them wide on purpose. "
)
BODY = paragraph(PROSE) + paragraph(OTHER) + paragraph(PROSE)


def _groups(*pages: list[Row]) -> list[Group]:
    """The groups of some pages; three pages of plain text after them say what the body looks like."""
    book = printed.layout([*pages, BODY, BODY, BODY])
    furniture = tuple(PageFurniture() for _ in book.pages)
    body = measure(book, furniture)
    lines = [line for page in body_lines(book, furniture, body)[: len(pages)] for line in page]
    found = [group for chunk in chunks(lines, body) for group in groups(chunk, body)]
    done = merged(found, body)
    texts = [line.text for group in done for part in group.parts for line in part]
    assert sorted(texts) == sorted(row.text for page in pages for row in page)
    return done


def _kinds(found: list[Group]) -> list[GroupKind]:
    return [group.kind for group in found]


P, Q, V, L, D = GroupKind.PARAGRAPH, GroupKind.QUOTATION, GroupKind.VERSE, GroupKind.LIST, GroupKind.LINES


def test_paragraphs_by_indent():
    found = _groups(paragraph(PROSE) + paragraph(OTHER) + paragraph("A short one."))
    assert _kinds(found) == [P, P, P]


def test_paragraphs_by_space_alone():
    found = _groups(paragraph(PROSE, first=0) + paragraph(OTHER, first=0, space=2 * LEADING))
    assert _kinds(found) == [P, P]


def test_paragraphs_by_a_short_last_line_alone():
    found = _groups(paragraph(PROSE, first=0) + paragraph(OTHER, first=0))
    assert _kinds(found) == [P, P]


def test_lines_of_speech_are_paragraphs():
    speech = [Row(text=text, indent=printed.INDENT) for text in ("“You have it?”", "“I have.”", "“Then read.”")]
    assert _kinds(_groups(paragraph(PROSE) + speech + paragraph(OTHER))) == [P] * 5


@pytest.mark.parametrize("cut", range(1, 4))
def test_a_paragraph_goes_on_over_the_page(cut: int):
    rows = paragraph(PROSE)
    found = _groups(rows[:cut], rows[cut:] + paragraph(OTHER))
    assert _kinds(found) == [P, P]
    assert len(found[0].parts[0]) == len(rows)


def test_a_paragraph_ends_with_the_page_where_the_next_is_indented():
    found = _groups(paragraph(PROSE), paragraph(OTHER))
    assert _kinds(found) == [P, P]


def test_a_paragraph_goes_on_past_a_figure():
    rows = paragraph(PROSE)
    caption = [Row(text="Figure 3: A page with its margins", size=8.0, indent=60)]
    rest = [Row(text=rows[2].text, full=rows[2].full, space=3 * LEADING), *rows[3:]]
    found = _groups(rows[:2], caption + rest)
    assert _kinds(found) == [P, GroupKind.CAPTION]
    assert len(found[0].parts[0]) == len(rows)


def test_a_quotation_set_in_on_both_sides():
    quoted = paragraph(OTHER, first=0, left=20, inset=20)
    found = _groups(paragraph(PROSE) + quoted + paragraph(OTHER, first=0))
    assert _kinds(found) == [P, Q, P]


def test_a_quotation_in_smaller_type_with_two_paragraphs():
    quoted = paragraph(OTHER, size=9.0, space=20) + paragraph(PROSE, size=9.0)
    found = _groups([*paragraph(PROSE), *quoted, *paragraph(OTHER, space=20)])
    assert _kinds(found) == [P, Q, P]
    assert len(found[1].parts) == 2


def test_a_quotation_goes_on_over_the_page():
    quoted = paragraph(OTHER, first=0, left=20, inset=20, size=9.0)
    found = _groups(paragraph(PROSE) + quoted[:2], quoted[2:] + paragraph(OTHER, space=20))
    assert _kinds(found) == [P, Q, P]
    assert len(found[1].parts) == 1


def test_verse():
    lines = (
        "The page is turned, the lamp is low,",
        "And those who read are slow to go,",
        "Who came to learn what others know",
    )
    verse = [Row(text=text, indent=50, space=20 if k == 0 else None) for k, text in enumerate(lines)]
    stanza = [Row(text=row.text, indent=50, space=20 if k == 0 else None) for k, row in enumerate(verse)]
    found = _groups([*paragraph(PROSE), *verse, *stanza, *paragraph(OTHER, first=0, space=24)])
    assert _kinds(found) == [P, V, P]
    assert [len(part) for part in found[1].parts] == [3, 3]


def test_a_list_that_hangs():
    items = [
        row
        for k in range(1, 4)
        for row in [
            Row(text=f"{k}. the first line of an item that fills its measure to the edge", indent=15, full=True),
            Row(text="and goes on below, behind its number", indent=27),
        ]
    ]
    found = _groups(paragraph(PROSE) + items + paragraph(OTHER))
    assert _kinds(found) == [P, L, P]
    assert found[1].labels == ["1.", "2.", "3."]
    assert [len(part) for part in found[1].parts] == [2, 2, 2]


def test_items_apart_are_one_list():
    items = [Row(text=f"{mark} a line of its own", indent=15, space=18) for mark in ("(a)", "(b)", "(c)")]
    found = _groups([*paragraph(PROSE), *items, *paragraph(OTHER, space=20)])
    assert _kinds(found) == [P, L, P]
    assert found[1].labels == ["(a)", "(b)", "(c)"]


def test_numbered_paragraphs_that_do_not_hang_are_paragraphs():
    found = _groups(paragraph("(1) " + PROSE) + paragraph("(2) " + OTHER))
    assert _kinds(found) == [P, P]


def test_what_stands_under_an_item_belongs_to_it():
    rows = [Row(text="(4) a sentence for example", space=20), Row(text="‘its translation’", indent=26, space=16)]
    found = _groups([*paragraph(PROSE), *rows, *paragraph(OTHER, first=0, space=20)])
    assert _kinds(found) == [P, L, P]
    assert len(found[1].parts[0]) == 2


def test_a_hanging_bibliography_is_no_quotation():
    rows = [
        row
        for _ in range(3)
        for row in [
            Row(text="Doe, Jane. The first line of a title that goes on to the", full=True),
            Row(text="next line and is long enough to fill that one, too, and so", indent=15, full=True),
            Row(text="ends on a third.", indent=15),
        ]
    ]
    assert _kinds(_groups(rows)) == [P, P, P]


def test_set_line_by_line():
    rows = [
        Row(text=text, space=24 if k == 0 else None) for k, text in enumerate(("12 High Street", "Oxford", "England"))
    ]
    found = _groups([*paragraph(PROSE), *rows, *paragraph(OTHER, space=24)])
    assert _kinds(found) == [P, D, P]


def test_a_sentence_about_a_figure_is_no_caption():
    found = _groups(paragraph(PROSE) + paragraph("Figure 3 shows what is meant. " + OTHER, first=0, space=2 * LEADING))
    assert _kinds(found) == [P, P]
