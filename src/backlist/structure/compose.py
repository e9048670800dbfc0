"""The running text put together: openings and lines in, divisions with blocks, sections and notes out.

In: a layout, its furniture, its pages with their ids, and where its divisions open. Out: the tree of divisions, how we
know, and what is doubtful. Titles, numbers and kinds of divisions are the openings'; the book's details are none of its
business. Every line that is neither furniture nor a division's heading stands in the book exactly once.

Each page gets one `PageBreak`: a block where the page begins between two blocks, an inline where it begins inside one. A
page that begins with a heading has its break as first block of what the heading opens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from backlist.model.book import Block, Contributor, Division, DivisionKind, Inline, Note, NoteCall, Page, Text
from backlist.model.evidence import Evidence
from backlist.model.layout import Layout
from backlist.model.plain import text_of
from backlist.problems import Problem, ProblemCode
from backlist.structure.blocks import Group, chunks, groups, merged
from backlist.structure.body import BodyLine, body_lines, measure
from backlist.structure.build import SEEN, Builder, around
from backlist.structure.entries import ENTRY_KINDS, entries
from backlist.structure.footnotes import Candidate, RawNote, candidates, split_notes, tie, tie_loosely
from backlist.structure.headings import Heading, find_headings
from backlist.structure.inlines import Mark, Setting, inlines_of, main_face, stripped
from backlist.structure.note_lists import TIED_SHARE, NoteRun, is_notes_title, note_runs
from backlist.structure.skeleton import Opening, PageFurniture
from backlist.text.hyphens import vocabulary
from backlist.text.slug import fold, slug

#: Divisions whose pages have no notes at their foot.
_WITHOUT_NOTES = frozenset((DivisionKind.INDEX, DivisionKind.CONTENTS, DivisionKind.NOTES))
#: Divisions in which large type is no heading of a section.
_WITHOUT_SECTIONS = frozenset(
    (
        DivisionKind.FRONT_MATTER,
        DivisionKind.DEDICATION,
        DivisionKind.CONTENTS,
        DivisionKind.LIST_OF_FIGURES,
        DivisionKind.LIST_OF_TABLES,
        DivisionKind.BACK_MATTER,
    )
)
#: Divisions of which a book may have many; their ids say which.
_NUMBERED = frozenset((DivisionKind.PART, DivisionKind.CHAPTER, DivisionKind.APPENDIX, DivisionKind.OTHER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The divisions of the book, how we know, and what is doubtful."""

    divisions: tuple[Division, ...]
    evidence: tuple[Evidence, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True, kw_only=True)
class _Part:
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


@dataclass(slots=True, kw_only=True)
class _Section:
    id: str
    title: tuple[Inline, ...]
    number: str | None
    level: int
    first: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[_Section] = field(default_factory=list)


def compose(
    layout: Layout,
    furniture: tuple[PageFurniture, ...],
    pages: tuple[Page, ...],
    openings: tuple[Opening, ...],
    *,
    language: str,
) -> Composition:
    """Make the divisions of a book. `furniture` and `pages` have one member per page of the layout; `openings` stand in
    reading order."""
    return _Composer(layout, furniture, pages, openings, language).composition()


class _Composer:
    def __init__(
        self,
        layout: Layout,
        furniture: tuple[PageFurniture, ...],
        pages: tuple[Page, ...],
        openings: tuple[Opening, ...],
        language: str,
    ) -> None:
        self.layout = layout
        self.pages = pages
        self.body = measure(layout, furniture)
        self.measured = body_lines(layout, furniture, self.body)
        self.openings = _from_the_first_page(openings, self.measured)
        self.marks: dict[tuple[int, int], list[Mark]] = {}
        self.setting = Setting(
            body=self.body,
            words=vocabulary((line.text for page in self.measured for line in page), language=language),
            page_ids={page.index: page.id for page in pages},
            breaks=[page.index if page.lines or page.images else -1 for page in layout.pages],
            marks=self.marks,
        )
        self.builder = Builder(self.setting)
        self.evidence: list[Evidence] = []
        self.problems: list[Problem] = []

    def composition(self) -> Composition:
        texts, footnotes = split_notes(self.measured, self.layout.pages, self.body, _without_notes(self.openings))
        parts = _parts(self.openings, texts)
        for part in parts:
            part.chunks = chunks(part.lines, self.body)
        found = find_headings([p.chunks for p in parts], [p.opening.number for p in parts], self.body)
        for part, own in zip(parts, found, strict=True):
            part.headings = {} if part.opening.kind in _WITHOUT_SECTIONS else own
        self._tie_footnotes(parts, footnotes)
        self._tie_lists(parts)
        ids = self._number_notes(parts)
        _give_ids(parts)
        ends = [p.opening.index - 1 for p in parts[1:]] + [len(self.pages) - 1]
        made = [self._division(part, end) for part, end in zip(parts, ends, strict=True)] if parts else []
        divisions = [_with_notes(division, self._notes(part, ids)) for division, part in zip(made, parts, strict=True)]
        return Composition(
            divisions=_tree(parts, divisions),
            evidence=(*self.evidence, *self.builder.evidence),
            problems=tuple(self.problems),
        )

    # --- notes ---------------------------------------------------------------------------------------------------------

    def _tie_footnotes(self, parts: list[_Part], footnotes: list[list[RawNote]]) -> None:
        owner: dict[tuple[int, int], _Part] = {}
        by_page: dict[int, list[BodyLine]] = {}
        for part in parts:
            for line in (*part.heading, *part.lines):
                owner[(line.page, line.at)] = part
                by_page.setdefault(line.page, []).append(line)
        before: list[Candidate] = []
        current = parts[0] if parts else None
        for index, notes in enumerate(footnotes):
            lines = by_page.get(index, [])
            if lines:
                current = owner[(lines[-1].page, lines[-1].at)]
            if not notes:
                before = [c for line in lines for c in candidates(line)]
                continue
            left = tie(notes, (c for line in lines for c in candidates(line)))
            untied = [note for note in notes if note.call is None]
            if untied and before:
                # A note may be printed on the page after its mark.
                tie(untied, before)
            tie_loosely(notes, lines)
            before = left
            for note in notes:
                part = owner[(note.call.line.page, note.call.line.at)] if note.call else current
                if part is not None:
                    part.notes.append(note)

    def _tie_lists(self, parts: list[_Part]) -> None:
        """Lists of notes at the ends of chapters, and the book's own."""
        for part in parts:
            if part.opening.kind is not DivisionKind.NOTES:
                self._tie_chapter_end(part)
        chapters = [p for p in parts if p.opening.kind not in _WITHOUT_NOTES]
        for part in parts:
            if part.opening.kind is DivisionKind.NOTES:
                self._tie_book_end(part, chapters)

    def _tie_chapter_end(self, part: _Part) -> None:
        start = next((k for k in sorted(part.headings, reverse=True) if is_notes_title(_title(part.chunks[k]))), None)
        if start is None:
            return
        end = next((k for k in sorted(part.headings) if k > start), len(part.chunks))
        runs = note_runs(
            [(None, [line for chunk in part.chunks[start + 1 : end] for line in chunk])], restarts=False
        )
        text = [line for chunk in part.chunks[:start] for line in chunk]
        if len(runs) != 1 or not self._take(runs[0], [part], [*part.heading, *text]):
            return
        rest = chunks(runs[0].other, self.body) if runs[0].other else []
        part.replace([*part.chunks[: start + 1], *rest, *part.chunks[end:]])

    def _tie_book_end(self, notes_part: _Part, chapters: list[_Part]) -> None:
        segments: list[tuple[str | None, list[BodyLine]]] = [(None, [])]
        for k, chunk in enumerate(notes_part.chunks):
            if k in notes_part.headings:
                segments.append((_title(chunk), []))
            else:
                segments[-1][1].extend(chunk)
        runs = note_runs(segments, restarts=True)
        waiting = list(chapters)
        kept: list[list[BodyLine]] = []
        for run in runs:
            target = _chapter_for(run, waiting)
            taken = False
            if run.notes:
                options = [target] if target is not None else []
                options += [p for p in waiting if p is not target][:3]
                for option in options:
                    lines = [*option.heading, *(line for chunk in option.chunks for line in chunk)]
                    if self._take(run, [option], lines):
                        waiting = waiting[waiting.index(option) + 1 :]
                        taken = True
                        break
                if not taken and len([r for r in runs if r.notes]) == 1:
                    lines = [line for p in chapters for line in (*p.heading, *(x for c in p.chunks for x in c))]
                    taken = self._take(run, chapters, lines)
            rest = list(run.other)
            if not taken:
                rest += [line for note in run.notes for line in note.lines]
            kept.append(rest)
        self._keep(notes_part, kept)

    def _keep(self, part: _Part, kept: list[list[BodyLine]]) -> None:
        """What is left of a division of notes: its headings, and the lines that were tied to no chapter."""
        stay = {(line.page, line.at) for lines in kept for line in lines}
        heads = {id(part.chunks[k]) for k in part.headings}
        out: list[list[BodyLine]] = []
        for chunk in part.chunks:
            rest = chunk if id(chunk) in heads else [line for line in chunk if (line.page, line.at) in stay]
            if rest:
                out.append(rest)
        part.replace(out)

    def _take(self, run: NoteRun, owners: list[_Part], lines: list[BodyLine]) -> bool:
        """Tie a run of notes to the marks in some lines; undone where too few are tied."""
        if not run.notes:
            return False
        tie(run.notes, (c for line in lines for c in candidates(line)))
        tie_loosely(run.notes, lines)
        tied = sum(1 for note in run.notes if note.call is not None)
        if tied < TIED_SHARE * len(run.notes):
            for note in run.notes:
                note.call = None
            return False
        home = {(line.page, line.at): p for p in owners for line in (*p.heading, *p.lines)}
        current = owners[0]
        for note in run.notes:
            if note.call is not None:
                current = home[(note.call.line.page, note.call.line.at)]
            current.notes.append(note)
        return True

    def _number_notes(self, parts: list[_Part]) -> dict[int, str]:
        """Ids for all notes, by the page where each begins, and the marks in the text that call them."""
        counts: Counter[str] = Counter()
        ids: dict[int, str] = {}
        every = [note for part in parts for note in part.notes]
        for note in sorted(every, key=lambda n: (n.page, n.lines[0].at)):
            own = self.setting.page_ids[note.page]
            counts[own] += 1
            ids[id(note)] = f"{own}-n{counts[own]}"
        for note in every:
            label = self.pages[note.page].label
            if note.call is None:
                self.problems.append(
                    Problem(
                        code=ProblemCode.NOTES_NOTE_WITHOUT_MARK,
                        seen=f"The mark of note {note.mark or '(without a mark)'} was not found in the text; the note "
                        "was kept with its division.",
                        page=label,
                    )
                )
            else:
                call = note.call
                key = (call.line.page, call.line.at)
                self.marks.setdefault(key, []).append(
                    Mark(start=call.start, end=call.end, call=NoteCall(note=ids[id(note)], mark=call.mark))
                )
            self.evidence.append(
                Evidence(
                    subject=ids[id(note)],
                    claim="note.call",
                    rule="no-mark" if note.call is None else "raised" if note.call.raised else "behind-word",
                    certainty=0.4 if note.call is None else 0.97 if note.call.raised else 0.93,
                    page=note.page,
                    boxes=(around([line.line.box for line in note.lines if line.page == note.page]),),
                    seen=note.lines[0].text[:SEEN],
                )
            )
        for marks in self.marks.values():
            marks.sort(key=lambda m: m.start)
        return ids

    def _notes(self, part: _Part, ids: dict[int, str]) -> tuple[Note, ...]:
        def order(note: RawNote) -> tuple[int, int, int]:
            if note.call is None:
                return (note.page, note.lines[0].at, 0)
            return (note.call.line.page, note.call.line.at, note.call.start)

        return tuple(self.builder.note(note, ids[id(note)]) for note in sorted(part.notes, key=order))

    # --- divisions -------------------------------------------------------------------------------------------------------

    def _division(self, part: _Part, end: int) -> Division:
        """Make a division; pages up to `end` that hold none of its text begin at its end."""
        opening = part.opening
        top = _Section(id=part.id, title=(), number=None, level=0, first=opening.index)
        top.blocks.extend(self.builder.breaks(opening.index) if part.heading or not part.lines else [])
        stack = [top]
        waiting: list[Group] = []
        run: list[list[BodyLine]] = []

        def close_run() -> None:
            if opening.kind in ENTRY_KINDS:
                waiting.extend(entries([line for chunk in run for line in chunk], opening.kind, self.body))
            else:
                for chunk in run:
                    waiting.extend(groups(chunk, self.body))
            run.clear()
            for group in merged(waiting, self.body):
                stack[-1].blocks.extend(self.builder.blocks(group))
            waiting.clear()

        for k, chunk in enumerate(part.chunks):
            heading = part.headings.get(k)
            if heading is None:
                run.append(chunk)
                continue
            close_run()
            section = self._section(heading, stack[-1])
            while stack[-1].level >= section.level:
                stack.pop()
            stack[-1].sections.append(section)
            stack.append(section)
        close_run()
        stack[-1].blocks.extend(self.builder.breaks(end))
        return Division(
            id=part.id,
            kind=opening.kind,
            title=self._title(part),
            number=opening.number,
            first_page=self.setting.page_ids[opening.index],
            last_page=self.setting.page_ids[max(opening.last_index, opening.index)],
            contributors=tuple(Contributor(name=name) for name in opening.authors),
            blocks=tuple(top.blocks),
            divisions=tuple(self._frozen(s) for s in top.sections),
        )

    def _section(self, heading: Heading, before: _Section) -> _Section:
        first = heading.lines[0]
        before.blocks.extend(self.builder.breaks(first.page - 1))
        skip = heading.skip
        title = inlines_of(heading.lines, self.setting, face=main_face(heading.lines), skip=skip, page_breaks=False)
        section = _Section(
            id=self.builder.section_id(first.page),
            title=title,
            number=heading.number if skip else None,
            level=heading.level,
            first=first.page,
            blocks=self.builder.breaks(first.page),
        )
        self.builder.begun = max(self.builder.begun, first.page)
        self.evidence.append(
            Evidence(
                subject=section.id,
                claim="section.heading",
                rule=heading.rule,
                certainty=round(heading.certainty, 3),
                page=first.page,
                boxes=(around([line.line.box for line in heading.lines if line.page == first.page]),),
                seen=text_of(title)[:SEEN],
            )
        )
        return section

    def _frozen(self, section: _Section) -> Division:
        return Division(
            id=section.id,
            kind=DivisionKind.SECTION,
            title=section.title,
            number=section.number,
            first_page=self.setting.page_ids[section.first],
            blocks=tuple(section.blocks),
            divisions=tuple(self._frozen(s) for s in section.sections),
        )

    def _title(self, part: _Part) -> tuple[Inline, ...]:
        """The opening's title, as it is set in the heading where that has the same words: italics and note marks stay."""
        wanted = fold(part.opening.title).replace(" ", "")
        lines = part.heading
        for start in range(len(lines)):
            for end in range(len(lines), start, -1):
                set_lines = lines[start:end]
                inlines = inlines_of(set_lines, self.setting, face=main_face(set_lines), page_breaks=False)
                if fold(text_of(inlines)).replace(" ", "") == wanted and wanted:
                    return inlines
        return (Text(text=part.opening.title),) if part.opening.title else ()


# --- which lines belong where --------------------------------------------------------------------------------------------


def _from_the_first_page(
    openings: tuple[Opening, ...], measured: Sequence[tuple[BodyLine, ...]]
) -> tuple[Opening, ...]:
    """The openings, with front matter before them where text stands before the first."""
    first = next((index for index, lines in enumerate(measured) if lines), None)
    if first is None:
        return openings
    if not openings:
        last = max(index for index, lines in enumerate(measured) if lines)
        return (
            Opening(kind=DivisionKind.OTHER, title="", number=None, level=1, index=first, last_index=last, rule="whole"),
        )
    start = openings[0]
    lead = [line for line in measured[start.index] if start.heading and line.at < start.heading[0]]
    if first < start.index or lead:
        last = start.index if lead else max(i for i in range(first, start.index) if measured[i])
        front = Opening(
            kind=DivisionKind.FRONT_MATTER, title="", number=None, level=1, index=first, last_index=last, rule="before"
        )
        return (front, *openings)
    return openings


def _without_notes(openings: Sequence[Opening]) -> frozenset[int]:
    """Pages that belong wholly to divisions without footnotes."""
    inside: set[int] = set()
    others: set[int] = set()
    for opening in openings:
        own = range(opening.index, max(opening.last_index, opening.index) + 1)
        if opening.kind in _WITHOUT_NOTES:
            inside.update(own)
        elif opening.kind is not DivisionKind.PART:
            others.update(own)
    return frozenset(inside - others)


def _parts(openings: Sequence[Opening], texts: Sequence[list[BodyLine]]) -> list[_Part]:
    """Give every line to the division that opened last before it."""
    parts = [_Part(opening=opening) for opening in openings]
    starts = [(o.index, o.heading[0] if o.heading else -1) for o in openings]
    headings = [frozenset(o.heading) for o in openings]
    k = 0
    for lines in texts:
        for line in lines:
            while k + 1 < len(parts) and starts[k + 1] <= (line.page, line.at):
                k += 1
            part = parts[k]
            if line.page == part.opening.index and line.at in headings[k]:
                part.heading.append(line)
            else:
                part.lines.append(line)
    return parts


def _title(chunk: Sequence[BodyLine]) -> str:
    return " ".join(line.text for line in chunk)


def _chapter_for(run: NoteRun, waiting: Sequence[_Part]) -> _Part | None:
    """The chapter that a heading over notes names: by its title, its number, or both."""
    if run.title is None:
        return None
    title = fold(run.title)
    for part in waiting:
        own = fold(part.opening.title)
        if own and (own in title or (len(title) > 8 and title in own)):
            return part
    for part in waiting:
        number = fold(part.opening.number or "")
        if number and number in title.split():
            return part
    return None


# --- the tree --------------------------------------------------------------------------------------------------------------


def _give_ids(parts: Sequence[_Part]) -> None:
    """Ids of divisions: the kind, with number or title where a book may have many of it; unique in the book."""
    plain = [_plain_id(part.opening) for part in parts]
    repeated = {id for id, count in Counter(plain).items() if count > 1}
    used: set[str] = set()
    parent: _Part | None = None
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


def _plain_id(opening: Opening) -> str:
    kind = opening.kind.value
    if opening.kind not in _NUMBERED:
        return kind
    rest = slug(opening.number or "") or slug(opening.title)
    return f"{kind}-{rest}" if rest else kind


def _with_notes(division: Division, notes: tuple[Note, ...]) -> Division:
    return replace(division, notes=notes)


def _tree(parts: Sequence[_Part], divisions: Sequence[Division]) -> tuple[Division, ...]:
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
