"""Findings of one kind put together: a book's problems in, a list that an editor can read through, out.

A scan with faint note marks makes the same finding on every other page. Said once for each, they hide what else is wrong; so
many of one kind become one that names its pages. What was found page by page stays in the evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from backlist.problems import Problem, ProblemCode

#: More findings of one kind than this become one.
MOST_ALONE = 5
#: So many pages are named.
PAGES_NAMED = 40

#: What is said of many findings at once, by kind; all others stay as they are.
_MANY: dict[ProblemCode, str] = {
    ProblemCode.LABELS_GAP: "The printed numbers leave pages out {count} times; the printed numbers were kept.",
    ProblemCode.LABELS_MISPRINTED: "{count} pages print a number that does not fit their neighbours'; each was numbered as its "
    "neighbours are.",
    ProblemCode.NOTES_MARK_WITHOUT_NOTE: "{count} marks in the text call notes that were not found; they stay in the text and "
    "lead nowhere.",
    ProblemCode.NOTES_NOTE_WITHOUT_MARK: "{count} notes are called by nothing in the text; they were kept among the notes of their "
    "divisions.",
    ProblemCode.TEXT_PAGE_WITHOUT_TEXT: "{count} pages hold a picture and no text; they stand in the book as pages without words.",
    ProblemCode.TEXT_UNREADABLE: "The characters of {count} pages cannot be trusted; they were kept as the file gives them.",
}


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in their order; where many are of one kind, one that names their pages stands where the first stood."""
    given = tuple(problems)
    kinds: dict[ProblemCode, list[Problem]] = defaultdict(list)
    for problem in given:
        kinds[problem.code].append(problem)
    out: list[Problem] = []
    for problem in given:
        same = kinds[problem.code]
        if len(same) <= MOST_ALONE or problem.code not in _MANY:
            out.append(problem)
        elif problem is same[0]:
            said = _MANY[problem.code].format(count=len(same))
            out.append(Problem(code=problem.code, seen=said + _pages(same), page=problem.page))
    return tuple(out)


def _pages(problems: Iterable[Problem]) -> str:
    """The pages by name, each once; of very many the first."""
    labels = list(dict.fromkeys(problem.page for problem in problems if problem.page))
    if not labels:
        return ""
    named = ", ".join(labels[:PAGES_NAMED])
    more = f" and {len(labels) - PAGES_NAMED} more" if len(labels) > PAGES_NAMED else ""
    return f" Pages {named}{more}."
