"""Notes printed as a list: at the end of a chapter under a heading of their own, or at the end of the book.

In: the lines of such a list, with the headings in it. Out: its notes, and the lines that are none. Which chapter a run of
notes belongs to is said by the heading over it, else by their order: numbers begin again with each chapter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backlist.structure.body import BodyLine
from backlist.structure.chunks import TERMINAL
from backlist.structure.footnotes import MISSED, RawNote, heaviest_chain, starting_mark
from backlist.text.slug import fold

#: A heading over a list of notes, in folded form.
NOTES_TITLES = frozenset(
    (
        "notes", "endnotes", "end notes", "footnotes", "notes and references", "references and notes",
        "anmerkungen", "endnoten", "fussnoten", "notas", "notas al final", "note", "notes de fin",
        "notes et references", "note al testo", "adnotationes",
    )
)  # fmt: skip
#: A first note is taken to begin a new run where so much speaks for it.
SURE_WEIGHT = 4
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


def note_runs(segments: Sequence[tuple[str | None, Sequence[BodyLine]]], *, restarts: bool) -> list[NoteRun]:
    """The runs of notes in a list whose text is given by heading. With `restarts`, numbering that begins again begins a
    run without a heading."""
    out: list[NoteRun] = []
    for title, lines in segments:
        begins = [_begins(lines, k) for k in range(len(lines))]
        cuts = [0]
        if restarts:
            cuts += [
                k for k, b in enumerate(begins) if k and b is not None and b.number == 1 and b.weight >= SURE_WEIGHT
            ]
        for n, cut in enumerate(cuts):
            end = cuts[n + 1] if n + 1 < len(cuts) else len(lines)
            out.append(_run(title if n == 0 else None, lines[cut:end], begins[cut:end]))
    return out


@dataclass(slots=True, frozen=True)
class _Begin:
    mark: str
    skip: int
    number: int
    weight: int


def _begins(lines: Sequence[BodyLine], k: int) -> _Begin | None:
    """What speaks for a note that begins with a line: figures first, and a line before it that is a sentence's last."""
    found = starting_mark(lines[k])
    if found is None or not found[0].isdigit():
        return None
    mark, skip, raised = found
    weight = 2 + 2 * raised
    if k:
        above, line = lines[k - 1], lines[k]
        weight += TERMINAL.search(above.text.rstrip()) is not None
        weight += above.slack > 2
        weight += above.indent < line.indent - 0.5 or line.indent < above.indent - 0.5
    else:
        weight += 2
    return _Begin(mark, skip, int(mark), weight)


def _run(title: str | None, lines: Sequence[BodyLine], begins: Sequence[_Begin | None]) -> NoteRun:
    """The notes of one run: of all lines that might begin one, those whose numbers rise and speak the loudest."""
    run = NoteRun(title=title)
    given = [(k, b) for k, b in enumerate(begins) if b is not None]
    chain = heaviest_chain([(n, b.number) for n, (_, b) in enumerate(given)], [b.weight for _, b in given])
    starts = _without_jumps([given[n] for n, _ in chain])
    at = dict(starts)
    for k, line in enumerate(lines):
        begin = at.get(k)
        if begin is not None:
            run.notes.append(RawNote(page=line.page, mark=begin.mark, skip=begin.skip, lines=[line]))
        elif run.notes:
            run.notes[-1].lines.append(line)
        else:
            run.other.append(line)
    return run


def _without_jumps(chain: list[tuple[int, _Begin]]) -> list[tuple[int, _Begin]]:
    """A number far ahead of the last is a page or a year at a line's head, unless the numbers go on from it."""
    out: list[tuple[int, _Begin]] = []
    for n, (k, begin) in enumerate(chain):
        following = chain[n + 1][1].number if n + 1 < len(chain) else None
        near = out and begin.number <= out[-1][1].number + 1 + MISSED
        if (
            near
            or (following is not None and following <= begin.number + 1 + MISSED)
            or (not out and begin.number <= 1)
        ):
            out.append((k, begin))
    return out
