"""The pictures of a book, drawn from its pages when it is published.

In: the file that was read and what it was read as. Out: for each figure whose place on a page is known, its id and its
picture's file, one at a time; and the book that names these files. Figures that cannot be drawn stay without a picture:
their captions and words are in the book all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from backlist.model.book import Block, Book, Division, Figure
from backlist.model.evidence import Result
from backlist.sources import cut_out
from backlist.structure import FIGURE_CLAIM

#: Characters that a file's name, and an address, hold as they are.
_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`figure` is the figure's id, `name` its file's (`p117-3.png`)."""

    figure: str
    name: str
    data: bytes


def pictures(source: Path, result: Result, *, progress: Callable[[int, int], None] | None = None) -> Iterator[Picture]:
    """Draw the figures of a book from the pages of `source`, in the order of the pages. `progress` is called with pictures
    done and pictures in all."""
    claims = sorted(
        (claim for claim in result.evidence if claim.claim == FIGURE_CLAIM and claim.page is not None and claim.boxes),
        key=lambda claim: claim.page or 0,
    )
    names: set[str] = set()
    cut = cut_out(source, [(claim.page or 0, claim.boxes[0]) for claim in claims])
    for done, (claim, cutting) in enumerate(zip(claims, cut, strict=True), start=1):
        if progress:
            progress(done, len(claims))
        if cutting is None:
            continue
        stem = _UNSAFE.sub("-", claim.subject).strip("-") or "picture"
        name, n = f"{stem}{cutting.suffix}", 2
        while name in names:
            name, n = f"{stem}-again-{n}{cutting.suffix}", n + 1
        names.add(name)
        yield Picture(figure=claim.subject, name=name, data=cutting.data)


def with_pictures(book: Book, names: Mapping[str, str]) -> Book:
    """The book whose figures (by id) name the files of their pictures."""
    return replace(book, divisions=tuple(_division(division, names) for division in book.divisions)) if names else book


def _division(division: Division, names: Mapping[str, str]) -> Division:
    return replace(
        division,
        blocks=tuple(_block(block, names) for block in division.blocks),
        divisions=tuple(_division(inner, names) for inner in division.divisions),
    )


def _block(block: Block, names: Mapping[str, str]) -> Block:
    if isinstance(block, Figure) and block.id in names:
        return replace(block, media=names[block.id])
    return block
