"""Authors of chapters as their openings print them: names under the title, each with its affiliation.

In: the lines under a heading. Out: a `Byline`: names, affiliations, and the lines that hold them, which belong to the
heading and not to the text.

A line of names stands in its own type between title and text. What stands close under a single name and speaks of a place
of work is that person's affiliation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backlist.model.layout import Layout, Line
from backlist.structure.contents_entries import join_lines, names_in
from backlist.structure.division_names import fold
from backlist.structure.openings import Top, level_words

#: Names stand within this many lines under a title for each author.
LINES_FOR_EACH = 8
#: An affiliation has no more lines than this, no further apart than this many times their size.
AFFILIATION_LINES = 4
AFFILIATION_GAP = 1.9

_WORKPLACE = re.compile(
    r"universi|institut|college|school|department|faculty|cent(?:re|er)\b|academ|acad[ée]m|museum|mus[ée]e|library|laborator|"
    r"hochschule|fachbereich|lehrstuhl|zentrum|akademie|bibliothek|cnrs|école|facult[ée]|facultad|escuela|dipartimento|"
    r"scuola|facolt[àa]|council|society|foundation|hospital|archive",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """`affiliations` has one member for each of `authors`, None where none is printed; `lines` are line numbers;
    `listed` says that the contents name the authors."""

    authors: tuple[str, ...] = ()
    affiliations: tuple[str | None, ...] = ()
    lines: tuple[int, ...] = ()
    listed: bool = False


def find_byline(layout: Layout, top: Top, after: int, known: tuple[str, ...] = ()) -> Byline:
    """The byline under a heading whose last line is the `after`-th of the page's lines; `known` are the authors that the
    contents name, if they do: then the names themselves say which lines are theirs."""
    lines = layout.pages[top.index].lines
    below = top.lines[after + 1 : after + 1 + LINES_FOR_EACH * max(len(known), 3)]
    named = _lines_of(lines, below, known) if known else _lines_in_own_type(lines, below, top.heading - after - 1)
    if not named:
        return Byline(authors=known, affiliations=(None,) * len(known), listed=bool(known))
    authors: list[str] = []
    affiliations: list[str | None] = []
    taken: list[int] = []
    for place, i in named:
        names = names_in(level_words(lines[i]))
        authors += names
        taken.append(i)
        own = _affiliation(lines, below, place, {p for p, _ in named}) if len(names) == 1 else []
        affiliations += [join_lines([level_words(lines[k]) for k in own]) or None] * len(names)
        taken += own
    if known:
        # The contents' wording stands; the page adds the places of work.
        by_name = dict(zip((fold(a) for a in authors), affiliations, strict=True))
        return Byline(
            authors=known, affiliations=tuple(by_name.get(fold(a)) for a in known), lines=tuple(taken), listed=True
        )
    return Byline(authors=tuple(authors), affiliations=tuple(affiliations), lines=tuple(taken))


def _lines_of(lines: Sequence[Line], below: Sequence[int], known: tuple[str, ...]) -> list[tuple[int, int]]:
    """Lines that hold names of known authors, each with its place among those below."""
    wanted = {fold(a).split()[-1] for a in known if fold(a)}
    found = []
    for place, i in enumerate(below):
        words = level_words(lines[i])
        if wanted & set(fold(words).split()) and names_in(words):
            found.append((place, i))
    return found


def _lines_in_own_type(lines: Sequence[Line], below: Sequence[int], headed: int) -> list[tuple[int, int]]:
    """The line of names right under a title, still in heading type, and those in the same type further down."""
    if headed < 1 or not below or not names_in(level_words(lines[below[0]])):
        return []
    first = lines[below[0]]
    return [
        (place, i)
        for place, i in enumerate(below)
        if lines[i].size == first.size
        and lines[i].spans[0].font == first.spans[0].font
        and names_in(level_words(lines[i]))
    ]


def _affiliation(lines: Sequence[Line], below: Sequence[int], place: int, named: set[int]) -> list[int]:
    """The lines close under a name, up to the next name or a wider gap, where they speak of a place of work."""
    own: list[int] = []
    above = lines[below[place]]
    for k in range(place + 1, len(below)):
        line = lines[below[k]]
        if k in named or line.baseline - above.baseline > AFFILIATION_GAP * max(line.size, above.size):
            break
        own.append(below[k])
        above = line
        if len(own) > AFFILIATION_LINES:
            # A paragraph of text stands right under the name.
            return []
    return own if any(_WORKPLACE.search(lines[i].text) for i in own) else []
