"""The year in which the edition in hand was published, among all the years that a copyright page names.

In: the text of a copyright page. Out: one year with the notice that gives it, and the edition that the notice names.
Copyright lines are not read here; they are the weaker witness, for they may date the original or a part.

What counts: a notice of *this* edition, else the last numbered edition, else first publication, else legal deposit.
Reprints, impressions and paperback issues of one setting do not change the year; originals in other languages and under
other titles date another book.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backlist.structure.imprint import MONTHS, YEAR

_GAP = r"[^.;©]{0,90}?"
_ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|new|revised|expanded|enlarged|"
    r"erste|zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte|neue|\d{1,2}\.,?|\d{1,2}\s?(?:e|è?re|è?me|[ªa°])|"
    r"première|deuxième|troisième|quatrième|cinquième|nouvelle|seconde|prima|seconda|terza|quarta|nuova|primera|segunda|"
    r"tercera|cuarta|nueva|primeira|terceira|nova|eerste|tweede|derde|vierde)"
)
_EDITION_WORD = r"(?:edition|auflage|ausgabe|édition|edizione|edici[óo]n|edição|druk|uitgave)"
#: In order of trust: how sure, and what says so. The year is group 1.
_YEARS = (
    (0.97, "this-edition", rf"\bthis\s+(?:\w+\s+){{0,3}}?(?:edition|translation|setting|version)\b{_GAP}({YEAR})"),
    (0.97, "this-edition", rf"\b(?:first\s+)?published\s+in\s+this\s+(?:\w+\s+)?(?:edition|setting|form|translation|series)\b{_GAP}({YEAR})"),
    (0.93, "edition", rf"\b{_ORDINAL}(?:[ ,]+(?!reprint|impression|printing|nachdruck|paperback)[^\W\d][\w.-]*){{0,4}}?[ ,]+{_EDITION_WORD}\b(?![^.\n]{{0,30}}(?:reprint|nachdruck)){_GAP}({YEAR})"),
    (0.92, "first-published", rf"(?<!originally )\b(?:first\s+published|erstveröffentlichung|erschienen|publié|first\s+issued)\b{_GAP}({YEAR})"),
    (0.9, "published", rf"(?<!originally )(?<!previously )\bpublished\s+(?:in\s+)?(?:{MONTHS}\s+)?({YEAR})"),
    (0.88, "legal-deposit", rf"\b(?:dépôt légal|depósito legal|imprimé|achevé d['’]imprimer|finito di stampare)\b{_GAP}({YEAR})"),
)  # fmt: skip
_YEAR_PATTERNS = tuple((sure, rule, re.compile(pattern, re.IGNORECASE)) for sure, rule, pattern in _YEARS)
#: A notice of the original work, of a reprint or of a cheaper issue of the same setting dates another book than this edition.
_NOT_IN_HAND = re.compile(
    r"\b(?:originally|originaltitel|originalausgabe:|titel der original\w*|original (?:title|german|french|italian|spanish|edition)|reprint\w*|re-?printed|impressions?|printings?|nachdruck|unveränderte\w*|réimpression|"
    r"ristampa|reimpresión|reimpressão|herdruk|tirage|titre original|titolo originale|título original|"
    r"first\s+published\s+(?:as|under\s+the\s+title)|first\s+published\s+in\s+(?:french|german|italian|spanish|dutch|russian|"
    r"france|germany|italy|spain|french\s+as)|first\s+paperback|paperback\s+edition)\b",
    re.IGNORECASE,
)
_EDITION_IN_HAND = re.compile(rf"\b({_ORDINAL}(?:[ ,]+[^\W\d][\w.-]*){{0,4}}?[ ,]+{_EDITION_WORD})\b", re.IGNORECASE)
_FIRST_EDITION = re.compile(r"^(?:1|first|erste|première|prima|primera|primeira|eerste)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearNotice:
    """`start` and `end` bound the notice in the text; `edition` is None for a first one."""

    year: int
    rule: str
    certainty: float
    start: int
    end: int
    edition: str | None = None


def year_in_hand(text: str) -> YearNotice | None:
    """The notice that dates the edition in hand, or None where no notice does."""
    for certainty, rule, pattern in _YEAR_PATTERNS:
        dated: list[tuple[int, int, int]] = []
        for match in pattern.finditer(text):
            line = text.rfind("\n", 0, match.start()) + 1
            if rule == "this-edition" or not dates_another_book(text[line : match.end()]):
                dated.append((int(match.group(1)), match.start(), match.end()))
        if dated:
            # Of several first publications (in two countries) the first counts, of several editions the last.
            year, start, end = min(dated) if rule in ("first-published", "published") else max(dated)
            edition = _edition(text[start:end]) if rule in ("edition", "this-edition") else None
            return YearNotice(year=year, rule=rule, certainty=certainty, start=start, end=end, edition=edition)
    return None


def dates_another_book(text: str) -> bool:
    """Whether `text` speaks of an original work, a reprint or a cheaper issue."""
    return bool(_NOT_IN_HAND.search(text))


def _edition(notice: str) -> str | None:
    named = _EDITION_IN_HAND.search(notice)
    if named is None or _FIRST_EDITION.match(named.group(1)):
        return None
    edition = " ".join(named.group(1).split())
    return edition[0].upper() + edition[1:]
