"""One reader per format, in one table: a file goes in, its `Layout` comes out.

Nothing here knows what a book is: what the lines on the pages mean is recognised in `backlist.structure`.
A file that was read can be asked for pictures of places on its pages (`cut_out`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from backlist.errors import InputError
from backlist.model.layout import Layout
from backlist.sources.pdf import cut_out, read_pdf, refuse_without_text

__all__ = ["cut_out", "open_source", "refuse_without_text"]

#: What a reader calls as it works: pages done, pages in all.
Progress = Callable[[int, int], None]

#: The first bytes of a file of each format, and its reader. A PDF may have up to 1,024 bytes before its header
#: (ISO 32000-1, annex H, implementation note 13).
READERS = {b"%PDF-": read_pdf}

HEADER_BYTES = 1024


def open_source(path: Path, *, max_pages: int, progress: Progress | None = None) -> Layout:
    """Read a file into its layout; `InputError` says what is wrong where that cannot be done."""
    where = str(path)
    if path.is_dir():
        raise InputError(
            "input.is-directory",
            where=where,
            seen="This is a folder.",
            todo="Name the file of one book, such as a PDF.",
        )
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_BYTES)
    except FileNotFoundError:
        raise InputError(
            "input.missing", where=where, seen="There is no such file.", todo="Check the name and the folder."
        ) from None
    except OSError as error:
        raise InputError(
            "input.unreadable",
            where=where,
            seen=f"The file cannot be opened ({error.strerror}).",
            todo="Check that you may read it.",
        ) from None
    if not head:
        raise InputError(
            "input.empty", where=where, seen="The file is empty.", todo="Get the file again from where it was kept."
        )
    for mark, reader in READERS.items():
        if mark in head:
            return reader(path, max_pages=max_pages, progress=progress)
    raise InputError(
        "input.not-a-pdf",
        where=where,
        seen="The file does not begin as a PDF does.",
        todo="Give the PDF of the book; other formats cannot be read yet.",
    )
