"""OCRmyPDF with Tesseract, as programs: a PDF of pictures in, the same PDF with invisible text out.

Nothing of them is imported; they are found on the PATH. One call reads a batch of pages, on so many cores as it is given,
and ends within its time, or is stopped with all that it has started.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from backlist.errors import MissingProgramError

#: Seconds that Tesseract may take for one page; a page of a book takes one or two, a newspaper's twenty.
PAGE_SECONDS = 180
#: Seconds for OCRmyPDF itself: to start, to draw pages, to write.
SPARE_SECONDS = 120
#: Millions of dots in one picture: a folio at 600 dots an inch has 100. Larger ones are hostile, or posters.
MEGADOTS = 250
#: Tesseract's page segmentation modes. Sparse text: it looks for lines wherever they stand, in no order; they are put in order
#: afterwards. (Its usual mode looks for columns first, leaves out what it takes for none, such as the page numbers of contents,
#: and reads leaders as letters.) One block: it takes whatever there is for lines of one text.
SPARSE_TEXT = 11
ONE_BLOCK = 6

#: OCRmyPDF's exit codes that concern more than the pages it was given.
_MISSING = 3

_INSTALL = (
    "Install OCRmyPDF and Tesseract (Debian, Ubuntu: sudo apt-get install ocrmypdf tesseract-ocr; "
    "macOS: brew install ocrmypdf), or give a PDF that has text."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The programs as they stand on this machine. `installed`: Tesseract's names of the languages it has data for;
    `version` names both programs."""

    ocrmypdf: str
    version: str
    installed: frozenset[str]
    cores: int


class PagesNotReadError(Exception):
    """A batch that OCRmyPDF could not read; the text says why, in its own words."""


def find_engine(where: str) -> Engine:
    """The engine; MissingProgramError `ocr.program-missing` where a program is not installed. `where` names the book."""
    programs = {name: shutil.which(name) for name in ("ocrmypdf", "tesseract")}
    missing = [name for name, path in programs.items() if path is None]
    if missing:
        raise MissingProgramError(
            "ocr.program-missing",
            where=where,
            seen=f"Pages without text must be read by OCR, and {' and '.join(missing)} "
            f"{'are' if len(missing) > 1 else 'is'} not installed.",
            todo=_INSTALL,
        )
    listed = _said(programs["tesseract"], "--list-langs").splitlines()[1:]
    tesseract = re.search(r"tesseract v?(\S+)", _said(programs["tesseract"], "--version"))
    ocrmypdf = _said(programs["ocrmypdf"], "--version").split()
    return Engine(
        ocrmypdf=programs["ocrmypdf"],
        version=f"OCRmyPDF {ocrmypdf[0] if ocrmypdf else '?'}, Tesseract {tesseract[1] if tesseract else '?'}",
        installed=frozenset(line.strip() for line in listed),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
    )


def check_language(engine: Engine, name: str, where: str) -> None:
    """MissingProgramError `ocr.language-missing` where there is no data for a language."""
    if name not in engine.installed:
        raise MissingProgramError(
            "ocr.language-missing",
            where=where,
            seen=f"The book is in a language for which Tesseract has no data here ({name}).",
            todo=f"Install it (Debian, Ubuntu: sudo apt-get install tesseract-ocr-{name.replace('_', '-')}; "
            "macOS: brew install tesseract-lang), or give another `language` in book.toml.",
        )


def read_pages(
    engine: Engine,
    source: Path,
    target: Path,
    *,
    pages: int,
    languages: tuple[str, ...],
    redraw: bool = False,
    turn: bool = False,
    segmentation: int = SPARSE_TEXT,
) -> None:
    """Write `source`, a PDF of so many `pages`, to `target` with the text that OCR reads.

    `redraw`: pages hold text that must not be kept, and are drawn anew as pictures; others keep their pictures as they
    are. `turn`: pages that lie on their side or head are turned. `segmentation` is one of Tesseract's modes. Raises PagesNotReadError, and MissingProgramError
    `ocr.program-missing` where OCRmyPDF lacks a program of its own.
    """
    command = [
        engine.ocrmypdf,
        "--quiet",
        "--output-type=pdf",
        "--optimize=0",
        "--pdf-renderer=sandwich",
        f"--tesseract-pagesegmode={segmentation}",
        f"--tesseract-timeout={PAGE_SECONDS}",
        f"--max-image-mpixels={MEGADOTS}",
        f"--jobs={engine.cores}",
        f"--language={'+'.join(languages)}",
        *(["--force-ocr"] if redraw else []),
        *(["--rotate-pages", "--rotate-pages-threshold=2"] if turn else []),
        str(source),
        str(target),
    ]
    seconds = SPARE_SECONDS + PAGE_SECONDS * -(-pages // engine.cores)
    code, words = _run(command, seconds)
    if code == _MISSING:
        raise MissingProgramError(
            "ocr.program-missing", where="ocrmypdf", seen=f"OCRmyPDF says: {_last_line(words)}", todo=_INSTALL
        )
    if code or not target.is_file():
        target.unlink(missing_ok=True)
        raise PagesNotReadError(_last_line(words) or f"OCRmyPDF ended with {code}")


def _run(command: list[str], seconds: float) -> tuple[int, str]:
    """Exit code and standard error; whatever happens, no process is left behind."""
    # Each core reads a page of its own; Tesseract's own threads would only get in one another's way.
    environ = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environ,
        start_new_session=True,
    )
    try:
        _, words = process.communicate(timeout=seconds)
        return process.returncode, words.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        return -1, f"no answer within {seconds:,.0f} seconds"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def _said(program: str | None, option: str) -> str:
    done = subprocess.run(
        [str(program), option], capture_output=True, timeout=SPARE_SECONDS, check=False, stdin=subprocess.DEVNULL
    )
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def _last_line(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return lines[-1][:200] if lines else ""
