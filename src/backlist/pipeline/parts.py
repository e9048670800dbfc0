"""A book's parts, one after another: any piece of a book in, every piece inside it out.

The order is that of the book: a division's title, its blocks, its sections, its notes. Nothing is judged or changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def parts_of(piece: Any) -> Iterator[Any]:
    """Every record of the model in `piece`, a record or a tuple of them; a record itself comes before what it holds."""
    if isinstance(piece, tuple):
        for item in piece:
            yield from parts_of(item)
    elif names := getattr(piece, "__dataclass_fields__", None):
        yield piece
        for name in names:
            yield from parts_of(getattr(piece, name))
