"""Notes: where they stand on the page, where each begins, and which mark in the text calls it.

In: the measured lines of every page. Out: the lines of the text without the notes' (`split_notes`), the notes at the foot
of each page in order, and the mark that calls each (`tie`). Marks are numerals, asterisks, daggers and letters; raised, in brackets, or set as raised figures of the
text's own size, which only their place behind a word gives away.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backlist.model.layout import PageLayout
from backlist.structure.body import Body, BodyLine
from backlist.structure.chunks import is_gapped
from backlist.structure.inlines import RAISED_BY, RAISED_SIZE

#: Notes are set smaller than this share of the body.
NOTE_SIZE = 0.955
#: A rule over notes is shorter than this share of the measure, or begins at the text's left edge.
RULE_SHARE = 0.75
#: Space over the first note without a rule, as a multiple of the leading.
NOTE_GAP = 1.15
#: How far a number may run ahead of the one expected and still begin the next note.
MISSED = 2
#: Figures of a year.
YEAR = 4
#: A raised mark is better evidence than figures behind a word.
RAISED_WEIGHT = 3
GLUED_WEIGHT = 2
STAR_WEIGHT = 2

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SIGNS = "*†‡§¶‖"
_MARK = re.compile(rf"[\[(]?(\d{{1,3}}|[{_SIGNS}]{{1,4}}|[a-z])[\])]?")
_RAISED_FIGURES = re.compile(r"[⁰¹²³⁴-⁹]{1,3}")
#: What may stand before a mark and after it: the ends of words, punctuation, and joiners that nobody sees.
_BEFORE = r"[.,;:!?“”’‘\"')\]»«…\u203a\u2060\u200b—–]"
_AFTER = r"(?=$|[\s—–.,;:!?)”’\]»\u2060\u200b])"
#: Figures, signs or bracketed figures behind a word or its punctuation, before a space, punctuation or the line's end.
_GLUED = re.compile(
    rf"(?<=[^\W\d_]|{_BEFORE})(?P<figures>\d{{1,3}}){_AFTER}"
    rf"|(?<=\w|{_BEFORE})(?P<signs>[*]{{1,4}}|[†‡§¶‖]{{1,3}}){_AFTER}"
    rf"|(?<=\w|{_BEFORE})\s?(?P<bracketed>\[\d{{1,3}}\]|\([{_SIGNS}]{{1,3}}\))"
)
#: A line without any of these has no mark, unless one is raised.
_MAYBE = re.compile(rf"[\d{_SIGNS}⁰¹²³⁴-⁹]")
_FIGURES_AT_END = re.compile(r"\d+$")
_STARTS = re.compile(
    rf"(?P<figures>\d{{1,3}})(?P<after>[.)\]]?\s+|[.)]?(?=[^\W\d_]|[“‘\"'«(\[¿¡]))"
    rf"|[\[(](?P<bracketed>\d{{1,3}}|[{_SIGNS}]{{1,3}})[\])]\s*"
    rf"|(?P<signs>[{_SIGNS}]{{1,4}})\s*(?=\S)"
)


@dataclass(slots=True, kw_only=True)
class RawNote:
    """A note as printed: `skip` characters of its first line are its mark. `continued` says that it runs on to another
    page; `call` is set when it is tied."""

    page: int
    mark: str
    skip: int
    lines: list[BodyLine]
    call: Candidate | None = None


@dataclass(slots=True, kw_only=True)
class Candidate:
    """What may be a note's mark: characters `start` to `end` of a line."""

    line: BodyLine
    start: int
    end: int
    mark: str
    weight: int
    raised: bool


# --- marks in the text -------------------------------------------------------------------------------------------------


def candidates(line: BodyLine) -> list[Candidate]:
    """All that may be a note's mark in a line, from left to right."""
    found: list[Candidate] = []
    taken: list[tuple[int, int]] = []
    at = 0
    text = line.line.text
    spans = line.line.spans
    if not _MAYBE.search(text) and len(spans) == 1:
        return found
    for span in spans:
        start, at = at, at + len(span.text)
        if span.size >= RAISED_SIZE * line.line.size or line.line.baseline - span.baseline < RAISED_BY * line.line.size:
            continue
        for match in re.finditer(r"[^\s,]+", span.text):
            mark = _MARK.fullmatch(match.group())
            if mark is None or start + match.start() == 0:
                continue
            a, b = start + match.start(), start + match.end()
            # A power stands behind a figure or two; behind more of them, as in a year, it is a mark.
            before = _FIGURES_AT_END.search(text[:a].rstrip(" ,"))
            if before is not None and len(before.group()) < YEAR and not any(t[1] >= a - 2 for t in taken):
                continue
            found.append(Candidate(line=line, start=a, end=b, mark=mark.group(1), weight=RAISED_WEIGHT, raised=True))
            taken.append((a, b))
    for match in _RAISED_FIGURES.finditer(text):
        if match.start() and not text[match.start() - 1].isdigit():
            a, b = match.span()
            mark = match.group().translate(_SUPERSCRIPTS)
            found.append(Candidate(line=line, start=a, end=b, mark=mark, weight=RAISED_WEIGHT, raised=True))
    for match in _GLUED.finditer(text):
        group = match.lastgroup or "figures"
        a, b = match.span(group)
        if any(a < t[1] and t[0] < b for t in taken):
            continue
        weight = GLUED_WEIGHT if group == "figures" else STAR_WEIGHT
        found.append(Candidate(line=line, start=a, end=b, mark=match[group].strip("[]()"), weight=weight, raised=False))
    found.sort(key=lambda c: c.start)
    return found


def starting_mark(line: BodyLine, wanted: Iterable[str] = ()) -> tuple[str, int, bool] | None:
    """The mark that begins a note's first line, how many characters it takes, and whether it is raised.

    Where a note of figures begins with figures (`11680` for note 1 on the year 1680), `wanted` says which mark is due.
    """
    text = line.line.text
    first = line.line.spans[0]
    if first.size < RAISED_SIZE * line.line.size and line.line.baseline - first.baseline > RAISED_BY * line.line.size:
        mark = _MARK.fullmatch(first.text.strip())
        if mark is not None:
            skip = len(first.text)
            return mark.group(1), skip + len(text[skip:]) - len(text[skip:].lstrip()), True
    raised = _RAISED_FIGURES.match(text)
    if raised is not None:
        skip = raised.end()
        return raised.group().translate(_SUPERSCRIPTS), skip + len(text[skip:]) - len(text[skip:].lstrip()), True
    match = _STARTS.match(text)
    if match is None or (match["figures"] and not match["after"].strip() and match["figures"] not in wanted):
        for mark in wanted:
            if mark.isdigit() and text.startswith(mark) and text[len(mark) : len(mark) + 1].isdigit():
                return mark, len(mark), False
    if match is None:
        return None
    mark = match["figures"] or match["bracketed"] or match["signs"]
    return mark, match.end(), False


# --- notes at the foot of the page -------------------------------------------------------------------------------------


def split_notes(
    pages: Sequence[tuple[BodyLine, ...]], layouts: Sequence[PageLayout], body: Body, without: frozenset[int]
) -> tuple[list[list[BodyLine]], list[list[RawNote]]]:
    """Part the text of every page from the notes at its foot. Pages in `without` (an index, a bibliography) have none.

    A zone that begins without a mark goes on the last note of the page before.
    """
    texts: list[list[BodyLine]] = []
    notes: list[list[RawNote]] = []
    last: RawNote | None = None
    for lines, layout in zip(pages, layouts, strict=True):
        if layout.index in without or not lines:
            texts.append(list(lines))
            notes.append([])
            if layout.index in without:
                last = None
            continue
        text: list[BodyLine] = []
        own: list[RawNote] = []
        for column in sorted({line.line.column for line in lines}):
            inside = [line for line in lines if line.line.column == column]
            start = _zone_start(inside, layout, body, last)
            zone = inside[start:]
            if zone:
                called = list(dict.fromkeys(c.mark for line in inside[:start] for c in candidates(line)))
                begun = _split(zone, own[-1] if own else last, called)
                own.extend(begun)
                if own:
                    last = own[-1]
            text.extend(inside[:start])
        if len({line.line.column for line in lines}) > 1:
            order = {id(line): k for k, line in enumerate(lines)}
            text.sort(key=lambda line: order[id(line)])
        if not own and not any(line for line in lines if line not in text):
            last = None
        texts.append(text)
        notes.append(own)
    return texts, notes


def without_exhibits(notes: Sequence[RawNote]) -> tuple[list[RawNote], list[BodyLine]]:
    """Notes without the captions taken for a part of them; and the lines of those that began with one, text again."""
    kept: list[RawNote] = []
    freed: list[BodyLine] = []
    for note in notes:
        if note.lines[0].exhibit is not None:
            freed.extend(note.lines)
            continue
        note.lines[:] = [line for line in note.lines if line.exhibit is None]
        kept.append(note)
    return kept, freed


def _zone_start(lines: list[BodyLine], layout: PageLayout, body: Body, last: RawNote | None) -> int:
    """The first line of the notes among the lines of one column; their number where there are none."""
    count = len(lines)
    small = count
    while small > 0 and lines[small - 1].line.size < NOTE_SIZE * body.size:
        small -= 1
    ruled = _under_rule(lines, layout, body)
    called = [c.mark for line in lines for c in candidates(line)] if small < count else []
    if ruled is not None and ruled >= small and (starting_mark(lines[ruled], called) or last is not None):
        return ruled
    begins = starting_mark(lines[ruled]) if ruled is not None and ruled < small else None
    if ruled is not None and begins is not None and begins[0] in _marks_above(lines[:ruled]):
        # Notes as large as the text, under a rule: their marks must be there.
        return ruled
    for k in range(small, count):
        begins = starting_mark(lines[k], called)
        if begins is None:
            continue
        mark, skip, raised = begins
        if not raised and not _reads_as_note(lines[k], skip):
            continue
        if not (k == 0 or k == small or lines[k].gap is None or lines[k].gap >= NOTE_GAP):
            continue
        here = mark in _marks_above(lines[:k]) or (raised and last is not None and _next(last.mark, mark))
        if here or _leads_to_called(lines, k, mark, called):
            if k > small and last is not None and _runs_on(lines[small:k], last):
                return small
            return k
    if small < count and last is not None and _runs_on(lines[small:], last) and _unfinished(last):
        return small
    return count


def _reads_as_note(line: BodyLine, skip: int) -> bool:
    """Whether words come behind a number: rows of a table have numbers there too, and gaps."""
    rest = line.line.text[skip:].lstrip("“‘\"'«([¿¡")
    return not is_gapped(line) and (
        rest[:1].isalpha() or (rest[:4].isdigit() and not line.line.text[skip - 1].isspace())
    )


def _under_rule(lines: list[BodyLine], layout: PageLayout, body: Body) -> int | None:
    """The first line under the lowest short rule that stands at the left edge of the text."""
    for rule in sorted(layout.rules, key=lambda r: -r.top):
        k = next((i for i, line in enumerate(lines) if line.line.baseline > rule.top), None)
        if k is None or k == 0:
            continue
        frame = body.frames.get((layout.index, lines[k].line.column))
        if frame is None or abs(rule.left - frame.left) > body.size:
            continue
        if rule.right - rule.left > RULE_SHARE * (frame.right - frame.left):
            continue
        if lines[k - 1].line.baseline <= rule.top + 1:
            return k
    return None


def _marks_above(lines: list[BodyLine]) -> set[str]:
    return {c.mark for line in lines for c in candidates(line)}


def _leads_to_called(lines: list[BodyLine], k: int, mark: str, called: list[str]) -> bool:
    """Whether the next note is called on this page: then the first may be called on the page before."""
    for line in lines[k + 1 :]:
        begins = starting_mark(line, called)
        if begins is not None and _next(mark, begins[0]):
            return begins[0] in _marks_above(lines[:k])
    return False


def _next(before: str, mark: str) -> bool:
    return before.isdigit() and mark.isdigit() and 0 < int(mark) - int(before) <= MISSED


def _runs_on(lines: list[BodyLine], last: RawNote) -> bool:
    """Whether lines look like the rest of a note: its size, and no mark."""
    size = last.lines[-1].line.size
    return all(abs(line.line.size - size) <= 0.05 * size for line in lines[:2])


def _unfinished(last: RawNote) -> bool:
    end = last.lines[-1]
    return end.slack < 2 and not end.text.rstrip().endswith((".", "!", "?"))


def _split(zone: list[BodyLine], last: RawNote | None, called: Sequence[str]) -> list[RawNote]:
    """The notes that begin in a zone, whose page calls the marks `called`; lines before the first mark are added to
    `last`."""
    out: list[RawNote] = []
    raised_kind: bool | None = None
    for line in zone:
        current = out[-1] if out else None
        due = [str(int(current.mark) + 1)] if current is not None and current.mark.isdigit() else called[:1]
        begins = starting_mark(line, [mark for mark in due if mark in called])
        if begins is not None and _begins_note(begins, current, raised_kind, line):
            mark, skip, raised = begins
            raised_kind = raised
            out.append(RawNote(page=line.page, mark=mark, skip=skip, lines=[line]))
        elif current is not None:
            current.lines.append(line)
        elif last is not None:
            last.lines.append(line)
        else:
            out.append(RawNote(page=line.page, mark="", skip=0, lines=[line]))
    return out


def _begins_note(
    begins: tuple[str, int, bool], current: RawNote | None, raised_kind: bool | None, line: BodyLine
) -> bool:
    mark, _, raised = begins
    if raised_kind and not raised:
        return False
    if current is None:
        return True
    if mark.isdigit() and current.mark.isdigit():
        return _next(current.mark, mark) or (raised and 0 < int(mark) - int(current.mark) <= 9)
    if mark.isdigit() != current.mark.isdigit():
        return raised
    return True


# --- tying --------------------------------------------------------------------------------------------------------------


def tie(notes: Sequence[RawNote], marks: Iterable[Candidate]) -> list[Candidate]:
    """Tie notes to marks so that both stay in order and the evidence for the ties is greatest; the ties are noted in
    `RawNote.call`. Given back are the raised marks that were left over.

    The heaviest increasing chain, found with a binary search per pair: notes of one list, each with at most one mark.
    """
    by_mark: dict[str, list[int]] = {}
    for j, note in enumerate(notes):
        by_mark.setdefault(note.mark, []).append(j)
    given = list(marks)
    pairs: list[tuple[int, int]] = []
    for i, candidate in enumerate(given):
        # Later notes first: one mark can then extend a chain only once.
        pairs.extend((i, j) for j in reversed(by_mark.get(candidate.mark, ())))
    used: set[int] = set()
    for i, j in heaviest_chain(pairs, [c.weight for c in given]):
        notes[j].call = given[i]
        used.add(i)
    return [c for i, c in enumerate(given) if i not in used and c.raised]


def tie_loosely(notes: Sequence[RawNote], lines: Sequence[BodyLine]) -> None:
    """Tie numbered notes that are left over to figures that end in their number, as in a table: only where one place
    alone, between the marks of the notes before and after, can be meant."""
    place = {(line.page, line.at): k for k, line in enumerate(lines)}
    for j, note in enumerate(notes):
        if note.call is not None or not note.mark.isdigit():
            continue
        after = next((n.call for n in reversed(notes[:j]) if n.call is not None), None)
        before = next((n.call for n in notes[j + 1 :] if n.call is not None), None)
        first = place.get((after.line.page, after.line.at), 0) if after else 0
        last = place.get((before.line.page, before.line.at), len(lines) - 1) if before else len(lines) - 1
        found: list[Candidate] = []
        for line in lines[first : last + 1]:
            for match in re.finditer(rf"(?<=\S){note.mark}{_AFTER}", line.line.text):
                if after and line is after.line and match.start() <= after.start:
                    continue
                if before and line is before.line and match.start() >= before.start:
                    continue
                found.append(
                    Candidate(line=line, start=match.start(), end=match.end(), mark=note.mark, weight=1, raised=False)
                )
        if len(found) == 1:
            note.call = found[0]


def heaviest_chain(pairs: list[tuple[int, int]], weights: list[int]) -> list[tuple[int, int]]:
    """Pairs with both members increasing and the greatest sum of weights."""
    # `keys` and `totals` grow together: the best total of a chain that ends at note `keys[k]` or before.
    keys: list[int] = []
    totals: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for p, (i, j) in enumerate(pairs):
        k = bisect_left(keys, j)
        total = (totals[k - 1] if k else 0) + weights[i]
        back.append(ends[k - 1] if k else -1)
        if k < len(keys) and keys[k] == j:
            if totals[k] >= total:
                continue
            totals[k], ends[k] = total, p
        elif k and totals[k - 1] >= total:
            continue
        else:
            keys.insert(k, j)
            totals.insert(k, total)
            ends.insert(k, p)
        while k + 1 < len(keys) and totals[k + 1] <= totals[k]:
            del keys[k + 1], totals[k + 1], ends[k + 1]
    out: list[tuple[int, int]] = []
    p = ends[-1] if ends else -1
    while p >= 0:
        out.append(pairs[p])
        p = back[p]
    return out[::-1]
