"""Stand-ins for OCRmyPDF and Tesseract: small programs that behave as those do, quickly, and badly when they are told to.

The stand-in for OCRmyPDF copies its input, lays `read 1`, `read 2` ... over the pages in hidden text, and notes every call. A
page whose width is 333 points makes it fail, one of 444 points makes it hang.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf

FAILS, HANGS = 333.0, 444.0

_OCRMYPDF = """#!{python}
import sys, time
import pikepdf
if "--version" in sys.argv:
    print("16.0.0")
    sys.exit(0)
source, target = sys.argv[-2:]
with pikepdf.open(source) as document, open({calls!r}, "a") as calls:
    sizes = [float(page.mediabox[2]) for page in document.pages]
    calls.write(" ".join(sys.argv[1:-2]) + " pages=" + ",".join(f"{{s:.0f}}" for s in sizes) + "\\n")
    calls.flush()
    if {hangs} in sizes:
        time.sleep(600)
    if {fails} in sizes:
        print("a page that nobody can read", file=sys.stderr)
        sys.exit(7)
    for page in document.pages:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
        name = page.add_resource(document.make_indirect(font), pikepdf.Name.Font)
        width = f"{{float(page.mediabox[2]):.0f}}"
        page.contents_add(f"BT 3 Tr {{name}} 10 Tf 40 40 Td (read {{width}}) Tj ET".encode())
    document.save(target)
"""
_TESSERACT = """#!{python}
import sys
print("List of available languages (2):\\n{languages}" if "--list-langs" in sys.argv else "tesseract 5.5.0")
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """`folder` goes into PATH; `calls` gives what OCRmyPDF was called with, a line each."""

    folder: Path

    @property
    def calls(self) -> list[str]:
        path = self.folder / "calls"
        return path.read_text().splitlines() if path.exists() else []


def install(folder: Path, languages: tuple[str, ...] = ("eng", "osd")) -> Programs:
    folder.mkdir()
    python = sys.executable
    for name, text in (
        ("ocrmypdf", _OCRMYPDF.format(python=python, calls=str(folder / "calls"), hangs=HANGS, fails=FAILS)),
        ("tesseract", _TESSERACT.format(python=python, languages="\\n".join(languages))),
    ):
        path = folder / name
        path.write_text(text)
        path.chmod(0o755)
    return Programs(folder=folder)


def path_with(programs: Programs) -> str:
    return f"{programs.folder}{os.pathsep}{os.environ['PATH']}"


def pictures(path: Path, widths: list[float]) -> Path:
    """A PDF of blank pages of these widths, in points, by which they are told apart."""
    with pikepdf.new() as document:
        for width in widths:
            document.add_blank_page(page_size=(width, 500))
        document.save(path)
    return path
