"""Characters of running text in one form: what fonts and typesetters leave behind goes, what was printed stays.

In: text as a source gives it. Out: NFC, ligatures as letters, one kind of space and never two together, no marks that
nobody sees (soft hyphens, joiners, controls); leader dots as one ellipsis. Letters that were spaced apart for emphasis are words again. Punctuation,
quotation marks and dashes stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ſt", 0xFB06: "st"}
#: Soft hyphen, zero-width space and joiners, word joiner, byte order mark: they steer line breaks and leave no ink.
_UNSEEN = (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
#: XML 1.0 forbids these; damaged fonts give them.
_CONTROLS = tuple(c for c in range(0x20) if c not in (0x09, 0x0A, 0x0D)) + tuple(range(0x7F, 0xA0)) + (0xFFFE, 0xFFFF)
_TABLE = {**_LIGATURES, **dict.fromkeys((*_UNSEEN, *_CONTROLS))}
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile(r"[ -~]*")
#: Dots that lead the eye to a page number; so many are never an omission.
_LEADERS = re.compile(r"(?:[ \u00a0]?[.\u2026\u00b7]){6,}")

#: Single letters, one space between each; fewer than four are initials or symbols.
_SPACED = re.compile(r"(?<![\w.'’])(?:[^\W\d_] ){3,}[^\W\d_](?![\w'’])")
#: A word this long is healed without another witness, where its vowels and consonants are mixed as in words.
SURE_LENGTH = 6
_VOWEL = re.compile(r"[aeiouyäöüàáâèéêìíîòóôùúûæœø]", re.IGNORECASE)


def clean(text: str) -> str:
    """`text` in its one form; spaces at its ends stay, as single spaces."""
    if "." in text or "\u2026" in text:
        text = _LEADERS.sub(" …", text)
    if _PLAIN.fullmatch(text):
        return text if "  " not in text else _SPACES.sub(" ", text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_TABLE)))


def heal_spaced(text: str, is_word: Callable[[str], bool]) -> str:
    """Letter-spaced words closed up: `s p a c e d` is one word where `is_word` knows it, or where it is long.

    `is_word` is asked in lower case. Two spaced words beside each other cannot be told apart, and stay as they are
    unless they make one known word.
    """
    if not _SPACED.search(text):
        return text

    def close(match: re.Match[str]) -> str:
        word = match.group().replace(" ", "")
        vowels = len(_VOWEL.findall(word))
        sure = len(word) >= SURE_LENGTH and word[1:].islower() and len(word) / 5 <= vowels <= len(word) * 2 / 3
        return word if is_word(word.lower()) or sure else match.group()

    return _SPACED.sub(close, text)
