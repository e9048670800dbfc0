"""A book in a few lines, for whoever has just published it: a book and its problems in, lines out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from backlist.model.book import Book, Contributor, Division, DivisionKind, Note, NoteCall
from backlist.pipeline.parts import parts_of
from backlist.problems import WORDS, Problem, ProblemCode

#: Problems of one kind that are shown in full; more are counted.
_SHOWN = 3

#: Findings which mean that something printed in the book is not where its readers expect it.
_LOSSES = frozenset(
    {
        ProblemCode.CONTENTS_ENTRY_NOT_PLACED,
        ProblemCode.DIVISIONS_NONE_FOUND,
        ProblemCode.NOTES_MARK_WITHOUT_NOTE,
        ProblemCode.NOTES_NOTE_WITHOUT_MARK,
        ProblemCode.TEXT_UNREADABLE,
    }
)

_PLURALS = {
    DivisionKind.FRONT_MATTER: "pieces of front matter",
    DivisionKind.BACK_MATTER: "pieces of back matter",
    DivisionKind.APPENDIX: "appendices",
    DivisionKind.INDEX: "indexes",
    DivisionKind.BIBLIOGRAPHY: "bibliographies",
    DivisionKind.GLOSSARY: "glossaries",
    DivisionKind.CHRONOLOGY: "chronologies",
    DivisionKind.LIST_OF_FIGURES: "lists of figures",
    DivisionKind.LIST_OF_TABLES: "lists of tables",
    DivisionKind.OTHER: "others",
}
#: Kinds whose names are plural already, or mean many things at once.
_ALWAYS_PLURAL = frozenset(
    {
        DivisionKind.CONTENTS,
        DivisionKind.ABBREVIATIONS,
        DivisionKind.ACKNOWLEDGEMENTS,
        DivisionKind.CONTRIBUTORS,
        DivisionKind.NOTES,
    }
)


def title_line(book: Book) -> str:
    """Title and subtitle."""
    return f"{book.details.title}: {book.details.subtitle}" if book.details.subtitle else book.details.title


def imprint_line(book: Book) -> str:
    """Contributors, publisher and year, as far as they are known."""
    details = book.details
    imprint = ", ".join(str(part) for part in (details.publisher, details.print_year) if part)
    return " · ".join(part for part in (_people(details.contributors), imprint) if part)


def count_lines(book: Book) -> Iterator[str]:
    """How many divisions, pages and notes were found."""
    kinds = Counter(division.kind for division in _divisions(book.divisions))
    named = ", ".join(_counted(kind, number) for kind, number in kinds.items())
    found = "1 division" if kinds.total() == 1 else f"{kinds.total()} divisions"
    yield f"{found} found: {named}" if kinds else "No division found"
    labelled = sum(page.label is not None for page in book.pages)
    yield f"{labelled} of {len(book.pages)} pages numbered"
    parts = tuple(parts_of(book.divisions))
    notes = {part.id for part in parts if isinstance(part, Note)}
    called = {part.note for part in parts if isinstance(part, NoteCall)}
    if notes:
        yield f"{len(notes & called)} of {len(notes)} notes tied to their marks"


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Each kind of problem with its first cases and what can be done, losses first."""
    by_code: dict[ProblemCode, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_code[problem.code].append(problem)
    for code in sorted(by_code, key=lambda code: code not in _LOSSES):
        cases = by_code[code]
        yield f"{len(cases)} × {code}: {WORDS[code]}"
        for case in cases[:_SHOWN]:
            yield f"    {f'p. {case.page}: ' if case.page else ''}{case.seen}"
        if len(cases) > _SHOWN:
            yield f"    and {len(cases) - _SHOWN} more"


def outcome(problems: Iterable[Problem]) -> str:
    """Whether all went well, in two or three words."""
    return "Published with losses" if any(problem.code in _LOSSES for problem in problems) else "Published"


def _divisions(divisions: Iterable[Division]) -> Iterator[Division]:
    for division in divisions:
        if division.kind is not DivisionKind.SECTION:
            yield division
            yield from _divisions(division.divisions)


def _counted(kind: DivisionKind, number: int) -> str:
    name = kind.value.replace("-", " ")
    if kind in _ALWAYS_PLURAL or number == 1:
        return name if number == 1 else f"{number} {name}"
    return f"{number} {_PLURALS.get(kind, name + 's')}"


def _people(contributors: Iterable[Contributor]) -> str:
    roles = {"author": "", "editor": " (ed.)", "translator": " (trans.)", "contributor": ""}
    return ", ".join(person.name + roles.get(person.role, "") for person in contributors)
