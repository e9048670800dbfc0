"""The tables that a page of the site is served from: a view of the edition folders, to be dropped and rebuilt at will.

Nothing here is known from anywhere but the editions, and no row's number shows on any page. Fragments of HTML are made
when a book is shelved, so that serving a page makes none. An absent text is the empty string, as usual in a table.
"""

from __future__ import annotations

from django.db import models


class Book(models.Model):
    """A book on the shelves. `edition` and `rendering` say of what, and by which fragments, its rows were made."""

    book_id = models.CharField(max_length=200, unique=True)
    edition = models.CharField(max_length=200)
    rendering = models.PositiveIntegerField()
    #: Orders the catalogue by title.
    sort_key = models.CharField(max_length=500, db_index=True)
    title = models.TextField()
    subtitle = models.TextField()
    publisher = models.TextField()
    place = models.TextField()
    print_year = models.IntegerField(null=True)
    online_date = models.DateField(null=True)
    edition_statement = models.TextField()
    isbns = models.JSONField()
    doi = models.TextField()
    series_title = models.TextField()
    series_number = models.TextField()
    series_issn = models.TextField()
    language = models.CharField(max_length=100)
    copyright = models.TextField()
    licence = models.TextField()
    subjects = models.JSONField()
    access = models.CharField(max_length=20)
    citation_html = models.TextField()

    class Meta:
        ordering = ("sort_key", "book_id")

    def __str__(self) -> str:
        return self.book_id


class Division(models.Model):
    """A division with a page of its own; `depth` is 0 for those that the book itself holds."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="divisions")
    division_id = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    depth = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    type_label = models.CharField(max_length=40)
    heading = models.TextField()
    heading_html = models.TextField()
    first_label = models.TextField()
    pages_label = models.TextField()
    doi = models.TextField()
    description = models.TextField()
    summary_html = models.TextField()
    text_html = models.TextField()
    citation_html = models.TextField()

    class Meta:
        ordering = ("book", "position")
        constraints = (
            models.UniqueConstraint(fields=("book", "division_id"), name="one_division_of_an_id"),
            models.UniqueConstraint(fields=("book", "position"), name="one_division_at_a_position"),
        )

    def __str__(self) -> str:
        return self.division_id


class Contributor(models.Model):
    """Somebody who made the book, or (with `division`) one division of it."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="contributors")
    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="contributors", null=True)
    position = models.PositiveIntegerField()
    name = models.TextField()
    role = models.CharField(max_length=40)
    orcid = models.CharField(max_length=19)
    affiliation = models.TextField()

    class Meta:
        ordering = ("book", "position")

    def __str__(self) -> str:
        return self.name


class Page(models.Model):
    """A numbered printed page: `anchor` is where it begins on its division's page, empty where nothing marks it.

    `key` is the label as readers may type it (`catalogue.printed_pages.label_key`); of several pages with one key,
    readers are led to the one with the least `rank`.
    """

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="pages")
    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="pages")
    index = models.PositiveIntegerField()
    label = models.TextField()
    key = models.CharField(max_length=200)
    rank = models.PositiveIntegerField()
    anchor = models.TextField()

    class Meta:
        ordering = ("book", "index")
        indexes = (models.Index(fields=("book", "key", "rank"), name="page_by_label"),)

    def __str__(self) -> str:
        return self.label
