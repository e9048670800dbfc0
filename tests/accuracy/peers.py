"""Chapter starts as other programs find them, scored beside ours: `make accuracy ARGS=--peers`.

In: books of the corpus, our predictions in `build/accuracy`. Out: for each program the scores of its divisions by the
corpus's score.py, printed as a table and kept in `build/accuracy/peers.json`.

The programs are Calibre's `ebook-convert` (its EPUB's table of contents), `pymupdf4llm` (headings of its Markdown), and the
bookmarks that the PDF itself carries. They are run as programs in processes of their own, pymupdf4llm (AGPL) in an
environment of its own under `build/peers`; Backlist depends on none of them. Each is scored at the depth of headings that
suits it best, book by book, so that no program loses by our choice. A program that is missing is named and left out.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
OUT = ROOT / "build" / "accuracy"
ENVIRONMENT = ROOT / "build" / "peers" / "venv"
PYTHON = ENVIRONMENT / "bin" / "python"

#: Seconds that a program may take for one book.
PATIENCE = 1200
#: pymupdf4llm 2 is an empty package; its code moved into a larger one.
PYMUPDF4LLM = "pymupdf4llm<1"
#: As deep as headings go in Markdown.
DEEPEST = 6

#: Title, page index and depth of a heading.
Heading = tuple[str, int, int]

_MARKDOWN = """
import json, re, sys, pymupdf4llm
pages = pymupdf4llm.to_markdown(sys.argv[1], page_chunks=True, ignore_images=True, ignore_graphics=True, show_progress=False)
found = []
for index, page in enumerate(pages):
    for line in page["text"].splitlines():
        match = re.match(r"(#{1,6})\\s+(.*)", line)
        if match:
            found.append([re.sub(r"[*_`]+", "", match[2]).strip(), index, len(match[1])])
json.dump(found, open(sys.argv[2], "w"))
"""


class MissingPeerError(Exception):
    """A program that is not here, and why."""


def outline(pdf: Path, folder: Path) -> list[Heading]:
    """The PDF's own bookmarks."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for item in document.get_toc():
            target = item.get_dest()
            index = target.get_index() if target else None
            if index is not None:
                found.append((item.get_title(), index, item.level + 1))
        return found
    finally:
        document.close()


def calibre(pdf: Path, folder: Path) -> list[Heading]:
    """The table of contents of Calibre's EPUB; each page of the PDF leaves an anchor in its text."""
    program = shutil.which("ebook-convert")
    if program is None:
        raise MissingPeerError("ebook-convert (Calibre) is not installed")
    made = folder / "book.epub"
    _run([program, str(pdf), str(made)], made)
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        contents = next(name for name in names if name.endswith(".ncx"))
        tree = etree.fromstring(archive.read(contents))
        pages = _anchors(archive, names)
        points = tree.iter("{*}navPoint")
        return [
            (" ".join("".join(point.find("{*}navLabel").itertext()).split()), page, depth)
            for point in points
            for depth in [sum(1 for _ in point.iterancestors("{*}navPoint")) + 1]
            for page in [pages(posixpath.join(posixpath.dirname(contents), point.find("{*}content").get("src")))]
            if page is not None
        ]


def _anchors(archive: zipfile.ZipFile, names: list[str]) -> Callable[[str], int | None]:
    """A function from an address inside the EPUB to the page of the PDF that it stands on."""
    at: dict[str, int] = {}
    page = 0
    for name in sorted(n for n in names if re.search(r"\.x?html?$", n)):
        at[name] = page
        for match in re.finditer(rb'\sid="([^"]+)"', archive.read(name)):
            anchor = match[1].decode()
            number = re.fullmatch(r"p(\d+)", anchor)
            page = int(number[1]) - 1 if number else page
            at[f"{name}#{anchor}"] = page
    return lambda address: at.get(unquote(address), at.get(unquote(address).partition("#")[0]))


def pymupdf4llm(pdf: Path, folder: Path) -> list[Heading]:
    """The headings of its Markdown, page by page."""
    _environment()
    made = folder / "headings.json"
    _run([str(PYTHON), "-c", _MARKDOWN, str(pdf), str(made)], made)
    return [(title, index, depth) for title, index, depth in json.loads(made.read_text(encoding="utf-8"))]


def _environment() -> None:
    """An environment of its own for what Backlist must not depend on."""
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    if subprocess.run([PYTHON, "-c", "import pymupdf4llm"], capture_output=True, check=False).returncode == 0:
        return
    install = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", PYMUPDF4LLM]
    if subprocess.run(install, capture_output=True, check=False).returncode != 0:
        raise MissingPeerError("pymupdf4llm cannot be installed")


def _run(command: list[str], made: Path) -> None:
    """Run a program that makes a file. What goes wrong with one book costs the program that book."""
    done = subprocess.run(
        command, capture_output=True, timeout=PATIENCE, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    if not made.exists():
        raise OSError(done.stderr.decode(errors="replace")[-300:] or "no file was made")


PEERS: dict[str, Callable[[Path, Path], list[Heading]]] = {
    "bookmarks of the PDF": outline,
    "Calibre": calibre,
    "pymupdf4llm": pymupdf4llm,
}


def compare(books: list[str], score: ModuleType) -> None:
    """Run every program on every book, print the table, keep the figures."""
    rows: list[dict[str, Any]] = []
    missing: dict[str, str] = {}
    for book in books:
        truth = json.loads((CORPUS / "pdf" / book / "truth.json").read_text(encoding="utf-8"))
        ours = OUT / f"{book}.json"
        if ours.exists():
            rows.append(_row(book, "Backlist", score.score_divisions(json.loads(ours.read_text("utf-8")), truth), None))
        for peer, find in PEERS.items():
            if peer in missing:
                continue
            began = time.monotonic()
            try:
                with tempfile.TemporaryDirectory() as folder:
                    headings = find(CORPUS / "pdf" / book / "book.pdf", Path(folder))
            except MissingPeerError as why:
                missing[peer] = str(why)
                continue
            except (OSError, subprocess.TimeoutExpired, StopIteration, etree.XMLSyntaxError) as why:
                print(f"{peer} failed on {book}: {why}", file=sys.stderr)
                headings = []
            seconds = time.monotonic() - began
            best = max(_scores(headings, truth, score), key=lambda s: s["divisions_icdar"]["f1"])
            rows.append(_row(book, peer, best, seconds))
            print(f"{peer} read {book} in {seconds:.0f} s", file=sys.stderr)
    _print(rows)
    for peer, why in missing.items():
        print(f"left out  {peer}: {why}")
    kept = OUT / "peers.json"
    kept.write_text(json.dumps({"rows": rows, "missing": missing}, indent=1), encoding="utf-8")


def _scores(headings: list[Heading], truth: dict[str, Any], score: ModuleType) -> Iterator[dict[str, Any]]:
    for deepest in range(1, DEEPEST + 1):
        divisions = [
            {"type": "chapter", "title": title, "first_index": page, "level": depth}
            for title, page, depth in headings
            if depth <= deepest
        ]
        yield score.score_divisions({"divisions": divisions}, truth)


def _row(book: str, program: str, scores: dict[str, Any], seconds: float | None) -> dict[str, Any]:
    return {
        "book": book,
        "program": program,
        "titles_and_starts": scores["divisions_icdar"]["f1"],
        "starts": scores["start_pages"]["f1"],
        "seconds": None if seconds is None else round(seconds, 1),
    }


def _print(rows: list[dict[str, Any]]) -> None:
    programs = ["Backlist", *PEERS]
    print("\nDivisions: F1 of title and start page, and of start page alone, beside other programs")
    width = max(len(row["book"]) for row in rows)
    print("".ljust(width) + "".join(program.rjust(24) for program in programs))
    by = {(row["book"], row["program"]): row for row in rows}
    for book in dict.fromkeys(row["book"] for row in rows):
        cells = [by.get((book, program)) for program in programs]
        shown = "".join((f"{c['titles_and_starts']:.3f} {c['starts']:.3f}" if c else "-").rjust(24) for c in cells)
        print(book.ljust(width) + shown)
    means = []
    for program in programs:
        own = [row for row in rows if row["program"] == program]
        mean = [sum(row[key] for row in own) / len(own) for key in ("titles_and_starts", "starts")] if own else []
        means.append((" ".join(f"{value:.3f}" for value in mean) or "-").rjust(24))
    print("macro average".ljust(width) + "".join(means))
