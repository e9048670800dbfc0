"""Where a page is set in columns: gutters that run down between text of equal width.

In: the horizontal extents of the pieces of every row, from top to bottom. Out: zones of rows, each with the gutters that
cut it. A zone without gutters is one column.

A contents page has its numbers at the right, and a list of abbreviations its short forms at the left; neither is a
column: the widths on both sides of a gutter must be alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

#: Width of the strips into which the page is cut to look for gutters, points.
STRIP = 1.0
#: A gutter is at least this wide, in ems.
GUTTER = 0.7
#: Rows with text on both sides that a zone needs to be two columns.
ROWS_BESIDE = 5
#: A first or last row of one piece and no more characters is a heading or a page number; centred, it stands in the gutter.
HEADING_LENGTH = 12
#: The narrower column has at least this share of the wider one's width.
EQUAL_WIDTH = 0.72
#: Columns of two pages begin at one place when they differ by no more than this, in points.
SAME_START = 4.0
#: Text fills at least this share of a column's width, on average.
FILLED = 0.42
#: A zone may hold this many rows that run across the gutter side by side with two-column rows only when they are shorter
#: than the zone's share below: a stray heading between columns.
MOST_COLUMNS = 3


class Extent(NamedTuple):
    """A piece's left and right edge and size in points, and its number of characters."""

    left: float
    right: float
    size: float
    length: int


@dataclass(frozen=True, slots=True)
class Zone:
    """Rows `first` to `last` (inclusive), cut at the x positions `gutters`."""

    first: int
    last: int
    gutters: tuple[float, ...] = ()


def gutters(
    rows: list[list[Extent]], baselines: list[float], width: float, before: tuple[float, ...] = ()
) -> list[Zone]:
    """Cut a page's rows into zones; their union is all rows, in order.

    `before` says where columns begin on the page before, from its left edge of text: the last page of an index may hold
    too little to show its columns by itself.
    """
    whole = [Zone(0, len(rows) - 1)]
    if before and (zones := _as_before(rows, before)):
        return zones
    if len(rows) < ROWS_BESIDE:
        return whole
    left = min(e.left for row in rows for e in row)
    right = max(e.right for row in rows for e in row)
    if right - left < 100:
        return whole
    for columns in range(MOST_COLUMNS, 1, -1):
        cuts = _cuts(rows, left, right, columns)
        if cuts:
            zones = _zones(rows, cuts)
            if zones and any(z.gutters for z in zones):
                return zones
    return whole


def _as_before(rows: list[list[Extent]], before: tuple[float, ...]) -> list[Zone]:
    """The zones of a page whose columns begin where those of the page before did, but that fills them only in part."""
    left = min(e.left for row in rows for e in row)
    starts = [left + start for start in before]
    if not any(abs(e.left - start) <= SAME_START for start in starts for row in rows for e in row):
        return []
    cuts = tuple(start - SAME_START / 2 for start in starts)
    across = [any(e.left < cut < e.right for e in row for cut in cuts) or len(row) == 1 for row in rows]
    # A running head and a page number stand across the columns, or beside them.
    first, last = int(across[0]), len(rows) - 1 - int(across[-1])
    inner = rows[first : last + 1]
    if not inner or any(e.left < cut < e.right for row in inner for e in row for cut in cuts):
        return []
    beside = sum(1 for row in inner if len(row) > 1)
    # A page that can show its columns by itself is cut by what it shows.
    if beside >= ROWS_BESIDE:
        return []
    zones = [Zone(0, 0)] if first else []
    zones.append(Zone(first, last, cuts))
    if last < len(rows) - 1:
        zones.append(Zone(last + 1, len(rows) - 1))
    return zones


def _cuts(rows: list[list[Extent]], left: float, right: float, columns: int) -> tuple[float, ...]:
    """The emptiest strip near each place where a gutter between equal columns would be; none when text runs across."""
    strips = int((right - left) / STRIP) + 1
    covered = np.zeros(strips + 1, dtype=np.int32)
    outer = [row for row in (rows[0], rows[-1]) if len(row) == 1 and row[0].length <= HEADING_LENGTH]
    for row in rows:
        if row in outer:
            continue
        for e in row:
            a, b = int((e.left - left) / STRIP), int((e.right - left) / STRIP)
            covered[max(a, 0)] += 1
            covered[min(b + 1, strips)] -= 1
    covered = np.cumsum(covered)[:strips]
    size = float(np.median([e.size for row in rows for e in row]))
    found: list[float] = []
    for k in range(1, columns):
        middle = strips * k / columns
        reach = 0.14 * strips / (columns / 2)
        lo, hi = int(middle - reach), int(middle + reach)
        window = covered[lo:hi]
        if not len(window):
            return ()
        low = int(window.min())
        # Rows that cross are headings, running heads, a note above the columns: they must be few.
        if low > 0.34 * len(rows):
            return ()
        best, start = (0, 0), None
        for i, value in enumerate([*window.tolist(), 10**6]):
            if value <= low:
                start = i if start is None else start
            elif start is not None:
                if i - start > best[0]:
                    best = (i - start, start)
                start = None
        if best[0] * STRIP < GUTTER * size:
            return ()
        found.append(left + (lo + best[1] + best[0] / 2) * STRIP)
    return tuple(found)


def _zones(rows: list[list[Extent]], cuts: tuple[float, ...]) -> list[Zone]:
    crossing = [any(e.left < c < e.right for e in row for c in cuts) for row in rows]
    zones: list[Zone] = []
    start = 0
    while start < len(rows):
        end = start
        while end + 1 < len(rows) and crossing[end + 1] == crossing[start]:
            end += 1
        if crossing[start] or not _is_columns(rows[start : end + 1], cuts):
            zones.append(Zone(start, end))
        else:
            zones.append(Zone(start, end, cuts))
        start = end + 1
    return zones


def _is_columns(rows: list[list[Extent]], cuts: tuple[float, ...]) -> bool:
    edges = (float("-inf"), *cuts, float("inf"))
    spans: list[tuple[float, float]] = []
    filled: list[float] = []
    beside = sum(
        1 for row in rows if all(any(a <= e.left < b for e in row) for a, b in zip(edges, edges[1:], strict=False))
    )
    if beside < ROWS_BESIDE:
        return False
    for a, b in zip(edges, edges[1:], strict=False):
        inside = [[e for e in row if a <= e.left < b] for row in rows]
        inside = [row for row in inside if row]
        lefts = sorted(min(e.left for e in row) for row in inside)
        rights = sorted(max(e.right for e in row) for row in inside)
        lo, hi = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
        if hi <= lo:
            return False
        spans.append((lo, hi))
        filled.append(float(np.mean([sum(e.right - e.left for e in row) for row in inside])) / (hi - lo))
    widths = [hi - lo for lo, hi in spans]
    return min(widths) >= EQUAL_WIDTH * max(widths) and min(filled) >= FILLED
