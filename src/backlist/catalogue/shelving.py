"""Shelving: edition folders in, rows out.

An edition is read, its fragments are made, and all rows of its book are replaced in one transaction, so that a reader
meets the old edition or the new one. What is on the shelves is a view of the library: `repair` makes it agree.
Nothing is written to the library.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from backlist.catalogue import models
from backlist.catalogue.printed_pages import label_key, places
from backlist.errors import BacklistError
from backlist.model.book import Book, Contributor
from backlist.pipeline.workspace import Edition, Library, editions, read_book
from backlist.publish import html
from backlist.text.slug import fold

#: Raised whenever the fragments that shelving makes change, so that a new version of Backlist shelves every book again.
RENDERING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a repair did: ids of books shelved and taken from the shelves, and what kept others from being read."""

    shelved: tuple[str, ...] = ()
    unshelved: tuple[str, ...] = ()
    faults: tuple[BacklistError, ...] = ()


def shelve(edition: Edition) -> None:
    """Put `edition` on the shelves in place of whatever stands there of its book. Raises what `read_book` raises."""
    _shelve_book(read_book(edition), edition)


def unshelve(book_id: str) -> None:
    """Take the book from the shelves; nothing happens where it does not stand there."""
    with transaction.atomic():
        models.Book.objects.filter(book_id=book_id).delete()


def shelve_all(library: Library) -> Changes:
    """Shelve every edition of the library again, and take from the shelves what the library no longer has."""
    return _agree(library, again=True)


def repair(library: Library) -> Changes:
    """Shelve only what differs from the library, and take from the shelves what the library no longer has."""
    return _agree(library, again=False)


def _agree(library: Library, *, again: bool) -> Changes:
    standing = {
        book_id: (edition, rendering)
        for book_id, edition, rendering in models.Book.objects.values_list("book_id", "edition", "rendering")
    }
    shelved: list[str] = []
    faults: list[BacklistError] = []
    for edition in editions(library):
        if again or standing.get(edition.book_id) != (edition.edition, RENDERING):
            # One damaged edition must not keep the others from their readers.
            try:
                shelve(edition)
            except BacklistError as fault:
                faults.append(fault)
            else:
                shelved.append(edition.book_id)
        standing.pop(edition.book_id, None)
    for book_id in standing:
        unshelve(book_id)
    return Changes(shelved=tuple(shelved), unshelved=tuple(standing), faults=tuple(faults))


# --- rows -------------------------------------------------------------------------------------------------------------


def _shelve_book(book: Book, edition: Edition) -> None:
    standings = tuple(html.standing_divisions(book))
    texts = {standing.division.id: html.write_division(book, standing.division) for standing in standings}
    row = _book_row(book, edition)
    division_rows = {
        standing.division.id: _division_row(book, standing, texts[standing.division.id], position)
        for position, standing in enumerate(standings)
    }
    for division_row in division_rows.values():
        division_row.book = row
    contributors = _contributor_rows(row, None, book.details.contributors)
    for standing in standings:
        contributors += _contributor_rows(row, division_rows[standing.division.id], standing.division.contributors)
    pages = [
        models.Page(
            book=row,
            division=division_rows[place.division],
            index=place.page.index,
            label=place.page.label,
            key=label_key(place.page.label or "")[:200],
            rank=place.rank,
            anchor=place.anchor or "",
        )
        for place in places(book, texts)
    ]
    with transaction.atomic():
        models.Book.objects.filter(book_id=book.id).delete()
        row.save()
        models.Division.objects.bulk_create(division_rows.values())
        models.Contributor.objects.bulk_create(contributors)
        models.Page.objects.bulk_create(pages, batch_size=500)


def _book_row(book: Book, edition: Edition) -> models.Book:
    details = book.details
    series = details.series
    return models.Book(
        book_id=book.id,
        edition=edition.edition,
        rendering=RENDERING,
        sort_key=(fold(details.title) or details.title)[:500],
        title=details.title,
        subtitle=details.subtitle or "",
        publisher=details.publisher or "",
        place=details.place or "",
        print_year=details.print_year,
        online_date=details.online_date,
        edition_statement=details.edition or "",
        isbns=list(details.isbns),
        doi=details.doi or "",
        series_title=series.title if series else "",
        series_number=(series and series.number) or "",
        series_issn=(series and series.issn) or "",
        language=details.language,
        copyright=details.copyright or "",
        licence=details.licence or "",
        subjects=list(details.subjects),
        access=details.access,
        citation_html=html.book_citation_html(book),
    )


def _division_row(book: Book, standing: html.Standing, text: html.DivisionText, position: int) -> models.Division:
    division = standing.division
    return models.Division(
        division_id=division.id,
        position=position,
        depth=standing.depth,
        kind=division.kind.value,
        type_label=html.type_label(division.kind),
        heading=html.heading_text(division),
        # Note marks in a heading lead to the notes, which stand in the text: where that is closed, so are they.
        heading_html=html.heading_html(division, marks=book.details.access == "open"),
        first_label=html.first_label(book, division) or "",
        pages_label=html.pages_label(book, division) or "",
        doi=division.doi or "",
        description=html.description(book, division),
        summary_html=html.summary_html(book, division),
        text_html=text.html,
        citation_html=html.citation_html(book, division),
    )


def _contributor_rows(
    book: models.Book, division: models.Division | None, people: tuple[Contributor, ...]
) -> list[models.Contributor]:
    return [
        models.Contributor(
            book=book,
            division=division,
            position=position,
            name=person.name,
            role=person.role,
            orcid=person.orcid or "",
            affiliation=person.affiliation or "",
        )
        for position, person in enumerate(people)
    ]
