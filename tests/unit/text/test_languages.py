"""The language of running text, told from its little words."""

from __future__ import annotations

import pytest

from backlist.text.languages import guess_language

# Sentences of our own about pages and indexes.
PROSE = {
    "en": "The number at the foot of a page is older than the printed book, but it was not made for the reader. It told "
    "the binder in which order the sheets were to be laid, and only when scholars began to cite what they had read did "
    "the number come to belong to the text. An index that refers to pages is of no use to those who have another edition.",
    "de": "Die Zahl am Fuß einer Seite ist älter als das gedruckte Buch, aber sie wurde nicht für den Leser gemacht. Sie "
    "sagte dem Buchbinder, in welcher Ordnung die Bogen zu legen waren, und erst als die Gelehrten anfingen, nach Seiten "
    "zu zitieren, gehörte die Zahl zum Text. Ein Register, das auf Seiten verweist, nützt in einer anderen Ausgabe nichts.",
    "fr": "Le numéro placé au bas de la page est plus ancien que le livre imprimé, mais il n’a pas été fait pour le "
    "lecteur. Il disait au relieur dans quel ordre les feuilles devaient être mises, et c’est seulement quand les savants "
    "ont cité ce qu’ils avaient lu que le numéro est devenu une partie du texte pour tous ceux qui le cherchent.",
    "es": "El número que está al pie de la página es más antiguo que el libro impreso, pero no se hizo para el lector. "
    "Decía al encuadernador en qué orden había que poner los pliegos, y solo cuando los estudiosos citaron lo que habían "
    "leído llegó a ser parte del texto. Un índice que remite a las páginas no sirve para quien tiene otra edición.",
    "it": "Il numero che sta al piede della pagina è più antico del libro stampato, ma non è stato fatto per il lettore. "
    "Diceva al legatore in quale ordine i fogli dovevano essere messi, e solo quando gli studiosi hanno citato ciò che "
    "avevano letto il numero è diventato una parte del testo. Un indice che rinvia alle pagine non serve per chi ne ha "
    "un'altra edizione.",
    "pt": "O número que está no pé da página é mais antigo do que o livro impresso, mas não foi feito para o leitor. "
    "Dizia ao encadernador em que ordem as folhas deviam ser postas, e só quando os estudiosos citaram o que tinham lido "
    "é que o número passou a ser parte do texto. Um índice que remete para as páginas não serve a quem tem outra edição.",
    "nl": "Het nummer dat aan de voet van een bladzijde staat is ouder dan het gedrukte boek, maar het werd niet voor de "
    "lezer gemaakt. Het zei de binder in welke volgorde de vellen moesten worden gelegd, en pas toen geleerden gingen "
    "citeren wat zij hadden gelezen, werd het nummer een deel van de tekst die zij met anderen deelden.",
    "la": "Numerus qui in ima pagina est antiquior est quam liber impressus, sed non ad usum lectoris factus erat. "
    "Docebat enim quo ordine folia ponenda essent, nec ante quam viri docti ea quae legerant per paginas citare "
    "coeperunt numerus ipse pars libri fuit. Index autem qui ad paginas refertur nihil prodest si quis aliam editionem "
    "habet et non eandem.",
}  # fmt: skip


@pytest.mark.parametrize("tag", PROSE)
def test_prose_is_known_by_its_little_words(tag: str) -> None:
    guess = guess_language(PROSE[tag])
    assert guess is not None
    assert guess.tag == tag
    assert guess.certainty > 0.3


@pytest.mark.parametrize("tag", PROSE)
def test_capitals_make_no_difference(tag: str) -> None:
    upper, plain = guess_language(PROSE[tag].upper()), guess_language(PROSE[tag])
    assert upper is not None
    assert plain is not None
    assert upper.tag == plain.tag


def test_a_page_that_quotes_another_language_keeps_its_own() -> None:
    guess = guess_language(PROSE["en"] * 3 + PROSE["de"])
    assert guess is not None
    assert guess.tag == "en"
    alone = guess_language(PROSE["en"])
    assert alone is not None
    assert guess.certainty < alone.certainty


def test_two_languages_in_equal_parts_are_left_undecided() -> None:
    assert guess_language(PROSE["en"] + PROSE["de"]) is None


@pytest.mark.parametrize(
    "text",
    ["", "The Foundations of Arithmetic", "Leipzig 12, 19, 44; London 7; Lyon 3, 8; Madrid 101, 117; Mainz 4; " * 12],
)
def test_titles_and_lists_of_names_say_nothing(text: str) -> None:
    assert guess_language(text) is None
