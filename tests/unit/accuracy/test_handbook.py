"""The handbook's tables come from measured figures, and every table has its place on the page."""

from __future__ import annotations

import re

import pytest
from tests.accuracy.handbook import PAGE, TABLES, calibration, filled, peers, rules, scores


def test_every_table_has_its_place_and_every_place_its_table() -> None:
    assert set(re.findall(r"<!-- measured: (\w+) -->", PAGE.read_text(encoding="utf-8"))) == set(TABLES)


def test_a_table_is_replaced_and_all_else_stays() -> None:
    page = "Before.\n<!-- measured: scores -->\nold\n<!-- end -->\nAfter.\n"
    assert filled(page, {"scores": "new"}) == page.replace("old", "new")
    assert filled(filled(page, {"scores": "new"}), {"scores": "new"}) == page.replace("old", "new")
    with pytest.raises(ValueError, match="rules"):
        filled(page, {"rules": "new"})


def test_scores_stand_with_their_mean_and_worst() -> None:
    rows = [
        {"id": "one", "scan": False, "divisions": {"f1": 1.0}, "label_accuracy": 0.9},
        {"id": "two", "scan": False, "divisions": {"f1": 0.5}, "label_accuracy": None},
    ]
    table = scores(rows).splitlines()
    assert table[0] == "**Born digital**"
    assert table[-2].startswith("| *mean of books* | 0.750 |")
    assert table[-1].startswith("| *worst book* | 0.500 |")
    assert "0.900" in table[-1]


def test_rules_that_err_come_first() -> None:
    table = rules({"rules": {"good": [100, 100], "worse": [1, 10], "bad": [6, 10]}}).splitlines()[2:]
    assert table == ["| `worse` | 10 | 9 | 0.17 |", "| `bad` | 10 | 4 | 0.58 |"]


def test_calibration_and_peers() -> None:
    one = {"structure": "notes", "claims": 1000, "right": 990, "error_left_out": 0.01, "error_stated": 0.02}
    assert calibration({"structures": [one]}).splitlines()[-1] == "| notes | 1,000 | 99.0% | 0.010 | 0.020 |"
    rows = [
        {"book": "a", "program": "Backlist", "titles_and_starts": 1.0, "starts": 1.0},
        {"book": "b", "program": "Backlist", "titles_and_starts": 0.0, "starts": 0.0},
        {"book": "a", "program": "Other", "titles_and_starts": 0.25, "starts": 0.5},
    ]
    table = peers({"rows": rows, "missing": {"Third": "not installed"}}).splitlines()
    assert "| Backlist | 1 | 1.000 | 1.000 |" in table
    assert "| Other | 1 | 0.250 | 0.500 |" in table
    assert "Third (not installed)" in table[-1]
