"""The command itself: quick to start, and every way to fail has its code."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.unit.pipeline.books import small_layout, small_result

from backlist import __version__
from backlist.cli import main as command
from backlist.errors import InputError
from backlist.pipeline import run
from backlist.pipeline.workspace import Library, write_edition

#: What no command may load before it needs it; each takes longer than a short command.
HEAVY = ("django", "numpy", "lxml", "pypdfium2", "pikepdf", "granian", "backlist.pipeline", "backlist.web")


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["backlist", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        command.main()
    assert isinstance(caught.value.code, int)
    return caught.value.code


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with the small book, published from a file of its own."""
    root, source = tmp_path / "library", tmp_path / "book.pdf"
    source.write_bytes(b"%PDF-")
    write_edition(
        Library(root=root), result=small_result(), layout=small_layout(), source=source, today=date(2020, 2, 29)
    )
    monkeypatch.setenv("BACKLIST_LIBRARY", str(root))
    return root


@pytest.mark.parametrize("arguments", [["--help"], ["publish", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from backlist.cli.main import main\n"
        "sys.argv = ['backlist', *sys.argv[1:]]\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    assert "backlist" in done.stdout
    loaded = done.stderr.split()
    assert "backlist.cli.main" in loaded
    assert not set(HEAVY) & set(loaded)


def test_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"backlist {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["publsh"], ["publish"], ["read", "a", "--jsn"], ["serve", "--port", "0"]])
def test_a_command_typed_wrongly(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    assert call(monkeypatch, *arguments) == 2


def test_text_goes_with_json(monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(monkeypatch, "read", "a.pdf", "--text") == 2


@pytest.mark.parametrize(("debug", "traced"), [("", False), ("1", True)])
def test_a_fault_of_our_own_has_its_code_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], debug: str, traced: bool
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setenv("BACKLIST_DEBUG", debug)
    monkeypatch.setattr(run, "publish", fail)
    assert call(monkeypatch, "publish", "a.pdf") == 70
    written = capsys.readouterr().err
    assert "Error backlist: A fault of Backlist's own: ZeroDivisionError: division\\nby zero." in written
    assert "[internal.unexpected]" in written
    assert ("Traceback" in written) == traced


def test_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "publish", interrupted)
    assert call(monkeypatch, "publish", "a.pdf") == command.INTERRUPTED


def test_the_first_error_of_several_gives_the_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Other(InputError):
        exit_code = 99

    def fail(source: Path, *_: object, **__: object) -> None:
        raise (Other if source.name == "b.pdf" else InputError)("x.y", where=source.name, seen="S.", todo="T.")

    monkeypatch.setattr(run, "publish", fail)
    assert call(monkeypatch, "publish", "b.pdf", "a.pdf") == 99
    assert capsys.readouterr().err.splitlines() == ["Error b.pdf: S. T. [x.y]", "Error a.pdf: S. T. [x.y]"]


@pytest.mark.usefixtures("library")
def test_a_book_of_the_library_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "read", "finding-the-place", "--json", "--text") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["title"] == "Finding the Place"
    assert [division["title"] for division in record["divisions"]] == ["Where readers look"]
    assert call(monkeypatch, "read", "finding-the-place") == 0
    assert "1–2  1  Where readers look  [chapter]" in capsys.readouterr().out


@pytest.mark.usefixtures("library")
def test_a_page_is_explained(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(monkeypatch, "explain", "finding-the-place", "--page", "1") == 0
    told = capsys.readouterr().out
    assert told.startswith("Page 1 (printed), page 1 of the file, id p1\n")
    assert "chapter “1 Where readers look” (chapter-1)" in told
    assert "Where readers look  [page.label by folio]" in told
    assert "p1-1  paragraph  The text goes <on> & on." in told
    assert " 90.0%  page.label of p1 by folio" in told

    assert call(monkeypatch, "explain", "finding-the-place", "--page", "2", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["page"] == {"id": "p2", "index": 1, "label": "2", "printed": False}
    assert [note["id"] for note in record["notes"]] == ["p2-n1"]
    assert [problem["code"] for problem in record["problems"]] == ["labels.gap"]

    assert call(monkeypatch, "explain", "finding-the-place", "--page", "117") == 3
    assert "There is no page 117. Its pages run from 1 to 2." in capsys.readouterr().err


@pytest.mark.usefixtures("library")
def test_a_name_that_is_neither_file_nor_book(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "read", "another-place") == 3
    assert "[input.missing]" in capsys.readouterr().err
