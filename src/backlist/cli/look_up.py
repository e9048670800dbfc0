"""What a command's SOURCE names: a file to read, or a book in the library; layout and result out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from backlist.cli.terminal import progress

if TYPE_CHECKING:
    from backlist.model.evidence import Result
    from backlist.model.layout import Layout
    from backlist.pipeline.settings import Settings


def look_up(source: str, settings: Settings, metadata: Path | None = None) -> tuple[Layout, Result]:
    """A file is read; where there is none of this name, the book with this id in the library is taken as it stands.

    Raises what `run.read` raises, for a name that is neither too.
    """
    from backlist.model.evidence import Result
    from backlist.pipeline import run, workspace

    path = Path(source)
    edition = None if path.exists() else workspace.find(workspace.Library(root=settings.library), source)
    if edition and metadata is None:
        result = Result(
            book=workspace.read_book(edition),
            evidence=workspace.read_evidence(edition),
            problems=workspace.read_problems(edition),
        )
        return workspace.read_layout(edition), result
    with progress(path.name) as tell:
        return run.read(path, settings, metadata, progress=tell)
