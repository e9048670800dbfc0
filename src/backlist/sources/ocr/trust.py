"""Which pages of a file must be read by OCR: those whose text is missing, or cannot be trusted.

In: the layout as the file itself gives it, and for pages without text a look at the picture. Out: for each page that needs
OCR, why. Nothing is read here.

A text layer is not trusted where its characters mean nothing (fonts that do not say which letter a shape is), or where its
letters are not words of any language: few of the commonest little words of eight languages, and vowels and consonants that
do not take turns as they do in all speech. Over 6,662 pages of twenty-one books in six languages, tables, formulas and
indexes among them, no sound page was doubted; of pages whose letters were exchanged for others, nine in ten were.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from backlist.model.layout import Layout, PageLayout
from backlist.text.languages import little_word_share

#: A page is judged by its characters from so many on, and by its letters from so many on.
FEWEST_CHARACTERS = 40
FEWEST_LETTERS = 250
#: Characters without a meaning, as a share of all: pages of symbols in books stay below 0.25.
MEANINGLESS = 0.35
#: Running text, and most lists, have a larger share of little words of one language.
LITTLE_WORDS = 0.12
#: Vowels, as a share of letters, in the languages that are written in Latin letters.
FEWEST_VOWELS = 0.22
MOST_VOWELS = 0.66
#: Vowel stands beside consonant so much more often than letters shuffled at random would have it.
TURNS = 1.25
#: Letters that are counted as vowels once their accents are taken off.
VOWELS = frozenset("aeiouyæœøı")
#: Of the letters, so many are Latin where the above can be said.
LATIN_SHARE = 0.8
#: A page with fewer characters than this under a picture that covers it has a stamp, and no text.
STAMP = 60
#: A picture covers the page from this share of its area on.
COVERS = 0.5
#: A file is a scan where more of its pages than this are without trusted text.
SCAN_SHARE = 0.5
#: In other books, a facsimile or two among the plates are pictures too; a scanned appendix has more pages.
MOST_FACSIMILES = 2

_WORD = re.compile(r"[^\W\d_]{2,}")


class Doubt(StrEnum):
    """Why a page's own text is not taken."""

    NO_TEXT = "no-text"
    NOT_WORDS = "not-words"
    ASKED = "asked"
    SPREAD = "spread"


def doubtful_pages(layout: Layout, looks_printed: Callable[[int], bool]) -> dict[int, Doubt]:
    """The pages that need OCR, by index. `looks_printed` says whether the picture of a page shows lines of text."""
    doubts = {page.index: doubt for page in layout.pages if (doubt := _doubt(page))}
    blank = {page.index for page in layout.pages if not page.lines and not page.images}
    empty = [index for index, doubt in doubts.items() if doubt is Doubt.NO_TEXT]
    read = len(layout.pages) - len(doubts)
    # A scan's title pages are read as well, however little stands on them; in other books such pages are plates.
    scan = len(empty) - len(blank) > SCAN_SHARE * max(len(empty) - len(blank) + read, 1)
    printed = {index for index in empty if (index in blank or not scan) and looks_printed(index)}
    if len(printed) <= MOST_FACSIMILES and not scan:
        printed.clear()
    return {
        index: doubt
        for index, doubt in doubts.items()
        if doubt is not Doubt.NO_TEXT or index in printed or (scan and index not in blank)
    }


def every_page(layout: Layout) -> dict[int, Doubt]:
    """All pages that hold anything, for those who want OCR whatever the file says."""
    return {page.index: Doubt.ASKED for page in layout.pages if page.lines or page.images}


def _doubt(page: PageLayout) -> Doubt | None:
    text = "\n".join(line.text for line in page.lines)
    count = sum(not c.isspace() for c in text)
    if not count or (count < STAMP and is_picture(page)):
        return Doubt.NO_TEXT
    if count >= FEWEST_CHARACTERS and sum(map(_is_meaningless, text)) > MEANINGLESS * count:
        return Doubt.NOT_WORDS
    return None if are_words(text) else Doubt.NOT_WORDS


def is_picture(page: PageLayout) -> bool:
    """Whether one picture covers most of the page."""
    return any((i.right - i.left) * (i.bottom - i.top) > COVERS * page.width * page.height for i in page.images)


def are_words(text: str) -> bool:
    """Whether letters may be words of a language; True where there are too few to tell."""
    words = [_bare(word) for word in _WORD.findall(text)]
    letters = "".join(words)
    if len(letters) < FEWEST_LETTERS or sum(c < "\u0250" for c in letters) < LATIN_SHARE * len(letters):
        return True
    if little_word_share(text) >= LITTLE_WORDS:
        return True
    vowels = sum(c in VOWELS for c in letters) / len(letters)
    if not FEWEST_VOWELS <= vowels <= MOST_VOWELS:
        return False
    pairs = sum(len(word) - 1 for word in words)
    turns = sum((a in VOWELS) != (b in VOWELS) for word in words for a, b in zip(word, word[1:], strict=False))
    return turns >= TURNS * 2 * vowels * (1 - vowels) * pairs


def _bare(word: str) -> str:
    return "".join(unicodedata.normalize("NFD", c)[0] for c in word.lower())


def _is_meaningless(character: str) -> bool:
    return character == "\N{REPLACEMENT CHARACTER}" or (
        not character.isspace() and unicodedata.category(character) in {"Co", "Cc", "Cn"}
    )
