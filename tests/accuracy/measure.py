"""Recognise every book of the corpus and print the scores: `make accuracy`.

In: the corpus beside the repository (`../shared/corpus`), whose `score.py` compares a recognised structure with the truth.
Out: the table, one row a book, and `build/accuracy/scores.json`; exit code 1 where a figure fell below its floor in
`floors.json`. Floors only rise: `--raise` writes the new ones. How honest the certainties are is printed below the table (see
`calibration`); with `--peers`, other programs are scored beside ours (see `peers`).

Scans are read by OCR; what it reads is kept in `build/accuracy`, so that only the first run takes minutes. With `--no-ocr`, or
where the programs for it are missing, they are named and left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.accuracy import peers
from tests.accuracy.calibration import keep, kept, report
from tests.accuracy.claims import corpus_claims

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
OUT = ROOT / "build" / "accuracy"
FLOORS = Path(__file__).with_name("floors.json")

#: What has a floor: macro averages over the born-digital books, by score.py's names.
GATED = (
    "divisions",
    "divisions_icdar",
    "divisions_level1",
    "start_pages",
    "type_accuracy",
    "type_recall",
    "last_page_accuracy",
    "author_accuracy",
    "label_accuracy",
    "sections",
    "sections_top",
    "text_sample_recall",
)
#: Two runs of the same code give the same figures; a fall by less than this is rounding.
TOLERANCE = 0.0005
#: A scan's truth file says how it was made.
SCANNED = "scan"


def scorer() -> ModuleType:
    """The corpus's own score.py."""
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def recognise_book(book: str, ocr: str) -> tuple[str, dict[str, Any] | None, str, float]:
    """A book's id, its recognised structure (or None with the reason), and the CPU seconds that it took."""
    from backlist.errors import BacklistError
    from backlist.pipeline.run import read
    from backlist.pipeline.settings import load_settings
    from backlist.publish.truth_json import truth

    began = time.process_time()
    try:
        layout, result = read(CORPUS / "pdf" / book / "book.pdf", load_settings({}, library=OUT, ocr=ocr))
    except BacklistError as error:
        return book, None, f"{error.code}: {error.seen}", time.process_time() - began
    spent = time.process_time() - began
    keep(book, corpus_claims(layout, result, known(book), scorer()))
    return book, truth(result.book, text=True), "", spent


def known(book: str) -> dict[str, Any]:
    """What is true of a book of the corpus."""
    return json.loads((CORPUS / "pdf" / book / "truth.json").read_text(encoding="utf-8"))


def recognise_all(books: list[str], jobs: int, ocr: str) -> dict[str, float]:
    """Write a prediction for each book into `build/accuracy`; give the CPU seconds of each."""
    OUT.mkdir(parents=True, exist_ok=True)
    seconds: dict[str, float] = {}
    with ProcessPoolExecutor(jobs) as pool:
        for book, prediction, why, spent in pool.map(recognise_book, books, [ocr] * len(books)):
            target = OUT / f"{book}.json"
            if prediction is None:
                target.unlink(missing_ok=True)
                print(f"left out  {book}: {why}", file=sys.stderr)
                continue
            target.write_text(json.dumps(prediction, ensure_ascii=False), encoding="utf-8")
            seconds[book] = spent
            print(f"read      {book} in {spent:.1f} s", file=sys.stderr)
    return seconds


def score_all(books: list[str], score: ModuleType) -> list[dict[str, Any]]:
    """score.py's row for each book that was read."""
    rows = []
    for book in books:
        path = OUT / f"{book}.json"
        if path.exists():
            truth = known(book)
            row = score.score(json.loads(path.read_text(encoding="utf-8")), truth)
            row["scan"] = SCANNED in truth
            rows.append(row)
    return rows


def print_table(rows: list[dict[str, Any]], score: ModuleType) -> dict[str, float]:
    """Print score.py's columns, born digital and scanned apart; give the macro averages of the born-digital books."""
    columns = [*score.COLUMNS, ("text", "text_sample_recall")]
    columns = [(head, key) for head, key in columns if any(score.cell(row.get(key)) is not None for row in rows)]
    width = max(len(row["id"]) for row in rows)
    averages: dict[str, float] = {}
    for scan, name in ((False, "BORN DIGITAL"), (True, "SCANNED")):
        group = [row for row in rows if row["scan"] is scan]
        if not group:
            continue
        print(f"\n{name.ljust(width)}" + "".join(head.rjust(7) for head, _ in columns))
        for row in group:
            print(row["id"].ljust(width) + "".join(_cell(score.cell(row.get(key))) for _, key in columns))
        macro, worst = {}, {}
        for _, key in columns:
            values = [score.cell(row.get(key)) for row in group if score.cell(row.get(key)) is not None]
            macro[key] = sum(values) / len(values) if values else None
            worst[key] = min(values) if values else None
        print("macro average".ljust(width) + "".join(_cell(macro[key]) for _, key in columns))
        print("worst book".ljust(width) + "".join(_cell(worst[key]) for _, key in columns))
        if not scan:
            averages = {key: round(value, 4) for key, value in macro.items() if value is not None}
    return averages


def _cell(value: float | None) -> str:
    return ("-" if value is None else f"{value:.3f}").rjust(7)


def fallen(averages: dict[str, float], floors: dict[str, float]) -> list[str]:
    """What stands below its floor, in words."""
    return [
        f"{key} fell to {averages.get(key, 0.0):.4f}; its floor is {floor:.4f}"
        for key, floor in floors.items()
        if averages.get(key, 0.0) < floor - TOLERANCE
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("books", nargs="*", help="ids of books; all when none is named")
    parser.add_argument("--no-ocr", action="store_true", help="leave out what only OCR can read")
    parser.add_argument("--jobs", type=int, default=2, help="books read at a time")
    parser.add_argument(
        "--raise", dest="raise_floors", action="store_true", help="write higher floors where figures rose"
    )
    parser.add_argument("--peers", action="store_true", help="run other programs on the same books and score them too")
    options = parser.parse_args()
    if not CORPUS.is_dir():
        print(f"The corpus is not here ({CORPUS}); nothing was measured.", file=sys.stderr)
        return 2
    books = options.books or sorted(path.parent.name for path in (CORPUS / "pdf").glob("*/truth.json"))
    score = scorer()
    seconds = recognise_all(books, options.jobs, "never" if options.no_ocr else "auto")
    rows = score_all(books, score)
    averages = print_table(rows, score)
    pages = sum(len(json.loads((OUT / f"{book}.json").read_text())["pages"]) for book in seconds)
    if pages:
        print(f"\n{len(seconds)} books, {pages:,} pages, {1000 * sum(seconds.values()) / pages:.1f} ms of CPU a page")
    (OUT / "scores.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    report(kept())
    if options.peers:
        peers.compare(books, score)
    if options.books:
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if options.raise_floors:
        raised = {key: max(averages[key], floors.get(key, 0.0)) for key in GATED if key in averages}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n", encoding="utf-8")
    below = fallen(averages, floors)
    for line in below:
        print(line, file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
