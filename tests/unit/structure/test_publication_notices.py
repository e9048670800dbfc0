"""Copyright pages line by line: the year of the edition in hand, copyright lines, ISBNs, DOI and licence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.structure.copyright_lines import Covers, copyright_lines
from backlist.structure.printed_identifiers import doi_in, isbns_in, licence_in
from backlist.structure.publication_year import year_in_hand


@pytest.mark.parametrize(
    ("text", "year", "edition"),
    [
        ("First published 1975", 1975, None),
        ("First published in Great Britain 1975\nby Example Ltd", 1975, None),
        ("First published 1964\nSecond edition 1975\nReprinted 1978, 1981", 1975, "Second edition"),
        ("First published 1975\nReprinted 1976, 1980", 1975, None),
        ("First published 1977\nFirst paperback edition 1980", 1977, None),
        ("First published in Italian 1961\nFirst published in Great Britain 1966", 1966, None),
        ("Originally published 1890\nThis edition published 1982", 1982, None),
        ("First published in this setting 2019.", 2019, None),
        ("This second edition first published 1991", 1991, "Second edition"),
        ("Erste Auflage 1973", 1973, None),
        ("2., überarbeitete Auflage 1985\n1. Auflage 1973", 1985, "2., überarbeitete Auflage"),
        ("Dépôt légal — 1re édition : 1977, 2e trimestre", 1977, None),
        ("Dépôt légal : 2e édition : 1982, mars", 1982, "2e édition"),
        ("Prima edizione 1962\nSeconda edizione 1970", 1970, "Seconda edizione"),
        ("Primera edición: 1978\nSegunda edición: 1981", 1981, "Segunda edición"),
        ("Published 1991", 1991, None),
        ("Dépôt légal : septembre 1969", 1969, None),
        ("Finito di stampare nel mese di marzo 1970", 1970, None),
    ],
)
def test_the_edition_in_hand_has_one_year(text: str, year: int, edition: str | None) -> None:
    notice = year_in_hand(text)
    assert notice is not None
    assert (notice.year, notice.edition) == (year, edition)
    assert str(year) in text[notice.start : notice.end]


@pytest.mark.parametrize(
    "text", ["", "Reprinted 1988", "Second impression 1976", "Originally published in 1890", "10 9 8 7 6 5 4"]
)
def test_reprints_and_originals_give_no_year(text: str) -> None:
    assert year_in_hand(text) is None


@pytest.mark.parametrize(
    ("rows", "notices"),
    [
        (["© 2019, Jane Doe"], [("© 2019, Jane Doe", "Jane Doe", 2019, Covers.BOOK)]),
        (["© Jane Doe 1975"], [("© Jane Doe 1975", "Jane Doe", 1975, Covers.BOOK)]),
        (
            ["Copyright © 2015 Jane Doe. All rights reserved."],
            [("Copyright © 2015 Jane Doe", "Jane Doe", 2015, Covers.BOOK)],
        ),
        (
            ["Copyright, 1896, by", "Example & Sons"],
            [("Copyright, 1896, by Example & Sons", "Example & Sons", 1896, Covers.BOOK)],
        ),
        (
            ["© Example Press, Inc. 1964, 1975"],
            [("© Example Press, Inc. 1964, 1975", "Example Press, Inc.", 1975, Covers.BOOK)],
        ),
        (
            ["© Éditions de l’Exemple, 1966", "English translation © 1969 Example Ltd", "Foreword © 1982 John Smith"],
            [
                ("© Éditions de l’Exemple, 1966", "Éditions de l’Exemple", 1966, Covers.ORIGINAL),
                ("English translation © 1969 Example Ltd", "Example Ltd", 1969, Covers.THIS_EDITION),
                ("Foreword © 1982 John Smith", "John Smith", 1982, Covers.PART),
            ],
        ),
        (
            ["Titre original :", "THE ORDER OF PAGES", "© Example Press, 1980"],
            [("© Example Press, 1980", "Example Press", 1980, Covers.ORIGINAL)],
        ),
        (["All copyright holders have been asked in 1980.", "The sign © stands before a name."], []),
    ],
)
def test_copyright_lines_and_what_they_cover(rows: list[str], notices: list[tuple[str, str, int, Covers]]) -> None:
    assert [(line.notice, line.holder, line.year, line.covers) for line in copyright_lines(rows)] == notices


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ISBN 0 306 40615 2", ["9780306406157"]),
        ("ISBN: 978-0-306-40615-7 (Digital)\n978-3-598-21508-7 (Hardcover)", ["9780306406157", "9783598215087"]),
        ("ISBN-13: 978-0-306-40615-7 ISBN-10: 0-306-40615-2", ["9780306406157", "9780306406157"]),
        ("ISBN (cloth): 0-306-40615-2", ["9780306406157"]),
        ("ISBN 0–306–40615–2 (hbk)", ["9780306406157"]),
        ("SBN 306 40615 2", ["9780306406157"]),
        ("9 780306 406157", []),
        ("ISBN 0 306 40615 3", [None]),
        ("ISBN 978-0-306-40615-8", [None]),
        ("Telephone 0123 456789, catalogue 76-12345", []),
        ("10 9 8 7 6 5 4 3 2 1", []),
    ],
)
def test_isbns_as_printed(text: str, numbers: list[str | None]) -> None:
    assert [isbn.number for isbn in isbns_in(text)] == numbers


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("DOI:10.1000/example.12", "10.1000/example.12"),
        ("DOI: https://doi.org/10.1000/example.12.", "10.1000/example.12"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("Section 10.1000 of the act", None),
    ],
)
def test_a_doi_as_printed(text: str, doi: str | None) -> None:
    found = doi_in(text)
    assert (found.value if found else None) == doi


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("(CC BY 4.0): http://creativecommons.org/licenses/by/4.0/", "licenses/by/4.0/"),
        ("available at http:\n//creativecommons.org/licenses/by-nc/3.0/.", "licenses/by-nc/3.0/"),
        ("https://creativecommons.org/licenses/\nby-sa/4.0/.", "licenses/by-sa/4.0/"),
        ("creativecommons.org/publicdomain/zero/1.0", "publicdomain/zero/1.0/"),
        (
            "a Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International licence",
            "licenses/by-nc-nd/4.0/",
        ),
        ("a Creative Commons Attribution Non-commercial 4.0 licence", "licenses/by-nc/4.0/"),
        ("licensed under CC BY-SA 3.0", "licenses/by-sa/3.0/"),
        ("a Creative Commons licence", None),
        ("The text is in the public domain.", None),
    ],
)
def test_a_licence_as_printed(text: str, path: str | None) -> None:
    found = licence_in(text)
    assert (found.value if found else None) == (path and f"https://creativecommons.org/{path}")


@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=6))
def test_no_text_is_too_odd(text: str, rows: list[str]) -> None:
    year_in_hand(text)
    copyright_lines(rows)
    isbns_in(text)
    doi_in(text)
    licence_in(text)
