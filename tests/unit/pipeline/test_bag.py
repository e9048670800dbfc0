"""BagIt bags: what is written can be checked by any other program, and damage is noticed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from backlist.pipeline.bag import BagWriter, is_whole, read_info


def bag(folder: Path) -> Path:
    writer = BagWriter(folder)
    assert writer.add("b.txt", [b"one ", b"two"]) == hashlib.sha256(b"one two").hexdigest()
    writer.add("source/a.bin", [])
    writer.close([("External-Description", "A title:\n of two lines"), ("ISBN", "1"), ("ISBN", "2")])
    return folder


def test_the_tag_files_are_as_rfc_8493_has_them(tmp_path: Path) -> None:
    folder = bag(tmp_path / "bag")
    one_two, empty = (hashlib.sha256(data).hexdigest() for data in (b"one two", b""))
    assert (folder / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert (folder / "manifest-sha256.txt").read_text() == f"{one_two}  data/b.txt\n{empty}  data/source/a.bin\n"
    assert (folder / "bag-info.txt").read_text().splitlines() == [
        "External-Description: A title: of two lines",
        "ISBN: 1",
        "ISBN: 2",
        "Payload-Oxum: 7.2",
    ]
    tags = dict(reversed(line.split("  ")) for line in (folder / "tagmanifest-sha256.txt").read_text().splitlines())
    assert set(tags) == {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"}
    for name, digest in tags.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert read_info(folder)[0] == ("External-Description", "A title: of two lines")


def test_the_same_payload_makes_the_same_bag(tmp_path: Path) -> None:
    one, other = bag(tmp_path / "one"), bag(tmp_path / "other")
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    assert all((one / file).read_bytes() == (other / file).read_bytes() for file in files)


@pytest.mark.parametrize(
    "file", ["data/b.txt", "data/source/a.bin", "bag-info.txt", "manifest-sha256.txt", "bagit.txt"]
)
def test_damage_is_noticed(tmp_path: Path, file: str) -> None:
    folder = bag(tmp_path / "bag")
    assert is_whole(folder)
    (folder / file).write_bytes((folder / file).read_bytes() + b"!")
    assert not is_whole(folder)
    (folder / file).unlink()
    assert not is_whole(folder)


def test_a_file_too_many_is_noticed(tmp_path: Path) -> None:
    folder = bag(tmp_path / "bag")
    (folder / "data" / "more").touch()
    assert not is_whole(folder)
