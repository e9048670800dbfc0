"""Roman numerals and the printed numbers of pages.

Source of the roman form: the subtractive notation as printers use it since the nineteenth century; older additive forms
(`viiii`, `xxxx`) and a final `j` for `i` are read too.
"""

from __future__ import annotations

import re

_VALUES = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_ROMAN = re.compile(r"m{0,4}(cm|cd|d?c{0,4})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4})")


def to_roman(value: int) -> str:
    """A positive number in lower-case roman numerals; `ValueError` for anything below 1."""
    if value < 1:
        raise ValueError(f"no roman numeral for {value}")
    out = []
    for number, letters in _VALUES:
        times, value = divmod(value, number)
        out.append(letters * times)
    return "".join(out)


def from_roman(text: str) -> int | None:
    """The value of a roman numeral in either case, or None where the letters are not one."""
    lower = text.lower()
    if len(lower) > 1 and lower.endswith("j"):
        lower = lower[:-1] + "i"
    if not lower or not _ROMAN.fullmatch(lower):
        return None
    total = 0
    rest = lower
    for number, letters in _VALUES:
        while rest.startswith(letters):
            total += number
            rest = rest[len(letters) :]
    return total if not rest else None
