"""The printing press: a known book in, a PDF out, and an account of what was printed.

The account comes from the typesetter's own answers (`book.typ`): where every word, heading and note came to stand, which
number each page bears. Only the bookbinder's work is done here: plates bound in, bookmarks and page labels put in or taken
away.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import typst
from tests.typesetter.account import Account
from tests.typesetter.accounting import account_of
from tests.typesetter.composing import Composed, SetBlock, Word, as_json, compose, take_places, turns_within
from tests.typesetter.known_book import NAMES, KnownBook, KnownDivision
from tests.typesetter.vices import Ligatures, Vices

from backlist.model.book import DivisionKind

STYLE = Path(__file__).with_name("book.typ")
WIDTHS = Path(__file__).with_name("widths.typ")

#: The width of what is left of a broken word agrees with what stands on the next page to within so many points.
SAME_WIDTH = 1.2
#: Two prints of one book differ by less than so many points.
SAME_PLACE = 0.05
#: What an old file's catalogue and pages do not have.
CATALOGUE_KEYS = (
    "/Outlines", "/PageLabels", "/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata", "/Names", "/Dests",
    "/ViewerPreferences",
)  # fmt: skip
PAGE_KEYS = ("/Annots", "/StructParents", "/Tabs")
#: Typst says which hyphens it has put in at the ends of lines; an old PDF has one hyphen for all.
SOFT_HYPHEN, HYPHEN = b"<00AD>", b"<002D>"
#: Ligatures as letters in a font's table, and as characters of their own; the longer first.
LIGATURES = (
    (b"<006600660069>", b"<FB03>"), (b"<00660066006C>", b"<FB04>"), (b"<00660066>", b"<FB00>"), (b"<00660069>", b"<FB01>"),
    (b"<0066006C>", b"<FB02>"),
)  # fmt: skip

#: Divisions in which plates are bound.
TEXTS = (DivisionKind.INTRODUCTION, DivisionKind.CHAPTER, DivisionKind.CONCLUSION)
#: A plate: a grey picture over most of a page and a line under it that names it; the leaf's other side is blank.
PLATE = """
#set page(width: {width}mm, height: {height}mm, margin: 14mm)
#set text(font: "Libertinus Serif", size: 8pt)
#align(center + horizon)[#image("plate.png", width: 70%, height: 70%, fit: "stretch") {caption}]
#pagebreak()
"""
#: One grey pixel as a PNG, for the picture on a plate.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63980900009b009aad2e48b40000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A book as it came from the press."""

    pdf: bytes
    book: KnownBook
    vices: Vices
    account: Account


def print_book(book: KnownBook, vices: Vices) -> Printed:
    """Print a book."""
    composed = compose(book, vices)
    with tempfile.TemporaryDirectory() as folder:
        _, answer = _typeset(STYLE, as_json(composed, marked=True))
        take_places(composed, answer)
        cuts = _cuts(composed, answer)
        pdf, check = _typeset(STYLE, as_json(composed, marked=False))
        _assert_same(answer, check)
        leaves = _plates(vices, Path(folder))
    places = _places_of_plates(composed, len(answer["pages"]))
    captions = [_caption(vices, k) for k in range(len(places))]
    account = account_of(
        composed,
        answer,
        cuts,
        lambda page: page + 2 * sum(1 for place in places if place <= page),
        {place + 2 * k: caption for k, (place, caption) in enumerate(zip(places, captions, strict=True))},
    )
    return Printed(pdf=_bound(pdf, leaves, places, vices, account), book=book, vices=vices, account=account)


def print_to_length(book: KnownBook, vices: Vices, pages: Mapping[str, int]) -> Printed:
    """Print a book whose divisions have more text than they need: each is cut, after a paragraph, to so many pages.

    `pages` are by the division's number or, where it has none, by its kind. What is cut comes from its last section, or from
    its only text.
    """
    composed = compose(book, vices)
    _, answer = _typeset(STYLE, as_json(composed, marked=True))
    take_places(composed, answer)
    wanted = {made.known: pages.get(made.known.number or made.known.kind.value) for made in composed.divisions}
    ends = {
        made.known: [block.words[-1].ends[0] - made.first + 1 for block in made.every_block]
        for made in composed.divisions
    }
    divisions = tuple(
        _cut_short(known, ends[known], wanted[known]) if wanted[known] else known for known in book.divisions
    )
    return print_book(replace(book, divisions=divisions), vices)


def _cut_short(division: KnownDivision, ends: list[int], pages: int) -> KnownDivision:
    """A division without what stands past its first so many pages; `ends` says on which of them each block ends."""
    kept = sum(1 for end in ends if end <= pages)
    assert ends[kept - 1] == pages, f"{division.title}: {ends[kept - 1]} pages of {pages}"
    if not division.sections:
        return replace(division, blocks=division.blocks[:kept])
    before = len(ends) - len(division.sections[-1].blocks)
    last = replace(division.sections[-1], blocks=division.sections[-1].blocks[: kept - before])
    return replace(division, sections=(*division.sections[:-1], last))


def _typeset(source: Path, data: str) -> tuple[bytes, dict]:
    """The PDF, and what the source says under <truth>."""
    compiler = typst.Compiler(str(source), root=str(source.parent), ignore_system_fonts=True, sys_inputs={"data": data})
    pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_tags=False)
    assert not warnings, warnings
    return pdf, json.loads(compiler.query("<truth>", field="value", one=True))


def _assert_same(marked: dict, printed: dict) -> None:
    """The marks have moved nothing: all that both answers name stands at the same place."""
    assert marked["calls"] == printed["calls"]
    for name in ("words", "divisions", "sections", "notes", "ends", "furniture"):
        places = dict(_named(marked[name]))
        for value, (page, x, y) in _named(printed[name]):
            there = places[value]
            assert page == there[0], (name, value)
            assert abs(x - there[1]) + abs(y - there[2]) < SAME_PLACE, (name, value, there, (page, x, y))


def _named(places: list) -> list[tuple[str, list]]:
    """Places by what stands there; of several that bear one name, by their order too."""
    counts: Counter[str] = Counter()
    out = []
    for value, *place in places:
        name = json.dumps(value)
        out.append((f"{name} {counts[name]}", place))
        counts[name] += 1
    return out


def _cuts(composed: Composed, answer: dict) -> dict[int, int]:
    """After how many letters a page turns in a word, by the word's `id()`: what is left of it is as wide as what stands on
    the next page."""
    broken = [(block, block.words[k]) for block in composed.blocks for k, inside in turns_within(block) if inside]
    if not broken:
        return {}
    vices, sizes, edges = composed.vices, answer["sizes"], answer["edges"]
    words = [
        {"text": w.text, "style": w.style, "size": sizes["quotation" if b.quotation else "text"]} for b, w in broken
    ]
    data = {
        "font": vices.font,
        "ligatures": vices.ligatures is not Ligatures.NONE,
        "language": vices.language,
        "words": words,
    }
    _, rests = _typeset(WIDTHS, json.dumps(data))
    return {id(word): _cut(block, word, widths, edges) for (block, word), widths in zip(broken, rests, strict=True)}


def _cut(block: SetBlock, word: Word, widths: list[float], edges: dict[str, float]) -> int:
    page, right, _ = word.ends
    edge = edges["recto"] if page % 2 == 0 else edges["verso"]
    wide = right - edge - (edges["quotation"] if block.quotation else 0.0)
    k = min(range(1, len(widths)), key=lambda n: abs(widths[n] - wide))
    assert abs(widths[k] - wide) <= SAME_WIDTH, (word, wide, widths)
    return k


# --- the bookbinder ------------------------------------------------------------------------------------------------------


def _places_of_plates(composed: Composed, count: int) -> list[int]:
    """Before which pages plates are bound in: where a chapter goes on, as near as can be to even distances."""
    inside = [
        i for made in composed.divisions if made.known.kind in TEXTS for i in range(made.first + 1, made.last + 1)
    ]
    wanted = [count * (k + 1) // (composed.vices.plates + 1) for k in range(composed.vices.plates)]
    return sorted({min(inside, key=lambda i: abs(i - w)) for w in wanted})


def _caption(vices: Vices, k: int) -> str:
    return f"{NAMES[vices.language].plate} {k + 1}. {NAMES[vices.language].title}"


def _plates(vices: Vices, folder: Path) -> list[bytes]:
    (folder / "plate.png").write_bytes(PIXEL)
    out = []
    for k in range(vices.plates):
        source = folder / "plate.typ"
        width, height = vices.trim
        source.write_text(PLATE.format(width=width, height=height, caption=_caption(vices, k)), encoding="utf-8")
        out.append(typst.compile(str(source), ignore_system_fonts=True))
    return out


def _bound(pdf: bytes, leaves: list[bytes], places: list[int], vices: Vices, account: Account) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for leaf, place in reversed(list(zip(leaves, places, strict=False))):
            with pikepdf.open(io.BytesIO(leaf)) as plate:
                for page in reversed(plate.pages):
                    document.pages.insert(place, page)
        for key in CATALOGUE_KEYS:
            if key in document.Root:
                del document.Root[key]
        for page in document.pages:
            for key in PAGE_KEYS:
                if key in page.obj:
                    del page.obj[key]
        for key in ("/Info", "/ID"):
            if key in document.trailer:
                del document.trailer[key]
        _rewrite_tables(document, vices)
        if not vices.aged:
            _help_machines(document, account)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue()


def _rewrite_tables(document: pikepdf.Pdf, vices: Vices) -> None:
    """Fonts' tables of characters: one hyphen for all, and ligatures as characters where that is asked for."""
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            table = item.ToUnicode.read_bytes().replace(SOFT_HYPHEN, HYPHEN)
            if vices.ligatures is Ligatures.CHARACTERS:
                for letters, one in LIGATURES:
                    table = table.replace(letters, one)
            item.ToUnicode.write(table)


def _help_machines(document: pikepdf.Pdf, account: Account) -> None:
    """Page labels and bookmarks, as new files have them."""
    labels: list[object] = []
    for i, (label, _) in enumerate(account.labels):
        labels += [i, pikepdf.Dictionary(P=pikepdf.String(label or ""))]
    document.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))
    first = {label: i for i, (label, _) in reversed(list(enumerate(account.labels)))}
    with document.open_outline() as outline:
        for _, number, title, _, _, page, _ in account.divisions:
            outline.root.append(pikepdf.OutlineItem(f"{number} {title}" if number else title, first[page]))
