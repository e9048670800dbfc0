"""What is drawn on a page besides letters: pictures, thin horizontal rules, and drawings.

In: an open page. Out: boxes on the page as it is displayed. Marks that touch are one drawing: a tree of a hundred strokes
is one box, apart from the frame or tint that it stands on. What is drawn within a form (a figure placed as a whole) counts as if it were drawn on the page. What a mark
shows, and whether it belongs to the book's text, is decided elsewhere.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from backlist.model.layout import Box

#: A rule is thinner than this and longer than that, in points.
RULE_THICKNESS = 2.0
RULE_LENGTH = 18.0
#: Of a drawing, a stroke is at least so high, in points; shorter flat ones underline a word or part a fraction.
STROKE_HEIGHT = 2.0
#: Strokes closer than this, in points, are one drawing.
TOUCHING = 3.0
#: A stroke or fill so large, in points, may be a frame or a tint with text and drawings on it, and is kept apart from
#: them; more of them on a page are no frames.
PANEL_WIDTH, PANEL_HEIGHT = 100.0, 24.0
MOST_PANELS = 60
#: The grid on which that is found has at most so many cells along a side.
MOST_CELLS = 1000
#: Forms within forms are followed so deep, and so many objects of a page are looked at: more is a hostile file, or a
#: drawing whose extent so many have shown already.
FORM_DEPTH = 4
MOST_OBJECTS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Boxes in points from the top left corner of the page."""

    images: tuple[Box, ...]
    rules: tuple[Box, ...]
    drawings: tuple[Box, ...]


class _Matrix(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


_SAME = _Matrix(1, 0, 0, 1, 0, 0)


def read_marks(page: object, *, left: float, top: float, width: float, height: float) -> Marks:
    """The marks of a page whose top left corner lies at `left` and `top` in the file's coordinates; all in points."""
    images: list[Box] = []
    rules: list[Box] = []
    strokes: list[Box] = []
    for kind, bounds in _drawn(page):
        box = Box(
            left=max(bounds.left - left, 0.0),
            top=max(top - bounds.bottom, 0.0),
            right=min(bounds.right - left, width),
            bottom=min(top - bounds.top, height),
        )
        if box.right < box.left or box.bottom < box.top:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append(box)
        elif box.bottom - box.top <= RULE_THICKNESS:
            if box.right - box.left >= RULE_LENGTH:
                rules.append(box)
        elif box.bottom - box.top >= STROKE_HEIGHT:
            strokes.append(box)
    panels = list(dict.fromkeys(s for s in strokes if _is_panel(s)))
    if len(panels) > MOST_PANELS:
        panels = []
    inner = [s for s in strokes if not _is_panel(s)] if panels else strokes
    drawings = (*panels, *_joined(inner, width, height))
    return Marks(images=tuple(images), rules=tuple(rules), drawings=drawings)


def _is_panel(stroke: Box) -> bool:
    return stroke.right - stroke.left >= PANEL_WIDTH and stroke.bottom - stroke.top >= PANEL_HEIGHT


def _drawn(page: object) -> Iterator[tuple[int, Box]]:
    """Kind and bounds (in the file's coordinates; `bottom` is the greater y) of every picture and visible path."""
    budget = MOST_OBJECTS
    waiting: list[tuple[object, int, _Matrix]] = [
        (pdfium.FPDFPage_GetObject(page, i), 0, _SAME) for i in range(min(pdfium.FPDFPage_CountObjects(page), budget))
    ]
    waiting.reverse()
    a, b, c, d = (ctypes.c_float() for _ in range(4))
    while waiting and budget:
        item, depth, matrix = waiting.pop()
        budget -= 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < FORM_DEPTH:
                inner = _then(_matrix(item), matrix)
                count = min(pdfium.FPDFFormObj_CountObjects(item), budget)
                waiting.extend((pdfium.FPDFFormObj_GetObject(item, i), depth + 1, inner) for i in range(count))
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            if not _is_visible(item):
                continue
        elif kind != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        if pdfium.FPDFPageObj_GetBounds(item, a, b, c, d):
            yield kind, _moved(matrix, a.value, b.value, c.value, d.value)


def _is_visible(path: object) -> bool:
    """Whether a path is stroked, or filled with something else than the white of the paper."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return False
    if stroke.value:
        return True
    if not fill.value:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < 255


def _matrix(item: object) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _SAME
    return _Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _then(first: _Matrix, second: _Matrix) -> _Matrix:
    """The matrix that does what `first` does, then what `second` does (ISO 32000-1, 8.3.4)."""
    return _Matrix(
        first.a * second.a + first.b * second.c,
        first.a * second.b + first.b * second.d,
        first.c * second.a + first.d * second.c,
        first.c * second.b + first.d * second.d,
        first.e * second.a + first.f * second.c + second.e,
        first.e * second.b + first.f * second.d + second.f,
    )


def _moved(m: _Matrix, left: float, low: float, right: float, high: float) -> Box:
    xs = [m.a * x + m.c * y + m.e for x in (left, right) for y in (low, high)]
    ys = [m.b * x + m.d * y + m.f for x in (left, right) for y in (low, high)]
    return Box(left=min(xs), top=min(ys), right=max(xs), bottom=max(ys))


def _joined(strokes: list[Box], width: float, height: float) -> tuple[Box, ...]:
    """Strokes that touch as one box each, from top to bottom: found on a grid, so that the cost is linear."""
    if not strokes:
        return ()
    side = max(TOUCHING, max(width, height) / MOST_CELLS)
    cells = np.zeros((int(height / side) + 2, int(width / side) + 2), dtype=bool)
    places = [
        (int(s.top / side), int(s.bottom / side) + 1, int(s.left / side), int(s.right / side) + 1) for s in strokes
    ]
    for top, bottom, left, right in places:
        cells[top : bottom + 1, left : right + 1] = True
    regions = _Regions(cells)
    found: dict[int, Box] = {}
    for stroke, (top, _, left, _) in zip(strokes, places, strict=True):
        region = regions.at(top, left)
        before = found.get(region, stroke)
        found[region] = Box(
            left=min(before.left, stroke.left),
            top=min(before.top, stroke.top),
            right=max(before.right, stroke.right),
            bottom=max(before.bottom, stroke.bottom),
        )
    return tuple(sorted(found.values(), key=lambda box: (box.top, box.left)))


class _Regions:
    """Marked cells of a grid that share a side are one region: found from the runs of cells in each row."""

    def __init__(self, cells: np.ndarray) -> None:
        steps = np.diff(cells.astype(np.int8), axis=1, prepend=0, append=0)
        rows, starts = np.nonzero(steps == 1)
        ends = np.nonzero(steps == -1)[1]
        self._starts: dict[int, list[int]] = {}
        self._first: dict[int, int] = {}
        self._parents = list(range(len(rows)))
        runs = list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))
        above = 0
        for own, (row, start, end) in enumerate(runs):
            self._starts.setdefault(row, []).append(start)
            self._first.setdefault(row, own)
            while runs[above][0] < row - 1 or (runs[above][0] == row - 1 and runs[above][2] <= start):
                above += 1
            other = above
            while runs[other][0] == row - 1 and runs[other][1] < end:
                self._parents[self._root(other)] = self._root(own)
                other += 1

    def at(self, row: int, column: int) -> int:
        """The region of a marked cell."""
        return self._root(self._first[row] + bisect_right(self._starts[row], column) - 1)

    def _root(self, run: int) -> int:
        while self._parents[run] != run:
            self._parents[run] = self._parents[self._parents[run]]
            run = self._parents[run]
        return run
