"""The library on the disk: one folder for each edition of a book, a BagIt bag, is all that passes to the site.

    <library>/books/<book>/<edition>/   bagit.txt, bag-info.txt, manifests, and in data/:
                                        book.xml, layout.jsonl.zst, evidence.jsonl, corrections.jsonl, problems.json,
                                        media/ (the book's pictures), source/ (the file as received, its sidecar, and its searchable copy where pages
                                        were read by OCR)
    <library>/books/<book>/current      a symbolic link to the edition that readers see

An edition's name is made of its payload's checksums, so that the same input makes the same edition. Editions are
written aside, flushed to the disk and renamed into place: whoever looks sees the old edition or the new one, whenever
the writer dies. Which database rows an edition becomes is not known here.
"""

from __future__ import annotations

import errno
import fcntl
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec
import zstandard

from backlist import bits
from backlist.errors import InputError, SettingsError
from backlist.model.book import Book
from backlist.model.evidence import Evidence, Result
from backlist.model.layout import Layout, OutlineItem, PageLayout
from backlist.pipeline import bag, identity
from backlist.pipeline.identity import Record
from backlist.pipeline.pictures import Picture, with_pictures
from backlist.pipeline.sidecar import SIDECAR_NAME
from backlist.problems import Problem
from backlist.text.slug import slug

#: Hexadecimal digits of the manifest's checksum in an edition's name; 64 bits, among a handful of editions of one book.
_EDITION_DIGITS = 16

#: Quick to write, and within a tenth of the best that zstandard does on these files.
_COMPRESSION = 3

#: The copy of a scan that has text, beside the file as received.
SEARCHABLE_NAME = "searchable.pdf"

_CURRENT = "current"
_INCOMING = ".incoming"  # what is being written or taken away; nothing in it outlives its writer
_LOCK = ".lock"

#: What stands in `source/` beside the file as received.
_BESIDE_SOURCE = frozenset({SIDECAR_NAME, SEARCHABLE_NAME})

_EDITION = re.compile(rf"[0-9a-f]{{{_EDITION_DIGITS}}}")
#: Characters; what file systems take as a name. Slugs are far shorter.
_LONGEST_ID = 255

_BOOK_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Where the published books stand; the folder need not exist before the first book does."""

    root: Path

    @property
    def books(self) -> Path:
        return self.root / "books"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The edition of a book that readers see; `path` is its bag."""

    path: Path
    book_id: str
    edition: str

    @property
    def data(self) -> Path:
        return self.path / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class _LayoutHead:
    """The first line of a layout's file; each further line is a page."""

    outline: tuple[OutlineItem, ...]
    info: tuple[tuple[str, str], ...]


# --- reading ----------------------------------------------------------------------------------------------------------


def editions(library: Library) -> Iterator[Edition]:
    """The current edition of every book, in the order of their addresses."""
    with faults(library):
        names = sorted(home.name for home in library.books.iterdir()) if library.books.is_dir() else []
    for name in names:
        edition = find(library, name)
        if edition:
            yield edition


def find(library: Library, book_id: str) -> Edition | None:
    """The current edition of one book, or None."""
    home = library.books / book_id
    if len(book_id) > _LONGEST_ID or not _BOOK_ID.fullmatch(book_id) or not home.is_dir():
        return None
    there = [entry.name for entry in home.iterdir() if _EDITION.fullmatch(entry.name)]
    try:
        current = (home / _CURRENT).readlink().name
    except OSError:
        # No link: its writer died after the book's first edition was in place, or the library was copied without links.
        current = there[0] if len(there) == 1 else ""
    return Edition(path=home / current, book_id=book_id, edition=current) if current in there else None


def read_book(edition: Edition) -> Book:
    """The book itself. Raises InputError `bits.…`, and as the readers below do `library.edition-damaged`."""
    with _damage(edition):
        path = edition.data / "book.xml"
        return bits.read(path.read_bytes(), name=str(path))


def read_problems(edition: Edition) -> tuple[Problem, ...]:
    with _damage(edition):
        return msgspec.json.decode((edition.data / "problems.json").read_bytes(), type=tuple[Problem, ...])


def read_evidence(edition: Edition) -> tuple[Evidence, ...]:
    decoder = msgspec.json.Decoder(Evidence)
    with _damage(edition):
        return tuple(decoder.decode(line) for line in (edition.data / "evidence.jsonl").read_bytes().splitlines())


def read_layout(edition: Edition) -> Layout:
    decoder = msgspec.json.Decoder(PageLayout)
    with _damage(edition):
        stored = (edition.data / "layout.jsonl.zst").read_bytes()
        head, *pages = zstandard.ZstdDecompressor().decompress(stored).splitlines()
        read = msgspec.json.decode(head, type=_LayoutHead)
        return Layout(pages=tuple(decoder.decode(page) for page in pages), outline=read.outline, info=read.info)


def source_file(edition: Edition) -> Path:
    """The file that the edition was read from, as received."""
    with _damage(edition):
        return next(path for path in sorted((edition.data / "source").iterdir()) if path.name not in _BESIDE_SOURCE)


@contextmanager
def _damage(edition: Edition) -> Iterator[None]:
    """What went wrong in reading an edition, as an error of Backlist's."""
    try:
        yield
    except (OSError, ValueError, zstandard.ZstdError) as wrong:  # msgspec's errors are ValueErrors
        raise InputError(
            "library.edition-damaged",
            where=str(edition.path),
            seen=f"The edition cannot be read: {wrong}.",
            todo="Publish the book again from its source file.",
        ) from wrong


# --- writing ----------------------------------------------------------------------------------------------------------


def write_edition(
    library: Library,
    *,
    result: Result,
    layout: Layout,
    source: Path,
    searchable: Path | None = None,
    sidecar: Path | None = None,
    pictures: Iterable[Picture] = (),
    today: date,
) -> Edition:
    """Put a book that was read into the library, as a new book or as the new edition of the same book.

    The book's address is settled here, and its date of online publication where its metadata gives none: that of the
    edition before, else `today`. `pictures` are asked for one by one, and the book's figures name them. Corrections of the edition before are kept. Waits while another process writes.

    Raises ConflictError `library.isbn-taken`, InputError `input.unreadable`, and SettingsError `library.…` where the
    library cannot be written; the library is then as it was.
    """
    with faults(library), _locked(library) as aside:
        shelf = _swept_shelf(library, aside)
        writer = bag.BagWriter(aside / "edition")
        checksum = writer.add(f"source/{_safe_name(source)}", _received(source))
        if sidecar:
            writer.add(f"source/{SIDECAR_NAME}", _received(sidecar))
        if searchable:
            writer.add(f"source/{SEARCHABLE_NAME}", _received(searchable))
        new = identity.record_of(result.book, checksum)
        same = identity.same_book(new, shelf)
        identity.check_isbns(new, same, shelf, where=str(source))
        names: dict[str, str] = {}
        for picture in pictures:
            writer.add(f"media/{picture.name}", [picture.data])
            names[picture.figure] = picture.name
        book = with_pictures(_settled(result.book, same, shelf, today), names)
        old = find(library, book.id)
        writer.add("book.xml", [bits.write(book)])
        writer.add("layout.jsonl.zst", [_packed(layout)])
        writer.add("evidence.jsonl", _json_lines(result.evidence))
        writer.add("corrections.jsonl", bag.file_chunks(old.data / "corrections.jsonl") if old else [])
        writer.add("problems.json", [msgspec.json.format(msgspec.json.encode(result.problems)), b"\n"])
        manifest = writer.close(_info(identity.record_of(book, checksum)))
        return _put_in_place(library, aside, book.id, manifest[:_EDITION_DIGITS])


def _settled(book: Book, same: Record | None, shelf: tuple[Record, ...], today: date) -> Book:
    """The book with its address and its date of online publication."""
    book_id = same.book_id if same else identity.free_id(book, shelf)
    online = book.details.online_date or (same.online_date if same else None) or today
    return replace(book, id=book_id, details=replace(book.details, online_date=online))


def _put_in_place(library: Library, aside: Path, book_id: str, edition: str) -> Edition:
    home = library.books / book_id
    home.mkdir(parents=True, exist_ok=True)
    bag.sync_folder(library.root)
    bag.sync_folder(library.books)
    target = home / edition
    if target.exists() and not bag.is_whole(target):
        # The same edition, damaged since it was written: the new copy takes its place.
        target.rename(aside / "damaged")
    if not target.exists():
        (aside / "edition").rename(target)
        bag.sync_folder(home)
    link = aside / "link"
    link.symlink_to(edition)
    link.replace(home / _CURRENT)
    bag.sync_folder(home)
    placed = Edition(path=target, book_id=book_id, edition=edition)
    _sweep_book(placed, aside)
    return placed


def _swept_shelf(library: Library, aside: Path) -> tuple[Record, ...]:
    """The records of all books, after what a killed writer left behind has been taken away."""
    records = []
    for edition in editions(library):
        records.append(_record(edition))
        _sweep_book(edition, aside)
    return tuple(records)


def _sweep_book(current: Edition, aside: Path) -> None:
    """Take away a book's other editions: moved aside first, so that each is there whole or not at all."""
    for other in current.path.parent.iterdir():
        if _EDITION.fullmatch(other.name) and other.name != current.edition:
            other.rename(aside / f"old-{current.book_id}-{other.name}")


@contextmanager
def _locked(library: Library) -> Iterator[Path]:
    """Be the only writer of the library, with an empty folder beside the books; wait for the one before."""
    library.root.mkdir(parents=True, exist_ok=True)
    with (library.root / _LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        aside = library.root / _INCOMING
        shutil.rmtree(aside, ignore_errors=True)
        try:
            aside.mkdir()
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def faults(library: Library) -> Iterator[None]:
    """What the operating system says of the library's folder, as an error of Backlist's."""
    try:
        yield
    except OSError as wrong:
        code, todo = (
            ("library.no-space", "Free space there, or choose another place with --library.")
            if wrong.errno in _NO_SPACE
            else ("library.not-writable", "Check the folder and its permissions, or choose another with --library.")
        )
        raise SettingsError(
            code, where=str(library.root), seen=f"The library cannot be written: {wrong.strerror or wrong}.", todo=todo
        ) from wrong


# --- forms of what is stored ------------------------------------------------------------------------------------------


def _received(path: Path) -> Iterator[bytes]:
    chunks = bag.file_chunks(path)
    while True:
        try:
            chunk = next(chunks, None)
        except OSError as wrong:
            raise InputError(
                "input.unreadable",
                where=str(path),
                seen=f"The file could be read before, and no longer can: {wrong.strerror}.",
                todo="Put it back and try again.",
            ) from wrong
        if chunk is None:
            return
        yield chunk


def _safe_name(source: Path) -> str:
    """A name that every file system and archive takes; `.toml` is the sidecar's."""
    suffix = source.suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", source.suffix) else ""
    name = (slug(source.stem) or "source") + (suffix if suffix != ".toml" else "")
    return name if name not in _BESIDE_SOURCE else f"source-{name}"


def _json_lines(items: Iterable[object]) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    return (encoder.encode(item) + b"\n" for item in items)


def _packed(layout: Layout) -> bytes:
    lines = _json_lines((_LayoutHead(outline=layout.outline, info=layout.info), *layout.pages))
    return zstandard.ZstdCompressor(level=_COMPRESSION).compress(b"".join(lines))


def _info(record: Record) -> list[tuple[str, str]]:
    return [
        ("External-Identifier", record.book_id),
        ("External-Description", record.title),
        *(("Contributor", name) for name in record.contributors),
        *(("ISBN", isbn) for isbn in record.isbns),
        *(("Online-Date", online.isoformat()) for online in [record.online_date] if online),
        ("Source-SHA256", record.checksum),
    ]


def _record(edition: Edition) -> Record:
    info = bag.read_info(edition.path)

    def values(label: str) -> tuple[str, ...]:
        return tuple(value for own, value in info if own == label)

    online = values("Online-Date")
    return Record(
        book_id=edition.book_id,
        title=" ".join(values("External-Description")),
        contributors=values("Contributor"),
        isbns=values("ISBN"),
        online_date=date.fromisoformat(online[0]) if online else None,
        checksum=" ".join(values("Source-SHA256")),
    )
