"""Hypothesis strategies for books of the model, in its canonical form.

`books()` gives whole books: ids are unique, page breaks and notes' pages name pages of the book, note calls name notes
of their division or none. `inlines()`, `blocks()` and `divisions()` give the parts; these carry stand-in ids (`?3`)
until `books()` has made them citable ones.

Texts hold what a hostile typesetter could send: markup, every kind of space at every edge, scripts of either direction,
characters outside the basic plane. They hold no character that XML 1.0 cannot (most controls, lone surrogates, U+FFFE
and U+FFFF), for readers of sources let none through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import strategies as st

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

_AWKWARD = (
    "<b>bold</b> & 'quoted' \"text\"",
    "]]>",
    "<!-- no comment -->",
    "<?page n='3'?>",
    "&amp;lt;",
    "<script>alert(1)</script>",
    "  two  spaces  ",
    "\n",
    "line\r\nline\rline",
    "\ttab\t",
    "\u00a0\u2003\u200b\ufeff",
    "\u0085\u2028\u2029",
    "漢字かな交じり文",
    "עברית \u202eabc\u202c العربية",
    "𝔊𝔯𝔢𝔢𝔨 😀 \U0010fffd",
    "e\u0301 é ﬁ ſ",
    "co\u00adoperate",
)
_CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r\x85"
)
#: Text of one character or more.
texts = st.one_of(st.sampled_from(_AWKWARD), st.text(_CHARACTERS, min_size=1, max_size=12), st.just("word "))
_optional_texts = st.none() | texts
#: Stand-ins: a page, a note or a block, by number; `books()` finds the real one.
_stand_ins = st.integers(0, 9).map(lambda number: f"?{number}")

_ODD_LABELS = (
    "i",
    "iv",
    "xiv",
    "XII",
    "12/13",
    "12a",
    "A-3",
    "7-2",
    "100%",
    "*",
    "p. 4",
    "ⅳ",
    "十二",
    "Plate <1>",
    "_",
)
#: Labels of pages, some of which a book repeats, or None.
labels = st.none() | st.integers(0, 400).map(str) | st.sampled_from(_ODD_LABELS)
_PLAIN_NAMES = ("plate.png", "fig 1.jpg", "a&b.png", "50%25.png", "図.svg", "x#y?.png")


def canonical(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same inlines with no two `Text` side by side."""
    joined: list[Inline] = []
    for inline in inlines:
        if joined and isinstance(inline, Text) and isinstance(joined[-1], Text):
            joined[-1] = Text(text=joined[-1].text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)


def _sequence(leaf: st.SearchStrategy[Inline], most: int = 5) -> st.SearchStrategy[tuple[Inline, ...]]:
    return st.lists(leaf, max_size=most).map(canonical)


_TEXT = st.builds(Text, text=texts)
_LEAF = st.one_of(
    _TEXT,
    _TEXT,
    st.builds(NoteCall, note=st.none() | _stand_ins, mark=st.sampled_from(["1", "23", "*", "†", "a<b", " "])),
    st.builds(PageBreak, page=_stand_ins),
    st.just(LineBreak()),
)
_HREFS = st.sampled_from(
    [
        "https://example.org/a?b=1&c=2#d",
        "HTTP://example.org/",
        "mailto:someone@example.org",
        'http://example.org/"<é>\t',
    ]
)


def _nest_inlines(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    held = _sequence(inner, most=3)
    return st.builds(Styled, style=st.sampled_from(Style), inlines=held) | st.builds(Link, href=_HREFS, inlines=held)


#: Levels are written out: `st.recursive` throws away, and draws again, more than half of what it makes here.
_INLINES = _sequence(_LEAF | _nest_inlines(_LEAF | _nest_inlines(_LEAF)), most=4)


def inlines() -> st.SearchStrategy[tuple[Inline, ...]]:
    """Canonical inlines, or none."""
    return _INLINES


_LINES = st.lists(_INLINES, max_size=4).map(tuple)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    rows = draw(st.lists(st.lists(_INLINES, max_size=3).map(tuple), max_size=3))
    return Table(
        id=draw(_stand_ins),
        rows=tuple(rows),
        header_rows=draw(st.integers(0, len(rows))),
        caption=draw(_INLINES),
    )


_LEAF_BLOCK = st.one_of(
    st.builds(Paragraph, id=_stand_ins, inlines=_INLINES),
    st.builds(Paragraph, id=_stand_ins, inlines=_INLINES),
    st.builds(Entry, id=_stand_ins, level=st.integers(0, 3), inlines=_INLINES),
    st.builds(Verse, id=_stand_ins, lines=_LINES),
    st.builds(
        Figure,
        id=_stand_ins,
        media=st.none() | st.sampled_from(_PLAIN_NAMES),
        caption=_INLINES,
        text=st.none() | texts,
        size=st.none() | st.tuples(st.integers(1, 99_999), st.integers(1, 99_999)),
    ),
    _tables(),
    st.builds(PageBreak, page=_stand_ins),
)


def _nest_blocks(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    held = st.lists(inner, max_size=3).map(tuple)
    item = st.builds(Item, label=st.none() | st.sampled_from(["1.", "(a)", "•", "<"]), blocks=held)
    return st.builds(Quotation, id=_stand_ins, blocks=held) | st.builds(
        Itemised, id=_stand_ins, items=st.lists(item, max_size=3).map(tuple)
    )


_BLOCKS = st.lists(_LEAF_BLOCK | _LEAF_BLOCK | _nest_blocks(_LEAF_BLOCK | _nest_blocks(_LEAF_BLOCK)), max_size=3).map(
    tuple
)


def blocks() -> st.SearchStrategy[tuple[Block, ...]]:
    """Blocks of every kind, one within another, or none."""
    return _BLOCKS


_NAMES = st.one_of(
    texts,
    st.sampled_from(["J. S. Mill", "Mary K. O’Brien", "G.E.M. Anscombe", "Gabriel García Márquez", "A.  Two Spaces"]),
)
_CONTRIBUTORS = st.lists(
    st.builds(
        Contributor,
        name=_NAMES,
        role=st.sampled_from(["author", "editor", "translator", "contributor"]),
        orcid=st.none() | st.just("0000-0002-1825-0097"),
        affiliation=_optional_texts,
    ),
    max_size=2,
).map(tuple)
_NOTES = st.lists(
    st.builds(Note, id=_stand_ins, mark=st.sampled_from(["1", "*", "a "]), page=_stand_ins, blocks=_BLOCKS), max_size=2
).map(tuple)


def _division(
    inner: st.SearchStrategy[tuple[Division, ...]], kinds: st.SearchStrategy[DivisionKind]
) -> st.SearchStrategy[Division]:
    return st.builds(
        Division,
        id=_stand_ins,
        kind=kinds,
        title=_INLINES,
        number=st.none() | st.sampled_from(["5", "IV", "one <two>", " "]),
        first_page=st.none() | _stand_ins,
        last_page=st.none() | _stand_ins,
        contributors=_CONTRIBUTORS,
        summary=st.just(()) | _BLOCKS,
        doi=st.none() | st.sampled_from(["10.5555/12345678", "10.5555/<a>&b"]),
        blocks=_BLOCKS,
        divisions=inner,
        notes=_NOTES,
    )


_KINDS = st.sampled_from(DivisionKind) | st.sampled_from(
    [DivisionKind.SECTION, DivisionKind.CHAPTER, DivisionKind.PREFACE]
)


def _divisions(inner: st.SearchStrategy[tuple[Division, ...]], most: int) -> st.SearchStrategy[tuple[Division, ...]]:
    return st.lists(_division(inner, _KINDS), max_size=most).map(tuple)


_DIVISIONS = _divisions(_divisions(_divisions(st.just(()), most=1), most=2), most=4)


def divisions() -> st.SearchStrategy[tuple[Division, ...]]:
    """Divisions of every kind within divisions of every kind, in an order that no book need have."""
    return _DIVISIONS


_SERIES = st.builds(Series, title=texts, number=_optional_texts, issn=st.none() | st.just("0317-8471"))
_DETAILS = st.builds(
    Details,
    title=texts,
    subtitle=_optional_texts,
    contributors=_CONTRIBUTORS,
    publisher=_optional_texts,
    place=_optional_texts,
    print_year=st.none() | st.integers(1, 2100),
    online_date=st.none() | st.dates(),
    edition=_optional_texts,
    isbns=st.lists(st.sampled_from(["9780306406157", "9781861972712"]), max_size=2, unique=True).map(tuple),
    doi=st.none() | st.just("10.5555/12345678"),
    series=st.none() | _SERIES,
    language=st.sampled_from(["en", "en-GB", "zh-Hant", "x-private"]),
    copyright=_optional_texts,
    licence=st.none() | st.just("https://creativecommons.org/licenses/by/4.0/"),
    subjects=st.lists(texts, max_size=2).map(tuple),
    access=st.sampled_from(["open", "closed"]),
)
_PAGES = st.lists(st.tuples(labels, st.booleans()), max_size=5)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """A whole book of the model."""
    pages: list[Page] = []
    taken: Counter[str] = Counter()
    for index, (label, printed) in enumerate(draw(_PAGES)):
        identifier = _unique(taken, f"p{label}" if label else f"file-{index}")
        pages.append(Page(id=identifier, index=index, label=label, printed=printed and label is not None))
    return Book(
        id=draw(st.sampled_from(["a-book", "le-livre", "2001"])),
        details=draw(_DETAILS),
        pages=tuple(pages),
        divisions=_placed(draw(_DIVISIONS), tuple(page.id for page in pages), taken),
    )


def _unique(taken: Counter[str], identifier: str) -> str:
    taken[identifier] += 1
    return identifier if taken[identifier] == 1 else _unique(taken, f"{identifier}~{taken[identifier]}")


def _placed(node: Any, pages: tuple[str, ...], taken: Counter[str], notes: tuple[str, ...] = ()) -> Any:
    """The same tree with citable ids for the stand-ins. Without pages there is no page break to place."""
    if isinstance(node, tuple):
        placed = [_placed(part, pages, taken, notes) for part in node if pages or not isinstance(part, PageBreak)]
        return canonical(placed)
    if not is_dataclass(node):
        return node
    if isinstance(node, Division):
        own = tuple(replace(note, id=_unique(taken, f"p1-n{n}")) for n, note in enumerate(node.notes, start=1))
        node = replace(node, id=_unique(taken, f"{node.kind}-{node.id[1:]}"), notes=own)
        notes = tuple(note.id for note in own) or notes
    changes = {field.name: _placed(getattr(node, field.name), pages, taken, notes) for field in fields(node)}
    if changes.get("id", "").startswith("?"):
        changes["id"] = _unique(taken, f"{_chosen(pages, changes['id']) or 'p1'}-{changes['id'][1:]}")
    if changes.get("note"):
        changes["note"] = _chosen(notes, changes["note"])
    for name in ("page", "first_page", "last_page"):
        if changes.get(name):
            changes[name] = _chosen(pages, changes[name]) or ("p1" if isinstance(node, Note) else None)
    return type(node)(**changes)


def _chosen(among: tuple[str, ...], stand_in: str) -> str | None:
    return among[int(stand_in[1:]) % len(among)] if among else None
