"""What is on the pages, before anybody asks what it means.

Lengths are points (1/72 inch); the origin is the top left corner of the page as it is displayed, y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of characters of one font, size and baseline. `font` is the base font's name without its subset prefix."""

    text: str
    box: Box
    font: str
    size: float
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    baseline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Characters that stand on one baseline within one column.

    `text` is the text of the spans joined (spaces between words are part of the spans); `size` and `baseline` are those
    of most of its characters; `column` counts columns from the left, 0 where the page has but one.
    """

    text: str
    box: Box
    spans: tuple[Span, ...]
    size: float
    baseline: float
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """One page of the file. `lines` are in reading order; `rules` are thin horizontal strokes; `drawings` the
    extents of other strokes and fills, those that touch one another together, large frames and tints by themselves; `label` is the file's own."""

    index: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    images: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()
    drawings: tuple[Box, ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineItem:
    """A bookmark of the file: `page` is a 0-based page index, `level` counts from 1."""

    title: str
    page: int | None
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All pages of a file, with what the file says of itself (`info`: Title, Author ... as the maker of the file wrote them)."""

    pages: tuple[PageLayout, ...]
    outline: tuple[OutlineItem, ...] = ()
    info: tuple[tuple[str, str], ...] = ()
