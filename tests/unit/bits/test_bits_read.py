"""Hostile, broken and foreign files: each is refused with its code, the line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from backlist.bits import read, schema, write
from backlist.errors import InputError
from backlist.model.book import (
    Book,
    Details,
    Division,
    DivisionKind,
    Entry,
    Figure,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Page,
    Paragraph,
    Table,
    Text,
)

_BOOK = Book(
    id="a-book",
    details=Details(title="A book", print_year=1977),
    pages=(Page(id="p1", index=0, label="1", printed=True),),
    divisions=(
        Division(
            id="chapter-1",
            kind=DivisionKind.CHAPTER,
            title=(Text(text="One"),),
            first_page="p1",
            blocks=(
                Paragraph(
                    id="p1-1",
                    inlines=(
                        Text(text="Words"),
                        NoteCall(note="p1-n1", mark="1"),
                        LineBreak(),
                        Link(href="https://example.org/", inlines=()),
                    ),
                ),
                Entry(id="p1-2", level=1, inlines=()),
                Figure(id="p1-3", media="plate.png"),
                Table(id="p1-4", rows=(((Text(text="a"),),), ((Text(text="b"),),)), header_rows=1),
            ),
            notes=(Note(id="p1-n1", mark="1", page="p1", blocks=()),),
        ),
    ),
)
_WRITTEN = write(_BOOK)


def _refused(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(data, name="book.xml")
    assert caught.value.where.startswith("book.xml")
    assert caught.value.seen.endswith(".")
    assert caught.value.todo.endswith(".")
    return caught.value


def _with_prolog(subset: bytes, body: bytes) -> bytes:
    prolog = schema.PROLOG.rstrip().removesuffix(b">") + b" [" + subset + b"]>\n"
    return prolog + body


def test_the_book_that_these_tests_spoil_is_sound() -> None:
    assert read(_WRITTEN) == _BOOK


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"   \n", id="space"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="a PDF"),
        pytest.param(b"\x00\x01\x02", id="bytes"),
        pytest.param(_WRITTEN[: len(_WRITTEN) // 2], id="truncated"),
        pytest.param(_WRITTEN.removesuffix(b"</book>\n"), id="without its end"),
        pytest.param(_WRITTEN.replace(b"Words", b"W\xffrds"), id="not UTF-8"),
        pytest.param(_WRITTEN.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(_WRITTEN.replace(b"Words", b"W\x02rds"), id="a control character"),
        pytest.param(_WRITTEN.replace(b"Words", b"a < b"), id="bare markup"),
    ],
)
def test_what_is_not_whole_xml(data: bytes) -> None:
    assert _refused(data).code == "bits.not-xml"


def test_every_truncation_is_refused() -> None:
    for length in range(0, len(_WRITTEN) - len("</book>\n") + 1, 7):
        assert _refused(_WRITTEN[:length]).code == "bits.not-xml"


def test_an_entity_bomb_is_refused_before_it_is_parsed() -> None:
    entities = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghijk"
    )
    body = _WRITTEN.removeprefix(schema.PROLOG).replace(b"Words", b"&k;")
    assert _refused(_with_prolog(entities, body)).code == "bits.declares-entities"


@pytest.mark.parametrize("kind", [b"SYSTEM", b'PUBLIC "x"'])
def test_an_external_entity_is_not_fetched(kind: bytes, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    entity = b'<!ENTITY e %s "%s">' % (kind, secret.as_uri().encode())
    body = _WRITTEN.removeprefix(schema.PROLOG).replace(b"Words", b"&e;")
    error = _refused(_with_prolog(entity, body))
    assert error.code == "bits.declares-entities"
    assert "a secret" not in str(error)


def test_an_external_document_type_is_not_opened(tmp_path: Path) -> None:
    dtd = tmp_path / "book.dtd"
    dtd.write_text('<!ENTITY e "from the DTD"><!ATTLIST p content-type CDATA "placeholder">')
    data = _WRITTEN.replace(schema.SYSTEM_ID.encode(), dtd.as_uri().encode())
    assert read(data) == _BOOK
    assert _refused(data.replace(b"Words", b"&e;")).code == "bits.unknown-element"


def test_defaults_declared_in_the_file_are_refused() -> None:
    subset = b'<!ATTLIST p content-type CDATA "placeholder">'
    assert _refused(_with_prolog(subset, _WRITTEN.removeprefix(schema.PROLOG))).code == "bits.declares-entities"


@pytest.mark.parametrize("depth", [schema.MAX_DEPTH + 1, 2000, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    deep = b"<italic>" * depth + b"</italic>" * depth
    assert _refused(_WRITTEN.replace(b"Words", deep)).code in ("bits.too-deep", "bits.not-xml")


def test_a_huge_file_is_refused_unread() -> None:
    assert _refused(bytes(schema.MAX_BYTES + 1)).code == "bits.too-large"


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (schema.PUBLIC_ID.encode(), b"-//NLM//DTD BITS Book Interchange DTD v2.2 20250930//EN"),
        (schema.PROLOG, b""),
        (schema.PROLOG, b"<!DOCTYPE html>"),
    ],
)
def test_another_document_type(was: bytes, becomes: bytes) -> None:
    assert _refused(_WRITTEN.replace(was, becomes)).code == "bits.other-document-type"


def test_another_root() -> None:
    assert _refused(schema.PROLOG + b"<article/>").code == "bits.other-document-type"


@pytest.mark.parametrize(
    ("was", "becomes", "code", "seen"),
    [
        (b"Words", b"<monospace>Words</monospace>", "unknown-element", "<monospace>"),
        (b"Words", b"<mml:math xmlns:mml='http://www.w3.org/1998/Math/MathML'/>", "unknown-element", "<math>"),
        (b"Words", b"Words<?page 2?>", "unknown-element", "a processing instruction"),
        (b"Words", b"W&eacute;rds", "unknown-element", "an entity"),
        (b'<p id="p1-1"', b'<p xml:lang="de" id="p1-1"', "unknown-attribute", "lang"),
        (b"<book-body>", b'<book-body specific-use="x">', "unknown-attribute", "specific-use"),
        (b'chapter"', b'sonnet"', "wrong-value", "sonnet"),
        (b"<year>1977", b"<year>MCMLXXVII", "wrong-value", "MCMLXXVII"),
        (b"<year>1977", b"<year>1978", "wrong-value", "1977 and 1978"),
        (b'<fpage specific-use="p1">1<', b'<fpage specific-use="p1">2<', "wrong-value", "'2'"),
        (b"level-1", b"level-x", "wrong-value", "level-x"),
        (b"<meta-value>0<", b"<meta-value>first<", "wrong-value", "first"),
        (b"<meta-name>access<", b"<meta-name>colour<", "wrong-value", "colour"),
        (b'href="#p1"', b'href="p1"', "wrong-value", "'#'"),
        (b'id="p1-1"', b'id="_d800."', "wrong-value", "_d800."),
        (b"https://example.org/", b"javascript:alert(1)", "wrong-value", "javascript:"),
        (b"media/plate.png", b"media/..%2F..%2Fetc%2Fpasswd", "wrong-value", "../../etc/passwd"),
        (b"media/plate.png", b"media/..", "wrong-value", "'..'"),
        (b"media/plate.png", b"/etc/passwd", "wrong-value", "/etc/passwd"),
        (b'"backlist"', b'"doi"', "wrong-value", "not one that Backlist gave"),
        (b'<p id="p1-1">', b"<p>", "missing-attribute", "id"),
        (b"<label>1</label>", b"", "missing-element", "<label>"),
        (b"<book-title>A book</book-title>", b"", "missing-element", "<book-title>"),
        (b"<td>b</td>", b"", "missing-element", "no cell"),
        (b'<p id="p1-1">', b'<body/><p id="p1-1">', "misplaced-element", "<body>"),
        (b"Words", b"<fig/>", "misplaced-element", "<fig>"),
        (b"A book<", b"A <italic>book</italic><", "misplaced-element", "<italic>"),
        (b"</thead>", b"</thead><thead><tr><th/></tr></thead>", "misplaced-element", "<thead>"),
        (b"</book-body>", b"</book-body><front-matter/>", "misplaced-element", "<front-matter>"),
        (b"<book-body>", b"<book-body>stray", "stray-text", "<book-body>"),
        (b"<book-body>", "<book-body>\u00a0".encode(), "stray-text", "<book-body>"),
        (b"</list-item>", b"</list-item>stray", "stray-text", "<list>"),
    ],
)
def test_what_would_be_lost_is_refused_by_line(was: bytes, becomes: bytes, code: str, seen: str) -> None:
    assert was in _WRITTEN
    spoilt = _WRITTEN.replace(was, becomes, 1)
    error = _refused(spoilt)
    assert error.code == f"bits.{code}"
    assert seen in error.seen
    line = int(error.where.removeprefix("book.xml, line "))
    assert 1 < line <= spoilt.count(b"\n")


def test_the_line_is_the_one_where_it_stands() -> None:
    spoilt = _WRITTEN.replace(b"Words", b"<monospace>Words</monospace>")
    line = spoilt[: spoilt.index(b"<monospace>")].count(b"\n") + 1
    assert _refused(spoilt).where == f"book.xml, line {line}"


def test_a_row_of_headings_below_others_is_refused() -> None:
    upside_down = _WRITTEN.replace(b"<td>b</td>", b"<th>b</th>").replace(b"<th>a</th>", b"<td>a</td>")
    assert _refused(upside_down).code == "bits.wrong-value"


def test_layout_between_elements_and_comments_do_not_matter() -> None:
    laid_out = _WRITTEN.replace(b">\n<", b">\r\n\t  <!-- seen -->\n<")
    assert laid_out != _WRITTEN
    assert read(laid_out) == _BOOK
    assert read(_WRITTEN.replace(b">\n<", b"><")) == _BOOK
    assert read(_WRITTEN.replace(b"Words", b"Wo<!-- a comment -->rds")) == _BOOK
    assert read(_WRITTEN.replace(b"Words", b"<![CDATA[Wo]]>rds")) == _BOOK
