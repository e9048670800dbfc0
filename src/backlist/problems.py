"""Findings about a book: recorded, shown, and never a reason to stop.

Every code stands in one enum, with the words that an editor reads beside it. Codes are permanent. The words of a problem
say what was seen and what Backlist did; `WORDS` says what the editor can do about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """Permanent dotted codes: `<area>.<finding>`."""

    LABELS_DISAGREE_WITH_FILE = "labels.disagree-with-file"
    LABELS_GAP = "labels.gap"
    LABELS_MISPRINTED = "labels.misprinted"
    LABELS_NONE_PRINTED = "labels.none-printed"
    CONTENTS_NOT_FOUND = "contents.not-found"
    CONTENTS_ENTRY_NOT_PLACED = "contents.entry-not-placed"
    CONTENTS_PAGE_DISAGREES = "contents.page-disagrees"
    DIVISIONS_NONE_FOUND = "divisions.none-found"
    NOTES_MARK_WITHOUT_NOTE = "notes.mark-without-note"
    NOTES_NOTE_WITHOUT_MARK = "notes.note-without-mark"
    TEXT_PAGE_WITHOUT_TEXT = "text.page-without-text"
    TEXT_UNREADABLE = "text.unreadable"
    DETAILS_NO_TITLE = "details.no-title"
    DETAILS_NO_ISBN = "details.no-isbn"
    DETAILS_ISBN_WRONG = "details.isbn-wrong"
    DETAILS_NO_PRINT_YEAR = "details.no-print-year"
    DETAILS_NO_CONTRIBUTOR = "details.no-contributor"
    DETAILS_METADATA_CONTRADICTS = "details.metadata-contradicts"


#: What an editor can do about each finding.
WORDS: dict[ProblemCode, str] = {
    ProblemCode.LABELS_DISAGREE_WITH_FILE: "Check a page whose number is printed; the printed number was taken.",
    ProblemCode.LABELS_GAP: "Check whether leaves are missing from the file (plates, or pages left out).",
    ProblemCode.LABELS_MISPRINTED: "Look at the page: its number does not fit its neighbours and was not followed.",
    ProblemCode.LABELS_NONE_PRINTED: "Give page numbers to the file, or accept numbering from its first page.",
    ProblemCode.CONTENTS_NOT_FOUND: "Check the divisions: they come from headings and running heads alone.",
    ProblemCode.CONTENTS_ENTRY_NOT_PLACED: "Find the page where this division opens, and correct the contents.",
    ProblemCode.CONTENTS_PAGE_DISAGREES: "Check where the division opens: the heading in the text was followed.",
    ProblemCode.DIVISIONS_NONE_FOUND: "The book stands as one division; mark where its chapters open.",
    ProblemCode.NOTES_MARK_WITHOUT_NOTE: "Look for the note on the page and on the next one.",
    ProblemCode.NOTES_NOTE_WITHOUT_MARK: "Look for the note's mark in the text of the page.",
    ProblemCode.TEXT_PAGE_WITHOUT_TEXT: "Look at the page: it holds a picture and no text.",
    ProblemCode.TEXT_UNREADABLE: "The characters of this page cannot be trusted; read the page by OCR.",
    ProblemCode.DETAILS_NO_TITLE: "Give `title` in book.toml.",
    ProblemCode.DETAILS_NO_ISBN: "Give `isbn` in book.toml, if the book has one.",
    ProblemCode.DETAILS_ISBN_WRONG: "Check the ISBN: its check digit is wrong, and it was left out.",
    ProblemCode.DETAILS_NO_PRINT_YEAR: "Give `print_year` in book.toml.",
    ProblemCode.DETAILS_NO_CONTRIBUTOR: "Give `contributors` in book.toml.",
    ProblemCode.DETAILS_METADATA_CONTRADICTS: "The metadata was taken; correct whichever of the two is wrong.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding about a book.

    `page` is the label of the printed page that it concerns, where there is one; `seen` says in one sentence what was
    found and what Backlist did with it.
    """

    code: ProblemCode
    seen: str
    page: str | None = None
    division: str | None = None
