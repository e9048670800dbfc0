"""`backlist read`: a source in, its recognised structure on standard output. The library is not touched."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backlist.cli.look_up import look_up
from backlist.cli.options import LibraryOption, MetadataOption, OcrOption, SourceArgument
from backlist.cli.terminal import say

if TYPE_CHECKING:
    from backlist.model.book import Book


def read(
    source: SourceArgument,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of a tree.")] = False,
    text: Annotated[bool, typer.Option("--text", help="With --json: the words of every page as well.")] = False,
    metadata: MetadataOption = None,
    ocr: OcrOption = None,
    library: LibraryOption = None,
) -> None:
    """Show what is recognised in a book: its divisions and sections with their printed pages."""
    from backlist.pipeline.settings import load_settings
    from backlist.publish.truth_json import truth

    if text and not as_json:
        raise typer.BadParameter("the words of every page are given with --json only.", param_hint="--text")
    _, result = look_up(source, load_settings(os.environ, library=library, ocr=ocr), metadata)
    record = truth(result.book, text=text)
    if as_json:
        print(json.dumps(record, ensure_ascii=False, indent=1))
        return
    for line in _tree(record, result.book):
        say(line)


def _tree(record: dict[str, Any], book: Book) -> Iterator[str]:
    from backlist.cli.summary import count_lines, imprint_line, title_line

    yield title_line(book)
    if imprint := imprint_line(book):
        yield imprint
    yield from count_lines(book)
    yield ""
    for division in record["divisions"]:
        indent = "  " * (division["level"] - 1)
        yield f"{_pages(division):>11}  {indent}{_heading(division)}  [{division['type']}]{_by(division)}"
        for section in division["sections"]:
            yield f"{section['page'] or '':>11}  {indent}{'  ' * section['level']}{_heading(section)}"


def _heading(row: dict[str, Any]) -> str:
    return f"{row['number']}  {row['title']}" if row["number"] else row["title"]


def _by(division: dict[str, Any]) -> str:
    return f" by {', '.join(division['authors'])}" if division["authors"] else ""


def _pages(division: dict[str, Any]) -> str:
    first, last = division["first_page"], division["last_page"]
    return f"{first}–{last}" if first and last and first != last else first or ""
