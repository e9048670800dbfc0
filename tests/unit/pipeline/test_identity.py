"""Which book is this, and at which address does it stand?"""

from __future__ import annotations

import pytest

from backlist.errors import ConflictError
from backlist.model.book import Book, Contributor, Details
from backlist.pipeline.identity import Record, check_isbns, free_id, record_of, same_book

OLD = Record(
    book_id="finding-the-place",
    title="Finding the Place",
    contributors=("First Author",),
    isbns=("9780306406157", "9780804429573"),
    checksum="aa",
)


@pytest.mark.parametrize(
    "new",
    [
        Record(book_id="", title="Quite Another Title", checksum="aa"),
        Record(book_id="", title="Finding the place.", isbns=("9780804429573",), checksum="bb"),
        Record(book_id="", title="FINDING THE PLACE", contributors=("first author",), checksum="bb"),
    ],
)
def test_the_same_book(new: Record) -> None:
    other = Record(book_id="other", title="Other", checksum="cc")
    assert same_book(new, [other, OLD]) == OLD
    check_isbns(new, OLD, [other, OLD], where="book.pdf")


@pytest.mark.parametrize(
    "new",
    [
        Record(book_id="", title="Finding the Place", checksum="bb"),
        Record(book_id="", title="Finding the Place", contributors=("Second Author",), checksum="bb"),
        Record(
            book_id="",
            title="Finding the Place",
            contributors=("First Author",),
            isbns=("9791090636071",),
            checksum="bb",
        ),
    ],
)
def test_another_book(new: Record) -> None:
    assert same_book(new, [OLD]) is None
    check_isbns(new, None, [OLD], where="book.pdf")


def test_the_same_file_outweighs_all_else() -> None:
    twin = Record(book_id="twin", title="Finding the Place", isbns=("9780306406157",), checksum="bb")
    assert same_book(Record(book_id="", title="Finding the Place", isbns=OLD.isbns, checksum="bb"), [OLD, twin]) == twin


@pytest.mark.parametrize("same", [None, Record(book_id="mine", title="Mine")])
def test_an_isbn_belongs_to_one_book(same: Record | None) -> None:
    new = Record(book_id="", title="Losing the Place", isbns=("9791090636071", "9780306406157"))
    with pytest.raises(ConflictError) as caught:
        check_isbns(new, same, [OLD], where="book.pdf")
    assert caught.value.code == "library.isbn-taken"
    assert caught.value.where == "book.pdf"
    assert "9780306406157" in caught.value.seen
    assert "“Finding the Place” (finding-the-place)" in caught.value.seen


def test_addresses_of_books_with_one_title() -> None:
    book = Book(
        id="",
        details=Details(
            title="Collected Essays", contributors=(Contributor(name="Anna Marie Author"),), print_year=1977
        ),
    )
    expected = [
        "collected-essays",
        "collected-essays-author",
        "collected-essays-author-1977",
        "collected-essays-author-1977-2",
        "collected-essays-author-1977-3",
    ]
    shelf: list[Record] = []
    for address in expected:
        assert free_id(book, shelf) == address
        shelf.append(Record(book_id=address, title="Collected Essays"))


def test_addresses_without_author_or_year() -> None:
    book = Book(id="", details=Details(title="Essays"))
    assert free_id(book, [Record(book_id="essays", title="Essays")]) == "essays-2"
    inverted = Book(id="", details=Details(title="Essays", contributors=(Contributor(name="von Author, Anna"),)))
    assert free_id(inverted, [Record(book_id="essays", title="Essays")]) == "essays-von-author"


def test_a_record_holds_what_tells_books_apart() -> None:
    details = Details(title="T", contributors=(Contributor(name="A"), Contributor(name="B", role="editor")))
    assert record_of(Book(id="t", details=details), "aa") == Record(
        book_id="t", title="T", contributors=("A", "B"), checksum="aa"
    )
