"""Contents entries and pages, aligned: where every entry of the contents really opens.

In: the entries, the page labels, and the top of every page. Out: for each entry the page and the lines of its heading, or
nothing where the evidence is too thin.

No entry is decided alone. Each gets candidate pages: those that carry its number, their neighbours, and pages where its
words stand as a heading. A candidate is worth something for the words, for the number, and for how much its page looks
like an opening. Then the best path through all entries in order is found by dynamic programming: pages may not go back,
and leaving an entry out costs something. So a misprinted number, a bad line of the contents or a missing heading costs one
piece of evidence, not a chapter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz

from backlist.model.book import DivisionKind, Page
from backlist.model.layout import Layout
from backlist.structure.contents_entries import join_lines
from backlist.structure.division_names import fold, part_heading
from backlist.structure.openings import Top
from backlist.structure.skeleton import ContentsEntry

#: Words of a heading and of an entry agree when this alike (0..1); half agree when one begins with the other.
ALIKE = 0.72
#: A heading is read over at most this many lines.
LINES_JOINED = 6
#: At the top of a page, a heading begins among the first so many lines.
LINES_AT_TOP = 6

#: What evidence is worth.
WORDS = 5.0
NUMBER = 3.0
NEAR_NUMBER = 1.0
LOOKS = 0.5
AT_TOP = 1.0
NO_WORDS = -3.0
DIVISION_NUMBER = 1.0
#: What it costs to leave an entry out.
SKIP = 2.0
#: How many entries may be left out in a row.
LOOK_BACK = 12
#: Pages on either side of the printed number that are looked at.
NEIGHBOURS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an entry opens: page index, lines of the heading, likeness of the words (0..1), whether at the page's top, and
    whether the page carries the printed number."""

    index: int
    lines: tuple[int, ...]
    alike: float
    at_top: bool
    numbered: bool
    value: float


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


class Headings:
    """The lines of every page as they can be compared with an entry; each page is prepared once, when first asked for."""

    def __init__(self, layout: Layout, tops: tuple[Top, ...]) -> None:
        self._layout = layout
        self._tops = tops
        self._texts: dict[int, list[str]] = {}
        self._keys: dict[int, list[str]] = {}

    def texts(self, index: int) -> list[str]:
        if index not in self._texts:
            page = self._layout.pages[index]
            self._texts[index] = [page.lines[i].text.strip() for i in self._tops[index].lines]
            self._keys[index] = [_key(t) for t in self._texts[index]]
        return self._texts[index]

    def find(self, entry: ContentsEntry, index: int, *, anywhere: bool) -> tuple[float, tuple[int, ...], bool]:
        """The best likeness of an entry on a page: likeness, line numbers, whether at the page's top."""
        texts = self.texts(index)
        keys = self._keys[index]
        wanted = _key(entry.title)
        if not wanted or not texts:
            return self._find_number(entry, index)
        limit = len(texts) if anywhere else min(len(texts), LINES_AT_TOP)
        best: tuple[float, tuple[int, ...], bool] = (0.0, (), False)
        for start in range(limit):
            if start >= LINES_AT_TOP and (not keys[start] or not _could_begin(keys[start], wanted)):
                continue
            value, count = _likeness(entry, texts, keys, start, wanted)
            top = start < max(self._tops[index].heading, 1) + 1 and start < LINES_AT_TOP
            if value > best[0] + (0 if top else 0.02):
                lines = self._tops[index].lines
                best = (value, tuple(lines[start : start + count]), top)
        return best

    def line_of(self, entry: ContentsEntry, index: int) -> int | None:
        """The place among a page's lines of the first that says just what an entry says."""
        self.texts(index)
        title = _key(entry.title)
        wanted = (title, _key(entry.number or "") + title)
        return next((k for k, key in enumerate(self._keys[index]) if key and key in wanted), None)

    def _find_number(self, entry: ContentsEntry, index: int) -> tuple[float, tuple[int, ...], bool]:
        """An entry that is nothing but a number: `IV` alone at the top of a page."""
        texts = self.texts(index)
        if not entry.number or not texts:
            return 0.0, (), False
        for k, text in enumerate(texts[:2]):
            parted = part_heading(text)
            if parted.number == entry.number and not parted.title:
                return 1.0, (self._tops[index].lines[k],), True
        return 0.0, (), False


def _could_begin(key: str, wanted: str) -> bool:
    head = re.sub(r"^(?:\d+|[ivxlc]+)", "", key)[:6]
    return bool(head) and (wanted.startswith(head[:4]) or key.startswith(wanted[:4]))


def _likeness(entry: ContentsEntry, texts: list[str], keys: list[str], start: int, wanted: str) -> tuple[float, int]:
    """How much the lines from `start` are the entry's title, and how many of them."""
    best, count = 0.0, 1
    joined = ""
    for n in range(1, min(LINES_JOINED, len(texts) - start) + 1):
        joined = join_lines([joined, texts[start + n - 1]])
        if len(keys[start]) == 0:
            break
        parted = part_heading(joined)
        forms = {_key(joined)}
        if parted.title and parted.title != joined:
            forms.add(_key(parted.title))
        value = 0.0
        for form in forms:
            if form:
                value = max(value, fuzz.ratio(form, wanted) / 100)
        if parted.number and entry.number and parted.number == entry.number and value > 0.5:
            value = min(1.0, value + 0.05)
        if value > best + 0.01:
            best, count = value, n
        if len(_key(joined)) > 1.6 * len(wanted) + 12:
            break
    # The heading may print a short form of what the contents give in full, or the other way round.
    if best < 0.9:
        first = _key(part_heading(texts[start]).title or texts[start])
        if len(first) >= 8 and (wanted.startswith(first) or (first.startswith(wanted) and len(wanted) >= 8)):
            best = max(best, 0.8)
    return best, count


def align(
    entries: tuple[ContentsEntry, ...],
    layout: Layout,
    pages: tuple[Page, ...],
    tops: tuple[Top, ...],
) -> tuple[Placed | None, ...]:
    """Place every entry."""
    headings = Headings(layout, tops)
    by_label: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        if page.label:
            by_label[page.label.lower()].append(page.index)
    openings = [top.index for top in tops if top.score >= 2.0 and top.heading]
    first_words: dict[str, list[int]] = defaultdict(list)
    for index in openings:
        for text in headings.texts(index)[:LINES_AT_TOP]:
            for form in {_key(text), _key(part_heading(text).title)}:
                if form:
                    first_words[form[:5]].append(index)
    # "Index 475, Name index 475": the first names what the second begins, and has no heading of its own.
    above = [_names_the_next(a, b) for a, b in zip(entries, entries[1:], strict=False)] + [False] * bool(entries)
    printed = [k for k, container in enumerate(above) if not container]
    candidates = [_candidates(entries[k], headings, by_label, first_words, tops, len(pages)) for k in printed]
    path = dict(zip(printed, _best_path(candidates), strict=True))
    return tuple(_at_top_of(path.get(k + 1)) if container else path[k] for k, container in enumerate(above))


def _names_the_next(entry: ContentsEntry, following: ContentsEntry) -> bool:
    return (
        entry.kind is not None
        and entry.kind is following.kind
        and entry.page is not None
        and entry.page == following.page
        and entry.level < following.level
        and entry.number is None
    )


def _at_top_of(place: Placed | None) -> Placed | None:
    if place is None:
        return None
    return Placed(index=place.index, lines=(), alike=0.0, at_top=True, numbered=place.numbered, value=place.value)


def _candidates(
    entry: ContentsEntry,
    headings: Headings,
    by_label: dict[str, list[int]],
    first_words: dict[str, list[int]],
    tops: tuple[Top, ...],
    count: int,
) -> list[Placed]:
    exact = by_label.get(entry.page.lower(), []) if entry.page else []
    if entry.kind is DivisionKind.SECTION and exact:
        # Sections are many; nearly all stand where the contents say.
        sure = [p for i in exact if (p := _exactly(entry, headings, i, tops[i])) is not None]
        if sure:
            return sure
    near = {i + d for i in exact for d in range(-NEIGHBOURS, NEIGHBOURS + 1) if 0 <= i + d < count}
    elsewhere = set(first_words.get(_key(entry.title)[:5], ())) - near
    out = []
    section = entry.kind is DivisionKind.SECTION
    for index in sorted(near | (set() if section and near else elsewhere)):
        top = tops[index]
        if not top.lines:
            continue
        alike, lines, at_top = headings.find(entry, index, anywhere=index in near)
        numbered = index in exact
        value = (NUMBER if numbered else NEAR_NUMBER if index in near else 0.0) + LOOKS * min(top.score, 6.0) * (
            not section
        )
        if alike >= ALIKE:
            value += WORDS * alike + (AT_TOP if at_top else 0.0)
        elif numbered and (top.score >= 2.0 or section):
            value += NO_WORDS
            lines, alike = (), alike
        else:
            continue
        if entry.number and any(part_heading(t).number == entry.number for t in headings.texts(index)[:2]):
            value += DIVISION_NUMBER
        out.append(
            Placed(index=index, lines=lines, alike=alike, at_top=at_top or not lines, numbered=numbered, value=value)
        )
    return out


def _exactly(entry: ContentsEntry, headings: Headings, index: int, top: Top) -> Placed | None:
    """A section whose very words stand on a line of the page that the contents name."""
    at = headings.line_of(entry, index)
    if at is None:
        return None
    value = NUMBER + WORDS + (AT_TOP if at == 0 else 0.0)
    return Placed(index=index, lines=(top.lines[at],), alike=1.0, at_top=at == 0, numbered=True, value=value)


def _best_path(candidates: list[list[Placed]]) -> tuple[Placed | None, ...]:
    scores: list[list[float]] = []
    back: list[list[tuple[int, int] | None]] = []
    for k, options in enumerate(candidates):
        row: list[float] = []
        origin: list[tuple[int, int] | None] = []
        for option in options:
            best, came = option.value - SKIP * k, None
            for j in range(max(0, k - LOOK_BACK), k):
                for c, earlier in enumerate(candidates[j]):
                    if not _before(earlier, option):
                        continue
                    value = scores[j][c] + option.value - SKIP * (k - j - 1)
                    if value > best:
                        best, came = value, (j, c)
            row.append(best)
            origin.append(came)
        scores.append(row)
        back.append(origin)
    ends = [
        (scores[k][c] - SKIP * (len(candidates) - 1 - k), k, c)
        for k in range(len(candidates))
        for c in range(len(candidates[k]))
    ]
    placed: list[Placed | None] = [None] * len(candidates)
    if ends:
        _, k, c = max(ends)
        at: tuple[int, int] | None = (k, c)
        while at is not None:
            placed[at[0]] = candidates[at[0]][at[1]]
            at = back[at[0]][at[1]]
    return tuple(placed)


def _before(a: Placed, b: Placed) -> bool:
    if a.index != b.index:
        return a.index < b.index
    return not (a.lines and b.lines) or a.lines[0] < b.lines[0]
