"""A book as plain data: pages, divisions, sections, and the words of each page."""

from __future__ import annotations

import json
from dataclasses import replace

from backlist.model.book import (
    Book,
    Contributor,
    Details,
    Division,
    DivisionKind,
    Entry,
    Figure,
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
    Style,
    Styled,
    Table,
    Text,
    Verse,
)
from backlist.publish.truth_json import page_texts, truth


def words(*texts: str) -> tuple[Text, ...]:
    return tuple(Text(text=text) for text in texts)


SECTION = Division(
    id="p2-s1",
    kind=DivisionKind.SECTION,
    number="1.1",
    title=words("A section"),
    first_page="p2",
    blocks=(
        Quotation(id="p2-1", blocks=(Paragraph(id="p2-2", inlines=words("Quoted.")),)),
        Verse(id="p2-3", lines=(words("One line,"), words("another."))),
        Itemised(id="p2-4", items=(Item(label="(a)", blocks=(Paragraph(id="p2-5", inlines=words("First.")),)),)),
        Figure(id="p2-6", media=None, caption=words("A picture.")),
        Table(id="p2-7", rows=((words("x"), words("y")),), caption=words("A table.")),
        PageBreak(page="p3"),
        Entry(id="p3-1", level=0, inlines=words("index, 5")),
    ),
    divisions=(
        Division(
            id="p3-s1",
            kind=DivisionKind.SECTION,
            title=(Styled(style=Style.ITALIC, inlines=words("Deeper")), LineBreak(), Text(text="still")),
            first_page="p3",
        ),
    ),
)
CHAPTER = Division(
    id="chapter-1",
    kind=DivisionKind.CHAPTER,
    number="1",
    title=words("Where readers look"),
    first_page="p1",
    last_page="p3",
    contributors=(Contributor(name="A"), Contributor(name="B", role="translator")),
    blocks=(
        Paragraph(
            id="p1-1",
            inlines=(
                Text(text="A word bro"),
                PageBreak(page="p2"),
                Text(text="ken and "),
                Link(href="https://example.org/", inlines=words("linked")),
                NoteCall(note="p2-n1", mark="1"),
            ),
        ),
    ),
    divisions=(SECTION,),
    notes=(Note(id="p2-n1", mark="1", page="p2", blocks=(Paragraph(id="p2-8", inlines=words("A note.")),)),),
)
PART = Division(
    id="part-i", kind=DivisionKind.PART, number="I", title=words("Part"), first_page="p1", last_page="p3",
    divisions=(CHAPTER,),
)  # fmt: skip
FRONT = Division(id="frontmatter", kind=DivisionKind.FRONT_MATTER, title=words("Frontmatter"), first_page="f1")
BOOK = Book(
    id="book",
    details=Details(
        title="T", subtitle="S", contributors=(Contributor(name="A"), Contributor(name="E", role="editor"))
    ),
    pages=(
        Page(id="f1", index=0),
        Page(id="p1", index=1, label="1"),
        Page(id="p2", index=2, label="2", printed=True),
        Page(id="p3", index=3, label="3", printed=True),
    ),
    divisions=(FRONT, PART),
)


def test_the_record() -> None:
    record = truth(BOOK)
    assert json.loads(json.dumps(record)) == record
    assert {key: record[key] for key in ("id", "title", "subtitle", "authors", "editors", "language")} == {
        "id": "book",
        "title": "T",
        "subtitle": "S",
        "authors": ["A"],
        "editors": ["E"],
        "language": "en",
    }
    assert record["pages"][:3] == [
        {"index": 0, "label": None, "printed": False},
        {"index": 1, "label": "1", "printed": False},
        {"index": 2, "label": "2", "printed": True},
    ]
    assert record["notes"] == {"count_by_division": {"Where readers look": 1}}
    assert "plain_text_sample" not in record


def test_divisions_and_sections() -> None:
    front, part, chapter = truth(BOOK)["divisions"]
    assert (front["type"], front["first_index"], front["first_page"], front["last_index"]) == (
        "frontmatter",
        0,
        None,
        None,
    )
    assert (part["type"], part["level"], part["sections"]) == ("part", 1, [])
    sections = chapter.pop("sections")
    assert chapter == {
        "type": "chapter",
        "number": "1",
        "title": "Where readers look",
        "authors": ["A"],
        "first_index": 1,
        "last_index": 3,
        "first_page": "1",
        "last_page": "3",
        "level": 2,
    }
    assert sections == [
        {"level": 1, "number": "1.1", "title": "A section", "page": "2", "index": 2},
        {"level": 2, "number": None, "title": "Deeper still", "page": "3", "index": 3},
    ]


def test_the_words_of_each_page() -> None:
    assert page_texts(BOOK) == {
        "f1": "Frontmatter",
        "p1": "I Part\n\n1 Where readers look\n\nA word bro",
        "p2": "ken and linked\n\n1.1 A section\n\nQuoted.\n\nOne line, another.\n\n(a) First.\n\nA picture.\n\n"
        "A table. x y\n\n1 A note.",
        "p3": "index, 5\n\nDeeper still",
    }
    sample = truth(BOOK, text=True)["plain_text_sample"]
    assert sample[0] == {"page_index": 0, "text": "Frontmatter"}
    assert [row["page_index"] for row in sample] == [0, 1, 2, 3]


def test_pages_without_words_are_left_out() -> None:
    blank = replace(BOOK, pages=(*BOOK.pages, Page(id="p4", index=4, label="4")))
    assert [row["page_index"] for row in truth(blank, text=True)["plain_text_sample"]] == [0, 1, 2, 3]
