"""Numbers of divisions that fit their neighbours: a roman numeral that has lost a stroke gets it back.

In: the openings of the divisions. Out: the same, with numerals mended. OCR reads `VIII` as `VII`, and `III` as `II`; between
a VII and a IX there is one thing that it can have been. A number that could not have been read so is left as it is printed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from backlist.structure.skeleton import Opening
from backlist.text.numerals import from_roman, to_roman

#: The numbers of a run count on where at least so many, and this share of them, do.
FEWEST = 2
SHARE = 0.5


def mend_numbers(openings: tuple[Opening, ...]) -> tuple[Opening, ...]:
    """Mend the numbers of divisions where most of the same kind, within the same part, count on."""
    out = list(openings)
    for run in _runs(openings):
        values = [from_roman(openings[k].number or "") for k in run]
        # Most numbers of a run are as far from their places as the first is from 1.
        (start, count), *_ = Counter(value - at for at, value in enumerate(values) if value).most_common(1)
        if count < max(FEWEST, SHARE * len(run)):
            continue
        right = [value == start + at for at, value in enumerate(values)]
        for at, k in enumerate(run):
            due, value = start + at, values[at]
            # A number that has lost strokes is too small. One that is too large, or missing, may stand after a division that was
            # not found, unless both its neighbours are right.
            between = right[at - 1 : at] == [True] and right[at + 1 : at + 2] == [True]
            lost = value is not None and value < due and (any(right[at + 1 :]) or all(right[:at]))
            if due > 0 and not right[at] and (lost or between) and _could_be_read(to_roman(due), openings[k].number):
                out[k] = replace(openings[k], number=to_roman(due).upper())
    return tuple(out)


def _runs(openings: tuple[Opening, ...]) -> list[list[int]]:
    """The places of divisions that are counted together: of one kind and level, with no higher division between them."""
    runs: list[list[int]] = []
    open_runs: dict[tuple[object, int], list[int]] = {}
    for k, opening in enumerate(openings):
        open_runs = {key: run for key, run in open_runs.items() if key[1] <= opening.level}
        key = (opening.kind, opening.level)
        if key not in open_runs:
            open_runs[key] = []
            runs.append(open_runs[key])
        open_runs[key].append(k)
    return [run for run in runs if sum(bool(from_roman(openings[k].number or "")) for k in run) > len(run) / 2]


def _could_be_read(numeral: str, read: str | None) -> bool:
    """Whether a numeral differs from what was read in nothing but the number of its I's, or was not read at all."""
    if read is None:
        return True
    return bool(from_roman(read)) and numeral.replace("i", "") == read.lower().replace("i", "")
