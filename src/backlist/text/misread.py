"""Numbers that OCR has misread: letters and figures of one shape told apart by where they stand.

In: what stands in the place of a number. Out: the number, or None where it cannot be one. Nothing is guessed from what
would be due there.
"""

from __future__ import annotations

import re

from backlist.text.numerals import from_roman

_FIGURES = str.maketrans(
    {"O": "0", "o": "0", "l": "1", "I": "1", "i": "1", "|": "1", "S": "5", "B": "8", "Z": "2", "A": "4"}
)
#: A letter that stands alone is read twice over, as a capital and a small one.
_TWICE = {"Vv": "v", "Xx": "x", "Ii": "i"}
_LIKE_FIGURES = re.compile(r"[0-9OolIi|SBZA]{1,4}$")
_LIKE_ROMAN = re.compile(r"^[IVXLCivxl1|!]{2,7}$")
_SHAPES = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I", "i": "I", "v": "V", "x": "X"})
_WITHIN = re.compile(r"(?<=[a-zß-ÿ])[0-9](?=[a-zß-ÿ])")
_LETTERS = str.maketrans({"0": "o", "6": "o", "1": "l", "5": "s", "8": "B"})
#: A numeral that begins a heading, with the point or comma behind it.
_LEADING = re.compile(r"^(?P<number>[IVXLCivxl1|!]{2,7})[.,](?P<rest>\s*[^\W\d_a-zß-ÿ].*)$")
#: The same without its point, before a title in capitals.
_LEADING_BARE = re.compile(r"^(?P<number>[IVXLCivxl1|!]{2,7})(?P<rest>\s+[^a-zß-ÿ]*[A-ZÀ-Þ]{2}[^a-zß-ÿ]*)$")
_ARABIC = re.compile(r"^(?P<number>\d{1,3}),(?P<rest>\s+[^\W\d_a-zß-ÿ].*)$")


def figures_of(token: str) -> str | None:
    """The page number that was read as `ll`, `1O` or `Vv`; None where the token cannot be one."""
    if token in _TWICE:
        return _TWICE[token]
    return token.translate(_FIGURES) if _LIKE_FIGURES.match(token) else None


def roman_of(token: str) -> str | None:
    """The roman numeral in capitals that was read as `Il`, `IIl` or `VIL`; None where the token cannot be one."""
    if token in _TWICE:
        return _TWICE[token].upper()
    if not _LIKE_ROMAN.match(token) or token.isdigit():
        return None
    numeral = token.translate(_SHAPES)
    # An L that makes no numeral is an I whose foot has run.
    for form in (numeral, numeral.replace("L", "I")):
        if from_roman(form):
            return form
    return None


def mend_names(text: str) -> str:
    """Figures within words as the letters of their shape: `Wahlstr6m` as `Wahlstrom`."""
    return _WITHIN.sub(lambda found: found[0].translate(_LETTERS), text)


def mend_leading_number(text: str) -> str:
    """A heading whose number was misread with its right number: `Il. The Treaty` as `II. The Treaty`, `4, The Treaty` as
    `4. The Treaty`; any other text as it is."""
    found = _ARABIC.match(text)
    if found:
        return f"{found['number']}.{found['rest']}"
    found = _LEADING.match(text)
    if found is None and (bare := _LEADING_BARE.match(text)) and (numeral := _in_two_cases(bare["number"])):
        return f"{numeral}{bare['rest']}"
    if found and not (found["number"].isupper() and from_roman(found["number"])):
        numeral = roman_of(found["number"])
        return f"{numeral}.{found['rest']}" if numeral else text
    return text


def _in_two_cases(token: str) -> str | None:
    """The numeral that was read as capitals and small letters mixed, as no word before a title in capitals would be."""
    return roman_of(token) if not token.isupper() and not token.islower() else None
