"""Characters to lines in reading order: which stand on one baseline, and where the page is set in columns.

In: the characters of one page in the order in which the file draws them, which is often, but not always, the order in
which they are read. Out: `Line`s from top to bottom, a column after the other where there are several.

The method: characters that follow one another without a gap make a *piece*; pieces on one baseline make a *row*; a row is
cut where a *gutter* runs between columns of equal width, and what is left on either side is a line. A raised note mark
belongs to the row beside it, and a drop capital to the first of the rows that it reaches down.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from backlist.model.layout import Box, Line, Span
from backlist.sources.pdf.chars import Chars, Face
from backlist.sources.pdf.columns import Extent, gutters

#: A gap wider than this (in ems) ends a piece; a justified line's spaces are narrower, a column's gutter is wider.
PIECE_GAP = 0.75
#: Going back by more than this (in ems) ends a piece: the next line, or text drawn later.
STEP_BACK = 0.6
#: Baselines of one piece differ by less than this share of the larger size: superscripts, subscripts.
PIECE_RISE = 0.55
#: Baselines of one row differ by less than this share of the size.
ROW_RISE = 0.22
#: A piece smaller than this share of the row beside it is a raised or lowered mark, where its baseline is not the row's.
MARK_SIZE = 0.85
#: A mark has no more characters than this, and no more than this many when all are letters ("th", "me").
MARK_LENGTH = 12
MARK_LETTERS = 3
#: An initial at least this much larger than the text beside it, and no longer than this, is a drop capital.
DROP_SIZE = 1.7
DROP_LETTERS = 2
#: An initial is a word of its own when it can be one and the text stands this far from it, in ems of the text.
WORDS_OF_ONE_LETTER = frozenset({"A", "I", "O", "À", "Y", "E"})
INITIAL_GAP = 0.22
#: Two pieces of the same text this close together (points) are one, printed twice to look bold.
DOUBLE_STRIKE = 1.0
#: A gap wider than this (in ems) between two spans is kept as a new span, so that tables and contents can be seen.
SPAN_GAP = 0.9

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "ſt",
    "\ufb06": "st",
}
_LIGATURES = str.maketrans(LIGATURES)


@dataclass(slots=True)
class Piece:
    """Characters drawn one after the other without a gap; y grows downwards from here on."""

    spans: list[Span]
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    space_before: bool

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(slots=True)
class Row:
    baseline: float
    size: float
    pieces: list[Piece] = field(default_factory=list)


def build_lines(
    chars: Chars, *, origin_x: float, origin_y: float, width: float, before: tuple[float, ...] = ()
) -> tuple[Line, ...]:
    """Make the lines of a page. `origin_x`, `origin_y` are the PDF coordinates of the page's top left corner; `before`
    says where columns began on the page before (`column_starts`)."""
    pieces = _pieces(chars, origin_x, origin_y)
    if not pieces:
        return ()
    rows = _rows(pieces)
    return tuple(_ordered(rows, width, before))


def column_starts(lines: tuple[Line, ...]) -> tuple[float, ...]:
    """Where the second and later columns of a page begin, from the left edge of the first; empty for one column."""
    starts: dict[int, float] = {}
    for line in lines:
        starts[line.column] = min(starts.get(line.column, line.box.left), line.box.left)
    return tuple(starts[column] - starts[0] for column in sorted(starts) if column) if 0 in starts else ()


def _pieces(chars: Chars, origin_x: float, origin_y: float) -> list[Piece]:
    count = len(chars.text)
    if not count:
        return []
    sizes = np.array([face.size for face in chars.faces], dtype=np.float64)[chars.face]
    left, right = chars.left - origin_x, chars.right - origin_x
    top, bottom = origin_y - chars.top, origin_y - chars.bottom
    baseline = origin_y - chars.baseline

    em = np.maximum(sizes[1:], sizes[:-1])
    gap = left[1:] - right[:-1]
    new_piece = (
        (gap > PIECE_GAP * em)
        | (gap < -STEP_BACK * em)
        | (np.abs(np.diff(baseline)) > PIECE_RISE * em)
        # An initial two lines high stands beside the first of them, not before it.
        | ((sizes[:-1] > DROP_SIZE * sizes[1:]) & (np.abs(np.diff(baseline)) > ROW_RISE * em))
        | (chars.upright[1:] != chars.upright[:-1])
    )
    # The halves of a ligature share one box: the second one seems to step back by its whole width.
    new_piece &= ~((left[1:] == left[:-1]) & (right[1:] == right[:-1]))
    new_span = new_piece | (np.diff(chars.face) != 0) | (np.abs(np.diff(baseline)) > 0.05 * em)
    starts = np.flatnonzero(np.concatenate(([True], new_span)))
    ends = np.append(starts[1:], count)
    piece_start = np.concatenate(([True], new_piece))
    lefts = np.minimum.reduceat(left, starts).tolist()
    rights = np.maximum.reduceat(right, starts).tolist()
    tops = np.minimum.reduceat(top, starts).tolist()
    bottoms = np.maximum.reduceat(bottom, starts).tolist()
    flags = _close_letter_spacing(chars, left, right)
    spaces = flags.tolist()
    space_at = np.flatnonzero(flags)

    pieces: list[Piece] = []
    current: Piece | None = None
    for k, (a, b) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if not chars.upright[a]:
            current = None
            continue
        text = _with_spaces(chars.text, a, b, space_at)
        face = chars.faces[chars.face[a]]
        fresh = current is None or piece_start[a]
        if spaces[a] and not fresh:
            text = " " + text
        span = _span(
            text, face, Box(left=lefts[k], top=tops[k], right=rights[k], bottom=bottoms[k]), float(baseline[a])
        )
        if fresh:
            current = Piece([span], lefts[k], rights[k], tops[k], bottoms[k], float(baseline[a]), face.size, spaces[a])
            pieces.append(current)
        else:
            current.spans.append(span)
            current.left, current.right = min(current.left, lefts[k]), max(current.right, rights[k])
            current.top, current.bottom = min(current.top, tops[k]), max(current.bottom, bottoms[k])
    for piece in pieces:
        piece.baseline, piece.size = _dominant(piece.spans)
    return [p for p in pieces if p.text.strip()]


#: So many letters in a row, each with a gap before it, are letter-spaced; words are parted by a gap this much wider.
LETTER_SPACED_LENGTH = 5
WORD_GAP = 1.7


def _close_letter_spacing(chars: Chars, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The flags of spaces, without those between the letters of spaced words (`C H A P T E R`)."""
    flags = chars.space_before
    steps = np.diff(np.concatenate(([0], flags.astype(np.int8), [0])))
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    long = ends - starts >= LETTER_SPACED_LENGTH - 1
    if not long.any():
        return flags
    out = flags.copy()
    for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
        # Every character from start to end - 1 has a gap before it; a line's first has none that counts.
        run = np.arange(max(start - 1, 0), end)
        gaps = left[run[1:]] - right[run[:-1]]
        # A new line, or another size of type, is spaced by another measure.
        for piece in np.split(run, np.flatnonzero((gaps < 0) | (np.diff(chars.face[run]) != 0)) + 1):
            first, last = int(piece[0]), int(piece[-1]) + 1
            if len(piece) < LETTER_SPACED_LENGTH or not chars.text[first:last].isalpha():
                continue
            gaps = left[piece[1:]] - right[piece[:-1]]
            usual = float(np.median(gaps))
            if usual > 0:
                out[piece[1:]] = gaps > WORD_GAP * usual
    return out


def _with_spaces(text: str, start: int, end: int, space_at: np.ndarray) -> str:
    """The characters from start to end with a space before each flagged one but the first."""
    lo, hi = np.searchsorted(space_at, (start + 1, end))
    cuts = [start, *space_at[lo:hi].tolist(), end]
    joined = " ".join([text[a:b] for a, b in zip(cuts, cuts[1:], strict=False)])
    return joined if joined.isascii() else joined.translate(_LIGATURES)


def _span(text: str, face: Face, box: Box, baseline: float) -> Span:
    return Span(
        text=text,
        box=box,
        font=face.font,
        size=face.size,
        bold=face.bold,
        italic=face.italic,
        small_caps=face.small_caps,
        baseline=baseline,
    )


def _dominant(spans: list[Span]) -> tuple[float, float]:
    """Baseline and size of most of the characters; the larger size where two are equal."""
    weight: dict[tuple[float, float], int] = {}
    for span in spans:
        key = (span.baseline, span.size)
        weight[key] = weight.get(key, 0) + len(span.text)
    baseline, size = max(weight, key=lambda k: (weight[k], k[1]))
    return baseline, size


def _usual_size(pieces: list[Piece]) -> float:
    """The size in which the middle one of all characters is set."""
    weights: dict[float, int] = {}
    for piece in pieces:
        weights[piece.size] = weights.get(piece.size, 0) + sum(len(span.text) for span in piece.spans)
    half = sum(weights.values()) / 2
    for size in sorted(weights):
        half -= weights[size]
        if half < 0:
            return size
    return max(weights)


def _rows(pieces: list[Piece]) -> list[Row]:
    median = _usual_size(pieces)
    drops = [p for p in pieces if p.size > DROP_SIZE * median and len(p.text.strip("“‘\"'«")) <= DROP_LETTERS]
    rows: list[Row] = []
    dropped = {id(p) for p in drops}
    for piece in sorted(pieces, key=lambda p: p.baseline):
        if id(piece) in dropped:
            continue
        row = next(
            (r for r in reversed(rows[-8:]) if abs(r.baseline - piece.baseline) <= ROW_RISE * max(r.size, piece.size)),
            None,
        )
        if row is None:
            rows.append(Row(piece.baseline, piece.size, [piece]))
        else:
            row.pieces.append(piece)
            if piece.size > row.size:
                row.baseline, row.size = piece.baseline, piece.size
    rows = _with_marks(rows)
    for drop in drops:
        _place_drop_capital(drop, rows)
    rows.sort(key=lambda r: r.baseline)
    return rows


def _is_mark(text: str) -> bool:
    """Whether a small piece can be a raised or lowered mark rather than words in small type: few characters, no word."""
    bare = text.strip()
    return len(bare) <= MARK_LENGTH and (not bare.isalpha() or len(bare) <= MARK_LETTERS)


def _with_marks(rows: list[Row]) -> list[Row]:
    """Give raised and lowered marks that were drawn apart to the row that they stand beside."""
    kept: list[Row] = []
    for row in rows:
        if all(_is_mark(p.text) for p in row.pieces):
            host = _host(row, rows)
            if host is not None:
                host.pieces.extend(row.pieces)
                continue
        kept.append(row)
    return kept


def _host(row: Row, rows: list[Row]) -> Row | None:
    """The larger row beside which every piece of a small row stands, close by and within half a line."""
    for other in rows:
        if other is row or row.size > MARK_SIZE * other.size:
            continue
        if abs(other.baseline - row.baseline) > PIECE_RISE * other.size:
            continue
        if all(
            any(
                -0.3 * other.size < mark.left - p.right < 0.5 * other.size
                or -0.3 * other.size < p.left - mark.right < 0.5 * other.size
                or (p.left < mark.left and mark.right < p.right)
                for p in other.pieces
            )
            for mark in row.pieces
        ):
            return other
    return None


def _place_drop_capital(drop: Piece, rows: list[Row]) -> None:
    """A drop capital begins the highest of the rows that stand to its right between its top and its foot; what stands on
    the baseline of a row of its own size, such as a chapter's number before its title, belongs to that."""
    for row in rows:
        if abs(row.baseline - drop.baseline) <= ROW_RISE * drop.size and row.size >= MARK_SIZE * drop.size:
            row.pieces.append(drop)
            return
    beside = [
        row
        for row in rows
        if drop.top - 0.3 * row.size < row.baseline <= drop.baseline + 0.3 * row.size
        and any(p.left - drop.left > 0 and p.left - drop.right < 1.5 * row.size for p in row.pieces)
        and row.size < drop.size
    ]
    if not beside:
        rows.append(Row(drop.baseline, drop.size, [drop]))
        return
    row = min(beside, key=lambda r: r.baseline)
    first = min(row.pieces, key=lambda p: p.left)
    # A word goes on after its initial without a space, unless the initial is itself a word ("A", "I") and stands apart.
    word = drop.text.strip("“‘\"'«") in WORDS_OF_ONE_LETTER
    first.space_before = word and first.left - drop.right > INITIAL_GAP * first.size
    drop.right = max(drop.right, first.left)
    drop.baseline = row.baseline
    row.pieces.append(drop)


def _ordered(rows: list[Row], width: float, before: tuple[float, ...]) -> list[Line]:
    extents = [[Extent(p.left, p.right, p.size, len(p.text)) for p in row.pieces] for row in rows]
    zones = gutters(extents, [row.baseline for row in rows], width, before)
    lines: list[Line] = []
    for zone in zones:
        edges = (float("-inf"), *zone.gutters, float("inf"))
        for column in range(len(edges) - 1):
            for row in rows[zone.first : zone.last + 1]:
                inside = [p for p in row.pieces if edges[column] <= (p.left + p.right) / 2 < edges[column + 1]]
                if inside:
                    lines.append(_line(inside, column))
    return lines


def _line(pieces: list[Piece], column: int) -> Line:
    pieces.sort(key=lambda p: p.left)
    spans: list[Span] = []
    previous: Piece | None = None
    for piece in pieces:
        if previous is not None and _printed_twice(previous, piece):
            continue
        parts = piece.spans
        if previous is not None:
            gap = piece.left - previous.right
            size = max(previous.size, piece.size)
            space = gap > 0.25 * size or (piece.space_before and gap > -0.1 * size)
            first = parts[0]
            if space and not first.text.startswith(" "):
                parts = [_with_text(first, " " + first.text), *parts[1:]]
        spans.extend(parts)
        previous = piece
    spans[0] = _with_text(spans[0], spans[0].text.lstrip())
    spans = _merged(spans)
    baseline, size = _dominant(spans)
    return Line(
        text="".join(s.text for s in spans),
        box=Box(
            left=min(s.box.left for s in spans),
            top=min(s.box.top for s in spans),
            right=max(s.box.right for s in spans),
            bottom=max(s.box.bottom for s in spans),
        ),
        spans=tuple(spans),
        size=size,
        baseline=baseline,
        column=column,
    )


def _printed_twice(a: Piece, b: Piece) -> bool:
    return abs(a.left - b.left) < DOUBLE_STRIKE and abs(a.baseline - b.baseline) < DOUBLE_STRIKE and a.text == b.text


def _with_text(span: Span, text: str) -> Span:
    return Span(
        text=text,
        box=span.box,
        font=span.font,
        size=span.size,
        bold=span.bold,
        italic=span.italic,
        small_caps=span.small_caps,
        baseline=span.baseline,
    )


def _merged(spans: list[Span]) -> list[Span]:
    """Join neighbours of one face and baseline, unless a wide gap parts them."""
    out: list[Span] = []
    for span in spans:
        last = out[-1] if out else None
        if (
            last is not None
            and (last.font, last.size, last.bold, last.italic) == (span.font, span.size, span.bold, span.italic)
            and abs(last.baseline - span.baseline) < 0.05 * span.size
            and span.box.left - last.box.right < SPAN_GAP * span.size
        ):
            box = Box(
                left=min(last.box.left, span.box.left),
                top=min(last.box.top, span.box.top),
                right=max(last.box.right, span.box.right),
                bottom=max(last.box.bottom, span.box.bottom),
            )
            out[-1] = Span(
                text=last.text + span.text,
                box=box,
                font=last.font,
                size=last.size,
                bold=last.bold,
                italic=last.italic,
                small_caps=last.small_caps,
                baseline=last.baseline,
            )
        elif span.text:
            out.append(span)
    return out
