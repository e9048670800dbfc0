"""What Backlist is known to get wrong in the books that these tests print: each an exact list, with its reason.

A test named here that passes is a failure too: take it out. `when` says of any vices whether the fault may show in a book
printed with them, so that books drawn at random are not judged by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.typesetter.vices import Marks, OpeningFolio, Parting, Sections, Vices


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFailure:
    """`shows` are prints, each with the aspects that differ; `aspects` those that may differ in other books."""

    reason: str
    shows: dict[str, str]
    aspects: str
    when: Callable[[Vices], bool]


KNOWN: tuple[KnownFailure, ...] = (
    KnownFailure(
        reason="Words in small capitals without a capital before them are read as capitals.",
        shows={
            "small capitals": "text paragraphs page_turns styles",
            "french learning": "text paragraphs page_turns notes styles",
        },
        aspects="text paragraphs page_turns notes styles",
        when=lambda vices: vices.small_capitals,
    ),
    KnownFailure(
        reason="A plate's line of words is taken for the rest of a note, or parts the paragraph that it interrupts.",
        shows={
            "plates": "page_turns notes",
            "victorian": "paragraphs page_turns",
            "two volumes in one": "paragraphs page_turns notes",
        },
        aspects="divisions text paragraphs page_turns notes captions furniture",
        when=lambda vices: vices.plates > 0,
    ),
    KnownFailure(
        reason="The figures of a section's number (4.1) are taken for the mark of a note.",
        shows={
            "german university": "text paragraphs notes",
        },
        aspects="text paragraphs page_turns notes",
        when=lambda vices: vices.sections is Sections.NUMBERED and vices.marks is Marks.SUPERIOR,
    ),
    KnownFailure(
        reason="The first note at the foot of an opening without a number is taken for the number of page 1.",
        shows={},
        aspects="labels text paragraphs page_turns notes furniture",
        when=lambda vices: vices.opening_folio is OpeningFolio.ABSENT,
    ),
    KnownFailure(
        reason="A full stop before the end of the last line of a justified page does not end a paragraph.",
        shows={
            "paragraphs parted by space": "paragraphs page_turns",
        },
        aspects="paragraphs page_turns",
        when=lambda vices: vices.parting is Parting.SPACE,
    ),
    KnownFailure(
        reason="Where the second column of an index is much the shorter, the last line of the first is read after it.",
        shows={
            "another face": "index",
            "small capitals": "index",
        },
        aspects="index",
        when=lambda vices: vices.index,
    ),
)


def reason_for(name: str, aspect: str) -> str | None:
    """Why a print is known to differ in an aspect, or None where it is not."""
    return next((k.reason for k in KNOWN if aspect in k.shows.get(name, "").split()), None)


def forgiven(vices: Vices) -> frozenset[str]:
    """The aspects by which a book printed with these vices is not judged."""
    return frozenset(aspect for k in KNOWN if k.when(vices) for aspect in k.aspects.split())
