"""A book's inlines as plain text, for titles in records, for search, and to count places within a block."""

from __future__ import annotations

from collections.abc import Iterable

from backlist.model.book import (
    Abbreviation,
    Citation,
    DatedMention,
    Field,
    IndexEntry,
    Inline,
    LineBreak,
    Link,
    Locator,
    Reference,
    SeeReference,
    Styled,
    Text,
)

#: Inlines that hold inlines: each has the field `inlines`.
HOLDERS = (Styled, Link, Abbreviation, DatedMention, Citation, Field, Reference)


def text_of(inlines: Iterable[Inline]) -> str:
    """The words alone: note marks and page breaks leave nothing behind, a line break leaves a space."""
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, HOLDERS):
            parts.append(text_of(inline.inlines))
        elif isinstance(inline, LineBreak):
            parts.append(" ")
    return "".join(parts)


def text_of_index_entry(entry: IndexEntry) -> str:
    """The entry as printed: heading, locators and see-references, with the marks between them."""
    parts = [text_of(entry.heading)]
    for part in entry.parts:
        match part:
            case Text(text=words) | Locator(label=words) | SeeReference(label=words):
                parts.append(words)
    return "".join(parts)
