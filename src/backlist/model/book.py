"""What a book means: a closed document language, on one page.

A book is a tree of divisions that hold blocks that hold inlines, beside a list of its printed pages. Everything is
frozen; sequences are tuples; an absent text is None, never the empty string. Two rules keep the form canonical, so that
equal books compare equal: no `Text` is empty, and no two `Text` stand side by side.

Ids are stable and citable. A page's id is `p` and its label (`p117`, `pxiv`); a block's, the page where it begins and its
rank among those that begin there (`p117-3`); a section's, likewise, `p117-s1`; a note's, `p117-n2`. A division's id is
made of its kind with its number or title (`chapter-5`, `preface`), and is its address on the site. What the apparatus
marks within a block or note is numbered there by kind: `p117-3-d1` its first date, `-c1` citation, `-r1` reference.

Places within a block are counted in characters of its plain text (`model.plain.text_of`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DivisionKind(StrEnum):
    """Kinds of division, in the field's words; the value is also BITS's `book-part-type`."""

    FRONT_MATTER = "front-matter"
    DEDICATION = "dedication"
    CONTENTS = "contents"
    LIST_OF_FIGURES = "list-of-figures"
    LIST_OF_TABLES = "list-of-tables"
    ABBREVIATIONS = "abbreviations"
    FOREWORD = "foreword"
    PREFACE = "preface"
    ACKNOWLEDGEMENTS = "acknowledgements"
    CONTRIBUTORS = "contributors"
    CHRONOLOGY = "chronology"
    PROLOGUE = "prologue"
    INTRODUCTION = "introduction"
    PART = "part"
    CHAPTER = "chapter"
    CONCLUSION = "conclusion"
    EPILOGUE = "epilogue"
    APPENDIX = "appendix"
    NOTES = "notes"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    BACK_MATTER = "back-matter"
    SECTION = "section"
    OTHER = "other"


class Style(StrEnum):
    """How a run of characters differs from the text around it."""

    ITALIC = "italic"
    BOLD = "bold"
    SMALL_CAPS = "small-caps"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


# --- inlines ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Styled:
    style: Style
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall:
    """The mark in the text that calls a note: `note` is the note's id, or None where none was found."""

    note: str | None
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """The place where a printed page begins, even inside a word; `page` is the page's id. An inline and a block."""

    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak:
    """A line break that means something, as in a heading of two lines or a letter's address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`href` is an absolute http, https or mailto address; readers of sources let nothing else through."""

    href: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short form in the text, and what it stands for."""

    expansion: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedMention:
    """A date in the text. `value` is what it means, in EDTF (ISO 8601-2): `1926-07-13`, `1926`, `1914/1918`, `-0043`."""

    id: str
    value: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words that stand for a reference given elsewhere (`ibid.`, `Smith 1990`, `n. 12 above`).

    `references` are the ids of the references meant.
    """

    id: str
    references: tuple[str, ...]
    inlines: tuple[Inline, ...]


class FieldRole(StrEnum):
    """What a part of a bibliographic reference is. Names (`author`, `editor`, `translator`) may hold surname and given."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    ORGANISATION = "organisation"
    SURNAME = "surname"
    GIVEN = "given"
    TITLE = "title"
    CONTAINER = "container"
    SERIES = "series"
    EDITION = "edition"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGES = "pages"
    YEAR = "year"
    DATE = "date"
    PLACE = "place"
    PUBLISHER = "publisher"
    GENRE = "genre"
    DOI = "doi"
    ISBN = "isbn"
    URL = "url"
    ARCHIVE = "archive"
    LOCUS = "locus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A part of a reference. `value` is what it means where the print says it in short: the names for which a dash stands."""

    role: FieldRole
    inlines: tuple[Inline, ...]
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A bibliographic reference as printed, its parts told apart: an entry of a bibliography (a block), or part of a note.

    `kind` is a type of CSL 1.0.2 (`book`, `chapter`, `article-journal` ...), None where it is not known.
    """

    id: str
    inlines: tuple[Inline, ...]
    kind: str | None = None


Inline = (
    Text | Styled | NoteCall | PageBreak | LineBreak | Link | Abbreviation | DatedMention | Citation | Field | Reference
)


# --- blocks -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    id: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A block quotation."""

    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verse:
    """Lines of verse; an empty line parts two stanzas."""

    id: str
    lines: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`label` is the mark as printed (`1.`, `(a)`, `•`), or None."""

    label: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Itemised:
    id: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a list that readers look things up in: contents, abbreviations, an index not yet taken apart.

    `level` is 0 for a main entry, 1 for a sub-entry, and so on.
    """

    id: str
    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Characters `first` (included) to `last` (not included) of a block's plain text."""

    block: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A place to which an index entry leads.

    `label` is as printed (`97–9`, `117n`, `xiv`, `23 passim`); `first_page` and `last_page` are page ids, None where the
    book has no such page; `note` is a note's id where one is named and found; `passages` are the sentences meant, none
    where only the page is sure.
    """

    label: str
    first_page: str | None = None
    last_page: str | None = None
    note: str | None = None
    emphasis: Style | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeReference:
    """`see` or (`also`) `see also`: `label` as printed, with those words; `entries` the ids of the entries meant."""

    label: str
    also: bool
    entries: tuple[str, ...] = ()


class HeadingKind(StrEnum):
    """What an index entry's heading names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    WORK = "work"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """An entry of an index: `level` 0 for a main entry, 1 for a sub-entry, and so on, indented or run in.

    `heading` is as printed, without the comma after it; `parts` are all that follows, in order: locators,
    see-references, and the marks between them as text. An entry continued after a column or page (`Coal (cont.)`) is an
    entry of its own, with `continues` the id of the one that it continues.
    """

    id: str
    level: int
    heading: tuple[Inline, ...]
    parts: tuple[Text | Locator | SeeReference | PageBreak, ...] = ()
    kind: HeadingKind | None = None
    continues: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture. `media` is a file name in the edition's `media/` folder, or None where the picture was not kept.

    `text` is the words printed inside the picture, for search and for readers who cannot see it; `size` its width and
    height as printed, in points.
    """

    id: str
    media: str | None
    caption: tuple[Inline, ...] = ()
    text: str | None = None
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; the first `header_rows` of them are headings of columns."""

    id: str
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    header_rows: int = 0
    caption: tuple[Inline, ...] = ()


Block = Paragraph | Quotation | Verse | Itemised | Entry | IndexEntry | Reference | Figure | Table | PageBreak


# --- notes, people, divisions -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote or endnote. `mark` as printed; `page` is the id of the page where the note begins."""

    id: str
    mark: str
    page: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """`role` is one of author, editor, translator, contributor (the author of a foreword, say); `orcid` in its 19 characters."""

    name: str
    role: str = "author"
    orcid: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A division of the book, or (kind `section`) a section of one.

    `title` is the heading without its number. `first_page` and `last_page` are page ids; the last is the last page that
    carries text. `summary` is an abstract that the book or its metadata has, never one that we made. `blocks` come before
    `divisions`; `notes` are those called from this division's own blocks and its sections', in order.
    """

    id: str
    kind: DivisionKind
    title: tuple[Inline, ...]
    number: str | None = None
    first_page: str | None = None
    last_page: str | None = None
    contributors: tuple[Contributor, ...] = ()
    summary: tuple[Block, ...] = ()
    doi: str | None = None
    blocks: tuple[Block, ...] = ()
    divisions: tuple[Division, ...] = ()
    notes: tuple[Note, ...] = ()


# --- the book -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the printed book. `index` is its place in the file, from 0; `label` its number as printed, or as its
    neighbours imply where `printed` is False; None for a cover or a plate outside the numbering."""

    id: str
    index: int
    label: str | None = None
    printed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    title: str
    number: str | None = None
    issn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The book's own record. ISBNs have 13 digits without hyphens; `language` is a BCP 47 tag; `licence` an address."""

    title: str
    subtitle: str | None = None
    contributors: tuple[Contributor, ...] = ()
    publisher: str | None = None
    place: str | None = None
    print_year: int | None = None
    online_date: date | None = None
    edition: str | None = None
    isbns: tuple[str, ...] = ()
    doi: str | None = None
    series: Series | None = None
    language: str = "en"
    copyright: str | None = None
    licence: str | None = None
    subjects: tuple[str, ...] = ()
    access: str = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """`id` is the book's address on the site, made from its title."""

    id: str
    details: Details
    pages: tuple[Page, ...] = ()
    divisions: tuple[Division, ...] = ()
