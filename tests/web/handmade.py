"""A book made by hand that holds every kind of block and inline: the tests of pages, and of what readers see of them.

Its words are its own; its author and press are nobody.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backlist.model.book import (
    Block,
    Book,
    Contributor,
    Details,
    Division,
    DivisionKind,
    Entry,
    Figure,
    Inline,
    Item,
    Itemised,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Page,
    PageBreak,
    Paragraph,
    Quotation,
    Series,
    Style,
    Styled,
    Table,
    Text,
    Verse,
)


def text(words: str) -> Text:
    return Text(text=words)


def italic(words: str) -> Styled:
    return Styled(style=Style.ITALIC, inlines=(text(words),))


def styled(style: Style, words: str) -> Styled:
    return Styled(style=style, inlines=(text(words),))


def para(id: str, *inlines: Inline | str) -> Paragraph:
    return Paragraph(id=id, inlines=tuple(text(part) if isinstance(part, str) else part for part in inlines))


def entry(id: str, level: int, *inlines: Inline | str) -> Entry:
    return Entry(id=id, level=level, inlines=tuple(text(part) if isinstance(part, str) else part for part in inlines))


def pages(*labels: str | None) -> tuple[Page, ...]:
    """Pages in order; one without a label is called after its place."""
    return tuple(
        Page(id=f"p{label}" if label else f"p-f{index}", index=index, label=label, printed=bool(label))
        for index, label in enumerate(labels)
    )


def turn(label: str) -> PageBreak:
    return PageBreak(page=f"p{label}")


MARGIN = (
    "Whoever reads with a pencil learns to trust the margin. It is the one part of a page on which the author has left "
    "no mark, and it is therefore the part that belongs to the reader: a line beside a sentence, a question, a date, "
    "the number of another page on which the same thing was said better."
)
NUMBER = (
    "A number in that margin does something else. It does not comment on the text; it says where the text is. Two "
    "readers who have never met, each with a copy of the same edition before them, can be sent to one sentence by "
    "three figures, and will find the same words there."
)
LEAF = (
    "Numbers of leaves are older than numbers of pages, and for a long time they were thought to be enough. A leaf has "
    "two sides, and whoever wished to be exact wrote recto or verso behind its number. When printers began to number "
    "the sides themselves, they did so for the binder as much as for the scholar, and they made mistakes: numbers were "
    "repeated, left out, or set upside down, and nobody was much disturbed. A reference is only needed where there is "
    "somebody to follow it."
)
INDEX = (
    "The index turned the number into a promise. An entry says that on the page it names there is something worth the "
    "reader's walk; where it says nothing else, it has to be believed. Compilers knew this, and wrote under the "
    "headings what the passage was about, so that a reader might choose between seven numbers before opening the book "
    "at any of them."
)
BREACH = (
    "What happened to the number when books left paper is soon told. Text on a screen is poured into whatever width "
    "there is, and has no pages that two readers share. Notes which cite page 117 then lead nowhere. The breach can be "
    "healed only by writing down, in the text itself, where each printed page began, and by showing it: a mark that "
    "stands even within a word, and does not part it."
)

FRONT = Division(
    id="frontmatter",
    kind=DivisionKind.FRONT_MATTER,
    title=(text("Frontmatter"),),
    first_page="p-f0",
    last_page="piv",
    blocks=(
        PageBreak(page="p-f0"),
        para("p-f0-1", "On the Margin"),
        turn("iii"),
        para("piii-1", "On the Margin", LineBreak(), italic("How printed pages keep their numbers")),
        turn("iv"),
        para("piv-1", "Set in one size of type throughout."),
    ),
)

CONTENTS = Division(
    id="contents",
    kind=DivisionKind.CONTENTS,
    title=(text("Contents"),),
    first_page="pv",
    last_page="pv",
    blocks=(
        turn("v"),
        entry("pv-1", 0, "Part I. Before the number 1"),
        entry("pv-2", 1, "1. The reader's part of the page 3"),
        entry("pv-3", 1, "2. Attempts to heal the breach 7"),
        entry("pv-4", 0, "Index 12"),
    ),
)

FIRST = Division(
    id="chapter-1",
    kind=DivisionKind.CHAPTER,
    number="1",
    title=(text("The reader's part of the page"),),
    first_page="p3",
    last_page="p6",
    blocks=(
        turn("3"),
        para("p3-1", MARGIN),
        para("p3-2", NUMBER, NoteCall(note="p3-n1", mark="1")),
        para("p3-3", LEAF[:120], turn("4"), LEAF[120:]),
        Figure(id="p4-1", media=None, caption=(text("A leaf with its two sides."),)),
        para("p4-2", INDEX),
        turn("5"),
        turn("6"),
        para("p6-1", "Page 5 is blank; this paragraph stands alone on page 6, and its last line ends there."),
    ),
    notes=(
        Note(id="p3-n1", mark="1", page="p3", blocks=(para("p3-n1-1", "The same edition is meant, and no other."),)),
    ),
)

SECOND = Division(
    id="chapter-2",
    kind=DivisionKind.CHAPTER,
    number="2",
    title=(text("Attempts to heal the "), italic("breach")),
    first_page="p6",
    last_page="p11",
    doi="10.5555/margin.2",
    contributors=(Contributor(name="A. Second Writer", affiliation="A Library"),),
    divisions=(
        Division(
            id="p6-s1",
            kind=DivisionKind.SECTION,
            title=(text("What was lost"),),
            first_page="p6",
            last_page="p9",
            blocks=(
                para("p6-2", BREACH, NoteCall(note="p7-n1", mark="1")),
                para(
                    "p6-3",
                    "The mark may fall in the middle of a word, as in inter",
                    turn("7"),
                    "national, and ",
                    styled(Style.SMALL_CAPS, "a.d."),
                    " or ",
                    styled(Style.BOLD, "bold"),
                    " words, H",
                    styled(Style.SUBSCRIPT, "2"),
                    "O, the 18",
                    styled(Style.SUPERSCRIPT, "th"),
                    " century and ",
                    Link(href="https://example.org/?a=1&b=2", inlines=(text("links"),)),
                    " stay what they are.",
                    NoteCall(note="p7-n2", mark="2"),
                    " A mark may also lead nowhere.",
                    NoteCall(note=None, mark="*"),
                ),
                Quotation(
                    id="p7-1",
                    blocks=(
                        para("p7-2", "A block of words that somebody else has said, set in from both sides, "),
                        para("p7-3", "and in two paragraphs, of which the second ", turn("8"), "turns the page."),
                    ),
                ),
                Verse(
                    id="p8-1",
                    lines=(
                        (text("The page is numbered at its head,"),),
                        (text("the leaf is numbered at its foot;"),),
                        (),
                        (text("whoever reads what others read"),),
                        (text("must know where both of them are put."),),
                    ),
                ),
                Itemised(
                    id="p8-2",
                    items=(
                        Item(label="(a)", blocks=(para("p8-3", "numbers at the head of the page,"),)),
                        Item(
                            label="(b)",
                            blocks=(para("p8-4", "numbers at its foot, or/" + "a-word/that-never/ends/" * 4),),
                        ),
                        Item(label=None, blocks=(para("p8-5", "and pages without any."),)),
                    ),
                ),
            ),
            divisions=(
                Division(
                    id="p9-s1",
                    kind=DivisionKind.SECTION,
                    number="2.1",
                    title=(text("Marks & <tags>"),),
                    first_page="p9",
                    last_page="p9",
                    blocks=(
                        turn("9"),
                        para("p9-1", "Markup in a book, <script>alert('x')</script> & <b>such</b>, is text."),
                        Table(
                            id="p9-2",
                            header_rows=1,
                            rows=(
                                ((text("Place"),), (text("Mark"),)),
                                ((text("margin"),), (text("number"),)),
                                ((text("text"),), (italic("none"),)),
                            ),
                            caption=(text("Where marks stand."),),
                        ),
                    ),
                ),
            ),
        ),
        Division(
            id="p10-s1",
            kind=DivisionKind.SECTION,
            title=(text("What can be kept"),),
            first_page="p10",
            last_page="p11",
            blocks=(
                turn("10"),
                para("p10-1", LEAF, NoteCall(note="p7-n1", mark="1")),
                para("p10-2", INDEX),
                turn("11"),
                para("p11-1", NUMBER),
            ),
        ),
    ),
    notes=(
        Note(
            id="p7-n1",
            mark="1",
            page="p7",
            blocks=(
                para("p7-n1-1", "A first note, with ", italic("italics"), ","),
                para("p7-n1-2", "and a second paragraph."),
            ),
        ),
        Note(id="p7-n2", mark="2", page="p7", blocks=(para("p7-n2-1", "A note that runs ", turn("8"), "over."),)),
        Note(id="p8-n1", mark="†", page="p8", blocks=(para("p8-n1-1", "A note that nothing calls."),)),
    ),
)

PART = Division(
    id="part-i",
    kind=DivisionKind.PART,
    number="I",
    title=(text("Before the number"),),
    first_page="p1",
    last_page="p11",
    blocks=(turn("1"), para("p1-1", "This part has a page of its own, with these words on it.")),
    divisions=(FIRST, SECOND),
)

INDEX_DIVISION = Division(
    id="index",
    kind=DivisionKind.INDEX,
    title=(text("Index"),),
    first_page="p12",
    last_page="p13",
    blocks=(
        turn("12"),
        entry("p12-1", 0, "leaves, numbers of, 4"),
        entry("p12-2", 1, "recto and verso, 4"),
        entry("p12-3", 2, "of blanks, 5"),
        entry("p12-4", 1, "set upside down, 4"),
        turn("13"),
        entry("p13-1", 0, "margins, 3; ", italic("see also"), " numbers"),
        entry("p13-2", 0, "numbers, 3-4, 7"),
    ),
)

BOOK = Book(
    id="on-the-margin",
    details=Details(
        title="On the Margin",
        subtitle="How printed pages keep their numbers",
        contributors=(Contributor(name="A. First Writer"), Contributor(name="An Editor", role="editor")),
        publisher="A Press",
        place="Here",
        print_year=1977,
        online_date=date(2011, 6, 1),
        isbns=("9780000000002",),
        doi="10.5555/margin",
        series=Series(title="Parts of the Page", number="3", issn="1234-5679"),
        language="en-GB",
        copyright="© A. First Writer 1977",
        licence="https://creativecommons.org/licenses/by/4.0/",
        subjects=("Books", "Reading"),
    ),
    pages=pages(None, None, "iii", "iv", "v", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"),
    divisions=(FRONT, CONTENTS, PART, INDEX_DIVISION),
)


def division(division_id: str, book: Book = BOOK) -> Division:
    """The division of this id, wherever it stands."""
    stack = list(book.divisions)
    while stack:
        found = stack.pop()
        if found.id == division_id:
            return found
        stack.extend(found.divisions)
    raise KeyError(division_id)


def with_chapters(count: int, paragraphs: int = 2) -> Book:
    """A plain book of `count` chapters with a page for each paragraph, for whatever depends on size."""
    chapters: list[Division] = []
    for number in range(1, count + 1):
        first = (number - 1) * paragraphs + 1
        labels = [str(first + offset) for offset in range(paragraphs)]
        blocks: list[Block] = []
        for label in labels:
            blocks += (turn(label), para(f"p{label}-1", MARGIN))
        chapters.append(
            Division(
                id=f"chapter-{number}",
                kind=DivisionKind.CHAPTER,
                number=str(number),
                title=(text(f"Chapter of number {number}"),),
                first_page=f"p{labels[0]}",
                last_page=f"p{labels[-1]}",
                blocks=tuple(blocks),
            )
        )
    return Book(
        id=f"of-{count}-chapters",
        details=replace(BOOK.details, title=f"Of {count} chapters", isbns=(), doi=None),
        pages=pages(*(str(number) for number in range(1, count * paragraphs + 1))),
        divisions=tuple(chapters),
    )
