"""The details of a book from its own pages: title page, copyright page, half-title, series page, back cover.

In: a `Layout`, the pages before the text, and what stands in the running heads. Out: `Details` with the evidence for each
of them, and problems for what is missing or wrong. Nothing is made up: a detail that no rule finds stays empty. What a
press says in its metadata is not this module's business.

The method: `title_page` and `copyright_page` report findings; here the best of each is chosen, agreement between
independent findings makes one surer, and only one page is believed to be the title page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from backlist.model.book import Contributor, Details, Series
from backlist.model.evidence import Evidence
from backlist.model.layout import Layout, PageLayout
from backlist.problems import Problem, ProblemCode
from backlist.structure.copyright_page import holders, is_copyright_page, read_copyright_page
from backlist.structure.findings import Finding, Surroundings, joined, rows
from backlist.structure.title_page import read_title_page
from backlist.text.capitals import is_capitals, title_out_of_capitals, usage_of
from backlist.text.hyphens import vocabulary
from backlist.text.languages import guess_language
from backlist.text.names import split_names
from backlist.text.slug import fold

#: Pages of running text that are looked at for the book's language and the way it writes its words.
SAMPLE_PAGES = 80
#: A page of display type has no more rows than this, nor rows wider than this share of it in such numbers.
DISPLAY_ROWS = 40
WIDE_ROW = 0.6
MOST_WIDE_ROWS = 9
#: Of two pages that say as much, the later is the title page: the cover and the half-title come before it.
LATER_PAGE = 0.01
#: Below this, a publisher at the foot of the title page that nothing confirms is believed, but no contributor is.
LEAST_CONTRIBUTOR = 0.5
#: What each further finding of the same value leaves of the doubt.
AGREEMENT = 0.5
#: Books had no ISBN before this year (the SBN of 1967 is read as an ISBN).
FIRST_ISBN_YEAR = 1970

#: A running head is the book's title where it stands on this share of the pages that have one, of so many at least.
VERSOS = 0.4
FEWEST_HEADS = 20
#: A half-title has no more rows than this, no further apart than so many ems.
HALF_TITLE_ROWS = 5
HALF_TITLE_STEP = 2.2

UNTITLED = "Untitled"

_NOT_TITLE_PAGE = re.compile(
    r"^(?:table of )?contents$|^inhalt(?:sverzeichnis)?$|^table des matières$|^sommaire$|^indice$|^índice$|^sommario$|^sumario$|"
    r"^(?:also|books|other (?:books|titles|works)|by the same|du même|von dems|dello stesso|del mismo|des\w* autor)|in this series|"
    r"^(?:to|for|für|à|a) (?:my|the memory|meine|ma|mon|mia|mi)\b|^(?:preface|foreword|vorwort|acknowledge?ments?)$",
    re.IGNORECASE,
)
_RECORD = re.compile(r"catalogu?ing|cip-(?:einheits|kurztitel)|bibliothek –|catalogue record", re.IGNORECASE)
_FILE_TITLE = re.compile(
    r"untitled|microsoft|\.(?:docx?|tex|pdf|indd|qxd|dvi)\b|[\\/_]|^\d|^(?:title|book|layout|print)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsReading:
    """What the book says of itself, how we know, and what is missing or wrong."""

    details: Details
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_details(
    layout: Layout,
    front: tuple[int, ...],
    *,
    back: tuple[int, ...] = (),
    running_heads: tuple[str, ...] = (),
) -> DetailsReading:
    """Read the details from the pages with the indexes `front` (those before the contents or the text) and `back` (the
    last page or cover); `running_heads` are the words of the running head of each page that has one, without page numbers
    and as often as they stand."""
    front_pages = [layout.pages[index] for index in front if 0 <= index < len(layout.pages)]
    back_pages = [layout.pages[index] for index in back if 0 <= index < len(layout.pages)]
    around, language = _surroundings(layout, front_pages, back_pages, running_heads)
    findings: list[Finding] = []
    notices = [page for page in (*front_pages, *back_pages) if page.lines and is_copyright_page(page, around)]
    for page in notices:
        found = read_copyright_page(page, around)
        # A back cover may name other books' years; it is asked for numbers alone.
        findings += [f for f in found if page in front_pages or f.claim in ("isbns", "isbn-wrong", "doi", "licence")]
    findings += _from_title_page(front_pages, around)
    findings += _from_file(layout)
    findings += _from_running_heads(running_heads, around)
    if language is not None:
        findings.append(language)
    return _chosen(findings, around)


def _surroundings(
    layout: Layout, front: list[PageLayout], back: list[PageLayout], running_heads: tuple[str, ...]
) -> tuple[Surroundings, Finding | None]:
    outside = {page.index for page in (*front, *back)}
    body = [page for page in layout.pages if page.index not in outside and page.lines]
    # The middle of the book is text; the end is as often an index.
    body = body[len(body) // 20 : max(1, len(body) * 9 // 10)]
    sample = body[:: max(1, len(body) // SAMPLE_PAGES)]
    lines = [line.text for page in sample for line in page.lines]
    guess = guess_language(" ".join(lines)) or guess_language(
        " ".join(line.text for page in front for line in page.lines)
    )
    tag = guess.tag if guess else "en"
    words = vocabulary(lines, language=tag)
    plain = Surroundings(language=tag, usage=usage_of(lines), vocabulary=words)
    texts = {page.index: tuple(row.text for row in rows(page, words)) for page in (*front, *back)}
    persons = {fold(name) for name in _file_authors(layout)}
    titles = {fold(text) for text in (_title_head(running_heads) or "", *_file_titles(layout))}
    for page in front:
        if page.lines and is_copyright_page(page, plain):
            persons.update(fold(name) for name in holders(page, plain))
    for page in front:
        if not persons.intersection(map(fold, texts[page.index])) and not is_copyright_page(page, plain):
            titles.add(fold(_half_title(page, plain) or ""))
    around = replace(
        plain,
        titles=tuple(sorted(titles - persons - {""})),
        persons=tuple(sorted(persons - {""})),
        mixed=tuple(text for found in texts.values() for text in _without_record(found) if not is_capitals(text)),
    )
    if guess is None:
        return around, None
    seen = f"{guess.share:.0%} of the words on {len(sample) or len(front)} pages are little words of the language"
    return around, Finding(claim="language", value=tag, rule="text.little-words", certainty=guess.certainty, seen=seen)


def _half_title(page: PageLayout, around: Surroundings) -> str | None:
    """The words of a page that holds one statement in one size, and nothing else."""
    found = rows(page, around.vocabulary)
    if not 1 <= len(found) <= HALF_TITLE_ROWS or any(_NOT_TITLE_PAGE.search(row.text) for row in found):
        return None
    for one, other in pairwise(found):
        if abs(one.size - other.size) > 1 or other.baseline - one.baseline > HALF_TITLE_STEP * other.size:
            return None
    return joined(tuple(row.text for row in found), around.vocabulary)


def _without_record(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The rows before a library's catalogue record, which has its own way with capitals."""
    start = next((i for i, text in enumerate(texts) if _RECORD.search(text)), len(texts))
    return texts[:start]


def _title_head(running_heads: tuple[str, ...]) -> str | None:
    """The running head that stands on as many pages as there are versos: the book's title."""
    if len(running_heads) < FEWEST_HEADS:
        return None
    head, count = Counter(running_heads).most_common(1)[0]
    return head if count >= VERSOS * len(running_heads) else None


def _file_titles(layout: Layout) -> tuple[str, ...]:
    title = " ".join(dict(layout.info).get("Title", "").split())
    return (title,) if 3 < len(title) < 200 and not _FILE_TITLE.search(title) else ()


def _file_authors(layout: Layout) -> tuple[str, ...]:
    author = " ".join(dict(layout.info).get("Author", "").split())
    return tuple(name.display for name in split_names(author))


def _is_display(page: PageLayout, around: Surroundings) -> bool:
    page_rows = rows(page, around.vocabulary)
    wide = sum(row.box.right - row.box.left > WIDE_ROW * page.width for row in page_rows)
    return (
        0 < len(page_rows) <= DISPLAY_ROWS
        and wide <= MOST_WIDE_ROWS
        and not any(_NOT_TITLE_PAGE.search(row.text) for row in page_rows)
    )


def _from_title_page(front: list[PageLayout], around: Surroundings) -> list[Finding]:
    """The findings of the page that says most of the book, and what the others add to it."""
    read: list[tuple[bool, float, tuple[Finding, ...]]] = []
    others: list[Finding] = []
    sizes = [line.size for page in front for line in page.lines]
    for place, page in enumerate(front):
        if not _is_display(page, around):
            continue
        found = read_title_page(page, around)
        others += [finding for finding in found if finding.claim == "series"]
        if not any(finding.claim == "title" for finding in found):
            continue
        worth = {finding.claim: finding.certainty for finding in found if finding.claim != "series"}
        prominence = max(line.size for line in page.lines) / max(sizes)
        score = sum(worth.values()) + prominence + worth.get("title", 0) + LATER_PAGE * place
        read.append((is_copyright_page(page, around), -score, found))
    if not read:
        return others
    # A page with notices of copyright is the title page only where no other page shows a title.
    read.sort(key=lambda item: item[:2])
    best = [finding for finding in read[0][2] if finding.claim != "series"]
    told = {finding.claim for finding in best}
    title = next(fold(finding.value) for finding in best if finding.claim == "title")
    for _, _, found in read[1:]:
        same = any(finding.claim == "title" and _agree(fold(finding.value), title) for finding in found)
        extra = [
            replace(finding, certainty=0.9 * finding.certainty)
            for finding in found
            if same and finding.claim not in told and finding.claim != "series"
        ]
        told |= {finding.claim for finding in extra}
        best += extra
    return [*best, *others]


def _agree(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _from_file(layout: Layout) -> Iterable[Finding]:
    """What the maker of the file wrote into it: only where the pages themselves are silent."""
    for title in _file_titles(layout):
        yield Finding(claim="title", value=title, rule="file.title", certainty=0.5, seen=title)
    for author in _file_authors(layout):
        yield Finding(
            claim="contributors", value=Contributor(name=author), rule="file.author", certainty=0.5, seen=author
        )


def _from_running_heads(running_heads: tuple[str, ...], around: Surroundings) -> Iterable[Finding]:
    if head := _title_head(running_heads):
        title = title_out_of_capitals(head, around.language, around.usage)
        yield Finding(claim="title", value=title, rule="running-heads.repeated", certainty=0.45, seen=head)


# --- choosing -----------------------------------------------------------------------------------------------------------


def _chosen(findings: list[Finding], around: Surroundings) -> DetailsReading:
    evidence: list[Evidence] = []
    values: dict[str, Any] = {}
    for claim in (
        "title",
        "publisher",
        "place",
        "print_year",
        "edition",
        "doi",
        "series",
        "language",
        "copyright",
        "licence",
    ):
        best = _best([finding for finding in findings if finding.claim == claim])
        if best is not None:
            values[claim] = best.value
            evidence.append(_evidence(best))
    title = values.get("title", "")
    subtitle = _best([f for f in findings if f.claim == "subtitle" and _belongs(f, findings, title)])
    if subtitle is not None and fold(subtitle.value) != fold(values.get("edition") or ""):
        values["subtitle"] = subtitle.value
        evidence.append(_evidence(subtitle))
    contributors = _contributors(findings)
    values["contributors"] = tuple(dict.fromkeys(finding.value for finding in contributors))
    evidence += [_evidence(finding) for finding in contributors]
    isbns = {finding.value: finding for finding in reversed(findings) if finding.claim == "isbns"}
    values["isbns"] = tuple(dict.fromkeys(finding.value for finding in findings if finding.claim == "isbns"))
    evidence += [_evidence(isbns[number]) for number in values["isbns"]]
    if isinstance(values.get("series"), Series) and values["series"].issn is None:
        issn = _best([finding for finding in findings if finding.claim == "issn"])
        values["series"] = replace(values["series"], issn=issn.value if issn else None)
    wrong = [finding for finding in findings if finding.claim == "isbn-wrong"]
    details = Details(**{"title": UNTITLED, **values})
    return DetailsReading(details=details, evidence=tuple(evidence), problems=tuple(_problems(values, wrong)))


def _best(findings: list[Finding]) -> Finding | None:
    """The surest finding, made surer by every other that says the same."""
    if not findings:
        return None
    weighed = []
    for finding in findings:
        agreeing = {
            other.rule for other in findings if other.rule != finding.rule and _same(other.value, finding.value)
        }
        weighed.append(replace(finding, certainty=round(1 - (1 - finding.certainty) * AGREEMENT ** len(agreeing), 3)))
    return max(weighed, key=lambda finding: finding.certainty)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Series) and isinstance(other, Series):
        return fold(one.title) == fold(other.title) and one.number == other.number
    if isinstance(one, str) and isinstance(other, str):
        return _agree(fold(one), fold(other))
    return one == other


def _belongs(subtitle: Finding, findings: list[Finding], title: str) -> bool:
    """Whether the title that stood with this subtitle is the one that was chosen."""
    return any(
        finding.claim == "title"
        and finding.page == subtitle.page
        and finding.rule.split(".")[0] == subtitle.rule.split(".")[0]
        and fold(finding.value) == fold(title)
        for finding in findings
    )


def _contributors(findings: list[Finding]) -> list[Finding]:
    """Those of the title page; else of the citation, the file, the copyright line; translators from wherever."""
    named = [finding for finding in findings if finding.claim == "contributors"]
    if not named:
        return []
    main = [finding for finding in named if finding.rule.startswith("title-page")]
    if not any(finding.value.role in ("author", "editor") for finding in main):
        for source in ("copyright-page.citation", "file.", "copyright-page.copyright-holder"):
            others = [
                finding
                for finding in named
                if finding.rule.startswith(source) and finding.certainty >= LEAST_CONTRIBUTOR
            ]
            # The holder of a translation's copyright is its translator.
            others = [
                f
                for f in others
                if not any(fold(f.value.name) == fold(m.value.name) for m in named if m.value.role == "translator")
            ]
            if others:
                main = [*others, *main]
                break
    known = {fold(finding.value.name) for finding in main}
    main += [f for f in named if f.value.role == "translator" and fold(f.value.name) not in known and f not in main]
    agreeing = {id(f): sum(fold(o.value.name) == fold(f.value.name) and o.rule != f.rule for o in named) for f in main}
    return [replace(f, certainty=round(1 - (1 - f.certainty) * AGREEMENT ** agreeing[id(f)], 3)) for f in main]


def _evidence(finding: Finding) -> Evidence:
    return Evidence(
        subject="details",
        claim=f"details.{finding.claim}",
        rule=finding.rule,
        certainty=finding.certainty,
        page=finding.page,
        boxes=finding.boxes,
        seen=finding.seen,
    )


def _problems(values: dict[str, Any], wrong: list[Finding]) -> Iterable[Problem]:
    if "title" not in values:
        yield Problem(
            code=ProblemCode.DETAILS_NO_TITLE,
            seen=f"No title was found on the pages before the text; the book stands as “{UNTITLED}”.",
        )
    for text in dict.fromkeys(finding.value for finding in wrong):
        yield Problem(
            code=ProblemCode.DETAILS_ISBN_WRONG,
            seen=f"The book prints ISBN {text}, whose check digit is wrong; it was left out.",
        )
    year = values.get("print_year")
    if not values["isbns"] and not wrong and (year is None or year >= FIRST_ISBN_YEAR):
        yield Problem(code=ProblemCode.DETAILS_NO_ISBN, seen="No ISBN was found; the book stands without one.")
    if year is None:
        yield Problem(
            code=ProblemCode.DETAILS_NO_PRINT_YEAR,
            seen="No year of publication was found; the book stands without one.",
        )
    if not values["contributors"]:
        yield Problem(
            code=ProblemCode.DETAILS_NO_CONTRIBUTOR,
            seen="No author or editor was found on the title page; the book stands without one.",
        )
