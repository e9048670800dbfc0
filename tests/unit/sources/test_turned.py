"""Pages that the file displays turned are read as they are displayed."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import typst
from pikepdf import Name

from backlist.model.layout import Box, PageLayout
from backlist.sources import open_source

WIDTH, HEIGHT = 400, 300
SOURCE = f"""
#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 40pt)
#set text(size: 10pt)
First line of the table.

Second line of the table.
#place(dx: 100pt, dy: 50pt, circle(radius: 20pt, fill: gray))
"""
#: How content must be turned in the file, so that a page with this rotation displays it upright.
UPRIGHT = {90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 {WIDTH} {HEIGHT}", 270: f"0 -1 1 0 0 {WIDTH}"}


def read(folder: Path, content: bytes) -> PageLayout:
    path = folder / "book.pdf"
    path.write_bytes(content)
    return open_source(path, max_pages=10).pages[0]


def turned(pdf: bytes, degrees: int, *, content: bool = True) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        if content:
            page.contents_add(f"q {UPRIGHT[degrees]} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.mediabox = [0, 0, WIDTH, HEIGHT] if degrees == 180 else [0, 0, HEIGHT, WIDTH]
        page[Name.Rotate] = degrees
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


def rounded(box: Box) -> tuple[int, ...]:
    return tuple(round(edge) for edge in (box.left, box.top, box.right, box.bottom))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return typst.compile(SOURCE.encode(), ignore_system_fonts=True)


@pytest.mark.parametrize("degrees", UPRIGHT)
def test_a_turned_page_is_the_page(pdf: bytes, tmp_path: Path, degrees: int) -> None:
    plain, page = read(tmp_path, pdf), read(tmp_path, turned(pdf, degrees))
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert [(line.text, rounded(line.box)) for line in page.lines] == [
        (line.text, rounded(line.box)) for line in plain.lines
    ]
    assert [line.baseline for line in page.lines] == pytest.approx([line.baseline for line in plain.lines], abs=0.1)
    assert [line.size for line in page.lines] == [line.size for line in plain.lines]
    assert [rounded(box) for box in page.drawings] == [rounded(box) for box in plain.drawings]


def test_a_page_displayed_on_its_side_by_mistake_is_read_as_it_was_written(pdf: bytes, tmp_path: Path) -> None:
    page = read(tmp_path, turned(pdf, 90, content=False))
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert [line.text for line in page.lines] == ["First line of the table.", "Second line of the table."]
