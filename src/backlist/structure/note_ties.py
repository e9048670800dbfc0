"""Notes and the divisions that they belong to: each note is tied to its mark, and given to the division that calls it.

In: the divisions in the making, the notes found at the foot of each page, and the lists of notes among the text. Out: the
divisions' own notes; of a list that was tied, nothing but its headings is left in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from backlist.model.book import DivisionKind
from backlist.structure.body import Body, BodyLine
from backlist.structure.chunks import chunks
from backlist.structure.footnotes import Candidate, RawNote, candidates, tie, tie_loosely
from backlist.structure.note_lists import TIED_SHARE, NoteRun, is_notes_title, note_runs
from backlist.structure.parts import WITHOUT_NOTES, Part
from backlist.text.slug import fold

#: A division's notes are numbered through where so many of them have numbers, and so large a share different ones.
LEAST_NUMBERED = 4
CONTINUOUS = 0.9


def tie_footnotes(parts: list[Part], footnotes: list[list[RawNote]]) -> None:
    """Tie the notes at the foot of each page to the marks on it, or on the page before."""
    owner: dict[tuple[int, int], Part] = {}
    by_page: dict[int, list[BodyLine]] = {}
    for part in parts:
        for line in (*part.heading, *part.lines):
            owner[(line.page, line.at)] = part
            by_page.setdefault(line.page, []).append(line)
    # What is left of the page before: its free marks, or its lines where it has no notes.
    before: list[Candidate] | list[BodyLine] = []
    current = parts[0] if parts else None
    for index, notes in enumerate(footnotes):
        lines = by_page.get(index, [])
        if lines:
            current = owner[(lines[-1].page, lines[-1].at)]
        if not notes:
            before = lines
            continue
        left = tie(notes, (c for line in lines for c in candidates(line)))
        untied = [note for note in notes if note.call is None]
        if untied and before:
            # A note may be printed on the page after its mark.
            tie(untied, [c for b in before for c in ([b] if isinstance(b, Candidate) else candidates(b))])
        tie_loosely(notes, lines)
        before = left
        for note in notes:
            part = owner[(note.call.line.page, note.call.line.at)] if note.call else current
            if part is not None:
                part.notes.append(note)


def tie_lists(parts: list[Part], body: Body) -> None:
    """Lists of notes at the ends of chapters, and the book's own."""
    for part in parts:
        if part.opening.kind is not DivisionKind.NOTES:
            _tie_chapter_end(part, body)
    chapters = [p for p in parts if p.opening.kind not in WITHOUT_NOTES]
    for part in parts:
        if part.opening.kind is DivisionKind.NOTES:
            _tie_book_end(part, chapters)


def _tie_chapter_end(part: Part, body: Body) -> None:
    start = next((k for k in sorted(part.headings, reverse=True) if is_notes_title(_title(part.chunks[k]))), None)
    if start is None:
        return
    end = next((k for k in sorted(part.headings) if k > start), len(part.chunks))
    runs = note_runs([(None, [line for chunk in part.chunks[start + 1 : end] for line in chunk])], restarts=False)
    text = [line for chunk in part.chunks[:start] for line in chunk]
    if len(runs) != 1 or not _take(runs[0], [part], [*part.heading, *text]):
        return
    rest = chunks(runs[0].other, body) if runs[0].other else []
    part.replace([*part.chunks[: start + 1], *rest, *part.chunks[end:]])


def _tie_book_end(notes_part: Part, chapters: list[Part]) -> None:
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
                if _take(run, [option], lines):
                    waiting = waiting[waiting.index(option) + 1 :]
                    taken = True
                    break
            if not taken and len([r for r in runs if r.notes]) == 1:
                lines = [line for p in chapters for line in (*p.heading, *(x for c in p.chunks for x in c))]
                taken = _take(run, chapters, lines)
        rest = list(run.other)
        if not taken:
            rest += [line for note in run.notes for line in note.lines]
        kept.append(rest)
    _keep(notes_part, kept)


def _keep(part: Part, kept: list[list[BodyLine]]) -> None:
    """What is left of a division of notes: its headings, and the lines that were tied to no chapter."""
    stay = {(line.page, line.at) for lines in kept for line in lines}
    heads = {id(part.chunks[k]) for k in part.headings}
    out: list[list[BodyLine]] = []
    for chunk in part.chunks:
        rest = chunk if id(chunk) in heads else [line for line in chunk if (line.page, line.at) in stay]
        if rest:
            out.append(rest)
    part.replace(out)


def _take(run: NoteRun, owners: list[Part], lines: list[BodyLine]) -> bool:
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


def _title(chunk: Sequence[BodyLine]) -> str:
    return " ".join(line.text for line in chunk)


def _chapter_for(run: NoteRun, waiting: Sequence[Part]) -> Part | None:
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


def lost_calls(parts: Sequence[Part]) -> list[Candidate]:
    """Raised numbers that are surely marks, though no note was found for them: the numbers of their division leave a gap
    just there."""
    out: list[Candidate] = []
    for part in parts:
        tied = [note.call for note in part.notes if note.call is not None]
        numbers = {int(note.mark) for note in part.notes if note.mark.isdigit()}
        if len(numbers) < LEAST_NUMBERED or len(numbers) < len(part.notes) * CONTINUOUS:
            continue
        used = {(c.line.page, c.line.at, c.start) for c in tied}
        for line in part.lines:
            for candidate in candidates(line):
                if not candidate.raised or not candidate.mark.isdigit():
                    continue
                number = int(candidate.mark)
                free = (line.page, line.at, candidate.start) not in used
                if free and number not in numbers and number - 1 in numbers and number + 1 in numbers:
                    numbers.add(number)
                    out.append(candidate)
    return out
