"""The command `backlist`: its commands gathered, and the one place where errors become words and exit codes.

Starting must be quick: commands import what they need when they run.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from backlist import __version__
from backlist.cli.demo import demo
from backlist.cli.explain import explain
from backlist.cli.publish import publish
from backlist.cli.read import read
from backlist.cli.serve import serve
from backlist.cli.shelve import shelve
from backlist.cli.terminal import show_error
from backlist.errors import BacklistError, InternalError

#: What shells give for a program stopped by Ctrl-C (128 and the number of SIGINT).
INTERRUPTED = 130

app = typer.Typer(
    name="backlist",
    help="Printed scholarly books, online chapter by chapter.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"backlist {__version__}")
        raise typer.Exit


@app.callback()
def _backlist(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Printed scholarly books, online chapter by chapter."""


for _command in (publish, read, explain, shelve, serve, demo):
    app.command()(_command)


def main() -> None:
    """Run the command that `sys.argv` names, and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character is no reason to fail.
        stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except BacklistError as error:
        _stop(error)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as fault:
        _stop(_unexpected(fault))


def _unexpected(fault: Exception) -> InternalError:
    error = InternalError(
        "internal.unexpected",
        where="backlist",
        seen=f"A fault of Backlist's own: {type(fault).__name__}: {fault}.",
        todo="Set BACKLIST_DEBUG=1, run the command again, and report what it prints.",
    )
    error.__cause__ = fault
    return error


def _stop(error: BacklistError) -> None:
    if os.environ.get("BACKLIST_DEBUG", "").lower() in {"1", "true", "yes", "on"}:
        import traceback

        traceback.print_exception(error)
    show_error(error)
    sys.exit(error.exit_code)
