"""The books that the tests print: one for each vice alone, and some in which vices meet."""

from __future__ import annotations

from tests.typesetter.vices import (
    Contents,
    Folio,
    Heads,
    Ligatures,
    Marks,
    Notes,
    Opening,
    OpeningFolio,
    Parting,
    Sections,
    Titles,
    Vices,
)

ALONE: dict[str, Vices] = {
    "plain": Vices(),
    "german": Vices(language="de"),
    "french": Vices(language="fr"),
    "small trim": Vices(trim=(105, 165), size=9.0),
    "large trim": Vices(trim=(160, 240), size=11.5),
    "another face": Vices(font="New Computer Modern"),
    "unhyphenated": Vices(hyphenated=False),
    "ragged": Vices(justified=False),
    "ligatures as characters": Vices(ligatures=Ligatures.CHARACTERS),
    "no ligatures": Vices(ligatures=Ligatures.NONE),
    "paragraphs parted by space": Vices(parting=Parting.SPACE),
    "heads in italic": Vices(heads=Heads.ITALIC),
    "no heads": Vices(heads=Heads.NONE),
    "folio at the foot": Vices(folio=Folio.FOOT),
    "folio at the foot, outside": Vices(folio=Folio.FOOT_OUTSIDE),
    "no folio on openings": Vices(opening_folio=OpeningFolio.ABSENT),
    "arabic from the first leaf": Vices(counted=False),
    "openings on versos": Vices(recto=False),
    "plates": Vices(plates=2),
    "misnumbered pages": Vices(misnumbered=2),
    "numbers begin again": Vices(restarts=True),
    "5 Title": Vices(opening=Opening.NUMBER_AND_TITLE),
    "CHAPTER V over TITLE": Vices(opening=Opening.CHAPTER_OVER_CAPITALS),
    "C H A P T E R V": Vices(opening=Opening.LETTER_SPACED),
    "chapters unnumbered": Vices(opening=Opening.UNNUMBERED),
    "drop capitals": Vices(drop_capitals=True),
    "sections in bold": Vices(sections=Sections.BOLD),
    "sections numbered": Vices(sections=Sections.NUMBERED),
    "sections in small capitals": Vices(sections=Sections.CAPITALS),
    "no sections": Vices(sections=Sections.NONE),
    "plain contents": Vices(contents=Contents.PLAIN),
    "page number before title": Vices(contents=Contents.PAGE_BEFORE_TITLE),
    "analytical contents": Vices(contents=Contents.ANALYTICAL),
    "no contents": Vices(contents=Contents.NONE),
    "titles over two lines": Vices(titles=Titles.LONG),
    "authors under titles": Vices(authors=True),
    "parts": Vices(parts=True),
    "asterisks": Vices(notes=Notes.ASTERISKS),
    "superior figures": Vices(marks=Marks.SUPERIOR),
    "notes at chapter ends": Vices(notes=Notes.CHAPTER_END),
    "notes at the book's end": Vices(notes=Notes.BOOK_END),
    "no notes": Vices(notes=Notes.NONE),
    "notes that run on": Vices(running_on=True),
    "small capitals": Vices(small_capitals=True),
    "bookmarks and page labels": Vices(aged=False),
}

TOGETHER: dict[str, Vices] = {
    "german university": Vices(
        language="de", sections=Sections.NUMBERED, parts=True, running_on=True, folio=Folio.FOOT_OUTSIDE, size=9.5,
        marks=Marks.SUPERIOR,
    ),
    "french essay": Vices(
        language="fr", heads=Heads.NONE, folio=Folio.FOOT, recto=False, notes=Notes.ASTERISKS, opening=Opening.UNNUMBERED,
        opening_folio=OpeningFolio.ABSENT, counted=False,
    ),
    "victorian": Vices(
        opening=Opening.CHAPTER_OVER_CAPITALS, contents=Contents.ANALYTICAL, notes=Notes.ASTERISKS, drop_capitals=True,
        sections=Sections.NONE, plates=2,
    ),
    "report": Vices(
        font="New Computer Modern", justified=False, hyphenated=False, parting=Parting.SPACE, heads=Heads.NONE,
        folio=Folio.FOOT, opening=Opening.NUMBER_AND_TITLE, sections=Sections.NUMBERED, counted=False, recto=False,
        notes=Notes.NONE, trim=(148, 210),
    ),
    "edited volume": Vices(
        authors=True, titles=Titles.LONG, notes=Notes.CHAPTER_END, heads=Heads.ITALIC, parts=True, trim=(140, 216)
    ),
    "paperback": Vices(
        trim=(105, 170), size=8.5, recto=False, folio=Folio.FOOT, notes=Notes.BOOK_END, ligatures=Ligatures.CHARACTERS
    ),
    "two volumes in one": Vices(restarts=True, parts=True, plates=2, misnumbered=1),
    "small type, long notes": Vices(
        size=8.5, running_on=True, trim=(115, 180), ligatures=Ligatures.NONE, marks=Marks.SUPERIOR
    ),
    "german essay": Vices(
        language="de", sections=Sections.CAPITALS, opening=Opening.LETTER_SPACED, contents=Contents.PLAIN, heads=Heads.ITALIC
    ),
    "french learning": Vices(
        language="fr", notes=Notes.CHAPTER_END, contents=Contents.PAGE_BEFORE_TITLE, sections=Sections.BOLD,
        small_capitals=True,
    ),
    "no help at all": Vices(
        contents=Contents.NONE, opening=Opening.CHAPTER_OVER_CAPITALS, opening_folio=OpeningFolio.ABSENT, counted=False
    ),
    "every comfort": Vices(aged=False, ligatures=Ligatures.NONE, parts=True, authors=True, sections=Sections.NUMBERED),
}  # fmt: skip

PRINTS = ALONE | TOGETHER
