"""`backlist shelve`: edition folders in, rows in the database out."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from backlist.cli.options import LibraryOption
from backlist.cli.terminal import say, show_error


def shelve(
    everything: Annotated[
        bool, typer.Option("--all", help="Shelve every book again, as after the loss of the database.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Make the database agree with the library; without --all, only where the two differ."""
    from backlist.pipeline.settings import load_settings
    from backlist.pipeline.workspace import Library
    from backlist.web import setup

    settings = load_settings(os.environ, library=library)
    setup(settings)
    from backlist.catalogue.shelving import repair, shelve_all

    changes = (shelve_all if everything else repair)(Library(root=settings.library))
    for error in changes.faults:
        show_error(error)
    say(f"{len(changes.shelved)} shelved, {len(changes.unshelved)} taken from the shelves")
    raise typer.Exit(changes.faults[0].exit_code if changes.faults else 0)
