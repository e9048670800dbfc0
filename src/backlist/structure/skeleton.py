"""What the steps of recognition hand to one another: furniture, page numbers, and where divisions open.

Lines are named by their place in `PageLayout.lines`; pages by their 0-based index in the file.
"""

from __future__ import annotations

from dataclasses import dataclass

from backlist.model.book import DivisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFurniture:
    """What stands on a page besides its text.

    `heads` and `feet` are lines above and below the text that repeat from page to page, or carry the page's number;
    `folio` is the printed page number as read (`xiv`, `203`), `folio_line` the line that holds it, alone or inside a
    running head; `title` is the running head's words without the number.
    """

    heads: tuple[int, ...] = ()
    feet: tuple[int, ...] = ()
    folio: str | None = None
    folio_line: int | None = None
    title: str | None = None

    @property
    def lines(self) -> frozenset[int]:
        return frozenset((*self.heads, *self.feet))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """One entry of the contents pages: `page` is the printed number as read, `level` counts from 1 by indent or kind."""

    title: str
    number: str | None = None
    page: str | None = None
    level: int = 1
    kind: DivisionKind | None = None
    authors: tuple[str, ...] = ()
    at: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Where a division opens.

    `index` is the page; `heading` the lines on it that are the heading (number, title, authors), not part of the text,
    empty where the heading is not printed; the division's text begins after the last of them, or at the top of the page.
    `affiliations` has one member for each of `authors`. `last_index` is the last page with text of the division. `level` is 1 for a part, or a chapter outside parts.
    """

    kind: DivisionKind
    title: str
    number: str | None
    level: int
    index: int
    last_index: int
    heading: tuple[int, ...] = ()
    authors: tuple[str, ...] = ()
    affiliations: tuple[str | None, ...] = ()
    certainty: float = 1.0
    rule: str = ""
