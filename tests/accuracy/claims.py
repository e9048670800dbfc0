"""What recognition claims, judged one by one: a recognised book and the truth about it in, claims with right or wrong out.

Claims are page labels, starts of divisions, section headings and numbers of notes, and with typeset books, whose truth is
complete, ties of notes, furniture and block quotations. A claim that the truth says nothing about is left out, by the rules of the
corpus's own score.py: optional matter is neither right nor wrong.

The same book is also recognised with its contents pages hidden, so that there are enough claims by headings alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from types import ModuleType
from typing import Any

from backlist.model.book import Book, Division, DivisionKind, Note, Paragraph, Quotation
from backlist.model.evidence import Evidence, Result
from backlist.model.layout import Layout
from backlist.model.plain import text_of
from backlist.pipeline.parts import parts_of
from backlist.publish.truth_json import truth as as_truth
from backlist.structure.recognise import recognise
from tests.typesetter.account import Account, plain, unmarked

K = DivisionKind

#: The structures whose certainties are judged.
STRUCTURES = {
    "page.label": "page labels",
    "division.start": "divisions",
    "section.heading": "section headings",
    "note.call": "notes",
    "note.text": "notes",
    "line.page-number": "furniture",
    "line.running-head": "furniture",
    "line.running-foot": "furniture",
    "block.quotation": "quotations",
}
#: A note that is tied to its mark, and one that is not.
NOTES = ("note.call", "note.text")
#: A title is found when it is this much like the true one, as score.py has it.
ALIKE = 0.85
#: Characters by which a note's or a quotation's text is known.
BEGINNING = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    structure: str
    rule: str
    right: bool


def corpus_claims(layout: Layout, result: Result, truth: dict[str, Any], score: ModuleType) -> Iterator[Claim]:
    """Claims about a book of the corpus, and about the same book with its contents pages hidden."""
    yield from _labels(result, {page["index"]: page.get("label") for page in truth.get("pages") or ()})
    yield from _divisions(result, truth, score)
    yield from _sections(result, truth, score)
    yield from _counted_notes(result, truth, score)
    bare, hidden = without_contents(layout, result)
    if hidden:
        yield from _divisions(recognise(bare), truth, score, hidden)


def _claims(result: Result, claim: str) -> Iterator[Evidence]:
    return (item for item in result.evidence if item.claim == claim)


def _judged(item: Evidence, right: bool) -> Claim:
    return Claim(structure=STRUCTURES[item.claim], rule=item.rule, right=right)


def _labels(result: Result, known: dict[int, str | None]) -> Iterator[Claim]:
    labels = {page.id: page for page in result.book.pages}
    for item in _claims(result, "page.label"):
        page = labels[item.subject]
        if page.index in known:
            yield _judged(item, (page.label or "").lower() == (known[page.index] or "").lower())


# --- divisions and sections ---------------------------------------------------------------------------------------------


def _divisions(
    result: Result, truth: dict[str, Any], score: ModuleType, hidden: tuple[int, ...] = ()
) -> Iterator[Claim]:
    """Starts of divisions; those on `hidden` pages are neither right nor wrong."""
    rows = as_truth(result.book)["divisions"]
    by_id = {division.id: row for division, row in zip(_in_order(result.book.divisions), rows, strict=True)}
    known = [row for row in score.divs_of(truth) if score.page_of(row) not in hidden]
    evidence = [
        item
        for item in _claims(result, "division.start")
        if item.subject in by_id and by_id[item.subject]["first_index"] not in hidden
    ]
    ours = [by_id[item.subject] for item in evidence]
    matched = {i for i, _ in score.match(ours, known, lambda a, b: _alike(score, a, b))}
    core = [row for row in known if score.canon_type(row.get("type")) not in score.OPTIONAL]
    core_pages = {score.page_of(row) for row in core}
    optional_pages = {score.page_of(row) for row in known} - core_pages
    indexes = [row for row in core if score.canon_type(row.get("type")) == "index"]
    for i, (item, row) in enumerate(zip(evidence, ours, strict=True)):
        page = row["first_index"]
        if score.canon_type(row["type"]) in score.OPTIONAL:
            # Matter before or behind the text holds no division of the text.
            inside = range(page, (row["last_index"] or page) + 1)
            yield _judged(item, not core_pages & set(inside))
        elif i in matched:
            yield _judged(item, True)
        elif page in optional_pages or any(
            row["type"] == "index" and score.page_of(t) < page <= (t.get("last_index") or 0) for t in indexes
        ):
            continue
        else:
            yield _judged(item, False)


def _alike(score: ModuleType, a: dict[str, Any], b: dict[str, Any]) -> float:
    alike = score.best_similarity(a, b)
    return alike if alike >= ALIKE else 0


def _in_order(divisions: tuple[Division, ...]) -> Iterator[Division]:
    for division in divisions:
        if division.kind is not K.SECTION:
            yield division
            yield from _in_order(division.divisions)


def _sections(result: Result, truth: dict[str, Any], score: ModuleType) -> Iterator[Claim]:
    known = score.sections_of(truth)
    if not known:
        return
    index = {page.id: page.index for page in result.book.pages}
    sections = {
        part.id: {"title": text_of(part.title), "number": part.number, "index": index.get(part.first_page or "")}
        for part in parts_of(result.book.divisions)
        if isinstance(part, Division) and part.kind is K.SECTION
    }
    evidence = [item for item in _claims(result, "section.heading") if item.subject in sections]
    ours = [sections[item.subject] for item in evidence]
    matched = {i for i, _ in score.match(ours, known, lambda a, b: _alike(score, a, b))}
    for i, item in enumerate(evidence):
        yield _judged(item, i in matched)


def without_contents(layout: Layout, result: Result) -> tuple[Layout, tuple[int, ...]]:
    """The layout with nothing but furniture on its contents pages, and these pages' indexes; no pages where there are no
    contents."""
    index = {page.id: page.index for page in result.book.pages}
    pages = tuple(
        i
        for division in _in_order(result.book.divisions)
        if division.kind is K.CONTENTS and division.first_page and division.last_page
        for i in range(index[division.first_page], index[division.last_page] + 1)
    )
    kept = {(item.page, box) for item in result.evidence if item.claim.startswith("line.") for box in item.boxes}
    hidden = [
        replace(page, lines=tuple(line for line in page.lines if (page.index, line.box) in kept))
        if page.index in pages
        else page
        for page in layout.pages
    ]
    return replace(layout, pages=tuple(hidden), outline=()), pages


# --- notes --------------------------------------------------------------------------------------------------------------


#: Notes in the order in which they are taken for right, where only their number is known.
_TRUSTED = ("notes.raised", "notes.behind-word", "notes.only-place", "notes.no-mark")


def _counted_notes(result: Result, truth: dict[str, Any], score: ModuleType) -> Iterator[Claim]:
    """Notes where the truth gives numbers alone: of a division's notes, those beyond its true number are wrong, those
    without a mark before all others."""
    counts = {score.norm(title): n for title, n in ((truth.get("notes") or {}).get("count_by_division") or {}).items()}
    if not counts:
        return
    evidence = {item.subject: item for item in result.evidence if item.claim in NOTES}
    for division in _in_order(result.book.divisions):
        found = [evidence[note.id] for note in _notes(division) if note.id in evidence]
        found.sort(key=lambda item: _TRUSTED.index(item.rule))
        due = counts.get(score.norm(text_of(division.title)), 0)
        for rank, item in enumerate(found):
            yield _judged(item, rank < due)


def _notes(division: Division) -> Iterator[Note]:
    yield from division.notes
    for inner in division.divisions:
        if inner.kind is K.SECTION:
            yield from _notes(inner)


# --- typeset books ------------------------------------------------------------------------------------------------------


def typeset_claims(result: Result, known: Account, read: Account) -> Iterator[Claim]:
    """Claims about a typeset book of what the corpus says too little about: notes, furniture and quotations. `known` is the
    press's account, `read` Backlist's own."""
    yield from _tied_notes(result.book, result, known, read)
    words = dict(known.furniture)
    for item in result.evidence:
        if item.claim.startswith("line.") and item.page is not None:
            there = words.get(item.page, "").split()
            yield _judged(item, all(word in there for word in item.seen.split()))
    quoted = [text for kind, text in known.paragraphs if kind == "quotation"]
    blocks = {part.id: part for part in parts_of(result.book.divisions) if isinstance(part, Quotation)}
    for item in _claims(result, "block.quotation"):
        if item.subject in blocks:
            begins = _beginning(blocks[item.subject])
            yield _judged(item, any(begins in text for text in quoted))


def _beginning(block: Quotation) -> str:
    """The first words of a quotation, without the page breaks before them."""
    for inner in block.blocks:
        if isinstance(inner, Paragraph):
            return plain(text_of(inner.inlines))[:BEGINNING]
    return ""


def _tied_notes(book: Book, result: Result, known: Account, read: Account) -> Iterator[Claim]:
    """A tie is right where the press has a note with this mark and these words behind the same words; a note without a
    mark, where the press has its words in a note."""
    evidence = {item.subject: item for item in result.evidence if item.claim in NOTES}
    places = {}
    for mark, text, before, page in read.notes:
        places.setdefault((mark, text, page), []).append(before)
    truths = [(mark, text[:BEGINNING], _letters(before)) for mark, text, before, _ in known.notes]
    labels = {page.id: page.label for page in book.pages}
    for note in (part for part in parts_of(book.divisions) if isinstance(part, Note)):
        item = evidence.get(note.id)
        text = plain(unmarked(" ¶ ".join(text_of(b.inlines) for b in note.blocks if isinstance(b, Paragraph))))
        if item is None:
            continue
        if item.rule == "notes.no-mark":
            yield _judged(item, any(text[:BEGINNING] == begins for _, begins, _ in truths))
            continue
        befores = places.get((note.mark, text, labels.get(note.page)), [""])
        before = _letters(befores.pop(0) if len(befores) > 1 else befores[0])
        yield _judged(
            item,
            any(
                mark == note.mark and begins == text[:BEGINNING] and _same_end(there, before)
                for mark, begins, there in truths
            ),
        )


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _same_end(one: str, other: str) -> bool:
    """Whether two contexts end alike; each is cut at its front."""
    if not one or not other:
        return one == other
    short = min(len(one), len(other))
    return SequenceMatcher(None, one[-short:], other[-short:], autojunk=False).ratio() >= ALIKE
