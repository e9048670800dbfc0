"""Copyright pages, colophons and series pages to findings.

In: the pages before the text (and the last one) that carry copyright lines, ISBNs, notices of publication or a list of a
series. Out: copyright line, year of the edition in hand, ISBNs, DOI, licence, publisher, place, edition, series,
translators, and what a suggested citation says. What is believed is decided in `details`.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from backlist.model.book import Contributor, Series
from backlist.model.layout import Box, PageLayout
from backlist.structure.copyright_lines import Covers, copyright_lines
from backlist.structure.findings import Finding, Row, Surroundings, joined, rows
from backlist.structure.imprint import PLACES, YEAR, clean_publisher, names_publisher, place_in, read_imprint
from backlist.structure.printed_identifiers import doi_in, isbns_in, licence_in
from backlist.structure.publication_year import dates_another_book, year_in_hand
from backlist.structure.title_page import split_title
from backlist.text import identifiers
from backlist.text.names import read_role, split_names
from backlist.text.slug import fold

#: A page of more rows than this, or with fewer marks of the kind for its length, is text that happens to name a year.
MOST_ROWS = 90
MARKS_ON_LONG_PAGE = 2
LONG_PAGE = 30

#: How sure a copyright line is to be the one of the book in hand.
COVERS = {Covers.BOOK: 0.9, Covers.THIS_EDITION: 0.95, Covers.ORIGINAL: 0.6, Covers.PART: 0.5}
#: A library shortens the names of publishers; its record is believed where the book itself is silent.
RECORD = 0.5
_THE_AUTHORS = re.compile(r"(?:the\s+)?(?:authors?|editors?|contributors?|respective)\b", re.IGNORECASE)

_MARKS = re.compile(
    r"©|\bcopyright\b|\bisbn\b|\bissn\b|all rights reserved|first published|published (?:by|in)\b|library of congress|"
    r"catalogu?ing[- ]in[- ]publication|printed (?:in|and bound|by)|alle rechte|dépôt légal|depósito legal|impreso en|"
    r"finito di stampare|proprietà letteraria|diritti riservati|tous droits|derechos reservados|gedruckt|in this series|"
    r"creative ?commons|public domain|\b(?:first|second|third|this) edition|\d\. auflage|\bdoi\b|licen[cs]ed under",
    re.IGNORECASE,
)


_ISSN = re.compile(r"\bISSN\s*:?\s*(\d{4}[-–]\d{3}[\dXx])", re.IGNORECASE)
_CITATION = re.compile(
    rf"(?:^|\n)(?P<persons>[^\W\d_][^:\n]{{3,120}}?(?:\n[^:\n]{{0,80}})?)\.?\s*(?P<eds>\((?:eds?|hrsg|hg|éds?|dirs?|a cura di)\.?\))?[.,]?\s+\(?(?P<year>{YEAR})\)?[.,:]\s+"
    r"(?P<title>[^()]{5,300}?)\s*(?:\((?P<series>[^()]{5,120}?)[\s,;]+(?:vol\.\s*|no\.\s*)?(?P<number>\d{1,4})\))?\.\s+"
    r"(?P<place>[^\W\d_][^.:()]{2,40}?):\s+(?P<publisher>[^.:\n]{3,60}(?:\n[^.:\n]{2,40})?)\.",
)
_CIP_SERIES = re.compile(
    r"(?:^|\s)\(\s*(?P<title>[^()]{6,100}?)\s*[;,]\s*(?:no\.|vol\.|v\.|bd\.|band|n°|t\.)?\s*(?P<number>\d{1,4})\s*\)",
    re.IGNORECASE,
)
#: `Tübingen : Musterverlag, 1998` of a library's record (ISBD, area 4).
_RECORD_IMPRINT = re.compile(
    rf"(?:^|[\s–])(?P<place>{PLACES})(?:\s*[;,]\s*[^:;,\n]{{3,30}})?\s?:\s+(?P<publisher>[^,:;\n]{{2,50}}),\s+\[?c?(?P<year>{YEAR})\b"
)
_RECORD_SERIES = re.compile(
    r"\bSeries:\s+(?P<title>[^;|]{4,90}?)(?:,\s+ISSN[^;|]*)?\s+;\s+(?:volume|vol\.|no\.|v\.)?\s*(?P<number>\d{1,4})",
    re.IGNORECASE,
)
_PUBLISHED_BY = re.compile(
    r"(?<!originally )\bpublished(?:\s+(?:in\s+)?(?:\w+\s+){0,4}?)\s*by\s+(?:arrangement with\s+)?([^\n]{3,90})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\d{4,6}\b|\b\w+\.(?:org|com|net|de|fr|it|es|co\.uk)\b|^\d+[ ,]|\b(?:street|road|avenue|ave|place|square|rue|via|calle|str\.|straße|strasse|allee)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageText:
    """A page's rows as one text, and where each row begins in it."""

    page: PageLayout
    rows: tuple[Row, ...]
    text: str
    starts: tuple[int, ...]

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        first = bisect.bisect_right(self.starts, start) - 1
        last = bisect.bisect_left(self.starts, end)
        return tuple(row.box for row in self.rows[first:last])


def is_copyright_page(page: PageLayout, around: Surroundings) -> bool:
    """Whether notices of publication, and not running text or titles alone, stand on the page."""
    text = "\n".join(row.text for row in rows(page, around.vocabulary))
    count = len({match.group().lower() for match in _MARKS.finditer(text)})
    lines = text.count("\n") + 1
    return lines <= MOST_ROWS and count >= (MARKS_ON_LONG_PAGE if lines > LONG_PAGE else 1)


def read_copyright_page(page: PageLayout, around: Surroundings) -> tuple[Finding, ...]:
    """All that the page says of the book; claim `isbn-wrong` holds an ISBN whose check digit is wrong."""
    page_rows = rows(page, around.vocabulary)
    starts, position = [], 0
    for row in page_rows:
        starts.append(position)
        position += len(row.text) + 1
    whole = _PageText(page=page, rows=page_rows, text="\n".join(row.text for row in page_rows), starts=tuple(starts))
    return (
        *_citation(whole, around),
        *_copyright(whole),
        *_years(whole),
        *_numbers(whole),
        *_publisher(whole),
        *_series(whole, around),
        *_translators(whole),
    )


def holders(page: PageLayout, around: Surroundings) -> tuple[str, ...]:
    """To whom the copyright lines and the citation of a page ascribe the book: persons or bodies, as printed."""
    found: list[str] = []
    texts = [row.text for row in rows(page, around.vocabulary)]
    for line in copyright_lines(texts):
        if line.covers is not Covers.ORIGINAL and not _THE_AUTHORS.match(line.holder):
            found += [name.display for name in split_names(line.holder)] or [line.holder]
    citation = _CITATION.search("\n".join(texts))
    if citation:
        found += [name.display for name in split_names(citation["persons"])]
    return tuple(found)


def _found(whole: _PageText, claim: str, value: object, rule: str, certainty: float, start: int, end: int) -> Finding:
    return Finding(
        claim=claim,
        value=value,
        rule=f"copyright-page.{rule}",
        certainty=certainty,
        seen=" ".join(whole.text[start:end].split()),
        page=whole.page.index,
        boxes=whole.boxes(start, end),
    )


def _citation(whole: _PageText, around: Surroundings) -> list[Finding]:
    """`Author. 2018. Title: Subtitle (Series 5). Place: Publisher.`"""
    match = _CITATION.search(whole.text)
    if not match:
        return []
    persons = split_names(match["persons"])
    if not persons:
        return []
    start, end = match.span()

    def line(text: str) -> str:
        return joined(tuple(text.split("\n")), around.vocabulary)

    title, subtitle = split_title(line(match["title"]).rstrip("."))
    role = "editor" if match["eds"] else "author"
    values: list[tuple[str, object, float]] = [
        ("title", title, 0.75),
        ("print_year", int(match["year"]), 0.8),
        ("place", place_in(match["place"]) or line(match["place"]), 0.9),
        ("publisher", line(match["publisher"]), 0.92),
        *(("contributors", Contributor(name=name.display, role=role), 0.7) for name in persons),
    ]
    if subtitle:
        values.append(("subtitle", subtitle, 0.7))
    if match["series"]:
        values.append(("series", Series(title=line(match["series"]), number=match["number"]), 0.95))
    return [_found(whole, claim, value, "citation", sure, start, end) for claim, value, sure in values]


def _copyright(whole: _PageText) -> list[Finding]:
    """Every copyright line; that of a translation or of this edition before that of the original."""
    findings: list[Finding] = []
    for line in copyright_lines([row.text for row in whole.rows]):
        start = whole.starts[line.first] + line.lead
        end = whole.starts[line.last] + len(whole.rows[line.last].text)
        findings.append(
            _found(whole, "copyright", line.notice, f"copyright-{line.covers}", COVERS[line.covers], start, end)
        )
        if line.covers in (Covers.ORIGINAL, Covers.PART):
            continue
        findings.append(_found(whole, "print_year", line.year, "copyright-line", 0.85, start, end))
        if names_publisher(line.holder) and (name := clean_publisher(line.holder)):
            findings.append(_found(whole, "publisher", name, "copyright-holder", 0.84, start, end))
            if where := place_in(line.holder):
                findings.append(_found(whole, "place", where, "copyright-holder", 0.7, start, end))
        findings += [
            _found(whole, "contributors", Contributor(name=name.display), "copyright-holder", 0.55, start, end)
            for name in split_names(line.holder)
        ]
    return findings


def _years(whole: _PageText) -> list[Finding]:
    notice = year_in_hand(whole.text)
    if notice is None:
        return []
    findings = [_found(whole, "print_year", notice.year, notice.rule, notice.certainty, notice.start, notice.end)]
    if notice.edition:
        findings.append(_found(whole, "edition", notice.edition, notice.rule, 0.8, notice.start, notice.end))
    return findings


def _numbers(whole: _PageText) -> list[Finding]:
    """ISBNs, DOI and licence."""
    findings: list[Finding] = []
    for isbn in isbns_in(whole.text):
        claim, value = ("isbns", isbn.number) if isbn.number else ("isbn-wrong", isbn.printed)
        rule, sure = ("isbn", 0.98) if isbn.labelled else ("isbn-unlabelled", 0.9)
        findings.append(_found(whole, claim, value, rule, sure, isbn.start, isbn.end))
    if doi := doi_in(whole.text):
        findings.append(_found(whole, "doi", doi.value, "doi", 0.95, doi.start, doi.end))
    if licence := licence_in(whole.text):
        findings.append(_found(whole, "licence", licence.value, "licence", 0.95, licence.start, licence.end))
    return findings


def _publisher(whole: _PageText) -> list[Finding]:
    """`Published by …`, or a publisher's name that stands above its address."""
    findings: list[Finding] = []
    for match in _PUBLISHED_BY.finditer(whole.text):
        if dates_another_book(whole.text[whole.text.rfind("\n", 0, match.start()) + 1 : match.start(1)]):
            continue
        name = clean_publisher(re.split(rf"\s+in\s+{YEAR}|\.\s|;|,\s+(?=an imprint|a division)", match.group(1))[0])
        if name:
            sure = 0.88 if names_publisher(name) else 0.75
            findings.append(_found(whole, "publisher", name, "published-by", sure, *match.span()))
            if where := place_in(match.group(1)[len(name) :]):
                findings.append(_found(whole, "place", where, "published-by", 0.75, *match.span()))
    if match := _RECORD_IMPRINT.search(whole.text):
        publisher = clean_publisher(match["publisher"]) or match["publisher"]
        values = (("publisher", publisher), ("place", match["place"]), ("print_year", int(match["year"])))
        findings += [_found(whole, claim, value, "catalogue-record", RECORD, *match.span()) for claim, value in values]
    for place, row in enumerate(whole.rows[:-1]):
        below = [after.text for after in whole.rows[place + 1 : place + 5]]
        if (
            names_publisher(row.text)
            and len(row.text.split()) <= 7
            and not _MARKS.search(row.text)
            and any(_ADDRESS.search(text) for text in below[:2])
        ):
            start = whole.starts[place]
            end = start + len(row.text)
            if name := read_imprint(row.text).publisher:
                findings.append(_found(whole, "publisher", name, "address", 0.8, start, end))
            # The town stands on the last line of the address.
            where = next((town for text in (row.text, *below) if (town := place_in(text))), None)
            if where:
                findings.append(_found(whole, "place", where, "address", 0.72, start, end))
            break
    return findings


def _series(whole: _PageText, around: Surroundings) -> list[Finding]:
    """`(Studies in X; 12)` of a catalogue record, or the list of a series with this book in it."""
    findings: list[Finding] = []
    issn = next((identifiers.issn(match.group(1)) for match in _ISSN.finditer(whole.text)), None)
    if match := _RECORD_SERIES.search(whole.text) or _CIP_SERIES.search(whole.text):
        title = joined(tuple(match["title"].split("\n")), around.vocabulary)
        if not re.search(rf"isbn|{YEAR}|licen[cs]e|eds?\.", title, re.IGNORECASE):
            series = Series(title=title, number=match["number"], issn=issn)
            findings.append(_found(whole, "series", series, "catalogue-record", 0.85, *match.span()))
    listed = next(
        (
            i
            for i, row in enumerate(whole.rows)
            if re.match(r"(?:also |published )?in this series", row.text, re.IGNORECASE)
        ),
        None,
    )
    if listed:
        number = _listed_number(whole.rows[listed + 1 :], around)
        end = whole.starts[0] + len(whole.rows[0].text)
        series = Series(title=whole.rows[0].text, number=number, issn=issn)
        findings.append(_found(whole, "series", series, "series-list", 0.6 if number else 0.45, 0, end))
    if issn:
        findings.append(_found(whole, "issn", issn, "issn", 0.9, 0, len(whole.text)))
    return findings


def _listed_number(listed: tuple[Row, ...], around: Surroundings) -> str | None:
    """The number of the entry that holds this book's title."""
    entries: list[tuple[str, str]] = []
    for row in listed:
        match = re.match(r"(\d{1,4})[.)]?\s+(.*)", row.text)
        if match:
            entries.append((match.group(1), match.group(2)))
        elif entries:
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {row.text}")
    found = [
        number for number, text in entries if any(len(title) > 8 and title in fold(text) for title in around.titles)
    ]
    return found[0] if len(found) == 1 else None


def _translators(whole: _PageText) -> list[Finding]:
    """Translators are often named here alone; editors on this page are as often those of the house."""
    findings: list[Finding] = []
    for place, row in enumerate(whole.rows):
        role = read_role(row.text)
        if role is None or role.role != "translator" or _MARKS.search(row.text):
            continue
        names = split_names(role.rest or (whole.rows[place + 1].text if place + 1 < len(whole.rows) else ""))
        start = whole.starts[place]
        findings += [
            _found(
                whole,
                "contributors",
                Contributor(name=name.display, role="translator"),
                "translated-by",
                0.7,
                start,
                start + len(row.text),
            )
            for name in names
        ]
    return findings
