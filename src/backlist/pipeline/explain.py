"""What was recognised on one page, and how: layout, result and a page in, one record out.

The record holds the page's lines with what each was taken for, the divisions that the page lies in, the blocks and
notes that begin on it, the evidence, and the problems; the picture shows the same on the page. Nothing is recognised here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from backlist.errors import InputError
from backlist.model.book import Book, Division, Note, Page
from backlist.model.evidence import Evidence, Result
from backlist.model.layout import Box, Layout, Line
from backlist.model.plain import text_of
from backlist.pipeline.parts import parts_of
from backlist.pipeline.zones import zones_of
from backlist.problems import Problem
from backlist.publish.zones import draw_zones
from backlist.sources.pdf.render import render_page

#: A line is what evidence says of a box that covers at least this share of it; lines overlap their neighbours a little.
_COVERED = 0.6

#: Dots an inch of the drawn page: a line of 10-point type is 15 dots high, and a page fits a screen.
_DOTS_PER_INCH = 110.0

#: What a line is where no evidence says otherwise.
TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReading:
    """A line of the page; `taken_for` is the claim of the surest evidence about it, or `text`."""

    line: Line
    taken_for: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReading:
    """A block that begins on the page: its id, what kind it is, and its words."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """All that is known of one page; `divisions` from the outermost to the innermost."""

    page: Page
    divisions: tuple[Division, ...]
    blocks: tuple[BlockReading, ...]
    notes: tuple[Note, ...]
    lines: tuple[LineReading, ...]
    evidence: tuple[Evidence, ...]
    problems: tuple[Problem, ...]


def explain(layout: Layout, result: Result, page: str, *, where: str) -> PageReading:
    """What was recognised on the page labelled `page`, or with that id; the first such, where a label is repeated.

    Raises InputError `input.no-such-page`; `where` is what it says of the place.
    """
    book = result.book
    found = _page(book, page, where)
    divisions = tuple(_divisions_on(book, book.divisions, found))
    blocks = tuple(_blocks_on(book, found))
    ids = {found.id, *(block.id for block in blocks), *(division.id for division in divisions)}
    notes = tuple(part for part in parts_of(book.divisions) if isinstance(part, Note) and part.page == found.id)
    ids |= {note.id for note in notes}
    # A division's evidence belongs to the page where it was seen; what was seen nowhere belongs to the subject's page.
    evidence = tuple(
        item for item in result.evidence if item.page == found.index or (item.page is None and item.subject in ids)
    )
    return PageReading(
        page=found,
        divisions=divisions,
        blocks=blocks,
        notes=notes,
        lines=tuple(_lines(layout, found, evidence)),
        evidence=evidence,
        problems=tuple(problem for problem in result.problems if problem.page == found.label is not None),
    )


def picture(layout: Layout, result: Result, page: Page, source: Path) -> Image.Image:
    """The page of the PDF `source` with the recognised zones drawn on it. Raises InputError `input.…`."""
    drawn = render_page(source, page.index, dots_per_inch=_DOTS_PER_INCH)
    return draw_zones(drawn, zones_of(layout, result, page), dots_per_inch=_DOTS_PER_INCH)


def _page(book: Book, wanted: str, where: str) -> Page:
    for match in (lambda page: page.label == wanted, lambda page: page.id == wanted):
        for page in book.pages:
            if match(page):
                return page
    labels = [page.label for page in book.pages if page.label]
    known = f"Its pages run from {labels[0]} to {labels[-1]}." if labels else "None of its pages has a number."
    raise InputError(
        "input.no-such-page", where=where, seen=f"There is no page {wanted}.", todo=f"{known} Give a printed number."
    )


def _divisions_on(book: Book, divisions: Iterable[Division], page: Page) -> Iterator[Division]:
    index = {known.id: known.index for known in book.pages}
    for division in divisions:
        first, last = (index.get(edge or "") for edge in (division.first_page, division.last_page))
        if first is not None and last is not None and first <= page.index <= last:
            yield division
            yield from _divisions_on(book, division.divisions, page)


def _blocks_on(book: Book, page: Page) -> Iterator[BlockReading]:
    for part in parts_of(book.divisions):
        own = getattr(part, "id", None)
        if isinstance(own, str) and own.rpartition("-")[0] == page.id and not isinstance(part, Division | Note):
            words = " ".join(_words(part).split())
            yield BlockReading(id=own, kind=type(part).__name__.lower(), text=words)


def _words(block: object) -> str:
    for name in ("inlines", "caption"):
        if inlines := getattr(block, name, ()):
            return text_of(inlines)
    return ""


def _lines(layout: Layout, page: Page, evidence: tuple[Evidence, ...]) -> Iterator[LineReading]:
    own = layout.pages[page.index]
    for line in own.lines:
        about = [item for item in evidence if any(_covers(box, line.box) for box in item.boxes)]
        # What is said of the line itself comes before what was read in it.
        surest = max(about, key=lambda item: (item.claim.startswith("line."), item.certainty), default=None)
        if surest is None:
            yield LineReading(line=line, taken_for=TEXT)
        else:
            yield LineReading(line=line, taken_for=surest.claim, rule=surest.rule)


def _covers(box: Box, line: Box) -> bool:
    width = min(box.right, line.right) - max(box.left, line.left)
    height = min(box.bottom, line.bottom) - max(box.top, line.top)
    area = (line.right - line.left) * (line.bottom - line.top)
    return width > 0 and height > 0 and width * height >= _COVERED * area
