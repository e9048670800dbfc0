"""The habits of printers, good and bad, that a book can be printed with.

A `Vices` with nothing said is a plain English monograph of the twentieth century: running heads, numbers in them at the
outer edge and at the foot where a chapter opens, front matter in roman, footnotes with numerals, contents with leaders.
Each field is one way in which other books differ from that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ligatures(StrEnum):
    """`LETTERS`: drawn as one sign, known to the file as letters; `CHARACTERS`: known to the file as U+FB01 and the like."""

    LETTERS = "letters"
    CHARACTERS = "characters"
    NONE = "none"


class Heads(StrEnum):
    """The book's title on versos and the chapter's on rectos: in capitals, in italics, or not at all."""

    CAPITALS = "capitals"
    ITALIC = "italic"
    NONE = "none"


class Folio(StrEnum):
    """Where the page's number stands: in the running head's line at the outer edge, at the foot in the middle or outside."""

    HEAD = "head"
    FOOT = "foot"
    FOOT_OUTSIDE = "foot-outside"


class OpeningFolio(StrEnum):
    """Where it stands on a page where a division opens."""

    FOOT = "foot"
    ABSENT = "absent"


class Opening(StrEnum):
    """How a chapter opens; each is named after what chapter 5 says."""

    NUMBER_OVER_TITLE = "5 over Title"
    NUMBER_AND_TITLE = "5 Title"
    CHAPTER_OVER_CAPITALS = "CHAPTER V over TITLE"
    LETTER_SPACED = "C H A P T E R V over Title"
    UNNUMBERED = "Title"


class Contents(StrEnum):
    """`ANALYTICAL`: under each title, set smaller, what the chapter says."""

    LEADERS = "leaders"
    PLAIN = "plain"
    PAGE_BEFORE_TITLE = "page number before title"
    ANALYTICAL = "analytical"
    NONE = "none"


class Titles(StrEnum):
    SHORT = "short"
    LONG = "over two lines"


class Notes(StrEnum):
    NUMERALS = "numerals at the foot, counted by chapter"
    ASTERISKS = "asterisks at the foot, counted by page"
    CHAPTER_END = "at the end of each chapter"
    BOOK_END = "at the end of the book"
    NONE = "none"


class Marks(StrEnum):
    """`RAISED`: small figures on a higher baseline; `SUPERIOR`: raised figures that the type has of its own, so that the file
    knows them as common figures of the text's size."""

    RAISED = "raised"
    SUPERIOR = "superior"


class Parting(StrEnum):
    """What parts two paragraphs."""

    INDENT = "indent"
    SPACE = "space"


class Sections(StrEnum):
    """How the sections of a chapter are headed."""

    ITALIC = "italic"
    BOLD = "bold"
    NUMBERED = "1.2 in bold"
    CAPITALS = "small capitals in the middle"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vices:
    """How one book is printed. `trim` is width and height in millimetres, `size` the body's type in points.

    `counted` says whether front matter counts in roman (else arabic numbers count from the first leaf); `plates` is how
    many leaves outside the numbering are bound in; `misnumbered` is how many pages bear a wrong number; `restarts` says that
    the numbers begin again in the second half of the book; `recto` that divisions open on right-hand pages, with blanks
    before them; `running_on` that some notes are so long that they run on to the next page; `aged` that the file has
    neither bookmarks nor page labels.
    """

    language: str = "en"
    trim: tuple[int, int] = (120, 190)
    size: float = 10.0
    font: str = "Libertinus Serif"
    hyphenated: bool = True
    justified: bool = True
    ligatures: Ligatures = Ligatures.LETTERS
    parting: Parting = Parting.INDENT
    heads: Heads = Heads.CAPITALS
    folio: Folio = Folio.HEAD
    opening_folio: OpeningFolio = OpeningFolio.FOOT
    counted: bool = True
    recto: bool = True
    plates: int = 0
    misnumbered: int = 0
    restarts: bool = False
    opening: Opening = Opening.NUMBER_OVER_TITLE
    drop_capitals: bool = False
    sections: Sections = Sections.ITALIC
    contents: Contents = Contents.LEADERS
    titles: Titles = Titles.SHORT
    authors: bool = False
    parts: bool = False
    notes: Notes = Notes.NUMERALS
    marks: Marks = Marks.RAISED
    running_on: bool = False
    quotations: bool = True
    emphasis: bool = True
    small_capitals: bool = False
    index: bool = True
    aged: bool = True


def as_source(vices: Vices) -> str:
    """Vices as they are written in Python, without those that a plain book has."""
    plain = Vices()
    own = {name: getattr(vices, name) for name in Vices.__slots__ if getattr(vices, name) != getattr(plain, name)}
    words = (
        f"{name}={type(value).__name__}.{value.name}" if isinstance(value, StrEnum) else f"{name}={value!r}"
        for name, value in own.items()
    )
    return f"Vices({', '.join(words)})"
