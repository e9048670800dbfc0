"""How two lines are put together: with a space, without one, or without the hyphen at the end of the first.

The book itself is the witness. A word that stands unbroken elsewhere in it is healed; a form that stands with its hyphen
inside a line keeps it; only where the book is silent does the habit of its language decide. The evidence is counted once
(`vocabulary`), and each decision asks it (`joint`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

HYPHENS = "-\u2010\u00ad"
DASHES = "\u2013\u2014\u2015"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:[-\u2010][^\W\d_]+(?:['’][^\W\d_]+)*)*")
_LEFT = re.compile(r"((?:[\w'’]+[-\u2010])*)([\w'’]+)[-\u2010\u00ad]$")
_QUOTES = "'’‘"
_RIGHT = re.compile(r"([\w'’]+)((?:[-\u2010][\w'’]+)*)")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org)\S*[/_=&?%~]$")
_TIGHT_DASH = re.compile(r"\w[\u2013\u2014]\w")
_SPACED_DASH = re.compile(r"\w [\u2013\u2014] \w")

#: Words after a hyphen that hangs: `pre- and post-war`, `Vor- und Nachteile`.
_SUSPENDED = {"and", "or", "und", "oder", "bzw", "sowie", "bis", "et", "ou", "y", "e", "o", "u"}

#: First members that keep their hyphen in English when the book is silent.
_KEEP_AFTER = {"self", "non", "well", "ex", "half", "quasi", "all", "ill", "cross", "so", "vice", "anti", "pre", "post"}
_KEEP_AFTER_LANGUAGES = {"en"}
#: Second members that stand behind a hyphen in French.
_KEEP_BEFORE_FRENCH = set("t il elle on ce je tu nous vous ils elles lui leur moi toi là ci même mêmes y".split())

#: A verb before its subject: what is behind the hyphen is a word of its own.
_FRENCH_INVERSION = re.compile(r".+-t-(?:il|elle|on)s?$|.+ez-vous$|.+ons-nous$|.+[td]-(?:il|elle|on|ils|elles)$")
#: Languages that write compounds as one word, or hardly know the hyphen: there a silent book means a broken word.
_CLOSED = {"de", "nl", "sv", "da", "no", "nb", "nn", "la", "es", "it", "pt", "fi", "hu"}
#: A compound's members must each stand this often in the book, and be this long, to be taken for words of their own.
MEMBER_COUNT = 2
MEMBER_LENGTH = 4
_ENDINGS = ("s", "es", "ed", "ing", "ly", "n", "en", "e", "er", "r", "d")


class Joint(StrEnum):
    """`HEALED`: the hyphen goes; `TIGHT`: all stays, without a space; `SPACED`: a space stands between."""

    HEALED = "healed"
    TIGHT = "tight"
    SPACED = "spaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Counts of a book's words in lower case, those inside lines only; `hyphenated` holds forms with a hyphen in them,
    and of those with several, each pair of members too.

    `spaced_dashes` says that the book sets its dashes between spaces.
    """

    words: Mapping[str, int]
    hyphenated: Mapping[str, int]
    spaced_dashes: bool = False
    language: str = "en"

    def knows(self, word: str) -> bool:
        return word in self.words


def vocabulary(lines: Iterable[str], *, language: str = "en") -> Vocabulary:
    """Count the words of a book's lines, given in reading order; what a line's end breaks is left out."""
    words: Counter[str] = Counter()
    hyphenated: Counter[str] = Counter()
    tight = spaced = 0
    broken = False
    for line in lines:
        found = _WORD.findall(line.lower())
        if broken and found:
            del found[0]
        broken = line.rstrip().endswith(tuple(HYPHENS))
        if broken and found:
            del found[-1]
        for word in found:
            if "-" in word or "\u2010" in word:
                parts = word.replace("\u2010", "-").split("-")
                hyphenated["-".join(parts)] += 1
                if len(parts) > 2:
                    hyphenated.update(f"{a}-{b}" for a, b in pairwise(parts))
                words.update(parts)
            else:
                words[word] += 1
        if "\u2013" in line or "\u2014" in line:
            tight += len(_TIGHT_DASH.findall(line))
            spaced += len(_SPACED_DASH.findall(line))
    return Vocabulary(
        words=words, hyphenated=hyphenated, spaced_dashes=spaced > tight, language=language.lower().split("-")[0]
    )


def joint(left: str, right: str, book: Vocabulary) -> Joint:
    """How the end of one line and the beginning of the next are put together."""
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return Joint.SPACED
    last = left[-1]
    if last in HYPHENS:
        return _at_hyphen(left, right, book)
    if last in DASHES:
        return Joint.SPACED if book.spaced_dashes or left[-2:-1].isspace() else Joint.TIGHT
    if right[0] in DASHES:
        return Joint.SPACED if book.spaced_dashes or right[1:2].isspace() or last in ".:;" else Joint.TIGHT
    if last == "/" or _ADDRESS.search(left):
        return Joint.TIGHT
    return Joint.SPACED


def _at_hyphen(left: str, right: str, book: Vocabulary) -> Joint:
    before = _LEFT.search(left)
    after = _RIGHT.match(right)
    if before is None:
        # A hyphen of its own, used as a dash; or one behind a bracket or a quotation mark.
        return Joint.SPACED if left[-2:-1].isspace() or len(left) == 1 else Joint.TIGHT
    if after is None:
        return Joint.TIGHT
    # A closing quotation mark is no part of the word before it.
    chain, first, second = before.group(1), before.group(2).lstrip(_QUOTES), after.group(1).rstrip(_QUOTES)
    if not first or not second:
        return Joint.TIGHT
    if first[-1].isdigit() or second[0].isdigit():
        return Joint.TIGHT
    low_first, low_second = first.lower(), second.lower()
    joined = low_first + low_second
    if second[0].isupper() and not first.isupper():
        return Joint.TIGHT
    if low_second in _SUSPENDED and not book.words.get(joined):
        return Joint.SPACED
    whole = book.words.get(joined, 0)
    parted = book.hyphenated.get(f"{low_first}-{low_second}", 0)
    if chain:
        parted += book.hyphenated.get(f"{chain.lower()}{low_first}-{low_second}".replace("\u2010", "-"), 0)
    if book.language == "fr" and _FRENCH_INVERSION.match(f"{low_first}-{after.group().lower()}"):
        return Joint.TIGHT
    if whole or parted:
        return Joint.TIGHT if parted > whole else Joint.HEALED
    if _known_by_kin(joined, book.words):
        return Joint.HEALED
    if _known_by_kin(f"{low_first}-{low_second}", book.hyphenated):
        return Joint.TIGHT
    return _by_habit(low_first, low_second, bool(chain or after.group(2)), book)


def _known_by_kin(word: str, counts: Mapping[str, int]) -> bool:
    """Whether the book has the word with another ending."""
    for ending in _ENDINGS:
        if word + ending in counts:
            return True
        if len(word) - len(ending) >= MEMBER_LENGTH and word.endswith(ending) and word[: -len(ending)] in counts:
            return True
    return False


def _by_habit(first: str, second: str, chained: bool, book: Vocabulary) -> Joint:
    language = book.language
    members_known = (
        min(book.words.get(first, 0), book.words.get(second, 0)) >= MEMBER_COUNT
        and min(len(first), len(second)) >= MEMBER_LENGTH
    )
    if chained and book.words.get(first) and book.words.get(second):
        return Joint.TIGHT
    if language == "fr" and second in _KEEP_BEFORE_FRENCH and book.words.get(first):
        return Joint.TIGHT
    if language in _CLOSED:
        return Joint.HEALED
    if language in _KEEP_AFTER_LANGUAGES and first in _KEEP_AFTER and book.words.get(second):
        return Joint.TIGHT
    return Joint.TIGHT if members_known else Joint.HEALED
