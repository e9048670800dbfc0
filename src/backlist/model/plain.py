"""A book's inlines as plain text, for titles in records and for search."""

from __future__ import annotations

from collections.abc import Iterable

from backlist.model.book import Inline, LineBreak, Link, Styled, Text


def text_of(inlines: Iterable[Inline]) -> str:
    """The words alone: note marks and page breaks leave nothing behind, a line break leaves a space."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text=text):
                parts.append(text)
            case Styled(inlines=inner) | Link(inlines=inner):
                parts.append(text_of(inner))
            case LineBreak():
                parts.append(" ")
    return "".join(parts)
