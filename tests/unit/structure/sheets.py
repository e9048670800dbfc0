"""Pages for tests, set row by row at given heights."""

from __future__ import annotations

from collections.abc import Iterable

from backlist.model.book import Page
from backlist.model.layout import Box, Layout, Line, PageLayout, Span
from backlist.structure.skeleton import PageFurniture

WIDTH, HEIGHT = 340.0, 540.0
LEFT, RIGHT = 40.0, 300.0
#: Heights of running heads, of the text's first row, of rows of text, and of a number at the foot, in points.
HEAD, FIRST, LEADING, FOOT = 30.0, 60.0, 13.0, 515.0
SIZE = 10.0
#: Every letter is as wide as this share of its size.
LETTER = 0.5


def line(
    text: str,
    baseline: float,
    *,
    left: float = LEFT,
    size: float = SIZE,
    bold: bool = False,
    italic: bool = False,
    column: int = 0,
) -> Line:
    """A line of one span."""
    box = Box(left=left, top=baseline - size, right=left + LETTER * size * len(text), bottom=baseline + 0.2 * size)
    span = Span(text=text, box=box, font="Serif", size=size, bold=bold, italic=italic, baseline=baseline)
    return Line(text=text, box=box, spans=(span,), size=size, baseline=baseline, column=column)


def centred(text: str, baseline: float, *, size: float = SIZE, **how: bool) -> Line:
    return line(text, baseline, left=(LEFT + RIGHT - LETTER * size * len(text)) / 2, size=size, **how)


def at_right(text: str, baseline: float, *, size: float = SIZE) -> Line:
    return line(text, baseline, left=RIGHT - LETTER * size * len(text), size=size)


def prose(rows: int, *, first: float = FIRST, page: int = 0) -> list[Line]:
    """So many full rows of text, no two alike."""
    words = "the leaves of this book were counted before they were numbered and"
    width = int((RIGHT - LEFT) / (LETTER * SIZE))
    out = []
    for k in range(rows):
        row = f"{chr(97 + (page * 7 + k) % 26)}{chr(97 + (page * 3 + k * 5) % 26)} {words}"[:width].strip()
        out.append(line(f"{row:x<{width}}", first + k * LEADING))
    return out


def book(*pages: Iterable[Line], labels: tuple[str | None, ...] = ()) -> Layout:
    """A layout of pages of one size; `labels` are the file's own."""
    return Layout(
        pages=tuple(
            PageLayout(
                index=index,
                width=WIDTH,
                height=HEIGHT,
                lines=tuple(lines),
                label=labels[index] if labels else None,
            )
            for index, lines in enumerate(pages)
        )
    )


def bare(layout: Layout) -> tuple[PageFurniture, ...]:
    """No furniture on any page."""
    return tuple(PageFurniture() for _ in layout.pages)


def numbered(layout: Layout, first: int = 1) -> tuple[Page, ...]:
    """Pages numbered from `first`, each with its number printed."""
    return tuple(
        Page(id=f"p{page.index + first}", index=page.index, label=str(page.index + first), printed=True)
        for page in layout.pages
    )
