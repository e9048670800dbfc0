"""The stages, in order: what happens to a source between its file and its edition folder.

Each stage takes a `Draft` and gives the next one; the list is the whole recipe. A stage never raises for a bad book,
only where there is nothing to return (`backlist.errors`). Writing the edition is not a stage: `run` does it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from backlist.model.evidence import Result
from backlist.model.layout import Layout
from backlist.pipeline.metadata import Metadata, apply
from backlist.pipeline.scans import Reading, evidence_of, look_over, problems_of, read_doubted
from backlist.pipeline.settings import Settings
from backlist.sources import open_source
from backlist.structure import recognise
from backlist.text.slug import book_slug

#: What a stage calls as it works: done, in all.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A book on its way: what was given, then what the stages have made of it so far."""

    source: Path
    settings: Settings
    metadata: Metadata | None = None
    layout: Layout | None = None
    reading: Reading | None = None
    result: Result | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """`name` is what progress says while the stage runs; `wanted` says of a draft whether there is anything to do."""

    name: str
    run: Callable[[Draft, Progress], Draft]
    wanted: Callable[[Draft], bool] = lambda draft: True


def _open(draft: Draft, progress: Progress) -> Draft:
    layout = open_source(draft.source, max_pages=draft.settings.max_pages, progress=progress)
    layout, reading = look_over(draft.source, layout, draft.settings)
    return replace(draft, layout=layout, reading=reading)


def _has_doubts(draft: Draft) -> bool:
    return draft.settings.ocr != "never" and draft.reading is not None and bool(draft.reading.doubts)


def _read_scan(draft: Draft, progress: Progress) -> Draft:
    assert draft.layout is not None
    assert draft.reading is not None
    layout, reading = read_doubted(
        draft.source,
        draft.layout,
        draft.reading,
        draft.settings,
        language=dict(draft.metadata.values).get("language") if draft.metadata else None,
        progress=progress,
    )
    return replace(draft, layout=layout, reading=reading)


def _recognise(draft: Draft, progress: Progress) -> Draft:
    assert draft.layout is not None
    assert draft.reading is not None
    result = recognise(draft.layout, progress=progress)
    pages = result.book.pages
    return replace(
        draft,
        result=replace(
            result,
            evidence=(*result.evidence, *evidence_of(draft.reading, pages)),
            problems=(*problems_of(draft.reading, pages), *result.problems),
        ),
    )


def _describe(draft: Draft, progress: Progress) -> Draft:
    """The press's metadata over what the book says of itself, and its default where neither says who may read."""
    assert draft.result is not None
    metadata = draft.metadata or Metadata(source="", values=())
    result = apply(draft.result, metadata)
    if "access" not in dict(metadata.values):
        details = replace(result.book.details, access=draft.settings.default_access)
        result = replace(result, book=replace(result.book, details=details))
    return replace(draft, result=result)


def _name(draft: Draft, progress: Progress) -> Draft:
    """The book's address as its own details make it; the library changes it where another book stands there."""
    assert draft.result is not None
    book = draft.result.book
    named = replace(book, id=book_slug(book.details.title, book.details.isbns))
    return replace(draft, result=replace(draft.result, book=named))


STAGES: tuple[Stage, ...] = (
    Stage(name="Reading pages", run=_open),
    Stage(name="Reading scanned pages", run=_read_scan, wanted=_has_doubts),
    Stage(name="Recognising the book", run=_recognise),
    Stage(name="Taking metadata", run=_describe),
    Stage(name="Naming the book", run=_name),
)
