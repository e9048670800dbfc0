"""Notes: at the foot of the page, run over to the next, at the end of a chapter and of the book; and their marks."""

from __future__ import annotations

import pytest
from tests.unit.structure.printed import Row, chapter, composed, notes, paragraph

from backlist.model.book import Division, DivisionKind, Entry, Inline, NoteCall, Paragraph, Styled, Text
from backlist.model.plain import text_of
from backlist.problems import ProblemCode
from backlist.structure.compose import Composition
from backlist.structure.footnotes import heaviest_chain

PROSE = (
    "A reader who opens a book in the middle sees at once where a paragraph begins, for its first line stands a little "
    "further in than those below it, and where the last one ended, for the line that ends it seldom reaches the edge. "
)
PLAIN = [row for _ in range(6) for row in paragraph(PROSE)]


def _noted(*marks: str) -> list[Row]:
    """A paragraph for each mark, which stands behind its first words."""
    return [row for mark in marks for row in paragraph(f"The word is here.{mark} " + PROSE)]


def _calls(division: Division) -> list[tuple[str | None, str]]:
    """The calls in a division's own blocks and its sections', in order."""
    out: list[tuple[str | None, str]] = []

    def inlines(given: tuple[Inline, ...]) -> None:
        for inline in given:
            if isinstance(inline, NoteCall):
                out.append((inline.note, inline.mark))
            elif isinstance(inline, Styled):
                inlines(inline.inlines)

    inlines(division.title)
    for block in division.blocks:
        if isinstance(block, Paragraph | Entry):
            inlines(block.inlines)
    for inner in division.divisions:
        out += _calls(inner)
    return out


def _notes(division: Division) -> list[tuple[str, str, str]]:
    return [(note.id, note.mark, text_of(note.blocks[0].inlines)) for note in division.notes]


def _without_marks(found: Composition) -> str:
    return " ".join(text_of(block.inlines) for block in found.divisions[0].blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("marks", "printed"),
    [
        (("^1^", "^2^"), ("^1^ First note.", "^2^ Second note.")),
        (("1", "2"), ("1First note.", "2Second note.")),
        (("1", "2"), ("1. First note.", "2. Second note.")),
        (("[1]", "[2]"), ("[1] First note.", "[2] Second note.")),
        (("*", "†"), ("* First note.", "† Second note.")),
        (("^a^", "^b^"), ("^a^ First note.", "^b^ Second note.")),
    ],
)
def test_marks_of_every_kind(marks: tuple[str, str], printed: tuple[str, str]):
    found = composed([_noted(*marks) + notes(*printed), PLAIN, PLAIN])
    division = found.divisions[0]
    plain = [mark.strip("^[]") for mark in marks]
    assert _notes(division) == [("p1-n1", plain[0], "First note."), ("p1-n2", plain[1], "Second note.")]
    assert _calls(division) == [("p1-n1", plain[0]), ("p1-n2", plain[1])]
    assert "First note" not in _without_marks(found)
    assert found.problems == ()


def test_powers_ordinals_and_years_are_no_marks():
    text = "In 1910 the 1^st^ of them had 10^3^ readers and 2^n^ pages. "
    found = composed([paragraph(text + PROSE) + _noted("^1^") + notes("^1^ The note."), PLAIN, PLAIN])
    assert _calls(found.divisions[0]) == [("p1-n1", "1")]
    assert "In 1910 the 1st of them had 103 readers and 2n pages." in _without_marks(found)


def test_a_note_runs_over_to_the_next_page():
    *long, _ = notes(
        "^1^ A note whose last words were carried over to the next page, for there was no room below for the words left"
    )
    rest = [Row(text="and the rest of it.", size=8.0, space=24)]
    second = [row for _ in range(2) for row in paragraph(PROSE)]
    found = composed([_noted("^1^") + long, second + rest, PLAIN, PLAIN])
    ((_, _, text),) = _notes(found.divisions[0])
    assert text.startswith("A note whose last words")
    assert text.endswith("and the rest of it.")
    assert "rest of it" not in _without_marks(found)


def test_a_paragraph_goes_on_past_the_notes():
    rows = paragraph("A word here.^1^ " + PROSE)
    found = composed([[*PLAIN, *rows[:2], *notes("^1^ The note.")], [*rows[2:], *PLAIN], PLAIN])
    broken = [b for b in found.divisions[0].blocks if isinstance(b, Paragraph) and "A word here" in text_of(b.inlines)]
    assert text_of(broken[0].inlines) == "A word here. " + PROSE.strip()


def test_a_note_on_a_year_set_close_to_its_mark():
    found = composed([_noted("1") + notes("11680-1762."), PLAIN, PLAIN])
    assert _notes(found.divisions[0]) == [("p1-n1", "1", "1680-1762.")]


def test_numbering_that_begins_again_on_every_page():
    page = _noted("^1^") + notes("^1^ The note.")
    found = composed([page, page, PLAIN])
    assert [note for note, _ in _calls(found.divisions[0])] == ["p1-n1", "p2-n1"]


def test_a_note_printed_on_the_page_after_its_mark():
    pages = [PLAIN + _noted("^4^"), _noted("^5^") + notes("^4^ The former.", "^5^ The latter."), PLAIN]
    found = composed(pages)
    assert _calls(found.divisions[0]) == [("p2-n1", "4"), ("p2-n2", "5")]


def test_a_note_without_a_mark_is_kept_and_reported():
    found = composed([_noted("^1^") + notes("^1^ The note.", "^2^ A stray."), PLAIN, PLAIN])
    assert [mark for _, mark, _ in _notes(found.divisions[0])] == ["1", "2"]
    assert [(p.code, p.page) for p in found.problems] == [(ProblemCode.NOTES_NOTE_WITHOUT_MARK, "1")]


def test_a_mark_without_its_note_is_kept_and_reported():
    pages = [
        _noted("^1^", "^2^") + notes("^1^ One.", "^2^ Two."),
        _noted("^3^") + paragraph(PROSE),
        _noted("^4^", "^5^") + notes("^4^ Four.", "^5^ Five."),
        PLAIN,
    ]
    found = composed(pages)
    assert [note for note, _ in _calls(found.divisions[0])] == ["p1-n1", "p1-n2", None, "p3-n1", "p3-n2"]
    assert [(p.code, p.page) for p in found.problems] == [(ProblemCode.NOTES_MARK_WITHOUT_NOTE, "2")]


def test_a_table_at_the_foot_is_no_note():
    rows = [Row(text=f"{k} The row of a table", size=8.0, space=24 if k == 1 else None) for k in range(1, 5)]
    found = composed([PLAIN + rows, PLAIN])
    assert found.divisions[0].notes == ()


def test_notes_at_the_end_of_a_chapter():
    text = [row for k in range(1, 6) for row in paragraph(f"The word is here.{k} " + PROSE)]
    listed = [
        Row(text="Notes", bold=True, space=24),
        *(row for k in range(1, 6) for row in paragraph(f"{k} Note number {k}. " + PROSE, first=0, size=9.0)),
    ]
    found = composed([text, listed, PLAIN], [chapter(0, 1, "One", heading=()), chapter(2, 2, "Two", heading=())])
    division = found.divisions[0]
    assert [mark for _, mark, _ in _notes(division)] == ["1", "2", "3", "4", "5"]
    assert [note for note, _ in _calls(division)] == ["p2-n1", "p2-n2", "p2-n3", "p2-n4", "p2-n5"]
    assert [text_of(inner.title) for inner in division.divisions] == ["Notes"]


def test_notes_at_the_end_of_the_book_by_chapter():
    def text(count: int) -> list[Row]:
        return [row for k in range(1, count + 1) for row in paragraph(f"The word is here.{k} " + PROSE)]

    def listed(name: str, count: int) -> list[Row]:
        heading = Row(text=name, bold=True, space=24)
        return [
            heading,
            *(row for k in range(1, count + 1) for row in paragraph(f"{k}. {name}, {k}.", first=0, size=9.0)),
        ]

    pages = [text(3), text(2), [Row(text="NOTES", size=16), *listed("Of margins", 3), *listed("Of notes", 2)], PLAIN]
    openings = [
        chapter(0, 0, "Of margins", heading=()),
        chapter(1, 1, "Of notes", heading=()),
        chapter(2, 2, "Notes", kind=DivisionKind.NOTES),
        chapter(3, 3, "Last", heading=()),
    ]
    found = composed(pages, openings)
    first, second, last, _ = found.divisions
    assert [text for _, _, text in _notes(first)] == ["Of margins, 1.", "Of margins, 2.", "Of margins, 3."]
    assert [text for _, _, text in _notes(second)] == ["Of notes, 1.", "Of notes, 2."]
    assert [note for note, _ in _calls(second)] == ["p3-n4", "p3-n5"]
    assert last.notes == ()
    assert [text_of(inner.title) for inner in last.divisions] == ["Of margins", "Of notes"]


def test_a_mark_in_the_title_of_a_division():
    pages = [[Row(text="Of margins*", size=16), *paragraph(PROSE, space=30), *notes("* First read in 1901.")], PLAIN]
    found = composed(pages, [chapter(0, 0, "Of margins"), chapter(1, 1, "Two", heading=())])
    assert found.divisions[0].title == (Text(text="Of margins"), NoteCall(note="p1-n1", mark="*"))


def test_the_heaviest_chain():
    assert heaviest_chain([], []) == []
    # The second pair would bar the two after it.
    pairs = [(0, 0), (1, 3), (2, 1), (3, 2)]
    assert heaviest_chain(pairs, [1, 2, 1, 1]) == [(0, 0), (2, 1), (3, 2)]
    assert heaviest_chain(pairs, [1, 5, 1, 1]) == [(0, 0), (1, 3)]
