"""How long from `backlist publish` to the live page, beside `pdftotext -bbox-layout` on the same file: `make bench`.

In: a book of about 300 pages, typeset here (or PDFs named on the command line). Out: seconds of wall time and of CPU, and
the ratio to pdftotext, which does nothing but read the file. Each is run in turn, several times; the best run counts,
because whatever else the machine does can only add to it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PAGES = 300
CHAPTERS = 12
#: Words of filler text on a page of the measure below.
WORDS_A_PAGE = 400
WAIT_SECONDS = 120

BOOK = """
#set page(width: 6in, height: 9in, margin: (x: 0.8in, y: 0.9in), numbering: "1",
  header: context if calc.odd(here().page()) [#align(right)[A book of filler]] else [The benchmark])
#set text(size: 11pt, hyphenate: true)
#set par(justify: true, first-line-indent: 1.2em)
#set heading(numbering: "1")
#outline(title: "Contents", depth: 1)
#for n in range(1, {chapters} + 1) [
  #pagebreak()
  #heading(level: 1)[The matter of number #n]
  #for s in range(1, 5) [
    #heading(level: 2, numbering: none)[A section of it]
    #for p in range(1, {paragraphs} + 1) [#lorem(110 + 7 * calc.rem(n * s * p, 9))#footnote[#lorem(18)] #lorem(40)

    ]
  ]
]
"""


def typeset(folder: Path) -> Path:
    """A book of about `PAGES` pages, as old files are: without bookmarks and page labels."""
    import pikepdf
    import typst

    source = folder / "book.typ"
    paragraphs = PAGES * WORDS_A_PAGE // (CHAPTERS * 4 * 180)
    source.write_text(BOOK.format(chapters=CHAPTERS, paragraphs=paragraphs), encoding="utf-8")
    target = folder / "book.pdf"
    target.write_bytes(typst.compile(str(source)))
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        for key in ("/Outlines", "/PageLabels", "/StructTreeRoot", "/Names"):
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.save(target)
    return target


def timed(command: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a command, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(address: str) -> bytes | None:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.read()
    except (urllib.error.URLError, ConnectionError):
        return None


def wait_for(address: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while fetch(address) is None:
        if time.monotonic() > deadline:
            raise SystemExit(f"{address} did not answer within {WAIT_SECONDS} seconds")
        time.sleep(0.02)


def publish_to_page(pdf: Path, folder: Path) -> dict[str, float]:
    """Publish into an empty library that is already being served, until a chapter's page answers."""
    backlist = str(Path(sys.executable).with_name("backlist"))
    library = folder / "library"
    shutil.rmtree(library, ignore_errors=True)
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [backlist, "serve", "--library", str(library), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"{site}/")
        began = time.perf_counter()
        _, cpu = timed([backlist, "publish", str(pdf), "--library", str(library)])
        home = fetch(f"{site}/") or b""
        book = home.split(b'href="/books/', 1)[1].split(b'"', 1)[0].decode().strip("/").split("/")[0]
        wait_for(f"{site}/books/{book}/")
        page = fetch(f"{site}/books/{book}/") or b""
        chapters = [part.split(b'"', 1)[0].decode() for part in page.split(f'href="/books/{book}/'.encode())[1:]]
        chapter = next(c for c in chapters if c.startswith(("chapter", "introduction")))
        wait_for(f"{site}/books/{book}/{chapter.split('#')[0]}")
        return {"wall": time.perf_counter() - began, "cpu": cpu}
    finally:
        server.terminate()
        server.wait(10)


def measure(pdf: Path, runs: int) -> dict[str, object]:
    import pypdfium2

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, peers = [], []
        for _ in range(runs):
            wall, cpu = timed(["pdftotext", "-bbox-layout", str(pdf), os.devnull])
            peers.append({"wall": wall, "cpu": cpu})
            ours.append(publish_to_page(pdf, folder))
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)

    def best(of: list[dict[str, float]], what: str) -> float:
        return round(min(run[what] for run in of), 3)

    return {
        "file": pdf.name,
        "pages": pages,
        "publish_to_page_wall_s": best(ours, "wall"),
        "publish_cpu_s": best(ours, "cpu"),
        "pdftotext_wall_s": best(peers, "wall"),
        "pdftotext_cpu_s": best(peers, "cpu"),
        "publish_cpu_ms_a_page": round(1000 * best(ours, "cpu") / pages, 1),
        "times_pdftotext_cpu": round(best(ours, "cpu") / max(best(peers, "cpu"), 0.001), 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", nargs="*", type=Path, help="books to publish; a typeset one when none is named")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for pdf in options.pdf or [typeset(Path(name))]:
            print(json.dumps(measure(pdf, options.runs), indent=1), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
