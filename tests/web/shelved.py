"""Books in a library, on the shelves, as `backlist publish` leaves them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from backlist.model.book import Book
from backlist.model.evidence import Result
from backlist.model.layout import Layout
from backlist.pipeline.settings import Settings, load_settings
from backlist.pipeline.workspace import Edition, Library, write_edition
from backlist.web import setup


def put(library: Library, book: Book) -> Edition:
    """Write `book` into the library as an edition; its source is a file that says only which book it is."""
    source = library.root.parent / f"{book.id}.pdf"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(b"%PDF-" + book.id.encode() + b"\n")
    result = Result(book=book)
    return write_edition(library, result=result, layout=Layout(pages=()), source=source, today=date(2011, 6, 1))


def library_of(folder: Path, books: Iterable[Book]) -> Library:
    """A library in `folder` that holds `books`."""
    library = Library(root=folder / "library")
    for book in books:
        put(library, book)
    return library


def ready(folder: Path, books: Iterable[Book], environ: dict[str, str] | None = None) -> Settings:
    """The same, and a Django in this process that serves it."""
    library = library_of(folder, books)
    settings = load_settings({"BACKLIST_LIBRARY": str(library.root), **(environ or {})})
    setup(settings)
    from backlist.catalogue.shelving import repair

    changes = repair(library)
    assert not changes.faults, changes.faults
    return settings
