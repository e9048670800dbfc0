"""Pictures that are no pictures: one of a thousand million pixels, hundreds on a page, figures that cannot be drawn."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pikepdf
from tests.misfortune.materials import typeset

from backlist.model.book import Division, Figure
from backlist.model.layout import Box
from backlist.pipeline.run import publish
from backlist.pipeline.settings import load_settings
from backlist.sources import cut_out, open_source
from backlist.sources.pdf.pictures import MOST_PIXELS
from backlist.structure import recognise

SIDE = 30_000
MOST_SECONDS = 20  # on a slow and busy machine; it takes less than one


def with_image(side: int, *, places: list[tuple[int, int, int]], page: int = 4) -> bytes:
    """The small book with a grey image of `side` by `side` pixels, drawn on one page at each (left, bottom, width) in
    points. Its data end long before its last pixel."""
    with pikepdf.open(io.BytesIO(typeset())) as document:
        image = pikepdf.Stream(document, b"\x80" * 4096)
        image.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=side,
                Height=side,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
        )
        target = document.pages[page]
        target.add_resource(image, pikepdf.Name.XObject, pikepdf.Name("/Large"))
        drawn = "".join(f"q {width} 0 0 {width} {x} {y} cm /Large Do Q\n" for x, y, width in places)
        target.contents_add(drawn.encode())
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


def figures(divisions: tuple[Division, ...]) -> list[Figure]:
    found = []
    for division in divisions:
        found += [block for block in division.blocks if isinstance(block, Figure)]
        found += figures(division.divisions)
    return found


def test_a_picture_of_a_thousand_million_pixels_is_not_opened(tmp_path: Path) -> None:
    assert SIDE * SIDE > MOST_PIXELS
    path = tmp_path / "bomb.pdf"
    path.write_bytes(with_image(SIDE, places=[(100, 400, 90)]))
    began = time.monotonic()
    assert list(cut_out(path, [(4, Box(left=90, top=40, right=200, bottom=150))])) == [None]
    assert time.monotonic() - began < MOST_SECONDS


def test_a_book_whose_picture_cannot_be_drawn_is_published_without_it(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    # Above the heading of a chapter, where nothing else stands.
    path.write_bytes(with_image(SIDE, places=[(230, 448, 44)], page=3))
    published = publish(path, load_settings({"BACKLIST_LIBRARY": str(tmp_path / "library")}))
    found = figures(published.book.divisions)
    assert [figure.media for figure in found] == [None]
    assert not (published.edition.data / "media").exists()


def test_hundreds_of_pictures_on_a_page_are_one_at_most(tmp_path: Path) -> None:
    path = tmp_path / "many.pdf"
    path.write_bytes(with_image(64, places=[(40 + 9 * (k % 28), 60 + 9 * (k // 28), 8) for k in range(28 * 25)]))
    began = time.monotonic()
    result = recognise(open_source(path, max_pages=100))
    assert time.monotonic() - began < MOST_SECONDS
    assert len(figures(result.book.divisions)) <= 1
