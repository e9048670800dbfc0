"""A small book that was read, for tests of what happens to it afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backlist.model.book import (
    Book,
    Contributor,
    Details,
    Division,
    DivisionKind,
    Note,
    NoteCall,
    Page,
    PageBreak,
    Paragraph,
    Text,
)
from backlist.model.evidence import Evidence, Result
from backlist.model.layout import Box, Layout, Line, OutlineItem, PageLayout, Span
from backlist.problems import Problem, ProblemCode

BOX = Box(left=72.0, top=80.25, right=300.5, bottom=92.0)


def small_result(**details: Any) -> Result:
    """A book of two pages and one chapter with one note; `details` go over its own."""
    note = Note(id="p2-n1", mark="1", page="p2", blocks=(Paragraph(id="p2-2", inlines=(Text(text="A note."),)),))
    chapter = Division(
        id="chapter-1",
        kind=DivisionKind.CHAPTER,
        number="1",
        title=(Text(text="Where readers look"),),
        first_page="p1",
        last_page="p2",
        blocks=(
            Paragraph(
                id="p1-1",
                inlines=(
                    Text(text="The text goes <on> & "),
                    PageBreak(page="p2"),
                    Text(text="on."),
                    NoteCall(note="p2-n1", mark="1"),
                ),
            ),
        ),
        notes=(note,),
    )
    own = {"title": "Finding the Place", "contributors": (Contributor(name="First Author"),), "print_year": 1977}
    book = Book(
        id="finding-the-place",
        details=Details(**(own | details)),
        pages=(Page(id="p1", index=0, label="1", printed=True), Page(id="p2", index=1, label="2")),
        divisions=(chapter,),
    )
    return Result(
        book=book,
        evidence=(Evidence(subject="p1", claim="page.label", rule="folio", certainty=0.9, page=0, boxes=(BOX,)),),
        problems=(Problem(code=ProblemCode.LABELS_GAP, seen="A leaf is missing.", page="2"),),
    )


def small_layout() -> Layout:
    span = Span(text="Where readers look", box=BOX, font="Serif", size=10.5, italic=True, baseline=90.0)
    line = Line(text=span.text, box=BOX, spans=(span,), size=10.5, baseline=90.0)
    page = PageLayout(index=0, width=420.0, height=595.0, lines=(line,), images=(BOX,), label="1")
    return Layout(
        pages=(page, replace(page, index=1, lines=(), label=None)),
        outline=(OutlineItem(title="One", page=0, level=1),),
        info=(("Title", "Untitled"),),
    )
