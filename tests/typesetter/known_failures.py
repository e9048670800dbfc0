"""What Backlist is known to get wrong in the books that these tests print: each an exact list, with its reason.

A test named here that passes is a failure too: take it out. `when` says of any vices whether the fault may show in a book
printed with them, so that books drawn at random are not judged by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.typesetter.vices import Contents, Folio, Heads, Marks, Opening, OpeningFolio, Parting, Sections, Vices


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFailure:
    """`shows` are prints, each with the aspects that differ; `aspects` those that may differ in other books."""

    reason: str
    shows: dict[str, str]
    aspects: str
    when: Callable[[Vices], bool]


KNOWN: tuple[KnownFailure, ...] = (
    KnownFailure(
        reason="Running heads that stand on few pages of a chapter, over numbers at the foot, stay in the text.",
        shows={
            "folio at the foot": "text paragraphs page_turns furniture",
            "folio at the foot, outside": "text paragraphs page_turns furniture",
            "paperback": "divisions text paragraphs page_turns notes index furniture",
        },
        aspects="divisions text paragraphs page_turns notes index furniture",
        when=lambda vices: vices.heads is not Heads.NONE and vices.folio is not Folio.HEAD,
    ),
    KnownFailure(
        reason="Where no roman number is printed, a year on the imprint page is taken for a page's number.",
        shows={
            "no folio on openings": "labels divisions page_turns furniture",
        },
        aspects="labels divisions page_turns furniture",
        when=lambda vices: vices.opening_folio is OpeningFolio.ABSENT,
    ),
    KnownFailure(
        reason="A title in capitals over its chapter is kept, though the contents print it in small letters.",
        shows={
            "CHAPTER V over TITLE": "divisions",
            "victorian": "divisions",
        },
        aspects="divisions",
        when=lambda vices: vices.opening is Opening.CHAPTER_OVER_CAPITALS,
    ),
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
        reason="A section's heading in small capitals in the middle is read as a paragraph.",
        shows={
            "sections in small capitals": "sections text paragraphs",
            "german essay": "sections text paragraphs page_turns",
        },
        aspects="sections text paragraphs page_turns",
        when=lambda vices: vices.sections is Sections.CAPITALS,
    ),
    KnownFailure(
        reason="Contents that print page numbers before titles are read as text.",
        shows={
            "page number before title": "divisions sections text paragraphs page_turns",
            "french learning": "divisions sections",
        },
        aspects="divisions sections text paragraphs page_turns",
        when=lambda vices: vices.contents is Contents.PAGE_BEFORE_TITLE,
    ),
    KnownFailure(
        reason="What analytical contents say of the last chapter is taken for the beginning of the entry after it.",
        shows={
            "analytical contents": "divisions sections page_turns",
            "victorian": "sections page_turns",
        },
        aspects="divisions sections page_turns",
        when=lambda vices: vices.contents is Contents.ANALYTICAL,
    ),
    KnownFailure(
        reason="A plate's line of words is taken for the rest of a note, or parts the paragraph that it interrupts.",
        shows={
            "plates": "page_turns notes",
            "victorian": "paragraphs",
            "two volumes in one": "paragraphs page_turns notes",
        },
        aspects="text paragraphs page_turns notes captions",
        when=lambda vices: vices.plates > 0,
    ),
    KnownFailure(
        reason="An initial two lines high that is a word of its own elsewhere (A, E, I) stands apart from its word.",
        shows={
            "drop capitals": "text paragraphs page_turns",
        },
        aspects="text paragraphs page_turns",
        when=lambda vices: vices.drop_capitals,
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
        reason="A full stop before the end of the last line of a justified page does not end a paragraph.",
        shows={
            "paragraphs parted by space": "paragraphs page_turns",
        },
        aspects="paragraphs page_turns",
        when=lambda vices: vices.parting is Parting.SPACE,
    ),
    KnownFailure(
        reason="The edge of an index's column is taken from its sub-entries where these are as long as its lines mostly are.",
        shows={
            "german": "index",
            "french": "index",
            "another face": "index",
            "notes that run on": "index",
            "small capitals": "index",
            "french essay": "index",
            "german essay": "index",
        },
        aspects="index",
        when=lambda vices: vices.index,
    ),
    KnownFailure(
        reason="A word's own hyphen at a line's end is lost before a closing quotation mark.",
        shows={
            "plain": "text paragraphs",
            "small trim": "text paragraphs",
            "another face": "text paragraphs",
            "ligatures as characters": "text paragraphs",
            "no ligatures": "text paragraphs",
            "paragraphs parted by space": "text",
            "heads in italic": "text paragraphs",
            "no heads": "text paragraphs",
            "no folio on openings": "text paragraphs",
            "arabic from the first leaf": "text paragraphs",
            "openings on versos": "text paragraphs",
            "plates": "text paragraphs",
            "misnumbered pages": "text paragraphs",
            "numbers begin again": "text paragraphs",
            "5 Title": "text paragraphs",
            "CHAPTER V over TITLE": "text paragraphs",
            "C H A P T E R V": "text paragraphs",
            "chapters unnumbered": "text paragraphs",
            "sections in bold": "text paragraphs",
            "sections numbered": "text paragraphs",
            "no sections": "text paragraphs",
            "plain contents": "text paragraphs",
            "analytical contents": "text paragraphs",
            "no contents": "text paragraphs",
            "titles over two lines": "text paragraphs",
            "authors under titles": "text paragraphs",
            "parts": "text paragraphs",
            "asterisks": "text paragraphs",
            "superior figures": "text paragraphs",
            "notes at chapter ends": "text paragraphs",
            "notes at the book's end": "text paragraphs",
            "notes that run on": "text paragraphs",
            "bookmarks and page labels": "text paragraphs",
            "victorian": "text",
            "two volumes in one": "text",
            "small type, long notes": "text paragraphs",
            "no help at all": "text paragraphs",
            "every comfort": "text paragraphs",
        },
        aspects="text paragraphs page_turns notes",
        when=lambda vices: vices.language == "en",
    ),
)


def reason_for(name: str, aspect: str) -> str | None:
    """Why a print is known to differ in an aspect, or None where it is not."""
    return next((k.reason for k in KNOWN if aspect in k.shows.get(name, "").split()), None)


def forgiven(vices: Vices) -> frozenset[str]:
    """The aspects by which a book printed with these vices is not judged."""
    return frozenset(aspect for k in KNOWN if k.when(vices) for aspect in k.aspects.split())
