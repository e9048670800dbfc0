"""Addresses made of titles: words in, lower-case ASCII letters, digits and hyphens out.

The same words always give the same slug. Whether a slug is already taken is for the library to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Characters; long enough for a title to be recognised, short enough for an address to survive a line of e-mail.
SLUG_LIMIT = 60

#: Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ŋ": "n", "Ŋ": "N", "ſ": "s",
        "&": " and ",
    }
)  # fmt: skip

#: Apostrophes leave no gap: "Moore's" is one word.
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NOT_WORD = re.compile(r"[\W_]+")


def slug(text: str, *, limit: int = SLUG_LIMIT) -> str:
    """At most `limit` characters of `text`, cut where a word ends; empty where no letter of it has an ASCII form."""
    words = _NOT_SLUG.sub("-", _plain(text)).strip("-")
    if len(words) <= limit:
        return words
    cut = words.rfind("-", 0, limit + 1)
    return words[:cut] if cut > 0 else words[:limit]


def book_slug(title: str, isbns: Iterable[str] = ()) -> str:
    """A book's own slug: from its title, else from its first ISBN, else `book`."""
    return slug(title) or next(iter(isbns), "") or "book"


def fold(text: str) -> str:
    """`text` for comparing: words of any script, in lower case, without accents, punctuation or width of spaces."""
    return _NOT_WORD.sub(" ", _plain(text)).strip()


def _plain(text: str) -> str:
    """`text` in lower case without accents and apostrophes, which go without a gap."""
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).translate(_LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()
