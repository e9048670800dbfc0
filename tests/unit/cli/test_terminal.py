"""What is sent to a terminal: nothing that could steer it, and progress that can be read in a log."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.cli.terminal import printable, progress, show_error
from backlist.errors import InputError


@given(st.text(st.characters()))
def test_only_printable_characters_are_sent(text: str) -> None:
    shown = printable(text)
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert printable(shown) == shown


def test_what_is_printable_stays() -> None:
    assert printable("Œuvres – “1789”\u00a0! 中文") == "Œuvres – “1789”\u00a0! 中文"
    assert printable("a\x1b[31m\nb\udce9\u202e") == "a\\x1b[31m\\nb\\udce9\\u202e"


def test_an_error_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    show_error(InputError("input.empty", where="a\nb.pdf", seen="The file is empty.", todo="Get it again."))
    assert capsys.readouterr().err == "Error a\\nb.pdf: The file is empty. Get it again. [input.empty]\n"


def test_progress_away_from_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("a\x07.pdf") as tell:
        tell("Reading pages", 0, 0)
        for done in range(1, 301):
            tell("Reading pages", done, 300)
    assert capsys.readouterr().err.splitlines() == [
        "a\\x07.pdf: Reading pages",
        "a\\x07.pdf: Reading pages, 300 of 300",
    ]
