"""ISBNs: words in, thirteen checked digits out.

In comes one ISBN as printed or typed, of ten or thirteen digits, with hyphens, spaces or none, with or without `ISBN`
before it. Out come thirteen digits, or nothing where the check digit is wrong. Says nothing about which publisher an
ISBN belongs to, and does not look for ISBNs in running text.

Method: ISO 2108 (weights 1 and 3, modulo 10) and, for ten digits, its 1992 edition (weights 10 to 1, modulo 11).
"""

from __future__ import annotations

import re

#: Prefixes under which ISBNs of thirteen digits are given out.
_PREFIXES = ("978", "979")

_LABEL = re.compile(r"^\s*(?:e-?)?ISBN(?:-1[03])?\s*:?\s*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212.]")


def isbn13(text: str) -> str | None:
    """The ISBN in `text` as thirteen digits; None where it is not one, or where its check digit is wrong."""
    digits = _SEPARATORS.sub("", _LABEL.sub("", text)).upper()
    if not digits.isascii():
        return None
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return _from_ten(digits)
    if re.fullmatch(r"\d{13}", digits) and digits.startswith(_PREFIXES) and check_digit(digits[:12]) == digits[12]:
        return digits
    return None


def check_digit(twelve: str) -> str:
    """The thirteenth digit that belongs to the first `twelve`."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-total % 10)


def _from_ten(digits: str) -> str | None:
    total = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits))
    if total % 11:
        return None
    twelve = "978" + digits[:9]
    return twelve + check_digit(twelve)
