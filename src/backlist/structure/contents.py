"""The contents pages: found, and handed on line by line.

In: a `Layout` and its furniture. Out: `ContentsEntry`s in reading order, with the pages they stand on.

A contents page is one that says so at its head, or that follows one and goes on in the same way, or one near the front
whose lines end, for the most part, in page numbers that rise.
"""

from __future__ import annotations

import re

from backlist.model.book import DivisionKind
from backlist.model.layout import Layout
from backlist.structure.contents_entries import entries_of
from backlist.structure.contents_lines import page_numbers, rises, rows_of_contents, split_page
from backlist.structure.division_names import AMBIGUOUS, fold, kind_of_title, part_heading
from backlist.structure.skeleton import ContentsEntry, PageFurniture

#: Contents stand in this first share of the book (at least so many pages), or in its last few pages.
FRONT_SHARE = 0.2
FRONT_PAGES = 24
LAST_PAGES = 14
#: The word "Contents" stands within this many lines of the top of the text.
HEADING_LINES = 4
#: A page goes on with the contents when this share of its lines end in a number (or leaders), and so many do.
ENTRY_SHARE = 0.3
ENTRY_LINES = 2
#: Without a heading, more is asked.
UNTITLED_SHARE = 0.6
UNTITLED_LINES = 5
#: No contents run over more pages.
MOST_PAGES = 40

_PAGE_AT_END = re.compile(r"\b(?:page|seite|pag\.|página|pagina)\s+(?:\d{1,4}|[ivxlc]{1,7})\.?$", re.IGNORECASE)
_CONTINUED = re.compile(
    r"\s*[\(\[]?\b(?:continued|cont|cont’d|fortsetzung|suite|continuación)\b\.?[\)\]]?\s*$", re.IGNORECASE
)


def find_contents(
    layout: Layout, furniture: tuple[PageFurniture, ...]
) -> tuple[tuple[int, ...], tuple[ContentsEntry, ...]]:
    """The indexes of the contents pages, and the entries on them; both empty where there are none."""
    found = _contents_pages(layout, furniture)
    rows = [
        row
        for index, start in found
        for row in rows_of_contents(layout.pages[index], [i for i in _body(layout, furniture, index) if i >= start])
    ]
    return tuple(index for index, _ in found), tuple(entries_of(rows))


def _body(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> list[int]:
    skip = furniture[index].lines
    return [i for i in range(len(layout.pages[index].lines)) if i not in skip]


def _contents_pages(layout: Layout, furniture: tuple[PageFurniture, ...]) -> list[tuple[int, int]]:
    """Pages of contents, each with the number of the first line that is an entry."""
    count = len(layout.pages)
    front = range(min(count, max(FRONT_PAGES, int(FRONT_SHARE * count))))
    back = range(max(count - LAST_PAGES, len(front)), count)
    best: list[tuple[int, int]] = []
    for index in (*front, *back):
        start = _heading_end(layout, furniture, index)
        if start is None:
            continue
        run = [(index, start)]
        for following in range(index + 1, min(index + MOST_PAGES, count)):
            if not _goes_on(layout, furniture, following):
                # A contents page may be followed by a blank one.
                break
            run.append((following, 0))
        if _entry_lines(layout, furniture, run) > _entry_lines(layout, furniture, best):
            best = run
    if best:
        return best
    for index in front:
        lines = _body(layout, furniture, index)
        numbered = page_numbers([layout.pages[index].lines[i].text for i in lines])
        if len(numbered) >= UNTITLED_LINES and len(numbered) >= UNTITLED_SHARE * len(lines) and rises(numbered):
            run = [(index, 0)]
            following = index + 1
            while following < count and _goes_on(layout, furniture, following):
                run.append((following, 0))
                following += 1
            return run
    return []


def _heading_end(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> int | None:
    """Where the entries begin on a page headed "Contents", or None. The heading may be taken for furniture."""
    page = layout.pages[index]
    for place, i in enumerate(range(len(page.lines))):
        if place >= HEADING_LINES:
            return None
        name = fold(_CONTINUED.sub("", page.lines[i].text))
        if kind_of_title(page.lines[i].text) is DivisionKind.CONTENTS or name in AMBIGUOUS:
            if i in furniture[index].lines and index > 0 and _ends_in_numbers(layout, furniture, index - 1):
                return None
            rest = [k for k in range(i + 1, len(page.lines)) if k not in furniture[index].lines]
            if name in AMBIGUOUS or len(rest) > 0:
                numbered = page_numbers([page.lines[k].text for k in rest])
                plain = name not in AMBIGUOUS and index + 1 < len(layout.pages) and len(rest) > 0
                if plain and (_says_page(layout, furniture, index) or _says_page(layout, furniture, index + 1)):
                    return i + 1
                # An index has many numbers to a line, and they do not rise.
                if len(numbered) < min(ENTRY_LINES, max(len(rest), 1)) and not (
                    index + 1 < len(layout.pages) and _ends_in_numbers(layout, furniture, index + 1)
                ):
                    continue
                if not rises(numbered):
                    continue
                return i + 1
    return None


def _says_page(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> bool:
    """Whether a line of the page ends in "Page 15", as it does after the summaries of analytical contents."""
    return any(_PAGE_AT_END.search(layout.pages[index].lines[i].text) for i in _body(layout, furniture, index))


def _ends_in_numbers(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> bool:
    lines = _body(layout, furniture, index)
    numbered = page_numbers([layout.pages[index].lines[i].text for i in lines])
    return len(numbered) >= max(ENTRY_LINES, ENTRY_SHARE * len(lines))


def _goes_on(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> bool:
    lines = _body(layout, furniture, index)
    if not lines:
        return False
    page = layout.pages[index]
    numbered = page_numbers([page.lines[i].text for i in lines])
    if _says_page(layout, furniture, index) and rises(numbered):
        return True
    title = furniture[index].title or ""
    named = any(kind_of_title(part) is DivisionKind.CONTENTS for part in (title, page.lines[lines[0]].text))
    if named:
        return len(numbered) >= 1 and rises(numbered)
    first = part_heading(page.lines[lines[0]].text)
    if (
        first.kind in (DivisionKind.LIST_OF_FIGURES, DivisionKind.LIST_OF_TABLES)
        and not split_page(page.lines[lines[0]].text)[1]
    ):
        return False
    columns = {page.lines[i].column for i in lines}
    if len(columns) > 1 and len(numbered) < UNTITLED_SHARE * len(lines):
        return False
    return len(numbered) >= ENTRY_LINES and len(numbered) >= max(ENTRY_SHARE, 0.5) * len(lines) and rises(numbered)


def _entry_lines(layout: Layout, furniture: tuple[PageFurniture, ...], run: list[tuple[int, int]]) -> int:
    return sum(
        len(page_numbers([layout.pages[index].lines[i].text for i in _body(layout, furniture, index) if i >= start]))
        for index, start in run
    )
