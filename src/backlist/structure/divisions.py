"""The divisions of the book: what opens where, of which kind, under which number and title, and where it ends.

In: the contents aligned with the pages, and the tops of all pages. Out: `Opening`s in reading order, front matter first.
What the contents leave out (the contents themselves, often an index) is added from pages that open under a name which
divisions have; where a book has no contents, its headings alone must do.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from statistics import median

from backlist.model.book import DivisionKind, Page
from backlist.model.layout import Layout
from backlist.problems import Problem, ProblemCode
from backlist.structure.alignment import ALIKE, Placed
from backlist.structure.contents import join_lines, looks_like_names, split_names
from backlist.structure.division_names import (
    AMBIGUOUS,
    BACK,
    FRONT,
    Parted,
    close_spaced,
    fold,
    is_name,
    kind_of_title,
    number_value,
    part_heading,
)
from backlist.structure.openings import Top, level_words
from backlist.structure.skeleton import ContentsEntry, Opening, PageFurniture

K = DivisionKind

#: An entry at a deeper level is a division, not a section, when its page looks at least this much like an opening as the
#: pages of the first level do.
AS_MUCH = 0.6
#: A page that opens under a name of its own looks at least this much like an opening.
NAMED_SCORE = 2.5
#: Without contents, a page needs this much.
UNLISTED_SCORE = 3.5
#: What the contents name below one of these on the same page is one of its entries.
LISTS = frozenset({K.LIST_OF_FIGURES, K.LIST_OF_TABLES, K.ABBREVIATIONS, K.INDEX, K.CONTENTS})

#: Openings go without running heads when at least this share of the pages that open with a heading do.
MOST_BARE = 0.25

#: A part's own page holds no more lines than this.
PART_LINES = 6
#: What stands above a title and belongs to its heading (`CHAPTER V`, an ornament) is no longer than this.
LABEL_LENGTH = 24
#: Authors of a chapter stand within this many lines under its title.
AUTHOR_LINES = 8


@dataclass(slots=True)
class _Draft:
    kind: DivisionKind | None
    number: str | None
    title: str
    level: int
    index: int
    heading: tuple[int, ...]
    authors: tuple[str, ...]
    certainty: float
    rule: str


def find_divisions(
    layout: Layout,
    furniture: tuple[PageFurniture, ...],
    pages: tuple[Page, ...],
    tops: tuple[Top, ...],
    contents_pages: tuple[int, ...],
    entries: tuple[ContentsEntry, ...],
    placed: tuple[Placed | None, ...],
) -> tuple[tuple[Opening, ...], tuple[Problem, ...]]:
    """All divisions in order, with what is doubtful about them."""
    problems: list[Problem] = []
    if entries:
        problems += _contents_problems(entries, placed, pages)
        drafts = _from_contents(layout, tops, entries, placed)
    else:
        problems.append(
            Problem(
                code=ProblemCode.CONTENTS_NOT_FOUND,
                seen="No contents page was found; divisions come from headings alone.",
            )
        )
        drafts = _from_headings(layout, tops)
    drafts = _with_named(layout, tops, drafts, contents_pages, bool(entries))
    drafts = _in_order(drafts)
    _decide_kinds(drafts, tops, pages)
    _decide_levels(drafts)
    drafts = _with_front_matter(drafts, tops)
    drafts = _with_back_matter(drafts, furniture, tops)
    if not any(d.kind not in (K.FRONT_MATTER, K.BACK_MATTER, K.CONTENTS) for d in drafts):
        problems.append(
            Problem(
                code=ProblemCode.DIVISIONS_NONE_FOUND, seen="No heading was found that opens a division of the text."
            )
        )
        if not drafts:
            drafts = [_Draft(K.CHAPTER, None, "Text", 1, 0, (), (), 0.1, "divisions.whole")]
    return _with_ends(drafts, layout, tops), tuple(problems)


def _contents_problems(
    entries: tuple[ContentsEntry, ...], placed: tuple[Placed | None, ...], pages: tuple[Page, ...]
) -> list[Problem]:
    out = []
    for entry, place in zip(entries, placed, strict=True):
        if entry.kind is K.SECTION:
            continue
        name = " ".join(x for x in (entry.number, entry.title) if x)
        if place is None:
            out.append(
                Problem(
                    code=ProblemCode.CONTENTS_ENTRY_NOT_PLACED,
                    seen=f"The contents name “{name}”, but no page opens under that heading.",
                    page=entry.page,
                )
            )
        elif entry.page and not place.numbered:
            out.append(
                Problem(
                    code=ProblemCode.CONTENTS_PAGE_DISAGREES,
                    seen=f"The contents give page {entry.page} for “{name}”, which opens on page {pages[place.index].label}.",
                    page=pages[place.index].label,
                )
            )
    return out


# --- from the contents --------------------------------------------------------------------------------------------------


def _from_contents(
    layout: Layout, tops: tuple[Top, ...], entries: tuple[ContentsEntry, ...], placed: tuple[Placed | None, ...]
) -> list[_Draft]:
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


def _draft_of(layout: Layout, tops: tuple[Top, ...], entry: ContentsEntry, place: Placed) -> _Draft:
    top = tops[place.index]
    page = layout.pages[place.index]
    printed = join_lines([close_spaced(page.lines[i].text) for i in place.lines]) if place.lines else ""
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
        and place.at_top
        and tops[place.index].score >= NAMED_SCORE
    ):
        # What the contents say beyond the heading is leaders misread, or a summary.
        title = parted.title
    if not title:
        # The contents give a number alone; the page may print a title under it.
        title = _title_below(layout, top, heading)
    authors = entry.authors or ()
    if authors:
        heading = _with_author_lines(layout, top, heading, authors)
    return _Draft(
        kind=entry.kind or kind_of_title(title),
        number=entry.number or number or (parted.number if parted else None),
        title=title,
        level=entry.level,
        index=place.index,
        heading=heading,
        authors=authors,
        certainty=min(0.99, 0.5 + 0.25 * place.alike + 0.15 * place.numbered + 0.1 * min(top.score, 5) / 5),
        rule="divisions.contents" if place.lines else "divisions.contents-number",
    )


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
        text = close_spaced(page.lines[i].text.strip())
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


def _with_author_lines(layout: Layout, top: Top, heading: tuple[int, ...], authors: tuple[str, ...]) -> tuple[int, ...]:
    if not heading:
        return heading
    page = layout.pages[top.index]
    after = top.lines.index(heading[-1]) + 1
    wanted = {fold(a).split()[-1] for a in authors if fold(a)}
    found = []
    for i in top.lines[after : after + AUTHOR_LINES * len(authors)]:
        words = level_words(page.lines[i])
        if wanted & set(fold(words).split()) and looks_like_names(words):
            found.append(i)
    return (*heading, *found)


# --- without contents ---------------------------------------------------------------------------------------------------


def _from_headings(layout: Layout, tops: tuple[Top, ...]) -> list[_Draft]:
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
        text = join_lines([close_spaced(page.lines[i].text) for i in lines])
        parted = part_heading(text)
        if parted.kind is K.SECTION or not any(c.isalnum() for c in text):
            continue
        if top.look not in common and parted.kind is None and parted.number is None:
            continue
        label, title, authors, heading = _heading_parts(layout, top)
        drafts.append(
            _Draft(
                kind=(label.kind if label and label.kind is not K.CHAPTER else None)
                or kind_of_title(title)
                or (label.kind if label else None),
                number=label.number if label else None,
                title=title,
                level=1,
                index=top.index,
                heading=heading,
                authors=authors,
                certainty=0.75,
                rule="divisions.heading",
            )
        )
    return drafts


def _heading_parts(layout: Layout, top: Top) -> tuple[Parted | None, str, tuple[str, ...], tuple[int, ...]]:
    """A heading's label, title, authors and lines, from the page alone."""
    page = layout.pages[top.index]
    lines = [i for i in top.lines[: top.heading] if any(c.isalnum() for c in page.lines[i].text)]
    label = None
    first = part_heading(close_spaced(page.lines[lines[0]].text.strip()))
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
    authors: tuple[str, ...] = ()
    named = _author_lines(layout, top, top.lines.index(run[-1]) + 1) if run else []
    for i in named:
        authors += split_names(level_words(page.lines[i]))
    run_with = [*run, *named]
    title = join_lines([close_spaced(page.lines[i].text) for i in run])
    if label is None:
        parted = part_heading(title)
        if parted.number or parted.kind:
            label, title = parted, parted.title or title
    return label, title, authors, tuple(([lines[0]] if rest is not lines else []) + run_with)


def _author_lines(layout: Layout, top: Top, start: int) -> list[int]:
    """Lines of names under a title: the first below it, and those in the same type further down, between affiliations."""
    page = layout.pages[top.index]
    below = top.lines[start : start + 1]
    if start >= top.heading or not below or not looks_like_names(level_words(page.lines[below[0]])):
        return []
    first = page.lines[below[0]]
    return [
        i
        for i in top.lines[start : start + 3 * AUTHOR_LINES]
        if page.lines[i].size == first.size
        and page.lines[i].spans[0].font == first.spans[0].font
        and looks_like_names(level_words(page.lines[i]))
    ]


# --- what the contents leave out ----------------------------------------------------------------------------------------


def _with_named(
    layout: Layout,
    tops: tuple[Top, ...],
    drafts: list[_Draft],
    contents_pages: tuple[int, ...],
    listed: bool,
) -> list[_Draft]:
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
            _Draft(
                K.CONTENTS, None, title, 1, first, () if head is None else (head,), (), 0.97, "divisions.contents-pages"
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
            text = join_lines([close_spaced(page.lines[i].text) for i in top.lines[:count]])
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
                _Draft(
                    kind,
                    None,
                    text.strip(" ."),
                    1,
                    top.index,
                    tuple(top.lines[:count]),
                    (),
                    0.85,
                    "divisions.named-heading",
                )
            )
            break
    return out


def _inside_chapters(layout: Layout, tops: tuple[Top, ...], text: str, start: int, end: int) -> bool:
    """Whether chapters have sections of this name: each with its own references, say."""
    name = fold(text)
    pages = sum(
        1 for top in tops[start:end] if any(fold(layout.pages[top.index].lines[i].text) == name for i in top.lines)
    )
    return pages >= 2


def _names_contents(text: str) -> bool:
    return kind_of_title(text) is K.CONTENTS or fold(text) in AMBIGUOUS


def _in_order(drafts: list[_Draft]) -> list[_Draft]:
    drafts.sort(key=lambda d: (d.index, d.heading[:1] or (-1,)))
    out: list[_Draft] = []
    for draft in drafts:
        if (
            out
            and out[-1].index == draft.index
            and (out[-1].heading == draft.heading or fold(out[-1].title) == fold(draft.title))
        ):
            continue
        if out and out[-1].index == draft.index and out[-1].kind in LISTS and draft.kind is None:
            continue
        out.append(draft)
    return out


# --- kinds and levels ---------------------------------------------------------------------------------------------------


def _style(number: str | None) -> str | None:
    if not number:
        return None
    if number.isdigit():
        return "arabic"
    if len(number) == 1 and number in "ABDEFGH":
        return "letter"
    if number_value(number.split(" ")[0].strip(",")) is not None:
        return "letter" if number == "C" else "roman"
    return "letter" if len(number) == 1 else None


def _decide_kinds(drafts: list[_Draft], tops: tuple[Top, ...], pages: tuple[Page, ...]) -> None:
    main = [d for d in drafts if d.kind in (None, K.CHAPTER, K.INTRODUCTION, K.CONCLUSION, K.PART)]
    styles = Counter(_style(d.number) for d in main if d.kind is not K.PART)
    parts_roman = styles["roman"] and styles["arabic"] > styles["roman"]
    chapters = [
        k
        for k, d in enumerate(drafts)
        if _style(d.number) in ("arabic", "roman") and d.kind in (None, K.CHAPTER, K.INTRODUCTION, K.CONCLUSION)
    ]
    last_chapter = max(chapters, default=-1)
    first_chapter = min(chapters, default=len(drafts))
    for k, draft in enumerate(drafts):
        following = drafts[k + 1] if k + 1 < len(drafts) else None
        if draft.kind is K.APPENDIX and draft.number is None and following and _style(following.number) == "letter":
            draft.kind = K.PART
            continue
        if draft.kind is not None:
            continue
        style = _style(draft.number)
        if style == "roman" and parts_roman:
            draft.kind = K.PART
        elif style == "letter":
            draft.kind = K.APPENDIX if k > last_chapter and last_chapter >= 0 else K.CHAPTER
        elif style is not None:
            draft.kind = K.CHAPTER
        elif _only_a_heading(draft, tops) and following is not None and following.index - draft.index <= 2:
            draft.kind = K.PART
        elif k < first_chapter and chapters and _is_roman(pages[draft.index].label):
            draft.kind = K.PREFACE
        elif chapters and k == last_chapter + 1 and draft.level != drafts[last_chapter].level:
            draft.kind = K.EPILOGUE
        else:
            draft.kind = K.CHAPTER


def _is_roman(label: str | None) -> bool:
    return bool(label) and not label.isdigit()


def _only_a_heading(draft: _Draft, tops: tuple[Top, ...]) -> bool:
    top = tops[draft.index]
    return len(top.lines) <= PART_LINES and len(draft.heading) >= len(top.lines) - 1


def _decide_levels(drafts: list[_Draft]) -> None:
    """Chapters stand under the part before them; what names front or back matter stands beside it."""
    part: _Draft | None = None
    deeper = False
    numbering: str | None = None
    for k, draft in enumerate(drafts):
        if draft.kind is K.PART:
            part, draft_level = draft, draft.level
            following = drafts[k + 1] if k + 1 < len(drafts) else None
            deeper = following is not None and following.level > draft_level
            numbering = None
            draft.level = 1
            part_indent = draft_level
            continue
        if part is None:
            draft.level = 1
            continue
        outside = (
            draft.kind in FRONT or draft.kind in BACK - {K.APPENDIX} or draft.kind in (K.CONTRIBUTORS, K.BACK_MATTER)
        )
        if draft.kind in (K.CONCLUSION, K.EPILOGUE, K.APPENDIX, K.INTRODUCTION, K.PROLOGUE) and draft.number is None:
            outside = outside or not deeper or draft.level <= part_indent
        if draft.kind is K.APPENDIX and draft.number and numbering not in (None, "letter"):
            outside = True
        if deeper and draft.level <= part_indent and draft.number is None:
            outside = True
        if outside:
            if draft.kind not in (K.NOTES,):
                part = None
            draft.level = 1
        else:
            numbering = _style(draft.number) or numbering
            draft.level = 2


# --- both ends ----------------------------------------------------------------------------------------------------------


def _with_front_matter(drafts: list[_Draft], tops: tuple[Top, ...]) -> list[_Draft]:
    first = drafts[0].index if drafts else len(tops)
    if first > 0 and any(top.lines for top in tops[:first]):
        front = _Draft(K.FRONT_MATTER, None, "Frontmatter", 1, 0, (), (), 0.95, "divisions.front-matter")
        return [front, *drafts]
    return drafts


def _with_back_matter(
    drafts: list[_Draft], furniture: tuple[PageFurniture, ...], tops: tuple[Top, ...]
) -> list[_Draft]:
    """Pages at the end that carry no page number and no running head, after a blank: advertisements, a back cover."""
    if not drafts:
        return drafts
    last = max((i for i, f in enumerate(furniture) if f.lines), default=None)
    if last is None or last <= drafts[-1].index:
        last = drafts[-1].index
    tail = [t.index for t in tops[last + 1 :] if t.lines]
    if not tail or tail[0] - last < 2:
        return drafts
    return [*drafts, _Draft(K.BACK_MATTER, None, "Back matter", 1, tail[0], (), (), 0.8, "divisions.back-matter")]


def _with_ends(drafts: list[_Draft], layout: Layout, tops: tuple[Top, ...]) -> tuple[Opening, ...]:
    openings: list[Opening] = []
    for k, draft in enumerate(drafts):
        following = drafts[k + 1] if k + 1 < len(drafts) else None
        end = len(tops) - 1
        if following is not None:
            top = tops[following.index]
            begins_page = not following.heading or not top.lines or following.heading[0] == top.lines[0]
            end = max(draft.index, following.index - 1 if begins_page else following.index)
        while end > draft.index and not layout.pages[end].lines:
            end -= 1
        openings.append(
            Opening(
                kind=draft.kind or K.OTHER,
                title=draft.title.strip(" ."),
                number=draft.number,
                level=draft.level,
                index=draft.index,
                last_index=end,
                heading=draft.heading,
                authors=draft.authors,
                certainty=round(draft.certainty, 3),
                rule=draft.rule,
            )
        )
    return tuple(_parts_to_their_ends(openings))


def _parts_to_their_ends(openings: list[Opening]) -> list[Opening]:
    out = list(openings)
    for k, opening in enumerate(openings):
        if opening.kind is K.PART:
            last = opening.last_index
            for other in openings[k + 1 :]:
                if other.level <= opening.level:
                    break
                last = other.last_index
            out[k] = replace(opening, last_index=last)
    return out
