"""Words that OCR read where there are no letters: leaders, specks of dirt, the shadow of the paper's edge.

In: the characters that OCR laid over the picture of a page, and the picture. Out: the same without those words. A word is
kept or dropped whole; what it should have been is not asked.

Under a word there is ink as high as its letters. Under `eee cece eens`, read from a row of dots, there is none higher than a
dot.
"""

from __future__ import annotations

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
#: Ink is darker than this (0 black to 255 white).
INK = 128


def without_specks(chars: Chars, grey: np.ndarray, *, left: float, top: float) -> Chars:
    """Drop words that have no ink of their own. `grey` is the page drawn at `DOTS_PER_INCH`; `left` and `top` are the PDF
    coordinates of its corner."""
    if not chars.text:
        return chars
    dots = DOTS_PER_INCH / 72
    dark = grey < INK
    sizes = np.array([face.size for face in chars.faces])[chars.face]
    starts = _words(chars, sizes)
    ends = [*starts[1:], len(chars.text)]
    kept = np.ones(len(chars.text), dtype=bool)
    usual = float(np.median(sizes))
    lone = [not any(c.isalnum() for c in chars.text[a:b]) for a, b in zip(starts, ends, strict=True)]
    for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
        em = max(float(sizes[start]), SMALLEST * usual)
        foot = (top - float(np.median(chars.baseline[start:end]))) * dots
        rows = slice(max(int(foot - ABOVE * em * dots), 0), max(int(foot + BELOW * em * dots), 0))
        columns = slice(
            max(int((chars.left[start:end].min() - BESIDE * em - left) * dots), 0),
            max(int((chars.right[start:end].max() + BESIDE * em - left) * dots) + 1, 0),
        )
        ink = dark[rows, columns]
        if lone[k]:
            beside = (k > 0 and lone[k - 1]) or (k + 1 < len(lone) and lone[k + 1])
            if not beside and end - start == 1 and _is_speck(ink, em * dots) and _is_outermost(chars, sizes, start):
                kept[start:end] = False
        elif _highest(ink) < LETTER_HEIGHT * em * dots:
            kept[start:end] = False
    return chars if kept.all() else _only(chars, kept)


def _words(chars: Chars, sizes: np.ndarray) -> list[int]:
    """Where each word begins."""
    begins = chars.space_before.copy()
    begins[0] = True
    begins[1:] |= _breaks(chars, sizes)
    return np.flatnonzero(begins).tolist()


def _breaks(chars: Chars, sizes: np.ndarray) -> np.ndarray:
    """For each character but the first, whether a new line begins with it."""
    return (chars.left[1:] < chars.left[:-1]) | (np.abs(np.diff(chars.baseline)) > 0.7 * sizes[1:])


def _is_outermost(chars: Chars, sizes: np.ndarray, at: int) -> bool:
    """Whether a character is the first or the last of its line."""
    breaks = _breaks(chars, sizes)
    return at == 0 or bool(breaks[at - 1]) or at + 1 == len(chars.text) or bool(breaks[at])


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
