"""Scans, and text layers that cannot be trusted: read by OCR where that may be, and refused or named where it may not."""

from __future__ import annotations

import hashlib
import io
import os
import random
import shutil
import string
from pathlib import Path

import pikepdf
import pytest
from tests.misfortune.materials import Run, tree, typeset
from tests.unit.sources.programs import install, path_with
from tests.unit.sources.scans import scan

INPUT_ERROR, MISSING_PROGRAM = 3, 5

#: A scan that lies half a degree askew, as scans do.
ASKEW = 0.009


@pytest.fixture(scope="session")
def scanned_book() -> bytes:
    return scan(typeset(), angle=ASKEW)


@pytest.fixture
def source(tmp_path: Path, scanned_book: bytes) -> Path:
    path = tmp_path / "book.pdf"
    path.write_bytes(scanned_book)
    return path


@pytest.fixture
def engine() -> None:
    """The real programs. They are installed by `tools/install_test_programs.sh`."""
    missing = [name for name in ("ocrmypdf", "tesseract") if shutil.which(name) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{' and '.join(missing)} must be installed where CI runs")
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed; nothing was read by OCR")


def exchanged(book: bytes) -> bytes:
    """The same pages with a font that says of every letter that it is another."""
    letters = list(string.ascii_letters)
    random.Random(4).shuffle(letters)
    codes = {f"{ord(a):04x}": f"{ord(b):04x}" for a, b in zip(string.ascii_letters, letters, strict=True)}
    with pikepdf.open(io.BytesIO(book)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                lines = item.ToUnicode.read_bytes().decode().split("\n")
                changed = [
                    " ".join(
                        f"<{codes.get(word[1:-1].lower(), word[1:-1])}>" if at and word.startswith("<") else word
                        for at, word in enumerate(line.split(" "))
                    )
                    for line in lines
                ]
                item.ToUnicode.write("\n".join(changed).encode())
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


def test_a_scan_is_read_then_published(engine: None, source: Path, library: Path, backlist: Run) -> None:
    assert backlist("read", source).code == 0
    kept = tree(library / ".ocr-cache")
    assert kept
    answer = backlist("publish", source)
    assert answer.code == 0, answer.err
    assert answer.out.splitlines()[0].casefold() == "finding the place"
    assert "have no text of their own; OCR read them" in answer.out
    assert "× text.read-by-ocr: " in answer.out
    assert "Published: open" in answer.out
    assert "book.pdf: Reading scanned pages" in answer.err
    # What was read for `read` was not read again, and is not kept any longer.
    (searchable,) = {path.resolve() for path in library.glob("books/*/*/data/source/searchable.pdf")}
    assert hashlib.sha256(searchable.read_bytes()).hexdigest() in kept.values()
    assert not (library / ".ocr-cache").exists()
    data = searchable.parent.parent
    assert (data / "source" / "book.pdf").read_bytes() == source.read_bytes()
    record = (data / "book.xml").read_text()
    assert "<title>Where readers look</title>" in record
    assert "<title>What readers find</title>" in record
    # That OCR read it is in the evidence, page by page.
    assert (data / "evidence.jsonl").read_text().count('"rule":"ocr.no-text"') >= 5


def test_a_scan_is_refused_where_ocr_may_not_read_it(source: Path, library: Path, backlist: Run) -> None:
    for answer in (backlist("publish", source, "--ocr", "never"), backlist("publish", source, BACKLIST_OCR="never")):
        assert answer.code == INPUT_ERROR
        assert "this is a scan" in answer.err
        assert "--ocr auto" in answer.err
        assert answer.err.endswith("[input.no-text-layer]\n")
    assert not library.exists()


def test_without_the_programs_a_scan_is_refused(tmp_path: Path, source: Path, library: Path, backlist: Run) -> None:
    answer = backlist("publish", source, PATH=str(tmp_path))
    assert answer.code == MISSING_PROGRAM
    last = answer.err.splitlines()[-1]
    assert "apt-get install ocrmypdf tesseract-ocr" in last
    assert last.endswith("[ocr.program-missing]")
    assert not library.exists()


def test_a_wrong_word_after_ocr(source: Path, library: Path, backlist: Run) -> None:
    assert backlist("publish", source, "--ocr", "sometimes").code == 2
    assert backlist("publish", source, BACKLIST_OCR="sometimes").code == 4
    assert not library.exists()


def test_a_sound_book_never_calls_ocr(tmp_path: Path, printed_book: bytes, backlist: Run) -> None:
    programs = install(tmp_path / "bin")
    path = tmp_path / "sound.pdf"
    path.write_bytes(printed_book)
    answer = backlist("publish", path, PATH=path_with(programs))
    assert answer.code == 0, answer.err
    assert "ocr" not in answer.out.lower()
    assert programs.calls == []


def test_letters_that_are_no_words_are_named_where_ocr_may_not_read_them(
    tmp_path: Path, printed_book: bytes, backlist: Run
) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(exchanged(printed_book))
    answer = backlist("publish", path, "--ocr", "never")
    assert answer.code == 0, answer.err
    assert "× text.unreadable: " in answer.out
    assert "Published with losses" in answer.out


def test_letters_that_are_no_words_are_read_by_ocr(
    engine: None, tmp_path: Path, printed_book: bytes, library: Path, backlist: Run
) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(exchanged(printed_book))
    answer = backlist("publish", path)
    assert answer.code == 0, answer.err
    assert "have text that is no words" in answer.out
    record = next(library.glob("books/*/*/data/book.xml")).read_text()
    assert "Readers who look for a place in a book turn first to its contents" in record
