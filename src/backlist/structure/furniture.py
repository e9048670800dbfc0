"""Furniture: running heads, page numbers and other lines that repeat at the head and foot of pages.

In: a `Layout`. Out, in two steps: the numbers that may be page numbers (`find_folios`), and, once the pages are numbered,
what on each page is furniture (`find_furniture`). Furniture is taken out of the text and kept as evidence.

A line at the head or foot is furniture when it carries the page's number, when its words repeat on pages nearby, or when
it stands exactly where the book's running heads stand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import median

from backlist.model.book import Page
from backlist.model.layout import Layout, PageLayout
from backlist.structure.labels import Folio, parse_number
from backlist.structure.rows import rows_of
from backlist.structure.skeleton import PageFurniture

#: Rows from the top and from the foot that may be furniture.
ROWS_AT_HEAD = 2
ROWS_AT_FOOT = 2
#: With fewer rows than this, no distance between rows is the usual one.
MANY_ROWS = 5
#: A running head is repeated within this many pages.
NEARBY = 30
#: Running heads of one book stand at one height, to within this many points.
SAME_PLACE = 1.6
#: A height is one of the book's when at least this share of its pages (and so many pages) have furniture there.
PLACE_SHARE = 0.04
PLACE_PAGES = 4
#: No running head has more characters than this.
LONGEST_HEAD = 140
#: Furniture lies within this share of the page's height from its edge.
HEAD_ZONE = 0.2
FOOT_ZONE = 0.2

#: Furniture stands apart from the text by more than this many times the usual distance between rows of its page.
APART = 1.2
#: Rows of text are no further apart than this many times their size; displayed lines are.
WIDEST_LEADING = 1.4
#: Type this much larger than most of the page's is a heading's, not a running head's.
LARGER = 1.15

_TOKEN = re.compile(r"\S+")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def _edge_rows(page: PageLayout) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Rows at the head and foot that stand apart from the text, the outermost first."""
    rows = rows_of(page)
    if not rows:
        return [], []
    at = [page.lines[row[0]].baseline for row in rows]
    size = median(line.size for line in page.lines)
    usual = median(b - a for a, b in zip(at, at[1:], strict=False)) if len(rows) > MANY_ROWS else 0.0
    usual = min(usual, WIDEST_LEADING * size)
    head: list[tuple[int, ...]] = []
    for k, row in enumerate(rows[:ROWS_AT_HEAD]):
        tight = k + 1 < len(rows) and at[k + 1] - at[k] <= APART * usual
        if at[k] >= HEAD_ZONE * page.height or (k and page.lines[row[0]].size > LARGER * size):
            break
        head.append(row)
        if not tight:
            continue
        # Two rows of furniture may stand close together, when they are apart from the text.
        below = k + 2 < len(rows) and at[k + 2] - at[k + 1] > APART * usual
        if k or not below:
            head.pop()
            break
    foot: list[tuple[int, ...]] = []
    for k in range(len(rows) - 1, max(len(rows) - 1 - ROWS_AT_FOOT, -1), -1):
        if at[k] <= (1 - FOOT_ZONE) * page.height or rows[k] in head:
            break
        if k and at[k] - at[k - 1] <= APART * usual:
            break
        foot.append(rows[k])
    return head, foot


def find_folios(layout: Layout) -> tuple[tuple[Folio, ...], ...]:
    """For every page, the numbers at its head and foot that may be its page number."""
    out = []
    for page in layout.pages:
        head, foot = _edge_rows(page)
        found: list[Folio] = []
        for row in (*head, *foot):
            for i in (row[0], row[-1]) if len(row) > 1 else row:
                found += _folios_of_line(page, i, single=len(row) == 1)
        out.append(tuple(dict.fromkeys(found)))
    return tuple(out)


def _folios_of_line(page: PageLayout, i: int, *, single: bool) -> list[Folio]:
    text = page.lines[i].text.strip()
    if len(text) > LONGEST_HEAD:
        return []
    number = parse_number(text)
    if number:
        return [Folio(value=number[0], style=number[1], line=i, alone=single)]
    tokens = _TOKEN.findall(text)
    if len(tokens) < 2:
        return []
    found = []
    for token in (tokens[0], tokens[-1]):
        number = parse_number(token)
        # "I" and "v." in running text are words and abbreviations.
        if number and not (token.endswith(".") and len(tokens) > 6):
            found.append(Folio(value=number[0], style=number[1], line=i, alone=False))
    return found


def head_words(text: str) -> str:
    """The words of a running head for comparison: letters only, without page number, in one case."""
    return _NOT_LETTERS.sub(" ", text).strip().casefold()


def _without_folio(text: str) -> str:
    tokens = text.split()
    if tokens and parse_number(tokens[0]):
        tokens = tokens[1:]
    elif tokens and parse_number(tokens[-1]):
        tokens = tokens[:-1]
    return " ".join(tokens).strip(" |·•—–-")


def find_furniture(
    layout: Layout, folios: tuple[tuple[Folio, ...], ...], pages: tuple[Page, ...]
) -> tuple[PageFurniture, ...]:
    """Mark the furniture of every page."""
    edges = [_edge_rows(page) for page in layout.pages]
    folio_line: list[int | None] = [_folio_line(page, folios[page.index]) for page in pages]
    where = _occurrences(layout, edges)
    heads: list[set[int]] = [set() for _ in layout.pages]
    feet: list[set[int]] = [set() for _ in layout.pages]

    def mark(index: int, row: tuple[int, ...], rows: list[tuple[int, ...]], at_head: bool) -> None:
        # What stands above a running head, or below a foot, is furniture too.
        for other in rows:
            if (other == row) or (_outside(layout.pages[index], other, row, at_head)):
                (heads if at_head else feet)[index].update(other)

    for index, (head, foot) in enumerate(edges):
        for at_head, rows in ((True, head), (False, foot)):
            for row in rows:
                if folio_line[index] in row or _repeats(layout, where, index, row, at_head):
                    mark(index, row, rows, at_head)
    _by_place(layout, edges, heads, feet)
    return tuple(
        PageFurniture(
            heads=tuple(sorted(heads[i])),
            feet=tuple(sorted(feet[i])),
            folio=pages[i].label if folio_line[i] is not None else None,
            folio_line=folio_line[i],
            title=_title(layout.pages[i], sorted(heads[i])) or _title(layout.pages[i], sorted(feet[i])),
        )
        for i in range(len(pages))
    )


def _outside(page: PageLayout, other: tuple[int, ...], row: tuple[int, ...], at_head: bool) -> bool:
    a, b = page.lines[other[0]].baseline, page.lines[row[0]].baseline
    return a < b if at_head else a > b


def _folio_line(page: Page, folios: tuple[Folio, ...]) -> int | None:
    if not page.printed:
        return None
    matching = [f for f in folios if str(f.value) == page.label or _same(f, page.label)]
    alone = [f for f in matching if f.alone]
    return (alone or matching)[0].line if matching else None


def _same(folio: Folio, label: str | None) -> bool:
    parsed = parse_number(label) if label else None
    return parsed == (folio.value, folio.style)


def _occurrences(layout: Layout, edges: list) -> dict[tuple[bool, str], list[tuple[int, float]]]:
    """Where each wording stands at the head or foot: page and height."""
    where: dict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    for index, (head, foot) in enumerate(edges):
        for at_head, rows in ((True, head), (False, foot)):
            for row in rows:
                for i in row:
                    line = layout.pages[index].lines[i]
                    words = head_words(line.text)
                    if words and len(line.text) <= LONGEST_HEAD:
                        where[at_head, words].append((index, line.baseline))
    return where


def _repeats(layout: Layout, where: dict, index: int, row: tuple[int, ...], at_head: bool) -> bool:
    for i in row:
        line = layout.pages[index].lines[i]
        words = head_words(line.text)
        if not words:
            continue
        others = [
            (page, height)
            for page, height in where[at_head, words]
            if page != index and abs(page - index) <= NEARBY and abs(height - line.baseline) <= 3 * SAME_PLACE
        ]
        if len(others) >= 2:
            return True
    return False


def _by_place(layout: Layout, edges: list, heads: list[set[int]], feet: list[set[int]]) -> None:
    """Lines that stand exactly where marked furniture stands on many pages, and where text seldom does."""
    for at_head, marked in ((True, heads), (False, feet)):
        places: Counter[int] = Counter()
        text_places: Counter[int] = Counter()
        for index, page in enumerate(layout.pages):
            # What stands apart at the edge is not text before it is known to be.
            apart = {i for row in edges[index][0 if at_head else 1] for i in row}
            for i, line in enumerate(page.lines):
                cell = round(line.baseline / SAME_PLACE)
                if i in marked[index]:
                    places[cell] += 1
                elif i not in apart:
                    text_places[cell] += 1
        needed = max(PLACE_PAGES, PLACE_SHARE * len(layout.pages))
        known = {cell for cell, n in places.items() if n >= needed}
        for index, sides in enumerate(edges):
            page = layout.pages[index]
            rows = sides[0] if at_head else sides[1]
            for row in rows:
                line = page.lines[row[0]]
                cell = round(line.baseline / SAME_PLACE)
                near = [c for c in (cell - 1, cell, cell + 1) if c in known]
                if not near or row[0] in marked[index] or len(line.text) > LONGEST_HEAD:
                    continue
                furniture = sum(places[c] for c in near)
                text = sum(text_places[c] for c in (cell - 1, cell, cell + 1))
                if text <= 0.5 * furniture:
                    marked[index].update(row)


def _title(page: PageLayout, lines: list[int]) -> str | None:
    words = [_without_folio(page.lines[i].text) for i in lines]
    words = [w for w in words if head_words(w)]
    return " ".join(words) or None
