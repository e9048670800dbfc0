"""Pages taken out for OCR and put back: hidden text goes, pictures stay to the byte, what was passed over is found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium2
import pytest
import typst
from tests.unit.sources.scans import Word, read_over, scan

from backlist.sources.ocr import pages
from backlist.sources.ocr.leftovers import leftovers

SOURCE = """
#set page(width: 300pt, height: 400pt, margin: 40pt)
#set text(font: "Libertinus Serif", size: 10pt)
Contents of the book, with the numbers of its pages.

Preface #h(1fr) ix \\
1 #h(2em) Introduction #h(1fr) 1
"""


@pytest.fixture(scope="module")
def printed() -> bytes:
    return typst.compile(SOURCE.encode(), ignore_system_fonts=True)


def saved(folder: Path, content: bytes, name: str = "source.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def text_of(path: Path) -> str:
    return pdfium2.PdfDocument(path)[0].get_textpage().get_text_range()


def picture_of(path: Path) -> bytes:
    with pikepdf.open(path) as document:
        return next(iter(document.pages[0].Resources.XObject.values())).read_raw_bytes()


def drawing_of(path: Path) -> np.ndarray:
    return pdfium2.PdfDocument(path)[0].render(scale=1).to_numpy().copy()


def in_a_form(content: bytes) -> bytes:
    """The page's hidden text in a form of its own, as OCRmyPDF lays it."""
    import io

    with pikepdf.open(io.BytesIO(content)) as document:
        page = document.pages[0]
        page.contents_coalesce()
        drawn, text = page.Contents.read_bytes().split(b"BT", 1)
        form = pikepdf.Stream(
            document,
            b"BT" + text,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=page.mediabox,
            Resources=pikepdf.Dictionary(Font=page.Resources.Font),
        )
        name = page.add_resource(form, pikepdf.Name.XObject)
        page.Contents = document.make_stream(drawn + f" {name} Do".encode())
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


@pytest.mark.parametrize("form", [False, True])
def test_hidden_text_goes_and_the_picture_stays(printed: bytes, tmp_path: Path, form: bool) -> None:
    read = read_over(printed, tmp_path)
    source = saved(tmp_path, in_a_form(read) if form else read)
    target = tmp_path / "cut.pdf"
    assert "Introduction" in text_of(source)
    with pages.open_pdf(source) as document:
        assert not pages.shows_text(document, 0)
        pages.cut(document, [0], target)
    assert text_of(target).strip() == ""
    assert picture_of(target) == picture_of(source)
    assert np.array_equal(drawing_of(target), drawing_of(source))


def test_text_that_is_seen_stays(printed: bytes, tmp_path: Path) -> None:
    source, target = saved(tmp_path, printed), tmp_path / "cut.pdf"
    with pages.open_pdf(source) as document:
        assert pages.shows_text(document, 0)
        pages.cut(document, [0], target)
    assert "Introduction" in text_of(target)


def test_links_to_other_pages_do_not_drag_them_along(tmp_path: Path) -> None:
    book = "#set page(width: 300pt, height: 400pt)\n#outline()\n#pagebreak()\n= One\n" + "#pagebreak() text " * 40
    source, target = saved(tmp_path, typst.compile(book.encode(), ignore_system_fonts=True)), tmp_path / "cut.pdf"
    with pages.open_pdf(source) as document:
        pages.cut(document, [0], target)
    with pikepdf.open(target) as document:
        assert (
            sum(isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Page" for item in document.objects) == 1
        )


def test_nothing_is_left_where_all_is_read(printed: bytes, tmp_path: Path) -> None:
    page = pdfium2.PdfDocument(saved(tmp_path, read_over(printed, tmp_path)))[0]
    assert leftovers(page) is None


def test_lone_figures_that_were_passed_over_are_left_to_read(printed: bytes, tmp_path: Path) -> None:
    read = read_over(printed, tmp_path, misread={"ix": "", "1": ""})
    left = leftovers(pdfium2.PdfDocument(saved(tmp_path, read))[0])
    assert left is not None
    inked = np.argwhere(left < 128) * 72 / 300
    # At the right edge the page numbers, at the left the number of the introduction; nothing between.
    assert {round(x / 300, 1) for x in inked[:, 1]} <= {0.1, 0.8, 0.9}
    assert any(x < 50 for x in inked[:, 1])
    assert any(x > 240 for x in inked[:, 1])


def test_specks_and_drawings_are_not(tmp_path: Path) -> None:
    source = """#set page(width: 300pt, height: 400pt, margin: 40pt)
    #for i in range(30) { place(dx: calc.rem(i * 67, 220) * 1pt, dy: calc.rem(i * 113, 300) * 1pt, circle(radius: 0.6pt, fill: black)) }
    #place(dx: 50pt, dy: 80pt, rect(width: 120pt, height: 90pt))"""
    picture = scan(typst.compile(source.encode(), ignore_system_fonts=True))
    assert leftovers(pdfium2.PdfDocument(saved(tmp_path, picture))[0]) is None


def test_text_is_added_in_its_place(printed: bytes, tmp_path: Path) -> None:
    base = saved(tmp_path, scan(printed), "base.pdf")
    words = in_a_form(read_over(printed, tmp_path, more=(Word(text="added", left=100, baseline=300, width=40),)))
    pages.add_text(base, {0: 0}, saved(tmp_path, words, "words.pdf"))
    page = pdfium2.PdfDocument(base)[0]
    text = page.get_textpage()
    at = text.get_text_range().index("added")
    left, bottom, _, _ = text.get_charbox(at)
    assert (left, 400 - bottom) == pytest.approx((100, 300), abs=2)


def test_pictures_are_written_as_pages(tmp_path: Path) -> None:
    grey = np.full((400, 300), 255, dtype=np.uint8)
    grey[100:110, 50:80] = 0
    target = tmp_path / "pictures.pdf"
    pages.write_pictures([(grey, 300, 400)], target)
    drawn = pdfium2.PdfDocument(target)[0].render(scale=1, grayscale=True).to_numpy().reshape(400, 300)
    assert np.abs(drawn.astype(int) - grey).max() < 3
