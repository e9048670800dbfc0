"""How honest the certainties are: claims that were judged in, a reliability table, a curve and the table of rules out.

In: the claims kept by `measure` and `typeset` in `build/accuracy/claims`. Out: for each structure, claims by their certainty
with the share that was right, and the expected calibration error (the mean distance between certainty and share, weighted by
claims; Guo et al. 2017); `docs/why/calibration.svg`; and with `--write` the counts in `model/certainty.toml`, which the
product takes its certainties from.

Judged on the same books, that table would praise itself. So each book is also judged by certainties that were counted on all
the other books alone (`left out`): these are the figures to believe.

    python -m tests.accuracy.calibration            print the tables and draw the curve
    python -m tests.accuracy.calibration --typeset  first print and read the typeset books
    python -m tests.accuracy.calibration --write    first count the rules anew
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from backlist.model.certainty import smoothed
from tests.accuracy.claims import STRUCTURES, Claim, typeset_claims

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = ROOT / "build" / "accuracy" / "claims"
PRINTED = ROOT / "build" / "accuracy" / "printed"
FIGURES = ROOT / "build" / "accuracy" / "calibration.json"
TABLE = ROOT / "src" / "backlist" / "model" / "certainty.toml"
CURVE = ROOT / "docs" / "why" / "calibration.svg"

#: Edges of the bins of certainty; most claims are sure, so the bins are narrow there.
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0001)
#: Claims; a share of fewer says little.
FEW = 10

_HEAD = "# Written by `make calibrate`: rule = [claims that were right, claims that could be judged].\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Claims whose certainty lies between two edges: the mean of their certainties, and the share that was right."""

    low: float
    high: float
    claims: int
    certainty: float
    share: float


def keep(name: str, claims: Iterable[Claim]) -> None:
    """Keep the claims about one book."""
    CLAIMS.mkdir(parents=True, exist_ok=True)
    rows = [asdict(claim) for claim in claims]
    (CLAIMS / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")


def kept() -> dict[str, list[Claim]]:
    """The claims kept, by book."""
    return {
        path.stem: [Claim(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
        for path in sorted(CLAIMS.glob("*.json"))
    }


# --- counting -----------------------------------------------------------------------------------------------------------


def counts(books: dict[str, list[Claim]], *, without: str | None = None) -> dict[str, tuple[int, int]]:
    """For each rule, claims that were right and claims in all, in every book but one."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for book, claims in books.items():
        if book != without:
            for claim in claims:
                found[claim.rule][0] += claim.right
                found[claim.rule][1] += 1
    return {rule: (right, claims) for rule, (right, claims) in sorted(found.items())}


def left_out(books: dict[str, list[Claim]]) -> list[tuple[str, float, bool]]:
    """Structure, certainty by the counts of all other books, and whether it was right, for every claim."""
    out = []
    for book, claims in books.items():
        table = counts(books, without=book)
        out += [(claim.structure, smoothed(*table.get(claim.rule, (0, 0))), claim.right) for claim in claims]
    return out


def bins(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Certainties with right or wrong, put into bins; empty bins are left out."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for certainty, right in judged:
        held[next(k for k in range(len(EDGES) - 1) if certainty < EDGES[k + 1])].append((certainty, right))
    return [
        Bin(
            low=EDGES[k],
            high=min(EDGES[k + 1], 1.0),
            claims=len(rows),
            certainty=sum(c for c, _ in rows) / len(rows),
            share=sum(r for _, r in rows) / len(rows),
        )
        for k, rows in sorted(held.items())
    ]


def error(found: list[Bin]) -> float:
    """The expected calibration error."""
    total = sum(row.claims for row in found)
    return sum(row.claims * abs(row.certainty - row.share) for row in found) / total if total else 0.0


def write_table(books: dict[str, list[Claim]]) -> None:
    """The counts of all books, for the product."""
    lines = [f'"{rule}" = [{right}, {claims}]\n' for rule, (right, claims) in counts(books).items()]
    TABLE.write_text(_HEAD + "".join(lines), encoding="utf-8")


# --- showing ------------------------------------------------------------------------------------------------------------


def report(books: dict[str, list[Claim]]) -> dict[str, list[Bin]]:
    """Print the reliability table of every structure, and keep its figures for the handbook; give the bins left out."""
    judged, table = left_out(books), counts(books)
    shown: dict[str, list[Bin]] = {}
    figures = []
    for structure in dict.fromkeys(STRUCTURES.values()):
        own = [(certainty, right) for name, certainty, right in judged if name == structure]
        if not own:
            continue
        stated = [(smoothed(*table[c.rule]), c.right) for cs in books.values() for c in cs if c.structure == structure]
        shown[structure] = bins(own)
        figures.append(
            {
                "structure": structure,
                "claims": len(own),
                "right": sum(right for _, right in own),
                "error_left_out": round(error(shown[structure]), 4),
                "error_stated": round(error(bins(stated)), 4),
                "bins": [asdict(row) for row in shown[structure]],
            }
        )
        print(
            f"\n{structure}: {len(own):,} claims, {sum(r for _, r in own) / len(own):.1%} right; calibration error "
            f"{error(shown[structure]):.4f} with each book left out, {error(bins(stated)):.4f} as counted on all"
        )
        for row in shown[structure]:
            few = "  (few)" if row.claims < FEW else ""
            print(
                f"  {row.low:4.0%} to {row.high:4.0%}  {row.claims:6,} claims  "
                f"certainty {row.certainty:6.1%}  right {row.share:6.1%}{few}"
            )
    FIGURES.write_text(json.dumps({"structures": figures, "rules": table}, indent=1), encoding="utf-8")
    return shown


#: Pixels of the curve's frame, and of what stands around it.
_SIDE, _AROUND = 360, 56
_STROKES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")


def curve(shown: dict[str, list[Bin]]) -> str:
    """The reliability curve as SVG: certainty from left to right, the share that was right upwards; a circle's area grows
    with its claims."""

    def x(value: float) -> float:
        return round(_AROUND + _SIDE * value, 1)

    def y(value: float) -> float:
        return round(_AROUND / 2 + _SIDE * (1 - value), 1)

    width = _SIDE + 2 * _AROUND + 150
    height = _SIDE + 2 * _AROUND
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="12" role="img" aria-labelledby="t">',
        '<title id="t">How often claims were right, by their certainty</title>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<path d="M{x(0)} {y(0)}V{y(1)}M{x(0)} {y(0)}H{x(1)}" stroke="#444" fill="none"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(f'<text x="{x(tick)}" y="{y(0) + 18}" text-anchor="middle">{tick:.0%}</text>')
        parts.append(f'<text x="{x(0) - 8}" y="{y(tick) + 4}" text-anchor="end">{tick:.0%}</text>')
    parts.append(f'<text x="{x(0.5)}" y="{y(0) + 38}" text-anchor="middle">certainty</text>')
    parts.append(
        f'<text transform="translate(14 {y(0.5)}) rotate(-90)" text-anchor="middle">share that was right</text>'
    )
    for rank, (structure, rows) in enumerate(shown.items()):
        stroke = _STROKES[rank % len(_STROKES)]
        total = sum(row.claims for row in rows)
        points = [(x(row.certainty), y(row.share), row.claims) for row in rows if row.claims >= FEW]
        line = " ".join(f"{a},{b}" for a, b, _ in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{stroke}" stroke-width="1.5"/>')
        parts += [
            f'<circle cx="{a}" cy="{b}" r="{2.5 + 7 * (n / total) ** 0.5:.1f}" fill="{stroke}" fill-opacity="0.45"/>'
            for a, b, n in points
        ]
        at = y(1) + 20 * rank
        parts.append(f'<circle cx="{x(1) + 26}" cy="{at}" r="5" fill="{stroke}"/>')
        parts.append(f'<text x="{x(1) + 38}" y="{at + 4}">{structure}</text>')
    return "\n".join((*parts, "</svg>\n"))


# --- typeset books ------------------------------------------------------------------------------------------------------


def read_typeset() -> None:
    """Print the typeset books and keep the claims about them."""
    from tests.typesetter.prints import PRINTS
    from tests.typesetter.reading import read
    from tests.typesetter.warehouse import Warehouse

    PRINTED.mkdir(parents=True, exist_ok=True)
    warehouse = Warehouse(PRINTED)
    for name, vices in PRINTS.items():
        book = warehouse.printed(vices)
        reading = read(book.pdf)
        keep(f"typeset {name}", typeset_claims(reading.result, book.account, reading.account))
        print(f"read      typeset {name}", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--typeset", action="store_true", help="first print and read the typeset books")
    parser.add_argument("--write", action="store_true", help="first count the rules anew for the product")
    options = parser.parse_args()
    if options.typeset:
        read_typeset()
    books = kept()
    if not books:
        print("No claims are kept; run make accuracy first.", file=sys.stderr)
        return 2
    if options.write:
        write_table(books)
    shown = report(books)
    CURVE.parent.mkdir(parents=True, exist_ok=True)
    CURVE.write_text(curve(shown), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
