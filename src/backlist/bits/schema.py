"""The names that writing and reading BITS share: identifiers, element names, closed values, ids.

What comes in is a word of the model (an id, a kind, a style); what goes out is its word in BITS 2.1 (the book
extension of ANSI/NISO Z39.96), and back. Nothing here looks at a book or at a tree of XML.
"""

from __future__ import annotations

import re

from backlist.model.book import DivisionKind, Style

PUBLIC_ID = "-//NLM//DTD BITS Book Interchange DTD v2.1 20220202//EN"
SYSTEM_ID = "https://jats.nlm.nih.gov/extensions/bits/2.1/BITS-book2-1.dtd"
VERSION = "2.1"
PROLOG = f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE book PUBLIC "{PUBLIC_ID}" "{SYSTEM_ID}">\n'.encode()

XLINK = "http://www.w3.org/1999/xlink"
ALI = "http://www.niso.org/schemas/ali/1.0/"
NAMESPACES = {"xlink": XLINK, "ali": ALI}
HREF = f"{{{XLINK}}}href"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LICENCE_REF = f"{{{ALI}}}license_ref"

#: Bytes of a file that is read at most. A book of 5,000 pages makes about 15 million; ten times that is no book.
MAX_BYTES = 150_000_000
#: Elements within elements, at most, in either direction. The deepest real book (a list in a quotation in a note in a
#: section of a chapter of a part) needs about 25; reading and writing are recursive, so that something must bound them.
MAX_DEPTH = 200

#: Kinds that stand in `front-matter` when they lead the book, and in `book-back` when they end it; elsewhere they are
#: parts of `book-body` like any other.
FRONT_KINDS = frozenset(
    {
        DivisionKind.FRONT_MATTER,
        DivisionKind.DEDICATION,
        DivisionKind.CONTENTS,
        DivisionKind.LIST_OF_FIGURES,
        DivisionKind.LIST_OF_TABLES,
        DivisionKind.ABBREVIATIONS,
        DivisionKind.FOREWORD,
        DivisionKind.PREFACE,
        DivisionKind.ACKNOWLEDGEMENTS,
        DivisionKind.CONTRIBUTORS,
        DivisionKind.CHRONOLOGY,
    }
)
BACK_KINDS = frozenset(
    {
        DivisionKind.ABBREVIATIONS,
        DivisionKind.ACKNOWLEDGEMENTS,
        DivisionKind.CONTRIBUTORS,
        DivisionKind.CHRONOLOGY,
        DivisionKind.LIST_OF_FIGURES,
        DivisionKind.LIST_OF_TABLES,
        DivisionKind.APPENDIX,
        DivisionKind.NOTES,
        DivisionKind.GLOSSARY,
        DivisionKind.BIBLIOGRAPHY,
        DivisionKind.INDEX,
        DivisionKind.BACK_MATTER,
    }
)

FRONT_PART = "front-matter-part"
#: Front matter that BITS has an element of its own for, with the content of `front-matter-part`.
FRONT_ELEMENTS = {
    DivisionKind.DEDICATION: "dedication",
    DivisionKind.FOREWORD: "foreword",
    DivisionKind.PREFACE: "preface",
}
FRONT_TAGS = (FRONT_PART, *FRONT_ELEMENTS.values())
#: Back matter likewise, with the content of `book-part`.
BACK_ELEMENTS = {DivisionKind.APPENDIX: "book-app"}
BACK_TAGS = ("book-part", *BACK_ELEMENTS.values())

STYLE_TAGS = {
    Style.ITALIC: "italic",
    Style.BOLD: "bold",
    Style.SMALL_CAPS: "sc",
    Style.SUPERSCRIPT: "sup",
    Style.SUBSCRIPT: "sub",
}
STYLES = {tag: style for style, tag in STYLE_TAGS.items()}
#: BITS has `break` for a line break, but not directly within these.
BREAKLESS_TAGS = frozenset({"p", "verse-line", "ext-link"})

# Values of `content-type` on `p`: a page break between blocks; a `p` around another block, where BITS allows only `p`;
# a `p` for no block at all, where BITS wants one (and so a `tr` for a row without cells).
PAGE_BREAK, WRAPPER, PLACEHOLDER = "page-break", "wrapper", "placeholder"
LINE_BREAK = "line-break"
ENTRIES = "entries"
ACCESS = "access"
PAGES = "pages"
PRINTED, INFERRED = "printed", "inferred"
FIRST_PAGE, LAST_PAGE = "first-page", "last-page"
LEVEL_PREFIX = "level-"
SIZE_PREFIX = "size-"
#: Space that files are laid out with between elements.
LAYOUT_SPACE = " \t\r\n"
MEDIA_PREFIX = "media/"
ORCID_PREFIX = "https://orcid.org/"

_FREE = None
_KINDS = frozenset(DivisionKind)
_PART = {"id": _FREE, "book-part-type": _KINDS}
_NONE: dict[str, frozenset[str] | None] = {}

#: Every element that we write and read, with its attributes and the values that they take (None: any). What is not here
#: would be lost in reading, and is refused.
VOCABULARY: dict[str, dict[str, frozenset[str] | None]] = {
    "book": {"dtd-version": frozenset({VERSION}), LANG: _FREE},
    # the series
    "collection-meta": {"collection-type": frozenset({"series"})},
    "title-group": _NONE,
    "title": _NONE,
    "volume-in-collection": _NONE,
    "volume-number": _NONE,
    "issn": _NONE,
    # the book's record
    "book-meta": _NONE,
    "book-id": {"book-id-type": frozenset({"backlist", "doi"})},
    "subj-group": _NONE,
    "subject": _NONE,
    "book-title-group": _NONE,
    "book-title": _NONE,
    "subtitle": _NONE,
    "contrib-group": _NONE,
    "contrib": {"contrib-type": _FREE},
    "contrib-id": {"contrib-id-type": frozenset({"orcid"})},
    "string-name": _NONE,
    "surname": _NONE,
    "given-names": _NONE,
    "aff": _NONE,
    "pub-date": {
        "date-type": frozenset({"pub"}),
        "publication-format": frozenset({"print", "online"}),
        "iso-8601-date": _FREE,
    },
    "day": _NONE,
    "month": _NONE,
    "year": _NONE,
    "isbn": _NONE,
    "publisher": _NONE,
    "publisher-name": _NONE,
    "publisher-loc": _NONE,
    "edition": _NONE,
    "permissions": _NONE,
    "copyright-statement": _NONE,
    "license": _NONE,
    LICENCE_REF: _NONE,
    "custom-meta-group": {"content-type": frozenset({PAGES})},
    "custom-meta": {HREF: _FREE, "specific-use": frozenset({PRINTED, INFERRED})},
    "meta-name": _NONE,
    "meta-value": _NONE,
    # divisions
    "front-matter": _NONE,
    "book-body": _NONE,
    "book-back": _NONE,
    **dict.fromkeys((*FRONT_TAGS, *BACK_TAGS), _PART),
    "book-part-meta": _NONE,
    "book-part-id": {"book-part-id-type": frozenset({"doi"})},
    "label": _NONE,
    "fpage": {"specific-use": _FREE},
    "lpage": {"specific-use": _FREE},
    "abstract": _NONE,
    "named-book-part-body": _NONE,
    "body": _NONE,
    "back": _NONE,
    "sec": {"id": _FREE, "sec-type": _KINDS},
    "sec-meta": _NONE,
    "object-id": {"pub-id-type": frozenset({"doi"})},
    "related-object": {
        "link-type": frozenset({FIRST_PAGE, LAST_PAGE}),
        "object-id": _FREE,
        "object-id-type": frozenset({"page"}),
    },
    "fn-group": _NONE,
    "fn": {"id": _FREE, "specific-use": _FREE},
    # blocks
    "p": {"id": _FREE, "content-type": frozenset({PAGE_BREAK, WRAPPER, PLACEHOLDER})},
    "disp-quote": {"id": _FREE},
    "verse-group": {"id": _FREE},
    "verse-line": _NONE,
    "list": {"id": _FREE, "list-type": frozenset({"simple"}), "list-content": frozenset({ENTRIES})},
    "list-item": {"id": _FREE, "specific-use": _FREE},
    "fig": {"id": _FREE, "specific-use": _FREE},
    "long-desc": _NONE,
    "graphic": {HREF: _FREE},
    "caption": _NONE,
    "table-wrap": {"id": _FREE},
    "table": _NONE,
    "thead": _NONE,
    "tbody": _NONE,
    "tr": {"content-type": frozenset({PLACEHOLDER})},
    "th": _NONE,
    "td": _NONE,
    "x": _NONE,
    # inlines
    **dict.fromkeys(STYLES, _NONE),
    "ext-link": {HREF: _FREE, "ext-link-type": frozenset({"uri"})},
    "xref": {"ref-type": frozenset({"fn"}), "rid": _FREE, "specific-use": _FREE},
    "target": {"id": _FREE, "target-type": frozenset({PAGE_BREAK})},
    "break": _NONE,
    "milestone-start": {"content-type": frozenset({LINE_BREAK})},
}

# --- ids ----------------------------------------------------------------------------------------------------

_HARD = re.compile(r"[^A-Za-z0-9.-]|^[^A-Za-z]")
_HARD_IN_PAGE = re.compile(r"[^A-Za-z0-9.]|^[^A-Za-z]")
_ESCAPED = re.compile(r"_([0-9a-f]{0,6})\.")
_REPEATED = re.compile(r"__[0-9]+$")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_xml_id(identifier: str) -> str:
    """The model's id as an XML name: `p12/3` becomes `p12_2f.3`.

    Letters and digits of ASCII, hyphen and full stop stand as they are; any other character, and a first one that is no
    letter, is `_`, its code point in hexadecimal, and `.`. Two underscores together never arise: see `repeated`.
    Raises ValueError where the id has a character that XML cannot hold.
    """
    return _escaped(_HARD, identifier)


def page_to_xml_id(identifier: str) -> str:
    """The same for a page, whose hyphens are escaped too: page `117-3` is not the third block of page 117."""
    return _escaped(_HARD_IN_PAGE, identifier)


def repeated(xml_id: str, count: int) -> str:
    """The XML name for the `count`-th bearer of an id, where a book uses an id more than once and XML may not."""
    return xml_id if count == 1 else f"{xml_id}__{count}"


def from_xml_id(xml_id: str) -> str:
    """The model's id again. A name that we never made comes back as it is, or raises ValueError."""
    return _checked(_ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else "", _REPEATED.sub("", xml_id)))


def _escaped(hard: re.Pattern[str], identifier: str) -> str:
    return hard.sub(lambda m: f"_{ord(m[0]):x}.", _checked(identifier)) or "_."


def _checked(identifier: str) -> str:
    if _NOT_XML.search(identifier):
        raise ValueError(f"id {identifier!r} has a character that XML cannot hold")
    return identifier
