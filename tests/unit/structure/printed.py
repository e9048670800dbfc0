"""Layouts for tests, set line by line: a page's rows with their indents, sizes, spacing and faces.

Text carries its faces in a small markup: `_italic_`, `*bold*`, `^raised^`. Every letter is half its size wide, so that
lines can be broken as a compositor would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backlist.model.book import DivisionKind, Page
from backlist.model.layout import Box, Layout, Line, PageLayout, Span
from backlist.structure.compose import Composition, compose
from backlist.structure.skeleton import Opening, PageFurniture

LEFT = 60.0
RIGHT = 360.0
TOP = 60.0
SIZE = 10.0
LEADING = 12.0
INDENT = 12.0
NOTE_SIZE = 8.0
PAGE_ROWS = 30

_MARKUP = re.compile(r"(_[^_]+_|\*[^*]+\*|\^[^^]+\^)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row to be set: `indent` in points from the left edge, `space` the distance from the row above in points, `full`
    where the row is driven out to the right edge less `inset`."""

    text: str
    indent: float = 0.0
    size: float = SIZE
    space: float | None = None
    full: bool = False
    inset: float = 0.0
    bold: bool = False
    italic: bool = False


def width(text: str, size: float = SIZE) -> float:
    return 0.5 * size * len(re.sub(r"[_*^]", "", text))


def paragraph(
    text: str,
    *,
    first: float = INDENT,
    left: float = 0.0,
    inset: float = 0.0,
    size: float = SIZE,
    space: float | None = None,
) -> list[Row]:
    """A justified paragraph: its first row indented by `first`, all set in by `left` and `inset`; `space` above it."""
    rows: list[Row] = []
    words = text.split()
    while words:
        indent = left + (first if not rows else 0.0)
        room = RIGHT - LEFT - inset - indent
        taken = [words.pop(0)]
        while words and width(" ".join([*taken, words[0]]), size) <= room:
            taken.append(words.pop(0))
        rows.append(
            Row(
                text=" ".join(taken),
                indent=indent,
                size=size,
                space=space if not rows else None,
                full=bool(words),
                inset=inset,
            )
        )
    return rows


def notes(*texts: str) -> list[Row]:
    """Notes at the foot of a page; each text begins with its mark."""
    rows: list[Row] = []
    for text in texts:
        rows += paragraph(text, first=8.0, size=NOTE_SIZE, space=24.0 if not rows else None)
    return rows


def page(index: int, rows: Sequence[Row], *, rules: tuple[Box, ...] = ()) -> PageLayout:
    lines: list[Line] = []
    baseline = TOP
    for row in rows:
        baseline += row.space if row.space is not None else 1.2 * row.size
        lines.append(_line(row, baseline))
    return PageLayout(index=index, width=420, height=600, lines=tuple(lines), rules=rules)


def layout(pages: Iterable[Sequence[Row]]) -> Layout:
    return Layout(pages=tuple(page(index, rows) for index, rows in enumerate(pages)))


def paged(rows: Sequence[Row], count: int = PAGE_ROWS) -> list[list[Row]]:
    """Rows cut into pages of `count`."""
    return [list(rows[k : k + count]) for k in range(0, len(rows), count)] or [[]]


def labels(count: int) -> tuple[Page, ...]:
    return tuple(Page(id=f"p{k + 1}", index=k, label=str(k + 1), printed=True) for k in range(count))


def composed(pages: Sequence[Sequence[Row]], openings: Sequence[Opening] = (), *, language: str = "en") -> Composition:
    """The composition of a book without furniture; without openings, one chapter that begins on the first page."""
    made = layout(pages)
    given = tuple(openings) or (chapter(0, len(pages) - 1, "The title", heading=()),)
    return compose(made, tuple(PageFurniture() for _ in pages), labels(len(pages)), given, language=language)


def chapter(
    first: int,
    last: int,
    title: str,
    *,
    kind: DivisionKind = DivisionKind.CHAPTER,
    number: str | None = None,
    level: int = 1,
    heading: tuple[int, ...] = (0,),
) -> Opening:
    return Opening(
        kind=kind, title=title, number=number, level=level, index=first, last_index=last, heading=heading, certainty=0.9
    )


def _line(row: Row, baseline: float) -> Line:
    left = LEFT + row.indent
    natural = width(row.text, row.size)
    right = RIGHT - row.inset if row.full else left + natural
    stretch = (right - left) / natural if natural else 1.0
    spans: list[Span] = []
    x = left
    for part in _MARKUP.split(row.text):
        if not part:
            continue
        marked = _MARKUP.fullmatch(part) is not None
        text = part[1:-1] if marked else part
        raised = marked and part[0] == "^"
        size = 0.6 * row.size if raised else row.size
        end = x + stretch * 0.5 * row.size * len(text)
        base = baseline - 0.35 * row.size if raised else baseline
        spans.append(
            Span(
                text=text,
                box=Box(left=x, top=base - 0.8 * size, right=end, bottom=base + 0.2 * size),
                font="Body",
                size=size,
                bold=row.bold or (marked and part[0] == "*"),
                italic=row.italic or (marked and part[0] == "_"),
                baseline=base,
            )
        )
        x = end
    return Line(
        text="".join(span.text for span in spans),
        box=Box(left=left, top=baseline - 0.8 * row.size, right=right, bottom=baseline + 0.2 * row.size),
        spans=tuple(spans),
        size=row.size,
        baseline=baseline,
    )
