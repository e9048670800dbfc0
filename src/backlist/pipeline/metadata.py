"""What a press says of a book beside what the book says of itself: a `Result` and `Metadata` in, a `Result` out.

The metadata is always taken; where the book says otherwise, a problem says both. How a sidecar file is read and checked
is `backlist.pipeline.sidecar`'s business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from backlist.model.book import Contributor, Details, Series
from backlist.model.evidence import Evidence, Result
from backlist.problems import Problem, ProblemCode
from backlist.text.slug import fold

#: The rule that stands in the evidence for what came from metadata.
RULE = "sidecar"

#: Findings about the book that metadata settles, even by saying that there is no such thing.
_SETTLED_BY = {
    ProblemCode.DETAILS_NO_TITLE: "title",
    ProblemCode.DETAILS_NO_ISBN: "isbns",
    ProblemCode.DETAILS_NO_PRINT_YEAR: "print_year",
    ProblemCode.DETAILS_NO_CONTRIBUTOR: "contributors",
}

#: Fields that `Details` always fills, so that a value says nothing unless there is evidence that it was read.
_FILLED_BY_DEFAULT = frozenset({"language", "access"})

_NAMES = {
    "title": "title",
    "subtitle": "subtitle",
    "contributors": "contributors",
    "publisher": "publisher",
    "place": "place of publication",
    "print_year": "year of print publication",
    "online_date": "date of online publication",
    "isbns": "ISBN",
    "doi": "DOI",
    "series": "series",
    "language": "language",
    "licence": "licence",
    "subjects": "subjects",
    "access": "access",
    "edition": "edition",
    "copyright": "copyright line",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """`values` are fields of `Details` by name, only those that were given; None or an empty tuple says that the book
    has none. `source` names the file, for messages."""

    source: str
    values: tuple[tuple[str, Any], ...] = ()


def apply(result: Result, metadata: Metadata) -> Result:
    """`result` with the metadata's details in place of its own, evidence for each, and problems for contradictions."""
    given = dict(metadata.values)
    book = result.book
    read = {item.claim for item in result.evidence if item.subject == "details"}
    problems = [problem for problem in result.problems if _SETTLED_BY.get(problem.code) not in given]
    evidence = list(result.evidence)
    for name, value in given.items():
        known = name not in _FILLED_BY_DEFAULT or f"details.{name}" in read
        if known and _contradicts(name, book.details, given):
            problems.append(_contradiction(name, getattr(book.details, name), value, metadata.source))
        evidence.append(
            Evidence(subject="details", claim=f"details.{name}", rule=RULE, certainty=1.0, seen=said(value))
        )
    details = replace(book.details, **given)
    return replace(result, book=replace(book, details=details), evidence=tuple(evidence), problems=tuple(problems))


def said(value: Any) -> str:
    """A detail in words; `nothing` where there is none."""
    match value:
        case None | () | "":
            return "nothing"
        case Series(title=title, number=number, issn=issn):
            return ", ".join(part for part in (title, number, issn and f"ISSN {issn}") if part)
        case Contributor(name=name, role=role):
            return name if role == "author" else f"{name} ({role})"
        case date():
            return value.isoformat()
        case tuple():
            return "; ".join(said(item) for item in value)
    return str(value)


def _contradicts(name: str, book: Details, given: dict[str, Any]) -> bool:
    """Whether the book says something, and something else than the metadata does."""
    own, value = getattr(book, name), given[name]
    if own is None or own == ():
        return False
    match name:
        case "title":
            # A subtitle that one of the two holds to be part of the title is no contradiction.
            whole = (fold(f"{book.title} {book.subtitle or ''}"), fold(f"{value} {given.get('subtitle') or ''}"))
            return (
                fold(own) != fold(value) and whole[0] != whole[1] and fold(own) != whole[1] and fold(value) != whole[0]
            )
        case "subtitle" if value is None:
            return fold(f"{book.title} {own}") != fold(given.get("title", book.title))
        case "contributors":
            return _names(own) != _names(value)
        case "isbns":
            # A book need not print all of its ISBNs; only to have none in common is a contradiction.
            return not set(own) & set(value)
        case "series":
            return value is None or fold(own.title) != fold(value.title) or (own.number or "") != (value.number or "")
        case "language":
            # The words of a book show its language, hardly the country whose spelling it follows.
            return own.partition("-")[0] != value.partition("-")[0]
        case "subjects" | "access" | "online_date":
            return False  # the press's own decisions, of which a printed book says nothing
        case "print_year" | "licence":
            return own != value
    return fold(own) != fold(value or "")


def _names(contributors: Iterable[Contributor]) -> set[tuple[str, str]]:
    return {(fold(contributor.name), contributor.role) for contributor in contributors}


def _contradiction(name: str, own: Any, value: Any, source: str) -> Problem:
    return Problem(
        code=ProblemCode.DETAILS_METADATA_CONTRADICTS,
        seen=f"The {_NAMES[name]}: the book says “{said(own)}”, {source} says “{said(value)}”, which was taken.",
    )
