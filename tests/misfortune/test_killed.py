"""A writer that dies, and a disk that is full: readers see the old edition or the new one; the next writer tidies up.

The writer is a real process. It is killed at each of its operations on files in turn: an audit hook counts them, so
that nothing in the product knows of the test.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.misfortune.materials import PROGRAM, Run, tree
from tests.unit.pipeline.books import small_layout, small_result

from backlist.errors import SettingsError
from backlist.pipeline.bag import is_whole
from backlist.pipeline.workspace import Edition, Library, editions, find, read_book, write_edition

BOOK = "finding-the-place"

#: Events of CPython's audit table that a writer causes at the disk; those that only look are left out.
OPERATIONS = frozenset(
    {"open", "os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir", "shutil.rmtree", "fcntl.flock"}
)

#: A writer has about fifty operations; were there many more, the test would have to be thinned out.
MOST_OPERATIONS = 200


def write(root: Path, source: Path, subtitle: str) -> Edition:
    return write_edition(
        Library(root=root),
        result=small_result(subtitle=subtitle),
        layout=small_layout(),
        source=source,
        today=date(2020, 2, 29),
    )


def killed_at(operation: int, work: Callable[[], object]) -> bool:
    """Do `work` in a child that is killed before this operation; whether it was, or got to its end."""
    child = os.fork()
    if child == 0:
        # From here on only this copy of the process is concerned, and it never returns to pytest.
        left = operation

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in OPERATIONS:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False


def subtitles(root: Path) -> list[str | None]:
    """What a reader sees, each edition checked against its checksums."""
    seen = []
    for edition in editions(Library(root=root)):
        assert is_whole(edition.path)
        seen.append(read_book(edition).details.subtitle)
    return seen


def leftovers(root: Path) -> list[str]:
    """What stands in the library besides the current edition of the one book."""
    edition = find(Library(root=root), BOOK)
    assert edition is not None
    own = {".lock", "books", f"books/{BOOK}", f"books/{BOOK}/current"}
    prefix = f"books/{BOOK}/{edition.edition}"
    return [name for name in tree(root) if name not in own and not name.startswith(prefix)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"%PDF-" + bytes(100_000))
    return path


def deaths(root: Path, work: Callable[[], object]) -> Iterator[int]:
    """Kill `work` at each of its operations in turn; the library is as it was before each."""
    for operation in range(MOST_OPERATIONS):
        if not killed_at(operation, work):
            assert operation > 20, "the audit hook has counted too few operations to be right"
            return
        yield operation
    pytest.fail("the writer has more operations than this test expects")


def test_a_first_edition_is_there_whole_or_not_at_all(tmp_path: Path, source: Path) -> None:
    outcomes = set()
    root = tmp_path / "library"
    for operation in deaths(root, lambda: write(root, source, "new")):
        outcomes.add(tuple(subtitles(root)))
        write(root, source, "next")
        assert subtitles(root) == ["next"], operation
        assert leftovers(root) == []
        root.rename(tmp_path / f"done-{operation}")
    assert outcomes == {(), ("new",)}


def test_a_second_edition_replaces_the_first_whole_or_not_at_all(tmp_path: Path, source: Path) -> None:
    outcomes = set()
    root = tmp_path / "library"
    write(root, source, "old")
    for operation in deaths(root, lambda: write(root, source, "new")):
        outcomes.add(tuple(subtitles(root)))
        write(root, source, "old")
        assert subtitles(root) == ["old"], operation
        assert leftovers(root) == []
    assert outcomes == {("old",), ("new",)}


def test_two_writers_never_tread_on_each_other(tmp_path: Path, source: Path) -> None:
    root = tmp_path / "library"
    children = []
    for writer in range(4):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                for turn in range(5):
                    write(root, source, f"{writer} {turn}")
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    (seen,) = subtitles(root)
    assert seen is not None
    assert seen.endswith(" 4")
    assert leftovers(root) == []


def test_a_full_disk_leaves_the_old_edition(tmp_path: Path, source: Path) -> None:
    root = tmp_path / "library"
    write(root, source, "old")
    before = tree(root)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in (0, 10, 1000, 99_999):
        # Python ignores the signal that the limit sends; writing fails as on a disk with no more room.
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            with pytest.raises(SettingsError) as caught:
                write(root, source, "new")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert caught.value.code == "library.no-space"
        assert tree(root) == before
    assert write(root, source, "new")


@pytest.mark.parametrize("failing", range(1, 16))
def test_no_space_at_any_flush_leaves_one_edition(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    root = tmp_path / "library"
    write(root, source, "old")
    flush, calls = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        flush(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError) as caught:
        write(root, source, "new")
    monkeypatch.undo()
    assert caught.value.code == "library.no-space"
    (seen,) = subtitles(root)
    assert seen in {"old", "new"}
    assert not (root / ".incoming").exists()


@pytest.mark.parametrize("what", ["a file", "a file for books", "nothing that can be made"])
def test_a_library_that_cannot_be_written(tmp_path: Path, source: Path, what: str) -> None:
    root = tmp_path / "library"
    match what:
        case "a file":
            root.write_text("")
        case "a file for books":
            root.mkdir()
            (root / "books").write_text("")
        case _:
            root = Path("/proc/library")
    with pytest.raises(SettingsError) as caught:
        write(root, source, "new")
    assert caught.value.code == "library.not-writable"
    assert caught.value.where == str(root)


def test_a_command_killed_at_any_time_leaves_a_library_that_works(
    tmp_path: Path, library: Path, environ: dict[str, str], backlist: Run, printed_book: bytes
) -> None:
    source = tmp_path / "book.pdf"
    source.write_bytes(printed_book)
    sidecar = tmp_path / "book.toml"
    sidecar.write_text('subtitle = "old"')
    assert backlist("publish", source).code == 0
    sidecar.write_text('subtitle = "new"')
    started = time.monotonic()
    assert backlist("publish", source).code == 0
    whole = time.monotonic() - started
    for eighths in (1, 3, 5, 7):
        sidecar.write_text(f'subtitle = "{eighths}"')
        before = subtitles(library)
        null = subprocess.DEVNULL
        child = subprocess.Popen([PROGRAM, "publish", source], env=environ, stdout=null, stderr=null)
        time.sleep(whole * eighths / 8)
        child.kill()
        child.wait()
        assert subtitles(library) in (before, [str(eighths)])
    assert backlist("publish", source).code == 0
    assert subtitles(library) == ["7"]
    assert backlist("shelve").out.splitlines()[-1] == "0 shelved, 0 taken from the shelves"


def test_ctrl_c_stops_with_its_own_code(
    tmp_path: Path, library: Path, environ: dict[str, str], printed_book: bytes
) -> None:
    source = tmp_path / "book.pdf"
    source.write_bytes(printed_book)
    child = subprocess.Popen(
        [PROGRAM, "publish", *[source] * 50], env=environ, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert child.stderr is not None
    assert child.stderr.readline()  # it is at work
    child.send_signal(signal.SIGINT)
    rest = child.stderr.read().decode()
    assert child.wait() == 130
    assert "Traceback" not in rest
