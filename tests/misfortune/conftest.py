"""A library, a printed book, and the command as a person at a terminal runs it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.misfortune.materials import PROGRAM, Answer, Run, typeset

#: Seconds; far more than any of these commands takes.
PATIENCE = 120


@pytest.fixture(scope="session")
def printed_book() -> bytes:
    return typeset()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def environ(library: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("BACKLIST_", "DATABASE_"))}
    return {**own, "BACKLIST_LIBRARY": str(library)}


@pytest.fixture
def backlist(tmp_path: Path, environ: dict[str, str]) -> Run:
    """Run `backlist` with these arguments, in a folder that holds nothing but what the test put there."""

    def run(*arguments: str | Path, **variables: str) -> Answer:
        done = subprocess.run(
            [PROGRAM, *arguments],
            cwd=tmp_path,
            env=environ | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        return Answer(code=done.returncode, out=done.stdout, err=done.stderr)

    return run
