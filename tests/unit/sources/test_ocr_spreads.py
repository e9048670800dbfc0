"""Pictures that show two pages: found by the gutter, and parted without touching the picture."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2 as pdfium2
import pytest
import typst
from PIL import Image
from tests.unit.sources.scans import DOTS, picture

from backlist.sources import open_source
from backlist.sources.ocr.spreads import find_spreads, part

WIDTH, HEIGHT = 300.0, 450.0
SINGLE = (
    f"#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 40pt)\n#set par(justify: true)\n#set text(size: 10pt)\n"
)
TEXT = "The number of the page leads readers to the line that they had in mind, and to no other line. " * 16
BOOK = SINGLE + "\n#pagebreak()\n".join([TEXT, TEXT, TEXT, TEXT, "", TEXT])


def spreads(folder: Path, source: str, shadow: bool = False) -> Path:
    """The pages of a book two by two, as a scanner shows them that takes in both."""
    pdf = typst.compile(source.encode(), ignore_system_fonts=True)
    pages = [picture(pdf, index) for index in range(len(pdfium2.PdfDocument(pdf)))]
    pictures = []
    for left, right in zip(pages[::2], pages[1::2], strict=True):
        both = Image.new("L", (left.width + right.width, left.height), 255)
        both.paste(left, (0, 0))
        both.paste(right, (left.width, 0))
        if shadow:
            both.paste(40, (left.width - 6, 0, left.width + 6, left.height))
        pictures.append(both)
    path = folder / "spreads.pdf"
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=DOTS)
    return path


def found(path: Path) -> dict[int, float]:
    return find_spreads(path, open_source(path, max_pages=100))


@pytest.mark.parametrize("shadow", [False, True])
def test_spreads_are_found_with_their_gutter(tmp_path: Path, shadow: bool) -> None:
    gutters = found(spreads(tmp_path, BOOK, shadow))
    # The last has a blank half, and is a spread as the others are.
    assert set(gutters) == {0, 1, 2}
    assert all(gutter == pytest.approx(WIDTH, abs=15) for gutter in gutters.values())


@pytest.mark.parametrize(
    "source",
    [
        SINGLE + TEXT + "\n#pagebreak()\n" + TEXT,
        SINGLE.replace(f"{WIDTH}pt", "600pt") + TEXT * 2 + "\n#pagebreak()\n" + TEXT * 2,
        SINGLE.replace(f"{WIDTH}pt", "600pt")
        + "#rect(width: 100%, height: 100%, fill: gray)\n#pagebreak()\n"
        + TEXT * 2,
    ],
)
def test_single_pages_wide_pages_and_plates_are_no_spreads(tmp_path: Path, source: str) -> None:
    pdf = typst.compile(source.encode(), ignore_system_fonts=True)
    pages = [picture(pdf, index) for index in range(2)]
    path = tmp_path / "single.pdf"
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=DOTS)
    assert found(path) == {}


def test_parted_pages_show_the_halves_of_the_same_picture(tmp_path: Path) -> None:
    source, target = spreads(tmp_path, BOOK), tmp_path / "parted.pdf"
    gutters = found(source)
    assert part(source, gutters, target) == (0, 1, 2, 3, 4, 5)
    layout = open_source(target, max_pages=100)
    assert [
        round(page.width + other.width) for page, other in zip(layout.pages[::2], layout.pages[1::2], strict=True)
    ] == [round(2 * WIDTH)] * 3
    with pikepdf.open(target) as document, pikepdf.open(source) as before:
        raw = [next(iter(page.Resources.XObject.values())).read_raw_bytes() for page in document.pages]
        assert raw[0] == raw[1] == next(iter(before.pages[0].Resources.XObject.values())).read_raw_bytes()


def test_pages_between_spreads_keep_their_order(tmp_path: Path) -> None:
    source, target = spreads(tmp_path, BOOK), tmp_path / "parted.pdf"
    assert part(source, {1: WIDTH}, target) == (1, 2)
    widths = [round(page.width) for page in open_source(target, max_pages=100).pages]
    assert widths == [600, 300, 300, 600]
