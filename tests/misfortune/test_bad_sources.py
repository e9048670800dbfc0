"""Files that are no book: each is refused with its code and a message that helps, and nothing is touched."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from tests.misfortune.materials import Run, tree, typeset
from tests.unit.pipeline.books import small_layout, small_result

from backlist.errors import InputError
from backlist.pipeline.workspace import Library, write_edition
from backlist.sources import open_source

INPUT_ERROR = 3


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream, **options)
    return stream.getvalue()


def with_password(book: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(book)) as document:
        return saved(document, encryption=pikepdf.Encryption(user="secret", owner="secret"))


def blank_pages(count: int) -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(340, 540))
    page = document.pages[0]
    for _ in range(count - 1):
        document.pages.append(page)
    return saved(document)


def of_size(width: float, height: float) -> Callable[[bytes], bytes]:
    def make(book: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(book)) as document:
            document.pages[3].mediabox = [0, 0, width, height]
            return saved(document)

    return make


def of_pictures(count: int) -> bytes:
    """Pages that hold a picture each, as a scanner makes them."""
    pages = [Image.linear_gradient("L").resize((340, 540)) for _ in range(count)]
    stream = io.BytesIO()
    pages[0].save(stream, format="PDF", save_all=True, append_images=pages[1:])
    return stream.getvalue()


#: name: (how the file is made of a good one, code, words of the message)
BAD = {
    "empty": (lambda book: b"", "input.empty", "empty"),
    "not-a-pdf": (lambda book: b"<html><body>Not found</body></html>", "input.not-a-pdf", "does not begin as a PDF"),
    "another-format": (lambda book: b"PK\x03\x04" + bytes(2000), "input.not-a-pdf", "does not begin as a PDF"),
    "only-the-beginning": (lambda book: book[:1200], "input.truncated", "damaged or cut short"),
    "zeros-after-the-header": (lambda book: book[:20] + bytes(len(book)), "input.truncated", "damaged or cut short"),
    "encrypted": (with_password, "input.encrypted", "password"),
    "pictures-only": (lambda book: of_pictures(12), "input.no-text-layer", "this is a scan"),
    "no-text-at-all": (lambda book: blank_pages(12), "input.no-text-layer", "0 of 12 pages hold text"),
    "5000-pages": (lambda book: blank_pages(5000), "input.too-many-pages", "5,000 pages"),
    "huge-page": (of_size(1e6, 1e6), "input.page-size", "page 4 of the file"),
    "tiny-page": (of_size(0.5, 0.5), "input.page-size", "page 4 of the file"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused(tmp_path: Path, library: Path, backlist: Run, printed_book: bytes, name: str) -> None:
    make, code, words = BAD[name]
    source = tmp_path / f"{name}.pdf"
    source.write_bytes(make(printed_book))
    answer = backlist("publish", source)
    last = answer.err.splitlines()[-1]
    assert answer.code == INPUT_ERROR, answer.err
    assert last.startswith(f"Error {source}")
    assert last.endswith(f"[{code}]")
    assert words in last
    assert answer.out == ""
    assert not library.exists()


def test_what_is_not_there_and_what_is_a_folder(tmp_path: Path, library: Path, backlist: Run) -> None:
    for source, code in ((tmp_path / "none.pdf", "input.missing"), (tmp_path, "input.is-directory")):
        for command in (["publish"], ["read", "--json"]):
            answer = backlist(*command, source)
            assert answer.code == INPUT_ERROR
            assert answer.err.endswith(f"[{code}]\n")
            assert answer.out == ""
    assert not library.exists()


@pytest.mark.parametrize("linearised", [False, True])
def test_a_file_cut_short_is_refused_unless_nothing_is_lost(
    tmp_path: Path, printed_book: bytes, linearised: bool
) -> None:
    # A linearised file keeps at its end what can be made up for; cut there, it still holds the whole book.
    with pikepdf.open(io.BytesIO(printed_book)) as document:
        whole = saved(document, linearize=linearised, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    source = tmp_path / "book.pdf"
    source.write_bytes(whole)
    pages = open_source(source, max_pages=100).pages
    outcomes = []
    for tenths in range(1, 10):
        source.write_bytes(whole[: len(whole) * tenths // 10])
        try:
            outcomes.append(open_source(source, max_pages=100).pages)
        except InputError as error:
            outcomes.append(error.code)
    assert set(outcomes) <= {"input.truncated", pages}
    assert outcomes.count("input.truncated") >= 5


def test_a_bad_file_does_not_keep_the_others_back(
    tmp_path: Path, library: Path, backlist: Run, printed_book: bytes
) -> None:
    good, bad, missing = tmp_path / "good.pdf", tmp_path / "bad.pdf", tmp_path / "missing.pdf"
    good.write_bytes(printed_book)
    bad.write_bytes(b"no book")
    answer = backlist("publish", bad, good, missing)
    assert answer.code == INPUT_ERROR
    assert "[input.not-a-pdf]" in answer.err
    assert "[input.missing]" in answer.err
    assert answer.out.splitlines()[-1] == "http://127.0.0.1:8000/books/finding-the-place/"
    before = tree(library)
    assert before
    assert backlist("publish", bad, missing).code == INPUT_ERROR
    assert tree(library) == before


HOSTILE_NAMES = [
    b"; touch pwned; #.pdf",
    b"$(touch pwned).pdf",
    b"--help.pdf",
    b"two\nlines.pdf",
    b"\x1b[31mred\x1b[0m.pdf",
    b"caf\xe9 in latin 1.pdf",
    "\u202efdp.exe.pdf".encode(),
    b"%2e%2e%2f.pdf",
    b"<script>alert(1)</script>.pdf".replace(b"/", b":"),
    b"a" * 250 + b".pdf",
    b".pdf",
    b"no suffix",
    b"book.PDF.toml",
]


def test_hostile_file_names_are_only_names(tmp_path: Path, library: Path, backlist: Run, printed_book: bytes) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    sources = [Path(str(folder), name.decode("utf-8", "surrogateescape")) for name in HOSTILE_NAMES]
    for source in sources:
        source.write_bytes(printed_book)
    before = {path.name for path in tmp_path.iterdir()}
    answer = backlist("publish", *sources)
    assert answer.code == 0, answer.err
    assert answer.out.count("/books/finding-the-place/\n") == len(sources)
    assert {path.name for path in tmp_path.iterdir()} == before | {"library"}
    assert [path.name for path in (library / "books").iterdir()] == ["finding-the-place"]

    for source in sources:
        source.write_bytes(b"")
    refused = backlist("publish", *sources)
    assert refused.code == INPUT_ERROR
    assert refused.err.count("[input.empty]\n") == len(sources)
    # Two lines for each: what was begun, and the error. No name adds a line, or speaks to the terminal.
    assert len(refused.err.splitlines()) == 2 * len(sources)
    assert "\x1b" not in answer.out + answer.err + refused.err


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_source_is_kept_under_a_safe_name(tmp_path: Path, name: bytes) -> None:
    source = Path(str(tmp_path), name.decode("utf-8", "surrogateescape"))
    source.write_bytes(b"%PDF-")
    edition = write_edition(
        Library(root=tmp_path / "library"),
        result=small_result(),
        layout=small_layout(),
        source=source,
        today=date(2020, 2, 29),
    )
    (kept,) = (edition.data / "source").iterdir()
    assert set(kept.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(kept.name) < 80
    assert kept.suffix != ".toml"


def test_a_title_that_is_markup_is_only_a_title(tmp_path: Path, library: Path, backlist: Run) -> None:
    source = tmp_path / "book.pdf"
    source.write_bytes(typeset(title="Less \\<b> than & [more]"))
    answer = backlist("publish", source)
    assert answer.code == 0, answer.err
    assert [path.name for path in (library / "books").iterdir()] == ["less-b-than-and-more"]
