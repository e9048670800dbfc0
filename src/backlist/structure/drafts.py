"""A division in the making: what the steps that find divisions hand to one another.

Nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

from backlist.model.book import DivisionKind
from backlist.structure.authors import Byline

#: A page is an opening beside others when it looks at least this much like one as they do.
AS_MUCH = 0.6
#: A page that opens under a name of its own looks at least this much like an opening.
NAMED_SCORE = 2.5


@dataclass(slots=True)
class Draft:
    kind: DivisionKind | None
    number: str | None
    title: str
    level: int
    index: int
    heading: tuple[int, ...]
    byline: Byline
    certainty: float
    rule: str
