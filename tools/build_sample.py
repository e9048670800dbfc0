"""Typeset the sample book, and write down what is in it.

In: the Typst sources in `samples/`. Out: the PDF that `backlist demo` publishes, and `samples/truth.json`, which says
where everything in it stands, as Typst itself answers. Bookmarks, page labels, tags, links and document information are
taken out of the PDF, for the PDFs of old books have none of them. The same sources give the same bytes, with the locked
versions of typst and pikepdf: only the typefaces that Typst carries are used, and no date is written.

It does not judge what Backlist makes of the book; the tests do, with the truth file.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path

import pikepdf
import typst

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "samples" / "book.typ"
TRUTH = ROOT / "samples" / "truth.json"
PDF = ROOT / "src" / "backlist" / "cli" / "sample" / "finding-the-place.pdf"

# What the catalogue of a modern PDF says about the book, and an old one does not.
CATALOGUE_KEYS = (
    "/Outlines",
    "/PageLabels",
    "/StructTreeRoot",
    "/MarkInfo",
    "/Lang",
    "/Metadata",
    "/Names",
    "/Dests",
    "/ViewerPreferences",
)
PAGE_KEYS = ("/Annots", "/StructParents", "/Tabs")

# Typst says which hyphens it has put in at the ends of lines; an old PDF has one hyphen for all.
SOFT_HYPHEN, HYPHEN = b"<00AD>", b"<002D>"


def typeset() -> tuple[bytes, dict]:
    """The PDF as Typst makes it, and the answer to the query that `samples/truth.typ` prepares."""
    compiler = typst.Compiler(str(SOURCE), root=str(SOURCE.parent), ignore_system_fonts=True)
    pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_tags=False)
    for warning in warnings:
        print(f"{SOURCE.name}: {warning}", file=sys.stderr)
    return pdf, json.loads(compiler.query("<truth>", field="value", one=True))


def aged(pdf: bytes) -> bytes:
    """The same pages without anything that helps a machine find its way in them."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for key in CATALOGUE_KEYS:
            if key in document.Root:
                del document.Root[key]
        for page in document.pages:
            for key in PAGE_KEYS:
                if key in page.obj:
                    del page.obj[key]
        for key in ("/Info", "/ID"):
            if key in document.trailer:
                del document.trailer[key]
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                item.ToUnicode.write(item.ToUnicode.read_bytes().replace(SOFT_HYPHEN, HYPHEN))
        document.remove_unreferenced_resources()
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def truth_of(answer: dict) -> bytes:
    """The truth file: the same keys as the truth files that the accuracy tests use."""
    truth = {
        "id": "finding-the-place",
        "title": answer["title"],
        "subtitle": answer["subtitle"],
        "authors": answer["authors"],
        "editors": [],
        "language": "en",
        "source": {
            "repo": "backlist, samples/",
            "licence": "CC-BY-4.0",
            "method": "typeset by tools/build_sample.py; positions reported by the typesetter",
        },
        "hard": True,
        "kind": "short monograph, footnotes, index",
        "pdf": PDF.name,
        "pages": answer["pages"],
        "divisions": answer["divisions"],
        "notes": {"style": "footnotes at page foot", "count_by_division": answer["notes"]},
        "index_entries": answer["index_entries"],
        "references": answer["references"],
        "has": {"index": True, "references": True, "notes": True, "text_sample": False},
    }
    return (json.dumps(truth, ensure_ascii=False, indent=1) + "\n").encode()


def main() -> int:
    parser = argparse.ArgumentParser(description="Typeset the sample book and write its truth file.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail where the files differ from the sources"
    )
    check = parser.parse_args().check
    pdf, answer = typeset()
    stale = False
    for path, content in ((PDF, aged(pdf)), (TRUTH, truth_of(answer))):
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif not path.is_file() or path.read_bytes() != content:
            print(f"{path.relative_to(ROOT)} is not what the sources give: run tools/build_sample.py", file=sys.stderr)
            stale = True
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
