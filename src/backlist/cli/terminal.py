"""What the person at the terminal sees: errors, progress and plain lines.

Results go to standard output, all else to standard error. Text of books and names of files may hold anything; what
could steer a terminal is shown, never sent.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from backlist.errors import BacklistError

#: What is called as the work goes on: the stage's name, done, in all (0 where that is not known).
Progress = Callable[[str, int, int], None]


def printable(text: str) -> str:
    """`text` on one line, with control characters and lone surrogates spelt out."""
    return "".join(char if _harmless(char) else char.encode("unicode_escape").decode("ascii") for char in text)


def _harmless(char: str) -> bool:
    # Python counts all spaces but one as not printable; titles hold unbreakable and narrow ones.
    return char.isprintable() or unicodedata.category(char) == "Zs"


def say(text: str = "") -> None:
    """One line of a result."""
    print(printable(text), flush=True)


def show_error(error: BacklistError) -> None:
    """An error in its three sentences, with its code."""
    words = f"Error {error.where}: {error.seen} {error.todo} [{error.code}]"
    print(printable(words), file=sys.stderr, flush=True)


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """Progress of one source: a bar on a terminal, else a line when a stage begins and when it ends."""
    if sys.stderr.isatty():
        with _bar(title) as tell:
            yield tell
    else:
        yield _lines(title)


def _lines(title: str) -> Progress:
    name = printable(title)

    def tell(stage: str, done: int, total: int) -> None:
        if done == 0:
            print(f"{name}: {stage}", file=sys.stderr, flush=True)
        elif done == total:
            print(f"{name}: {stage}, {done} of {total}", file=sys.stderr, flush=True)

    return tell


@contextmanager
def _bar(title: str) -> Iterator[Progress]:
    # Only a terminal needs rich, and its import takes longer than a short command.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(printable(title), total=None)

        def tell(stage: str, done: int, total: int) -> None:
            bar.update(task, description=f"{printable(title)}: {stage}", completed=done, total=total or None)

        yield tell
