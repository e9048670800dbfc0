"""Reading and recognition of one book, beside what people use today: CPU seconds and peak memory, one process each.

In: PDFs (a typeset one when none is named). Out: a row for each program: CPU seconds, milliseconds a page, how many times
`pdftotext -bbox-layout`, and peak memory. Ours goes from the file to the recognised book; the peers go to text or Markdown
(pdf-oxide, kreuzberg), to an EPUB (Calibre's ebook-convert) or to words with their boxes (pdftotext, which sets the unit).

Each is run in a process of its own, held to one core where the system allows it, and the best of the runs counts. What is
not installed is named and left out: pdf-oxide and kreuzberg come from PyPI, Calibre and poppler-utils from the system.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.publish_time import typeset

OURS = """
import sys
from pathlib import Path
from backlist.sources import open_source
from backlist.structure import recognise
recognise(open_source(Path(sys.argv[1]), max_pages=10_000))
"""
OXIDE = """
import sys
from pdf_oxide import PdfDocument
document = PdfDocument(sys.argv[1])
for page in range(document.page_count()):
    document.to_markdown(page)
"""
KREUZBERG = """
import sys
from kreuzberg import ExtractionConfig, OutputFormat, extract_file_sync
extract_file_sync(sys.argv[1], config=ExtractionConfig(output_format=OutputFormat.MARKDOWN))
"""
UNIT = "pdftotext"


def commands(pdf: Path, folder: Path) -> dict[str, list[str] | None]:
    """What to run for each program; None where it is not installed."""

    def python(code: str, module: str) -> list[str] | None:
        return [sys.executable, "-c", code, str(pdf)] if importlib.util.find_spec(module) else None

    def program(name: str, *arguments: str) -> list[str] | None:
        return [name, *arguments] if shutil.which(name) else None

    return {
        "backlist": python(OURS, "backlist"),
        UNIT: program("pdftotext", "-bbox-layout", str(pdf), os.devnull),
        "pdf-oxide": python(OXIDE, "pdf_oxide"),
        "kreuzberg": python(KREUZBERG, "kreuzberg"),
        "ebook-convert": program("ebook-convert", str(pdf), str(folder / "book.epub")),
    }


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def run(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=_one_core)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed: {process.stderr.read().decode(errors='replace')[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, usage.ru_maxrss / 1024


def page_count(pdf: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def measure(pdf: Path, runs: int) -> dict[str, object]:
    pages = page_count(pdf)
    rows: dict[str, dict[str, float] | str] = {}
    with tempfile.TemporaryDirectory() as name:
        for program, command in commands(pdf, Path(name)).items():
            if command is None:
                rows[program] = "not installed"
                continue
            taken = [run(command) for _ in range(runs)]
            cpu, memory = min(c for c, _ in taken), max(m for _, m in taken)
            rows[program] = {
                "cpu_s": round(cpu, 2),
                "ms_a_page": round(1000 * cpu / pages, 1),
                "peak_mb": round(memory),
            }
    unit = rows[UNIT]
    if isinstance(unit, dict):
        for row in rows.values():
            if isinstance(row, dict):
                row["times_pdftotext"] = round(row["cpu_s"] / max(unit["cpu_s"], 0.01), 1)
    return {"file": str(pdf), "pages": pages, "programs": rows}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for pdf in options.pdf or [typeset(Path(name))]:
            print(json.dumps(measure(pdf, options.runs), indent=1), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
