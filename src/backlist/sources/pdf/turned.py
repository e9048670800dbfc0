"""Pages that are displayed turned, as the file says they are: landscape tables, scans that lay on their side.

In: what PDFium says of a page's characters and marks, which it gives as if the page were not turned. Out: the same as the page
is displayed. Text that stands on its side within an upright page is not turned.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2.raw as pdfium

from backlist.model.layout import Box
from backlist.sources.pdf.marks import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """`degrees` clockwise: 90, 180 or 270; the box of the page before it is turned, in PDF coordinates, points."""

    degrees: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """The page's width before it is turned."""
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


def turn_rows(text_page: object, rows: np.ndarray, turn: Turn) -> np.ndarray:
    """Characters (`chars.ROW`) as displayed; the displayed page's bottom left corner becomes the origin."""
    out = rows.copy()
    left, right = rows["left"] - turn.left, rows["right"] - turn.left
    bottom, top = rows["bottom"] - turn.bottom, rows["top"] - turn.bottom
    a, b, c, d = (rows[name] for name in "abcd")
    match turn.degrees:
        case 90:
            out["left"], out["right"], out["bottom"], out["top"] = bottom, top, turn.width - right, turn.width - left
            out["baseline"] = turn.width - (_origins(text_page, len(rows)) - turn.left)
            out["a"], out["b"], out["c"], out["d"] = b, -a, d, -c
        case 180:
            out["left"], out["right"] = turn.width - right, turn.width - left
            out["bottom"], out["top"] = turn.height - top, turn.height - bottom
            out["baseline"] = turn.height - (rows["baseline"] - turn.bottom)
            out["a"], out["b"], out["c"], out["d"] = -a, -b, -c, -d
        case 270:
            out["left"], out["right"], out["bottom"], out["top"] = turn.height - top, turn.height - bottom, left, right
            out["baseline"] = _origins(text_page, len(rows)) - turn.left
            out["a"], out["b"], out["c"], out["d"] = -b, a, -d, c
    return out


def runs_upright(rows: np.ndarray) -> bool:
    """Whether most characters run from left to right."""
    return bool(np.count_nonzero((rows["a"] > 0) & (np.abs(rows["b"]) < rows["a"])) > len(rows) / 2)


def turn_marks(marks: Marks, turn: Turn) -> Marks:
    """Marks as displayed."""
    return replace(
        marks,
        images=tuple(_turned(box, turn) for box in marks.images),
        # What lay flat stands upright now, and is no rule.
        rules=tuple(_turned(box, turn) for box in marks.rules if turn.degrees == 180),
        drawings=tuple(_turned(box, turn) for box in marks.drawings),
    )


def _turned(box: Box, turn: Turn) -> Box:
    match turn.degrees:
        case 90:
            return Box(left=turn.height - box.bottom, top=box.left, right=turn.height - box.top, bottom=box.right)
        case 180:
            return Box(
                left=turn.width - box.right,
                top=turn.height - box.bottom,
                right=turn.width - box.left,
                bottom=turn.height - box.top,
            )
    return Box(left=box.top, top=turn.width - box.right, right=box.bottom, bottom=turn.width - box.left)


def _origins(text_page: object, count: int) -> np.ndarray:
    """Where each character's baseline begins, from the left."""
    x, y = ctypes.c_double(), ctypes.c_double()
    out = np.zeros(count)
    for i in range(count):
        pdfium.FPDFText_GetCharOrigin(text_page, i, x, y)
        out[i] = x.value
    return out
