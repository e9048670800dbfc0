"""Where each value of a TOML file stands: valid TOML in, a map from path to line number out.

`tomllib` says what a file means but not where; a message about a wrong field must name its line. The text has been read
by `tomllib` before, so nothing is checked here again. Grammar: TOML 1.0.0.
"""

from __future__ import annotations

import re
import tomllib

#: A path through tables (by key) and arrays (by place, from 0).
TomlPath = tuple[str | int, ...]

_BLANK = re.compile(r"[ \t]*")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRINGS = (
    re.compile(r'"""(?:\\.|[^\\])*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\])*"'),
    re.compile(r"'[^']*'"),
)
# A number, a date (with a blank between date and time, perhaps), true or false.
_PLAIN = re.compile(r"[^,\]}#\n]*")


def lines_of(text: str) -> dict[TomlPath, int]:
    """For every key, table and array item of `text`, the number of the line (from 1) where it is first named."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.counted = (0, 1)  # a place, and the number of its line
        self.found: dict[TomlPath, int] = {}
        self.tables: dict[TomlPath, int] = {}  # how many items each array of tables has so far

    def scan(self) -> dict[TomlPath, int]:
        prefix: TomlPath = ()
        self.skip(_SPACE)
        while self.at < len(self.text):
            line = self.line()
            if self.text[self.at] == "[":
                prefix = self.header()
                self.name(prefix, line)
            else:
                self.pair(prefix)
            self.skip(_SPACE)
        return self.found

    def line(self) -> int:
        place, number = self.counted
        self.counted = (self.at, number + self.text.count("\n", place, self.at))
        return self.counted[1]

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return match.group()

    def name(self, path: TomlPath, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.found.setdefault(path[:length], line)

    def header(self) -> TomlPath:
        """`[a.b]` or `[[a.b]]`: the path of the table that the lines below it fill."""
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        path: TomlPath = ()
        keys = self.keys()
        for place, key in enumerate(keys):
            path = (*path, key)
            last = place == len(keys) - 1
            if many and last:
                self.tables[path] = self.tables.get(path, 0) + 1
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
        self.at += 2 if many else 1
        return path

    def keys(self) -> list[str]:
        """A dotted key, up to what follows it."""
        keys = []
        while True:
            self.skip(_BLANK)
            if self.text[self.at] in "\"'":
                # tomllib knows what escapes mean.
                keys.append(next(iter(tomllib.loads(f"{self.string()} = 0"))))
            else:
                keys.append(self.skip(_BARE_KEY))
            self.skip(_BLANK)
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def pair(self, prefix: TomlPath) -> None:
        line = self.line()
        path = (*prefix, *self.keys())
        self.name(path, line)
        self.at += 1  # the sign of equality
        self.skip(_BLANK)
        self.value(path)

    def value(self, path: TomlPath) -> None:
        match self.text[self.at]:
            case '"' | "'":
                self.string()
            case "[":
                self.items(path)
            case "{":
                self.at += 1
                self.skip(_SPACE)
                while self.text[self.at] != "}":
                    self.pair(path)
                    self.separator()
                self.at += 1
            case _:
                self.skip(_PLAIN)

    def items(self, path: TomlPath) -> None:
        self.at += 1
        self.skip(_SPACE)
        place = 0
        while self.text[self.at] != "]":
            self.name((*path, place), self.line())
            self.value((*path, place))
            self.separator()
            place += 1
        self.at += 1

    def separator(self) -> None:
        self.skip(_SPACE)
        if self.text[self.at] == ",":
            self.at += 1
            self.skip(_SPACE)

    def string(self) -> str:
        for pattern in _STRINGS:
            match = pattern.match(self.text, self.at)
            if match:
                self.at = match.end()
                return match.group()
        raise AssertionError("tomllib has read this text")
