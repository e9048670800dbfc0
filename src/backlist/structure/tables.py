"""Ruled tables: their extent, and their rows and cells where these are clear.

In: the thin rules of a page, the caption's place, the lines between the rules. Out: the region that the rules enclose
(`ruled_region`), and its grid (`grid`), or None where there is any doubt: a wrong table is worse than a picture of it with
its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backlist.model.layout import Box
from backlist.structure.body import BodyLine

#: The rules of one table begin and end within so many points of one another, and are at least so long.
SAME_END = 4.0
LEAST_RULE = 40.0
#: The first rule of a table lies at most so far (ems) from its caption.
FROM_CAPTION = 3.0
#: Two rules of a table lie at most so far apart, in ems: a page's height of text.
APART = 70.0
#: A gap between columns is at least so wide, in ems, down all rows; a table has at least so many rows and columns.
COLUMN_GAP = 0.55
LEAST_ROWS, LEAST_COLUMNS = 3, 2
MOST_COLUMNS = 24
#: Pieces of a line that lie further apart than this (ems) may be cells of two columns.
PIECE_GAP = 0.5
#: Baselines closer than this share of the size are one row.
SAME_ROW = 0.35
#: Rows whose baselines are closer than this multiple of the size are no rows of one table.
CLOSEST = 0.8
#: Characters in a cell from which it can be said to have been too long for its column.
LONG_CELL = 8


def ruled_region(rules: Sequence[Box], caption: Box, texts: Sequence[Box], em: float) -> Box | None:
    """What the rules next to a caption enclose: those below it, else those above it. At least two have the same ends."""
    long = sorted((r for r in rules if r.right - r.left >= LEAST_RULE), key=lambda r: r.top)
    below = [r for r in long if r.top >= caption.bottom - em / 2]
    above = [r for r in reversed(long) if r.bottom <= caption.top + em / 2]
    for ordered, edge in ((below, caption.bottom), (above, caption.top)):
        if not ordered or abs(ordered[0].top - edge) > FROM_CAPTION * em:
            continue
        first = last = ordered[0]
        for rule in ordered[1:]:
            if not _same_ends(rule, first):
                continue
            low, high = sorted((last.top, rule.top))
            if high - low > APART * em or any(
                low < (t.top + t.bottom) / 2 < high
                and (t.left < first.left - em or t.right > first.right + em)
                and t.left < first.right
                and first.left < t.right
                for t in texts
            ):
                break
            last = rule
        if last is not first:
            return Box(
                left=first.left,
                top=min(first.top, last.top) - 1,
                right=first.right,
                bottom=max(first.bottom, last.bottom) + 1,
            )
    return None


def _same_ends(a: Box, b: Box) -> bool:
    return abs(a.left - b.left) <= SAME_END and abs(a.right - b.right) <= SAME_END


# --- rows and cells ----------------------------------------------------------------------------------------------------

Cell = tuple[BodyLine, ...]
Row = tuple[Cell, ...]


def grid(lines: Sequence[BodyLine], rules: Sequence[Box], region: Box) -> tuple[tuple[Row, ...], int] | None:
    """Rows of cells, and how many rows head the columns; None where columns or rows are not clear."""
    pieces = [piece for line in lines for piece in _pieces(line)]
    rows = _rows(pieces)
    if len(rows) < LEAST_ROWS:
        return None
    own = sorted(r.top for r in rules if region.top - 1 <= r.top <= region.bottom + 1 and _same_ends(r, region))
    first, last = rows[0][0].line.baseline, rows[-1][0].line.baseline
    inner = [top for top in own if first < top < last]
    bounds = _columns(rows)
    if bounds is None or not LEAST_COLUMNS <= len(bounds) <= MOST_COLUMNS:
        return None
    cells = [_cells(row, bounds) for row in rows]
    if not all(cells) or _is_interleaved(rows) or any(_is_parted(cell) for row in cells for cell in row):
        return None
    set_rows = [row for row in cells if row]
    tops = [row[0].line.baseline for row in rows]
    head = sum(1 for top in tops if inner and top < inner[0])
    if head > 3 or head >= len(set_rows):
        head = 0
    body_rows = _logical(set_rows[head:], tops[head:], inner, bounds)
    if len(body_rows) < LEAST_ROWS - 1 or _has_spanning(set_rows[:head], body_rows, rules, region):
        return None
    heading = [_stacked(set_rows[:head])] if head else []
    return (*heading, *body_rows), len(heading)


def _pieces(line: BodyLine) -> list[BodyLine]:
    """A line cut at its wide gaps. A piece keeps its page and place, so that note marks can be found in it."""
    runs: list[list] = []
    for span in line.line.spans:
        if not span.text.strip():
            if runs:
                runs[-1].append(span)
            continue
        solid = [s for s in runs[-1] if s.text.strip()] if runs else []
        if solid and span.box.left - solid[-1].box.right <= PIECE_GAP * line.line.size:
            runs[-1].append(span)
        else:
            runs.append([span])
    out: list[BodyLine] = []
    for run in runs:
        while run and not run[-1].text.strip():
            run.pop()
        box = Box(
            left=min(s.box.left for s in run),
            top=min(s.box.top for s in run),
            right=max(s.box.right for s in run),
            bottom=max(s.box.bottom for s in run),
        )
        own = replace(line.line, text="".join(s.text for s in run), box=box, spans=tuple(run))
        out.append(replace(line, line=own))
    return out


def _rows(pieces: list[BodyLine]) -> list[list[BodyLine]]:
    rows: list[list[BodyLine]] = []
    for piece in sorted(pieces, key=lambda p: p.line.baseline):
        if rows and piece.line.baseline - rows[-1][0].line.baseline <= SAME_ROW * piece.line.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.line.box.left) for row in rows]


def _columns(rows: Sequence[Sequence[BodyLine]]) -> list[tuple[float, float]] | None:
    """The left and right edge of each column: between two columns no row has anything."""
    spans = sorted((p.line.box.left, p.line.box.right) for row in rows for p in row)
    size = max(p.line.size for row in rows for p in row)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left - columns[-1][1] < COLUMN_GAP * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns or None


def _cells(row: Sequence[BodyLine], columns: Sequence[tuple[float, float]]) -> Row:
    found: list[list[BodyLine]] = [[] for _ in columns]
    for piece in row:
        k = next((k for k, (left, right) in enumerate(columns) if left <= piece.line.box.left <= right), None)
        if k is None:
            return ()
        found[k].append(piece)
    return tuple(map(tuple, found))


def _is_interleaved(rows: Sequence[Sequence[BodyLine]]) -> bool:
    """Whether rows stand closer than lines can: cells beside several rows are centred between them."""
    return any(
        below[0].line.baseline - above[0].line.baseline < CLOSEST * below[0].line.size
        for above, below in zip(rows, rows[1:], strict=False)
    )


def _has_spanning(head: Sequence[Row], rows: Sequence[Row], rules: Sequence[Box], region: Box) -> bool:
    """Whether a heading may stand over several columns, or over rows: a short rule is under it, it is aligned with no
    column, or no other cell is beside it."""
    if any(
        region.top + 1 < r.top < region.bottom - 1
        and not _same_ends(r, region)
        and r.left > region.left - SAME_END
        and r.right < region.right + SAME_END
        for r in rules
    ):
        return True
    for k, row in enumerate(rows):
        alone = sum(1 for cell in row if cell) == 1
        if alone and row[0] and any(not other[0] for other in rows[max(k - 1, 0) : k + 2]):
            return True
        if (alone and not row[0] and len(row) > LEAST_COLUMNS) or (
            alone and row[0] and _is_in_the_middle(row[0], region)
        ):
            return True
    for row in head:
        if sum(1 for cell in row if cell) == 1 < len(row):
            k = next(k for k, cell in enumerate(row) if cell)
            below = [piece for other in rows for piece in other[k]]
            if not below or not _is_aligned(row[k], below):
                return True
    return False


def _is_aligned(cell: Cell, below: Sequence[BodyLine]) -> bool:
    """Whether a heading begins, ends or is centred where its column does."""
    near = cell[0].line.size / 2
    left, right = cell[0].line.box.left, cell[-1].line.box.right
    start, end = min(x.line.box.left for x in below), max(x.line.box.right for x in below)
    return min(abs(left - start), abs(right - end), abs(left + right - start - end) / 2) < near


def _is_in_the_middle(cell: Cell, region: Box) -> bool:
    box = cell[0].line.box
    return box.left - region.left > SAME_END and abs(box.left - region.left - region.right + box.right) < 2 * SAME_END


def _is_parted(cell: Cell) -> bool:
    """Whether a cell holds pieces as far apart as columns are: two columns that one long cell made one."""
    return any(
        b.line.box.left - a.line.box.right >= COLUMN_GAP * b.line.size for a, b in zip(cell, cell[1:], strict=False)
    )


def _logical(
    rows: Sequence[Row], tops: Sequence[float], rules: Sequence[float], columns: Sequence[tuple[float, float]]
) -> list[Row]:
    """Rows of the table: lines of one cell put together, where rules part every row, or where a cell's line was too long."""
    out: list[Row] = []
    for k, row in enumerate(rows):
        parted = not k or any(tops[k - 1] < rule < tops[k] for rule in rules)
        if not parted and _goes_on(out[-1], row, columns):
            out[-1] = _stacked((out[-1], row))
        else:
            out.append(row)
    return out


def _goes_on(above: Row, row: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether every cell of a row goes on the one above it, which had no room for the next word."""
    if row[0] or sum(1 for cell in row if cell) * 2 > len(row):
        return False
    for cell, over, (_, right) in zip(row, above, columns, strict=True):
        if not cell:
            continue
        if not over or len(over[-1].text.strip()) < LONG_CELL:
            return False
        line = cell[0].line
        word = line.text.split(None, 1)[0]
        width = (line.box.right - line.box.left) * (len(word) + 1) / max(len(line.text), 1)
        if over[-1].line.box.right + width < right:
            return False
    return True


def _stacked(rows: Sequence[Row]) -> Row:
    return tuple(tuple(piece for cell in column for piece in cell) for column in zip(*rows, strict=True))
