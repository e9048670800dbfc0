"""A book's divisions as fragments of HTML, and the short texts that stand beside them.

In comes a `Book` and one of its divisions; out come strings, every character of the book escaped. Nothing here knows of
a site: fragments hold no address but fragments of the same page (`#p117`), the book's own links, and pictures at
`../media/`. The pages around the fragments are the site's.
"""

from backlist.publish.html.citation import book_citation_html, citation_html
from backlist.publish.html.fulltext import DivisionText, division_html, heading_html, write_division
from backlist.publish.html.labels import (
    bylines,
    direction,
    first_label,
    heading_text,
    pages_label,
    printed_date,
    type_label,
)
from backlist.publish.html.standing import Standing, standing_divisions
from backlist.publish.html.summary import description, summary_html

__all__ = [
    "DivisionText",
    "Standing",
    "book_citation_html",
    "bylines",
    "citation_html",
    "description",
    "direction",
    "division_html",
    "first_label",
    "heading_html",
    "heading_text",
    "pages_label",
    "printed_date",
    "standing_divisions",
    "summary_html",
    "type_label",
    "write_division",
]
