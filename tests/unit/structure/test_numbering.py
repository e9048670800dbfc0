"""Roman numbers of divisions that OCR has shortened, mended by their neighbours; all others left as printed."""

from __future__ import annotations

import pytest

from backlist.model.book import DivisionKind
from backlist.structure.numbering import mend_numbers
from backlist.structure.skeleton import Opening


def opening(number: str | None, kind: DivisionKind = DivisionKind.CHAPTER, level: int = 1) -> Opening:
    return Opening(kind=kind, title="A title", number=number, level=level, index=0, last_index=0)


def mended(*numbers: str | None) -> list[str | None]:
    return [o.number for o in mend_numbers(tuple(opening(number) for number in numbers))]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (("I", "II", "II", "IV"), ["I", "II", "III", "IV"]),
        (("VI", "VII", "VII", "IX"), ["VI", "VII", "VIII", "IX"]),
        (("I", "I", "III"), ["I", "II", "III"]),
        (("I", None, "III", "IV"), ["I", "II", "III", "IV"]),
        (("I", "II", "II"), ["I", "II", "III"]),
        (("X", "XI", "XI", "XII", "XIV", "XV", "XVI"), ["X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]),
        (("I", "II", "III", "V", "V", "VI"), ["I", "II", "III", "IV", "V", "VI"]),
    ],
)
def test_a_lost_stroke_is_put_back(read: tuple[str | None, ...], meant: list[str]) -> None:
    assert mended(*read) == meant


@pytest.mark.parametrize(
    "numbers",
    [
        ("I", "II", "X", "IV"),
        ("1", "2", "2", "4"),
        ("I", "II", "IV", "V"),
        ("I", "II", "III", "V", "VI"),
        ("I", "II", "II", "III", "IV"),
        ("III", "IV"),
        ("I",),
        (None, None, None),
        (),
    ],
)
def test_what_could_not_be_misread_so_stays(numbers: tuple[str | None, ...]) -> None:
    assert mended(*numbers) == list(numbers)


def test_each_part_counts_for_itself() -> None:
    part = DivisionKind.PART
    read = [opening("I", part), *(opening(n, level=2) for n in ("I", "II", "II", "IV"))]
    read += [opening("II", part), *(opening(n, level=2) for n in ("I", "II", "III"))]
    numbers = [o.number for o in mend_numbers(tuple(read))]
    assert numbers == ["I", "I", "II", "III", "IV", "II", "I", "II", "III"]
