"""Line numbers in TOML: every value that tomllib finds has one, and it is the right one."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from backlist.pipeline.toml_lines import TomlPath, lines_of

EVERYTHING = '''# a comment = with a sign
title = "A title with # and \\" and ["   # a comment
"quoted key" = 'literal \\'
long = """
first ]
second = "no key" \\"""
"""
literal = \'\'\'
it's [x]\'\'\'
a.b . c = 1979-05-27 07:32:00
list = [ 1, # one
  "two", [ 3, 4 ],
  { five = 5, "si\\u0078" = [6] },
]
empty = []
nothing = {}

[series]
title = "S"
[[contributors]]
name = "N"
[[contributors]]

name = "M"
[contributors.more]
flag = true
[[contributors.more.deep]]
x = 1
'''


def paths(value: Any, prefix: TomlPath = ()) -> set[TomlPath]:
    own = {prefix} if prefix else set()
    match value:
        case dict():
            return own.union(*(paths(inner, (*prefix, key)) for key, inner in value.items()))
        case list():
            return own.union(*(paths(inner, (*prefix, place)) for place, inner in enumerate(value)))
    return own


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_path_has_its_line(end: str) -> None:
    text = EVERYTHING.replace("\n", end)
    found = lines_of(text)
    assert set(found) == paths(tomllib.loads(text))
    lines = EVERYTHING.split("\n")
    for path, line in found.items():
        named = next((key for key in reversed(path) if isinstance(key, str)), "")
        if isinstance(path[-1], str):
            assert named in lines[line - 1] or named == "six", path
    for path, line in {
        ("list", 1): '  "two", [ 3, 4 ],',
        ("list", 3, "six"): '  { five = 5, "si\\u0078" = [6] },',
        ("contributors", 0, "name"): 'name = "N"',
        ("contributors", 1, "name"): 'name = "M"',
        ("contributors", 1, "more", "deep", 0, "x"): "x = 1",
    }.items():
        assert lines[found[path] - 1] == line
    assert found["contributors", 1] == found["contributors", 1, "name"] - 2
