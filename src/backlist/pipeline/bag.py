"""A BagIt bag (RFC 8493): files go in with their checksums, and are checked against them.

Everything written is flushed to the disk before the bag counts as written. No time, machine or user is recorded, so
that the same payload makes the same bag, byte for byte. What the files mean is not known here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

#: Bytes read from a file at a time.
_CHUNK = 1 << 20

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST = "manifest-sha256.txt"
_TAG_MANIFEST = "tagmanifest-sha256.txt"
_INFO = "bag-info.txt"


class BagWriter:
    """Fills `folder`, which must be empty; `add` the payload, then `close` once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sums: dict[str, str] = {}
        self._bytes = 0

    def add(self, name: str, chunks: Iterable[bytes]) -> str:
        """Write `chunks` to `data/name`; gives their SHA-256. `name` holds safe characters and `/` only."""
        path = f"data/{name}"
        digest, size = _write(self.folder / path, chunks)
        self._sums[path] = digest
        self._bytes += size
        return digest

    def close(self, info: Iterable[tuple[str, str]]) -> str:
        """Write the tag files, `info` (label and value, in order) among them; gives the manifest's SHA-256."""
        entries = [*info, ("Payload-Oxum", f"{self._bytes}.{len(self._sums)}")]
        tags = {
            "bagit.txt": _DECLARATION,
            _INFO: "".join(f"{label}: {' '.join(value.split())}\n" for label, value in entries),
            _MANIFEST: _lines(self._sums),
        }
        sums = {name: _write(self.folder / name, [text.encode()])[0] for name, text in tags.items()}
        _write(self.folder / _TAG_MANIFEST, [_lines(sums).encode()])
        for folder, _, _ in os.walk(self.folder, topdown=False):
            sync_folder(Path(folder))
        return sums[_MANIFEST]


def file_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def read_info(folder: Path) -> tuple[tuple[str, str], ...]:
    """The labels and values of a bag's bag-info.txt, in order."""
    lines = (folder / _INFO).read_text(encoding="utf-8").split("\n")
    return tuple((label, value) for label, colon, value in (line.partition(": ") for line in lines) if colon)


def is_whole(folder: Path) -> bool:
    """Whether every file of the bag is there, with its checksum, and no other file is in its payload."""
    try:
        sums = _parsed(folder / _TAG_MANIFEST) | _parsed(folder / _MANIFEST)
        payload = {path.relative_to(folder).as_posix() for path in (folder / "data").rglob("*") if path.is_file()}
        return payload == {name for name in sums if name.startswith("data/")} and all(
            _digest(file_chunks(folder / name)) == digest for name, digest in sums.items()
        )
    except (OSError, UnicodeDecodeError):
        return False


def sync_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _digest(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _lines(sums: dict[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))


def _parsed(manifest: Path) -> dict[str, str]:
    lines = manifest.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
