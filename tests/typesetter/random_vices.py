"""Vices drawn at random, for books that nobody thought of."""

from __future__ import annotations

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

#: Width and height in millimetres, from a pocket book to a quarto.
TRIMS = ((105, 165), (110, 178), (120, 190), (135, 216), (148, 210), (160, 240))
SIZES = (8.5, 9.0, 9.5, 10.0, 10.5, 11.0, 11.5)
FACES = ("Libertinus Serif", "New Computer Modern")
MOST_PLATES = 3
MOST_MISNUMBERED = 2

#: The first value of each field is the simplest, to which a failing example is reduced.
ANY_VICES = st.builds(
    Vices,
    language=st.sampled_from(tuple(NAMES)),
    trim=st.sampled_from(TRIMS),
    size=st.sampled_from(SIZES),
    font=st.sampled_from(FACES),
    hyphenated=st.sampled_from((True, False)),
    justified=st.sampled_from((True, False)),
    ligatures=st.sampled_from(Ligatures),
    parting=st.sampled_from(Parting),
    heads=st.sampled_from(Heads),
    folio=st.sampled_from(Folio),
    opening_folio=st.sampled_from(OpeningFolio),
    counted=st.sampled_from((True, False)),
    recto=st.sampled_from((True, False)),
    plates=st.integers(0, MOST_PLATES),
    misnumbered=st.integers(0, MOST_MISNUMBERED),
    restarts=st.booleans(),
    opening=st.sampled_from(Opening),
    drop_capitals=st.booleans(),
    sections=st.sampled_from(Sections),
    contents=st.sampled_from(Contents),
    titles=st.sampled_from(Titles),
    authors=st.booleans(),
    parts=st.booleans(),
    notes=st.sampled_from(Notes),
    marks=st.sampled_from(Marks),
    running_on=st.booleans(),
    quotations=st.booleans(),
    emphasis=st.booleans(),
    small_capitals=st.booleans(),
    index=st.booleans(),
    aged=st.sampled_from((True, False)),
)
ANY_SEED = st.integers(1, 9999)
