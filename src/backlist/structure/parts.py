"""Divisions in the making: which lines belong to which, their ids, and how they nest.

In: openings and the lines of every page. Out: one `Part` for each opening, with the lines of its heading and of its text;
their ids; and, once they are made, the tree of divisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from backlist.model.book import Division, DivisionKind
from backlist.structure.body import BodyLine
from backlist.structure.footnotes import RawNote
from backlist.structure.headings import Heading
from backlist.structure.skeleton import Opening
from backlist.text.slug import slug

#: Divisions whose pages have no notes at their foot.
WITHOUT_NOTES = frozenset((DivisionKind.INDEX, DivisionKind.CONTENTS, DivisionKind.NOTES))
#: Divisions whose pictures are ornaments, and whose lists of captions are none: title pages, lists, indexes.
WITHOUT_EXHIBITS = frozenset(
    (
        DivisionKind.FRONT_MATTER,
        DivisionKind.DEDICATION,
        DivisionKind.CONTENTS,
        DivisionKind.LIST_OF_FIGURES,
        DivisionKind.LIST_OF_TABLES,
        DivisionKind.BIBLIOGRAPHY,
        DivisionKind.INDEX,
        DivisionKind.BACK_MATTER,
    )
)
#: Divisions of which a book may have many; their ids say which.
_NUMBERED = frozenset((DivisionKind.PART, DivisionKind.CHAPTER, DivisionKind.APPENDIX, DivisionKind.OTHER))


@dataclass(slots=True, kw_only=True)
class Part:
    """One division in the making: the lines of its heading, its text in chunks, the headings among them by place."""

    opening: Opening
    id: str = ""
    heading: list[BodyLine] = field(default_factory=list)
    lines: list[BodyLine] = field(default_factory=list)
    chunks: list[list[BodyLine]] = field(default_factory=list)
    headings: dict[int, Heading] = field(default_factory=dict)
    notes: list[RawNote] = field(default_factory=list)

    def replace(self, new: list[list[BodyLine]]) -> None:
        """Other chunks, among which the chunks that are headings stay the same ones."""
        heads = {id(self.chunks[k]): heading for k, heading in self.headings.items()}
        self.chunks = new
        self.headings = {k: heads[id(chunk)] for k, chunk in enumerate(new) if id(chunk) in heads}


def from_the_first_page(openings: tuple[Opening, ...], measured: Sequence[tuple[BodyLine, ...]]) -> tuple[Opening, ...]:
    """The openings, with front matter before them where text stands before the first."""
    first = next((index for index, lines in enumerate(measured) if lines), None)
    if first is None:
        return openings
    if not openings:
        last = max(index for index, lines in enumerate(measured) if lines)
        return (
            Opening(
                kind=DivisionKind.OTHER, title="", number=None, level=1, index=first, last_index=last, rule="whole"
            ),
        )
    start = openings[0]
    lead = [line for line in measured[start.index] if line.at < _first_line(start, measured[start.index])]
    if first < start.index or lead:
        last = start.index if lead else max(i for i in range(first, start.index) if measured[i])
        front = Opening(
            kind=DivisionKind.FRONT_MATTER, title="", number=None, level=1, index=first, last_index=last, rule="before"
        )
        return (front, *openings)
    return openings


def pages_without_notes(openings: Sequence[Opening]) -> frozenset[int]:
    """Pages that belong wholly to divisions without footnotes."""
    return pages_of(openings, WITHOUT_NOTES)


def pages_of(openings: Sequence[Opening], kinds: Collection[DivisionKind]) -> frozenset[int]:
    """Pages that belong wholly to divisions of these kinds."""
    inside: set[int] = set()
    others: set[int] = set()
    for opening in openings:
        own = range(opening.index, max(opening.last_index, opening.index) + 1)
        if opening.kind in kinds:
            inside.update(own)
        elif opening.kind is not DivisionKind.PART:
            others.update(own)
    return frozenset(inside - others)


def parts_of(openings: Sequence[Opening], texts: Sequence[list[BodyLine]]) -> list[Part]:
    """Give every line to the division that opened last before it."""
    parts = [Part(opening=opening) for opening in openings]
    starts = [(o.index, _first_line(o, texts[o.index])) for o in openings]
    headings = [frozenset(o.heading) for o in openings]
    k = 0
    last: BodyLine | None = None
    for lines in texts:
        for line in lines:
            while k + 1 < len(parts) and starts[k + 1] <= (line.page, line.at) and not _is_within(last, line):
                k += 1
            last = line
            part = parts[k]
            if line.page == part.opening.index and line.at in headings[k] and line.exhibit is None:
                part.heading.append(line)
            else:
                part.lines.append(line)
    return parts


def _is_within(above: BodyLine | None, line: BodyLine) -> bool:
    """Whether a line stands in the figure or table of the line before it."""
    return above is not None and line.exhibit is not None and above.exhibit is line.exhibit


def give_ids(parts: Sequence[Part]) -> None:
    """Ids of divisions: the kind, with number or title where a book may have many of it; unique in the book."""
    plain = [_plain_id(part.opening) for part in parts]
    repeated = {id for id, count in Counter(plain).items() if count > 1}
    used: set[str] = set()
    parent: Part | None = None
    for part, own in zip(parts, plain, strict=True):
        if part.opening.level == 1:
            parent = part
        elif own in repeated and parent is not None and part.opening.kind in _NUMBERED:
            own = f"{parent.id}-{own}"
        unique, n = own, 2
        while unique in used:
            unique, n = f"{own}-{n}", n + 1
        used.add(unique)
        part.id = unique


def _first_line(opening: Opening, lines: Sequence[BodyLine]) -> int:
    """The place of the division's first line on its page; -1 where it begins the page: without a heading, or with one
    that stands above all other lines, even if a column beside it is read first."""
    if not opening.heading:
        return -1
    first = min(opening.heading)
    height = min((line.line.baseline for line in lines if line.at in opening.heading), default=0.0)
    before = [line for line in lines if line.at < first]
    return first if any(line.line.baseline <= height for line in before) else -1


def _plain_id(opening: Opening) -> str:
    kind = opening.kind.value
    if opening.kind not in _NUMBERED:
        return kind
    rest = slug(opening.number or "") or slug(opening.title)
    return f"{kind}-{rest}" if rest else kind


def tree(parts: Sequence[Part], divisions: Sequence[Division]) -> tuple[Division, ...]:
    """Nest divisions by the levels of their openings; sections of a division stand before the divisions in it."""
    top: list[Division] = []
    stack: list[tuple[int, Division, list[Division]]] = []

    def close(level: int) -> None:
        while stack and stack[-1][0] >= level:
            _, division, inner = stack.pop()
            done = replace(division, divisions=(*division.divisions, *inner))
            (stack[-1][2] if stack else top).append(done)

    for part, division in zip(parts, divisions, strict=True):
        close(part.opening.level)
        stack.append((part.opening.level, division, []))
    close(0)
    return tuple(top)
