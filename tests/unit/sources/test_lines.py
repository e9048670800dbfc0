"""Characters to lines: baselines, columns, raised marks, drop capitals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backlist.model.layout import Line
from backlist.sources.pdf.chars import Chars, Face
from backlist.sources.pdf.lines import build_lines

HEIGHT, WIDTH = 540.0, 340.0
ROMAN = Face(font="Serif", size=10.0, bold=False, italic=False, small_caps=False)
#: A letter's width as a share of its size, and a space's.
LETTER, SPACE = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Set:
    """Text set from a point on, y counted from the page's top; `spaced` is extra space between letters in points."""

    text: str
    x: float
    y: float
    face: Face = ROMAN
    spaced: float = 0.0
    upright: bool = True
    space: float = SPACE


def _chars(*pieces: Set) -> Chars:
    text, columns, faces, face_of, spaces, upright = [], [], [], [], [], []
    for piece in pieces:
        if piece.face not in faces:
            faces.append(piece.face)
        x, gap = piece.x, bool(columns)
        for c in piece.text:
            if c == " ":
                x += piece.space * piece.face.size
                gap = True
                continue
            wide = LETTER * piece.face.size
            base = HEIGHT - piece.y
            columns.append((x, x + wide, base - 0.2 * piece.face.size, base + 0.8 * piece.face.size, base))
            text.append(c)
            face_of.append(faces.index(piece.face))
            spaces.append(gap)
            upright.append(piece.upright)
            gap = False
            x += wide + piece.spaced
    left, right, bottom, top, baseline = (np.array(column, dtype=np.float64) for column in zip(*columns, strict=True))
    return Chars(
        text="".join(text),
        left=left,
        right=right,
        bottom=bottom,
        top=top,
        baseline=baseline,
        face=np.array(face_of, dtype=np.int32),
        space_before=np.array(spaces, dtype=bool),
        upright=np.array(upright, dtype=bool),
        faces=tuple(faces),
    )


def _lines(*pieces: Set) -> tuple[Line, ...]:
    return build_lines(_chars(*pieces), origin_x=0.0, origin_y=HEIGHT, width=WIDTH)


def _texts(*pieces: Set) -> list[str]:
    return [line.text for line in _lines(*pieces)]


def _face(size: float, *, italic: bool = False) -> Face:
    return Face(font="Serif", size=size, bold=False, italic=italic, small_caps=False)


def test_words_and_lines() -> None:
    lines = _lines(Set("The order of leaves", 40, 60), Set("and of pages.", 40, 73))
    assert [line.text for line in lines] == ["The order of leaves", "and of pages."]
    assert [round(line.baseline) for line in lines] == [60, 73]
    assert lines[0].box.left == 40.0
    assert (lines[0].size, lines[0].column) == (10.0, 0)


def test_no_characters_make_no_lines() -> None:
    empty = np.array([], dtype=np.float64)
    none = Chars(
        text="", left=empty, right=empty, bottom=empty, top=empty, baseline=empty, face=empty.astype(np.int32),
        space_before=empty.astype(bool), upright=empty.astype(bool), faces=(),
    )  # fmt: skip
    assert build_lines(none, origin_x=0.0, origin_y=HEIGHT, width=WIDTH) == ()


def test_lines_are_read_from_top_to_bottom_however_they_were_drawn() -> None:
    assert _texts(Set("second", 40, 73), Set("third", 40, 86), Set("first", 40, 60)) == ["first", "second", "third"]


def test_a_change_of_face_makes_a_span() -> None:
    line = _lines(Set("The ", 40, 60), Set("order", 60, 60, _face(10, italic=True)), Set(" of leaves", 85, 60))[0]
    assert line.text == "The order of leaves"
    assert [(span.text.strip(), span.italic) for span in line.spans] == [
        ("The", False),
        ("order", True),
        ("of leaves", False),
    ]
    assert "".join(span.text for span in line.spans) == line.text


def test_ligatures_are_letters() -> None:
    assert _texts(Set("o\ufb03ce \ufb01rst", 40, 60)) == ["office first"]


def test_a_raised_mark_belongs_to_its_line() -> None:
    lines = _lines(
        Set("leaves.", 40, 60), Set("7", 75.2, 56.5, _face(6.5)), Set("Then pages", 82, 60), Set("below", 40, 73)
    )
    assert [line.text.replace(" ", "") for line in lines] == ["leaves.7Thenpages", "below"]
    mark = next(span for span in lines[0].spans if span.text.strip() == "7")
    assert mark.baseline < lines[0].baseline


def test_a_drop_capital_begins_the_first_of_its_lines() -> None:
    initial = Set("T", 40, 86, _face(40))
    beside = [
        Set(text, 62, 60 + 13 * k)
        for k, text in enumerate(("he order of leaves was", "settled when the leaves", "were bound,"))
    ]
    assert _texts(initial, *beside, Set("and not before.", 40, 99)) == [
        "The order of leaves was", "settled when the leaves", "were bound,", "and not before.",
    ]  # fmt: skip


def test_a_drop_capital_of_two_lines() -> None:
    initial = Set("T", 40, 73, _face(27))
    beside = [Set("he order of leaves was", 55, 60), Set("settled when the leaves", 55, 73)]
    assert _texts(initial, *beside, Set("were bound.", 40, 86)) == [
        "The order of leaves was", "settled when the leaves", "were bound.",
    ]  # fmt: skip


def test_text_printed_twice_is_read_once() -> None:
    assert _texts(Set("CONTENTS", 40, 60), Set("CONTENTS", 40.3, 60)) == ["CONTENTS"]


def test_turned_text_is_left_out() -> None:
    assert _texts(Set("The order", 40, 60), Set("WATERMARK", 100, 300, upright=False)) == ["The order"]


def test_two_columns_are_read_one_after_the_other() -> None:
    pieces = []
    for k in range(12):
        pieces.append(Set(f"left {k:02d} of the leaves,", 40, 60 + 12 * k))
        pieces.append(Set(f"right {k:02d} of the leaves", 177, 60 + 12 * k))
    lines = _lines(*pieces)
    assert [line.column for line in lines] == [0] * 12 + [1] * 12
    assert [line.text[:7] for line in lines[:2]] == ["left 00", "left 01"]
    assert lines[12].text.startswith("right 00")


def test_a_number_at_the_edge_is_of_the_same_line() -> None:
    line = _lines(Set("The silent leaf", 40, 60), Set("117", 285, 60))[0]
    assert line.text == "The silent leaf 117"
    # The wide gap can still be seen.
    assert [span.text.strip() for span in line.spans] == ["The silent leaf", "117"]


def test_every_character_stands_in_one_line() -> None:
    pieces = [Set(f"row {k} of the text", 40 + 3 * (k % 4), 60 + 13 * k) for k in range(20)]
    found = "".join(_texts(*pieces)).replace(" ", "")
    assert sorted(found) == sorted("".join(piece.text for piece in pieces).replace(" ", ""))
