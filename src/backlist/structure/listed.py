"""Divisions that the contents name.

In: entries of the contents with the pages where they open. Out: a `Draft` for each that is a division; the others are
sections, which the running text will find.
"""

from __future__ import annotations

from statistics import median

from backlist.model.book import DivisionKind
from backlist.model.certainty import certainty_of
from backlist.model.layout import Layout
from backlist.structure.alignment import ALIKE, Placed
from backlist.structure.authors import Byline, find_byline
from backlist.structure.contents_entries import join_lines
from backlist.structure.division_names import fold, kind_of_title, part_heading
from backlist.structure.drafts import AS_MUCH, NAMED_SCORE, Draft
from backlist.structure.openings import Top
from backlist.structure.skeleton import ContentsEntry

K = DivisionKind

#: What stands above a title and belongs to its heading (`CHAPTER V`, an ornament) is no longer than this.
LABEL_LENGTH = 24


def divisions_from_contents(
    layout: Layout, tops: tuple[Top, ...], entries: tuple[ContentsEntry, ...], placed: tuple[Placed | None, ...]
) -> list[Draft]:
    pairs = [(e, p) for e, p in zip(entries, placed, strict=True) if e.kind is not K.SECTION and p is not None]
    if not pairs:
        return []
    first_level = min(e.level for e, _ in pairs)
    numbered = {e.level for e, _ in pairs if e.number and e.kind in (None, K.CHAPTER, K.PART, K.INTRODUCTION)}
    usual = {
        level: median(tops[p.index].score if p.at_top else 0.0 for e, p in pairs if e.level == level)
        for level in {e.level for e, _ in pairs}
    }
    ground = median(tops[p.index].score for e, p in pairs if e.level == first_level or e.level in numbered)
    drafts = []
    index_level: int | None = None
    for entry, place in pairs:
        # Under "Index", a name index and a subject index are its sections.
        if entry.kind is K.INDEX and index_level is not None and entry.level > index_level:
            continue
        index_level = entry.level if entry.kind is K.INDEX else None
        score = tops[place.index].score if place.at_top else 0.0
        own = entry.number is not None or entry.kind is not None
        division = (
            entry.level == first_level
            or (entry.level in numbered and own)
            or (usual[entry.level] >= AS_MUCH * ground and score >= AS_MUCH * ground)
            or (entry.kind is not None and score >= AS_MUCH * ground)
        )
        if not division:
            continue
        drafts.append(_draft_of(layout, tops, entry, place))
    return drafts


def _draft_of(layout: Layout, tops: tuple[Top, ...], entry: ContentsEntry, place: Placed) -> Draft:
    top = tops[place.index]
    page = layout.pages[place.index]
    printed = join_lines([page.lines[i].text for i in place.lines]) if place.lines else ""
    parted = part_heading(printed) if printed else None
    heading, number = _whole_heading(layout, top, place.lines)
    title = entry.title
    if (
        parted
        and place.alike >= ALIKE
        and parted.title
        and not parted.title.isupper()
        and len(parted.title) >= 0.7 * len(title)
    ):
        title = parted.title
    if (
        parted
        and parted.title
        and fold(title).startswith(fold(parted.title))
        and len(fold(title)) > len(fold(parted.title))
        and place.at_top
        and tops[place.index].score >= NAMED_SCORE
    ):
        # What the contents say beyond the heading is leaders misread, or a summary.
        words = len(fold(parted.title).split())
        title = " ".join(title.split()[:words]) if parted.title.isupper() else parted.title
    if not title:
        # The contents give a number alone; the page may print a title under it.
        title = _title_below(layout, top, heading)
    if heading:
        byline = find_byline(layout, top, top.lines.index(heading[-1]), entry.authors)
    else:
        byline = Byline(authors=entry.authors, affiliations=(None,) * len(entry.authors), listed=bool(entry.authors))
    rule = _rule(place)
    return Draft(
        kind=entry.kind or kind_of_title(title),
        number=entry.number or number or (parted.number if parted else None),
        title=title,
        level=entry.level,
        index=place.index,
        heading=heading,
        byline=byline,
        certainty=certainty_of(rule),
        rule=rule,
    )


def _rule(place: Placed) -> str:
    """What of an entry was found: its words and its page, its words, its page with words that are little alike, or its page
    without any heading."""
    if not place.lines:
        return "divisions.contents-number"
    if place.alike < ALIKE:
        return "divisions.contents-unlike"
    return "divisions.contents" if place.numbered else "divisions.contents-words"


def _whole_heading(layout: Layout, top: Top, lines: tuple[int, ...]) -> tuple[tuple[int, ...], str | None]:
    """The title's lines with the label above them (`CHAPTER V`), and the number that the label gives."""
    if not lines or lines[0] not in top.lines:
        return lines, None
    page = layout.pages[top.index]
    start = top.lines.index(lines[0])
    if start > 3:
        return lines, None
    above = top.lines[:start]
    number = None
    for i in above:
        text = page.lines[i].text.strip()
        parted = part_heading(text)
        if len(text) > LABEL_LENGTH and not (parted.kind and not parted.title):
            return lines, None
        if parted.number and (not parted.title or parted.kind in (K.CHAPTER, K.PART, K.APPENDIX)):
            number = parted.number
    return (*above, *lines), number


def _title_below(layout: Layout, top: Top, heading: tuple[int, ...]) -> str:
    page = layout.pages[top.index]
    rest = [i for i in top.lines[: top.heading] if i not in heading]
    return join_lines([page.lines[i].text for i in rest])
