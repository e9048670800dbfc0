"""What the picture of a page shows, without reading it: lines of print, or a plate, a cover, a blank.

In: a PDF and a page's index. Out: whether the page looks printed. The page is drawn small and cut into upright strips; in a
strip of text, dark and light rows follow one another evenly, whatever the language, and even where the page lies askew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium2

#: Dots an inch: a line of 10-point type and the space below it are about 14 dots high.
DOTS_PER_INCH = 80
#: Strips across the page, without its outermost tenths.
STRIPS = 6
MARGIN = 0.1
#: A dot is ink where it is darker than the paper by this much (0..255).
DARKER = 60
#: A row of dots belongs to a line of print where ink fills between these shares of it.
LEAST_INK = 0.04
#: Lines of print follow one another at this distance, in points.
CLOSEST = 6.0
WIDEST = 30.0
#: A page looks printed where so many lines follow one another in so many strips.
LINES = 8
STRIPS_WITH_LINES = 3
#: Most distances between lines differ from their median by less than this share.
EVEN = 0.35
EVEN_SHARE = 0.6


def looks_printed(path: Path, *, sideways: bool = False) -> Callable[[int], bool]:
    """A function that says whether a page of the PDF at `path`, by its index, shows lines of print; with `sideways`, lines
    that run up or down the page."""

    def ask(index: int) -> bool:
        document = pdfium2.PdfDocument(path)
        try:
            page = document[index]
            grey = page.render(scale=DOTS_PER_INCH / 72, grayscale=True, may_draw_forms=False).to_numpy()
            grey = grey.reshape(grey.shape[:2])
            return shows_lines(grey.T if sideways else grey)
        finally:
            document.close()

    return ask


def shows_lines(grey: np.ndarray) -> bool:
    """Whether a page, drawn at `DOTS_PER_INCH` (0 black to 255 white), shows lines of print."""
    height, width = grey.shape
    inner = grey[
        int(MARGIN * height / 2) : height - int(MARGIN * height / 2), int(MARGIN * width) : int((1 - MARGIN) * width)
    ]
    if not inner.size:
        return False
    return sum(_has_lines(strip) for strip in np.array_split(inner, STRIPS, axis=1)) >= STRIPS_WITH_LINES


def _has_lines(strip: np.ndarray) -> bool:
    paper = float(np.percentile(strip, 90))
    inked = (strip < paper - DARKER).mean(axis=1) > LEAST_INK
    tops = np.flatnonzero(inked[1:] & ~inked[:-1])
    points = np.diff(tops) * 72 / DOTS_PER_INCH
    between = points[(points >= CLOSEST) & (points <= WIDEST)]
    if len(between) < LINES:
        return False
    usual = np.median(between)
    return bool((np.abs(between - usual) <= EVEN * usual).mean() >= EVEN_SHARE)
