"""The file of metadata beside a source: a TOML file in, checked `Metadata` out.

Every wrong field, type or value is an InputError `metadata.…` that names the file, the line and the field, what was
seen and what would be right. Whether the values are true of the book is not asked here.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from backlist.errors import InputError
from backlist.model.book import Contributor, Series
from backlist.pipeline.metadata import Metadata
from backlist.pipeline.toml_lines import TomlPath, lines_of
from backlist.text import identifiers
from backlist.text.isbn import isbn13

#: The sidecar's name in a folder that holds one PDF alone.
SIDECAR_NAME = "book.toml"

ROLES = ("author", "editor", "translator", "contributor")
ACCESS = ("open", "closed")

#: Bytes; a sidecar is a page of text, and anything larger is another file.
_LARGEST = 1_000_000

#: Years; printing with movable type begins in Europe about 1450, and nobody prints a century ahead.
_FIRST_YEAR, _LAST_YEAR = 1440, 2100

# Characters that XML 1.0 cannot hold (its clause 2.2).
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TOML_PLACE = re.compile(r"^(?P<what>.*?) \((?:at line (?P<line>\d+), column \d+|at end of document)\)$")


def find_sidecar(source: Path) -> Path | None:
    """The metadata that belongs to `source`: `NAME.toml` beside `NAME.pdf`, else `book.toml` where the folder has no
    other PDF; None where there is neither."""
    if not source.is_file():
        return None
    own, shared = source.with_name(source.stem + ".toml"), source.with_name(SIDECAR_NAME)
    if own != source and own.is_file():
        return own
    if (
        shared != source
        and shared.is_file()
        and not any(other.suffix.lower() == ".pdf" and other.name != source.name for other in source.parent.iterdir())
    ):
        return shared
    return None


def read_sidecar(path: Path) -> Metadata:
    """The metadata in `path`. Raises InputError `metadata.…`."""
    text = _read(path)
    try:
        fields, lines = tomllib.loads(text), lines_of(text)
    except tomllib.TOMLDecodeError as wrong:
        place = _TOML_PLACE.match(str(wrong))
        line = text.count("\n") + 1 if place is None or place["line"] is None else int(place["line"])
        raise InputError(
            "metadata.not-toml",
            where=f"{path}, line {line}",
            seen=f"This is not TOML: {place['what'] if place else wrong}.",
            todo='Write each field as `name = "value"`, one a line.',
        ) from None
    except RecursionError:
        raise InputError(
            "metadata.not-toml", where=str(path), seen="Lists or tables nest too deeply.", todo="Write plain fields."
        ) from None
    top = _Place(file=str(path), lines=lines)
    values = []
    for name, value in fields.items():
        detail, parse = _FIELDS[top.known(name, _FIELDS)]
        values.append((detail, parse(value, top.at(name))))
    return Metadata(source=path.name, values=tuple(values))


def _read(path: Path) -> str:
    def refuse(code: str, seen: str, todo: str, line: str = "") -> InputError:
        return InputError(code, where=f"{path}{line}", seen=seen, todo=todo)

    if not path.exists():
        raise refuse("metadata.missing", "There is no such file.", "Check the name given with --metadata.")
    if not path.is_file():
        raise refuse("metadata.unreadable", "This is not a file.", "Name a TOML file.")
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as wrong:
        raise refuse(
            "metadata.unreadable", f"The file cannot be read: {wrong.strerror}.", "Check its permissions."
        ) from wrong
    if len(data) > _LARGEST:
        raise refuse("metadata.not-toml", "The file is larger than 1 MB.", "Name a TOML file with the book's details.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise refuse(
            "metadata.not-toml", "The file is not UTF-8 text.", "Save it as UTF-8.", f", line {line}"
        ) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where in the file a value stands, so that whatever is wrong with it can be said with its line."""

    file: str
    lines: dict[TomlPath, int]
    path: TomlPath = ()

    def at(self, step: str | int) -> _Place:
        return _Place(file=self.file, lines=self.lines, path=(*self.path, step))

    def error(self, code: str, seen: str, todo: str) -> InputError:
        steps = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in self.path]
        field = "".join(steps).removeprefix(".")
        return InputError(
            f"metadata.{code}", where=f"{self.file}, line {self.lines[self.path]}, `{field}`", seen=seen, todo=todo
        )

    def known(self, name: str, allowed: Iterable[str]) -> str:
        allowed = tuple(allowed)
        if name in allowed:
            return name
        raise self.at(name).error("unknown-field", "There is no field of this name.", _suggestion(name, allowed))

    def wrong_type(self, value: Any, wanted: str) -> InputError:
        return self.error("wrong-type", f"{_kind(value)} stands here.", f"Write {wanted}.")

    def wrong_value(self, value: Any, wanted: str) -> InputError:
        return self.error("wrong-value", f"“{value}” is not allowed here.", f"Write {wanted}.")


def _suggestion(name: str, allowed: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name.lower(), allowed, n=1, cutoff=0.6)
    return f"Did you mean `{near[0]}`?" if near else f"The fields are {', '.join(allowed)}."


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "A number"
        case str():
            return "Text"
        case list():
            return "A list"
        case dict():
            return "A table"
    return "A date or time"


# --- values -----------------------------------------------------------------------------------------------------------

_Parse = Callable[[Any, _Place], Any]


def _text(value: Any, place: _Place) -> str | None:
    """Text on one line; the empty text says that the book has none."""
    if not isinstance(value, str):
        raise place.wrong_type(value, 'text in quotation marks, such as "…"')
    bad = _NOT_XML.search(value)
    if bad:
        raise place.error(
            "wrong-value", f"The text holds the control character U+{ord(bad.group()):04X}.", "Take it out."
        )
    return " ".join(value.split()) or None


def _needed(value: Any, place: _Place) -> str:
    text = _text(value, place)
    if text is None:
        raise place.error("wrong-value", "The text is empty.", "Fill it in, or leave the field out.")
    return text


def _form(check: Callable[[str], str | None], wanted: str) -> _Parse:
    def parse(value: Any, place: _Place) -> str | None:
        text = _text(value, place)
        if text is None:
            return None
        checked = check(text)
        if checked is None:
            raise place.wrong_value(text, wanted)
        return checked

    return parse


_one_isbn = _form(isbn13, "an ISBN of 13 or 10 digits whose check digit is right, in quotation marks")
_orcid = _form(identifiers.orcid, "an ORCID iD whose check digit is right, such as 0000-0002-1825-0097")
_issn = _form(identifiers.issn, "an ISSN whose check digit is right, such as 0378-5955")
_doi = _form(identifiers.doi, "a DOI, such as 10.1000/182")
_language_form = _form(identifiers.language, "a BCP 47 language tag, such as en, de or pt-BR")


def _http(text: str) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.netloc and " " not in text else None


_licence = _form(_http, "the licence's address, such as https://creativecommons.org/licenses/by/4.0/")


def _language(value: Any, place: _Place) -> str:
    return _language_form(_needed(value, place), place)


def _list_of(one: _Parse, wanted: str, *, or_one: type | None = None) -> _Parse:
    """A list of what `one` reads, without repetitions; where `or_one` is given, a single value of that type as well."""

    def parse(value: Any, place: _Place) -> tuple[Any, ...]:
        if or_one is not None and isinstance(value, or_one):
            single = one(value, place)
            return () if single is None else (single,)
        if not isinstance(value, list):
            raise place.wrong_type(value, wanted)
        items = [one(item, place.at(rank)) for rank, item in enumerate(value)]
        return tuple(dict.fromkeys(item for item in items if item is not None))

    return parse


def _choice(allowed: tuple[str, ...]) -> _Parse:
    def parse(value: Any, place: _Place) -> str:
        text = _needed(value, place)
        if text not in allowed:
            near = difflib.get_close_matches(text.lower(), allowed, n=1, cutoff=0.6)
            rest = f"; did you mean {near[0]}?" if near else ""
            raise place.error(
                "wrong-value", f"“{text}” is not allowed here.", f"Write one of {', '.join(allowed)}{rest or '.'}"
            )
        return text

    return parse


def _year(value: Any, place: _Place) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise place.wrong_type(value, "the year as a number without quotation marks, such as 1977")
    if not _FIRST_YEAR <= value <= _LAST_YEAR:
        raise place.wrong_value(value, f"a year from {_FIRST_YEAR} to {_LAST_YEAR}")
    return value


def _day(value: Any, place: _Place) -> date:
    wanted = "a date as year-month-day, such as 2011-06-01"
    if isinstance(value, str):
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip(), re.ASCII):
                return date.fromisoformat(value.strip())
        except ValueError:
            pass
        raise place.wrong_value(value, wanted)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise place.wrong_type(value, wanted)
    return value


def _table(value: Any, place: _Place, fields: dict[str, _Parse], needed: str) -> dict[str, Any]:
    read = {name: fields[place.known(name, fields)](inner, place.at(name)) for name, inner in value.items()}
    if not read.get(needed):
        raise place.error("missing-field", f"`{needed}` is missing.", f"Give `{needed}`.")
    return read


def _contributor(value: Any, place: _Place) -> Contributor:
    if isinstance(value, str):
        return Contributor(name=_needed(value, place))
    if not isinstance(value, dict):
        raise place.wrong_type(value, "a name in quotation marks, or a table with name, role, orcid, affiliation")
    fields: dict[str, _Parse] = {"name": _needed, "role": _choice(ROLES), "orcid": _orcid, "affiliation": _text}
    return Contributor(**_table(value, place, fields, "name"))


def _series(value: Any, place: _Place) -> Series | None:
    if isinstance(value, str):
        title = _text(value, place)
        return Series(title=title) if title else None
    if not isinstance(value, dict):
        raise place.wrong_type(value, "the series' title in quotation marks, or a table with title, number, issn")
    return Series(**_table(value, place, {"title": _needed, "number": _series_number, "issn": _issn}, "title"))


def _series_number(value: Any, place: _Place) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, place)


#: Every field of a sidecar, with the field of `Details` that it fills.
_FIELDS: dict[str, tuple[str, _Parse]] = {
    "title": ("title", _needed),
    "subtitle": ("subtitle", _text),
    "contributors": ("contributors", _list_of(_contributor, "a list of names, or a `[[contributors]]` table for each")),
    "publisher": ("publisher", _text),
    "place": ("place", _text),
    "print_year": ("print_year", _year),
    "online_date": ("online_date", _day),
    "isbn": ("isbns", _list_of(_one_isbn, "an ISBN in quotation marks, or a list of them", or_one=str)),
    "doi": ("doi", _doi),
    "series": ("series", _series),
    "language": ("language", _language),
    "licence": ("licence", _licence),
    "subjects": ("subjects", _list_of(_text, "a list of subjects, each in quotation marks", or_one=str)),
    "access": ("access", _choice(ACCESS)),
    "edition": ("edition", _text),
    "copyright": ("copyright", _text),
}

#: The names of a sidecar's fields, in the order in which the reference page has them.
FIELD_NAMES = tuple(_FIELDS)
