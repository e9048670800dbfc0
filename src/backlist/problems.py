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
    TEXT_READ_BY_OCR = "text.read-by-ocr"
    TEXT_SPREADS_PARTED = "text.spreads-parted"
    DETAILS_NO_TITLE = "details.no-title"
    DETAILS_NO_ISBN = "details.no-isbn"
    DETAILS_ISBN_WRONG = "details.isbn-wrong"
    DETAILS_NO_PRINT_YEAR = "details.no-print-year"
    DETAILS_NO_CONTRIBUTOR = "details.no-contributor"
    DETAILS_METADATA_CONTRADICTS = "details.metadata-contradicts"


#: What an editor can do about each finding.
WORDS: dict[ProblemCode, str] = {
    ProblemCode.LABELS_DISAGREE_WITH_FILE: "Compare one of these pages with the printed book; if the printed number is right, leave it so.",
    ProblemCode.LABELS_GAP: "Compare the file with the printed book: leaves may be missing, or plates were counted.",
    ProblemCode.LABELS_MISPRINTED: "Look at the page; if its number is a misprint, leave it so.",
    ProblemCode.LABELS_NONE_PRINTED: "Give page numbers to the file, or accept these: citations of the book will name them.",
    ProblemCode.CONTENTS_NOT_FOUND: "Compare the list of divisions with the book.",
    ProblemCode.CONTENTS_ENTRY_NOT_PLACED: "Find the page where it opens: its heading may be worded otherwise, or missing.",
    ProblemCode.CONTENTS_PAGE_DISAGREES: "Look at both pages; if the heading is where it was found, leave it so.",
    ProblemCode.DIVISIONS_NONE_FOUND: "The book stands as one division; mark where its chapters open.",
    ProblemCode.NOTES_MARK_WITHOUT_NOTE: "Look for the note at the foot of this page and the next, and among the endnotes.",
    ProblemCode.NOTES_NOTE_WITHOUT_MARK: "Look for its mark in the text, in tables and in headings; it may be missing in print.",
    ProblemCode.TEXT_PAGE_WITHOUT_TEXT: "Look at the page: it holds a picture and no text.",
    ProblemCode.TEXT_UNREADABLE: "The characters of this page cannot be trusted; read the page by OCR.",
    ProblemCode.TEXT_SPREADS_PARTED: "Look at a few pages: words near the fold may be cut.",
    ProblemCode.TEXT_READ_BY_OCR: "Compare a few pages with the scan: OCR misreads a word here and there.",
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
