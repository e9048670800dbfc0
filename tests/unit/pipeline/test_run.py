"""From a file to the library: what settings and metadata do on the way, and that the same input makes the same output."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from tests.misfortune.materials import typeset

from backlist.errors import InputError
from backlist.model.evidence import Result
from backlist.model.layout import Layout
from backlist.pipeline.run import WRITING, publish, read
from backlist.pipeline.settings import Settings
from backlist.pipeline.stages import STAGES
from backlist.pipeline.workspace import read_evidence, read_layout, read_problems

DAY = date(2020, 2, 29)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return typeset()


@pytest.fixture
def source(tmp_path: Path, printed: bytes) -> Path:
    path = tmp_path / "book.pdf"
    path.write_bytes(printed)
    return path


def test_reading_goes_through_every_stage_in_order(source: Path) -> None:
    told: list[tuple[str, int, int]] = []
    layout, result = read(source, Settings(), progress=lambda *words: told.append(words))
    assert isinstance(layout, Layout)
    assert isinstance(result, Result)
    # A stage that a book does not want says nothing: this one is no scan.
    assert list(dict.fromkeys(name for name, _, _ in told)) == [
        stage.name for stage in STAGES if stage.name != "Reading scanned pages"
    ]
    assert (STAGES[0].name, len(layout.pages), len(layout.pages)) in told
    assert result.book.id == "finding-the-place"
    assert result.book.details.isbns == ("9780306406157",)


def test_metadata_beside_the_file_and_metadata_that_is_named(source: Path, tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text('title = "Beside"\n')
    named = tmp_path / "named.toml"
    named.write_text('title = "Named"\n')
    assert read(source, Settings())[1].book.details.title == "Beside"
    _, result = read(source, Settings(), named)
    assert (result.book.id, result.book.details.title) == ("named", "Named")


@pytest.mark.parametrize(("line", "access"), [("", "closed"), ('access = "open"', "open")])
def test_the_settings_say_who_may_read_where_metadata_does_not(source: Path, line: str, access: str) -> None:
    source.with_suffix(".toml").write_text(line)
    assert read(source, Settings(default_access="closed"))[1].book.details.access == access


def test_the_limit_of_pages_is_the_settings_own(source: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(source, Settings(max_pages=3))
    assert caught.value.code == "input.too-many-pages"


def test_the_same_input_makes_the_same_edition(source: Path, tmp_path: Path) -> None:
    one, other = (publish(source, Settings(library=tmp_path / name), today=DAY).edition for name in ("one", "other"))
    assert one.edition == other.edition
    files = sorted(path.relative_to(one.path) for path in one.path.rglob("*") if path.is_file())
    assert len(files) >= 9
    assert all((one.path / file).read_bytes() == (other.path / file).read_bytes() for file in files)


def test_what_was_read_is_what_stands_in_the_edition(source: Path, tmp_path: Path) -> None:
    layout, result = read(source, Settings())
    ready: list[bool] = []
    library = tmp_path / "library"
    told: list[str] = []
    published = publish(
        source,
        Settings(library=library),
        today=DAY,
        progress=lambda name, _done, _total: told.append(name),
        before_writing=lambda: ready.append(library.exists()),
    )
    assert ready == [False]
    assert told[-1] == WRITING
    assert published.book.details.online_date == DAY
    assert published.book.divisions == result.book.divisions
    assert read_layout(published.edition) == layout
    assert read_evidence(published.edition) == result.evidence
    assert read_problems(published.edition) == result.problems


def test_a_better_file_of_the_same_book_keeps_address_and_date(source: Path, tmp_path: Path, printed: bytes) -> None:
    settings = Settings(library=tmp_path / "library")
    first = publish(source, settings, today=DAY)
    with pikepdf.open(io.BytesIO(printed)) as document:
        document.docinfo["/Producer"] = "another program"
        document.save(tmp_path / "better.pdf")
    second = publish(tmp_path / "better.pdf", settings, today=date(2021, 1, 1))
    assert second.edition.edition != first.edition.edition
    assert (second.book.id, second.book.details.online_date) == (first.book.id, DAY)
    assert not first.edition.path.exists()
