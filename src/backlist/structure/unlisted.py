"""Divisions that no contents name: of a book without contents, and those that its contents leave out.

In: the tops of all pages. Out: a `Draft` for each page that opens like the book's other divisions, or under a name that
divisions of front or back matter have.
"""

from __future__ import annotations

from collections import Counter
from statistics import median

from backlist.model.book import DivisionKind
from backlist.model.certainty import certainty_of
from backlist.model.layout import Layout
from backlist.structure.authors import Byline, find_byline
from backlist.structure.contents_entries import join_lines
from backlist.structure.division_names import (
    AMBIGUOUS,
    BACK,
    FRONT,
    Parted,
    fold,
    is_name,
    kind_of_title,
    part_heading,
)
from backlist.structure.drafts import AS_MUCH, NAMED_SCORE, Draft
from backlist.structure.openings import Top

K = DivisionKind

#: Without contents, a page needs this much.
UNLISTED_SCORE = 3.5
#: Openings go without running heads when at least this share of the pages that open with a heading do.
MOST_BARE = 0.25


def divisions_from_headings(layout: Layout, tops: tuple[Top, ...]) -> list[Draft]:
    """Pages that open alike: the look that most openings share, and those that continue its numbers."""
    likely = [t for t in tops if t.heading and t.score >= UNLISTED_SCORE and t.index > 0]
    bare = [t for t in likely if not t.headed]
    # Where openings go without a running head, a heading below one opens a section.
    likely = bare if len(bare) >= MOST_BARE * len(likely) else likely
    looks: Counter[tuple[float, bool, bool, bool]] = Counter()
    for top in likely:
        looks[top.look] += 1
    common = {look for look, n in looks.items() if n >= max(3, 0.2 * max(looks.values(), default=0))}
    drafts = []
    for top in likely:
        page = layout.pages[top.index]
        lines = top.lines[: top.heading]
        text = join_lines([page.lines[i].text for i in lines])
        parted = part_heading(text)
        if parted.kind is K.SECTION or not any(c.isalnum() for c in text):
            continue
        if top.look not in common and parted.kind is None and parted.number is None:
            continue
        label, title, byline, heading = _heading_parts(layout, top)
        rule = "divisions.heading-numbered" if label and label.number else "divisions.heading"
        drafts.append(
            Draft(
                kind=(label.kind if label and label.kind is not K.CHAPTER else None)
                or kind_of_title(title)
                or (label.kind if label else None),
                number=label.number if label else None,
                title=title,
                level=1,
                index=top.index,
                heading=heading,
                byline=byline,
                certainty=certainty_of(rule),
                rule=rule,
            )
        )
    return drafts


def _heading_parts(layout: Layout, top: Top) -> tuple[Parted | None, str, Byline, tuple[int, ...]]:
    """A heading's label, title, byline and own lines, from the page alone."""
    page = layout.pages[top.index]
    lines = [i for i in top.lines[: top.heading] if any(c.isalnum() for c in page.lines[i].text)]
    label = None
    first = part_heading(page.lines[lines[0]].text.strip())
    alone = not first.title or (first.kind is K.PART and fold(first.title) == fold(page.lines[lines[0]].text))
    if first.number and alone and len(lines) > 1:
        label, rest = first, lines[1:]
    else:
        rest = lines
    size = page.lines[rest[0]].size
    run: list[int] = []
    for i in rest:
        if abs(page.lines[i].size - size) >= 0.6 and run:
            break
        run.append(i)
    byline = find_byline(layout, top, top.lines.index(run[-1])) if run else Byline()
    title = join_lines([page.lines[i].text for i in run])
    if label is None:
        parted = part_heading(title)
        if parted.number or parted.kind:
            label, title = parted, parted.title or title
    return label, title, byline, tuple(([lines[0]] if rest is not lines else []) + run)


def with_named_pages(
    layout: Layout,
    tops: tuple[Top, ...],
    drafts: list[Draft],
    contents_pages: tuple[int, ...],
    listed: bool,
) -> list[Draft]:
    """Add pages that open under a name of front or back matter, outside the chapters."""
    taken = {d.index for d in drafts}
    out = list(drafts)
    if contents_pages and contents_pages[0] not in taken:
        first = contents_pages[0]
        head = next(
            (i for i, line in enumerate(layout.pages[first].lines[:4]) if _names_contents(line.text)),
            None,
        )
        title = layout.pages[first].lines[head].text.strip(" .") if head is not None else "Contents"
        out.append(
            Draft(
                K.CONTENTS,
                None,
                title,
                1,
                first,
                () if head is None else (head,),
                Byline(),
                certainty_of("divisions.contents-pages"),
                "divisions.contents-pages",
            )
        )
        taken.add(first)
    body = [d.index for d in drafts if d.number or d.kind in (K.CHAPTER, K.PART, K.INTRODUCTION, None)]
    start, end = (min(body), max(body)) if body else (0, 0)
    inside = set(contents_pages[1:])
    ground = median(tops[d.index].score for d in drafts) if drafts else 0.0
    # Where the contents say "Index" alone and the page says "Name index", the other indexes are its sections.
    container = next(
        (d.index for d in drafts if listed and d.kind is K.INDEX and is_name(d.title) and " " not in d.title), None
    )
    for top in tops:
        if (
            top.index in taken
            or top.index in inside
            or not top.heading
            or top.score < max(NAMED_SCORE, AS_MUCH * ground)
            or (top.headed and not listed)
        ):
            continue
        if body and start < top.index < end:
            continue
        page = layout.pages[top.index]
        for count in range(min(top.heading, 3), 0, -1):
            text = join_lines([page.lines[i].text for i in top.lines[:count]])
            kind = kind_of_title(text)
            if kind is None or (kind is K.CONTENTS and contents_pages) or len(text) > 90:
                continue
            before = not body or top.index < start
            if kind is K.INDEX and container is not None and top.index > container:
                continue
            if listed and kind in BACK - {K.INDEX} and _inside_chapters(layout, tops, text, start, end):
                continue
            if listed and ((kind in BACK and before) or (kind in FRONT - {K.CONTRIBUTORS} and not before)):
                continue
            out.append(
                Draft(
                    kind,
                    None,
                    text.strip(" ."),
                    1,
                    top.index,
                    tuple(top.lines[:count]),
                    Byline(),
                    certainty_of("divisions.named-heading"),
                    "divisions.named-heading",
                )
            )
            break
    return out


def _inside_chapters(layout: Layout, tops: tuple[Top, ...], text: str, start: int, end: int) -> bool:
    """Whether chapters have sections of this name: each with its own references, say."""
    name, longest = fold(text), 2 * len(text)
    pages = 0
    for top in tops[start:end]:
        lines = layout.pages[top.index].lines
        pages += any(len(lines[i].text) <= longest and fold(lines[i].text) == name for i in top.lines)
    return pages >= 2


def _names_contents(text: str) -> bool:
    return kind_of_title(text) is K.CONTENTS or fold(text) in AMBIGUOUS
