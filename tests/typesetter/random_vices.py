"""Vices drawn at random, for books that nobody thought of: a plain book with a few fields changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from tests.typesetter.known_book import NAMES
from tests.typesetter.vices import (
    Contents,
    Folio,
    Heads,
    Ligatures,
    Marks,
    Notes,
    Opening,
    OpeningFolio,
    Parting,
    Sections,
    Titles,
    Vices,
)

#: What each field may be.
VALUES: dict[str, tuple[object, ...]] = {
    "language": tuple(NAMES),
    "trim": ((105, 165), (110, 178), (135, 216), (148, 210), (160, 240)),
    "size": (8.5, 9.0, 9.5, 10.5, 11.0, 11.5),
    "font": ("Libertinus Serif", "New Computer Modern"),
    "hyphenated": (True, False),
    "justified": (True, False),
    "ligatures": tuple(Ligatures),
    "parting": tuple(Parting),
    "heads": tuple(Heads),
    "folio": tuple(Folio),
    "opening_folio": tuple(OpeningFolio),
    "counted": (True, False),
    "recto": (True, False),
    "plates": (0, 1, 2, 3),
    "misnumbered": (0, 1, 2),
    "restarts": (False, True),
    "opening": tuple(Opening),
    "drop_capitals": (False, True),
    "sections": tuple(Sections),
    "contents": tuple(Contents),
    "titles": tuple(Titles),
    "authors": (False, True),
    "parts": (False, True),
    "notes": tuple(Notes),
    "marks": tuple(Marks),
    "running_on": (False, True),
    "quotations": (True, False),
    "emphasis": (True, False),
    "small_capitals": (False, True),
    "index": (True, False),
    "aged": (True, False),
}
#: More fields than this are not changed in one book.
MOST_CHANGED = 5

_CHANGE = st.sampled_from(tuple(VALUES)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name])))
ANY_VICES = st.lists(_CHANGE, max_size=MOST_CHANGED, unique_by=lambda change: change[0]).map(
    lambda changes: replace(Vices(), **dict(changes))
)
ANY_SEED = st.integers(1, 9999)
