"""Rows of dots that OCR has read as letters; lines without any come back as they are."""

from __future__ import annotations

import pytest

from backlist.structure.leaders import mend_leaders


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Preface... 6. eee cece eens vi", "Preface ..... vi"),
        ("1. Introductory... 2... ccc cee eens 1", "1. Introductory ..... 1"),
        ("2. Before the Press............. Veeeeee ee A", "2. Before the Press ..... 4"),
        ("5. Leaves...0... 0.00... ccccece eee ees 58 |", "5. Leaves ..... 58"),
        ("7. Remedies. ..... 0.00.0 ccccererenee ee 131", "7. Remedies ..... 131"),
        ("Index ccc cece eee 155", "Index ..... 155"),
        ("Notes.......... eee", "Notes ....."),
    ],
)
def test_misread_leaders(read: str, meant: str) -> None:
    assert mend_leaders(read) == meant


@pytest.mark.parametrize(
    "line",
    [
        "Introduction ........ 5",
        "Preface . . . . . vii",
        "Preface......vii",
        "The science of meaning 12",
        "On seeing trees 3",
        "Notes on cocoa 12",
        "Wait ... what then? 12",
        "Science, senses, etc. 4",
        "Conclusion 100",
        "A to I",
        "",
    ],
)
def test_sound_lines(line: str) -> None:
    assert mend_leaders(line) == line
