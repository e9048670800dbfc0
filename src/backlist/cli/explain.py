"""`backlist explain`: a source and a page in; what was recognised there, by which rule, and how surely, out.

As lines, as JSON, and as a picture of the page with the recognised zones on it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backlist.cli.look_up import look_up, source_file
from backlist.cli.options import LibraryOption, MetadataOption, OcrOption, SourceArgument
from backlist.cli.terminal import say
from backlist.errors import SettingsError

if TYPE_CHECKING:
    from PIL.Image import Image

    from backlist.pipeline.explain import PageReading

#: Characters of a block or a line that are shown.
_SHOWN = 72


def explain(
    source: SourceArgument,
    page: Annotated[
        str, typer.Option("--page", metavar="LABEL", help="The page's printed number, such as 117 or xiv.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    image: Annotated[
        Path | None,
        typer.Option("--image", metavar="FILE", help="Draw the page with the recognised zones on it into this PNG."),
    ] = None,
    metadata: MetadataOption = None,
    ocr: OcrOption = None,
    library: LibraryOption = None,
) -> None:
    """Show what was recognised on one printed page, and by which rule."""
    from backlist.pipeline.explain import explain as explained
    from backlist.pipeline.explain import picture
    from backlist.pipeline.settings import load_settings

    if image is not None and image.suffix.lower() != ".png":
        raise typer.BadParameter("The picture is a PNG; give a name that ends in .png.", param_hint="--image")
    settings = load_settings(os.environ, library=library, ocr=ocr)
    layout, result = look_up(source, settings, metadata)
    reading = explained(layout, result, page, where=source)
    if image is not None:
        _save(picture(layout, result, reading.page, source_file(source, settings)), image)
    if as_json:
        import msgspec

        print(json.dumps(msgspec.to_builtins(reading), ensure_ascii=False, indent=1))
        return
    for line in _lines(reading):
        say(line)


def _save(drawn: Image, path: Path) -> None:
    try:
        drawn.save(path, format="PNG", optimize=True)
    except OSError as wrong:
        raise SettingsError(
            "settings.file-not-writable",
            where=str(path),
            seen=f"The picture cannot be written: {wrong.strerror or wrong}.",
            todo="Name a file in a folder that can be written.",
        ) from wrong


def _lines(reading: PageReading) -> Iterator[str]:
    from backlist.model.plain import text_of
    from backlist.problems import WORDS

    page = reading.page
    how = "printed" if page.printed else "inferred from its neighbours"
    numbered = f"Page {page.label} ({how})" if page.label else "A page without a number"
    yield f"{numbered}, page {page.index + 1} of the file, id {page.id}"
    if reading.divisions:
        yield "Lies in"
    for depth, division in enumerate(reading.divisions):
        title = " ".join(part for part in (division.number, text_of(division.title)) if part)
        yield f"  {'  ' * depth}{division.kind} “{title}” ({division.id})"
    yield "Lines of the page, and what each was taken for"
    for line in reading.lines:
        box = line.line.box
        rule = f" by {line.rule}" if line.rule else ""
        yield f"  {box.left:5.0f} {box.top:5.0f}  {_cut(line.line.text)}  [{line.taken_for}{rule}]"
    if reading.blocks:
        yield "Blocks that begin here"
    for block in reading.blocks:
        yield f"  {block.id}  {block.kind}  {_cut(block.text)}"
    if reading.notes:
        yield "Notes that begin here"
    for note in reading.notes:
        words = " ".join(text_of(getattr(block, "inlines", ())) for block in note.blocks)
        yield f"  {note.id}  {note.mark}  {_cut(words)}"
    yield "Evidence" if reading.evidence else "No evidence names this page"
    for item in reading.evidence:
        seen = f" “{_cut(item.seen)}”" if item.seen else ""
        yield f"  {item.certainty:5.1%}  {item.claim} of {item.subject} by {item.rule}{seen}"
    for problem in reading.problems:
        yield f"Problem {problem.code}: {problem.seen} {WORDS[problem.code]}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
