"""`backlist publish`: source files in, editions in the library, rows in the database, and the books' addresses out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backlist.cli.options import LibraryOption, MetadataOption, OcrOption
from backlist.cli.terminal import progress, say, show_error
from backlist.errors import BacklistError

if TYPE_CHECKING:
    from backlist.pipeline.settings import Settings


def publish(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE", help="The PDFs of one or more books.")],
    metadata: MetadataOption = None,
    ocr: OcrOption = None,
    library: LibraryOption = None,
) -> None:
    """Read books and put them online: the last line for each is the address where it stands.

    A book that cannot be read is named, and the others are published; the exit code is then that of the first error.
    """
    from backlist.pipeline.settings import load_settings

    if metadata and len(sources) > 1:
        raise typer.BadParameter("one file of metadata is about one book; name one SOURCE.", param_hint="--metadata")
    settings = load_settings(os.environ, library=library, ocr=ocr)
    failed = 0
    for source in sources:
        try:
            publish_one(source, settings, metadata)
        except BacklistError as error:
            show_error(error)
            failed = failed or error.exit_code
    raise typer.Exit(failed)


def publish_one(source: Path, settings: Settings, metadata: Path | None = None) -> None:
    """Publish one book, and say how it went and where it stands. Raises BacklistError."""
    from backlist.cli import summary
    from backlist.pipeline import run

    def make_ready() -> None:
        # Django is needed only when there is a book to shelve; that its database answers, before the library changes.
        from backlist.web import setup

        setup(settings)

    with progress(source.name) as tell:
        published = run.publish(source, settings, metadata, progress=tell, before_writing=make_ready)
        from backlist.catalogue.shelving import shelve

        tell("Shelving", 0, 0)
        shelve(published.edition)
    book, problems = published.book, published.result.problems
    say(summary.title_line(book))
    if imprint := summary.imprint_line(book):
        say(f"  {imprint}")
    for line in (*summary.count_lines(book), *summary.problem_lines(problems)):
        say(f"  {line}")
    say(f"{summary.outcome(problems)}: {book.details.access} to readers, online since {book.details.online_date}")
    say(f"{settings.base_url}/books/{book.id}/")
