"""What a command's SOURCE names: a file to read, or a book in the library; layout and result out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from backlist.cli.terminal import progress

if TYPE_CHECKING:
    from backlist.model.evidence import Result
    from backlist.model.layout import Layout
    from backlist.pipeline.settings import Settings
    from backlist.pipeline.workspace import Edition


def look_up(source: str, settings: Settings, metadata: Path | None = None) -> tuple[Layout, Result]:
    """A file is read; where there is none of this name, the book with this id in the library is taken as it stands.

    Raises what `run.read` raises, for a name that is neither too.
    """
    from backlist.model.evidence import Result
    from backlist.pipeline import run, workspace

    path, edition = Path(source), _edition(source, settings)
    if edition and metadata is None:
        result = Result(
            book=workspace.read_book(edition),
            evidence=workspace.read_evidence(edition),
            problems=workspace.read_problems(edition),
        )
        return workspace.read_layout(edition), result
    with progress(path.name) as tell:
        return run.read(path, settings, metadata, progress=tell)


def source_file(source: str, settings: Settings) -> Path:
    """The file that SOURCE names, or that the book of this id in the library was read from."""
    from backlist.pipeline import workspace

    edition = _edition(source, settings)
    return workspace.source_file(edition) if edition else Path(source)


def _edition(source: str, settings: Settings) -> Edition | None:
    from backlist.pipeline import workspace

    return None if Path(source).exists() else workspace.find(workspace.Library(root=settings.library), source)
