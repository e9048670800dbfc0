"""Roman numerals that stand alone on their line, and were read as words: `Il`, `il`, `Vv`.

In: the lines of a scanned page, and what was measured of their ink. Out: the same lines with such numerals put right. OCR
knows languages, and reads a lone `III` as the commonest word of its shape; the ink has three stems all the same. First and
last lines are left as they are: page numbers are looked at by others.
"""

from __future__ import annotations

from dataclasses import replace

from backlist.model.layout import Line
from backlist.sources.ocr.ink import LineInk
from backlist.text.misread import roman_of
from backlist.text.numerals import from_roman

#: What one, two or three stems of a numeral are read as.
_STEMS = frozenset("Iil1|!LH")
_MOST_STEMS = 3


def mend_lone_numerals(
    lines: tuple[Line, ...], inks: tuple[LineInk | None, ...]
) -> tuple[tuple[Line, ...], tuple[LineInk | None, ...]]:
    """Put right the lines, from the second to the last but one, that are nothing but a numeral; and what their ink is said
    to spell."""
    mended = tuple(
        _mended(line, ink) if 0 < i < len(lines) - 1 and len(line.spans) == 1 else line
        for i, (line, ink) in enumerate(zip(lines, inks, strict=True))
    )
    return mended, tuple(
        replace(ink, text=new.text) if ink is not None and new is not old else ink
        for ink, old, new in zip(inks, lines, mended, strict=True)
    )


def _mended(line: Line, ink: LineInk | None) -> Line:
    token = line.text.strip(" .,:;")
    numeral = roman_of(token)
    if ink is not None and token and set(token) <= _STEMS and not token.isdigit() and 0 < ink.stems <= _MOST_STEMS:
        numeral = "I" * ink.stems
    elif numeral is None or (from_roman(token) and (token.isupper() or token.islower())):
        return line
    return replace(line, text=numeral, spans=(replace(line.spans[0], text=numeral),))
