"""Words that OCR read where there are no letters: leaders, specks of dirt, the shadow of the paper's edge.

In: the characters that OCR laid over the picture of a page, and the picture. Out: the same without those words. A word is
kept or dropped whole; what it should have been is not asked.

Under a word there is ink as high as its letters. Under `eee cece eens`, read from a row of dots, there is none higher than a
dot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from backlist.sources.ocr.ink import DOTS_PER_INCH
from backlist.sources.pdf.chars import Chars

#: The part of a word's surroundings that is looked at, in ems above and below its baseline.
ABOVE = 0.9
BELOW = 0.25
#: The ink of a word with letters or figures is at least this high in one piece, in ems; small letters are 0.4 to 0.5.
LETTER_HEIGHT = 0.24
#: OCR gives misread dots small sizes; no word is measured by less than this share of the page's usual size.
SMALLEST = 0.7
#: So much beside a word, in ems, is looked at too: boxes are a little off.
BESIDE = 0.15
#: Ink no higher and no wider than this (ems) under a lone sign is a speck, a dash is wider.
SPECK_WIDTH = 0.3
#: A page on which so many words were read, and this share of them without ink, is blank paper read as words.
BLANK_WORDS = 20
BLANK_SHARE = 0.8
#: Signs that stand alone on a line between two parts of a text.
_ORNAMENTS = frozenset("*†‡§•·…—⁂")
#: Ink is darker than this (0 black to 255 white).
INK = 128


def without_specks(chars: Chars, grey: np.ndarray, *, left: float, top: float) -> Chars:
    """Drop words that have no ink of their own. `grey` is the page drawn at `DOTS_PER_INCH`; `left` and `top` are the PDF
    coordinates of its corner."""
    dark = grey < INK
    for drops in (_drops_word, _drops_sign):
        # A sign stands alone on its line once the misread words beside it are gone.
        if not chars.text:
            return chars
        words = _Words(chars)
        kept = np.ones(len(chars.text), dtype=bool)
        count = dropped = 0
        for start, end, em in words:
            ink = _ink(chars, dark, start, end, em, left, top)
            count += 1
            if drops(words, start, end, ink, em * DOTS_PER_INCH / 72):
                kept[start:end] = False
                dropped += 1
        if drops is _drops_word and count >= BLANK_WORDS and dropped >= BLANK_SHARE * count:
            kept[:] = False
        if not kept.all():
            chars = _only(chars, kept)
    return chars


class _Words:
    """The words of a page: where each begins and ends, and the size by which it is measured."""

    def __init__(self, chars: Chars) -> None:
        self.text = chars.text
        sizes = np.array([face.size for face in chars.faces])[chars.face]
        self._breaks = np.ones(len(chars.text) + 1, dtype=bool)
        self._breaks[1:-1] = (chars.left[1:] < chars.left[:-1]) | (np.abs(np.diff(chars.baseline)) > 0.7 * sizes[1:])
        begins = chars.space_before | self._breaks[:-1]
        self._starts = np.flatnonzero(begins).tolist()
        self._ends = [*self._starts[1:], len(chars.text)]
        self._em = np.maximum(sizes, SMALLEST * float(np.median(sizes)))

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        for start, end in zip(self._starts, self._ends, strict=True):
            yield start, end, float(self._em[start])

    def begins_line(self, start: int) -> bool:
        return bool(self._breaks[start])

    def ends_line(self, end: int) -> bool:
        return bool(self._breaks[end])

    def is_sign(self, start: int, end: int) -> bool:
        """Whether a word has neither letters nor figures."""
        return not any(c.isalnum() for c in self.text[start:end])

    def beside_sign(self, start: int, end: int) -> bool:
        """Whether the word before or behind it on the line has neither letters nor figures."""
        return (not self._breaks[start] and not self.text[start - 1].isalnum()) or (
            not self._breaks[end] and not self.text[end].isalnum()
        )


def _drops_word(words: _Words, start: int, end: int, ink: np.ndarray, em: float) -> bool:
    """Whether a word with letters or figures has no ink as high as those."""
    return not words.is_sign(start, end) and _highest(ink) < LETTER_HEIGHT * em


def _drops_sign(words: _Words, start: int, end: int, ink: np.ndarray, em: float) -> bool:
    """Whether a sign is a speck: alone on its line, or the first or last of it with no more ink than a dot."""
    if not words.is_sign(start, end):
        return False
    first, last = words.begins_line(start), words.ends_line(end)
    if first and last:
        return not set(words.text[start:end]) & _ORNAMENTS
    return (first or last) and end - start == 1 and not words.beside_sign(start, end) and _is_speck(ink, em)


def _ink(chars: Chars, dark: np.ndarray, start: int, end: int, em: float, left: float, top: float) -> np.ndarray:
    """The part of the picture where a word stands."""
    dots = DOTS_PER_INCH / 72
    foot = (top - float(np.median(chars.baseline[start:end]))) * dots
    rows = slice(max(int(foot - ABOVE * em * dots), 0), max(int(foot + BELOW * em * dots), 0))
    columns = slice(
        max(int((chars.left[start:end].min() - BESIDE * em - left) * dots), 0),
        max(int((chars.right[start:end].max() + BESIDE * em - left) * dots) + 1, 0),
    )
    return dark[rows, columns]


def _highest(ink: np.ndarray) -> int:
    """The most rows of dots that follow one another with ink in each."""
    if not ink.size:
        return 0
    rows = ink.any(axis=1).view(np.int8)
    edges = np.flatnonzero(np.diff(rows, prepend=0, append=0))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _is_speck(ink: np.ndarray, em: float) -> bool:
    if not ink.any():
        return True
    columns = np.flatnonzero(ink.any(axis=0))
    return _highest(ink) < LETTER_HEIGHT * em and columns[-1] - columns[0] < SPECK_WIDTH * em


def _only(chars: Chars, kept: np.ndarray) -> Chars:
    text = "".join(c for c, keep in zip(chars.text, kept.tolist(), strict=True) if keep)
    columns = ("left", "right", "bottom", "top", "baseline", "face", "space_before", "upright")
    return replace(chars, text=text, **{name: getattr(chars, name)[kept] for name in columns})
