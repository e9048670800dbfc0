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
from backlist.model.layout import Box, Layout, Line, PageLayout, Span
from backlist.problems import ProblemCode
from backlist.sources import open_source
from backlist.structure.details import UNTITLED, DetailsReading, read_details

SOURCES = Path(__file__).parent / "front_matter"

#: The language of the text that follows the front matter.
LANGUAGES = {
    "paperback_house_1973": "de",
    "herausgegeben_1998": "de",
    "presses_universitaires_1977": "fr",
    "torino_1970": "it",
    "madrid_1981": "es",
    "tuebingen_1977": "de",
    "essais_1983": "fr",
    "same_type_2016": "de",
}
#: Pages of text that follow the front matter.
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
    "new_york_1897": {
        "title": "How to Read a Page",
        "subtitle": "Hints and Suggestions to Untaught Lovers of the Book",
        "contributors": [("Henry Edward Smith", AUTHOR)],
        "publisher": "Charles Example’s Sons",
        "place": "New York",
        "print_year": 1897,
        "edition": "Seventh edition",
        "copyright": "COPYRIGHT, 1896, BY CHARLES EXAMPLE’S SONS",
    },
    "tuebingen_1977": {
        "title": "Die Stellung des Registers im gelehrten Buch",
        "subtitle": "Eine Untersuchung zur Geschichte des Nachschlagens",
        "contributors": [("Max Mustermann", AUTHOR)],
        "publisher": "J. C. B. Muster (Paul Beispiel)",
        "place": "Tübingen",
        "print_year": 1977,
        "isbns": ("9783598215087",),
        "series": ("Beiträge zur Buchkunde", "24"),
        "language": "de",
        "copyright": "© Max Mustermann / J. C. B. Muster (Paul Beispiel) Tübingen 1977",
    },
    "open_access_2021": {
        "title": "Pages in Motion",
        "subtitle": "Reading and referring across borders",
        "contributors": [("Jane Doe", EDITOR), ("María de la Cruz", EDITOR)],
        "publisher": "Example Press",
        "place": "London",
        "print_year": 2021,
        "isbns": ("9780306406157", "9781566199094"),
        "doi": "10.1000/111.9780306406157",
        "licence": CREATIVE_COMMONS + "by-nc/4.0/",
        "copyright": "Collection © Editors, 2021",
    },
    "essais_1983": {
        "title": "L’ordre des pages",
        "contributors": [("Jean Dupont", AUTHOR), ("Marie Martin", TRANSLATOR)],
        "publisher": "Éditions Exemplard",
        "print_year": 1983,
        "language": "fr",
        "copyright": "© Éditions Exemplard, 1983, pour la traduction française",
    },
    "three_authors_1991": {
        "title": "Scholia and the Scholar",
        "contributors": [("John Smith", AUTHOR), ("Jane Doe", AUTHOR), ("Mary Brown", AUTHOR)],
        "publisher": "Example University Press",
        "place": "Chicago",
        "print_year": 1991,
        "isbns": ("9780306406157",),
        "copyright": "© 1991 by The Example University",
    },
    "letter_spaced_1961": {
        "title": "The Index",
        "subtitle": "A Study",
        "contributors": [("John Smith", AUTHOR)],
        "publisher": "Example Press",
        "place": "London",
        "print_year": 1961,
        "copyright": "© John Smith, 1961",
    },
    "same_type_2016": {
        "title": "Das Ende der Fußnote",
        "contributors": [("Max Mustermann", AUTHOR)],
        "publisher": "Suhrbeispiel Verlag",
        "place": "Berlin",
        "print_year": 2016,
        "edition": "2. Auflage",
        "isbns": ("9783598215087",),
        "language": "de",
        "copyright": "© Suhrbeispiel Verlag Berlin 2014",
    },
    "second_volume_1894": {
        "title": "A History of the Printed Page",
        "subtitle": "Vol. II",
        "contributors": [("John Smith", AUTHOR)],
        "publisher": "William Example and Sons",
        "place": "Edinburgh",
        "print_year": 1894,
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


def _pages(*pages: tuple[str, ...], info: tuple[tuple[str, str], ...] = ()) -> Layout:
    """Pages made by hand: each row in 10 points, 20 points apart."""

    def line(text: str, place: int) -> Line:
        box = Box(left=50, top=90 + 20 * place, right=50 + 5 * len(text), bottom=102 + 20 * place)
        span = Span(text=text, box=box, font="Serif", size=10, baseline=box.bottom - 2)
        return Line(text=text, box=box, spans=(span,), size=10, baseline=span.baseline)

    made = (
        PageLayout(index=i, width=400, height=600, lines=tuple(line(text, n) for n, text in enumerate(rows)))
        for i, rows in enumerate(pages)
    )
    return Layout(pages=tuple(made), info=info)


def _field(reading: DetailsReading, field: str) -> object:
    value = getattr(reading.details, field)
    if field == "contributors":
        return [(person.name, person.role) for person in value]
    return (value.title, value.number) if isinstance(value, Series) else value


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", BOOKS)
def test_every_detail_is_as_printed_or_empty(name: str, field: str, folder: Path) -> None:
    assert _field(_read(name, folder), field) == BOOKS[name].get(field, EMPTY.get(field))


def test_all_styles_on_the_shelf_are_tried() -> None:
    assert {path.stem for path in SOURCES.glob("*.typ")} == set(BOOKS)


@pytest.mark.parametrize("name", BOOKS)
def test_every_detail_that_was_read_has_its_evidence_on_a_page(name: str, folder: Path) -> None:
    layout = _layout(name, folder)
    reading = _read(name, folder)
    claims = {item.claim: item for item in reading.evidence}
    for field in BOOKS[name]:
        item = claims[f"details.{field}"]
        assert item.subject == "details"
        assert 0 < item.certainty <= 1
        assert item.seen
        if field == "language":
            continue
        assert item.page is not None
        assert item.boxes
        page = layout.pages[item.page]
        for box in item.boxes:
            assert 0 <= box.left < box.right <= page.width
            assert 0 <= box.top < box.bottom <= page.height


@pytest.mark.parametrize("name", BOOKS)
def test_pages_of_text_among_the_front_matter_change_nothing(name: str, folder: Path) -> None:
    layout = _layout(name, folder)
    all_but_one = tuple(range(len(layout.pages) - 1))
    assert read_details(layout, all_but_one).details == _read(name, folder).details


def test_a_wrong_isbn_is_left_out_and_told(folder: Path) -> None:
    problems = _read("translated_with_foreword", folder).problems
    assert [problem.code for problem in problems] == [ProblemCode.DETAILS_ISBN_WRONG]
    assert "0 306 40615 3" in problems[0].seen


def test_what_is_missing_is_told(folder: Path) -> None:
    assert [problem.code for problem in _read("small_press_2019", folder).problems] == [ProblemCode.DETAILS_NO_ISBN]
    # Books of 1890 had none.
    assert _read("london_1890", folder).problems == ()


@pytest.mark.parametrize("layout", [Layout(pages=()), _pages((), ()), _pages(("12",), ("13",))])
def test_a_book_without_front_matter_gives_problems_and_no_guesses(layout: Layout) -> None:
    reading = read_details(layout, (0, 1, 7))
    assert reading.details.title == UNTITLED
    assert reading.details.contributors == ()
    assert {problem.code for problem in reading.problems} == {
        ProblemCode.DETAILS_NO_TITLE,
        ProblemCode.DETAILS_NO_ISBN,
        ProblemCode.DETAILS_NO_PRINT_YEAR,
        ProblemCode.DETAILS_NO_CONTRIBUTOR,
    }


def test_what_the_file_says_of_itself_comes_last() -> None:
    info = (("Title", "Pages and Their Numbers"), ("Author", "Jane Doe and John Smith"))
    reading = read_details(_pages((), info=info), (0,))
    assert reading.details.title == "Pages and Their Numbers"
    assert [person.name for person in reading.details.contributors] == ["Jane Doe", "John Smith"]
    printed = read_details(_pages(("Numbers of Pages",), info=info), (0,))
    assert printed.details.title == "Numbers of Pages"


@pytest.mark.parametrize("title", ["Microsoft Word - index.doc", "untitled", "book_final.indd", "9780306406157"])
def test_what_a_program_wrote_into_the_file_is_no_title(title: str) -> None:
    assert read_details(_pages((), info=(("Title", title),)), (0,)).details.title == UNTITLED


def test_the_running_head_of_the_versos_stands_in_for_a_missing_title_page() -> None:
    heads = tuple(head for chapter in "ABCDEFGHIJKL" for head in ("THE NUMBERED PAGE", f"CHAPTER {chapter}"))
    assert read_details(_pages(()), (0,), running_heads=heads).details.title == "The Numbered Page"
    assert read_details(_pages(()), (0,), running_heads=heads[1::2]).details.title == UNTITLED


def test_numbers_on_the_back_cover_count_and_other_years_there_do_not() -> None:
    layout = _pages(("Pages", "Jane Doe"), ("© 1999 Jane Doe",), ("Second edition 2005", "ISBN 978-0-306-40615-7"))
    details = read_details(layout, (0, 1), back=(2,)).details
    assert details.isbns == ("9780306406157",)
    assert details.print_year == 1999


def test_a_dedication_is_no_title() -> None:
    layout = _pages(("For my mother",), ("On Pages", "Jane Doe"), ("© 1999 Jane Doe",))
    assert read_details(layout, (0, 1, 2)).details.title == "On Pages"
