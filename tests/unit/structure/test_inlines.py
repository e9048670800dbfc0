"""Spans to inlines: what differs from the text around, words over lines and pages, marks and breaks in their places."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.structure import printed
from tests.unit.structure.printed import Row

from backlist.model.book import Inline, LineBreak, Link, NoteCall, PageBreak, Style, Styled, Text
from backlist.model.layout import Layout
from backlist.structure.body import Body, BodyLine, body_lines, measure
from backlist.structure.inlines import Mark, Setting, inlines_of, main_face
from backlist.structure.skeleton import PageFurniture
from backlist.text.hyphens import vocabulary


def _lines(*rows: Row, second: tuple[Row, ...] = ()) -> tuple[list[BodyLine], Body]:
    pages = [list(rows), list(second)] if second else [list(rows)]
    # Pages of plain text say what the body of the book looks like.
    pages.append([Row(text="plain words of the body of the book", full=True)] * 20)
    book = printed.layout(pages)
    return _measured(book)


def _measured(book: Layout) -> tuple[list[BodyLine], Body]:
    furniture = tuple(PageFurniture() for _ in book.pages)
    body = measure(book, furniture)
    measured = body_lines(book, furniture, body)
    return [line for page in measured[:-1] for line in page], body


def _setting(body: Body, lines: list[BodyLine], marks: dict | None = None) -> Setting:
    return Setting(
        body=body,
        words=vocabulary((line.text for line in lines), language="en"),
        page_ids={0: "p1", 1: "p2", 2: "p3"},
        breaks=[0, 1, 2],
        marks=marks or {},
    )


def _inlines(*rows: Row, second: tuple[Row, ...] = (), **options: object) -> tuple[Inline, ...]:
    lines, body = _lines(*rows, second=second)
    return inlines_of(lines, _setting(body, lines), **options)


def test_lines_are_joined_by_single_spaces():
    assert _inlines(Row(text="two  words "), Row(text="more")) == (Text(text="two words more"),)


def test_styles_where_they_differ_from_the_body():
    assert _inlines(Row(text="a _slanted word_, then *bold*")) == (
        Text(text="a "),
        Styled(style=Style.ITALIC, inlines=(Text(text="slanted word"),)),
        Text(text=", then "),
        Styled(style=Style.BOLD, inlines=(Text(text="bold"),)),
    )


def test_a_style_goes_on_over_the_line_and_the_page():
    found = _inlines(Row(text="see _The Long_"), second=(Row(text="_Title_ there"),), begun=0)
    assert found == (
        Text(text="see "),
        Styled(style=Style.ITALIC, inlines=(Text(text="The Long "), PageBreak(page="p2"), Text(text="Title"))),
        Text(text=" there"),
    )


def test_a_heading_all_in_bold_has_no_style():
    lines, body = _lines(Row(text="A heading with _slant_", bold=True))
    found = inlines_of(lines, _setting(body, lines), face=main_face(lines))
    assert found == (Text(text="A heading with "), Styled(style=Style.ITALIC, inlines=(Text(text="slant"),)))


def test_raised_characters_are_superscript_and_ordinals_stay():
    assert _inlines(Row(text="on the 1^st^ day")) == (
        Text(text="on the 1"),
        Styled(style=Style.SUPERSCRIPT, inlines=(Text(text="st"),)),
        Text(text=" day"),
    )


def test_a_page_break_inside_a_word():
    found = _inlines(Row(text="an exam-"), second=(Row(text="ple of it"),), begun=0)
    assert found == (Text(text="an exam"), PageBreak(page="p2"), Text(text="ple of it"))


def test_without_begun_no_page_breaks():
    assert _inlines(Row(text="an exam-"), second=(Row(text="ple"),)) == (Text(text="an example"),)


def test_a_note_call_stands_for_its_mark_and_clings_to_its_word():
    lines, body = _lines(Row(text="the end of it. 7 And more"))
    call = NoteCall(note="p1-n1", mark="7")
    marks = {(0, 0): [Mark(start=15, end=16, call=call)]}
    assert inlines_of(lines, _setting(body, lines, marks)) == (
        Text(text="the end of it."),
        call,
        Text(text=" And more"),
    )


def test_line_breaks_that_are_meant():
    assert _inlines(Row(text="Dear Sir, "), Row(text="I write"), line_breaks=frozenset({0})) == (
        Text(text="Dear Sir,"),
        LineBreak(),
        Text(text="I write"),
    )


def test_skipped_characters_are_left_out():
    assert _inlines(Row(text="(a) the first"), skip=4) == (Text(text="the first"),)


def test_small_capitals_made_of_smaller_capitals():
    page = printed.page(0, [Row(text="see Text here")])
    line = page.lines[0]
    span = line.spans[0]
    parts = (
        replace(span, text="see T"),
        replace(span, text="EXT", size=7.5),
        replace(span, text=" here"),
    )
    line = replace(line, text="see TEXT here", spans=parts)
    rest = printed.page(1, [Row(text="plain words of the body of the book", full=True)] * 20)
    lines, body = _measured(Layout(pages=(replace(page, lines=(line,)), rest)))
    assert inlines_of(lines, _setting(body, lines)) == (
        Text(text="see T"),
        Styled(style=Style.SMALL_CAPS, inlines=(Text(text="ext"),)),
        Text(text=" here"),
    )


_WORD = st.text(alphabet="abcdefgäé", min_size=2, max_size=7)
_FACED = st.builds(
    lambda face, words: f"{face}{' '.join(words)}{face}",
    st.sampled_from(["_", "*", "^"]),
    st.lists(_WORD, min_size=1, max_size=3),
)
_ROW = st.lists(st.one_of(_WORD, _FACED), min_size=1, max_size=6).map(" ".join)


@given(st.lists(_ROW, min_size=1, max_size=6))
def test_the_form_is_canonical_and_no_word_is_lost(rows: list[str]) -> None:
    found = _inlines(*(Row(text=text) for text in rows))
    _check_canonical(found)
    words = " ".join(rows).replace("_", "").replace("*", "").replace("^", "").split()
    assert _text(found).split() == words


def _check_canonical(inlines: tuple[Inline, ...]) -> None:
    for k, inline in enumerate(inlines):
        match inline:
            case Text(text=text):
                assert text
                assert "  " not in text
                assert k == 0 or not isinstance(inlines[k - 1], Text)
            case Styled(inlines=inner) | Link(inlines=inner):
                assert inner
                _check_canonical(inner)


def _text(inlines: tuple[Inline, ...]) -> str:
    return "".join(
        inline.text if isinstance(inline, Text) else _text(inline.inlines) if isinstance(inline, Styled) else ""
        for inline in inlines
    )
