"""The measures of the body: what most of the book's text looks like, and how each line departs from it.

In: a layout and its furniture. Out: size, leading, indent and faces of the body, the edges of the text on each page and
column (recto and verso differ), and every line of the body with its place measured against them. Nothing is named yet.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backlist.model.layout import Box, Layout, Line
from backlist.structure.skeleton import PageFurniture

#: Sizes are compared in steps of this many points.
SIZE_STEP = 0.25
#: Sizes within this share of each other are one size (optical faces and rounding differ by less).
SAME_SIZE = 0.045
#: A line of the body is as wide as most are, within this many points.
SAME_WIDTH = 2.5
#: A page or column has edges of its own where so many lines fill the whole measure.
FULL_LINES = 3
#: A book is justified where this share of its longer lines fills the measure, and a line is long from there on.
JUSTIFIED_SHARE = 0.4
NEAR_MEASURE = 0.85
#: Points within which left edges count as one.
SAME_EDGE = 2.5
#: First-line indents lie between these, in ems.
LEAST_INDENT = 0.6
MOST_INDENT = 4.5
#: A book has a first-line indent where this share of its lines begin with it.
INDENT_SHARE = 0.02
#: All of a line is bold (italic, capitals) where this share of its letters is.
ALL = 0.93
#: An initial so much larger than its line, of so many characters with its quotation mark, is a drop capital.
DROP_SIZE = 1.6
DROP_LETTERS = 3
#: A rule this close to a line (ems) belongs to it.
RULED = 1.1
#: Names of fonts whose letters have one width. Fonts without a name, beside a body with one, are bitmaps: programs' text.
_MONO = re.compile(r"mono|courier|typewriter|consol|^cmtt|^sftt|^ectt|lettergothic", re.IGNORECASE)
#: Sizes are bound to their own leading where so many pairs of lines show it.
LEADING_PAIRS = 4
#: A line whose size is unlike its neighbours' is set at this multiple of its size where the book doesn't say otherwise.
USUAL_LEADING = 1.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Left and right edge of the text of one column on one page, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """`size`, `leading`, `indent` and `measure` (the width of the text) in points; `indent` is 0 where paragraphs have none.
    `frames` are by page and column."""

    size: float
    leading: float
    indent: float
    measure: float
    bold: bool
    italic: bool
    font: str
    justified: bool
    frames: Mapping[tuple[int, int], Frame]
    leadings: Mapping[float, float]

    def usual_leading(self, size: float) -> float:
        """The distance between baselines of lines of `size` in this book."""
        return self.leadings.get(_step(size), self.leading if self.is_body_size(size) else USUAL_LEADING * size)

    def is_body_size(self, size: float) -> bool:
        return abs(size - self.size) <= SAME_SIZE * self.size


@dataclass(slots=True, kw_only=True)
class BodyLine:
    """A line of the text with its place: `indent` and `slack` are its distances from the frame's left and right edge in
    ems of the body; `gap` the distance from the baseline above, as a multiple of the usual leading, None at the head of a
    page or column. `bold`, `italic`, `caps`, `small_caps` and `mono` (letters of one width) say that all of the line is;
    `ruled`, that a rule runs close above or below it, as in a table; `exhibit` is the figure or table that it belongs to."""

    page: int
    at: int
    line: Line
    indent: float
    slack: float
    gap: float | None
    bold: bool
    italic: bool
    caps: bool
    small_caps: bool
    mono: bool
    ruled: bool
    exhibit: Exhibit | None = None

    @property
    def text(self) -> str:
        return self.line.text


@dataclass(slots=True, kw_only=True, eq=False)
class Exhibit:
    """A figure, or a table, with what is printed in it and under or over it.

    `box` is its place on the page, without the caption; `rule` says how it was known. `rows` are a table's: for each
    cell the pieces of lines that stand in it; a figure has none. `headed` counts the rows that head columns.
    """

    page: int
    box: Box
    rule: str
    caption: list[BodyLine]
    inside: list[BodyLine]
    rows: tuple[tuple[tuple[BodyLine, ...], ...], ...] = ()
    headed: int = 0


def measure(layout: Layout, furniture: tuple[PageFurniture, ...]) -> Body:
    """Take the measures of a book's body."""
    sizes: Counter[float] = Counter()
    faces: Counter[tuple[float, bool, bool, str]] = Counter()
    for page, around in zip(layout.pages, furniture, strict=True):
        hidden = around.lines
        for i, line in enumerate(page.lines):
            if i not in hidden:
                step = _step(line.size)
                sizes[step] += len(line.text)
                for span in line.spans:
                    faces[(step, span.bold, span.italic, span.font)] += len(span.text)
    if not sizes:
        return Body(
            size=10,
            leading=12,
            indent=0,
            measure=1,
            bold=False,
            italic=False,
            font="",
            justified=True,
            frames={},
            leadings={},
        )
    size = max(sizes, key=lambda s: (sizes[s], s))
    _, bold, italic, font = max((f for f in faces if f[0] == size), key=lambda f: faces[f])
    leadings = _leadings(layout, furniture)
    frames, justified = _frames(layout, furniture, size)
    leading = leadings.get(size, USUAL_LEADING * size)
    return Body(
        size=size,
        leading=leading,
        indent=_indent(layout, furniture, frames, size),
        measure=max((frame.right - frame.left for frame in frames.values()), default=1.0),
        bold=bold,
        italic=italic,
        font=font,
        justified=justified,
        frames=frames,
        leadings=leadings,
    )


def body_lines(layout: Layout, furniture: tuple[PageFurniture, ...], body: Body) -> tuple[tuple[BodyLine, ...], ...]:
    """The lines of every page that are not furniture, in reading order, measured."""
    pages: list[tuple[BodyLine, ...]] = []
    em = body.size
    for page, around in zip(layout.pages, furniture, strict=True):
        hidden = around.lines
        lines: list[BodyLine] = []
        above: Line | None = None
        drop_foot = 0.0
        for i, line in enumerate(page.lines):
            if i in hidden or not line.text.strip():
                continue
            frame = body.frames.get((page.index, line.column)) or Frame(left=line.box.left, right=line.box.right)
            gap = None
            if above is not None and above.column == line.column and line.baseline > above.baseline:
                # Where the size changes, the larger leading of the two is the usual distance.
                usual = max(body.usual_leading(line.size), body.usual_leading(above.size))
                gap = (line.baseline - above.baseline) / usual
            indent = (line.box.left - frame.left) / em
            first = line.spans[0]
            if first.size > DROP_SIZE * line.size and len(first.text.strip()) <= DROP_LETTERS:
                drop_foot = first.box.bottom
            elif line.baseline < drop_foot and indent > 0:
                # The lines beside a drop capital are set in by its width, which means nothing.
                indent = 0.0
            bold, italic, caps, small_caps, mono = _looks(line, body.font)
            lines.append(
                BodyLine(
                    page=page.index,
                    at=i,
                    line=line,
                    indent=indent,
                    slack=(frame.right - line.box.right) / em,
                    gap=gap,
                    bold=bold,
                    italic=italic,
                    caps=caps,
                    small_caps=small_caps,
                    mono=mono,
                    ruled=bool(page.rules) and _is_ruled(line, page.rules),
                )
            )
            above = line
        pages.append(tuple(lines))
    return tuple(pages)


def _step(size: float) -> float:
    return round(size / SIZE_STEP) * SIZE_STEP


def _is_ruled(line: Line, rules: tuple[Box, ...]) -> bool:
    near = RULED * line.size
    return any(
        (-near < rule.top - line.baseline < near or -near < rule.top - line.baseline + line.size < near / 2)
        and rule.left < line.box.right
        and line.box.left < rule.right
        and rule.right - rule.left > 2 * line.size
        for rule in rules
    )


def _looks(line: Line, font: str) -> tuple[bool, bool, bool, bool, bool]:
    letters = bold = italic = small = mono = 0
    for span in line.spans:
        n = len(span.text.strip())
        letters += n
        bold += n if span.bold else 0
        italic += n if span.italic else 0
        small += n if span.small_caps else 0
        mono += n if _MONO.search(span.font) or (font and not span.font) else 0
    enough = ALL * letters
    text = line.text
    return bold >= enough, italic >= enough, text.isupper() and len(text) > 2, small >= enough, mono >= enough


def _visible(layout: Layout, furniture: tuple[PageFurniture, ...]) -> Iterable[tuple[int, int, list[Line]]]:
    """Page index, number of columns and visible lines of every page."""
    for page, around in zip(layout.pages, furniture, strict=True):
        hidden = around.lines
        lines = [line for i, line in enumerate(page.lines) if i not in hidden]
        if lines:
            yield page.index, 1 + max(line.column for line in lines), lines


def _leadings(layout: Layout, furniture: tuple[PageFurniture, ...]) -> dict[float, float]:
    """The commonest distance between two lines of one size, for each size."""
    distances: dict[float, Counter[float]] = defaultdict(Counter)
    for _, _, lines in _visible(layout, furniture):
        for above, line in zip(lines, lines[1:], strict=False):
            if above.column == line.column and abs(above.size - line.size) <= SAME_SIZE * line.size:
                distance = line.baseline - above.baseline
                if 0.8 * line.size < distance < 2.5 * line.size:
                    distances[_step(line.size)][round(distance * 4) / 4] += 1
    return {
        size: max(counts, key=lambda d: (counts[d], -d))
        for size, counts in distances.items()
        if counts.total() >= LEADING_PAIRS
    }


def _frames(
    layout: Layout, furniture: tuple[PageFurniture, ...], size: float
) -> tuple[dict[tuple[int, int], Frame], bool]:
    """The edges of every column of every page, and whether the book is justified.

    Lines that fill the measure show both edges at once; a page that has a few is taken at its word. Others are given the
    edges that most pages of their side have.
    """
    by_column: dict[tuple[int, int], list[Line]] = {}
    setting: dict[tuple[int, int], tuple[int, int, int]] = {}
    widths: dict[int, Counter[int]] = defaultdict(Counter)
    for index, columns, lines in _visible(layout, furniture):
        for column in range(columns):
            inside = [line for line in lines if line.column == column]
            own = [line for line in inside if abs(line.size - size) <= 0.2 * size] or inside
            if own:
                by_column[(index, column)] = own
                setting[(index, column)] = (index % 2, columns, column)
                widths[columns].update(round(line.box.right - line.box.left) for line in own)
    measure_of = {columns: _commonest_width(counts) for columns, counts in widths.items()}
    full_share = {columns: _full_share(counts, measure_of[columns]) for columns, counts in widths.items()}
    sides: dict[tuple[int, int, int], Frame] = {}
    for key in set(setting.values()):
        lines = [line for at, own in by_column.items() if setting[at] == key for line in own]
        sides[key] = _edges(lines)
    frames: dict[tuple[int, int], Frame] = {}
    for at, lines in by_column.items():
        wide = measure_of[setting[at][1]]
        full = [line for line in lines if abs(line.box.right - line.box.left - wide) <= SAME_WIDTH]
        if len(full) >= FULL_LINES and full_share[setting[at][1]] >= JUSTIFIED_SHARE:
            lefts = sorted(line.box.left for line in full)
            rights = sorted(line.box.right for line in full)
            frames[at] = Frame(left=lefts[len(lefts) // 2], right=rights[len(rights) // 2])
        else:
            frames[at] = sides[setting[at]]
    justified = full_share.get(1, 1.0) >= JUSTIFIED_SHARE
    return frames, justified


def _commonest_width(widths: Counter[int]) -> float:
    return max(widths, key=lambda w: (widths[w - 1] + widths[w] + widths[w + 1], w))


def _full_share(widths: Counter[int], measure_: float) -> float:
    """The share of lines that fill the measure among those that come near it; displays and last lines don't count."""
    near = {w: n for w, n in widths.items() if NEAR_MEASURE * measure_ <= w <= measure_ + SAME_WIDTH}
    return sum(n for w, n in near.items() if w >= measure_ - SAME_WIDTH) / max(sum(near.values()), 1)


def _edges(lines: list[Line]) -> Frame:
    """The leftmost edge that many lines share, and the right edge that few lines pass."""
    lefts = Counter(round(line.box.left) for line in lines)
    need = 0.12 * len(lines)
    left = next(
        (x for x in sorted(lefts) if sum(lefts[x + d] for d in (0, 1, 2)) >= need), min(line.box.left for line in lines)
    )
    near = [line.box.left for line in lines if abs(line.box.left - left - 1) <= SAME_EDGE]
    rights = sorted(line.box.right for line in lines)
    return Frame(left=sorted(near)[len(near) // 2] if near else left, right=rights[int(0.93 * (len(rights) - 1))])


def _indent(
    layout: Layout, furniture: tuple[PageFurniture, ...], frames: Mapping[tuple[int, int], Frame], size: float
) -> float:
    """The commonest first-line indent: a line set in, with lines at the edge before and after it."""
    found: Counter[float] = Counter()
    total = 0
    for index, _, lines in _visible(layout, furniture):
        offsets = [
            line.box.left - frames[(index, line.column)].left if (index, line.column) in frames else 0.0
            for line in lines
        ]
        total += len(lines)
        for k in range(len(lines) - 1):
            if (
                LEAST_INDENT * size < offsets[k] < MOST_INDENT * size
                and abs(offsets[k + 1]) <= SAME_EDGE
                and abs(lines[k].size - size) <= SAME_SIZE * size
            ):
                found[round(offsets[k] * 2) / 2] += 1
    if not found or found.total() < INDENT_SHARE * total:
        return 0.0
    return max(found, key=lambda d: (found[d], -d))
