"""A book's parts, one after another."""

from __future__ import annotations

from tests.unit.pipeline.books import small_result

from backlist.model.book import Division, Note, NoteCall, PageBreak, Paragraph, Text
from backlist.pipeline.parts import parts_of


def test_every_part_comes_once_in_the_order_of_the_book() -> None:
    parts = list(parts_of(small_result().book.divisions))
    assert [type(part) for part in parts] == [
        Division, Text, Paragraph, Text, PageBreak, Text, NoteCall, Note, Paragraph, Text,
    ]  # fmt: skip


def test_a_record_comes_before_what_it_holds_and_nothing_holds_nothing() -> None:
    book = small_result().book
    assert next(parts_of(book)) is book
    assert list(parts_of((None, "word", 5, ()))) == []
