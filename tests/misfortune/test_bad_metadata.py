"""Metadata that is wrong, contradicts the book, or claims what is another book's."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.misfortune.materials import Run, tree, typeset

INPUT_ERROR, CONFLICT = 3, 6


@pytest.fixture
def source(tmp_path: Path, printed_book: bytes) -> Path:
    path = tmp_path / "book.pdf"
    path.write_bytes(printed_book)
    return path


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ('title = "T"\n\npublishr = "P"\n', "line 3, `publishr`", "metadata.unknown-field"),
        ('print_year = "1977"\n', "line 1, `print_year`", "metadata.wrong-type"),
        ('[[contributors]]\nname = "A"\norcid = "1"\n', "line 3, `contributors[1].orcid`", "metadata.wrong-value"),
        ('title = "T\n', "line 1", "metadata.not-toml"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(
    source: Path, library: Path, backlist: Run, text: str, place: str, code: str
) -> None:
    sidecar = source.with_suffix(".toml")
    sidecar.write_text(text)
    answer = backlist("publish", source)
    assert answer.code == INPUT_ERROR
    assert answer.err.splitlines()[-1].startswith(f"Error {sidecar}, {place}")
    assert answer.err.endswith(f"[{code}]\n")
    assert not library.exists()


def test_a_sidecar_that_is_not_there(source: Path, library: Path, backlist: Run) -> None:
    answer = backlist("publish", source, "--metadata", "none.toml")
    assert (answer.code, answer.err.splitlines()[-1]) == (
        INPUT_ERROR,
        "Error none.toml: There is no such file. Check the name given with --metadata. [metadata.missing]",
    )
    assert not library.exists()


def test_one_file_of_metadata_is_about_one_book(source: Path, library: Path, backlist: Run) -> None:
    source.with_suffix(".toml").write_text('title = "T"')
    assert backlist("publish", source, source, "--metadata", "book.toml").code == 2
    assert not library.exists()


def test_metadata_that_contradicts_the_book_is_taken_and_both_are_said(
    source: Path, library: Path, backlist: Run
) -> None:
    source.with_suffix(".toml").write_text('title = "Losing the Place"\nprint_year = 1978\nplace = "Cambridge"\n')
    answer = backlist("publish", source)
    assert answer.code == 0, answer.err
    assert "the book says “Finding the Place”, book.toml says “Losing the Place”, which was taken" in answer.out
    assert "the book says “1977”, book.toml says “1978”, which was taken" in answer.out
    assert "“Cambridge”" not in answer.out
    assert answer.out.splitlines()[0] == "Losing the Place"
    assert answer.out.splitlines()[-1].endswith("/books/losing-the-place/")


def test_the_isbn_of_another_book_is_refused(tmp_path: Path, source: Path, library: Path, backlist: Run) -> None:
    assert backlist("publish", source).code == 0
    before = tree(library)
    thief = tmp_path / "thief.pdf"
    thief.write_bytes(typeset(title="Losing the Way"))
    answer = backlist("publish", thief)
    assert answer.code == CONFLICT
    assert answer.err.endswith("[library.isbn-taken]\n")
    assert "9780306406157" in answer.err
    assert "“Finding the Place” (finding-the-place)" in answer.err
    assert tree(library) == before

    thief.with_suffix(".toml").write_text("isbn = []")
    assert backlist("publish", thief).code == 0


def test_a_wrong_setting_stops_before_anything_is_read(source: Path, library: Path, backlist: Run) -> None:
    answer = backlist("publish", source, BACKLIST_MAX_PAGES="many")
    assert answer.code == 4
    assert answer.err == (
        "Error BACKLIST_MAX_PAGES: `many` was found in the environment. "
        "Allowed is a whole number from 1 to 100000. [settings.wrong-value]\n"
    )
    assert not library.exists()


def test_more_pages_than_the_setting_allows(source: Path, library: Path, backlist: Run) -> None:
    answer = backlist("publish", source, BACKLIST_MAX_PAGES="5")
    assert answer.code == INPUT_ERROR
    assert answer.err.endswith("[input.too-many-pages]\n")
    assert not library.exists()
