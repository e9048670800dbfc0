"""Words in capitals, put back into the letters of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.text.capitals import common_word, is_capitals, name_out_of_capitals, title_out_of_capitals, usage_of

#: Lines of running text from which the usage of a book is counted.
TEXT = (
    "the index of a book on Peru is made by people from Lima, and the pages of it are read with the help of HTML",
    "auf der ersten Seite steht die Zahl, und unter der Zahl steht das Wort, das sie in Leipzig setzten",
)


@pytest.mark.parametrize(
    ("printed", "language", "title"),
    [
        ("THE ORIGIN OF THE PAGE", "en", "The Origin of the Page"),
        ("WHAT AN INDEX IS FOR", "en", "What an Index Is For"),
        ("PAGES: A HISTORY", "en", "Pages: A History"),
        ("MOORE’S INDEX AND O’NEILL’S", "en", "Moore’s Index and O’Neill’s"),
        ("AN INDEX FOR HENRY VIII", "en", "An Index for Henry VIII"),
        ("HTML AND THE BOOK", "en", "HTML and the Book"),
        ("LA CONQUISTA DEL PERU", "es", "La conquista del Peru"),
        ("L’INDEX ET LE LECTEUR", "fr", "L’index et le lecteur"),
        ("DIE ZAHL UND DAS WORT", "de", "Die Zahl und das Wort"),
        ("GRUNDRISS DER BUCHKUNDE", "de", "Grundriss der Buchkunde"),
        ("The MIT Reader", "en", "The MIT Reader"),
    ],
)
def test_a_title_follows_its_language_and_its_book(printed: str, language: str, title: str) -> None:
    assert title_out_of_capitals(printed, language, usage_of(TEXT)) == title


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("EXAMPLE UNIVERSITY PRESS", "Example University Press"),
        ("PRESSES UNIVERSITAIRES DE L’EXEMPLE", "Presses Universitaires de l’Exemple"),
        ("SMITH, ELDER & CO.", "Smith, Elder & Co."),
        ("J. R. MCNEILL", "J. R. McNeill"),
        ("CHARLES V", "Charles V"),
        ("FRANKFURT AM MAIN", "Frankfurt am Main"),
        ("John SMITH", "John SMITH"),
    ],
)
def test_a_name_keeps_its_capitals(printed: str, name: str) -> None:
    assert name_out_of_capitals(printed) == name


def test_usage_counts_words_inside_sentences_only() -> None:
    usage = usage_of(("Natural selection is slow. Selection by Darwin is natural selection.",))
    assert common_word("Selection", usage)
    assert not common_word("Darwin", usage)
    assert not common_word("Wallace", usage)


@given(st.text(max_size=60))
def test_only_letters_of_texts_in_capitals_change(text: str) -> None:
    for changed in (name_out_of_capitals(text), title_out_of_capitals(text, "en", {})):
        if is_capitals(text):
            assert changed.casefold() == text.casefold()
        else:
            assert changed == text
