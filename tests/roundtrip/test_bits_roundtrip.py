"""The law of the edition's file: what is written is read back, exactly, and is valid BITS."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from tests.conformance.bits_dtd import faults, require_dtd
from tests.strategies import books

from backlist.bits import read, write
from backlist.model.book import Book

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@given(book=books())
@settings(deadline=None, max_examples=200, suppress_health_check=_SLOW)
def test_a_book_comes_back_as_it_was(book: Book) -> None:
    written = write(book)
    assert read(written) == book
    assert write(read(written)) == written


def test_every_book_is_valid_against_the_dtd() -> None:
    require_dtd()

    @given(book=books())
    @settings(deadline=None, max_examples=100, suppress_health_check=_SLOW)
    def is_valid(book: Book) -> None:
        assert faults(write(book)) == []

    is_valid()
