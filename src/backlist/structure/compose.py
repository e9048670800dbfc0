"""The running text put together: openings and lines in, divisions with blocks, sections and notes out.

In: a layout, its furniture, its pages with their ids, and where its divisions open. Out: the tree of divisions, how we
know, and what is doubtful. Titles, numbers and kinds of divisions are the openings'; the book's details are none of its
business. Every line that is neither furniture nor a division's heading stands in the book exactly once.

Each page gets one `PageBreak`: a block where the page begins between two blocks, an inline where it begins inside one. A
page that begins with a heading has its break as first block of what the heading opens.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby

from backlist.model.book import Block, Contributor, Division, DivisionKind, Inline, Note, NoteCall, Page, Text
from backlist.model.certainty import certainty_of
from backlist.model.evidence import Evidence
from backlist.model.layout import Layout
from backlist.model.plain import text_of
from backlist.problems import Problem, ProblemCode
from backlist.structure.blocks import Group, groups, merged
from backlist.structure.body import BodyLine, body_lines, measure
from backlist.structure.build import SEEN, Builder
from backlist.structure.chunks import chunks
from backlist.structure.entries import ENTRY_KINDS, entries
from backlist.structure.exhibits import around, gather
from backlist.structure.footnotes import GLUED_WEIGHT, RawNote, split_notes, without_exhibits
from backlist.structure.headings import Heading, find_headings
from backlist.structure.inlines import Mark, Setting, inlines_of, main_face
from backlist.structure.note_ties import lost_calls, tie_footnotes, tie_lists
from backlist.structure.parts import (
    WITHOUT_EXHIBITS,
    Part,
    from_the_first_page,
    give_ids,
    pages_of,
    pages_without_notes,
    parts_of,
    tree,
)
from backlist.structure.skeleton import Opening, PageFurniture
from backlist.text.hyphens import vocabulary
from backlist.text.slug import fold

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The divisions of the book, how we know, and what is doubtful."""

    divisions: tuple[Division, ...]
    evidence: tuple[Evidence, ...]
    problems: tuple[Problem, ...]


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
        self.openings = from_the_first_page(openings, self.measured)
        self.gathered = gather(
            layout.pages,
            self.measured,
            self.body,
            without=pages_of(self.openings, WITHOUT_EXHIBITS),
            headings=frozenset((o.index, at) for o in self.openings for at in o.heading),
        )
        self.marks: dict[tuple[int, int], list[Mark]] = {}
        self.setting = Setting(
            body=self.body,
            words=vocabulary((line.text for page in self.measured for line in page), language=language),
            page_ids={page.index: page.id for page in pages},
            breaks=[page.index if page.lines or page.images or page.drawings else -1 for page in layout.pages],
            marks=self.marks,
        )
        self.builder = Builder(self.setting)
        self.evidence: list[Evidence] = []
        self.problems: list[Problem] = []

    def composition(self) -> Composition:
        texts, footnotes = self._texts()
        parts = parts_of(self.openings, texts)
        for part in parts:
            part.chunks = chunks(part.lines, self.body)
        found = find_headings([p.chunks for p in parts], self.body)
        for part, own in zip(parts, found, strict=True):
            part.headings = {} if part.opening.kind in _WITHOUT_SECTIONS else own
        tie_footnotes(parts, footnotes)
        tie_lists(parts, self.body)
        ids = self._number_notes(parts)
        give_ids(parts)
        ends = [p.opening.index - 1 for p in parts[1:]] + [len(self.pages) - 1]
        made = [self._division(part, end) for part, end in zip(parts, ends, strict=True)] if parts else []
        divisions = [
            replace(division, notes=self._notes(part, ids)) for division, part in zip(made, parts, strict=True)
        ]
        return Composition(
            divisions=tree(parts, divisions),
            evidence=(*self.evidence, *self.builder.evidence),
            problems=tuple(self.problems),
        )

    def _texts(self) -> tuple[list[list[BodyLine]], list[list[RawNote]]]:
        """The text of every page, with its figures and tables, and the notes at its foot: no picture belongs to a note."""
        plain = [
            tuple(line for line in page if line.exhibit is None or line in line.exhibit.caption)
            for page in self.gathered
        ]
        texts, footnotes = split_notes(plain, self.layout.pages, self.body, pages_without_notes(self.openings))
        for k, (page, text) in enumerate(zip(self.gathered, texts, strict=True)):
            if len(plain[k]) < len(page) or any(line.exhibit for line in page):
                footnotes[k], freed = without_exhibits(footnotes[k])
                kept = {id(line) for line in (*text, *freed)}
                text[:] = [line for line in page if line.exhibit is not None or id(line) in kept]
        return texts, footnotes

    def _number_notes(self, parts: list[Part]) -> dict[int, str]:
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
                        seen=f"{_named(note)} stands on the page, but nothing in the text calls it; it was kept among the "
                        "notes of its division.",
                        page=label,
                    )
                )
            else:
                call = note.call
                key = (call.line.page, call.line.at)
                self.marks.setdefault(key, []).append(
                    Mark(start=call.start, end=call.end, call=NoteCall(note=ids[id(note)], mark=call.mark))
                )
            rule = _note_rule(note)
            self.evidence.append(
                Evidence(
                    subject=ids[id(note)],
                    claim="note.text" if note.call is None else "note.call",
                    rule=rule,
                    certainty=certainty_of(rule),
                    page=note.page,
                    boxes=(around([line.line.box for line in note.lines if line.page == note.page]),),
                    seen=note.lines[0].text[:SEEN],
                )
            )
        for call in lost_calls(parts):
            key = (call.line.page, call.line.at)
            self.marks.setdefault(key, []).append(
                Mark(start=call.start, end=call.end, call=NoteCall(note=None, mark=call.mark))
            )
            self.problems.append(
                Problem(
                    code=ProblemCode.NOTES_MARK_WITHOUT_NOTE,
                    seen=f"The mark {call.mark} calls a note that was not found; the mark stays in the text and leads "
                    "nowhere.",
                    page=self.pages[call.line.page].label,
                )
            )
        for marks in self.marks.values():
            marks.sort(key=lambda m: m.start)
        return ids

    def _notes(self, part: Part, ids: dict[int, str]) -> tuple[Note, ...]:
        def order(note: RawNote) -> tuple[int, int, int]:
            if note.call is None:
                return (note.page, note.lines[0].at, 0)
            return (note.call.line.page, note.call.line.at, note.call.start)

        return tuple(self.builder.note(note, ids[id(note)]) for note in sorted(part.notes, key=order))

    # --- divisions -------------------------------------------------------------------------------------------------------

    def _division(self, part: Part, end: int) -> Division:
        """Make a division; pages up to `end` that hold none of its text begin at its end."""
        opening = part.opening
        top = _Section(id=part.id, title=(), number=None, level=0, first=opening.index)
        top.blocks.extend(self.builder.breaks(opening.index) if part.heading or not part.lines else [])
        stack = [top]
        waiting: list[Group] = []
        run: list[list[BodyLine]] = []

        def close_run() -> None:
            if opening.kind in ENTRY_KINDS:
                for exhibited, some in groupby(run, key=lambda chunk: chunk[0].exhibit is not None):
                    if exhibited:
                        waiting.extend(group for chunk in some for group in groups(chunk, self.body))
                    else:
                        waiting.extend(entries([line for chunk in some for line in chunk], opening.kind, self.body))
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
            contributors=_contributors(opening),
            blocks=tuple(top.blocks),
            divisions=tuple(self._frozen(s) for s in top.sections),
        )

    def _section(self, heading: Heading, before: _Section) -> _Section:
        first = heading.lines[0]
        before.blocks.extend(self.builder.breaks(first.page - 1))
        skip = heading.skip
        title = inlines_of(heading.lines, self.setting, face=main_face(heading.lines), skip=skip)
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
                certainty=certainty_of(heading.rule),
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

    def _title(self, part: Part) -> tuple[Inline, ...]:
        """The opening's title, as it is set in the heading where that has the same words: italics and note marks stay.

        Capitals that the opening's title does not have are only the heading's dress.
        """
        wanted = fold(part.opening.title).replace(" ", "")
        lines = part.heading
        for start in range(len(lines)):
            for end in range(len(lines), start, -1):
                set_lines = lines[start:end]
                inlines = inlines_of(set_lines, self.setting, face=main_face(set_lines))
                words = text_of(inlines)
                same = bool(wanted) and fold(words).replace(" ", "") == wanted
                if same and words.isupper() <= part.opening.title.isupper():
                    return inlines
        return (Text(text=part.opening.title),) if part.opening.title else ()


def _note_rule(note: RawNote) -> str:
    """How a note was tied to its mark."""
    if note.call is None:
        return "notes.no-mark"
    if note.call.raised:
        return "notes.raised"
    return "notes.only-place" if note.call.weight < GLUED_WEIGHT else "notes.behind-word"


def _contributors(opening: Opening) -> tuple[Contributor, ...]:
    affiliations = opening.affiliations or (None,) * len(opening.authors)
    return tuple(
        Contributor(name=name, affiliation=place) for name, place in zip(opening.authors, affiliations, strict=True)
    )


def _named(note: RawNote) -> str:
    return f"Note {note.mark}" if note.mark else "A note without a mark"
