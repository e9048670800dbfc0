"""Backlist's account of a book: a PDF read and recognised, in the form in which the press gives its own.

In: the PDF's bytes. Out: an `Account`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.typesetter.account import Account, Stretch, calls, mark_call, mark_page, page_turns, plain, unmarked

from backlist.model.book import (
    Block,
    Division,
    DivisionKind,
    Entry,
    Figure,
    Inline,
    Itemised,
    LineBreak,
    Link,
    Note,
    NoteCall,
    PageBreak,
    Paragraph,
    Quotation,
    Style,
    Styled,
    Table,
    Text,
    Verse,
)
from backlist.model.evidence import Result
from backlist.model.layout import Layout
from backlist.model.plain import text_of
from backlist.sources import open_source
from backlist.structure.recognise import recognise

K = DivisionKind

#: Pages; far more than any known book has.
MAX_PAGES = 1000
#: Divisions whose words are no running text.
SILENT = (K.FRONT_MATTER, K.CONTENTS, K.INDEX, K.BACK_MATTER)
SHOWN_STYLES = (Style.ITALIC, Style.SMALL_CAPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came out of a PDF, and its account."""

    layout: Layout
    result: Result
    account: Account


def read(pdf: bytes) -> Reading:
    """Read a PDF and recognise the book in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.pdf"
        path.write_bytes(pdf)
        layout = open_source(path, max_pages=MAX_PAGES)
    result = recognise(layout)
    return Reading(layout=layout, result=result, account=account_of(layout, result))


def account_of(layout: Layout, result: Result) -> Account:
    """The account of a recognised book."""
    return _Accountant(layout, result).account()


class _Accountant:
    def __init__(self, layout: Layout, result: Result) -> None:
        self.book = result.book
        self.result = result
        self.labels = {page.id: page.label for page in self.book.pages}
        self.index = {page.id: page.index for page in self.book.pages}
        self.silent = {page.id for page in self.book.pages if page.label is None or not layout.pages[page.index].lines}

    def account(self) -> Account:
        divisions = list(_divisions(self.book.divisions, 1))
        running = [(d, list(self._stretches(d))) for d, _ in divisions if d.kind not in SILENT]
        shown = [[s for s in own if s.kind not in ("section", "turn", "caption")] for _, own in running]
        notes = {note.id: note for division, _ in divisions for note in _notes(division)}
        return Account(
            labels=tuple((page.label, page.printed) for page in self.book.pages),
            divisions=tuple(
                (
                    d.kind.value, d.number, plain(text_of(d.title)), tuple(c.name for c in d.contributors), depth,
                    self.labels[d.first_page], self.labels[d.last_page],
                )
                for d, depth in divisions
            ),
            sections=tuple((s.number, s.text, s.page) for _, own in running for s in own if s.kind == "section"),
            text=tuple(" ".join(unmarked(s.text) for s in own) for own in shown),
            paragraphs=tuple((s.kind, unmarked(s.text)) for own in shown for s in own),
            page_turns=tuple(t for _, own in running for t in page_turns(own)),
            notes=tuple(self._called(running, notes)),
            styles=tuple(styled for d, _ in divisions if d.kind not in SILENT for styled in _styled(d)),
            index=tuple(
                (block.level, plain(text_of(block.inlines)))
                for d, _ in divisions
                if d.kind is K.INDEX
                for block in d.blocks
                if isinstance(block, Entry)
            ),
            captions=tuple(s.text for _, own in running for s in own if s.kind == "caption"),
            furniture=tuple(sorted(self._furniture().items())),
            details=self._details(),
        )  # fmt: skip

    # --- running text ----------------------------------------------------------------------------------------------------

    def _stretches(self, division: Division) -> Iterator[Stretch]:
        yield from self._blocks(division.blocks, "paragraph")
        for inner in division.divisions:
            if inner.kind is K.SECTION:
                yield Stretch(
                    kind="section",
                    text=plain(text_of(inner.title)),
                    number=inner.number,
                    page=self.labels[inner.first_page],
                )
                yield from self._stretches(inner)

    def _blocks(self, blocks: Iterable[Block], kind: str) -> Iterator[Stretch]:
        for block in blocks:
            match block:
                case PageBreak(page=page):
                    if page not in self.silent:
                        yield Stretch(kind="turn", text=mark_page(self.labels[page]))
                case Paragraph(inlines=inlines):
                    yield Stretch(kind=kind, text=self._text(inlines))
                case Entry(inlines=inlines):
                    yield Stretch(kind="entry", text=self._text(inlines))
                case Quotation(blocks=inner):
                    yield from self._blocks(inner, "quotation")
                case Verse(lines=lines):
                    yield Stretch(kind="verse", text=" / ".join(self._text(line) for line in lines))
                case Itemised(items=items):
                    for item in items:
                        yield Stretch(kind="item", text=item.label or "")
                        yield from self._blocks(item.blocks, "item")
                case Figure(caption=caption):
                    yield Stretch(kind="caption", text=plain(text_of(caption)))
                case Table(rows=rows):
                    yield Stretch(kind="table", text=" | ".join(self._text(cell) for row in rows for cell in row))

    def _text(self, inlines: Iterable[Inline]) -> str:
        parts: list[str] = []
        for inline in inlines:
            match inline:
                case Text(text=text):
                    parts.append(text)
                case Styled(inlines=inner) | Link(inlines=inner):
                    parts.append(self._text(inner))
                case NoteCall(note=note, mark=mark):
                    parts.append(mark_call(note or mark))
                case PageBreak(page=page) if page not in self.silent:
                    parts.append(mark_page(self.labels[page]))
                case LineBreak():
                    parts.append(" ")
        return "".join(parts)

    # --- notes, furniture, details -----------------------------------------------------------------------------------------

    def _called(
        self, running: list[tuple[Division, list[Stretch]]], notes: dict[str, Note]
    ) -> Iterator[tuple[str, str, str, str | None]]:
        """Notes in the order of their calls; those that nothing calls come last, with nothing before their mark."""
        left = dict(notes)
        for _, own in running:
            for id, before in calls(own):
                note = left.pop(id, None)
                if note is None:
                    yield id, "", before, None
                else:
                    yield note.mark, self._note_text(note), before, self.labels[note.page]
        for note in left.values():
            yield note.mark, self._note_text(note), "", self.labels[note.page]

    def _note_text(self, note: Note) -> str:
        return " ¶ ".join(unmarked(s.text) for s in self._blocks(note.blocks, "paragraph"))

    def _furniture(self) -> dict[int, str]:
        words: dict[int, list[str]] = {}
        for evidence in self.result.evidence:
            if evidence.claim.startswith("line."):
                words.setdefault(evidence.page, []).extend(evidence.seen.split())
        return {page: " ".join(sorted(found)) for page, found in words.items()}

    def _details(self) -> tuple[tuple[str, object], ...]:
        details = self.book.details
        return (
            ("title", details.title),
            ("subtitle", details.subtitle),
            ("contributors", tuple((c.name, c.role) for c in details.contributors)),
            ("publisher", details.publisher),
            ("place", details.place),
            ("print_year", details.print_year),
            ("isbns", details.isbns),
            ("language", details.language),
        )


def _divisions(divisions: Iterable[Division], depth: int) -> Iterator[tuple[Division, int]]:
    for division in divisions:
        if division.kind is not K.SECTION:
            yield division, depth
            yield from _divisions(division.divisions, depth + 1)


def _notes(division: Division) -> Iterator[Note]:
    yield from division.notes
    for inner in division.divisions:
        if inner.kind is K.SECTION:
            yield from _notes(inner)


def _styled(division: Division) -> Iterator[tuple[str, str]]:
    for block in division.blocks:
        if isinstance(block, Paragraph | Entry):
            yield from _styled_in(block.inlines)
        elif isinstance(block, Quotation):
            for inner in block.blocks:
                if isinstance(inner, Paragraph):
                    yield from _styled_in(inner.inlines)
    for inner in division.divisions:
        if inner.kind is K.SECTION:
            yield from _styled(inner)


def _styled_in(inlines: Iterable[Inline]) -> Iterator[tuple[str, str]]:
    for inline in inlines:
        if isinstance(inline, Styled) and inline.style in SHOWN_STYLES:
            yield inline.style.value, plain(text_of(inline.inlines))
        elif isinstance(inline, Styled | Link):
            yield from _styled_in(inline.inlines)
