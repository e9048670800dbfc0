"""Imprints: publisher, place and year in the forms of different houses, and what is none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.structure.imprint import Imprint, clean_publisher, names_publisher, place_in, read_imprint, year_in


@pytest.mark.parametrize(
    ("printed", "publisher", "place", "year"),
    [
        ("EXAMPLE UNIVERSITY PRESS", "Example University Press", None, None),
        ("Cambridge University Press", "Cambridge University Press", None, None),
        ("Presses universitaires de Lyon", "Presses universitaires de Lyon", None, None),
        ("The University of Chicago Press, Chicago and London", "University of Chicago Press", "Chicago", None),
        ("Published by the Syndics of the Example University Press", "Example University Press", None, None),
        ("AT THE EXAMPLE PRESS", "Example Press", None, None),
        ("LONDON · NEW YORK · MELBOURNE", None, "London", None),
        ("Cambridge, Massachusetts, and London, England", None, "Cambridge", None),
        ("Needham, Massachusetts", None, "Needham", None),
        ("10099 Berlin, Germany", None, "Berlin", None),
        ("LONDON MDCCCXC", None, "London", 1890),
        ("M DCCC XCIV", None, None, 1894),
        ("NEW YORK 1894", None, "New York", 1894),
        ("Musterverlag Tübingen 1998", "Musterverlag", "Tübingen", 1998),
        ("Muster Verlag Frankfurt am Main", "Muster Verlag", "Frankfurt am Main", None),
        ("Druck und Verlag von B. G. Beispiel", "B. G. Beispiel", None, None),
        ("Leipzig, Verlag von Muster & Comp., 1890", "Muster & Comp.", "Leipzig", 1890),
        ("Esempio editore s.p.a., Torino", "Esempio editore s.p.a.", "Torino", None),
        ("Éditions de l’Exemple, Paris", "Éditions de l’Exemple", "Paris", None),
        ("Paris, Jean Exemple, éditeur, 1895", "Jean Exemple", "Paris", 1895),
        ("Editorial Ejemplo, S. A., Madrid, 1981", "Editorial Ejemplo, S. A.", "Madrid", 1981),
        ("LONDON: EXAMPLE, SMITH & CO., 15 WATERLOO PLACE. 1890", "Example, Smith & Co.", "London", 1890),
        ("Example & Sons Ltd", "Example & Sons Ltd", None, None),
        ("Example Publications, Inc.", "Example Publications, Inc.", None, None),
        ("press", None, None, None),
        ("cork and lima beans", None, None, None),
        ("How readers found their way", None, None, None),
    ],
)
def test_a_line_of_imprint(printed: str, publisher: str | None, place: str | None, year: int | None) -> None:
    assert read_imprint(printed) == Imprint(publisher=publisher, place=place, year=year)


@pytest.mark.parametrize(
    ("printed", "publisher"),
    [
        ("Musterhaus", "Musterhaus"),
        ("J. C. B. Muster (Paul Beispiel) Tübingen", "J. C. B. Muster (Paul Beispiel)"),
        ("Leipzig B. G. Beispiel 1907", "B. G. Beispiel"),
        ("John Example, Albemarle Street", "John Example"),
        ("1890", None),
        ("London and New York", None),
        ("108, boulevard Saint-Germain, Paris", None),
        ("With eight plates", None),
        ("“The page is the thing.”", None),
        ("Second edition", None),
    ],
)
def test_a_house_without_a_word_of_the_trade_is_known_at_the_foot_alone(printed: str, publisher: str | None) -> None:
    assert read_imprint(printed, foot=True).publisher == publisher
    assert read_imprint(printed).publisher is None


def test_a_place_inside_a_name_is_not_the_place() -> None:
    assert place_in("Oxford University Press") is None
    assert place_in("Presses universitaires de Rennes") is None
    assert place_in("The Londoner") is None
    assert place_in("Oxford") == "Oxford"


@given(st.integers(1450, 2099))
def test_every_year_is_read(year: int) -> None:
    assert year_in(f"London, {year}") == year
    assert year_in(f"London {year + 10000}") is None


@given(st.text(max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    read_imprint(text)
    read_imprint(text, foot=True)
    cleaned = clean_publisher(text)
    assert cleaned is None or cleaned.strip() == cleaned != ""
    names_publisher(text)
