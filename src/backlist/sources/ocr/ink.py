"""How high, how wide and how heavy the letters of a scanned line are, measured on the picture of the page.

In: the picture of a page in shades of grey, and the lines that OCR read on it. Out: for each line the height of its small
letters, the width of its words and the thickness of its strokes, in points. What sizes and weights follow from that is
decided in `sizes`; nothing is read here.

OCR says what a line's letters are, and roughly where. Its sizes are rough: whole points, a tenth off from one line to the
next of the same type. The ink is better: the shadow that a line casts sideways falls off steeply at the baseline and at the
height of the small letters, and strokes are measured along each row of dots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from backlist.model.layout import Line, Span

#: Dots an inch at which pages are drawn to be measured: a small letter of 10-point type is about 12 dots high.
DOTS_PER_INCH = 200
#: Ink is darker than this (0 white, 1 black).
DARK = 0.5
#: How far above and below the baseline a line is looked at, in ems of OCR's size.
ABOVE = 1.25
BELOW = 0.5
#: The baseline is looked for this far about the one that OCR gives, in ems.
BASELINE_REACH = 0.25
#: Small letters are between this and that high, in ems of OCR's size, which may be a fifth off; so are capitals.
LOWEST = 0.25
HIGHEST = 0.95
#: The lower of two edges is the small letters' where it is at least this share as steep as the steeper one.
LOWER_EDGE = 0.5
#: Strokes are measured from the baseline up to this height, in ems: the height of the small letters or just below it.
STROKE_ZONE = 0.4
#: A space between words is wider than this, in ems; gaps between letters are narrower.
WORD_SPACE = 0.17
#: Fewer dots of ink than this, at the resolution above, are no letters.
LEAST_INK = 12
#: Letters are tried upright and at these slopes (dots aside for each dot up); italics lean by 0.15 to 0.35.
SLOPES = (0.0, 0.06, 0.12, 0.18, 0.24, 0.3, 0.36)

#: The boxes of lines of so few characters are often too narrow: so much beside them, in ems, is theirs.
SHORT = 5
BESIDE = 0.4

#: Dots that lead to a number are no letters: what stands before them is measured.
_LEADERS = re.compile(r"\s*(?:[.·•…_]\s?){3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineInk:
    """`text` is what was measured: the line, as far as its leaders. `x_height`: from the baseline to the top of the small
    letters, or of capitals where there are no others; `words`: the width of all words without the spaces between them;
    `stroke`: how thick strokes are; points. `slope`: how far letters lean to the right, as a share of their height. `stems`: strokes that a
    row halfway up crosses."""

    text: str
    x_height: float
    words: float
    stroke: float
    slope: float
    stems: int


def measure_ink(
    grey: np.ndarray, lines: tuple[Line, ...], *, angle: float, centre: tuple[float, float]
) -> tuple[LineInk | None, ...]:
    """Measure every line; None where there is too little ink.

    `grey` is the page drawn at `DOTS_PER_INCH`, 0 black to 255 white, top row first. The lines have been turned level, by
    `angle` (radians, positive where the page rises to the right) about `centre` (points from the page's top left corner).
    """
    dark = (grey < 255 * (1 - DARK)).astype(np.float32)
    return tuple(_measure_line(dark, line, angle, centre) for line in lines)


def _measure_line(dark: np.ndarray, line: Line, angle: float, centre: tuple[float, float]) -> LineInk | None:
    dots = DOTS_PER_INCH / 72
    em = line.size * dots
    text = _LEADERS.split(line.text, maxsplit=1)[0] or line.text
    band = _band(dark, line, line.spans, len(text) / len(line.text), angle, centre)
    if band is None or band.sum() < LEAST_INK:
        return None
    shadow = band.sum(axis=1)
    fall = np.diff(shadow)
    foot = int(ABOVE * em)
    reach = max(int(BASELINE_REACH * em), 1)
    baseline = max(foot - reach, 0) + int(np.argmin(fall[max(foot - reach, 0) : foot + reach])) + 1
    top = _top_of_small_letters(fall, baseline, em)
    # Figures are drawn with other strokes than letters; those that stand apart, as page numbers do, are left out.
    lettered = tuple(span for span in line.spans if any(c.isalpha() for c in span.text)) or line.spans
    letters = _band(dark, line, lettered, len(text) / len(line.text), angle, centre)
    zone = letters[max(baseline - int(STROKE_ZONE * em), 0) : baseline] > 0
    edges = np.count_nonzero(zone[:, 1:] != zone[:, :-1]) / 2
    if top is None or not edges:
        return None
    return LineInk(
        text=text,
        x_height=(baseline - top) / dots,
        words=_words_width(band, em) / dots,
        stroke=float(np.count_nonzero(zone) / edges) / dots,
        slope=_slope(band[: baseline + 1]),
        stems=_stems(band[int(top) : baseline]),
    )


def _band(
    dark: np.ndarray,
    line: Line,
    spans: tuple[Span, ...],
    share: float,
    angle: float,
    centre: tuple[float, float],
) -> np.ndarray | None:
    """The strip of the picture that the first `share` of the line fills, as if it were level, with the ink of `spans` alone;
    None where it lies outside the picture."""
    dots = DOTS_PER_INCH / 72
    em = line.size * dots
    right = line.box.left + share * (line.box.right - line.box.left)
    beside = BESIDE * line.size if len(line.text) <= SHORT else 0.0
    x = np.arange(int((line.box.left - beside) * dots), int(np.ceil((right + beside) * dots)))
    aside = x / dots - centre[0]
    down = line.baseline - centre[1]
    columns = np.rint((centre[0] + aside * np.cos(angle) + down * np.sin(angle)) * dots).astype(np.int64)
    feet = np.rint((centre[1] + down * np.cos(angle) - aside * np.sin(angle)) * dots).astype(np.int64)
    rows = feet[None, :] + np.arange(-int(ABOVE * em), int(BELOW * em))[:, None]
    if not len(x) or columns[0] < 0 or columns[-1] >= dark.shape[1] or rows.min() < 0 or rows.max() >= dark.shape[0]:
        return None
    band = dark[rows, columns[None, :]]
    # What stands between the words of a line is no part of it: leaders that were not read, a rule, a picture.
    inside = np.zeros(len(x), dtype=bool)
    for span in spans:
        inside |= (x >= (span.box.left - beside) * dots - 1) & (x <= (span.box.right + beside) * dots + 1)
    return band * inside


def _top_of_small_letters(fall: np.ndarray, baseline: int, em: float) -> float | None:
    """The row, in fractions, where the shadow rises to its full depth."""
    first, last = max(baseline - int(HIGHEST * em), 0), baseline - int(LOWEST * em)
    rise = np.clip(fall[first:last], 0, None)
    if not len(rise) or not rise.any():
        return None
    steep = np.flatnonzero(rise >= LOWER_EDGE * rise.max())
    at = int(steep[-1])
    # Of neighbouring rows the steepest; the edge itself lies at their centre of gravity.
    while at > 0 and rise[at - 1] > rise[at]:
        at -= 1
    near = slice(max(at - 2, 0), at + 3)
    weights = rise[near]
    return float((weights * (np.arange(near.start, near.start + len(weights)) + first + 1)).sum() / weights.sum())


def _words_width(band: np.ndarray, em: float) -> float:
    inked = np.flatnonzero(band.any(axis=0))
    gaps = np.diff(inked) - 1
    return float(inked[-1] - inked[0] + 1 - gaps[gaps > WORD_SPACE * em].sum())


def _slope(band: np.ndarray) -> float:
    """The slope at which most stems stand upright: full and empty columns then differ most from their neighbours. A page's
    own angle is less than what a letter of this size shows."""
    height, width = band.shape
    up = np.arange(height, 0, -1)
    rows = np.arange(height)[:, None]
    wide = np.pad(band, ((0, 0), (0, int(SLOPES[-1] * height) + 1)))
    sharpest, best = -1.0, 0.0
    for slope in SLOPES:
        columns = np.arange(width)[None, :] + np.rint(slope * up).astype(np.int64)[:, None]
        sharpness = float((np.diff(wide[rows, columns].sum(axis=0)) ** 2).sum())
        if sharpness > sharpest:
            sharpest, best = sharpness, slope
    return best


def _stems(letters: np.ndarray) -> int:
    """How many strokes the rows halfway up cross, as most of them say."""
    third = len(letters) // 3
    middle = letters[third : len(letters) - third] > 0
    if not middle.size:
        return 0
    crossed = np.count_nonzero(middle[:, 1:] & ~middle[:, :-1], axis=1) + middle[:, 0]
    return int(np.median(crossed))
