"""How we know: beside the book, joined to it by id, never in it."""

from __future__ import annotations

from dataclasses import dataclass

from backlist.model.book import Book
from backlist.model.layout import Box
from backlist.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim about the book, the rule that made it and how sure we are.

    `subject` is the id of what the claim is about (a page, a division, a block, a note) or `details`; `claim` a dotted
    name (`page.label`, `division.start`, `line.running-head`); `certainty` lies in 0..1; `page` is the 0-based index of
    the page of the file where `boxes` lie; `seen` quotes what was read there.
    """

    subject: str
    claim: str
    rule: str
    certainty: float
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a stage gives back: its best reading, how it knows, and what is doubtful."""

    book: Book
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()
