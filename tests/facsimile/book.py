"""The book of the facsimile: its fifth chapter, Attempts to heal the breach, runs from page 180 to page 210.

Out: the book as it came from the press, and the metadata that lies beside it. The chapter opens with a section heading and
two paragraphs of our own words; the rest is filled from the stock of words until each chapter ends where it must.
"""

from __future__ import annotations

from pathlib import Path

from tests.typesetter.known_book import Block, KnownBook, KnownDivision, Run, Section
from tests.typesetter.press import Printed, print_to_length
from tests.typesetter.vices import Vices
from tests.typesetter.words import Writer

from backlist.model.book import DivisionKind

K = DivisionKind

#: What the book is made of, apart from the press.
SOURCE = Path(__file__)

TITLE = "The Order of Leaves"
SUBTITLE = "Readers, numbers and the printed page"
PUBLISHER = "Example University Press"
HEADING = "What the binder’s knife took away"
FIRST = (
    "A book that has lost its numbers has not lost its words, and yet nobody can find them. The reader who was sent to a "
    "page is left with a leaf. He counts from the beginning, as readers did before there were numbers, and comes to another "
    "place each time, for he does not know whether the leaf with the title was counted, or the blank that follows it. What "
    "the knife took away at the foot of the page was a strip no wider than a finger. With it went every reference that "
    "other books had made to this one: the notes that named a page, the index that pointed to it, the table at the front "
    "that promised it. Those who write about books seldom write about this, because it leaves nothing to be seen. It is a "
    "silence at the lower margin. Whoever has once looked for a passage in such a copy will remember the afternoon."
)
SECOND = (
    "Attempts to heal the breach are as old as the breach itself. Some owners wrote the numbers in again by hand, in ink, "
    "and where two owners had done so the leaves bear two numbers that seldom agree. Others pasted slips over the cut. In "
    "our own time the breach has been healed by machines, and it has been opened by them too: a page that is shown on a "
    "screen has neither head nor foot, and a mark such as <script>alert(1)</script> may stand in its text, which a careless "
    "machine would obey and a careful one shows. The argument of this chapter is a simple one. A number belongs to the "
    "page, and not to the paper on which it happens to stand; where the page goes, the number has to go with it, or all "
    "that was ever said about the page is lost with the strip of paper that the binder swept from his floor at night."
)

#: Of the whole book, by place: how many pages each division has. Chapter 5 has pages 180 to 210.
LENGTHS = {"introduction": 9, "1": 40, "2": 44, "3": 40, "4": 46, "5": 31, "6": 8, "conclusion": 4}
TITLES = (
    "The order of the leaves", "What readers want", "The first numbers", "Before the title-page",
    "Attempts to heal the breach", "Numbers without names",
)  # fmt: skip
#: Paragraphs written for every ten pages: more than they hold.
PARAGRAPHS_FOR_TEN_PAGES = 40
SENTENCES = 3
#: Every so many paragraphs one has a note.
NOTE_EVERY = 7

VICES = Vices(trim=(105, 165), size=13.0, recto=False, quotations=False, emphasis=False)

METADATA = """\
online_date = 2011-06-01
print_year = 1977
"""


def _text(writer: Writer, pages: int) -> tuple[Block, ...]:
    out = []
    for k in range(pages * PARAGRAPHS_FOR_TEN_PAGES // 10):
        note = writer.sentence() if k % NOTE_EVERY == 1 else None
        out.append(Block(runs=(Run(text=writer.sentences(SENTENCES), note=note),)))
    return tuple(out)


def _book() -> KnownBook:
    writer = Writer("en", "facsimile")
    divisions = [
        KnownDivision(kind=K.PREFACE, title="Preface", blocks=_text(writer, 1)[:2]),
        KnownDivision(kind=K.INTRODUCTION, title="Introduction", blocks=_text(writer, LENGTHS["introduction"])),
    ]
    for n, title in enumerate(TITLES, start=1):
        number = str(n)
        blocks = _text(writer, LENGTHS[number])
        sections: tuple[Section, ...] = ()
        if title == "Attempts to heal the breach":
            opening = (
                Block(runs=(Run(text=FIRST, note="Numbers are cut off more often than words."),)),
                Block(runs=(Run(text=SECOND),)),
            )
            sections = (Section(title=HEADING, blocks=(*opening, *blocks)),)
            blocks = ()
        divisions.append(
            KnownDivision(
                kind=K.CHAPTER, title=title, number=number, label=number, entry=number, blocks=blocks, sections=sections
            )
        )
    divisions.append(KnownDivision(kind=K.CONCLUSION, title="Conclusion", blocks=_text(writer, LENGTHS["conclusion"])))
    return KnownBook(
        title=TITLE,
        subtitle=SUBTITLE,
        author="Jane Doe",
        publisher=PUBLISHER,
        place="Cambridge",
        year=1977,
        isbn="978-0-306-40615-7",
        language="en",
        contents_title="Contents",
        divisions=tuple(divisions),
    )


def print_facsimile() -> Printed:
    """Print the book; each division ends on the page on which it must."""
    return print_to_length(_book(), VICES, LENGTHS)
