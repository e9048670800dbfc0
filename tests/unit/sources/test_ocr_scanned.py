"""A book read by OCR batch after batch: what is done is kept, what fails costs itself, and nothing hangs."""

from __future__ import annotations

import time
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium2
import pytest
from tests.unit.sources.programs import FAILS, HANGS, Programs, install, path_with, pictures

from backlist.errors import InputError, MissingProgramError
from backlist.sources.ocr import engine, scanned
from backlist.sources.ocr.scanned import forget, read_scan

#: Pages of a batch in these tests.
BATCH = 4


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    installed = install(tmp_path / "bin")
    monkeypatch.setenv("PATH", path_with(installed))
    monkeypatch.setattr(scanned, "LARGEST_BATCH", BATCH)
    return installed


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def texts(path: Path) -> list[str]:
    document = pdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range().strip() for page in document]


def test_pages_are_read_in_batches_and_put_back_in_their_places(tmp_path: Path, programs: Programs, kept: Path) -> None:
    source = pictures(tmp_path / "book.pdf", [200.0 + i for i in range(11)])
    done: list[tuple[int, int]] = []
    scan = read_scan(source, [i for i in range(11) if i != 5], kept=kept, progress=lambda *at: done.append(at))
    assert texts(scan.searchable) == [f"read {200 + i}" if i != 5 else "" for i in range(11)]
    assert done == [(4, 10), (8, 10), (10, 10)]
    assert (scan.unread, scan.languages) == ((), ("eng",))
    assert scan.version == "OCRmyPDF 16.0.0, Tesseract 5.5.0"
    assert [call.split("pages=")[1] for call in programs.calls] == ["200,201,202,203", "204,206,207,208", "209,210"]


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path, programs: Programs, kept: Path) -> None:
    source = pictures(tmp_path / "book.pdf", [200.0 + i for i in range(10)])

    def stop(done: int, total: int) -> None:
        if done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_scan(source, range(10), kept=kept, progress=stop)
    assert len(programs.calls) == 2
    scan = read_scan(source, range(10), kept=kept)
    assert len(programs.calls) == 3
    assert texts(scan.searchable) == [f"read {200 + i}" for i in range(10)]
    # A third time, nothing is left to do; the same pages in another language are other work.
    assert read_scan(source, range(10), kept=kept) == scan
    assert len(programs.calls) == 3
    forget(source, kept)
    assert list(kept.iterdir()) == []


def test_what_another_recipe_has_read_is_read_again(
    tmp_path: Path, programs: Programs, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = pictures(tmp_path / "book.pdf", [200.0, 201.0])
    read_scan(source, range(2), kept=kept)
    monkeypatch.setattr(scanned, "RECIPE", scanned.RECIPE + 1)
    read_scan(source, range(2), kept=kept)
    assert len(programs.calls) == 2


def test_a_page_that_cannot_be_read_costs_itself(tmp_path: Path, programs: Programs, kept: Path) -> None:
    source = pictures(tmp_path / "book.pdf", [200.0, 201.0, FAILS, 203.0, 204.0])
    scan = read_scan(source, range(5), kept=kept)
    assert texts(scan.searchable) == ["read 200", "read 201", "", "read 203", "read 204"]
    assert scan.unread == (2,)


def test_a_page_that_hangs_is_given_up(
    tmp_path: Path, programs: Programs, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PAGE_SECONDS", 1)
    monkeypatch.setattr(engine, "SPARE_SECONDS", 2)
    source = pictures(tmp_path / "book.pdf", [200.0, HANGS])
    began = time.monotonic()
    scan = read_scan(source, range(2), kept=kept)
    assert time.monotonic() - began < 30
    assert (texts(scan.searchable), scan.unread) == (["read 200", ""], (1,))


def test_a_book_of_which_nothing_can_be_read(tmp_path: Path, programs: Programs, kept: Path) -> None:
    source = pictures(tmp_path / "book.pdf", [FAILS, FAILS])
    with pytest.raises(InputError) as caught:
        read_scan(source, range(2), kept=kept)
    assert caught.value.code == "ocr.failed"
    assert "a page that nobody can read" in caught.value.seen


def test_a_book_that_takes_too_long(
    tmp_path: Path, programs: Programs, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanned, "LEAST_BOOK_SECONDS", 0)
    monkeypatch.setattr(scanned, "BOOK_SECONDS_A_PAGE", 0)
    source = pictures(tmp_path / "book.pdf", [200.0, 201.0])
    with pytest.raises(InputError) as caught:
        read_scan(source, range(2), kept=kept)
    assert caught.value.code == "ocr.too-slow"


def test_programs_that_are_not_installed(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = pictures(tmp_path / "book.pdf", [200.0])
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgramError) as caught:
        read_scan(source, [0], kept=kept)
    assert caught.value.code == "ocr.program-missing"
    assert "ocrmypdf and tesseract are not installed" in caught.value.seen
    assert "apt-get install ocrmypdf tesseract-ocr" in caught.value.todo
    assert "brew install ocrmypdf" in caught.value.todo


def test_a_language_without_data(tmp_path: Path, programs: Programs, kept: Path) -> None:
    source = pictures(tmp_path / "book.pdf", [200.0])
    with pytest.raises(MissingProgramError) as caught:
        read_scan(source, [0], kept=kept, language="de-AT")
    assert caught.value.code == "ocr.language-missing"
    assert "tesseract-ocr-deu" in caught.value.todo


@pytest.mark.parametrize(
    ("language", "sample", "name"), [("fr", "", "fra"), (None, "der die und in den von zu das mit sich " * 9, "deu")]
)
def test_the_language_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Path, language: str | None, sample: str, name: str
) -> None:
    programs = install(tmp_path / "bin", languages=("deu", "eng", "fra"))
    monkeypatch.setenv("PATH", path_with(programs))
    source = pictures(tmp_path / "book.pdf", [200.0])
    assert read_scan(source, [0], kept=kept, language=language, sample=sample).languages == (name,)
    assert f"--language={name} " in programs.calls[0]


def test_a_language_that_cannot_be_guessed_is_looked_for_among_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Path
) -> None:
    programs = install(tmp_path / "bin", languages=("deu", "eng", "osd"))
    monkeypatch.setenv("PATH", path_with(programs))
    source = pictures(tmp_path / "book.pdf", [200.0])
    assert read_scan(source, [0], kept=kept).languages == ("eng", "deu")


def test_what_the_file_says_of_itself_is_kept(tmp_path: Path, programs: Programs, kept: Path) -> None:
    source = pictures(tmp_path / "book.pdf", [200.0, 201.0, 202.0])
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Second", 1))
        document.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name("/r"))])
        document.docinfo["/Title"] = "A title"
        document.save(source)
    searchable = pdfium2.PdfDocument(read_scan(source, range(3), kept=kept).searchable)
    (mark,) = searchable.get_toc()
    assert (mark.get_title(), mark.get_dest().get_index()) == ("Second", 1)
    assert [searchable.get_page_label(i) for i in range(3)] == ["i", "ii", "iii"]
    assert searchable.get_metadata_dict()["Title"] == "A title"
