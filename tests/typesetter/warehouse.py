"""Printed books kept on disk, so that each is printed once, whichever process of a test run asks for it first.

A book is kept under a checksum of everything that it is made of: change the press, and all are printed anew, and what
the press made before is thrown away.
"""

from __future__ import annotations

import hashlib
import pickle
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from tests.typesetter.known_book import write_book
from tests.typesetter.press import Printed, print_book
from tests.typesetter.vices import Vices

SOURCES = Path(__file__).parent


class Warehouse:
    """Books by name; `folder` may be shared by several processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / _checksum(typst.__version__, *(p.read_text(encoding="utf-8") for p in _sources()))
        for other in set(folder.iterdir()) - {self.folder}:
            shutil.rmtree(other, ignore_errors=True)
        self.folder.mkdir(exist_ok=True)

    def printed(self, vices: Vices, seed: int = 1) -> Printed:
        """A book written for these vices and printed."""
        return self.kept(f"{vices!r} {seed}", lambda: print_book(write_book(vices, seed), vices))

    def kept(self, name: str, make: Callable[[], Printed]) -> Printed:
        """The book of this name; `make` is asked for it the first time. The name says all that it depends on."""
        path = self.folder / f"{_checksum(name)}.pickle"
        if path.is_file():
            return pickle.loads(path.read_bytes())
        book = make()
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
            file.write(pickle.dumps(book))
        Path(file.name).replace(path)
        return book


def of_run(config: pytest.Config) -> Warehouse:
    """The warehouse of a test run, beside what else pytest keeps."""
    return Warehouse(config.cache.mkdir("printed-books"))


def _sources() -> list[Path]:
    return sorted(path for path in SOURCES.iterdir() if path.suffix in (".py", ".typ"))


def _checksum(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
