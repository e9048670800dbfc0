"""Pages without text that can be trusted: found, read by OCR where that is allowed, and reported.

In: a source with its layout as the file gives it, and the settings. Out: the layout with what OCR read, the searchable PDF,
and what an editor should know of it. How pages are read is the business of `backlist.sources.ocr`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from backlist.errors import InputError, MissingProgramError
from backlist.model.book import Page
from backlist.model.evidence import Evidence
from backlist.model.layout import Layout
from backlist.pipeline.settings import Settings
from backlist.pipeline.workspace import Library, faults
from backlist.problems import Problem, ProblemCode
from backlist.sources import open_source, refuse_without_text
from backlist.sources.ocr.picture import looks_printed
from backlist.sources.ocr.scanned import Scan, forget, part_spreads, read_scan
from backlist.sources.ocr.spreads import find_spreads
from backlist.sources.ocr.trust import Doubt, doubtful_pages, every_page

#: In the library, beside the books: pages that were read by OCR for books that are not yet published.
CACHE = ".ocr-cache"

#: The share of words that OCR reads right on clean scans of books.
_CERTAINTY = 0.98

_WHY = {
    Doubt.NO_TEXT: "have no text of their own",
    Doubt.NOT_WORDS: "have text that is no words",
    Doubt.ASKED: "were to be read whatever the file says",
    Doubt.SPREAD: "are halves of pictures that show two pages",
}
_UNREADABLE = {
    Doubt.SPREAD: (
        ProblemCode.TEXT_PAGE_WITHOUT_TEXT,
        "The page is half of a picture, and the file has no text for it.",
    ),
    Doubt.NO_TEXT: (ProblemCode.TEXT_PAGE_WITHOUT_TEXT, "The page shows print, and the file has no text for it."),
    Doubt.NOT_WORDS: (
        ProblemCode.TEXT_UNREADABLE,
        "What the file gives as the text of this page is no words; it was kept as it is.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`pages` is the file whose pages are read: the source, or a copy with its spreads parted. `doubts` are its pages that
    need OCR, by index, and `scan` what OCR made of them, None where it was not used."""

    pages: Path
    doubts: Mapping[int, Doubt]
    scan: Scan | None = None


def look_over(source: Path, layout: Layout, settings: Settings) -> tuple[Layout, Reading]:
    """Which pages should be read by OCR; where the file's pages are spreads, of the copy whose layout is given back.

    Raises InputError `input.no-text-layer` where OCR is not allowed and there is next to nothing without it, and
    SettingsError `library.…` where the library cannot keep the copy.
    """
    if settings.ocr != "never" and (spreads := find_spreads(source, layout)):
        with faults(Library(root=settings.library)):
            pages, halves = part_spreads(source, spreads, kept=settings.library / CACHE)
        layout = open_source(pages, max_pages=settings.max_pages)
        doubts = doubtful_pages(layout, looks_printed(pages)) | dict.fromkeys(halves, Doubt.SPREAD)
        return layout, Reading(pages=pages, doubts=doubts)
    if settings.ocr == "always":
        return layout, Reading(pages=source, doubts=every_page(layout))
    doubts = doubtful_pages(layout, looks_printed(source))
    if settings.ocr == "never" or not doubts:
        refuse_without_text(layout, str(source))
    return layout, Reading(pages=source, doubts=doubts)


def read_doubted(
    source: Path,
    layout: Layout,
    reading: Reading,
    settings: Settings,
    *,
    language: str | None,
    progress: Callable[[int, int], None],
) -> tuple[Layout, Reading]:
    """The layout with the doubted pages as OCR reads them; `language` is the book's where its metadata says so.

    Where only a few pages are doubted, a book is not refused for want of a program: those pages stay as they are.

    Raises what `read_scan` raises, InputError `input.no-text-layer` where OCR finds no words, and SettingsError
    `library.…` where the library cannot keep what is read.
    """
    doubts = reading.doubts
    trusted = "\n".join(line.text for page in layout.pages if page.index not in doubts for line in page.lines)
    try:
        with faults(Library(root=settings.library)):
            scan = read_scan(
                reading.pages,
                doubts,
                kept=settings.library / CACHE,
                language=language,
                sample=trusted,
                progress=progress,
            )
    except MissingProgramError:
        if len(doubts) > len(layout.pages) / 2 or settings.ocr == "always":
            if reading.pages != source:
                forget_scan(source, settings)
            raise
        return layout, reading
    read = open_source(scan.searchable, max_pages=settings.max_pages)
    try:
        refuse_without_text(read, str(source))
    except InputError:
        # There is nothing to go on with.
        forget_scan(source, settings)
        raise
    return read, replace(reading, scan=scan)


def forget_scan(source: Path, settings: Settings) -> None:
    """Take away what was kept of a source, once its edition is written; folders that are then empty go too."""
    cache = settings.library / CACHE
    forget(source, cache)
    with suppress(OSError):
        cache.rmdir()
        settings.library.rmdir()


def problems_of(reading: Reading, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """What an editor should know: which pages OCR read, and which pages cannot be trusted, or have no words."""
    if reading.scan is None:
        for index, doubt in sorted(reading.doubts.items()):
            code, seen = _UNREADABLE[doubt]
            yield Problem(code=code, seen=seen, page=pages[index].label)
        return
    scan = reading.scan
    why = " and ".join(f"{count} {_WHY[doubt]}" for doubt, count in Counter(reading.doubts.values()).most_common())
    yield Problem(
        code=ProblemCode.TEXT_READ_BY_OCR,
        seen=f"Of {len(pages)} pages {why}; OCR read them ({scan.version}, in {', '.join(scan.languages)}).",
    )
    if halves := sum(doubt is Doubt.SPREAD for doubt in reading.doubts.values()):
        yield Problem(
            code=ProblemCode.TEXT_SPREADS_PARTED,
            seen=f"{halves // 2} pictures show two pages each; the left half was read before the right one.",
        )
    for index in scan.unread:
        code, _ = _UNREADABLE[Doubt.NO_TEXT]
        yield Problem(code=code, seen="The page shows print, and OCR found no words on it.", page=pages[index].label)


def evidence_of(reading: Reading, pages: tuple[Page, ...]) -> Iterator[Evidence]:
    """For each page that OCR read, that it did, and why."""
    if reading.scan is None:
        return
    for index, doubt in sorted(reading.doubts.items()):
        if index not in reading.scan.unread:
            yield Evidence(
                subject=pages[index].id,
                claim="page.text",
                rule=f"ocr.{doubt}",
                certainty=_CERTAINTY,
                page=index,
                seen=reading.scan.version,
            )
