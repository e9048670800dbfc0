"""A long campaign: many books printed and read, and every aspect in which they differ named.

Run as `python -m tests.typesetter.campaign`. It prints the books of the tests (`--prints`), books drawn at random
(`--books 100`), or one (`--vices "Vices(plates=2)" --seed 7`), and says of each what differs; with `--rows` also how. At the end
stands how many books differ in each aspect. Nothing is forgiven, and the exit code says nothing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.typesetter import vices as names
from tests.typesetter.account import ASPECTS, differences
from tests.typesetter.known_book import write_book
from tests.typesetter.press import print_book
from tests.typesetter.prints import PRINTS
from tests.typesetter.random_vices import MOST_CHANGED, VALUES
from tests.typesetter.reading import read
from tests.typesetter.vices import Vices, as_source


def _drawn(count: int, seed: int) -> Iterator[tuple[str, Vices, int]]:
    """Vices at random, from one to so many in a book; the same `seed` draws the same ones."""
    chance = Random(seed)
    for _ in range(count):
        fields = chance.sample(sorted(VALUES), chance.randint(1, MOST_CHANGED))
        vices = replace(Vices(), **{name: chance.choice(VALUES[name]) for name in fields})
        number = chance.randint(1, 9999)
        yield f'--seed {number} --vices "{as_source(vices)}"', vices, number


def _chosen(options: argparse.Namespace) -> Iterator[tuple[str, Vices, int]]:
    if options.prints:
        yield from ((name, vices, 1) for name, vices in PRINTS.items())
    if options.vices:
        # The tester's own words, on the tester's own machine.
        vices = eval(options.vices, vars(names))
        yield as_source(vices), vices, options.seed
    if options.books:
        yield from _drawn(options.books, options.seed)


def main() -> None:
    parser = argparse.ArgumentParser(description="Print and read many books, and name what differs.")
    parser.add_argument("--prints", action="store_true", help="the books of the tests")
    parser.add_argument("--books", type=int, default=0, metavar="N", help="so many books at random")
    parser.add_argument("--vices", metavar="VICES", help="a book with these vices")
    parser.add_argument("--seed", type=int, default=Random().randrange(10_000), help="what the books are drawn from")
    parser.add_argument("--rows", type=int, default=0, metavar="N", help="show so many differing rows of each aspect")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the last book's PDF there")
    options = parser.parse_args()
    print(f"seed {options.seed}")
    totals: Counter[str] = Counter()
    books = 0
    for name, vices, number in _chosen(options):
        try:
            book = print_book(write_book(vices, number), vices)
        except AssertionError as fault:
            print(f"{name}: the press failed: {fault!s:.200}")
            continue
        if options.keep:
            options.keep.write_bytes(book.pdf)
        account = read(book.pdf).account
        books += 1
        found = {aspect: rows for aspect in ASPECTS if (rows := differences(book.account, account, aspect))}
        totals.update(list(found))
        print(f"{name}: {' '.join(found) or '-'}", flush=True)
        for aspect, rows in found.items():
            for row in rows[: options.rows]:
                print(f"    {aspect}: {row}")
    print(f"{books} books; differ in " + ", ".join(f"{aspect} {totals[aspect]}" for aspect in ASPECTS))


if __name__ == "__main__":
    main()
