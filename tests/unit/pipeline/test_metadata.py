"""Metadata over a book's own details: it is taken, and what it contradicts is said."""

from __future__ import annotations

from typing import Any

import pytest

from backlist.model.book import Book, Contributor, Details, Series
from backlist.model.evidence import Evidence, Result
from backlist.pipeline.metadata import RULE, Metadata, apply
from backlist.problems import Problem, ProblemCode

READ = Details(
    title="Finding the Place",
    subtitle="How Readers Look Things Up",
    contributors=(Contributor(name="First Author"),),
    publisher="The Press",
    print_year=1977,
    isbns=("9780306406157", "9791090636071"),
    series=Series(title="Studies", number="4"),
)


def applied(details: Details = READ, *, evidence: tuple[Evidence, ...] = (), **values: Any) -> Result:
    result = Result(book=Book(id="b", details=details), evidence=evidence)
    return apply(result, Metadata(source="book.toml", values=tuple(values.items())))


def test_what_is_given_is_taken_and_the_rest_kept() -> None:
    result = applied(place="Cambridge", doi="10.1000/182", publisher="The Press")
    assert result.book.details.place == "Cambridge"
    assert result.book.details.title == READ.title
    assert result.problems == ()
    assert [(item.claim, item.rule, item.seen) for item in result.evidence] == [
        ("details.place", RULE, "Cambridge"),
        ("details.doi", RULE, "10.1000/182"),
        ("details.publisher", RULE, "The Press"),
    ]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("title", "Losing the Place", ("Finding the Place", "Losing the Place")),
        ("subtitle", None, ("How Readers Look Things Up", "nothing")),
        ("contributors", (Contributor(name="First Author", role="editor"),), ("First Author", "First Author (editor)")),
        ("publisher", "Another Press", ("The Press", "Another Press")),
        ("print_year", 1978, ("1977", "1978")),
        ("isbns", ("9780804429573",), ("9780306406157; 9791090636071", "9780804429573")),
        ("isbns", (), ("9780306406157; 9791090636071", "nothing")),
        ("series", Series(title="Studies", number="5"), ("Studies, 4", "Studies, 5")),
        ("series", None, ("Studies, 4", "nothing")),
    ],
)
def test_a_contradiction_is_said_with_both_values(name: str, value: Any, words: tuple[str, str]) -> None:
    result = applied(**{name: value})
    assert getattr(result.book.details, name) == value
    (problem,) = result.problems
    assert problem.code is ProblemCode.DETAILS_METADATA_CONTRADICTS
    assert f"the book says “{words[0]}”, book.toml says “{words[1]}”, which was taken" in problem.seen


@pytest.mark.parametrize(
    "values",
    [
        {"title": "FINDING  the place"},
        {"title": "Finding the Place: How Readers Look Things Up", "subtitle": None},
        {"contributors": (Contributor(name="First  Author", orcid="0000-0002-1825-0097"),)},
        {"isbns": ("9780306406157", "9780804429573")},
        {"isbns": ("9791090636071",)},
        {"language": "de"},
        {"access": "closed"},
        {"subjects": ("Books",)},
        {"series": Series(title="Studies", number="4", issn="0378-5955")},
    ],
)
def test_what_agrees_or_adds_is_no_contradiction(values: dict[str, Any]) -> None:
    assert applied(**values).problems == ()


def test_a_title_that_swallowed_its_subtitle_is_no_contradiction() -> None:
    read = Details(title="Finding the Place: How Readers Look Things Up")
    assert applied(read, title="Finding the Place", subtitle="How Readers Look Things Up").problems == ()


def test_a_language_that_was_read_can_be_contradicted() -> None:
    evidence = Evidence(subject="details", claim="details.language", rule="words", certainty=0.9)
    assert applied(evidence=(evidence,), language="en-GB").problems == ()
    (problem,) = applied(evidence=(evidence,), language="de").problems
    assert "“en”" in problem.seen
    assert "“de”" in problem.seen


def test_findings_that_the_metadata_settles_are_withdrawn() -> None:
    problems = tuple(
        Problem(code=code, seen="…")
        for code in (
            ProblemCode.DETAILS_NO_TITLE,
            ProblemCode.DETAILS_NO_ISBN,
            ProblemCode.DETAILS_NO_PRINT_YEAR,
            ProblemCode.DETAILS_NO_CONTRIBUTOR,
            ProblemCode.LABELS_GAP,
        )
    )
    result = Result(book=Book(id="b", details=Details(title="Untitled")), problems=problems)
    given = Metadata(source="book.toml", values=(("isbns", ()), ("print_year", 1977)))
    assert [problem.code for problem in apply(result, given).problems] == [
        ProblemCode.DETAILS_NO_TITLE,
        ProblemCode.DETAILS_NO_CONTRIBUTOR,
        ProblemCode.LABELS_GAP,
    ]
