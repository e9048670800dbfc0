"""Figures and tables of typeset pages: found, tied to their captions, their words kept, the text around them whole."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import typst
from PIL import Image
from tests.unit.structure.printed import chapter, labels

from backlist.model.book import Block, Division, Figure, Paragraph, Table
from backlist.model.plain import text_of
from backlist.sources import open_source
from backlist.structure import FIGURE_CLAIM
from backlist.structure.compose import Composition, compose
from backlist.structure.skeleton import PageFurniture

PAGE = """
#set page(width: 120mm, height: 190mm, margin: 18mm)
#set text(size: 10pt, lang: "en", hyphenate: false)
#set par(justify: true, first-line-indent: 1em)
"""
PROSE = (
    "Readers who look for a place in a book turn first to its contents, and then to its index, where the words that they "
    "remember stand in the order of the alphabet, and the number of the page leads them to the line that they had in mind. "
)
TREE = """#align(center, box(width: 60mm, height: 30mm, {
  place(top + center, [Root])
  place(top + left, dx: 12mm, dy: 5mm, line(start: (18mm, 0mm), end: (0mm, 15mm)))
  place(top + left, dx: 30mm, dy: 5mm, line(start: (0mm, 0mm), end: (18mm, 15mm)))
  place(bottom + left, dx: 6mm, dy: -4mm, [Left leaf])
  place(bottom + right, dx: -4mm, dy: -4mm, [Right leaf])
}))
"""
CAPTION = "#align(center, text(size: 8.5pt)[Figure 1: A tree with two leaves])\n"


def read(folder: Path, source: str, pictures: dict[str, bytes] | None = None) -> Composition:
    for name, data in (pictures or {}).items():
        (folder / name).write_bytes(data)
    main = folder / "book.typ"
    main.write_text(PAGE + source, encoding="utf-8")
    path = folder / "book.pdf"
    path.write_bytes(typst.compile(main))
    layout = open_source(path, max_pages=100)
    count = len(layout.pages)
    opening = chapter(0, count - 1, "The title", heading=())
    return compose(layout, tuple(PageFurniture() for _ in range(count)), labels(count), (opening,), language="en")


def blocks(result: Composition) -> list[Block]:
    def of(division: Division) -> Iterator[Block]:
        yield from division.blocks
        for inner in division.divisions:
            yield from of(inner)

    return [block for division in result.divisions for block in of(division)]


def figures(result: Composition) -> list[Figure]:
    return [block for block in blocks(result) if isinstance(block, Figure)]


def tables(result: Composition) -> list[Table]:
    return [block for block in blocks(result) if isinstance(block, Table)]


def words(result: Composition) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in blocks(result):
        texts: list[str] = []
        match block:
            case Paragraph(inlines=inlines):
                texts.append(text_of(inlines))
            case Figure(caption=caption, text=text):
                texts += [text_of(caption), text or ""]
            case Table(rows=rows, caption=caption):
                texts += [text_of(caption), *(text_of(cell) for row in rows for cell in row)]
        found.update(re.findall(r"\w+", " ".join(texts)))
    return found


def picture(width: int = 300, height: int = 200) -> bytes:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).save(stream, "PNG")
    return stream.getvalue()


def test_a_drawing_its_caption_and_its_words_are_one_figure(tmp_path: Path) -> None:
    result = read(tmp_path, PROSE * 2 + "\n\n" + TREE + CAPTION + "\n\n" + PROSE * 2)
    (figure,) = figures(result)
    assert text_of(figure.caption) == "Figure 1: A tree with two leaves"
    assert sorted((figure.text or "").split()) == ["Left", "Right", "Root", "leaf", "leaf"]
    assert figure.media is None
    claims = [claim for claim in result.evidence if claim.claim == FIGURE_CLAIM]
    assert [claim.subject for claim in claims] == [figure.id]
    assert figure.size == (
        round(claims[0].boxes[0].right - claims[0].boxes[0].left),
        round(claims[0].boxes[0].bottom - claims[0].boxes[0].top),
    )


def test_every_word_stands_in_the_book_once(tmp_path: Path) -> None:
    result = read(tmp_path, PROSE * 2 + "\n\n" + TREE + CAPTION + "\n\n" + PROSE * 2)
    printed = Counter(re.findall(r"\w+", PROSE * 4 + "Root Left leaf Right leaf Figure 1 A tree with two leaves"))
    assert words(result) == printed


def test_a_paragraph_runs_on_around_a_figure(tmp_path: Path) -> None:
    floated = "#place(top + center, float: true, clearance: 6mm)[" + TREE + CAPTION + "]\n" + PROSE * 14
    result = read(tmp_path, floated)
    paragraphs = [block for block in blocks(result) if isinstance(block, Paragraph)]
    assert len(figures(result)) == 1
    assert len(paragraphs) == 1


def test_a_picture_without_words_or_caption_is_a_figure(tmp_path: Path) -> None:
    source = PROSE + '\n\n#align(center, image("a.png", width: 50mm))\n\n' + PROSE
    (figure,) = figures(read(tmp_path, source, {"a.png": picture()}))
    assert (figure.caption, figure.text) == ((), None)
    assert figure.size is not None
    assert abs(figure.size[0] - 142) <= 1


def test_a_picture_that_returns_on_page_after_page_is_an_ornament(tmp_path: Path) -> None:
    page = PROSE * 2 + '\n\n#align(center, image("a.png", width: 30mm))\n\n' + PROSE * 2 + "\n#pagebreak(weak: true)\n"
    assert figures(read(tmp_path, page * 4, {"a.png": picture()})) == []


def test_text_in_a_frame_is_text(tmp_path: Path) -> None:
    framed = PROSE + "\n\n#block(fill: luma(85%), stroke: 1pt, inset: 6pt)[" + PROSE * 2 + "]\n\n" + PROSE
    result = read(tmp_path, framed)
    assert figures(result) == []
    assert words(result) == Counter(re.findall(r"\w+", PROSE * 4))


TABLE = """#align(center, text(size: 8.5pt)[Table 1: Books and pages])
#align(center, table(columns: 3, align: left, stroke: none, column-gutter: 5mm, inset: 3pt, table.hline(), HEAD table.hline(),
  [Alpha], [12], [red], [Beta], [345], [green], [Gamma], [6], [blue], table.hline()))
"""


def test_a_ruled_table_has_rows_and_a_head(tmp_path: Path) -> None:
    source = PROSE + "\n\n" + TABLE.replace("HEAD", "[Name], [Pages], [Colour],") + "\n\n" + PROSE
    result = read(tmp_path, source)
    (table,) = tables(result)
    assert text_of(table.caption) == "Table 1: Books and pages"
    assert table.header_rows == 1
    assert [[text_of(cell) for cell in row] for row in table.rows] == [
        ["Name", "Pages", "Colour"],
        ["Alpha", "12", "red"],
        ["Beta", "345", "green"],
        ["Gamma", "6", "blue"],
    ]


def test_a_table_that_is_not_clear_is_a_picture_with_its_words(tmp_path: Path) -> None:
    head = "[], table.cell(colspan: 2, align: center)[Something over two columns],"
    source = PROSE + "\n\n" + TABLE.replace("HEAD", head) + "\n\n" + PROSE
    result = read(tmp_path, source)
    assert tables(result) == []
    (figure,) = figures(result)
    assert text_of(figure.caption) == "Table 1: Books and pages"
    assert Counter((figure.text or "").split()) == Counter(
        "Something over two columns Alpha 12 red Beta 345 green Gamma 6 blue".split()
    )
