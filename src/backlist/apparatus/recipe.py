"""The whole of the apparatus, as a recipe.

In: a book. Out: the same book, to the letter, with its index taken apart, abbreviations, references, citations and dates
marked, and every locator led to its passage; the evidence for it, and the problems found. What an earlier run marked is
taken off first, so that the apparatus can be derived again at any time from the book alone.

A step is a function from a book to a `Result` and never raises for a bad book. Steps mark disjoint pieces of text: a
later one leaves alone what an earlier one has marked.
"""

from __future__ import annotations

from collections.abc import Callable

from backlist.apparatus.strip import without_apparatus
from backlist.model.book import Book
from backlist.model.evidence import Evidence, Result
from backlist.problems import Problem

#: A function from a book to the same book with more of it told apart.
Step = Callable[[Book], Result]

STEPS: tuple[Step, ...] = ()


def derive(book: Book, *, progress: Callable[[int, int], None] | None = None) -> Result:
    """The book with its apparatus. `progress` is called with steps done and steps in all."""
    book = without_apparatus(book)
    evidence: list[Evidence] = []
    problems: list[Problem] = []
    for done, step in enumerate(STEPS, start=1):
        result = step(book)
        book = result.book
        evidence += result.evidence
        problems += result.problems
        if progress:
            progress(done, len(STEPS))
    return Result(book=book, evidence=tuple(evidence), problems=tuple(problems))
