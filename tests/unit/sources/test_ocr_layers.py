"""Hidden text over pictures: lines made level, sizes and faces measured on the ink, words without ink dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from tests.unit.sources.scans import Word, layout_of, read_over

from backlist.model.layout import Layout, Line

#: Sizes in points: text, heading, note.
TEXT, HEADING, NOTE = 10.0, 14.0, 8.0

PAGE = """
#set page(width: 340pt, height: 520pt, margin: 50pt)
#set text(font: "Libertinus Serif", size: 10pt, hyphenate: false, lang: "en")
#set par(justify: true)
#text(size: 14pt)[The place of the page]

Readers who look for a place in a book turn first to its contents, and then to its index, where the words that they remember
stand in the order of the alphabet. The number of the page leads them to the line that they had in mind. Nothing in a book
is more useful than that number, and nothing in it was longer in coming: it took a hundred years of printing.

*A heading in bold type of the same size*

Printers knew their leaves by letters, and readers counted with them. Once the number stood at the head of each page, a word
could be looked up, and a scholar in another town could follow.

_A line that is set in italics throughout_

The contents came to the front, the index stayed at the end, and between the two the book was a place like any other.

III

#set text(size: 8pt)
A note below the text, in smaller type than that, which says where the matter is treated at length, and by whom; and then a
second sentence, so that the note has lines enough to be measured by.
"""

#: Radians: half a degree up, one degree down, and two degrees up, more than what counts as upright in printed text.
ANGLES = (0.0, 0.009, -0.0175, 0.035)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return typst.compile(PAGE.encode(), ignore_system_fonts=True)


@pytest.fixture(scope="module", params=ANGLES)
def layout(request: pytest.FixtureRequest, printed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    folder = tmp_path_factory.mktemp("scan")
    return layout_of(read_over(printed, folder, angle=request.param), folder)


def line(layout: Layout, words: str) -> Line:
    return next(line for line in layout.pages[0].lines if line.text.startswith(words))


def test_every_line_is_one_line_again(layout: Layout, printed: bytes, tmp_path: Path) -> None:
    printed_lines = [line.text for line in layout_of(printed, tmp_path).pages[0].lines]
    assert [line.text for line in layout.pages[0].lines] == printed_lines


def test_left_edges_stand_above_one_another(layout: Layout) -> None:
    edges = [line.box.left for line in layout.pages[0].lines]
    assert max(edges) - min(edges) < 2.0


def test_sizes_stand_in_their_proportions(layout: Layout) -> None:
    text = line(layout, "Readers who").size
    assert line(layout, "The place").size / text == pytest.approx(HEADING / TEXT, rel=0.07)
    assert line(layout, "A note below").size / text == pytest.approx(NOTE / TEXT, rel=0.07)


def test_lines_of_one_size_have_one_size(layout: Layout) -> None:
    long = [line for line in layout.pages[0].lines[1:-4] if len(line.text) > 40]
    assert len({line.size for line in long}) == 1


def test_bold_and_italic_lines_are_seen(layout: Layout) -> None:
    bold = [line.text for line in layout.pages[0].lines if line.spans[0].bold]
    italic = [line.text for line in layout.pages[0].lines if line.spans[0].italic]
    assert bold == ["A heading in bold type of the same size"]
    assert italic == ["A line that is set in italics throughout"]


def test_words_without_ink_are_dropped(printed: bytes, tmp_path: Path) -> None:
    noise = (
        Word(text="eee", left=120, baseline=505, width=20),
        Word(text="cece", left=145, baseline=505, width=25),
        Word(text=".", left=20, baseline=200, width=3),
    )
    plain = layout_of(read_over(printed, tmp_path), tmp_path)
    noisy = layout_of(read_over(printed, tmp_path, more=noise), tmp_path)
    assert [line.text for line in noisy.pages[0].lines] == [line.text for line in plain.pages[0].lines]


@pytest.mark.parametrize("misread", ["Il", "il", "ill", "HI"])
def test_a_lone_numeral_is_read_by_its_stems(printed: bytes, tmp_path: Path, misread: str) -> None:
    read = read_over(printed, tmp_path, misread={"III": misread})
    texts = [line.text for line in layout_of(read, tmp_path).pages[0].lines]
    assert "III" in texts
    assert misread not in texts


def test_blank_paper_read_as_words_is_blank(tmp_path: Path) -> None:
    blank = typst.compile(b"#set page(width: 340pt, height: 520pt)\n#place(dx: 100pt, dy: 200pt)[stamp]")
    noise = tuple(
        Word(text="ee", left=30 + 37 * (i % 7), baseline=40 + 11 * i, width=12)
        for i in range(38)
        if abs(40 + 11 * i - 205) > 20
    )
    layout = layout_of(read_over(blank, tmp_path, more=noise), tmp_path)
    assert layout.pages[0].lines == ()
