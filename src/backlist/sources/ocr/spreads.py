"""Two printed pages in one picture: found, and parted into pages of their own.

In: a PDF with its layout. Out: where each spread is to be cut, and a PDF with a page for each half. Pictures are not
touched: both halves show the same one, each through its own window. Text is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium2
from pikepdf import Name

from backlist.model.layout import Layout
from backlist.sources.ocr.pages import open_pdf
from backlist.sources.ocr.picture import DARKER, DOTS_PER_INCH, shows_lines
from backlist.sources.ocr.trust import is_picture

#: A spread is at least so much wider than high; single pages of landscape books are cut only where they show two columns of
#: lines with a gutter, which few do.
WIDER = 1.15
#: The gutter lies within this share of the width from the middle.
OFF_CENTRE = 0.06
#: In the gutter, ink (or the shadow of the fold) fills a column of dots to less, or to more, than these shares.
EMPTY = 0.01
SHADOW = 0.85
#: A book is a book of spreads where at least so many of its wide pages, and this share of them, are seen to be.
FEWEST = 2
SHARE = 0.5


def find_spreads(source: Path, layout: Layout) -> dict[int, float]:
    """Where the spreads of a file are to be cut: index, and distance from the left edge in points; empty for most files.

    Blank halves show no lines, so the book decides: where most of its wide pictures are spreads, all of them are.
    """
    wide = [page for page in layout.pages if page.width > WIDER * page.height and is_picture(page)]
    if len(wide) < FEWEST:
        return {}
    document = pdfium2.PdfDocument(source)
    try:
        gutters = {
            page.index: gutter
            for page in wide
            if not document[page.index].get_rotation() and (gutter := _gutter(document[page.index])) is not None
        }
        if len(gutters) < max(FEWEST, SHARE * len(wide)):
            return {}
        usual = float(np.median(list(gutters.values())))
        return {
            page.index: gutters.get(page.index, usual) * page.width
            for page in wide
            if not document[page.index].get_rotation()
        }
    finally:
        document.close()


def part(source: Path, spreads: Mapping[int, float], target: Path) -> tuple[int, ...]:
    """Write the PDF at `source` to `target` with each spread as two pages; gives the indexes of these in `target`."""
    halves: list[int] = []
    with open_pdf(source) as document:
        for index in sorted(spreads, reverse=True):
            page = document.pages[index]
            left, bottom, right, top = (float(edge) for edge in page.cropbox)
            document.pages.insert(index + 1, page)
            middle = left + spreads[index]
            for place, (start, end) in ((index, (left, middle)), (index + 1, (middle, right))):
                half = document.pages[place]
                for name in (Name.CropBox, Name.TrimBox, Name.BleedBox, Name.ArtBox, Name.Annots):
                    if name in half:
                        del half[name]
                half.mediabox = [start, bottom, end, top]
        # Numbers that the file gives to its pages would be given to other pages now.
        if Name.PageLabels in document.Root:
            del document.Root[Name.PageLabels]
        document.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for before, index in enumerate(sorted(spreads)):
        halves += [index + before, index + before + 1]
    return tuple(halves)


def _gutter(page: pdfium2.PdfPage) -> float | None:
    """Where the gutter lies, as a share of the width; None where the page is not seen to be two."""
    grey = page.render(scale=DOTS_PER_INCH / 72, grayscale=True, may_draw_forms=False).to_numpy()
    grey = grey.reshape(grey.shape[:2])
    height, width = grey.shape
    inner = grey[int(0.1 * height) : int(0.9 * height)]
    ink = (inner < np.percentile(inner, 90) - DARKER).mean(axis=0)
    start = int((0.5 - OFF_CENTRE) * width)
    middle = ink[start : int((0.5 + OFF_CENTRE) * width)]
    free = np.flatnonzero((middle < EMPTY) | (middle > SHADOW))
    if not len(free):
        return None
    cut = start + int(free[np.argmin(np.abs(free - len(middle) / 2))])
    # The shadow of the fold is no line of print.
    if not shows_lines(grey[:, :start]) or not shows_lines(grey[:, width - start :]):
        return None
    return cut / width
