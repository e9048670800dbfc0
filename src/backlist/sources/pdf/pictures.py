"""Pictures cut out of the pages of a PDF, as files that browsers show.

In: the file, and boxes on its pages. Out: PNG or JPEG, one at a time, in memory for no longer than that. A page is drawn
as a reader would see it, with the letters in its pictures. What a picture shows is decided elsewhere.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from backlist.model.layout import Box

#: Line art is drawn at this resolution, dots per inch; a picture whose longer side is shorter than so many points, finer.
DOTS_PER_INCH = 200
SMALL_SIDE, SMALL_DOTS_PER_INCH = 144, 300
#: The longer side of a picture in pixels, at most: as wide as a large screen shows.
LONGEST_SIDE = 2400
#: Points of white left around a picture.
MARGIN = 3.0
#: The images of one page have at most so many pixels together. A page scanned at 600 dots per inch has a third of them; a
#: file may declare a thousand million in a few bytes.
MOST_PIXELS = 100_000_000
#: Images of a page that are asked for their size, and forms within forms where they are looked for.
MOST_IMAGES, FORM_DEPTH = 2_000, 4
#: Colours that differ by no more than this, of 255, are greys.
GREY = 12
#: JPEG quality; a JPEG is taken where it is shorter than this share of the PNG, as for photographs it is by far.
QUALITY = 85
JPEG_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """A picture's file: `suffix` is `.png` or `.jpg`."""

    suffix: str
    data: bytes


def cut_out(path: Path, places: Iterable[tuple[int, Box]]) -> Iterator[Cutting | None]:
    """For each place (0-based index of a page, box in points) its picture; None where it cannot be drawn, is blank, or
    the page's images are too large to be opened."""
    wanted = list(places)
    try:
        document = pdfium2.PdfDocument(path) if wanted else None
    except pdfium2.PdfiumError:
        document = None
    if document is None:
        yield from (None for _ in wanted)
        return
    try:
        at, page, safe = -1, None, False
        for index, box in wanted:
            if index != at:
                if page is not None:
                    page.close()
                page, at = _page(document, index), index
                safe = page is not None and _pixels(page) <= MOST_PIXELS
            yield _drawn(page, box) if page is not None and safe else None
        if page is not None:
            page.close()
    finally:
        document.close()


def _page(document: pdfium2.PdfDocument, index: int) -> pdfium2.PdfPage | None:
    try:
        page = document[index]
    except (pdfium2.PdfiumError, IndexError):
        return None
    # Boxes are measured on the page as the reader of pages sees it.
    if page.get_rotation():
        page.set_rotation(0)
    return page


def _pixels(page: pdfium2.PdfPage) -> int:
    """Pixels of all images of the page, as the file declares them; none of them is opened."""
    total = 0
    for asked, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=FORM_DEPTH)):
        if asked >= MOST_IMAGES:
            return MOST_PIXELS + 1
        width, height = item.get_px_size()
        total += width * height
    return total


def _drawn(page: pdfium2.PdfPage, box: Box) -> Cutting | None:
    width, height = page.get_size()
    left, top = max(box.left - MARGIN, 0.0), max(box.top - MARGIN, 0.0)
    right, bottom = min(box.right + MARGIN, width), min(box.bottom + MARGIN, height)
    longer = max(right - left, bottom - top)
    if min(right - left, bottom - top) < 1:
        return None
    dots = SMALL_DOTS_PER_INCH if longer < SMALL_SIDE else DOTS_PER_INCH
    scale = min(dots / 72, LONGEST_SIDE / longer)
    try:
        drawn = page.render(scale=scale, crop=(left, height - bottom, width - right, top), may_draw_forms=False)
    except (pdfium2.PdfiumError, ValueError):
        return None
    picture = drawn.to_pil().convert("RGB")
    if all(low == high for low, high in picture.getextrema()):
        return None
    return _filed(_grey(picture))


def _grey(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    apart = max(ImageChops.difference(red, green).getextrema()[1], ImageChops.difference(red, blue).getextrema()[1])
    return green if apart <= GREY else picture


def _filed(picture: Image.Image) -> Cutting:
    png, jpeg = io.BytesIO(), io.BytesIO()
    picture.save(png, "PNG", optimize=True)
    picture.save(jpeg, "JPEG", quality=QUALITY, progressive=True)
    if jpeg.tell() < JPEG_SHARE * png.tell():
        return Cutting(suffix=".jpg", data=jpeg.getvalue())
    return Cutting(suffix=".png", data=png.getvalue())
