"""The lines of contents pages: words, leaders and page number parted, and how each line looks.

In: a contents page. Out: one `Row` for each of its lines without furniture and heading. What belongs together is decided in
`contents_entries`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backlist.model.book import DivisionKind
from backlist.model.layout import Line, PageLayout
from backlist.structure.division_names import fold, kind_of_title
from backlist.structure.labels import parse_number
from backlist.structure.leaders import mend_leaders
from backlist.text.misread import figures_of

#: Indents closer than this (points) are the same.
SAME_INDENT = 4.0
#: Page numbers stand before the titles when at least so many lines, and this share of all, begin with one.
NUMBERS_BEFORE_LINES = 5
NUMBERS_BEFORE_SHARE = 0.6

_LEADERS = re.compile(r"(?:\s*[.·•…_‧∙]){3,}\s*|(?:\s[.·…]){2,}\s*|\s*…\s*")
#: "Page 15" after a summary; in a title the word has a small letter, or follows no stop.
_PAGE_WORD = re.compile(
    r"(?:\b(?:Page|Seite|PAGE|Página|Pagina)|\b[pPsS]\.|\bpp\.|\b[pP][aá]g\.|(?<=[.,;:—–] )page)\s*$"
)
_COLUMN_HEADS = frozenset(
    {"page", "chap page", "chapter page", "seite", "pages", "chap", "p", "página", "pag", "pagina"}
)
_TIGHT_PAGE = re.compile(r"[^\W\d_](\d{1,4})$")


@dataclass(slots=True)
class Row:
    """One line of the contents: its words without leaders and page number, and how it looks."""

    text: str
    page: str | None
    left: float
    look: tuple[str, float, bool, bool]
    at: tuple[int, int]
    line: Line
    leaders: bool


def split_page(text: str) -> tuple[str, str | None, bool]:
    """A line's words, the page number at its end, and whether leaders stood between them."""
    text = mend_leaders(text.strip())
    tokens = text.rsplit(None, 1)
    last = tokens[-1].strip(".,") if tokens else ""
    # Leaders may touch the number: "Preface.....vii".
    glued = re.search(r"[.…·_]{3,}\s*(\d{1,4}|[ivxlc]{1,7})$", text)
    if glued:
        last, head = glued.group(1), text[: glued.start()]
    else:
        head = tokens[0] if len(tokens) == 2 else ""
    number = parse_number(last)
    if number is None or (not last.isdigit() and not last.islower() and len(last) < 2):
        bare = _LEADERS.sub(" ", text).strip()
        return bare, None, bool(re.search(r"(?:[.…·]\s?){4,}\s*$", text))
    if re.search(r"[.…]{2}\s*$|(?:\s[.·])+\s*$", head):
        leaders = True
    else:
        leaders = bool(glued)
    head = _LEADERS.sub(" ", head + " ").strip()
    head = _PAGE_WORD.sub("", head).strip().rstrip(",;:–—").strip()
    if not head and not glued:
        return "", last, leaders
    if not last.isdigit() and not last.islower():
        # Capital roman numerals at a line's end are as often part of a title ("Alexander II").
        return (head, last, leaders) if leaders else (f"{head} {last}", None, False)
    return head, last, leaders


def page_numbers(texts: list[str]) -> list[str]:
    """The page numbers that lines end in; where hardly any does, those that they begin with, if those rise."""
    ends = [number for text in texts if (number := split_page(text)[1])]
    if len(ends) > 0.3 * len(texts):
        return ends
    starts = [head for text in texts if (head := text.strip().partition(" ")[0]).isdigit() and " " in text.strip()]
    return starts if len(starts) > len(ends) and _numbers_lead(starts, len(texts)) else ends


def _numbers_lead(numbers: list[str], lines: int) -> bool:
    """Whether numbers at the beginnings of lines are pages: many, rising, and not the numbers of chapters in turn."""
    values = [int(n) for n in numbers]
    rising = all(b >= a for a, b in zip(values, values[1:], strict=False))
    in_turn = bool(values) and values == list(range(values[0], values[0] + len(values)))
    return len(values) >= max(NUMBERS_BEFORE_LINES, NUMBERS_BEFORE_SHARE * lines) and rising and not in_turn


def rows_of_contents(page: PageLayout, lines: list[int]) -> list[Row]:
    """The rows of one contents page; `lines` are the numbers of its lines without furniture and heading."""
    out = []
    for i in lines:
        line = page.lines[i]
        text, number, leaders = split_page(line.text)
        if fold(text) in _COLUMN_HEADS and number is None:
            continue
        if kind_of_title(text) is DivisionKind.CONTENTS and number is None:
            continue
        out.append(Row(text, number, line.box.left, _look(line), (page.index, i), line, leaders))
    if not out:
        return out
    # A long title may touch its page number: "combinatoire133", at the numbers' own right edge.
    edge = max((row.line.box.right for row in out if row.page), default=0.0)
    for row in out:
        tight = _TIGHT_PAGE.search(row.text)
        if row.page is None and tight and abs(row.line.box.right - edge) < SAME_INDENT:
            row.text, row.page = row.text[: tight.start(1)].strip(), tight.group(1)
        # OCR reads figures as letters of their shape, `11` as `ll`: where numbers end, it is one.
        head, _, last = row.text.rpartition(" ")
        if (
            row.page is None
            and head
            and abs(row.line.box.right - edge) < SAME_INDENT
            and (page_number := figures_of(last))
        ):
            row.text, row.page = head, page_number
    margin = min(row.left for row in out)
    # Recto and verso have other margins: indents count from the page's own.
    for row in out:
        row.left -= margin
    return _number_before(out)


def _number_before(rows: list[Row]) -> list[Row]:
    """Contents that print the page number before the title: `3 Introduction`, rising, and no number at the ends."""
    if sum(1 for r in rows if r.page) > 0.3 * len(rows):
        return rows
    leading = [row.text.partition(" ") for row in rows]
    found = [
        (row, head, rest) for row, (head, _, rest) in zip(rows, leading, strict=True) if parse_number(head) and rest
    ]
    if _numbers_lead([head for _, head, _ in found if head.isdigit()], len(rows)):
        for row, head, rest in found:
            if head.isdigit() or head.islower():
                row.page, row.text = head, rest
    return rows


def _look(line: Line) -> tuple[str, float, bool, bool]:
    """The look of most of a line's words, leaders and numbers apart."""
    weight: dict[tuple[str, float, bool, bool], int] = {}
    for span in line.spans:
        letters = sum(1 for c in span.text if c.isalpha())
        key = ("sc" if span.small_caps else "", round(span.size, 1), span.bold, span.italic)
        weight[key] = weight.get(key, 0) + letters
    return max(weight, key=weight.__getitem__)


def rises(numbers: list[str]) -> bool:
    values = [p[0] for n in numbers if (p := parse_number(n)) and n.isdigit()]
    if len(values) < 2:
        return True
    falls = sum(1 for a, b in zip(values, values[1:], strict=False) if b < a)
    return falls <= 0.2 * len(values)
