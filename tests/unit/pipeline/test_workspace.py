"""The library on the disk: editions in and out, the same book again, and addresses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.pipeline.books import small_layout, small_result

from backlist.errors import ConflictError, InputError
from backlist.model.book import Contributor
from backlist.pipeline.bag import is_whole
from backlist.pipeline.workspace import (
    Edition,
    Library,
    editions,
    find,
    read_book,
    read_evidence,
    read_layout,
    read_problems,
    write_edition,
)

FIRST_DAY = date(2020, 2, 29)

Write = Callable[..., Edition]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(root=tmp_path / "library")


@pytest.fixture
def write(tmp_path: Path, library: Library) -> Write:
    """Write an edition of the small book: `data` are the bytes of its source, further words its details."""

    def write(data: bytes = b"%PDF-", *, name: str = "Book.pdf", today: date = FIRST_DAY, **details: Any) -> Edition:
        source = tmp_path / name
        source.write_bytes(data)
        result = small_result(**details)
        return write_edition(library, result=result, layout=small_layout(), source=source, today=today)

    return write


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_an_edition_is_read_back_as_it_was_written(library: Library, write: Write) -> None:
    edition = write(b"%PDF-1.7 source")
    result = small_result(online_date=FIRST_DAY)
    assert read_book(edition) == result.book
    assert read_evidence(edition) == result.evidence
    assert read_problems(edition) == result.problems
    assert read_layout(edition) == small_layout()
    assert (edition.data / "source" / "book.pdf").read_bytes() == b"%PDF-1.7 source"
    assert (edition.data / "corrections.jsonl").read_bytes() == b""
    assert is_whole(edition.path)
    assert find(library, "finding-the-place") == edition
    assert list(editions(library)) == [edition]


def test_nothing_else_stands_in_the_library(library: Library, write: Write) -> None:
    edition = write()
    assert [
        name for name in names(library.root) if not name.startswith(f"books/finding-the-place/{edition.edition}")
    ] == [
        ".lock",
        "books",
        "books/finding-the-place",
        "books/finding-the-place/current",
    ]
    assert (library.books / "finding-the-place" / "current").readlink() == Path(edition.edition)


def test_the_sidecar_is_kept(tmp_path: Path, library: Library) -> None:
    source, sidecar = tmp_path / "odd name.toml", tmp_path / "any.toml"
    source.write_bytes(b"%PDF-")
    sidecar.write_text('title = "T"')
    edition = write_edition(
        library, result=small_result(), layout=small_layout(), source=source, sidecar=sidecar, today=FIRST_DAY
    )
    assert names(edition.data / "source") == ["book.toml", "odd-name"]


def test_the_same_input_makes_the_same_edition(tmp_path: Path, library: Library, write: Write) -> None:
    edition = write()
    inode = (edition.data / "book.xml").stat().st_ino
    assert write() == edition
    assert (edition.data / "book.xml").stat().st_ino == inode
    shutil.rmtree(library.root)
    assert write() == edition


def test_a_damaged_edition_is_written_again(write: Write) -> None:
    edition = write()
    (edition.data / "book.xml").write_bytes(b"<book")
    with pytest.raises(InputError):
        read_book(edition)
    (edition.data / "problems.json").write_bytes(b"[{}]")
    with pytest.raises(InputError) as caught:
        read_problems(edition)
    assert caught.value.code == "library.edition-damaged"
    assert write() == edition
    assert is_whole(edition.path)


def test_a_new_edition_takes_the_place_of_the_old(library: Library, write: Write) -> None:
    old = write()
    (old.data / "corrections.jsonl").write_text('{"becomes":"x"}\n')
    new = write(b"%PDF-1.7 better", today=date(2021, 1, 1), subtitle="How readers look things up")
    assert new.book_id == old.book_id
    assert new.edition != old.edition
    assert not old.path.exists()
    assert list(editions(library)) == [new]
    assert read_book(new).details.online_date == FIRST_DAY
    assert (new.data / "corrections.jsonl").read_text() == '{"becomes":"x"}\n'


def test_metadata_moves_the_date_of_online_publication(write: Write) -> None:
    write()
    assert read_book(write(online_date=date(2011, 6, 1))).details.online_date == date(2011, 6, 1)
    assert read_book(write(today=date(2022, 2, 2))).details.online_date == date(2011, 6, 1)


def test_the_same_file_keeps_its_address_under_a_new_title(write: Write) -> None:
    write(title="Untitled")
    edition = write(name="renamed.pdf", title="Finding the Place")
    assert edition.book_id == "untitled"
    assert read_book(edition).details.title == "Finding the Place"


def test_books_of_one_title_have_addresses_of_their_own(library: Library, write: Write) -> None:
    write(b"%PDF-a")
    other = write(b"%PDF-b", contributors=(Contributor(name="Second Writer"),))
    assert other.book_id == "finding-the-place-writer"
    assert read_book(other).id == "finding-the-place-writer"
    assert [edition.book_id for edition in editions(library)] == ["finding-the-place", "finding-the-place-writer"]


def test_the_isbn_of_another_book_is_refused_and_the_library_untouched(library: Library, write: Write) -> None:
    write(b"%PDF-a", isbns=("9780306406157",))
    before = names(library.root)
    with pytest.raises(ConflictError, match="Finding the Place"):
        write(b"%PDF-b", title="Losing the Place", isbns=("9780306406157",))
    assert names(library.root) == before


def test_what_others_put_into_the_library_stays(library: Library, write: Write) -> None:
    edition = write()
    for stray in (
        library.books / ".DS_Store",
        library.books / "Notes to self" / "x",
        edition.path.parent / "readme.txt",
    ):
        stray.parent.mkdir(exist_ok=True)
        stray.write_text("mine")
    write(b"%PDF-better")
    assert [edition.book_id for edition in editions(library)] == ["finding-the-place"]
    assert (library.books / ".DS_Store").exists()
    assert (library.books / "Notes to self" / "x").exists()
    assert (edition.path.parent / "readme.txt").exists()


def test_a_library_copied_without_its_links_is_still_one(library: Library, write: Write) -> None:
    edition = write()
    (edition.path.parent / "current").unlink()
    assert find(library, edition.book_id) == edition


@pytest.mark.parametrize("book_id", ["", "..", ".", "a/b", "../books", "A", "none", "x" * 300])
def test_no_other_name_is_a_book(library: Library, write: Write, book_id: str) -> None:
    write()
    assert find(library, book_id) is None


def test_problems_can_be_read_by_eye(write: Write) -> None:
    stored = (write().data / "problems.json").read_text()
    assert json.loads(stored) == [{"code": "labels.gap", "seen": "A leaf is missing.", "page": "2", "division": None}]
    assert stored.count("\n") > 3
