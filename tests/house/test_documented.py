"""Undocumented is broken: settings, exit codes, error codes, problem codes, commands and flags stand in docs/reference.

The product's own tables are compared with the pages, in both directions where a page lists one kind of thing alone.
"""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from backlist import errors
from backlist.cli.main import INTERRUPTED, app
from backlist.pipeline.settings import Settings
from backlist.pipeline.sidecar import ACCESS, FIELD_NAMES, ROLES
from backlist.problems import WORDS

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "backlist"
REFERENCE = ROOT / "docs" / "reference"

#: Areas of error codes. A string such as `input.missing` anywhere in the source is taken for a code.
ERROR_AREAS = "input|metadata|ocr|library|settings|serve|bits|internal"


def page(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def table_rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def section(text: str, heading: str) -> str:
    return text.split(f"{heading}\n", 1)[1].split("\n## ", 1)[0]


def codes_in_source() -> set[str]:
    """Every error code of the product, those included that are put together from an area and a finding."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            match node:
                case ast.Constant(value=str(text)) if re.fullmatch(rf"({ERROR_AREAS})\.[a-z]+(-[a-z]+)*", text):
                    found.add(text)
                case ast.Constant(value=str(text)):
                    # What a docstring promises to raise.
                    found.update(re.findall(rf"`((?:{ERROR_AREAS})\.[a-z]+(?:-[a-z]+)*)`", text))
    # Sidecar's places put their own area before the finding.
    sidecar = (SOURCES / "pipeline" / "sidecar.py").read_text(encoding="utf-8")
    found.update(f"metadata.{finding}" for finding in re.findall(r"\.error\(\s*\"([a-z-]+)\"", sidecar))
    return {code for code in found if not code.endswith((".toml", ".xml"))}


def test_settings() -> None:
    rows = {row[0].strip("`"): row for row in table_rows(page("settings"))[2:]}
    assert set(rows) == {option.metadata["variable"] for option in fields(Settings)}
    for option in fields(Settings):
        _, default, _ = rows[option.metadata["variable"]]
        if option.default is not None and not isinstance(option.default, bool | tuple):
            assert default == f"`{option.default}`"


def test_exit_codes() -> None:
    listed = {int(row[0]) for row in table_rows(page("exit-codes")) if row[0].isdigit()}
    classes = [
        value
        for _, value in inspect.getmembers(errors, inspect.isclass)
        if issubclass(value, errors.BacklistError) and value is not errors.BacklistError
    ]
    assert listed == {0, 1, 2, INTERRUPTED, *(value.exit_code for value in classes)}


def test_error_codes() -> None:
    pages = page("exit-codes").split("## Problems")[0]
    assert set(re.findall(rf"`((?:{ERROR_AREAS})\.[a-z]+(?:-[a-z]+)*)`", pages)) == codes_in_source()


def test_problem_codes() -> None:
    rows = table_rows(section(page("exit-codes"), "## Problems"))[2:]
    assert {row[0].strip("`"): row[1] for row in rows} == {str(code): words for code, words in WORDS.items()}


def test_commands_and_flags() -> None:
    text = page("commands")
    commands = typer.main.get_command(app).commands
    assert re.findall(r"^## `backlist (\w+)", text, re.MULTILINE) == list(commands)
    for name, command in commands.items():
        heading = next(line for line in text.splitlines() if line.startswith(f"## `backlist {name}"))
        flags = {flag for option in command.params for flag in option.opts if flag.startswith("--")}
        documented = {
            match for row in table_rows(section(text, heading)) for match in re.findall(r"^`(--[a-z-]+)", row[0])
        }
        assert documented == flags, name
    for flag in ("--version", "--help"):
        assert f"`{flag}`" in text or f"backlist {flag}" in text


def test_the_sidecar() -> None:
    text = page("sidecar")
    rows = [row[0].strip("`") for row in table_rows(text)[2:]]
    assert rows == list(FIELD_NAMES)
    for word in (*ROLES, *ACCESS, "orcid", "affiliation", "number", "issn"):
        assert f"`{word}`" in text


@pytest.mark.parametrize("name", ["bagit.txt", "book.xml", "layout.jsonl.zst", "evidence.jsonl", "corrections.jsonl"])
def test_the_edition_folder(name: str) -> None:
    assert name in page("edition-folder")
