"""What the top of each page looks like: does a division open here, and under which heading?

In: a `Layout` and its furniture. Out: one `Top` for each page: its lines without furniture, the lines that may be a
heading, and how much it looks like an opening. Nothing is decided here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

from backlist.model.layout import Layout, Line
from backlist.structure.division_names import kind_of_title, part_heading
from backlist.structure.skeleton import PageFurniture

#: A heading is no longer than this many lines, and its lines no longer than this share of the measure, unless set larger.
HEADING_LINES = 8
#: Type this much larger than the text's is a heading's.
LARGER = 1.12
#: The text of an opening page begins lower than on other pages by this share of the page's height.
SINKAGE = 0.035
#: A gap of this many leadings parts a heading from the text.
GAP = 1.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Of the whole book: type size and leading of the text (points), where its text begins on a page, and its left edges."""

    size: float
    leading: float
    top: float
    left: tuple[float, float]
    width: float
    heads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """The top of a page: `lines` are line numbers without furniture, top to bottom; the first `heading` of them look like
    a heading; `score` says how much the page looks like an opening, from 0 to about 8; `headed` that it has a running head,
    which openings go without in books whose pages have them."""

    index: int
    lines: tuple[int, ...]
    heading: int
    score: float
    headed: bool = False
    look: tuple[float, bool, bool, bool] = (0.0, False, False, False)


def measure(layout: Layout, furniture: tuple[PageFurniture, ...]) -> Measures:
    """The book's ordinary page."""
    sizes: Counter[float] = Counter()
    gaps: list[float] = []
    tops: list[float] = []
    lefts: Counter[tuple[int, int]] = Counter()
    rights: list[float] = []
    heads = 0
    pages = 0
    for page in layout.pages:
        body = [line for i, line in enumerate(page.lines) if i not in furniture[page.index].lines]
        if not body:
            continue
        for line in body:
            sizes[round(line.size, 1)] += len(line.text)
        if len(body) >= 12:
            pages += 1
            heads += bool(furniture[page.index].heads)
            tops.append(min(line.baseline for line in body))
            left = sorted(line.box.left for line in body)[len(body) // 4]
            lefts[page.index % 2, round(left)] += 1
            rights.append(sorted(line.box.right for line in body)[-len(body) // 4] - left)
            gaps += [
                b.baseline - a.baseline
                for a, b in zip(body, body[1:], strict=False)
                if 0 < b.baseline - a.baseline < 60
            ]
    size = sizes.most_common(1)[0][0] if sizes else 10.0

    def common(parity: int) -> float:
        of_side = {left: n for (side, left), n in lefts.items() if side == parity}
        return float(max(of_side, key=of_side.get)) if of_side else 0.0

    return Measures(
        size=size,
        leading=median(gaps) if gaps else 1.2 * size,
        top=median(tops) if tops else 0.0,
        left=(common(0), common(1)),
        width=median(rights) if rights else 0.0,
        heads=heads >= 0.6 * max(pages, 1),
    )


def tops_of(layout: Layout, furniture: tuple[PageFurniture, ...], measures: Measures) -> tuple[Top, ...]:
    """Look at the top of every page."""
    return tuple(_top(layout, furniture, measures, index) for index in range(len(layout.pages)))


def _top(layout: Layout, furniture: tuple[PageFurniture, ...], measures: Measures, index: int) -> Top:
    page = layout.pages[index]
    skip = furniture[index].lines
    lines = tuple(
        sorted(
            (i for i in range(len(page.lines)) if i not in skip),
            key=lambda i: (page.lines[i].column, page.lines[i].baseline),
        )
    )
    if not lines:
        return Top(index=index, lines=(), heading=0, score=0.0)
    texts = [page.lines[i] for i in lines]
    heading = _heading_length(texts, measures, index)
    first = texts[0]
    score = 0.0
    sunk = (first.baseline - measures.top) / page.height
    if sunk > SINKAGE:
        score += 1.5
    if measures.heads and not furniture[index].heads:
        score += 1.0
    if heading:
        largest = max(line.size for line in texts[:heading])
        if largest >= LARGER * measures.size:
            score += 2.0
        elif texts[0].text.isupper() or all(_bold(line) for line in texts[:heading]):
            score += 1.0
        parted = part_heading(texts[0].text)
        if parted.kind is not None or kind_of_title(texts[0].text) is not None:
            score += 1.0
        elif parted.number is not None:
            score += 0.5
        if len(texts) == heading or texts[heading].baseline - texts[heading - 1].baseline > GAP * measures.leading:
            score += 1.0
    if index > 0 and not [i for i in range(len(layout.pages[index - 1].lines)) if i not in furniture[index - 1].lines]:
        score += 0.5
    look = (
        round(max((line.size for line in texts[:heading]), default=0.0)),
        bool(heading) and _bold(first),
        first.text.isupper(),
        sunk > SINKAGE,
    )
    headed = measures.heads and bool(furniture[index].heads)
    return Top(index=index, lines=lines, heading=heading, score=score, headed=headed, look=look)


#: A span this much smaller than its line, and raised or lowered by this share of the size, is a mark.
MARK_SIZE = 0.85
MARK_RISE = 0.1


def level_words(line: Line) -> str:
    """A line's words without raised or lowered marks: names without the letters that lead to their affiliations."""
    words = "".join(
        span.text
        for span in line.spans
        if span.size > MARK_SIZE * line.size or abs(span.baseline - line.baseline) < MARK_RISE * line.size
    )
    return " ".join(words.split())


def _bold(line: Line) -> bool:
    return sum(len(s.text) for s in line.spans if s.bold) > 0.5 * len(line.text)


def _italic(line: Line) -> bool:
    return sum(len(s.text) for s in line.spans if s.italic) > 0.5 * len(line.text)


def _heading_length(lines: list[Line], measures: Measures, index: int) -> int:
    """How many of the first lines look like a heading rather than text."""
    count = 0
    left = measures.left[index % 2]
    for k, line in enumerate(lines[:HEADING_LINES]):
        large = line.size >= LARGER * measures.size
        full = line.box.right - line.box.left > 0.93 * measures.width
        centred = line.box.left > left + 1.5 * measures.size and abs(
            (line.box.left + line.box.right) / 2 - (left + measures.width / 2)
        ) < 0.06 * max(measures.width, 1.0)
        marked = large or _bold(line) or _italic(line) or centred or line.text.isupper()
        named = kind_of_title(line.text) is not None or part_heading(line.text).kind is not None
        if not (marked or named) or (full and not large and not _bold(line)):
            break
        if (
            k
            and not large
            and lines[k - 1].size >= LARGER * measures.size
            and not (_bold(line) or centred or _italic(line))
        ):
            break
        count = k + 1
    return count
