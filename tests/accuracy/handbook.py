"""The handbook's figures, from what was measured: files of `build/accuracy` in, tables in `docs/why/recognition.md` out.

Each table stands between a line `<!-- measured: NAME -->` and the next `<!-- end -->`; what is between them is replaced, all
else stays. Nobody types a figure by hand. A table whose file is missing stays as it is, and is named.

    python -m tests.accuracy.handbook
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from backlist.model.certainty import smoothed

ROOT = Path(__file__).resolve().parents[2]
MEASURED = ROOT / "build" / "accuracy"
PAGE = ROOT / "docs" / "why" / "recognition.md"

#: Columns of the table of scores: heading, and score.py's name.
COLUMNS = (
    ("divisions", "divisions"),
    ("strict", "divisions_icdar"),
    ("starts", "start_pages"),
    ("kinds", "type_accuracy"),
    ("ends", "last_page_accuracy"),
    ("authors", "author_accuracy"),
    ("page numbers", "label_accuracy"),
    ("sections", "sections"),
    ("words", "text_sample_recall"),
)
#: Rules with fewer wrong claims than this are not listed among the errors.
WORTH_NAMING = 3


def scores(data: list[dict[str, Any]]) -> str:
    """One row a book, and the mean and the worst of each group."""
    out = []
    for scan, name in ((False, "Born digital"), (True, "Scanned")):
        group = [row for row in data if row["scan"] is scan]
        if not group:
            continue
        out += ["", f"**{name}**", "", _row("book", *(head for head, _ in COLUMNS)), _rule(len(COLUMNS))]
        out += [_row(row["id"], *(_figure(row.get(key)) for _, key in COLUMNS)) for row in group]
        held = [[v for row in group if (v := _value(row.get(key))) is not None] for _, key in COLUMNS]
        out.append(_row("*mean of books*", *(_figure(sum(v) / len(v)) if v else "–" for v in held)))
        out.append(_row("*worst book*", *(_figure(min(v)) if v else "–" for v in held)))
    return "\n".join(out[1:])


def calibration(data: dict[str, Any]) -> str:
    """One row a structure."""
    head = [_row("structure", "claims", "right", "error, book left out", "error, all books"), _rule(4)]
    rows = (
        _row(
            one["structure"],
            f"{one['claims']:,}",
            f"{one['right'] / one['claims']:.1%}",
            f"{one['error_left_out']:.3f}",
            f"{one['error_stated']:.3f}",
        )
        for one in data["structures"]
    )
    return "\n".join((*head, *rows))


def rules(data: dict[str, Any]) -> str:
    """The rules that err most, and what they now claim."""
    wrong = sorted(data["rules"].items(), key=lambda item: item[1][0] - item[1][1])
    out = [_row("rule", "claims", "wrong", "certainty"), _rule(3)]
    for rule, (right, claims) in wrong:
        if claims - right >= WORTH_NAMING:
            out.append(_row(f"`{rule}`", f"{claims:,}", f"{claims - right:,}", f"{smoothed(right, claims):.2f}"))
    return "\n".join(out)


def peers(data: dict[str, Any]) -> str:
    """One row a program: means over the books that all of them were given."""
    programs = list(dict.fromkeys(row["program"] for row in data["rows"]))
    books = set.intersection(*({r["book"] for r in data["rows"] if r["program"] == p} for p in programs))
    out = [_row("program", "books", "title and start page", "start page alone"), _rule(3)]
    for program in programs:
        own = [row for row in data["rows"] if row["program"] == program and row["book"] in books]
        means = (sum(row[key] for row in own) / len(own) for key in ("titles_and_starts", "starts"))
        out.append(_row(program, str(len(own)), *(f"{mean:.3f}" for mean in means)))
    out += [f"\nNot here when this was measured: {name} ({why})." for name, why in data["missing"].items()]
    return "\n".join(out)


TABLES: dict[str, tuple[str, Callable[[Any], str]]] = {
    "scores": ("scores.json", scores),
    "calibration": ("calibration.json", calibration),
    "rules": ("calibration.json", rules),
    "peers": ("peers.json", peers),
}


def _value(cell: Any) -> float | None:
    return cell["f1"] if isinstance(cell, dict) else cell


def _figure(cell: Any) -> str:
    value = _value(cell)
    return "–" if value is None else f"{value:.3f}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return "|---|" + "--:|" * columns


def filled(text: str, tables: dict[str, str]) -> str:
    """The page with these tables in their places. Raises ValueError where the page has no place for one."""
    for name, table in tables.items():
        place = re.compile(rf"(<!-- measured: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not place.search(text):
            raise ValueError(f"no place for the table {name}")
        text = place.sub(lambda match, table=table: f"{match[1]}{table}\n{match[2]}", text)
    return text


def main() -> int:
    tables = {}
    for name, (file, make) in TABLES.items():
        path = MEASURED / file
        if path.exists():
            tables[name] = make(json.loads(path.read_text(encoding="utf-8")))
        else:
            print(f"{file} is missing; the table {name} stays as it is", file=sys.stderr)
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
