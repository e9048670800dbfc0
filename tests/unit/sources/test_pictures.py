"""Pictures cut out of pages: kind of file, size, and what is left blank."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
import typst
from PIL import Image

from backlist.model.layout import Box
from backlist.sources import cut_out
from backlist.sources.pdf.pictures import DOTS_PER_INCH, LONGEST_SIDE, MARGIN, SMALL_DOTS_PER_INCH

WHOLE = Box(left=20, top=20, right=220, bottom=120)


def noise() -> bytes:
    stream = io.BytesIO()
    Image.frombytes("RGB", (200, 100), random.Random(1).randbytes(60_000)).resize((800, 400)).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def page(tmp_path: Path):
    def typeset(source: str) -> Path:
        (tmp_path / "noise.png").write_bytes(noise())
        main = tmp_path / "page.typ"
        main.write_text("#set page(width: 300pt, height: 400pt, margin: 20pt)\n" + source, encoding="utf-8")
        path = tmp_path / "page.pdf"
        path.write_bytes(typst.compile(main))
        return path

    return typeset


def test_line_art_is_a_png_at_its_resolution(page) -> None:
    (cutting,) = cut_out(page("#rect(width: 200pt, height: 100pt)"), [(0, WHOLE)])
    assert cutting is not None
    assert cutting.suffix == ".png"
    drawn = Image.open(io.BytesIO(cutting.data))
    assert abs(drawn.width - (200 + 2 * MARGIN) * DOTS_PER_INCH / 72) <= 2
    assert abs(drawn.height - (100 + 2 * MARGIN) * DOTS_PER_INCH / 72) <= 2
    assert drawn.mode == "L"


def test_a_small_picture_is_drawn_finer(page) -> None:
    (cutting,) = cut_out(page("#rect(width: 60pt, height: 40pt)"), [(0, Box(left=20, top=20, right=80, bottom=60))])
    assert cutting is not None
    assert abs(Image.open(io.BytesIO(cutting.data)).width - (60 + 2 * MARGIN) * SMALL_DOTS_PER_INCH / 72) <= 2


def test_a_photograph_is_a_jpeg(page) -> None:
    (cutting,) = cut_out(page('#image("noise.png", width: 200pt)'), [(0, WHOLE)])
    assert cutting is not None
    assert cutting.suffix == ".jpg"
    assert Image.open(io.BytesIO(cutting.data)).mode == "RGB"


def test_nothing_is_cut_where_nothing_is_drawn(page) -> None:
    path = page("#rect(width: 100pt, height: 40pt)")
    blank = Box(left=20, top=200, right=200, bottom=300)
    assert list(cut_out(path, [(0, blank), (7, WHOLE)])) == [None, None]


def test_a_poster_is_no_larger_than_a_screen(tmp_path: Path) -> None:
    main = b"#set page(width: 6000pt, height: 3000pt, margin: 0pt)\n#rect(width: 100%, height: 100%)"
    path = tmp_path / "poster.pdf"
    path.write_bytes(typst.compile(main))
    (cutting,) = cut_out(path, [(0, Box(left=0, top=0, right=6000, bottom=3000))])
    assert cutting is not None
    assert max(Image.open(io.BytesIO(cutting.data)).size) <= LONGEST_SIDE + 1
