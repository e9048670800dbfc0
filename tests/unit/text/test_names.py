"""Names of persons in the forms that title pages and citations give them, and the words for what they did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.text.names import read_name, read_role, split_names


@pytest.mark.parametrize(
    ("printed", "display", "given_name", "family"),
    [
        ("John Smith", "John Smith", "John", "Smith"),
        ("SMITH, John", "John Smith", "John", "Smith"),
        ("JOHN SMITH", "John Smith", "John", "Smith"),
        ("Jean MARTIN", "Jean Martin", "Jean", "Martin"),
        ("J. R. SMITH", "J. R. Smith", "J. R.", "Smith"),
        ("J.R. Smith", "J. R. Smith", "J. R.", "Smith"),
        ("Smith, J. R.", "J. R. Smith", "J. R.", "Smith"),
        ("Jean-Paul Dupont", "Jean-Paul Dupont", "Jean-Paul", "Dupont"),
        ("JEAN-PAUL D’EXEMPLE", "Jean-Paul D’Exemple", "Jean-Paul", "D’Exemple"),
        ("PATRICK O’NEILL MCGEE", "Patrick O’Neill McGee", "Patrick O’Neill", "McGee"),
        ("Ludwig van der Berg", "Ludwig van der Berg", "Ludwig", "van der Berg"),
        ("VINCENT VAN DER BERG", "Vincent van der Berg", "Vincent", "van der Berg"),
        ("Gogh, Vincent van", "Vincent van Gogh", "Vincent", "van Gogh"),
        ("W. E. B. Du Bois", "W. E. B. Du Bois", "W. E. B.", "Du Bois"),
        ("José Ortega y Gasset", "José Ortega y Gasset", "José", "Ortega y Gasset"),
        ("JUAN PÉREZ Y GÓMEZ", "Juan Pérez y Gómez", "Juan", "Pérez y Gómez"),
        ("Pérez Gómez, Juan", "Juan Pérez Gómez", "Juan", "Pérez Gómez"),
        ("María de la Cruz", "María de la Cruz", "María", "de la Cruz"),
        ("John Smith, Jr.", "John Smith, Jr.", "John", "Smith, Jr."),
        ("Prof. Dr. Max Mustermann", "Max Mustermann", "Max", "Mustermann"),
        ("The Rev. John Smith, D.D., F.R.S.", "John Smith", "John", "Smith"),
        ("JANE DOE, M.A., D.PHIL.", "Jane Doe", "Jane", "Doe"),
        ("JOHN SMITH M.A. LL.D.", "John Smith", "John", "Smith"),
        ("C. Müller*", "C. Müller", "C.", "Müller"),
    ],
)
def test_a_name_in_its_natural_order(printed: str, display: str, given_name: str, family: str) -> None:
    name = read_name(printed)
    assert name is not None
    assert (name.display, name.given, name.family) == (display, given_name, family)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Voltaire",
        "Essays and Sketches",
        "By Means of Natural Selection",
        "The Example Project",
        "Example University Press",
        "Die Ordnung der Seiten",
        "Chapter 5",
        "2nd Edition",
        "a lower-case line",
        "M.A.",
        "J. R.",
        "London, 1890",
    ],
)
def test_other_words_are_no_name(printed: str) -> None:
    assert read_name(printed) is None


def test_one_word_is_a_name_where_the_place_says_so() -> None:
    name = read_name("Voltaire", mononym=True)
    assert name is not None
    assert (name.display, name.given, name.family) == ("Voltaire", None, "Voltaire")


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("John Smith", ("John Smith",)),
        ("John Smith and Jane Doe", ("John Smith", "Jane Doe")),
        ("John Smith, Jane Doe & J. R. Brown", ("John Smith", "Jane Doe", "J. R. Brown")),
        ("JOHN SMITH, JANE DOE, AND MARY BROWN", ("John Smith", "Jane Doe", "Mary Brown")),
        ("Max Mustermann und Erika Mustermann", ("Max Mustermann", "Erika Mustermann")),
        ("Jean Dupont et Marie Martin", ("Jean Dupont", "Marie Martin")),
        ("Ana López y Luis Pérez", ("Ana López", "Luis Pérez")),
        ("Luca Bianchi e Anna Verdi", ("Luca Bianchi", "Anna Verdi")),
        ("Jan Jansen en Piet Pietersen", ("Jan Jansen", "Piet Pietersen")),
        ("Smith, John & Jane Doe", ("John Smith", "Jane Doe")),
        ("van Gijn, Anna, Max Berg & Eva Lund", ("Anna van Gijn", "Max Berg", "Eva Lund")),
        ("Smith, J. & Brown, J. R.", ("J. Smith", "J. R. Brown")),
        ("Smith, John; Doe, Jane", ("John Smith", "Jane Doe")),
        ("John Smith, Jr. and Jane Doe", ("John Smith, Jr.", "Jane Doe")),
        ("John Smith · Jane Doe", ("John Smith", "Jane Doe")),
        ("John Smith et al.", ("John Smith",)),
        ("J. R. Smith, M.A., and Jane Doe", ("J. R. Smith", "Jane Doe")),
    ],
)
def test_a_list_falls_apart_into_persons(printed: str, names: tuple[str, ...]) -> None:
    assert tuple(name.display for name in split_names(printed)) == names


@pytest.mark.parametrize(
    "printed", ["", " ", "Essays and Sketches", "John Smith and others of the Society", "Its Origin and Development"]
)
def test_a_list_with_anything_else_in_it_is_none(printed: str) -> None:
    assert split_names(printed) == ()


_NAMES = st.builds(
    "{} {}".format,
    st.sampled_from(["John", "J. R.", "María", "Jean-Paul", "Max"]),
    st.sampled_from(["Smith", "van der Berg", "Müller", "O’Neill", "Dupont"]),
)


@given(st.lists(_NAMES, min_size=1, max_size=5), st.sampled_from([" and ", " & ", " und ", " et ", "; "]))
def test_what_is_joined_is_parted_again(names: list[str], conjunction: str) -> None:
    text = ", ".join(names[:-1]) + conjunction + names[-1] if len(names) > 1 else names[0]
    assert [name.display for name in split_names(text)] == names


@given(_NAMES)
def test_capitals_and_inversion_lead_to_the_same_name(printed: str) -> None:
    plain = read_name(printed)
    assert plain is not None
    assert read_name(f"{plain.family}, {plain.given}") == plain
    shouted = read_name(printed.upper())
    assert shouted is not None
    assert shouted.display == plain.display


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    read_name(text)
    split_names(text)
    read_role(text)


@pytest.mark.parametrize(
    ("printed", "role", "rest"),
    [
        ("Edited by", "editor", ""),
        ("EDITED BY JOHN SMITH", "editor", "JOHN SMITH"),
        ("Edited with an introduction by Jane Doe", "editor", "Jane Doe"),
        ("Selected and edited by Jane Doe", "editor", "Jane Doe"),
        ("Herausgegeben von", "editor", ""),
        ("hrsg. von Max Mustermann", "editor", "Max Mustermann"),
        ("sous la direction de", "editor", ""),
        ("Ouvrage publié sous la direction de Jean Dupont", "editor", "Jean Dupont"),
        ("Textes réunis par Jean Dupont", "editor", "Jean Dupont"),
        ("a cura di Mario Rossi", "editor", "Mario Rossi"),
        ("Edición de Juan Pérez", "editor", "Juan Pérez"),
        ("onder redactie van Jan Jansen", "editor", "Jan Jansen"),
        ("John Smith & Jane Doe (eds.)", "editor", "John Smith & Jane Doe"),
        ("Max Mustermann (Hrsg.)", "editor", "Max Mustermann"),
        ("John Smith, editor", "editor", "John Smith"),
        ("Editors", "editor", ""),
        ("Translated by Jane Doe", "translator", "Jane Doe"),
        ("Translated from the German by Jane Doe", "translator", "Jane Doe"),
        ("Translated from the Italian and edited by Jane Doe", "translator", "Jane Doe"),
        ("Aus dem Französischen von Erika Mustermann", "translator", "Erika Mustermann"),
        ("Übersetzt von Erika Mustermann", "translator", "Erika Mustermann"),
        ("Traduit de l’anglais par Jean Dupont", "translator", "Jean Dupont"),
        ("Traduzione di Mario Rossi", "translator", "Mario Rossi"),
        ("TRADUCCIÓN ESPAÑOLA DE", "translator", ""),
        ("with a foreword by John Smith", "contributor", "John Smith"),
        ("With contributions by", "contributor", ""),
        ("Mit einem Vorwort von Max Mustermann", "contributor", "Max Mustermann"),
        ("Préface de Jean Dupont", "contributor", "Jean Dupont"),
        ("Prefazione di Carlo Neri", "contributor", "Carlo Neri"),
        ("By John Smith", "author", "John Smith"),
        ("von", "author", ""),
        ("par Jean Dupont", "author", "Jean Dupont"),
    ],
)
def test_what_somebody_did_for_the_book(printed: str, role: str, rest: str) -> None:
    line = read_role(printed)
    assert line is not None
    assert (line.role, line.rest) == (role, rest)


@pytest.mark.parametrize(
    "printed",
    [
        "John Smith",
        "Series editors",
        "Chief Editor: John Smith",
        "General Editors: John Smith, Jane Doe",
        "Editorial board",
        "The Bystander",
    ],
)
def test_other_offices_and_bare_names_say_nothing(printed: str) -> None:
    assert read_role(printed) is None
