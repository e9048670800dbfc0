"""Section headings: told from the text by the book's own measures, and ranked."""

from __future__ import annotations

from tests.unit.structure.printed import Row, chapter, composed, paragraph

from backlist.model.book import Division, DivisionKind
from backlist.model.plain import text_of
from backlist.structure.headings import number_of

PROSE = (
    "A reader who opens a book in the middle sees at once where a paragraph begins, for its first line stands a little "
    "further in than those below it, and where the last one ended, for the line that ends it seldom reaches the edge. "
)


def _text(count: int = 2) -> list[Row]:
    first = paragraph(PROSE, first=0, space=18)
    return first + [row for _ in range(count - 1) for row in paragraph(PROSE)]


def _sections(rows: list[Row], *, number: str | None = None) -> list[tuple[int, str | None, str]]:
    """Level, number and title of all sections of a chapter of two pages."""
    pages = [rows, [row for _ in range(4) for row in paragraph(PROSE)]]
    found = composed(pages, [chapter(0, 1, "The title", number=number, heading=())])
    out: list[tuple[int, str | None, str]] = []

    def walk(division: Division, level: int) -> None:
        for inner in division.divisions:
            assert inner.kind is DivisionKind.SECTION
            out.append((level, inner.number, text_of(inner.title)))
            walk(inner, level + 1)

    walk(found.divisions[0], 1)
    return out


def test_bold_headings():
    rows = [Row(text="Of margins", bold=True), *_text(), Row(text="Of notes", bold=True, space=24), *_text()]
    assert _sections(rows) == [(1, None, "Of margins"), (1, None, "Of notes")]


def test_larger_type_outranks_bold():
    rows = [
        Row(text="The page", size=13, space=30),
        *_text(),
        Row(text="Its margins", bold=True, space=24),
        *_text(1),
        Row(text="Its notes", bold=True, space=24),
        *_text(1),
        Row(text="The sheet", size=13, space=30),
        *_text(),
    ]
    assert _sections(rows) == [
        (1, None, "The page"),
        (2, None, "Its margins"),
        (2, None, "Its notes"),
        (1, None, "The sheet"),
    ]


def test_numbers_say_the_depth_below_the_chapter():
    rows = [
        Row(text="3.1 The page", bold=True, space=24),
        *_text(1),
        Row(text="3.1.1 Its margins", bold=True, space=24),
        *_text(1),
        Row(text="3.2 The sheet", bold=True, space=24),
        *_text(1),
    ]
    assert _sections(rows, number="3") == [(1, "3.1", "The page"), (2, "3.1.1", "Its margins"), (1, "3.2", "The sheet")]


def test_sections_numbered_by_themselves():
    rows = [
        Row(text="1 The page", bold=True, space=24),
        *_text(1),
        Row(text="2 The sheet", bold=True, space=24),
        *_text(1),
        Row(text="2.1 Its folds", bold=True, space=24),
        *_text(1),
    ]
    assert _sections(rows, number="2") == [(1, "1", "The page"), (1, "2", "The sheet"), (2, "2.1", "Its folds")]


def test_a_heading_of_two_lines_is_one():
    rows = [
        Row(text="A heading that was too long for one line and so was", bold=True, space=24, full=True),
        Row(text="set on two", bold=True),
        *_text(),
    ]
    assert _sections(rows) == [(1, None, "A heading that was too long for one line and so was set on two")]


def test_numerals_alone_over_the_text():
    rows = [Row(text="I", bold=True, space=24), *_text(), Row(text="II", bold=True, space=24), *_text()]
    assert _sections(rows) == [(1, None, "I"), (1, None, "II")]


def test_italic_headings_are_headings_where_the_book_uses_them():
    rows = [
        Row(text="Of margins", italic=True, space=24),
        *_text(1),
        Row(text="Of notes", italic=True, space=24),
        *_text(1),
    ]
    assert _sections(rows) == [(1, None, "Of margins"), (1, None, "Of notes")]


def test_what_is_no_heading():
    rows = [
        *_text(),
        # A run-in heading stays in its paragraph.
        *paragraph("*Of margins.* " + PROSE),
        # A sentence in italics ends as one.
        Row(text="This much is sure.", italic=True, space=24),
        *_text(1),
        # A caption, a formula, the name under a motto.
        Row(text="Table 2: Margins of old books", bold=True, space=24),
        *_text(1),
        Row(text="a → b ∧ c", bold=True, space=24),
        *_text(1),
        Row(text="Jane Doe", indent=250, space=24, italic=True),
        *_text(1),
    ]
    assert _sections(rows) == []


def test_a_mark_in_a_heading_belongs_to_it():
    rows = [
        Row(text="Of margins", bold=True, space=24),
        *_text(),
        Row(text="Of ^2^ notes", bold=True, space=24),
        *_text(1),
    ]
    titles = [title for _, _, title in _sections(rows)]
    assert titles == ["Of margins", "Of 2 notes"]


def test_front_matter_has_no_sections():
    pages = [[Row(text="THE TITLE", size=20, space=100), Row(text="Jane Doe", size=14, space=40)], _text(6)]
    openings = [chapter(0, 0, "Front", kind=DivisionKind.FRONT_MATTER, heading=()), chapter(1, 1, "One", heading=())]
    found = composed(pages, openings)
    assert [d.divisions for d in found.divisions] == [(), ()]


def test_evidence_says_by_which_rule():
    pages = [[Row(text="Of margins", bold=True), *_text(), Row(text="Of notes", bold=True, space=24), *_text()]]
    found = composed(pages)
    headings = [e for e in found.evidence if e.claim == "section.heading"]
    assert [(e.subject, e.rule, e.seen) for e in headings] == [
        ("p1-s1", "headings.bold", "Of margins"),
        ("p1-s2", "headings.bold", "Of notes"),
    ]
    assert all(0 < e.certainty <= 1 for e in headings)
    assert all(e.boxes for e in headings)


def test_numbers():
    assert number_of("2.3.1 Title") == ("2.3.1", 6)
    assert number_of("2. Title") == ("2", 3)
    assert number_of("IV. Title") == ("IV", 4)
    assert number_of("Chapter IV and V: Title")[0] == "Chapter IV and V"
    assert number_of("§ 12. Title")[0] == "12"
    assert number_of("A lexicon") == (None, 0)
    assert number_of("In the beginning") == (None, 0)
