"""What Backlist is known to get wrong in the books that these tests print: each an exact list, with its reason.

A test named here that passes is a failure too: take it out. `when` says of any vices whether the fault may show in a book
printed with them, so that books drawn at random are not judged by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.typesetter.vices import Vices


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFailure:
    """`shows` are prints, each with the aspects that differ; `aspects` those that may differ in other books."""

    reason: str
    shows: dict[str, str]
    aspects: str
    when: Callable[[Vices], bool]


KNOWN: tuple[KnownFailure, ...] = ()


def reason_for(name: str, aspect: str) -> str | None:
    """Why a print is known to differ in an aspect, or None where it is not."""
    return next((k.reason for k in KNOWN if aspect in k.shows.get(name, "").split()), None)


def forgiven(vices: Vices) -> frozenset[str]:
    """The aspects by which a book printed with these vices is not judged."""
    return frozenset(aspect for k in KNOWN if k.when(vices) for aspect in k.aspects.split())
