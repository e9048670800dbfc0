"""From a source file to what it means, and on to its edition folder in the library.

In: a path, settings, perhaps a file of metadata. Out: layout and result, or the edition. The database is not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from backlist.model.book import Book
from backlist.model.evidence import Result
from backlist.model.layout import Layout
from backlist.pipeline.gather import gathered
from backlist.pipeline.pictures import pictures
from backlist.pipeline.scans import forget_scan
from backlist.pipeline.settings import Settings
from backlist.pipeline.sidecar import find_sidecar, read_sidecar
from backlist.pipeline.stages import STAGES, Draft
from backlist.pipeline.workspace import Edition, Library, read_book, write_edition

#: What is called as the work goes on: the stage's name, done, in all (0 where that is not known).
Progress = Callable[[str, int, int], None]

WRITING = "Writing the edition"
DRAWING = "Drawing its pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """`book` is as it stands in the edition, with its address and date of online publication."""

    edition: Edition
    book: Book
    result: Result


def read(
    source: Path, settings: Settings, metadata: Path | None = None, *, progress: Progress | None = None
) -> tuple[Layout, Result]:
    """What is on the pages of `source`, and what it means; `metadata` is the sidecar where it is not beside the source.

    Pages that OCR reads are kept in the library until the book is published.

    Raises InputError `input.…`, `metadata.…` and `ocr.…`, and MissingProgramError `ocr.…`.
    """
    layout, result, _ = _read(source, settings, metadata, progress)
    return layout, result


def _read(
    source: Path, settings: Settings, metadata: Path | None, progress: Progress | None
) -> tuple[Layout, Result, Path | None]:
    """Layout, result, and the searchable PDF where pages were read by OCR."""
    sidecar = metadata or find_sidecar(source)
    draft = Draft(source=source, settings=settings, metadata=read_sidecar(sidecar) if sidecar else None)
    for stage in STAGES:
        if stage.wanted(draft):
            draft = stage.run(draft, _announce(progress, stage.name))
    assert draft.layout is not None
    assert draft.result is not None
    scan = draft.reading.scan if draft.reading else None
    result = replace(draft.result, problems=gathered(draft.result.problems))
    return draft.layout, result, scan.searchable if scan else None


def publish(
    source: Path,
    settings: Settings,
    metadata: Path | None = None,
    *,
    today: date | None = None,
    progress: Progress | None = None,
    before_writing: Callable[[], None] | None = None,
) -> Published:
    """Read `source` and put it into the library of the settings; `today` is the day of a first publication.

    `before_writing` is called between the two: the last moment to stop without a trace.

    Raises what `read` raises, ConflictError `library.isbn-taken` and SettingsError `library.…`; the library is then as
    it was.
    """
    layout, result, searchable = _read(source, settings, metadata, progress)
    if before_writing:
        before_writing()
    _announce(progress, WRITING)
    edition = write_edition(
        Library(root=settings.library),
        result=result,
        layout=layout,
        source=source,
        searchable=searchable,
        sidecar=metadata or find_sidecar(source),
        pictures=pictures(searchable or source, result, progress=partial(progress, DRAWING) if progress else None),
        today=today or date.today(),
    )
    if searchable:
        forget_scan(source, settings)
    return Published(edition=edition, book=read_book(edition), result=result)


def _announce(progress: Progress | None, name: str) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if progress:
            progress(name, done, total)

    tell(0, 0)
    return tell
