"""A known book set in type: every word, note and section numbered, so that the typesetter's answers can be joined to it.

In: a book and its vices. Out: `Composed`, and the JSON text that `book.typ` prints.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from tests.typesetter.known_book import NAMES, Block, KnownBook, KnownDivision, Section
from tests.typesetter.vices import Notes, Opening, Vices
from tests.typesetter.words import FIXED, NARROW

from backlist.model.book import DivisionKind

K = DivisionKind

#: A place on the sheets: page of the file from 0, points from its left edge and from its top.
Place = tuple[int, float, float]
NOWHERE: Place = (-1, 0.0, 0.0)

#: The division at which numbers begin again.
RESTARTED_CHAPTER = 4
#: A long title runs at the head of the page in its first words.
RUNNING_END = re.compile(r"[:,]")
SPACES = re.compile(f"([ {FIXED}{NARROW}])")


@dataclass(slots=True)
class Word:
    """A word of the text and where its marks stand: before it, behind it, and behind the note that it calls. `space` parts
    it from the word after it."""

    text: str
    style: str | None
    space: str = " "
    note: SetNote | None = None
    starts: Place = NOWHERE
    ends: Place = NOWHERE
    closes: Place = NOWHERE


@dataclass(slots=True)
class SetNote:
    """A note, its mark as printed, the page where it begins and the one where it ends."""

    id: int
    text: str
    mark: str = ""
    first: int = -1
    last: int = -1


@dataclass(slots=True)
class SetBlock:
    id: int
    quotation: bool
    words: list[Word]
    last: bool = False


@dataclass(slots=True)
class SetSection:
    """A section, or (with `notes`) a list of notes under its heading; a heading's page is known once it is printed."""

    id: int
    title: str
    number: str | None = None
    blocks: list[SetBlock] = field(default_factory=list)
    notes: list[SetNote] = field(default_factory=list)
    page: int = -1


@dataclass(slots=True)
class SetDivision:
    """`lists` are lists of notes printed at its end; `called` the notes that its text calls."""

    known: KnownDivision
    blocks: list[SetBlock]
    sections: list[SetSection]
    lists: list[SetSection] = field(default_factory=list)
    called: list[SetNote] = field(default_factory=list)
    first: int = -1
    last: int = -1

    @property
    def every_block(self) -> list[SetBlock]:
        return [*self.blocks, *(block for section in self.sections for block in section.blocks)]


@dataclass(slots=True)
class Composed:
    book: KnownBook
    vices: Vices
    divisions: list[SetDivision] = field(default_factory=list)
    blocks: list[SetBlock] = field(default_factory=list)
    notes: list[SetNote] = field(default_factory=list)
    sections: list[SetSection] = field(default_factory=list)


def compose(book: KnownBook, vices: Vices) -> Composed:
    """Set a book in type; the contents, which its author does not write, come first."""
    out = Composed(book=book, vices=vices)
    known = list(book.divisions)
    if book.contents_title is not None:
        known.insert(0, KnownDivision(kind=K.CONTENTS, title=book.contents_title))
    for division in known:
        made = SetDivision(
            known=division,
            blocks=[_block(out, block) for block in division.blocks],
            sections=[_section(out, section) for section in division.sections],
        )
        made.called = [w.note for block in made.every_block for w in block.words if w.note is not None]
        out.divisions.append(made)
        if vices.notes is Notes.CHAPTER_END and made.called:
            made.lists.append(_listed(out, NAMES[book.language].notes, made.called))
        elif vices.notes is Notes.BOOK_END and division.kind is K.NOTES:
            for other in out.divisions:
                if other.called:
                    made.lists.append(_listed(out, other.known.title, other.called, number=other.known.entry))
        if made.every_block and not made.lists:
            made.every_block[-1].last = True
    return out


def _block(out: Composed, block: Block) -> SetBlock:
    words: list[Word] = []
    for run in block.runs:
        # Spaces that do not break part words too: they stretch with the line, and words do not.
        parts = [*SPACES.split(run.text), " "]
        words += [Word(text, run.style, space) for text, space in zip(parts[::2], parts[1::2], strict=True)]
        if run.note is not None:
            words[-1].note = SetNote(len(out.notes), run.note)
            out.notes.append(words[-1].note)
    made = SetBlock(len(out.blocks), block.quotation, words)
    out.blocks.append(made)
    return made


def _section(out: Composed, section: Section) -> SetSection:
    made = SetSection(len(out.sections), section.title, section.number)
    out.sections.append(made)
    made.blocks = [_block(out, block) for block in section.blocks]
    return made


def _listed(out: Composed, title: str, notes: list[SetNote], number: str | None = None) -> SetSection:
    made = SetSection(len(out.sections), title, number, notes=notes)
    out.sections.append(made)
    return made


# --- for the typesetter --------------------------------------------------------------------------------------------------


def as_json(composed: Composed, *, marked: bool) -> str:
    """What `book.typ` reads; `marked` asks for marks at all words, for the account of the book, not for the book."""
    book = composed.book
    restart = _restart(composed)
    first_arabic = next((k for k, d in enumerate(composed.divisions) if d.known.kind is K.INTRODUCTION), 0)
    return json.dumps(
        {
            "vices": asdict(composed.vices),
            "marked": marked,
            "book": {
                "title": book.title,
                "subtitle": book.subtitle,
                "author": book.author,
                "publisher": book.publisher,
                "place": f"{book.place} {book.year}",
                "imprint": [
                    f"{NAMES[book.language].published} {book.year}",
                    f"© {book.publisher} {book.year}",
                    f"ISBN {book.isbn}",
                ],
                "contents": book.contents_title is not None,
                "divisions": [
                    _division(composed.vices, k, made, first_arabic=k == first_arabic, restart=k == restart)
                    for k, made in enumerate(composed.divisions)
                ],
            },
        }
    )


def _restart(composed: Composed) -> int | None:
    if not composed.vices.restarts:
        return None
    for k, made in enumerate(composed.divisions):
        number = made.known.number
        if made.known.kind is K.PART and number == "II":
            return k
        if made.known.kind is K.CHAPTER:
            before = sum(1 for d in composed.divisions[:k] if d.known.kind is K.CHAPTER)
            if before == RESTARTED_CHAPTER - 1:
                return k
    return None


def _division(vices: Vices, place: int, made: SetDivision, *, first_arabic: bool, restart: bool) -> dict:
    known = made.known
    chapter = known.kind is K.CHAPTER
    return {
        "place": place,
        "kind": known.kind.value,
        "title": known.title,
        "running": RUNNING_END.split(known.title)[0],
        "label": known.label,
        "capitals": vices.opening is Opening.CHAPTER_OVER_CAPITALS,
        "spaced": vices.opening is Opening.LETTER_SPACED,
        "one_line": chapter and vices.opening is Opening.NUMBER_AND_TITLE,
        "entry": known.entry,
        "level": known.level,
        "authors": known.authors,
        "topics": known.topics,
        "first_arabic": first_arabic,
        "restart": restart,
        "blocks": [_json_block(block) for block in made.blocks],
        "sections": [
            {"id": s.id, "title": s.title, "number": s.number, "blocks": [_json_block(b) for b in s.blocks]}
            for s in made.sections
        ],
        "lists": [
            {"id": s.id, "title": s.title, "number": s.number, "notes": [{"id": n.id, "text": n.text} for n in s.notes]}
            for s in made.lists
        ],
        "index": [asdict(line) for line in known.index],
        "ends": not made.every_block or bool(made.lists),
    }


def _json_block(block: SetBlock) -> dict:
    return {
        "id": block.id,
        "quotation": block.quotation,
        "last": block.last,
        "words": [
            {
                "text": word.text,
                "style": word.style,
                "space": word.space,
                "note": None if word.note is None else {"id": word.note.id, "text": word.note.text},
            }
            for word in block.words
        ],
    }


# --- what the typesetter answers -----------------------------------------------------------------------------------------


def take_places(composed: Composed, answer: dict) -> None:
    """Note where everything came to stand."""
    for (block, k, side), *place in answer["words"]:
        word = composed.blocks[block].words[k]
        at: Place = tuple(place)
        if side == 0:
            word.starts = at
        elif side == 1:
            word.ends = word.closes = at
        else:
            word.closes = at
    for (note, side), page, *_ in answer["notes"]:
        if side == "from":
            composed.notes[note].first = page
        else:
            composed.notes[note].last = page
    for note, mark in answer["calls"]:
        composed.notes[note].mark = mark
    for section, page, *_ in answer["sections"]:
        composed.sections[section].page = page
    at_foot = composed.vices.notes in (Notes.NUMERALS, Notes.ASTERISKS)
    for (place, page, *_), (_, end, *_) in zip(answer["divisions"], answer["ends"], strict=True):
        made = composed.divisions[place]
        made.first = page
        assert all(n.first >= w.ends[0] for block in made.every_block for w in block.words if (n := w.note) and at_foot)
        made.last = max(end, *(n.last for n in made.called), -1) if at_foot and made.called else end


#: A mark this close (points) behind the word before it was left there by a line's end.
TOUCHES = 0.15


def turns_within(block: SetBlock) -> Iterator[tuple[int, bool]]:
    """The words of a block at which a page turns: the word's place, and whether it turns inside it."""
    for k, word in enumerate(block.words):
        before = block.words[k - 1] if k else None
        if word.starts[0] != word.ends[0]:
            left_behind = (
                before is not None
                and before.closes[0] == word.starts[0]
                and abs(before.closes[1] - word.starts[1]) <= TOUCHES
            )
            yield k, not left_behind
        elif before is not None and before.closes[0] != word.starts[0]:
            yield k, False
