"""What divisions are called, and how their numbers are parted from their titles."""

from __future__ import annotations

import pytest

from backlist.model.book import DivisionKind
from backlist.structure.division_names import (
    NAMES,
    Parted,
    fold,
    is_name,
    kind_of_title,
    number_form,
    number_value,
    part_heading,
)

K = DivisionKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 Attempts to heal the breach", (None, "5", "Attempts to heal the breach")),
        ("5. Attempts to heal the breach", (None, "5", "Attempts to heal the breach")),
        ("5 – Attempts to heal the breach", (None, "5", "Attempts to heal the breach")),
        ("V. Attempts to heal the breach", (None, "V", "Attempts to heal the breach")),
        ("CHAPTER V", (K.CHAPTER, "V", "")),
        ("Chapter V: Attempts", (K.CHAPTER, "V", "Attempts")),
        ("CHAPTER THE LAST", (None, None, "CHAPTER THE LAST")),
        ("Chapter Five", (K.CHAPTER, "5", "")),
        ("Kapitel 3 Die Ordnung", (K.CHAPTER, "3", "Die Ordnung")),
        ("Zweites Kapitel", (K.CHAPTER, "2", "")),
        ("Chapitre premier", (K.CHAPTER, "1", "")),
        ("PART II The use of tables", (K.PART, "II", "The use of tables")),
        ("Teil I", (K.PART, "I", "Teil I")),
        ("Première partie", (K.PART, "1", "Première partie")),
        ("Appendix A: The tables", (K.APPENDIX, "A", "The tables")),
        ("3.2 The silent page", (K.SECTION, "3.2", "The silent page")),
        ("IV", (None, "IV", "")),
        ("Introduction", (K.INTRODUCTION, None, "Introduction")),
        ("1 Introduction", (K.INTRODUCTION, "1", "Introduction")),
        ("A history of the page", (None, None, "A history of the page")),
        ("I have seen the page", (None, "I", "have seen the page")),
        ("1977 and after", (None, None, "1977 and after")),
    ],
)
def test_headings_in_their_parts(text: str, expected: tuple[DivisionKind | None, str | None, str]) -> None:
    parted = part_heading(text)
    assert (parted.kind, parted.number, parted.title) == expected


def test_a_letter_that_stands_apart_is_a_number() -> None:
    assert part_heading("A   Word lists", letter_apart=True) == Parted(None, "A", "Word lists")
    assert part_heading("A Word lists").number is None


def test_sections_say_how_deep_they_are() -> None:
    assert [part_heading(f"{number} Page").depth for number in ("2", "2.1", "2.1.3")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("CONTENTS", K.CONTENTS), ("Table des matières", K.CONTENTS), ("Inhaltsverzeichnis", K.CONTENTS),
        ("List of Abbreviations", K.ABBREVIATIONS), ("Vorwort", K.PREFACE), ("Preface to the second edition", K.PREFACE),
        ("Index of names", K.INDEX), ("Index of Greek and Latin words", K.INDEX), ("Select bibliography", K.BIBLIOGRAPHY),
        ("Acknowledgments", K.ACKNOWLEDGEMENTS), ("Schluß", K.CONCLUSION), ("Appendix: the treaties", K.APPENDIX),
        ("Introduction: the use of tables", K.INTRODUCTION), ("Notes on contributors", K.CONTRIBUTORS),
        ("Index cards", None), ("Notes towards a history of the page", None),
        ("The contents of libraries", None), ("", None), ("…", None),
    ],
)  # fmt: skip
def test_kinds_that_titles_name(title: str, kind: DivisionKind | None) -> None:
    assert kind_of_title(title) is kind


def test_no_name_stands_for_two_kinds() -> None:
    kinds: dict[str, set[DivisionKind]] = {}
    for kind, several in NAMES.items():
        for name in several:
            kinds.setdefault(fold(name), set()).add(kind)
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}
    assert all(
        is_name(name.upper()) and kind_of_title(name) is kind for kind, several in NAMES.items() for name in several
    )


def test_folding_leaves_letters_and_digits() -> None:
    assert fold("L’Été: « Œuvres » & Co. – 2") == fold("lete œuvres co 2")
    assert fold("Schluß") == "schluss"
    assert fold("  —  ") == ""


def test_numbers_as_they_are_cited() -> None:
    assert [number_form(n) for n in ("iv", "IV", "five", "Zweites", "7", "A")] == ["IV", "IV", "5", "2", "7", "A"]
    assert [number_value(n) for n in ("7", "IV", "D", None, "B")] == [7, 4, 500, None, None]
