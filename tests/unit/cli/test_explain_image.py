"""`backlist explain --image`: the page drawn, from a file and from the library alike."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.misfortune.materials import typeset

from backlist.cli import main as command
from backlist.pipeline.run import publish
from backlist.pipeline.settings import Settings


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["backlist", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        command.main()
    assert isinstance(caught.value.code, int)
    return caught.value.code


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "book.pdf"
    path.write_bytes(typeset())
    return path


def test_a_file_and_the_library_give_the_same_picture(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path
) -> None:
    library, one, other = tmp_path / "library", tmp_path / "one.png", tmp_path / "other.PNG"
    published = publish(source, Settings(library=library))
    label = next(page.label for page in published.book.pages if page.label)
    assert call(monkeypatch, "explain", source, "--page", label, "--image", one) == 0
    book = published.book.id
    assert call(monkeypatch, "explain", book, "--page", label, "--image", other, "--library", library) == 0
    assert one.read_bytes() == other.read_bytes()
    with Image.open(one) as drawn:
        assert len(drawn.convert("RGB").getcolors(1 << 24)) > 50


def test_the_picture_is_a_png(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path) -> None:
    assert call(monkeypatch, "explain", source, "--page", "1", "--image", tmp_path / "page.jpg") == 2


def test_a_folder_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "nowhere" / "page.png"
    assert call(monkeypatch, "explain", source, "--page", "1", "--image", target) == 4
    assert str(target) in capsys.readouterr().err
