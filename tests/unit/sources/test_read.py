"""A PDF as it is read: lines with their faces, pictures, rules, and what the file says of itself."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst

from backlist.model.layout import Layout, OutlineItem
from backlist.sources import open_source
from backlist.sources.pdf.chars import FaceReader, read_chars, read_rows

SOURCE = """
#set document(title: "The Order of Leaves", author: "Jane Doe")
#set page(width: 300pt, height: 400pt, margin: 40pt)
#set text(font: "Libertinus Serif", size: 10pt, hyphenate: true, lang: "en")
#set heading(numbering: none)
= The order of leaves
A word in _italics_, a *bold* one, an office, ligatures. Fußnote, œuvre, ‘quoted’.

#line(length: 100pt, stroke: 0.4pt)
#rect(width: 60pt, height: 40pt, fill: gray)
#text(size: 7pt)[Small type below.]
#place(right, rotate(90deg, reflow: true)[SIDEWAYS])
#pagebreak()
== Second heading
#block(width: 60pt, par(justify: true)[Incomprehensibilities internationally])
#pagebreak()
"""


def _pdf() -> bytes:
    return typst.compile(SOURCE.encode(), ignore_system_fonts=True)


def _layout(pdf: bytes, folder: Path) -> Layout:
    path = folder / "book.pdf"
    path.write_bytes(pdf)
    return open_source(path, max_pages=10)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return _pdf()


@pytest.fixture(scope="module")
def layout(pdf: bytes, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return _layout(pdf, tmp_path_factory.mktemp("read"))


def test_pages_and_their_sizes(layout: Layout) -> None:
    assert [page.index for page in layout.pages] == [0, 1, 2]
    assert {(page.width, page.height) for page in layout.pages} == {(300.0, 400.0)}
    assert layout.pages[2].lines == ()


def test_lines_stand_where_they_are_seen(layout: Layout) -> None:
    lines = layout.pages[0].lines
    assert lines[0].text == "The order of leaves"
    assert all(40 - 1 <= line.box.left < line.box.right <= 260 + 1 for line in lines)
    assert [line.baseline for line in lines] == sorted(line.baseline for line in lines)
    assert all(line.box.top < line.baseline <= line.box.bottom for line in lines)


def test_faces_and_sizes(layout: Layout) -> None:
    spans = {span.text.strip(" ,."): span for line in layout.pages[0].lines for span in line.spans}
    assert (spans["italics"].italic, spans["italics"].bold) == (True, False)
    assert (spans["bold"].italic, spans["bold"].bold) == (False, True)
    assert spans["italics"].font.startswith("LibertinusSerif")
    assert spans["Small type below"].size == pytest.approx(7, abs=0.01)
    assert layout.pages[0].lines[0].size == pytest.approx(14, abs=0.01)


def test_letters_of_all_kinds(layout: Layout) -> None:
    text = " ".join(line.text for line in layout.pages[0].lines)
    assert "an office, ligatures. Fußnote, œuvre, ‘quoted’." in text


def test_sideways_text_is_left_out(layout: Layout) -> None:
    assert "SIDEWAYS" not in " ".join(line.text for line in layout.pages[0].lines)


def test_a_hyphen_at_a_lines_end_is_a_hyphen(layout: Layout) -> None:
    broken = [line.text for line in layout.pages[1].lines[1:-1]]
    assert any(text.endswith("-") for text in broken)
    assert "".join(text.removesuffix("-") for text in [line.text for line in layout.pages[1].lines[1:]]).startswith(
        "Incomprehensibilities"
    )


def test_rules(layout: Layout) -> None:
    assert [rule.right - rule.left for rule in layout.pages[0].rules] == [pytest.approx(100, abs=1)]


def test_what_the_file_says_of_itself(layout: Layout) -> None:
    info = dict(layout.info)
    assert (info["Title"], info["Author"]) == ("The Order of Leaves", "Jane Doe")
    assert layout.outline == (
        OutlineItem(title="The order of leaves", page=0, level=1),
        OutlineItem(title="Second heading", page=1, level=2),
    )


def test_a_files_own_labels(pdf: bytes, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        roman = pikepdf.Dictionary(S=pikepdf.Name.r)
        arabic = pikepdf.Dictionary(S=pikepdf.Name.D, St=180)
        document.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, roman, 1, arabic]))
        out = io.BytesIO()
        document.save(out)
    assert [page.label for page in _layout(out.getvalue(), tmp_path).pages] == ["i", "180", "181"]


def test_a_turned_page_is_read_as_it_is_shown(pdf: bytes, tmp_path: Path, layout: Layout) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.Rotate = 0
        out = io.BytesIO()
        document.save(out)
    assert _layout(out.getvalue(), tmp_path).pages[0].lines == layout.pages[0].lines


def test_a_page_whose_corner_is_elsewhere(pdf: bytes, tmp_path: Path, layout: Layout) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        page.MediaBox = pikepdf.Array([-50, -70, 300, 400])
        page.CropBox = pikepdf.Array([0, 0, 300, 400])
        out = io.BytesIO()
        document.save(out)
    assert _layout(out.getvalue(), tmp_path).pages[0].lines == layout.pages[0].lines


def test_progress_is_told(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf)
    told: list[tuple[int, int]] = []
    open_source(path, max_pages=10, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_both_ways_of_reading_characters_agree(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        assert read_rows(text.raw, fast=True).tobytes() == read_rows(text.raw, fast=False).tobytes()


def test_characters_have_their_columns(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    chars = read_chars(read_rows(text.raw), FaceReader())
    for name in ("left", "right", "bottom", "top", "baseline", "face", "space_before", "upright"):
        assert len(getattr(chars, name)) == len(chars.text), name
    assert chars.text.startswith("Theorderofleaves")
    assert [bool(flag) for flag in chars.space_before[:6]] == [False, False, False, True, False, False]
    assert not any(c.isspace() for c in chars.text)
    sideways = chars.text.index("SIDEWAYS")
    assert not chars.upright[sideways : sideways + 8].any()
