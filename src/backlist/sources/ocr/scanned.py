"""The pages of a book that need OCR, read batch after batch: a PDF in, a searchable PDF out.

In: a source, the pages that need OCR, a folder to keep what is done. Out: the source with those pages' text laid invisibly
over their pictures, and which pages could not be read. What the text means, and whether a page needs OCR, is decided
elsewhere.

A batch that is done is kept under the source's checksum, so that a run that was stopped goes on where it was; `forget`
takes it away once the book is published. A batch that fails is tried again page by page, so that one bad page costs itself.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium2

from backlist.errors import InputError
from backlist.sources.ocr import languages, pages
from backlist.sources.ocr.engine import (
    ONE_BLOCK,
    Engine,
    PagesNotReadError,
    check_language,
    find_engine,
    read_pages,
)
from backlist.sources.ocr.leftovers import leftovers
from backlist.sources.ocr.picture import looks_printed
from backlist.sources.ocr.spreads import part
from backlist.sources.ocr.trust import FEWEST_LETTERS, are_words

#: Pages of a batch for each core: enough that starting OCRmyPDF (a second) costs little, few enough to see progress.
BATCH_A_CORE = 8
LARGEST_BATCH = 64
#: Seconds that a whole book may take: a page takes one to five on one core, so a slower machine is still far from it.
BOOK_SECONDS_A_PAGE = 60
LEAST_BOOK_SECONDS = 900
#: Pages of the book that are read to find out its language.
SAMPLE_PAGES = 3
#: Raised whenever the same pages are read in another way, so that what is kept is read anew.
RECIPE = 1

_PLAN = "plan.json"
_SEARCHABLE = "searchable.pdf"
_PARTED = "parted.pdf"
_LOCK = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What OCR gave: `searchable` is the whole book with text; `unread` are indexes of pages that show print and got no
    text; `languages` are Tesseract's names; `version` names the programs."""

    searchable: Path
    unread: tuple[int, ...]
    languages: tuple[str, ...]
    version: str


def read_scan(
    source: Path,
    indexes: Iterable[int],
    *,
    kept: Path,
    language: str | None = None,
    sample: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Scan:
    """Read the pages `indexes` of the PDF at `source` by OCR.

    `kept` is the folder for what is done; `language` the book's, as a BCP 47 tag, where somebody has said so; `sample`
    text of the book that can be trusted, where there is some; `progress` is called with pages done and pages in all.

    Raises MissingProgramError `ocr.program-missing`, `ocr.language-missing`; InputError `ocr.failed` where no page could
    be read, `ocr.too-slow` where the time for a book has run out (what is done is kept); OSError where `kept` cannot be
    written.
    """
    wanted = tuple(sorted(indexes))
    engine = find_engine(str(source))
    declared = languages.name_of(language) if language else None
    if declared:
        check_language(engine, declared, str(source))
    with _alone(kept / _checksum(source)) as folder:
        run = _Run(source, wanted, engine, folder, progress)
        return run.go(declared or languages.guess(sample, engine.installed))


def part_spreads(source: Path, spreads: Mapping[int, float], *, kept: Path) -> tuple[Path, tuple[int, ...]]:
    """The source with its spreads parted, as a file that is kept; and the indexes of the parted pages in it."""
    with _alone(kept / _checksum(source)) as folder:
        parted = folder / _PARTED
        return parted, part(source, spreads, parted)


def forget(source: Path, kept: Path) -> None:
    """Take away what is kept of a source."""
    own = kept / _checksum(source)
    if (own / _PARTED).is_file():
        shutil.rmtree(kept / _checksum(own / _PARTED), ignore_errors=True)
    shutil.rmtree(own, ignore_errors=True)


class _Run:
    """One reading of one book."""

    def __init__(
        self,
        source: Path,
        wanted: tuple[int, ...],
        engine: Engine,
        folder: Path,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self._source, self._wanted, self._engine, self._folder = source, wanted, engine, folder
        self._progress = progress
        self._prints, self._prints_sideways = looks_printed(source), looks_printed(source, sideways=True)
        self._ends = time.monotonic() + max(LEAST_BOOK_SECONDS, BOOK_SECONDS_A_PAGE * len(wanted))
        self._last_words = ""

    def go(self, language: str | None) -> Scan:
        plan = self._settle(language)
        names = tuple(plan["languages"])
        searchable = self._folder / _SEARCHABLE
        with pages.open_pdf(self._source) as document:
            redraw = {index for index in self._wanted if pages.shows_text(document, index)}
            read: dict[int, tuple[Path, int]] = {}
            for batch in self._batches(redraw):
                read |= self._batch(document, batch, names, redraw=batch[0] in redraw)
                self._tell(len(read))
            if self._wanted and not any(path for path, _ in read.values() if path.name != _FAILED):
                raise self._failed()
            failed = {index for index, (path, _) in read.items() if path.name == _FAILED}
            if not searchable.is_file():
                aside = searchable.with_suffix(".part")
                pages.join(document, {k: v for k, v in read.items() if k not in failed}, aside)
                aside.replace(searchable)
        empty = {index for index in self._wanted if not _words(searchable, index).strip()}
        return Scan(
            searchable=searchable,
            unread=tuple(sorted(index for index in empty | failed if index in failed or self._prints(index))),
            languages=names,
            version=self._engine.version,
        )

    def _settle(self, language: str | None) -> dict[str, object]:
        """The plan: that of the run before where it is the same work, else a new one in an empty folder."""
        path = self._folder / _PLAN
        known = {"recipe": RECIPE, "pages": list(self._wanted), "version": self._engine.version}
        try:
            plan = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            plan = {}
        if all(plan.get(key) == value for key, value in known.items()) and (
            language is None or plan.get("languages") == [language]
        ):
            return plan
        for item in self._folder.iterdir():
            if item.name != _LOCK:
                item.unlink()
        plan = {**known, "languages": [language] if language else list(self._guessed())}
        aside = path.with_suffix(".part")
        aside.write_text(json.dumps(plan), encoding="utf-8")
        aside.replace(path)
        return plan

    def _guessed(self) -> tuple[str, ...]:
        """The language of a few pages from the middle; all common ones where it stays unknown.

        They are read as if they were in the first of the common languages: little words are short, and come out right
        enough to be counted even so.
        """
        common = tuple(name for name in languages.COMMON if name in self._engine.installed)
        if len(common) < 2:
            return common or tuple(sorted(self._engine.installed - {"osd"}))[:1] or ("eng",)
        middle = len(self._wanted) / 2
        order = sorted(range(len(self._wanted)), key=lambda k: abs(k - middle))
        chosen = [index for k in order[:40] if self._prints(index := self._wanted[k])][:SAMPLE_PAGES]
        if not chosen:
            return common
        sample = self._folder / "sample.pdf"
        with pages.open_pdf(self._source) as document:
            redraw = any(pages.shows_text(document, index) for index in chosen)
            pages.cut(document, chosen, self._folder / "sample-in.pdf")
        try:
            read_pages(
                self._engine,
                self._folder / "sample-in.pdf",
                sample,
                pages=len(chosen),
                languages=common[:1],
                redraw=redraw,
            )
        except PagesNotReadError:
            return common
        text = "\n".join(_words(sample, k) for k in range(len(chosen)))
        found = languages.guess(text, self._engine.installed)
        return (found,) if found else common

    def _batches(self, redraw: set[int]) -> Iterator[tuple[int, ...]]:
        """The pages in groups that are read by one call: those to be drawn anew apart from the others."""
        size = min(BATCH_A_CORE * self._engine.cores, LARGEST_BATCH)
        for group in ([i for i in self._wanted if i not in redraw], [i for i in self._wanted if i in redraw]):
            for start in range(0, len(group), size):
                yield tuple(group[start : start + size])

    def _batch(
        self, document: object, batch: tuple[int, ...], names: tuple[str, ...], *, redraw: bool
    ) -> dict[int, tuple[Path, int]]:
        """Where each page of a batch can be found once it is read: file, and place in it."""
        done = self._folder / f"pages-{batch[0]:05}-{batch[-1]:05}.pdf"
        if not done.is_file():
            self._check_time()
            try:
                self._read(document, batch, names, done, redraw=redraw)
            except PagesNotReadError as words:
                self._last_words = str(words)
                return self._one_by_one(document, batch, names, redraw=redraw)
        return {index: (done, place) for place, index in enumerate(batch)}

    def _one_by_one(
        self, document: object, batch: tuple[int, ...], names: tuple[str, ...], *, redraw: bool
    ) -> dict[int, tuple[Path, int]]:
        read: dict[int, tuple[Path, int]] = {}
        for index in batch:
            done = self._folder / f"page-{index:05}.pdf"
            if not done.is_file():
                self._check_time()
                try:
                    self._read(document, (index,), names, done, redraw=redraw)
                except PagesNotReadError as words:
                    self._last_words = str(words)
                    done = self._folder / _FAILED
            read[index] = (done, 0)
        return read

    def _read(
        self, document: object, batch: tuple[int, ...], names: tuple[str, ...], done: Path, *, redraw: bool
    ) -> None:
        cut, aside = self._folder / "in.pdf", done.with_suffix(".part")
        pages.cut(document, batch, cut)
        read_pages(self._engine, cut, aside, pages=len(batch), languages=names, redraw=redraw)
        for place, index in enumerate(batch):
            words = _words(aside, place)
            few = sum(map(str.isalpha, words)) < FEWEST_LETTERS
            if not are_words(words) or (few and (self._prints(index) or self._prints_sideways(index))):
                self._turn(document, index, names, aside, place, redraw=redraw)
        self._read_leftovers(aside, names)
        aside.replace(done)

    def _read_leftovers(self, path: Path, names: tuple[str, ...]) -> None:
        """Read what OCR has passed over on the pages of a PDF that it has read."""
        left: dict[int, tuple[np.ndarray, float, float]] = {}
        document = pdfium2.PdfDocument(path)
        try:
            for place in range(len(document)):
                page = document[place]
                if not page.get_rotation() and (grey := leftovers(page)) is not None:
                    left[place] = (grey, *page.get_size())
        finally:
            document.close()
        if not left:
            return
        marks, read = self._folder / "marks-in.pdf", self._folder / "marks.pdf"
        pages.write_pictures(left.values(), marks)
        with suppress(PagesNotReadError):
            read_pages(self._engine, marks, read, pages=len(left), languages=names, segmentation=ONE_BLOCK)
            pages.add_text(path, {place: there for there, place in enumerate(left)}, read)

    def _turn(
        self, document: object, index: int, names: tuple[str, ...], target: Path, place: int, *, redraw: bool
    ) -> None:
        """Read a page that gave no words once more, on its side or head, and take that where it gives some."""
        cut, turned = self._folder / "turn-in.pdf", self._folder / "turned.pdf"
        pages.cut(document, (index,), cut)
        try:
            read_pages(self._engine, cut, turned, pages=1, languages=names, redraw=redraw, turn=True)
        except PagesNotReadError:
            return
        words, before = _words(turned, 0), _words(target, place)
        if are_words(words) and sum(map(str.isalpha, words)) > sum(map(str.isalpha, before)):
            pages.replace_page(target, place, turned)

    def _check_time(self) -> None:
        if time.monotonic() > self._ends:
            raise InputError(
                "ocr.too-slow",
                where=str(self._source),
                seen="Reading the book by OCR has taken longer than any book should.",
                todo="Run the command again: it goes on where it stopped. A machine with more cores is quicker.",
            )

    def _failed(self) -> InputError:
        return InputError(
            "ocr.failed",
            where=str(self._source),
            seen=f"No page could be read by OCR; OCRmyPDF says: {self._last_words}.",
            todo="Try `ocrmypdf` on the file by hand, or give a PDF that has text.",
        )

    def _tell(self, done: int) -> None:
        if self._progress:
            self._progress(done, len(self._wanted))


#: The name that stands in the place of a file for pages that could not be read.
_FAILED = "failed"


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Be the only one to read this source; wait for another who does, and find it done."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _words(path: Path, place: int) -> str:
    """The text of one page of a PDF, roughly in order."""
    document = pdfium2.PdfDocument(path)
    try:
        return document[place].get_textpage().get_text_range()
    finally:
        document.close()
