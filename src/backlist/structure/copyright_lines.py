"""Copyright lines: the rows of a page in, the notices on them out, each with its holder and what it covers.

A page often carries several: of the original, of the translation, of this edition, of a foreword. The one that covers the
book in hand is told by its words, or by those above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from backlist.structure.imprint import YEAR
from backlist.structure.publication_year import dates_another_book

#: What stands before the sign on its row belongs to the notice, up to so many characters: `English translation ©`.
NOTICE_LEAD = 40
#: A notice of the original work is announced at most so many rows above it.
ROWS_ABOVE = 2

_SIGN = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)(?=\s*(?:\d{4}|[A-Z])))"
    r"|^copyright\b(?!\s+(?:act|holder|owner|law|and|agency|clearance|page|under))",
    re.IGNORECASE,
)
_OF_THIS = re.compile(
    r"\b(?:(?:of|for|pour|für|por|per)\s+(?:the|la|die|diese)\s+)?(?:english |deutsche[nr]? |traduction française|traduzione italiana|"
    r"traducción española)?(?:translation|this (?:\w+ )?edition|(?:für )?(?:dieser?|diese) ausgabe|deutsche[nr]? (?:ausgabe|übersetzung)|cette édition|"
    r"(?:pour )?(?:la )?traduction(?: française)?|(?:di )?quest[ao] edizione|traduzione(?: italiana)?|(?:de )?esta edición|"
    r"traducción(?: española)?|desta edição)\b",
    re.IGNORECASE,
)
_OF_PART = re.compile(
    r"\b(?:foreword|preface|introduction|vorwort|nachwort|préface|prefazione|prólogo|cover|illustrations?|maps?|photographs?)\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\s*\.?\s*(?:all rights reserved|alle rechte|tous droits|todos los derechos|tutti i diritti).*$", re.IGNORECASE
)
_FILL = re.compile(rf"copyright|©|\([cC]\)|{YEAR}|\bby\b|[-–,]\s*(?={YEAR})|^\W+|[^\w.)]+$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:[,&]|\b(?:and|by|und|et|of|the|de|der))$", re.IGNORECASE)
#: `Inc.` keeps its point; the sentence's goes.
_ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Co|Bros|Cie|p\.a|S\. ?A|Jr|Sr|etc|[A-Z])\.$")


class Covers(StrEnum):
    """What a notice covers: the book, this edition of it, the original, or a part."""

    BOOK = "book"
    THIS_EDITION = "this-edition"
    ORIGINAL = "original"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyrightLine:
    """`notice` as printed, on the rows from `first` to `last`; `lead` characters into the first; `year` is its last."""

    notice: str
    holder: str
    year: int
    covers: Covers
    first: int
    last: int
    lead: int


def copyright_lines(texts: Sequence[str]) -> tuple[CopyrightLine, ...]:
    """All notices that name a year, in the order of the page."""
    found: list[CopyrightLine] = []
    for place, text in enumerate(texts):
        sign = _SIGN.search(text)
        if sign is None:
            continue
        last = place
        below = texts[place + 1] if place + 1 < len(texts) else ""
        named = text[sign.start() :].strip()
        if below and not _SIGN.search(below) and (_GOES_ON.search(named) or not re.search(YEAR, named)):
            last = place + 1
            named = f"{named} {below}"
        years = re.findall(YEAR, named)
        if not years:
            continue
        lead = 0 if sign.start() <= NOTICE_LEAD and "." not in text[: sign.start()] else sign.start()
        notice = _RIGHTS.sub("", " ".join(texts[place : last + 1])[lead:]).strip(" ,;")
        found.append(
            CopyrightLine(
                notice=notice if _ABBREVIATION.search(notice) else notice.rstrip(" ."),
                holder=_holder(named),
                year=max(map(int, years)),
                covers=_covers(text, sign.start(), texts[max(0, place - ROWS_ABOVE) : place]),
                first=place,
                last=last,
                lead=lead,
            )
        )
    if any(line.covers is Covers.THIS_EDITION for line in found):
        # Beside a notice of the translation, a bare one is the original's.
        return tuple(_of_original(line) if line.covers is Covers.BOOK else line for line in found)
    return tuple(found)


def _covers(text: str, sign: int, above: Sequence[str]) -> Covers:
    if _OF_PART.search(text[:sign]):
        return Covers.PART
    if _OF_THIS.search(text):
        return Covers.THIS_EDITION
    if dates_another_book(text) or any(dates_another_book(row) and not re.search(YEAR, row) for row in above):
        return Covers.ORIGINAL
    return Covers.BOOK


def _of_original(line: CopyrightLine) -> CopyrightLine:
    return CopyrightLine(
        notice=line.notice,
        holder=line.holder,
        year=line.year,
        covers=Covers.ORIGINAL,
        first=line.first,
        last=line.last,
        lead=line.lead,
    )


def _holder(named: str) -> str:
    text = _OF_THIS.sub(" ", _RIGHTS.sub("", named))
    before = None
    while before != text:
        before, text = text, _FILL.sub(" ", text).strip()
    text = " ".join(text.split())
    return text if _ABBREVIATION.search(text) else text.rstrip(" .")
