"""Options that several commands share: the same name, meaning and help wherever they stand."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library", metavar="DIR", help="The library's folder (by default BACKLIST_LIBRARY, else ./library)."
    ),
]
MetadataOption = Annotated[
    Path | None,
    typer.Option("--metadata", metavar="FILE", help="The book's details (by default the TOML file beside the source)."),
]
HostOption = Annotated[
    str | None,
    typer.Option("--host", metavar="HOST", help="The address to serve at (by default BACKLIST_HOST, else 127.0.0.1)."),
]
PortOption = Annotated[
    int | None,
    typer.Option("--port", metavar="PORT", min=1, max=65535, help="The port (by default BACKLIST_PORT, else 8000)."),
]


class Ocr(StrEnum):
    """When pages are read by OCR."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


OcrOption = Annotated[
    Ocr | None,
    typer.Option(
        "--ocr",
        help="Read pages by OCR where their text is missing or cannot be trusted, always, or never "
        "(by default BACKLIST_OCR, else auto).",
    ),
]
SourceArgument = Annotated[
    str, typer.Argument(metavar="SOURCE", help="The PDF of a book, or the id of a book in the library.")
]
