"""ISBNs, the DOI and the licence as copyright pages and covers print them, in their canonical forms.

In: the text of a page. Out: what was found and where in the text. Check digits are verified; a wrong ISBN is reported, not
mended. Only Creative Commons licences are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backlist.text import identifiers
from backlist.text.isbn import isbn13
from backlist.text.slug import fold

_ISBN = re.compile(
    r"\b(?:e-?|p)?(S|IS)BN(?:-1[03])?(?:\s*\(?(?:print|pdf|epub|paperback|hardback|cloth|paper)?\)?)?\s*[:.]?\s*((?:97[89][\s–‐-]?)?\d[\d\s–‐-]{7,14}[\dXx])(?![\d-])",
    re.IGNORECASE,
)
_BARE_ISBN = re.compile(
    r"(?<![\d/.-])(97[89][ –‐-]?\d[\d –‐-]{8,12}\d|\d{1,5}[ –-]\d{1,7}[ –-]\d{1,6}[ –-][\dXx])(?![\d/-])"
)
_DOI = re.compile(
    r"(?:\bdoi\s*:?\s*|doi\.org/)(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/[^\s,;]+)", re.IGNORECASE
)
_CC_ADDRESS = re.compile(
    r"creativecommons\.org/\s?(licenses|publicdomain)/\s?([a-z+-]{2,12})/\s?(\d\.\d)(?:/([a-z]{2})\b)?", re.IGNORECASE
)
_CC_WORDS = re.compile(
    r"(?:\bCC[ -](BY(?:-(?:NC|ND|SA))*|0)|creative\s+commons\s+((?:attribution|zero|noncommercial|non-commercial|no\s?deriv\w*|share\s?alike|[\s,–-])+))"
    r"(?:\s*\(?CC[ -]BY[\w-]*\)?)?[\s,]*(?:unported|international|version|v|license|licence)?[\s,]*(\d\.\d)",
    re.IGNORECASE,
)
_PARTS = (("noncommercial", "nc"), ("noderiv", "nd"), ("sharealike", "sa"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedIsbn:
    """`number` has thirteen digits, or is None where the check digit is wrong; `start` and `end` bound it in the text."""

    printed: str
    number: str | None
    labelled: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAddress:
    """A DOI (`10.…/…`) or a licence's address; `start` and `end` bound what says so in the text."""

    value: str
    start: int
    end: int


def isbns_in(text: str) -> tuple[PrintedIsbn, ...]:
    """ISBNs behind their label, then those without one that a right check digit proves, in the order of the text."""
    found = [_labelled(match) for match in _ISBN.finditer(text)]
    for match in _BARE_ISBN.finditer(text):
        if any(isbn.start < match.end() and match.start() < isbn.end for isbn in found if isbn.labelled):
            continue
        if number := isbn13(match.group(1)):
            printed = PrintedIsbn(
                printed=match.group(1), number=number, labelled=False, start=match.start(), end=match.end()
            )
            found.append(printed)
    return tuple(sorted(found, key=lambda isbn: isbn.start))


def _labelled(match: re.Match[str]) -> PrintedIsbn:
    digits = re.sub(r"[^\dX]", "", match.group(2).upper())
    if match.group(1).upper() == "S" and len(digits) == 9:
        # The British SBN of 1967 lacks the nought of the language group.
        digits = "0" + digits
    number = isbn13(digits)
    if number is None and len(digits) not in (10, 13):
        # More digits than an ISBN has: the next number stands too close.
        number = next((short for length in (13, 10) if (short := isbn13(digits[:length]))), None)
    return PrintedIsbn(
        printed=" ".join(match.group(2).split()), number=number, labelled=True, start=match.start(), end=match.end()
    )


def doi_in(text: str) -> PrintedAddress | None:
    """The first DOI of the text."""
    for match in _DOI.finditer(text):
        if doi := identifiers.doi(match.group(1).rstrip(".)")):
            return PrintedAddress(value=doi, start=match.start(), end=match.end())
    return None


def licence_in(text: str) -> PrintedAddress | None:
    """The address of a Creative Commons licence, printed (perhaps over two lines) or said in words with its version."""
    if match := _CC_ADDRESS.search(text.replace("\n", " ")):
        kind, name, version, country = (part.lower() if part else "" for part in match.groups())
        address = f"https://creativecommons.org/{kind}/{name}/{version}/" + (f"{country}/" if country else "")
        return PrintedAddress(value=address, start=match.start(), end=match.end())
    for match in _CC_WORDS.finditer(text):
        if address := _licence_of_words(match):
            return PrintedAddress(value=address, start=match.start(), end=match.end())
    return None


def _licence_of_words(match: re.Match[str]) -> str | None:
    short, words, version = match.groups()
    plain = fold(words or "").replace(" ", "")
    if short == "0" or "zero" in plain:
        return f"https://creativecommons.org/publicdomain/zero/{version}/"
    if short:
        return f"https://creativecommons.org/licenses/{short.lower()}/{version}/"
    if "attribution" not in plain:
        return None
    name = "-".join(["by", *(code for word, code in _PARTS if word in plain)])
    return f"https://creativecommons.org/licenses/{name}/{version}/"
