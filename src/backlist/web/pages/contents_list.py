"""A book's contents as a list of links, with the printed page on which each division begins.

In Python, because a template that calls itself for each division takes most of the time of a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from backlist.catalogue.lookup import ContentsEntry


def contents_list(book_id: str, entries: Iterable[ContentsEntry], *, current: str | None = None) -> SafeString:
    """`entries` and what stands within them as nested lists; `current` is the id of the division that is shown."""
    base = escape(reverse("book", args=(book_id,)))
    return mark_safe(_listed(base, entries, current))


def _listed(base: str, entries: Iterable[ContentsEntry], current: str | None) -> str:
    items = "".join(_item(base, entry, current) for entry in entries)
    return f'<ol role="list">\n{items}</ol>\n' if items else ""


def _item(base: str, entry: ContentsEntry, current: str | None) -> str:
    here = ' aria-current="page"' if entry.division_id == current else ""
    number = ""
    if entry.first_label:
        number = f' <span class="page"><span class="visually-hidden">page </span>{escape(entry.first_label)}</span>'
    within = f"\n{_listed(base, entry.within, current)}" if entry.within else ""
    link = f'<a href="{base}{escape(entry.division_id)}/"{here}>{escape(entry.heading, quote=False)}</a>'
    return f'<li class="kind-{escape(entry.kind)}">{link}{number}{within}</li>\n'
