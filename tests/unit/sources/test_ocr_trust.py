"""Which pages need OCR: text that is missing or is no words, and nothing else."""

from __future__ import annotations

import random
import string

import numpy as np
import pypdfium2 as pdfium2
import pytest
import typst

from backlist.model.layout import Box, Layout, Line, PageLayout, Span
from backlist.sources.ocr import languages
from backlist.sources.ocr.picture import DOTS_PER_INCH, shows_lines
from backlist.sources.ocr.trust import Doubt, are_words, doubtful_pages, every_page

PROSE = {
    "en": "The number of the page leads readers to the line that they had in mind, and it is more useful than the title at "
    "the head of the page. Before it was printed, those who looked for a place in a book had to count the leaves, or "
    "to remember on which side of the leaf the words had stood when they read them for the first time.",
    "de": "Die Zahl auf der Seite führt den Leser zu der Zeile, an die er sich erinnert, und sie ist ihm nützlicher als der "
    "Titel am Kopf der Seite. Bevor sie gedruckt wurde, musste man die Blätter zählen, wenn man eine Stelle in einem Buch "
    "suchte, oder man musste noch wissen, auf welcher Seite des Blattes die Worte gestanden hatten.",
    "fr": "Le numéro de la page conduit le lecteur à la ligne dont il se souvient, et il lui est plus utile que le titre qui est "
    "en tête de la page. Avant qu'on ne l'imprime, il fallait compter les feuillets pour trouver un passage dans un livre, "
    "ou bien se rappeler de quel côté du feuillet les mots se trouvaient.",
    "es": "El número de la página lleva al lector a la línea que recuerda, y le es más útil que el título que está en la cabeza "
    "de la página. Antes de que se imprimiera, había que contar las hojas para encontrar un lugar en un libro, o recordar "
    "en qué lado de la hoja estaban las palabras cuando se leyeron por primera vez.",
    "it": "Il numero della pagina conduce il lettore alla riga che ricorda, e gli è più utile del titolo che sta in testa alla "
    "pagina. Prima che fosse stampato, bisognava contare le carte per trovare un luogo in un libro, o ricordare su quale "
    "lato della carta le parole si trovavano quando le si era lette per la prima volta.",
    "la": "Numerus paginae lectorem ad eum versum ducit, cuius in mente habet memoriam, et ei utilior est quam titulus qui in "
    "capite paginae stat. Antequam imprimebatur, folia numeranda erant, si quis locum in libro quaerebat, aut memoria "
    "tenendum erat in qua parte folii verba legisset, cum primum ea legebat.",
    # Languages of which nothing is known but that vowels and consonants take turns.
    "fi": "Sivunumero johdattaa lukijan sille riville, jonka hän muistaa, ja se on hänelle hyödyllisempi kuin otsikko, joka on "
    "sivun yläreunassa. Ennen kuin numeroita painettiin, lehdet oli laskettava, jos joku etsi kirjasta paikkaa, tai oli "
    "muistettava, kummalla puolella lehteä sanat olivat olleet.",
    "pl": "Numer strony prowadzi czytelnika do wiersza, który pamięta, i jest dla niego bardziej użyteczny niż tytuł u góry "
    "strony. Zanim zaczęto go drukować, trzeba było liczyć karty, żeby znaleźć miejsce w książce, albo pamiętać, po której "
    "stronie karty znajdowały się słowa, kiedy czytało się je po raz pierwszy.",
    "el": "Ο αριθμός της σελίδας οδηγεί τον αναγνώστη στη γραμμή που θυμάται και του είναι πιο χρήσιμος από τον τίτλο που "
    "βρίσκεται στην κορυφή της σελίδας. Πριν τυπωθεί, έπρεπε να μετρά κανείς τα φύλλα για να βρει ένα σημείο στο βιβλίο.",
}


def page(index: int, text: str = "", *, picture: bool = False) -> PageLayout:
    box = Box(left=40, top=40, right=300, bottom=50)
    span = Span(text=text, box=box, font="Serif", size=10, baseline=50)
    line = Line(text=text, box=box, spans=(span,), size=10, baseline=50)
    whole = Box(left=0, top=0, right=340, bottom=540)
    return PageLayout(
        index=index, width=340, height=540, lines=(line,) if text else (), images=(whole,) if picture else ()
    )


def book(*pages: PageLayout) -> Layout:
    return Layout(pages=pages)


def exchanged(text: str, seed: int) -> str:
    """Each letter as another, as a font shows that gives wrong codes."""
    letters = list(string.ascii_lowercase)
    random.Random(seed).shuffle(letters)
    return text.lower().translate(str.maketrans(string.ascii_lowercase, "".join(letters)))


def shifted(text: str) -> str:
    """Codes of glyphs in the place of characters: the commonest way in which the table from one to the other is missing."""
    return "".join(chr(33 + (ord(c) - 33 - 29) % 94) if "!" <= c <= "~" else c for c in text)


@pytest.mark.parametrize("language", PROSE)
def test_words_of_a_language_are_words(language: str) -> None:
    assert are_words(PROSE[language])


def test_lists_of_names_and_figures_are_no_reason_for_doubt() -> None:
    names = (
        "Alberti 109, 112; Albrici 39; Ambros 73; Arbeau 15; Arne 222, 225; Bach 9, 12, 29; Banchieri 10; Bargiel 235; "
        * 4
    )
    assert are_words(names)
    assert are_words("1 2 3 4.5 17 " * 60)
    assert are_words("xkcd")


def test_letters_shifted_by_a_font_are_no_words() -> None:
    assert not any(are_words(shifted(PROSE[language] * 2)) for language in ("en", "de", "fr", "es", "it", "la"))


def test_most_exchanges_of_letters_are_seen() -> None:
    texts = [
        exchanged(PROSE[language] * 2, seed) for language in ("en", "de", "fr", "es", "it", "la") for seed in range(30)
    ]
    assert sum(not are_words(text) for text in texts) > 0.75 * len(texts)


def test_characters_without_meaning_are_doubted() -> None:
    doubts = doubtful_pages(
        book(page(0, "\ue010\ue011\ue012 " * 30), page(1, "\ufffd" * 90), page(2, PROSE["en"])), never
    )
    assert doubts == {0: Doubt.NOT_WORDS, 1: Doubt.NOT_WORDS}


def test_a_page_of_symbols_within_text_is_not_doubted() -> None:
    assert doubtful_pages(book(page(0, PROSE["en"] + "\ue010" * 40)), never) == {}


def never(index: int) -> bool:
    return False


def always(index: int) -> bool:
    return True


def test_a_scan_is_read_whole_but_for_its_blanks() -> None:
    scan = book(page(0, picture=True), page(1), *(page(i, picture=True) for i in range(2, 10)))
    assert doubtful_pages(scan, lambda index: index > 4) == dict.fromkeys((0, *range(2, 10)), Doubt.NO_TEXT)


def test_a_stamp_on_a_scanned_page_is_no_text() -> None:
    scan = book(*(page(i, "Digitized by the library", picture=True) for i in range(6)))
    assert set(doubtful_pages(scan, always)) == set(range(6))


def test_covers_and_plates_of_a_sound_book_need_no_ocr() -> None:
    sound = [page(i, PROSE["en"]) for i in range(2, 20)]
    assert doubtful_pages(book(page(0, picture=True), page(1), *sound, page(20, picture=True)), never) == {}
    # Two facsimiles among the plates are pictures too.
    assert doubtful_pages(book(page(0, picture=True), page(1, picture=True), *sound), always) == {}


def test_a_scanned_appendix_is_read() -> None:
    sound = [page(i, PROSE["en"]) for i in range(20)]
    assert set(doubtful_pages(book(*sound, *(page(i, picture=True) for i in range(20, 26))), always)) == set(
        range(20, 26)
    )


def test_letters_drawn_as_outlines_are_read() -> None:
    assert set(doubtful_pages(book(*(page(i) for i in range(5))), always)) == set(range(5))


def test_every_page_leaves_blanks_out() -> None:
    assert set(every_page(book(page(0, "words"), page(1), page(2, picture=True)))) == {0, 2}


# --- pictures ---------------------------------------------------------------------------------------------------------


def drawn(source: str) -> np.ndarray:
    document = pdfium2.PdfDocument(typst.compile(source.encode(), ignore_system_fonts=True))
    grey = document[0].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_numpy()
    return grey.reshape(grey.shape[:2])


SIZE = "#set page(width: 340pt, height: 520pt, margin: 40pt)\n"


@pytest.mark.parametrize("language", ["en", "de", "el"])
def test_a_page_of_text_looks_printed(language: str) -> None:
    assert shows_lines(drawn(SIZE + "#set text(size: 10pt)\n" + PROSE[language] * 4))


@pytest.mark.parametrize(
    "source",
    [
        "",
        "#v(5cm) #align(center, text(size: 30pt)[A Title on \\ a Cover])",
        "#rect(width: 100%, height: 100%, fill: gradient.linear(black, white, angle: 30deg))",
        "#for i in range(40) { place(dx: calc.rem(i * 67, 250) * 1pt, dy: calc.rem(i * 113, 430) * 1pt, circle(radius: 9pt)) }",
    ],
)
def test_blanks_covers_and_drawings_do_not(source: str) -> None:
    assert not shows_lines(drawn(SIZE + source))


# --- languages --------------------------------------------------------------------------------------------------------


def test_names_of_languages() -> None:
    assert [languages.name_of(tag) for tag in ("en", "de", "pt-BR", "grc", "tlh")] == ["eng", "deu", "por", "grc", None]


@pytest.mark.parametrize(
    ("tag", "name"), tuple(zip(("en", "de", "fr", "es", "it", "la"), languages.COMMON, strict=True))
)
def test_a_language_is_guessed_where_there_is_data_for_it(tag: str, name: str) -> None:
    assert languages.guess(PROSE[tag], frozenset(languages.COMMON)) == name
    assert languages.guess(PROSE[tag], frozenset()) is None
