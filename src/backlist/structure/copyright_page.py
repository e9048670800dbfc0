"""Copyright pages, colophons and series pages to findings.

In: the pages before the text (and the last one) that carry copyright lines, ISBNs, notices of publication or a list of a
series. Out: copyright line, year of the edition in hand, ISBNs, DOI, licence, publisher, place, edition, series,
translators, and what a suggested citation says. Whose year is believed where several stand is decided here, for they
explain one another; what else is believed, in `details`.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from backlist.model.book import Contributor, Series
from backlist.model.layout import Box, PageLayout
from backlist.structure.findings import Finding, Row, Surroundings, joined, rows
from backlist.structure.imprint import MONTHS, YEAR, clean_publisher, names_publisher, place_in, read_imprint
from backlist.structure.title_page import split_title
from backlist.text import identifiers
from backlist.text.isbn import isbn13
from backlist.text.names import read_role, split_names
from backlist.text.slug import fold

#: A page of more rows than this, or with fewer marks of the kind for its length, is text that happens to name a year.
MOST_ROWS = 90
MARKS_ON_LONG_PAGE = 2
LONG_PAGE = 30

_MARKS = re.compile(
    r"©|\bcopyright\b|\bisbn\b|\bissn\b|all rights reserved|first published|published (?:by|in)\b|library of congress|"
    r"catalogu?ing[- ]in[- ]publication|printed (?:in|and bound|by)|alle rechte|dépôt légal|depósito legal|impreso en|"
    r"finito di stampare|proprietà letteraria|diritti riservati|tous droits|derechos reservados|gedruckt|in this series|"
    r"creative ?commons|public domain|\b(?:first|second|third|this) edition|\d\. auflage|\bdoi\b|licen[cs]ed under",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)(?=\s*(?:\d{4}|[A-Z])))|^copyright\b(?!\s+(?:act|holder|owner|law|and|agency|clearance|page))",
    re.IGNORECASE,
)
_HOLDER_FILL = re.compile(
    rf"copyright|©|\([cC]\)|{YEAR}|\bby\b|[-–,]\s*(?={YEAR})|all rights reserved.*|^\W+|[\W]+$", re.IGNORECASE
)

_GAP = r"[^.;©]{0,90}?"
_ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|new|revised|expanded|enlarged|"
    r"erste|zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte|neue|\d{1,2}\.,?|\d{1,2}\s?(?:e|è?re|è?me|[ªa°])|"
    r"première|deuxième|troisième|quatrième|cinquième|nouvelle|seconde|prima|seconda|terza|quarta|nuova|primera|segunda|"
    r"tercera|cuarta|nueva|primeira|terceira|nova|eerste|tweede|derde|vierde)"
)
_EDITION_WORD = r"(?:edition|auflage|ausgabe|édition|edizione|edici[óo]n|edição|druk|uitgave)"
#: In order of trust: how sure, and what says so. The year is group 1.
_YEARS = (
    (0.97, "this-edition", rf"\bthis\s+(?:\w+\s+){{0,3}}?(?:edition|translation|setting|version)\b{_GAP}({YEAR})"),
    (0.97, "this-edition", rf"\b(?:first\s+)?published\s+in\s+this\s+(?:\w+\s+)?(?:edition|setting|form|translation|series)\b{_GAP}({YEAR})"),
    (0.93, "edition", rf"\b{_ORDINAL}(?:[\s,]+(?!reprint|impression|printing|nachdruck|paperback)[\w.äöüßéè-]+){{0,4}}?[\s,]+{_EDITION_WORD}\b(?![^.\n]{{0,30}}(?:reprint|nachdruck)){_GAP}({YEAR})"),
    (0.92, "first-published", rf"(?<!originally )\b(?:first\s+published|erstveröffentlichung|erschienen|publié|first\s+issued)\b{_GAP}({YEAR})"),
    (0.9, "published", rf"(?<!originally )(?<!previously )\bpublished\s+(?:in\s+)?(?:{MONTHS}\s+)?({YEAR})"),
    (0.88, "legal-deposit", rf"\b(?:dépôt légal|depósito legal|imprimé|achevé d['’]imprimer|finito di stampare)\b{_GAP}({YEAR})"),
)  # fmt: skip
_YEAR_PATTERNS = tuple((sure, rule, re.compile(pattern, re.IGNORECASE)) for sure, rule, pattern in _YEARS)
#: A notice of the original work, of a reprint or of a cheaper issue of the same setting dates another book than this edition.
_NOT_IN_HAND = re.compile(
    r"\b(?:originally|original(?:ausgabe)?|reprint\w*|re-?printed|impressions?|printings?|nachdruck|unveränderte\w*|réimpression|"
    r"ristampa|reimpresión|reimpressão|herdruk|tirage|titel der|titre original|titolo originale|título original|"
    r"first\s+published\s+(?:as|under\s+the\s+title)|first\s+published\s+in\s+(?:french|german|italian|spanish|dutch|russian|"
    r"france|germany|italy|spain|french\s+as)|first\s+paperback|paperback\s+edition)\b",
    re.IGNORECASE,
)
#: A copyright line of this edition or translation, and one of a part of it.
_OF_THIS = re.compile(
    r"\b(?:translation|this (?:\w+ )?edition|dieser ausgabe|deutsche[nr]? (?:ausgabe|übersetzung)|cette édition|traduction|"
    r"(?:di )?quest[ao] edizione|traduzione|(?:de )?esta edición|traducción|desta edição)\b",
    re.IGNORECASE,
)
_OF_PART = re.compile(
    r"\b(?:foreword|preface|introduction|vorwort|nachwort|préface|prefazione|prólogo|cover|illustrations?|maps?)\b",
    re.IGNORECASE,
)
#: What stands before the sign of copyright on its line belongs to it, up to so many characters: `English translation ©`.
NOTICE_LEAD = 40
_EDITION_IN_HAND = re.compile(rf"\b({_ORDINAL}(?:[\s,]+[\w.äöüßéè-]+){{0,4}}?[\s,]+{_EDITION_WORD})\b", re.IGNORECASE)
_FIRST_EDITION = re.compile(r"^(?:1|first|erste|première|prima|primera|primeira|eerste)", re.IGNORECASE)

_ISBN = re.compile(
    r"\b(?:e-?|p)?(S|IS)BN(?:-1[03])?(?:\s*\(?(?:print|pdf|epub|paperback|hardback|cloth|paper)?\)?)?\s*[:.]?\s*((?:97[89][\s–‐-]?)?\d[\d\s–‐-]{7,14}[\dXx])(?![\d-])",
    re.IGNORECASE,
)
_BARE_ISBN = re.compile(
    r"(?<![\d/.-])(97[89][ –‐-]?\d[\d –‐-]{8,12}\d|\d{1,5}[ –-]\d{1,7}[ –-]\d{1,6}[ –-][\dXx])(?![\d/-])"
)
_ISSN = re.compile(r"\bISSN\s*:?\s*(\d{4}[-–]\d{3}[\dXx])", re.IGNORECASE)
_DOI = re.compile(
    r"(?:\bdoi\s*:?\s*|doi\.org/)(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/[^\s,;]+)", re.IGNORECASE
)
_CC_ADDRESS = re.compile(
    r"creativecommons\.org/\s?(licenses|publicdomain)/\s?([a-z+-]{2,12})/\s?(\d\.\d)(?:/([a-z]{2})\b)?", re.IGNORECASE
)
_CC_WORDS = re.compile(
    r"(?:\bCC[ -](BY(?:-(?:NC|ND|SA))*|0)|creative\s+commons\s+((?:attribution|zero|noncommercial|non-commercial|no\s?deriv\w*|share\s?alike|[\s,–-])+))"
    r"(?:\s*\(?CC[ -]BY[\w-]*\)?)?[\s,]*(?:unported|international|version|v|license|licence)?[\s,]*(\d\.\d)",
    re.IGNORECASE,
)
_CITATION = re.compile(
    rf"(?:^|\n)(?P<persons>[^\W\d_][^:\n]{{3,120}}?(?:\n[^:\n]{{0,80}})?)\.?\s*(?P<eds>\((?:eds?|hrsg|hg|éds?|dirs?|a cura di)\.?\))?[.,]?\s+\(?(?P<year>{YEAR})\)?[.,:]\s+"
    r"(?P<title>[^()]{5,300}?)\s*(?:\((?P<series>[^()]{5,120}?)[\s,;]+(?:vol\.\s*|no\.\s*)?(?P<number>\d{1,4})\))?\.\s+"
    r"(?P<place>[^\W\d_][^.:()]{2,40}?):\s+(?P<publisher>[^.:\n]{3,60}(?:\n[^.:\n]{2,40})?)\.",
)
_CIP_SERIES = re.compile(
    r"(?:^|\s)\(\s*(?P<title>[^()]{6,100}?)\s*[;,]\s*(?:no\.|vol\.|v\.|bd\.|band|n°|t\.)?\s*(?P<number>\d{1,4})\s*\)",
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
        *_isbns(whole),
        *_addresses(whole),
        *_publisher(whole),
        *_series(whole, around),
        *_translators(whole),
    )


def holders(page: PageLayout, around: Surroundings) -> tuple[str, ...]:
    """To whom the copyright lines and the citation of a page ascribe the book: persons or bodies, as printed."""
    found: list[str] = []
    page_rows = rows(page, around.vocabulary)
    for row in page_rows:
        if _COPYRIGHT.search(row.text):
            holder = _holder(row.text)
            if holder and not re.match(r"the\s+(?:authors?|editors?|contributors?)\b", holder, re.IGNORECASE):
                found += [name.display for name in split_names(holder)] or [holder]
    citation = _CITATION.search("\n".join(row.text for row in page_rows))
    if citation:
        found += [name.display for name in split_names(citation["persons"])]
    return tuple(found)


def _holder(text: str) -> str:
    before = None
    text = _OF_THIS.sub(" ", text)
    while before != text:
        before, text = text, _HOLDER_FILL.sub(" ", text).strip()
    return " ".join(text.split())


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
    for place, row in enumerate(whole.rows):
        match = _COPYRIGHT.search(row.text)
        if not match or not re.search(
            YEAR, row.text[match.start() :] + (whole.rows[place + 1].text if place + 1 < len(whole.rows) else "")
        ):
            continue
        lead = match.start() if match.start() <= NOTICE_LEAD and "." not in row.text[: match.start()] else 0
        start = whole.starts[place] + match.start() - lead
        end = whole.starts[place] + len(row.text)
        if not re.search(YEAR, row.text[match.start() :]) or row.text.rstrip().endswith(
            (",", "&", " and", " by", " und", " et")
        ):
            end = whole.starts[place + 1] + len(whole.rows[place + 1].text) if place + 1 < len(whole.rows) else end
        line = " ".join(whole.text[start:end].split())
        notice = re.sub(r"\s*\.?\s*all rights reserved\.?.*$", "", line, flags=re.IGNORECASE)
        before = whole.rows[place - 1].text if place else ""
        ours = bool(_OF_THIS.search(row.text))
        original = not ours and bool(_NOT_IN_HAND.search(row.text) or _NOT_IN_HAND.search(before))
        part = bool(_OF_PART.search(row.text[: match.start()]))
        sure = 0.6 if original or part else 0.95 if ours else 0.9
        findings.append(_found(whole, "copyright", notice.rstrip(" ."), "copyright-line", sure, start, end))
        years = [int(year) for year in re.findall(YEAR, line)]
        if original or part:
            continue
        if years:
            findings.append(_found(whole, "print_year", max(years), "copyright-line", 0.85, start, end))
        holder = _holder(line)
        if names_publisher(holder) and (name := clean_publisher(holder)):
            findings.append(_found(whole, "publisher", name, "copyright-holder", 0.84, start, end))
            if where := place_in(holder):
                findings.append(_found(whole, "place", where, "copyright-holder", 0.7, start, end))
        elif persons := split_names(holder):
            findings += [
                _found(whole, "contributors", Contributor(name=name.display), "copyright-holder", 0.55, start, end)
                for name in persons
            ]
    return findings


def _years(whole: _PageText) -> list[Finding]:
    """The year of the edition in hand: what names it, else the last edition that is named, else first publication."""
    best: tuple[float, int, str, int, int] | None = None
    for sure, rule, pattern in _YEAR_PATTERNS:
        dated: list[tuple[int, int, int]] = []
        for match in pattern.finditer(whole.text):
            sentence = whole.text.rfind("\n", 0, match.start()) + 1
            words = whole.text[sentence : match.end()]
            if rule != "this-edition" and _NOT_IN_HAND.search(words):
                continue
            dated.append((int(match.group(1)), match.start(), match.end()))
        if dated and best is None:
            # Of several first publications (in two countries) the first counts, of several editions the last.
            pick = min(dated) if rule in ("first-published", "published") else max(dated)
            best = (sure, pick[0], rule, pick[1], pick[2])
    if best is None:
        return []
    sure, year, rule, start, end = best
    findings = [_found(whole, "print_year", year, rule, sure, start, end)]
    named = _EDITION_IN_HAND.search(whole.text[start:end]) if rule in ("edition", "this-edition") else None
    if named and not _FIRST_EDITION.match(named.group(1)):
        edition = " ".join(named.group(1).split())
        findings.append(_found(whole, "edition", edition[0].upper() + edition[1:], rule, 0.8, start, end))
    return findings


def _isbns(whole: _PageText) -> list[Finding]:
    """ISBNs behind their label, and those without one that a right check digit proves."""
    findings: list[Finding] = []
    labelled: list[tuple[int, int]] = []
    for match in _ISBN.finditer(whole.text):
        digits = re.sub(r"[^\dX]", "", match.group(2).upper())
        if match.group(1).upper() == "S" and len(digits) == 9:
            digits = "0" + digits
        number = isbn13(digits)
        labelled.append(match.span())
        if number is None and len(digits) not in (10, 13):
            # More digits than an ISBN has: the next number stands too close.
            number = next((found for length in (13, 10) if (found := isbn13(digits[:length]))), None)
        claim, value = ("isbns", number) if number else ("isbn-wrong", match.group(2).strip())
        findings.append(_found(whole, claim, value, "isbn", 0.98, *match.span()))
    for match in _BARE_ISBN.finditer(whole.text):
        if any(start < match.end() and match.start() < end for start, end in labelled):
            continue
        if number := isbn13(match.group(1)):
            findings.append(_found(whole, "isbns", number, "isbn-unlabelled", 0.9, *match.span()))
    return findings


def _addresses(whole: _PageText) -> list[Finding]:
    """DOI and licence."""
    findings: list[Finding] = []
    for match in _DOI.finditer(whole.text):
        if doi := identifiers.doi(match.group(1).rstrip(".)")):
            findings.append(_found(whole, "doi", doi, "doi", 0.95, *match.span()))
            break
    if match := _CC_ADDRESS.search(whole.text.replace("\n", " ")):
        kind, name, version, country = (part.lower() if part else "" for part in match.groups())
        address = f"https://creativecommons.org/{kind}/{name}/{version}/" + (f"{country}/" if country else "")
        findings.append(_found(whole, "licence", address, "licence-address", 0.97, *match.span()))
    elif (match := _CC_WORDS.search(whole.text)) and (address := _licence_address(match)):
        findings.append(_found(whole, "licence", address, "licence-words", 0.85, *match.span()))
    return findings


def _licence_address(match: re.Match[str]) -> str | None:
    short, words, version = match.groups()
    if short == "0" or (words and "zero" in words.lower()):
        return f"https://creativecommons.org/publicdomain/zero/{version}/"
    if short:
        name = short.lower()
    else:
        plain = fold(words).replace(" ", "")
        if "attribution" not in plain:
            return None
        parts = (("noncommercial", "nc"), ("noderiv", "nd"), ("sharealike", "sa"))
        name = "-".join(["by", *(code for word, code in parts if word in plain)])
    return f"https://creativecommons.org/licenses/{name}/{version}/"


def _publisher(whole: _PageText) -> list[Finding]:
    """`Published by …`, or a publisher's name that stands above its address."""
    findings: list[Finding] = []
    for match in _PUBLISHED_BY.finditer(whole.text):
        if _NOT_IN_HAND.search(whole.text[whole.text.rfind("\n", 0, match.start()) + 1 : match.start(1)]):
            continue
        name = clean_publisher(re.split(rf"\s+in\s+{YEAR}|\.\s|;|,\s+(?=an imprint|a division)", match.group(1))[0])
        if name:
            sure = 0.88 if names_publisher(name) else 0.75
            findings.append(_found(whole, "publisher", name, "published-by", sure, *match.span()))
            if where := place_in(match.group(1)[len(name) :]):
                findings.append(_found(whole, "place", where, "published-by", 0.75, *match.span()))
    for place, row in enumerate(whole.rows[:-1]):
        below = [after.text for after in whole.rows[place + 1 : place + 5]]
        if (
            names_publisher(row.text)
            and len(row.text.split()) <= 7
            and not _COPYRIGHT.search(row.text)
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
    if match := _CIP_SERIES.search(whole.text):
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
