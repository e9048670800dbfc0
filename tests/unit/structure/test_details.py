"""Details of a book, read from front matter typeset in the manner of different houses and ages.

The pages are in `front_matter/`: our own words, with the names that stand for anybody's in each language.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import typst
from tests.unit.text.test_languages import PROSE

from backlist.model.book import Series
from backlist.model.layout import Layout
from backlist.problems import ProblemCode
from backlist.sources import open_source
from backlist.structure.details import DetailsReading, read_details

SOURCES = Path(__file__).parent / "front_matter"

#: The language of the text that follows the front matter.
LANGUAGES = {
    "paperback_house_1973": "de",
    "herausgegeben_1998": "de",
    "presses_universitaires_1977": "fr",
    "torino_1970": "it",
    "madrid_1981": "es",
}
#: Pages of front matter, counted by the page breaks in the source.
TEXT_PAGES = 3

AUTHOR, EDITOR, TRANSLATOR, CONTRIBUTOR = "author", "editor", "translator", "contributor"
CREATIVE_COMMONS = "https://creativecommons.org/licenses/"

#: What each book says. A field that is not named must be empty.
BOOKS: dict[str, dict[str, object]] = {
    "university_press_1977": {
        "title": "The Reading of Pages",
        "subtitle": "How numbers at the foot of the page came to serve the reader",
        "contributors": [("John Smith", AUTHOR)],
        "publisher": "Example University Press",
        "place": "Cambridge",
        "print_year": 1977,
        "isbns": ("9780306406157",),
        "series": ("Example studies in the printed page", "17"),
        "copyright": "© Example University Press 1977",
    },
    "second_edition_1975": {
        "title": "Notes at the Foot",
        "subtitle": "The footnote from Bayle to the typewriter",
        "contributors": [("Jane Doe", AUTHOR)],
        "publisher": "Example Press",
        "place": "Oxford",
        "print_year": 1975,
        "edition": "Second edition",
        "isbns": ("9780306406157",),
        "copyright": "© Example University Press 1964, 1975",
    },
    "paperback_house_1973": {
        "title": "Die Ordnung der Seiten",
        "subtitle": "Eine Archäologie des Registers",
        "contributors": [("Jean Dupont", AUTHOR), ("Erika Mustermann", TRANSLATOR)],
        "publisher": "Musterhaus Verlag",
        "place": "Frankfurt am Main",
        "print_year": 1973,
        "isbns": ("9783598215087",),
        "series": ("musterhaus taschenbuch wissenschaft", "31"),
        "language": "de",
        "copyright": "© dieser Ausgabe Musterhaus Verlag, Frankfurt am Main 1971",
    },
    "presses_universitaires_1977": {
        "title": "L’index et le lecteur",
        "subtitle": "Essai sur les tables des matières",
        "contributors": [("Jean Dupont", AUTHOR)],
        "publisher": "Presses Universitaires de l’Exemple",
        "place": "Paris",
        "print_year": 1977,
        "isbns": ("9783598215087",),
        "language": "fr",
        "copyright": "© Presses Universitaires de l’Exemple, 1977",
    },
    "torino_1970": {
        "title": "La nota a piè di pagina",
        "contributors": [
            ("Mario Rossi", AUTHOR),
            ("Luca Bianchi", EDITOR),
            ("Anna Verdi", EDITOR),
            ("Carlo Neri", CONTRIBUTOR),
        ],
        "publisher": "Esempio editore",
        "place": "Torino",
        "print_year": 1970,
        "edition": "Seconda edizione",
        "language": "it",
        "copyright": "© 1962 e 1970 Esempio editore s.p.a., Torino",
    },
    "american_press_1983": {
        "title": "Finding and Keeping",
        "subtitle": "Indexes, Tables, and Cross-references in the Age of Print",
        "contributors": [("Jean Dupont", AUTHOR), ("Marie Martin", AUTHOR), ("Jane Doe", TRANSLATOR)],
        "publisher": "Example University Press",
        "place": "Cambridge",
        "print_year": 1983,
        "isbns": ("9780306406157",),
        "copyright": "Copyright © 1983 by the President and Fellows of Example College",
    },
    "london_1890": {
        "title": "The Art of the Index and Its Place in Learned Books",
        "contributors": [("John Smith", AUTHOR)],
        "publisher": "Example, Smith & Co.",
        "place": "London",
        "print_year": 1890,
    },
    "edited_volume_2005": {
        "title": "Marks in the Margin",
        "subtitle": "Readers and their annotations, 1450–1850",
        "contributors": [
            ("Erika Mustermann", EDITOR),
            ("Jean-Pierre Dupont", EDITOR),
            ("Ludwig van der Example", EDITOR),
            ("María de la Cruz", EDITOR),
            ("John Smith, Jr.", EDITOR),
        ],
        "publisher": "Example Academic Publishers Ltd",
        "place": "Amsterdam",
        "print_year": 2008,
        "isbns": ("9780306406157", "9781566199094"),
        "doi": "10.1000/marks.2005",
        "licence": CREATIVE_COMMONS + "by-nc-nd/4.0/",
        "copyright": "Copyright © 2005 Editorial matter and selection, the editors; individual chapters, the contributors",
    },
    "herausgegeben_1998": {
        "title": "Beiträge zur Geschichte der Seitenzählung und des Registers",
        "contributors": [("Max Mustermann", EDITOR), ("Erika Mustermann", EDITOR)],
        "publisher": "Musterverlag",
        "place": "Tübingen",
        "print_year": 1998,
        "edition": "3., überarbeitete und erweiterte Auflage",
        "isbns": ("9783598215087",),
        "series": ("Schriften zur Buchkunde", "9"),
        "language": "de",
        "copyright": "© 1998 Musterverlag, Tübingen",
    },
    "madrid_1981": {
        "title": "El libro y sus páginas",
        "contributors": [("John Smith", AUTHOR), ("Juan Pérez y Gómez", TRANSLATOR)],
        "publisher": "Editorial Ejemplo",
        "place": "Madrid",
        "print_year": 1981,
        "edition": "Segunda edición",
        "isbns": ("9783598215087",),
        "language": "es",
        "copyright": "© De esta edición: Editorial Ejemplo, S. A., Madrid, 1981",
    },
    "small_press_2019": {
        "title": "How to Cite a Page",
        "contributors": [("The Example Working Party", AUTHOR)],
        "publisher": "Example Press",
        "print_year": 2019,
        "licence": CREATIVE_COMMONS + "by-sa/4.0/",
        "copyright": "© 2019 The Example Working Party",
    },
    "translated_with_foreword": {
        "title": "The Margin and the Page",
        "subtitle": "A Short History",
        "contributors": [("Mario Rossi", AUTHOR), ("Jane Doe", TRANSLATOR), ("John Smith", CONTRIBUTOR)],
        "publisher": "Example & Sons",
        "place": "Edinburgh",
        "print_year": 1982,
        "copyright": "English translation © 1966 Example & Sons Ltd",
    },
}  # fmt: skip
FIELDS = (
    "title", "subtitle", "contributors", "publisher", "place", "print_year", "edition", "isbns", "doi", "series",
    "language", "copyright", "licence",
)  # fmt: skip
EMPTY = {"contributors": [], "isbns": (), "language": "en"}


@cache
def _layout(name: str, folder: Path) -> Layout:
    """The front matter and three pages of text, printed and read back."""
    prose = PROSE[LANGUAGES.get(name, "en")].replace("“", "").replace("@", "")
    source = (SOURCES / f"{name}.typ").read_text(encoding="utf-8")
    source += "#set text(size: 9pt)\n" + f"#pagebreak(weak: true)\n{prose * 3}\n" * TEXT_PAGES
    path = folder / f"{name}.pdf"
    typ = folder / f"{name}.typ"
    typ.write_text(source, encoding="utf-8")
    typst.compile(typ, output=path)
    return open_source(path, max_pages=100)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("front-matter")


def _read(name: str, folder: Path) -> DetailsReading:
    layout = _layout(name, folder)
    return read_details(layout, tuple(range(len(layout.pages) - TEXT_PAGES)))


def _field(reading: DetailsReading, field: str) -> object:
    value = getattr(reading.details, field)
    if field == "contributors":
        return [(person.name, person.role) for person in value]
    return (value.title, value.number) if isinstance(value, Series) else value


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", BOOKS)
def test_every_detail_is_as_printed_or_empty(name: str, field: str, folder: Path) -> None:
    assert _field(_read(name, folder), field) == BOOKS[name].get(field, EMPTY.get(field))
