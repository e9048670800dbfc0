"""Leaders that OCR has misread: the line of a contents page in, the same line with plain leaders and its number out.

A row of small dots is read as points, commas and the letters that have their shape (`Preface... 6. eee cece eens vi`), and
a lone figure at its end as a letter (`....A`). Lines without such traces come back as they are; no number is guessed that
is not there.
"""

from __future__ import annotations

import re

from backlist.text.misread import figures_of

#: What dots in a row are read as.
_SHAPES = frozenset("ecsnrotauvwmiEeCc0.,:;·•°…*'’‘\"_-–—")
#: After a row of dots, at least this share of the noise has their shapes, and that share of its letters the commonest.
_SHAPED_SHARE = 0.75
_COMMONEST = frozenset("ec0")
_COMMONEST_SHARE = 0.4
#: So few letters or figures among dots may be any.
_STRAY = 2
#: Noise without a single row of dots is at least so long (characters), in so many pieces, and for this share `e` and `c`.
_BARE_LENGTH = 7
_BARE_PIECES = 2
_BARE_SHARE = 0.7
_BARE = frozenset("ec.,")

_DOTS = re.compile(r"(?:[.·•…_]\s?){2,}|…")
_TIGHT_NUMBER = re.compile(r"[.·•…_]{3,}(?:\d{1,4}|[ivxlc]{1,7})$")
_BARE_NOISE = re.compile(r"(?<=\s)[ecosnrta.,]+(?:\s+[ecosnrta.,]+)+$")
#: What a scanner's specks leave at a line's end.
_SPECKS = re.compile(r"[\s|.,:;'’‘\"_~°*»«\-–—\]\[}{()/\\]+$")
_NUMBER = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7})$")

LEADERS = " ....."


def mend_leaders(text: str) -> str:
    """`Preface... 6. eee cece eens vi` becomes `Preface ..... vi`; any other line is given back as it is."""
    body, _, last = _SPECKS.sub("", text).rpartition(" ")
    number = _page_number(last)
    if number is None:
        body = text
    dots = _DOTS.search(body)
    if dots:
        noise = body[dots.start() :].replace(" ", "")
        letters = [c for c in noise if c.isalnum()]
        if (not letters and number in (None, last)) or _TIGHT_NUMBER.search(body) or not _is_noise(noise, letters):
            return text
        title = body[: dots.start()]
    else:
        bare = _BARE_NOISE.search(body)
        if number is None or number != last or bare is None or not _is_bare(bare[0]):
            return text
        title = body[: bare.start()]
    title = title.rstrip(" .,·")
    if not title:
        return text
    return f"{title}{LEADERS} {number}" if number else f"{title}{LEADERS}"


def _page_number(token: str) -> str | None:
    token = token.strip(".,:;|'’‘\"")
    if _NUMBER.match(token):
        return token
    # Noise may run into the number: "eee117".
    tail = re.search(r"\d{1,4}$", token)
    if tail and len(tail[0]) < len(token) and all(c in _SHAPES for c in token[: tail.start()]):
        return tail[0]
    return figures_of(token)


def _is_noise(noise: str, letters: list[str]) -> bool:
    shaped = sum(c in _SHAPES for c in noise) >= _SHAPED_SHARE * len(noise)
    commonest = sum(c in _COMMONEST for c in letters) >= _COMMONEST_SHARE * len(letters)
    return len(letters) <= _STRAY or (shaped and commonest)


def _is_bare(noise: str) -> bool:
    letters = noise.replace(" ", "")
    return (
        len(letters) >= _BARE_LENGTH
        and len(noise.split()) >= _BARE_PIECES
        and sum(c in _BARE for c in letters) >= _BARE_SHARE * len(letters)
    )
