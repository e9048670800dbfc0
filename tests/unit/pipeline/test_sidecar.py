"""Sidecars: what may stand in one, where it is looked for, and what is said of each kind of mistake."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backlist.errors import InputError
from backlist.model.book import Contributor, Details, Series
from backlist.pipeline.sidecar import FIELD_NAMES, find_sidecar, read_sidecar

FULL = (
    """
title = "  Finding
 the  Place  "
""".replace("\n the", " the")
    + """
subtitle = "How readers look things up"
publisher = "The Press"
place = "Cambridge"
print_year = 1977
online_date = 2011-06-01
isbn = ["0-306-40615-2", "978-0-306-40615-7"]
doi = "https://doi.org/10.1000/182"
language = "EN-gb"
licence = "https://creativecommons.org/licenses/by/4.0/"
subjects = ["Books", "Reading"]
access = "closed"
edition = "Second edition"
copyright = "© The Press 1977"

[series]
title = "Studies"
number = 4
issn = "03785955"

[[contributors]]
name = "First Author"
orcid = "https://orcid.org/0000-0002-1825-0097"
affiliation = "A University"

[[contributors]]
name = "Second Person"
role = "translator"
"""
)


def sidecar(folder: Path, text: str) -> Path:
    path = folder / "book.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_field_is_read_into_its_canonical_form(tmp_path: Path) -> None:
    metadata = read_sidecar(sidecar(tmp_path, FULL))
    assert metadata.source == "book.toml"
    assert len(metadata.values) == len(FIELD_NAMES)
    assert Details(**dict(metadata.values)) == Details(
        title="Finding the Place",
        subtitle="How readers look things up",
        contributors=(
            Contributor(name="First Author", orcid="0000-0002-1825-0097", affiliation="A University"),
            Contributor(name="Second Person", role="translator"),
        ),
        publisher="The Press",
        place="Cambridge",
        print_year=1977,
        online_date=date(2011, 6, 1),
        edition="Second edition",
        isbns=("9780306406157",),
        doi="10.1000/182",
        series=Series(title="Studies", number="4", issn="0378-5955"),
        language="en-GB",
        copyright="© The Press 1977",
        licence="https://creativecommons.org/licenses/by/4.0/",
        subjects=("Books", "Reading"),
        access="closed",
    )


def test_short_forms(tmp_path: Path) -> None:
    text = (
        'contributors = ["A. Author", { name = "E. Editor", role = "editor" }]\nisbn = "0306406152"\nseries = "Studies"'
    )
    assert dict(read_sidecar(sidecar(tmp_path, text)).values) == {
        "contributors": (Contributor(name="A. Author"), Contributor(name="E. Editor", role="editor")),
        "isbns": ("9780306406157",),
        "series": Series(title="Studies"),
    }


def test_empty_says_that_there_is_none(tmp_path: Path) -> None:
    text = 'subtitle = ""\nisbn = []\nseries = ""\ncontributors = []\nonline_date = "2011-06-01"'
    assert dict(read_sidecar(sidecar(tmp_path, text)).values) == {
        "subtitle": None,
        "isbns": (),
        "series": None,
        "contributors": (),
        "online_date": date(2011, 6, 1),
    }


@pytest.mark.parametrize(
    ("text", "code", "line", "field", "words"),
    [
        ('\ntitel = "T"', "unknown-field", 2, "titel", "Did you mean `title`?"),
        ('zzz = "T"', "unknown-field", 1, "zzz", "The fields are title, subtitle"),
        ("title = 5", "wrong-type", 1, "title", "A number"),
        ('title = ""', "wrong-value", 1, "title", "empty"),
        ('title = "a\\u0001b"', "wrong-value", 1, "title", "U+0001"),
        ('print_year = "1977"', "wrong-type", 1, "print_year", "without quotation marks"),
        ("print_year = true", "wrong-type", 1, "print_year", "true or false"),
        ("print_year = 77", "wrong-value", 1, "print_year", "“77”"),
        ('online_date = "1 June 2011"', "wrong-value", 1, "online_date", "2011-06-01"),
        ('online_date = "2011-02-30"', "wrong-value", 1, "online_date", "2011-06-01"),
        ("online_date = 2011-06-01T10:00:00", "wrong-type", 1, "online_date", "2011-06-01"),
        ("isbn = 9780306406157", "wrong-type", 1, "isbn", "in quotation marks"),
        ('isbn = "978-0-306-40615-8"', "wrong-value", 1, "isbn", "check digit"),
        ('isbn = [\n  "9780306406157",\n  "0306406153",\n]', "wrong-value", 3, "isbn[2]", "0306406153"),
        ('doi = "182"', "wrong-value", 1, "doi", "10.1000/182"),
        ('language = "English"', "wrong-value", 1, "language", "BCP 47"),
        ('licence = "CC BY"', "wrong-value", 1, "licence", "https://"),
        ("subjects = [1]", "wrong-type", 1, "subjects[1]", "text"),
        ('access = "opened"', "wrong-value", 1, "access", "did you mean open?"),
        ('contributors = "A. Author"', "wrong-type", 1, "contributors", "a list of names"),
        ("contributors = [1]", "wrong-type", 1, "contributors[1]", "a name"),
        ('[[contributors]]\nrole = "author"', "missing-field", 1, "contributors[1]", "`name` is missing"),
        (
            '[[contributors]]\nname = "A"\n\n[[contributors]]\nname = "B"\nrole = "auther"',
            "wrong-value",
            6,
            "contributors[2].role",
            "did you mean author?",
        ),
        (
            '[[contributors]]\nname = "A"\norcid = "0000-0002-1825-0098"',
            "wrong-value",
            3,
            "contributors[1].orcid",
            "0000-0002-1825-0098",
        ),
        ('[[contributors]]\nnam = "A"', "unknown-field", 2, "contributors[1].nam", "Did you mean `name`?"),
        ('[series]\nnumber = "4"', "missing-field", 1, "series", "`title` is missing"),
        ('series = { title = "S", issn = "0378-5954" }', "wrong-value", 1, "series.issn", "check digit"),
        ("series = 4", "wrong-type", 1, "series", "a table with title, number, issn"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, text: str, code: str, line: int, field: str, words: str
) -> None:
    path = sidecar(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_sidecar(path)
    assert caught.value.code == f"metadata.{code}"
    assert caught.value.where == f"{path}, line {line}, `{field}`"
    assert words in f"{caught.value.seen} {caught.value.todo}"


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"title = ", 1), (b'title = "A"\ntitle = "B"\n', 2), (b'a = 1\n\nb = "\n', 3), (b'title = "A"\nb = "\xe9"\n', 2)],
)
def test_what_is_not_toml_is_named_with_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    path = tmp_path / "book.toml"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_sidecar(path)
    assert (caught.value.code, caught.value.where) == ("metadata.not-toml", f"{path}, line {line}")


@pytest.mark.parametrize(
    "text", ["title = " + "[" * 50_000 + "]" * 50_000, 'title = "T"\n' + "x = {y=[" * 400 + "]}" * 400]
)
def test_a_hostile_sidecar_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_sidecar(sidecar(tmp_path, text))
    assert caught.value.code in {"metadata.not-toml", "metadata.unknown-field"}


def test_a_long_sidecar_is_read_in_no_time(tmp_path: Path) -> None:
    lines = "".join(f'"subject {number}",\n' for number in range(40_000))
    metadata = read_sidecar(sidecar(tmp_path, f"subjects = [\n{lines}]"))
    assert len(dict(metadata.values)["subjects"]) == 40_000


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_bytes(b'\xef\xbb\xbftitle = "A"\r\nsubtitle = "B"\r\n')
    assert dict(read_sidecar(path).values) == {"title": "A", "subtitle": "B"}


def test_what_is_no_file_of_metadata(tmp_path: Path) -> None:
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 1_000_001)
    for path, code in (
        (tmp_path / "none.toml", "metadata.missing"),
        (tmp_path, "metadata.unreadable"),
        (large, "metadata.not-toml"),
    ):
        with pytest.raises(InputError) as caught:
            read_sidecar(path)
        assert caught.value.code == code


def test_the_sidecar_of_a_source(tmp_path: Path) -> None:
    source = tmp_path / "Some.Book.PDF"
    assert find_sidecar(source) is None
    source.touch()
    assert find_sidecar(source) is None
    shared = tmp_path / "book.toml"
    shared.touch()
    assert find_sidecar(source) == shared
    own = tmp_path / "Some.Book.toml"
    own.touch()
    assert find_sidecar(source) == own
    own.unlink()
    (tmp_path / "another.pdf").touch()
    assert find_sidecar(source) is None
    named = tmp_path / "book.pdf"
    named.touch()
    assert find_sidecar(named) == shared
