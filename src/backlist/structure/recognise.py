"""The whole of recognition, as a recipe: what the lines on the pages mean.

In: the `Layout` of a printed book. Out: the `Book`, the evidence for it and the problems found. The steps hand on what
`skeleton` describes. Each sees the whole book and decides by what fits together; no step stops for a bad page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from backlist.model.book import Book, Division, DivisionKind, Page
from backlist.model.certainty import certainty_of
from backlist.model.evidence import Evidence, Result
from backlist.model.layout import Layout
from backlist.structure.abstracts import with_abstracts
from backlist.structure.alignment import align
from backlist.structure.compose import compose
from backlist.structure.contents import find_contents
from backlist.structure.details import read_details
from backlist.structure.divisions import find_divisions
from backlist.structure.furniture import find_folios, find_furniture
from backlist.structure.labels import number_pages
from backlist.structure.numbering import mend_numbers
from backlist.structure.openings import measure, tops_of
from backlist.structure.skeleton import Opening, PageFurniture
from backlist.text.slug import book_slug

#: How many steps `recognise` reports to its caller.
STEPS = 5


def recognise(layout: Layout, *, progress: Callable[[int, int], None] | None = None) -> Result:
    """Recognise a book. `progress` is called with steps done and steps in all."""

    def done(step: int) -> None:
        if progress:
            progress(step, STEPS)

    folios = find_folios(layout)
    pages, label_evidence, label_problems = number_pages(layout, folios)
    furniture = find_furniture(layout, folios, pages)
    done(1)
    contents_pages, entries = find_contents(layout, furniture)
    measures = measure(layout, furniture)
    tops = tops_of(layout, furniture, measures)
    placed = align(entries, layout, pages, tops)
    done(2)
    openings, division_problems = find_divisions(layout, furniture, pages, tops, contents_pages, entries, placed)
    openings = mend_numbers(openings)
    done(3)
    reading = read_details(
        layout,
        _front(openings),
        back=_back(openings),
        running_heads=tuple(f.title for f in furniture if f.title),
    )
    done(4)
    composition = compose(layout, furniture, pages, openings, language=reading.details.language)
    done(5)
    divisions = with_abstracts(composition.divisions)
    details = reading.details
    book = Book(id=book_slug(details.title, details.isbns), details=details, pages=pages, divisions=divisions)
    evidence = (
        *reading.evidence,
        *label_evidence,
        *_furniture_evidence(layout, furniture, pages),
        *_opening_evidence(layout, openings, divisions),
        *composition.evidence,
    )
    problems = (*reading.problems, *label_problems, *division_problems, *composition.problems)
    return Result(book=book, evidence=evidence, problems=problems)


def _front(openings: tuple[Opening, ...]) -> tuple[int, ...]:
    """The pages before the first division that is more than front matter."""
    first = next((o.index for o in openings if o.kind is not DivisionKind.FRONT_MATTER), 0)
    return tuple(range(first))


def _back(openings: tuple[Opening, ...]) -> tuple[int, ...]:
    last = openings[-1]
    return tuple(range(last.index, last.last_index + 1)) if last.kind is DivisionKind.BACK_MATTER else ()


def _furniture_evidence(
    layout: Layout, furniture: tuple[PageFurniture, ...], pages: tuple[Page, ...]
) -> Iterator[Evidence]:
    for page, found in zip(pages, furniture, strict=True):
        for place, lines in (("head", found.heads), ("foot", found.feet)):
            for i in lines:
                line = layout.pages[page.index].lines[i]
                yield Evidence(
                    subject=page.id,
                    claim=f"line.{'page-number' if i == found.folio_line else 'running-head' if place == 'head' else 'running-foot'}",
                    rule="furniture.page-number" if i == found.folio_line else "furniture.repeats",
                    certainty=certainty_of("furniture.page-number" if i == found.folio_line else "furniture.repeats"),
                    page=page.index,
                    boxes=(line.box,),
                    seen=line.text,
                )


def _opening_evidence(
    layout: Layout, openings: tuple[Opening, ...], divisions: Iterable[Division]
) -> Iterator[Evidence]:
    # Text before the first opening stands in a division of its own, which no opening made.
    opened = list(_in_order(divisions))[-len(openings) :]
    for opening, division in zip(openings, opened, strict=True):
        lines = layout.pages[opening.index].lines
        yield Evidence(
            subject=division.id,
            claim="division.start",
            rule=opening.rule,
            certainty=opening.certainty,
            page=opening.index,
            boxes=tuple(lines[i].box for i in opening.heading),
            seen=" / ".join(lines[i].text for i in opening.heading) or opening.title,
        )


def _in_order(divisions: Iterable[Division]) -> Iterator[Division]:
    for division in divisions:
        if division.kind is not DivisionKind.SECTION:
            yield division
            yield from _in_order(division.divisions)
