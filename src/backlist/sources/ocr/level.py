"""The characters of a scanned page, turned so that its lines are level.

In: the characters that an OCR program laid invisibly over the picture of a page, which lies as askew as the paper lay on
the glass. Out: the same characters with level lines, each line's on one baseline, and the angle by which they were turned.
The picture is not touched, and no character is dropped.

OCR programs write word after word of a line, each word at its own height: a slope of half a degree is enough to tear a
line apart. The angle comes from the slopes of the longer lines; where the program has flattened them (Tesseract does so
for lines that rise by less than 2 points), from the margins: at the right angle, most line ends stand above one another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from backlist.sources.pdf.chars import Chars

#: Going back by more than this, or up or down by more than that (both in ems), begins a new line.
STEP_BACK = 1.0
NEW_LINE = 0.7
#: A line that shows the slope is at least this share of the page's width; shorter ones are steep by chance.
LONG_LINE = 0.35
#: A line that rises by less over its length (points) has been flattened by the OCR program.
FLAT = 0.2
#: Steeper pages (radians, about 6 degrees) are set askew on purpose.
STEEPEST = 0.1
#: Flattened lines rise by less than 2 points over the width of a page of 250: within this angle margins are searched.
MARGIN_REACH = 0.008
MARGIN_STEP = 0.0005
#: Line ends within this many points stand above one another.
SAME_EDGE = 1.5
#: So many line ends, beyond what no turning gives, must agree before margins turn a page.
EDGES_GAINED = 4
#: Turning by less (radians) moves nothing by half a point on a page of a book.
LEAST_TURN = 0.0008
#: Words of one line are brought to one height where they differ by less than this (ems); raised marks differ by more.
ONE_BASELINE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelled:
    """`angle` is in radians, positive where the page's lines rise to the right; characters were turned back by it about
    `centre` (PDF coordinates, points)."""

    chars: Chars
    angle: float
    centre: tuple[float, float]


def level(chars: Chars, *, width: float, centre: tuple[float, float]) -> Levelled:
    """Turn the characters of a page of `width` points about its `centre`."""
    runs = _runs(chars)
    angle = _angle(chars, runs, width, centre)
    x, y = (chars.left + chars.right) / 2 - centre[0], chars.baseline - centre[1]
    cos, sin = np.cos(angle), np.sin(angle)
    # A character's box stays as wide and as high as it is, and moves with the middle of its baseline.
    aside = x * cos + y * sin - x
    up = y * cos - x * sin - y
    baseline = chars.baseline + up
    for start, end in runs:
        middle = np.median(baseline[start:end])
        size = chars.faces[chars.face[start]].size
        near = np.abs(baseline[start:end] - middle) < ONE_BASELINE * size
        up[start:end][near] += middle - baseline[start:end][near]
    return Levelled(
        chars=replace(
            chars,
            left=chars.left + aside,
            right=chars.right + aside,
            bottom=chars.bottom + up,
            top=chars.top + up,
            baseline=chars.baseline + up,
        ),
        angle=angle,
        centre=centre,
    )


def _runs(chars: Chars) -> list[tuple[int, int]]:
    """First and one past the last character of each line, as the OCR program drew them."""
    if not chars.text:
        return []
    sizes = np.array([face.size for face in chars.faces])[chars.face]
    em = np.maximum(sizes[1:], sizes[:-1])
    begins = (chars.left[1:] - chars.right[:-1] < -STEP_BACK * em) | (np.abs(np.diff(chars.baseline)) > NEW_LINE * em)
    starts = np.flatnonzero(np.concatenate(([True], begins))).tolist()
    return list(zip(starts, [*starts[1:], len(chars.text)], strict=True))


def _angle(chars: Chars, runs: list[tuple[int, int]], width: float, centre: tuple[float, float]) -> float:
    slopes, flat = [], 0
    for start, end in runs:
        x, y = chars.left[start:end], chars.baseline[start:end]
        if x[-1] - x[0] < LONG_LINE * width:
            continue
        slope = float(np.polyfit(x, y, 1)[0])
        if abs(slope) * (x[-1] - x[0]) < FLAT:
            flat += 1
        else:
            slopes.append(slope)
    if len(slopes) > flat:
        angle = float(np.arctan(np.median(slopes)))
        return angle if LEAST_TURN < abs(angle) < STEEPEST else 0.0
    return _angle_of_margins(chars, runs, centre)


def _angle_of_margins(chars: Chars, runs: list[tuple[int, int]], centre: tuple[float, float]) -> float:
    if not runs:
        return 0.0
    first = np.array([start for start, _ in runs])
    last = np.array([end - 1 for _, end in runs])
    height = chars.baseline[first] - centre[1]
    edges = (chars.left[first], chars.right[last])
    steps = round(MARGIN_REACH / MARGIN_STEP)
    found = {}
    for step in range(-steps, steps + 1):
        turn = step * MARGIN_STEP
        found[turn] = sum(_most_above_one_another(edge + turn * height) for edge in edges)
    best = max(found.values())
    if best - found[0.0] < EDGES_GAINED:
        return 0.0
    angles = [turn for turn, score in found.items() if score >= best - 1]
    angle = sum(angles) / len(angles)
    return angle if abs(angle) > LEAST_TURN else 0.0


def _most_above_one_another(edge: np.ndarray) -> int:
    edge = np.sort(edge)
    return int((np.searchsorted(edge, edge + SAME_EDGE) - np.arange(len(edge))).max())
