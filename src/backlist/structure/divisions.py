"""The divisions of the book: what opens where, of which kind, under which number and title, and where it ends.

In: the contents aligned with the pages, and the tops of all pages. Out: `Opening`s in reading order, front matter first.
What the contents name comes from `listed`; what they leave out, and all of a book without contents, from `unlisted`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from backlist.model.book import DivisionKind, Page
from backlist.model.certainty import certainty_of
from backlist.model.layout import Layout
from backlist.problems import Problem, ProblemCode
from backlist.structure.alignment import Placed
from backlist.structure.authors import Byline
from backlist.structure.division_names import BACK, FRONT, fold, number_value
from backlist.structure.drafts import Draft
from backlist.structure.listed import divisions_from_contents
from backlist.structure.openings import Top
from backlist.structure.skeleton import ContentsEntry, Opening, PageFurniture
from backlist.structure.unlisted import divisions_from_headings, with_named_pages

K = DivisionKind

#: What the contents name below one of these on the same page is one of its entries.
LISTS = frozenset({K.LIST_OF_FIGURES, K.LIST_OF_TABLES, K.ABBREVIATIONS, K.INDEX, K.CONTENTS})
#: Chapters of an edited volume are signed; this share of them at least shows that the book is one.
SIGNED_SHARE = 0.5

#: A part's own page holds no more lines than this.
PART_LINES = 6


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
        drafts = divisions_from_contents(layout, tops, entries, placed)
    else:
        problems.append(
            Problem(
                code=ProblemCode.CONTENTS_NOT_FOUND,
                seen="No contents page was found; the divisions were found by headings and running heads alone.",
            )
        )
        drafts = divisions_from_headings(layout, tops)
    drafts = with_named_pages(layout, tops, drafts, contents_pages, bool(entries))
    drafts = _in_order(drafts)
    _without_chance_names(drafts)
    _decide_kinds(drafts, tops, pages)
    _decide_levels(drafts)
    drafts = _with_front_matter(drafts, tops)
    drafts = _with_back_matter(drafts, furniture, tops)
    if not any(d.kind not in (K.FRONT_MATTER, K.BACK_MATTER, K.CONTENTS) for d in drafts):
        problems.append(
            Problem(
                code=ProblemCode.DIVISIONS_NONE_FOUND,
                seen="No heading was found that opens a chapter; the text stands as one division.",
            )
        )
        if not drafts:
            drafts = [_unopened(K.CHAPTER, "Text", 0, "divisions.whole")]
    return _with_ends(drafts, layout, tops), tuple(problems)


def _without_chance_names(drafts: list[Draft]) -> None:
    """Names under the titles of most chapters are their authors; under one or two, words of a title that look like names."""
    chapters = [d for d in drafts if d.kind in (None, K.CHAPTER, K.INTRODUCTION, K.CONCLUSION)]
    signed = sum(1 for d in chapters if d.byline.authors)
    if signed < SIGNED_SHARE * len(chapters):
        for draft in drafts:
            if not draft.byline.listed:
                draft.byline = Byline()


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
                    seen=f"The contents name “{name}”, but no page was found that opens under this heading; it was left out.",
                    page=entry.page,
                )
            )
        elif entry.page and not place.numbered:
            out.append(
                Problem(
                    code=ProblemCode.CONTENTS_PAGE_DISAGREES,
                    seen=f"The contents give page {entry.page} for “{name}”, whose heading stands on page "
                    f"{pages[place.index].label}; the heading was followed.",
                    page=pages[place.index].label,
                )
            )
    return out


def _in_order(drafts: list[Draft]) -> list[Draft]:
    drafts.sort(key=lambda d: (d.index, d.heading[:1] or (-1,)))
    out: list[Draft] = []
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


def _decide_kinds(drafts: list[Draft], tops: tuple[Top, ...], pages: tuple[Page, ...]) -> None:
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


def _only_a_heading(draft: Draft, tops: tuple[Top, ...]) -> bool:
    top = tops[draft.index]
    return len(top.lines) <= PART_LINES and len(draft.heading) >= len(top.lines) - 1


def _decide_levels(drafts: list[Draft]) -> None:
    """Chapters stand under the part before them; what names front or back matter stands beside it."""
    part: Draft | None = None
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


def _with_front_matter(drafts: list[Draft], tops: tuple[Top, ...]) -> list[Draft]:
    first = drafts[0].index if drafts else len(tops)
    if first > 0 and any(top.lines for top in tops[:first]):
        return [_unopened(K.FRONT_MATTER, "Frontmatter", 0, "divisions.front-matter"), *drafts]
    return drafts


def _with_back_matter(drafts: list[Draft], furniture: tuple[PageFurniture, ...], tops: tuple[Top, ...]) -> list[Draft]:
    """Pages at the end that carry no page number and no running head, after a blank: advertisements, a back cover."""
    if not drafts:
        return drafts
    last = max((i for i, f in enumerate(furniture) if f.lines), default=None)
    if last is None or last <= drafts[-1].index:
        last = drafts[-1].index
    tail = [t.index for t in tops[last + 1 :] if t.lines]
    if not tail or tail[0] - last < 2:
        return drafts
    return [*drafts, _unopened(K.BACK_MATTER, "Back matter", tail[0], "divisions.back-matter")]


def _unopened(kind: DivisionKind, title: str, index: int, rule: str) -> Draft:
    """A division that no heading opens."""
    return Draft(kind, None, title, 1, index, (), Byline(), certainty_of(rule), rule)


def _with_ends(drafts: list[Draft], layout: Layout, tops: tuple[Top, ...]) -> tuple[Opening, ...]:
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
                heading=(*draft.heading, *draft.byline.lines),
                authors=draft.byline.authors,
                affiliations=draft.byline.affiliations,
                certainty=draft.certainty,
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
