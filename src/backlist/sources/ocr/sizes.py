"""Sizes and faces of the lines of scanned pages, in agreement over the whole book.

In: pages, and what was measured of each line's ink. Out: the same pages with a size for every line, bold where a line is
much heavier than the book's text, italic where its letters lean. Sizes that differ by no more than measuring does become
one, so that body, notes and headings can be told apart. Words and places are not touched.

Three things tell a line's size: what OCR says, the height of its small letters, and the width of its words against the
usual widths of their letters. Each goes wrong in its own way (OCR by a fifth for odd lines, heights for capitals and
figures, widths for short lines, other faces and letter-spacing), so each is compared with what it says of the book's text.
Height and width are taken where they agree, and else the median of the three.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from backlist.model.layout import Line, PageLayout
from backlist.sources.ocr.ink import LineInk

#: The book's text is known by its long lines: so many letters and more.
LONG_LINE = 25
#: Sizes are counted in steps of this many points, and a step's neighbours count with it.
STEP = 0.25
#: Lines within this share of a size that is common are of that size; short lines are measured less surely.
SAME_SIZE = 0.075
SAME_SIZE_SHORT = 0.12
#: A size is common where this share of the book's letters have it.
COMMON = 0.004
#: The size that a text has whose small letters are one point high, where no book says otherwise (oldstyle faces 2.4).
EMS_PER_X_HEIGHT = 2.25
#: Capitals are so much higher than small letters in the faces of books (0.66 em against 0.45).
CAPITALS = 1.5
#: Letters are small where at least this share of a line's letters and figures is.
SMALL_SHARE = 0.5
#: Height and width agree within this share; a short line's width says less, and a long one's is the surer of the two.
AGREE = 0.15
WIDTH_WEIGHT = 0.6
WIDTH_WEIGHT_SHORT = 0.25
#: A line is bold where its strokes, against its size, are so much thicker than those of the book's text. Italics and display
#: sizes lie within 0.9 to 1.12, bold faces from 1.25.
BOLD = 1.19
#: Fewer letters than this show less surely how heavy they are, and not at all how far they lean; so do lines of figures.
FEW_LETTERS = 3
BOLD_FEW = 1.25
#: Letters of a line that lean by more than this share of their height are italic: they lean by 0.2 to 0.35, and upright
#: ones of a well-levelled page by less than 0.05.
LEANING = 0.15

#: The usual widths of letters in thousandths of an em, in faces for books; what is not here is as wide as a figure.
_WIDTHS = {
    250: "., ",
    290: "ijlt|:;’‘'!I()[]-/",
    340: 'frs"J',
    440: "aceskvxyz“”?",
    500: "bdghnopquL",
    560: "FPSETBZ",
    640: "CRKVXYAU",
    720: "wDGHNOQ&",
    780: "mM",
    900: "W—",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_FIGURE = 500
#: What stands at both sides of a letter and is not inked at a word's ends, thousandths of an em.
_SIDES = 60


def agree_on_sizes(
    pages: tuple[PageLayout, ...], inks: Mapping[int, tuple[LineInk | None, ...]]
) -> tuple[PageLayout, ...]:
    """Give every line of the pages in `inks` (by index; one entry for each line of the page) its size and weight."""
    measured = [
        (page.index, i, line, ink)
        for page in pages
        if page.index in inks
        for i, (line, ink) in enumerate(zip(page.lines, inks[page.index], strict=True))
    ]
    if not measured:
        return pages
    usual = _usual([(line, ink) for _, _, line, ink in measured])
    sizes = {(page, i): usual.size * _times_usual(line, ink, usual) for page, i, line, ink in measured}
    settled = _settled(sizes, {(page, i): len(line.text) for page, i, line, _ in measured})
    heavy = {(page, i) for page, i, line, ink in measured if _is_bold(line, ink, settled[page, i], usual)}
    return tuple(
        replace(
            page,
            lines=tuple(
                _set(
                    line,
                    settled[page.index, i],
                    bold=(page.index, i) in heavy,
                    italic=_is_italic(inks[page.index][i]),
                )
                for i, line in enumerate(page.lines)
            ),
        )
        if page.index in inks
        else page
        for page in pages
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usual:
    """What the book's text measures: `said` is OCR's size, `x_height` and `stroke` in points, `width` in ems of `_WIDTH`."""

    said: float
    x_height: float
    width: float
    stroke: float

    @property
    def size(self) -> float:
        return EMS_PER_X_HEIGHT * self.x_height if self.x_height else self.said


def _usual(lines: list[tuple[Line, LineInk | None]]) -> _Usual:
    known = [(line, ink) for line, ink in lines if ink and len(line.text) >= LONG_LINE]
    known = known or [(line, ink) for line, ink in lines if ink]
    if not known:
        said = float(np.median([line.size for line, _ in lines]))
        return _Usual(said=said, x_height=0.0, width=0.0, stroke=0.0)
    # The text is what most of the letters are: a line counts for its length.
    weights = np.array([len(line.text) for line, _ in known])

    def middle(values: list[float]) -> float:
        order = np.argsort(values)
        return float(np.array(values)[order][np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)])

    return _Usual(
        said=middle([line.size for line, _ in known]),
        x_height=middle([ink.x_height for _, ink in known]),
        width=middle([ink.words / _set_width(ink.text) for line, ink in known]),
        stroke=middle([ink.stroke for _, ink in known]),
    )


def _times_usual(line: Line, ink: LineInk | None, usual: _Usual) -> float:
    """The line's size as a multiple of the text's."""
    said = line.size / usual.said
    if ink is None or not usual.x_height:
        return said
    height = ink.x_height / usual.x_height
    width = ink.words / _set_width(ink.text) / usual.width
    marks = [c for c in ink.text if c.isalnum()]
    if sum(c.islower() for c in marks) < SMALL_SHARE * len(marks):
        # Capitals or figures; or, where that fits the width better, the small letters between them.
        height = min((height / CAPITALS, height), key=lambda h: abs(np.log(h / width)))
    if abs(np.log(height / width)) < AGREE:
        weight = WIDTH_WEIGHT if len(ink.text) >= LONG_LINE else WIDTH_WEIGHT_SHORT
        return float(np.exp(weight * np.log(width) + (1 - weight) * np.log(height)))
    return sorted((said, height, width))[1]


def _set_width(text: str) -> float:
    """How wide the words of a line are in a face of usual widths, ems."""
    words = text.split()
    letters = sum(_WIDTH.get(unicodedata.normalize("NFD", c)[0], _FIGURE) for word in words for c in word)
    return max(letters - _SIDES * len(words), _FIGURE) / 1000


def _settled(sizes: dict[tuple[int, int], float], lengths: dict[tuple[int, int], int]) -> dict[tuple[int, int], float]:
    """Sizes brought together: the commonest first, each taking in what lies close to it."""
    counts: Counter[int] = Counter()
    for key, size in sizes.items():
        counts[round(size / STEP)] += lengths[key]
    total = counts.total()
    settled: dict[tuple[int, int], float] = {}
    left = dict(sizes)
    while left:
        step = max(counts, key=lambda s: counts[s - 1] + 2 * counts[s] + counts[s + 1])
        size = step * STEP
        if counts[step - 1] + counts[step] + counts[step + 1] < COMMON * total:
            break
        near = [
            key
            for key, own in left.items()
            if abs(own - size) <= (SAME_SIZE if lengths[key] >= LONG_LINE else SAME_SIZE_SHORT) * size
        ]
        if not near:
            break
        for key in near:
            settled[key] = size
            counts[round(left.pop(key) / STEP)] -= lengths[key]
    for key, own in left.items():
        settled[key] = round(own / STEP) * STEP
    return settled


def _is_bold(line: Line, ink: LineInk | None, size: float, usual: _Usual) -> bool:
    letters = sum(c.isalpha() for c in ink.text) if ink else 0
    if ink is None or not usual.stroke or not letters:
        return False
    weight = (ink.stroke / size) / (usual.stroke / usual.size)
    sure = letters >= FEW_LETTERS and letters >= SMALL_SHARE * sum(c.isalnum() for c in ink.text)
    return weight > (BOLD if sure else BOLD_FEW)


def _is_italic(ink: LineInk | None) -> bool:
    return ink is not None and ink.slope > LEANING and sum(c.isalpha() for c in ink.text) >= FEW_LETTERS


def _set(line: Line, size: float, *, bold: bool, italic: bool) -> Line:
    spans = tuple(replace(span, size=size, bold=bold or span.bold, italic=italic or span.italic) for span in line.spans)
    return replace(line, size=size, spans=spans)
