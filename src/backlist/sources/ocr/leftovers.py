"""Print that OCR has passed over: lone figures in the margin of contents pages, page numbers of one letter.

In: a page with the text that OCR laid over its picture. Out: a picture of nothing but the marks of ink that are shaped like
letters and lie under no word, for OCR to look at again. Specks, dots and drawings are left out; nothing is read here.

Layout analysis takes a lone `1` for dirt and a column of figures for a rule; alone on a clean page, they are read.
"""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium2

from backlist.sources.pdf.chars import read_rows

#: Dots an inch: fine enough to tell a letter from a speck, and for OCR to read what is left.
FIND_DOTS = 100
DRAW_DOTS = 300
#: Ink is darker than the paper by this much (0..255).
DARKER = 80
#: A letter or figure is between these high and wide, in points; leaders and specks are smaller, drawings larger.
LOWEST, HIGHEST = 3.2, 16.0
NARROWEST, WIDEST = 0.7, 18.0
#: What lies this close to a word belongs to it, in ems: to the left, to the right, above and below. Figures in margins and
#: the numbers of entries stand further off.
LEFT_OF_WORD = 0.6
RIGHT_OF_WORD = 0.9
ABOVE_WORD = 0.35
#: Words of a line closer than this (ems) cover what is between them.
BETWEEN_WORDS = 1.2
#: This share of the page at each edge holds the shadows of the paper's edge.
EDGE = 0.03
#: A page with more such marks holds a drawing, music or dirt.
MOST_MARKS = 300
#: More strokes of ink than this are a picture.
MOST_STROKES = 20_000
#: Around each mark so much is kept, in points, that the dot of an i is.
MARGIN = 1.5
DOT_ABOVE = 4.0


def leftovers(page: pdfium2.PdfPage) -> np.ndarray | None:
    """The unread marks of a page in shades of grey at `DRAW_DOTS`, the rest white; None where there are none to read."""
    dark = _ink(page)
    _cover_words(page, dark)
    marks = _marks(dark)
    if not 0 < len(marks) <= MOST_MARKS:
        return None
    grey = _drawn(page, DRAW_DOTS)
    white = np.full_like(grey, 255)
    scale = DRAW_DOTS / FIND_DOTS
    margin, above = MARGIN * DRAW_DOTS / 72, DOT_ABOVE * DRAW_DOTS / 72
    for left, top, right, bottom in marks:
        rows = slice(max(int(top * scale - above), 0), int(bottom * scale + margin))
        columns = slice(max(int(left * scale - margin), 0), int(right * scale + margin))
        white[rows, columns] = grey[rows, columns]
    return white


def _drawn(page: pdfium2.PdfPage, dots: int) -> np.ndarray:
    grey = page.render(scale=dots / 72, grayscale=True, may_draw_forms=False).to_numpy()
    return grey.reshape(grey.shape[:2])


def _ink(page: pdfium2.PdfPage) -> np.ndarray:
    grey = _drawn(page, FIND_DOTS)
    return grey < np.percentile(grey, 80) - DARKER


def _cover_words(page: pdfium2.PdfPage, dark: np.ndarray) -> None:
    """Wipe out the ink of every word that has been read."""
    left_edge, _, _, top_edge = page.get_bbox()
    dots = FIND_DOTS / 72
    text_page = page.get_textpage()
    rows = read_rows(text_page.raw)
    rows = rows[(rows["code"] > 0x20) & (rows["generated"] != 1)]
    if not len(rows):
        return
    em = rows["top"] - rows["bottom"]
    right = rows["right"].copy()
    gap = rows["left"][1:] - right[:-1]
    same = (gap > 0) & (gap < BETWEEN_WORDS * em[:-1]) & (np.abs(np.diff(rows["baseline"])) < ABOVE_WORD * em[:-1])
    right[:-1][same] = rows["left"][1:][same]
    boxes = np.stack(
        (
            (rows["left"] - LEFT_OF_WORD * em - left_edge) * dots,
            (top_edge - rows["top"] - ABOVE_WORD * em) * dots,
            (right + RIGHT_OF_WORD * em - left_edge) * dots + 1,
            (top_edge - rows["bottom"] + ABOVE_WORD * em) * dots + 1,
        ),
        axis=1,
    )
    for left, top, end, bottom in np.maximum(boxes, 0).astype(int).tolist():
        dark[top:bottom, left:end] = False


def _marks(dark: np.ndarray) -> list[tuple[int, int, int, int]]:
    """The boxes (left, top, right, bottom, in dots) of connected marks of ink that have the size of letters."""
    height, width = dark.shape
    boxes: list[list[int]] = []
    parent: list[int] = []

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    above: list[tuple[int, int, int]] = []
    for y in range(int(EDGE * height), int((1 - EDGE) * height)):
        edges = np.flatnonzero(np.diff(dark[y].view(np.int8), prepend=0, append=0)).tolist()
        here: list[tuple[int, int, int]] = []
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            own = len(parent)
            parent.append(own)
            boxes.append([start, y, end, y + 1])
            for first, last, other in above:
                if first <= end and start <= last:
                    a, b = root(other), root(own)
                    if a != b:
                        parent[b] = a
                        boxes[a] = [
                            min(boxes[a][0], boxes[b][0]),
                            min(boxes[a][1], boxes[b][1]),
                            max(boxes[a][2], boxes[b][2]),
                            max(boxes[a][3], boxes[b][3]),
                        ]
            here.append((start, end, own))
        above = here
        if len(parent) > MOST_STROKES:
            return []
    dots = FIND_DOTS / 72
    side = EDGE * width
    return [
        (left, top, right, bottom)
        for i, (left, top, right, bottom) in enumerate(boxes)
        if parent[i] == i
        and LOWEST * dots <= bottom - top <= HIGHEST * dots
        and NARROWEST * dots <= right - left <= WIDEST * dots
        and left > side
        and right < width - side
    ]
