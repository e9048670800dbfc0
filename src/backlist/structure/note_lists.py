"""Notes printed as a list: at the end of a chapter under a heading of their own, or at the end of the book.

In: the lines of such a list, with the headings in it. Out: its notes, and the lines that are none. Which chapter a run of
notes belongs to is said by the heading over it, else by their order: numbers begin again with each chapter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backlist.structure.body import BodyLine
from backlist.structure.footnotes import MISSED, RawNote, starting_mark
from backlist.text.slug import fold

#: A heading over a list of notes, in folded form.
NOTES_TITLES = frozenset(
    (
        "notes", "endnotes", "end notes", "footnotes", "notes and references", "references and notes",
        "anmerkungen", "endnoten", "fussnoten", "notas", "notas al final", "note", "notes de fin",
        "notes et references", "note al testo", "adnotationes",
    )
)  # fmt: skip
#: Half of a list's notes, at least, must find their marks before the list is taken for one.
TIED_SHARE = 0.5


@dataclass(slots=True, kw_only=True)
class NoteRun:
    """Notes numbered in one run, under a heading or none; `other` are lines before the first of them."""

    title: str | None
    other: list[BodyLine] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)


def is_notes_title(text: str) -> bool:
    return fold(text) in NOTES_TITLES


def note_runs(segments: Sequence[tuple[str | None, Sequence[BodyLine]]]) -> list[NoteRun]:
    """The runs of notes in a list whose text is given by heading. Numbering that begins again begins a run."""
    out: list[NoteRun] = []
    for title, lines in segments:
        run = NoteRun(title=title)
        out.append(run)
        for line in lines:
            begins = starting_mark(line)
            number = int(begins[0]) if begins is not None and begins[0].isdigit() else None
            if begins is not None and number is not None:
                note = RawNote(page=line.page, mark=begins[0], skip=begins[1], lines=[line])
                if not run.notes:
                    if number <= 1 + MISSED or _follows(out, number):
                        run.notes.append(note)
                        continue
                else:
                    last = int(run.notes[-1].mark)
                    if last < number <= last + 1 + MISSED and _at_edge(run.notes[-1], line):
                        run.notes.append(note)
                        continue
                    if number == 1 and last > 1 and _at_edge(run.notes[-1], line):
                        run = NoteRun(title=None, notes=[note])
                        out.append(run)
                        continue
            if run.notes:
                run.notes[-1].lines.append(line)
            else:
                run.other.append(line)
    return out


def _follows(runs: Sequence[NoteRun], number: int) -> bool:
    """Whether a number goes on that of the last note so far: numbering that runs through the book."""
    last = next((run.notes[-1] for run in reversed(runs) if run.notes), None)
    return last is not None and 0 < number - int(last.mark) <= 1 + MISSED


def _at_edge(note: RawNote, line: BodyLine) -> bool:
    """A note begins about where the one before began; figures stand further left the longer they are."""
    return abs(note.lines[0].indent - line.indent) <= 1.2
