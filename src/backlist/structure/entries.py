"""Entries of lists that readers look things up in: contents, indexes, abbreviations, bibliographies.

In: the lines of such a division. Out: groups of kind ENTRY with their level, in order; lines that are no entries (an
opening remark, a letter over its part of the alphabet) come out as paragraphs. What an entry says is read elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from backlist.model.book import DivisionKind
from backlist.structure.blocks import Group, GroupKind
from backlist.structure.body import Body, BodyLine
from backlist.structure.chunks import TERMINAL, ended_early, is_centred

ENTRY_KINDS = frozenset(
    (
        DivisionKind.CONTENTS,
        DivisionKind.LIST_OF_FIGURES,
        DivisionKind.LIST_OF_TABLES,
        DivisionKind.ABBREVIATIONS,
        DivisionKind.BIBLIOGRAPHY,
        DivisionKind.INDEX,
        DivisionKind.GLOSSARY,
    )
)
#: Indents that differ by less than this (ems) are one.
SAME_INDENT = 0.45
#: An indent of sub-entries or of turned-over lines is shared by this share of the lines.
INDENT_SHARE = 0.01
#: Deepest level of sub-entries.
DEEPEST = 3
#: Space between entries, as a multiple of the leading, where they have no hanging indent.
ENTRY_GAP = 1.25

_LOCATORS = re.compile(r"[\d\s,;.–—-]*\d[\dnf.,;\s–—-]*$|^(?:see|siehe|s\.|voir|véase|vedi)\b", re.IGNORECASE)
_LOCATORS_ALONE = re.compile(r"\d[\d\s,;.–—nf-]*")
_PAGE_AT_END = re.compile(r"(?:\d+|\b[ivxlc]+)\s*$", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:[,;–—-]|\b(?:and|of|the|in|und|der|die|das|et|de|la|le|y|e|di))$", re.IGNORECASE)


def entries(lines: Sequence[BodyLine], kind: DivisionKind, body: Body) -> list[Group]:
    """Group the lines of a division of `kind` into entries."""
    if not lines:
        return []
    if kind is DivisionKind.CONTENTS or kind in (DivisionKind.LIST_OF_FIGURES, DivisionKind.LIST_OF_TABLES):
        return _ending_in_pages(lines, body)
    _from_own_edge(lines)
    steps = _steps(lines)
    hanging = kind is DivisionKind.INDEX or _hangs(lines, body)
    out: list[Group] = []
    for k, line in enumerate(lines):
        above = lines[k - 1] if k else None
        if _letter(line):
            out.append(Group(kind=GroupKind.PARAGRAPH, parts=[[line]]))
            continue
        level = _level(line, above, out, steps, kind, hanging, body)
        if level is None:
            out[-1].parts[0].append(line)
        else:
            out.append(Group(kind=GroupKind.ENTRY, parts=[[line]], level=level))
    return out


def _from_own_edge(lines: Sequence[BodyLine]) -> None:
    """Measure indents from the outermost line of each column: where most lines are sub-entries, theirs seems its edge."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        column = (line.page, line.line.column)
        edges[column] = min(edges.get(column, 0.0), line.indent)
    for line in lines:
        line.indent -= edges[line.page, line.line.column]


def _letter(line: BodyLine) -> bool:
    """A letter of the alphabet over its entries."""
    text = line.text.strip(" .–—-")
    return len(text) == 1 and text.isupper() and (line.bold or is_centred(line) or line.gap is None or line.gap > 1.2)


def _steps(lines: Sequence[BodyLine]) -> list[float]:
    """The indents (ems) that lines begin at, from the edge inwards."""
    counts = Counter(round(line.indent * 4) / 4 for line in lines)
    need = max(2, INDENT_SHARE * len(lines))
    steps: list[float] = []
    for indent in sorted(counts):
        share = sum(counts[indent + d] for d in (-0.25, 0, 0.25))
        if share >= need and (not steps or indent - steps[-1] > SAME_INDENT):
            steps.append(indent)
    return steps or [0.0]


def _hangs(lines: Sequence[BodyLine], body: Body) -> bool:
    """Whether the lines that surely go on an entry stand deeper than those that begin one."""
    deep = edge = 0
    for above, line in zip(lines, lines[1:], strict=False):
        if line.gap is not None and not ended_early(above, line, body) and _goes_on(above, line):
            if line.indent - above.indent > SAME_INDENT:
                deep += 1
            elif abs(line.indent - above.indent) <= SAME_INDENT and above.indent < SAME_INDENT:
                edge += 1
    return deep >= edge


def _goes_on(above: BodyLine, line: BodyLine) -> bool:
    end = above.text.rstrip()
    return line.text[:1].islower() or end.endswith("-") or _OPEN_END.search(end) is not None


def _level(
    line: BodyLine,
    above: BodyLine | None,
    out: list[Group],
    steps: list[float],
    kind: DivisionKind,
    hanging: bool,
    body: Body,
) -> int | None:
    """The level of the entry that a line begins; None where it goes on the one before."""
    if above is None or not out or out[-1].kind is not GroupKind.ENTRY:
        return 0
    depth = sum(1 for step in steps if line.indent > step + SAME_INDENT / 2 and line.indent > SAME_INDENT)
    if not hanging:
        begins = line.indent > SAME_INDENT or (line.gap or 1) > ENTRY_GAP or ended_early(above, line, body)
        return 0 if begins else None
    if depth == 0:
        return None if _must_go_on(above.text.rstrip(), line.text.strip()) else 0
    if kind is not DivisionKind.INDEX:
        return None
    if _turned_over(above, line, body):
        return None
    first = out[-1].first
    if line.indent <= first.indent + SAME_INDENT:
        return min(out[-1].level if abs(line.indent - first.indent) <= SAME_INDENT else depth, DEEPEST)
    return min(out[-1].level + 1, DEEPEST)


def _must_go_on(end: str, text: str) -> bool:
    """Whether an entry goes on though the line stands where entries begin: a broken word or range, locators alone."""
    if end.endswith(("-", "\u2010", "–")):
        return True
    return text[:1].isdigit() and (
        end.endswith(",") or (not end[-1:].isdigit() and _LOCATORS_ALONE.fullmatch(text) is not None)
    )


def _turned_over(above: BodyLine, line: BodyLine, body: Body) -> bool:
    end = above.text.rstrip()
    if end.endswith(("-", "\u2010")) or _OPEN_END.search(end):
        return True
    if _LOCATORS.match(line.text.strip()) and any(c.isdigit() for c in line.text):
        return True
    return not ended_early(above, line, body) and not any(c.isdigit() for c in end[-4:])


def _ending_in_pages(lines: Sequence[BodyLine], body: Body) -> list[Group]:
    """Contents: an entry begins at an edge or a number, and ends with its page or before the next one that begins."""
    steps = _steps(lines)
    out: list[Group] = []
    for k, line in enumerate(lines):
        above = lines[k - 1] if k else None
        level = min(sum(1 for step in steps[1:] if line.indent > step - SAME_INDENT / 2), DEEPEST)
        if above is None:
            out.append(Group(kind=GroupKind.ENTRY, parts=[[line]], level=level))
            continue
        ended = _PAGE_AT_END.search(above.text.rstrip()) is not None
        near = line.gap is None or line.gap < ENTRY_GAP
        deeper = line.indent > out[-1].first.indent + SAME_INDENT
        goes_on = not ended and near and above.bold == line.bold and (deeper or _goes_on(above, line))
        if goes_on and not TERMINAL.search(above.text.rstrip()):
            out[-1].parts[0].append(line)
        else:
            out.append(Group(kind=GroupKind.ENTRY, parts=[[line]], level=level))
    return out
