"""The contents pages: found, and parsed into entries.

In: a `Layout`, its furniture and pages. Out: `ContentsEntry`s in reading order, with the pages they stand on.

A contents page is one that says so at its head, or that follows one and goes on in the same way, or one near the front
whose lines end, for the most part, in page numbers that rise. An entry ends with its page number as a rule; lines without
one belong to the entry that follows, or are the authors of the one before, or a part's heading; indent, type and numbers
decide which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from backlist.model.book import DivisionKind
from backlist.model.layout import Layout, Line
from backlist.structure.division_names import (
    AMBIGUOUS,
    Parted,
    fold,
    is_name,
    kind_of_title,
    number_value,
    part_heading,
)
from backlist.structure.labels import parse_number
from backlist.structure.skeleton import ContentsEntry, PageFurniture

#: Contents stand in this first share of the book (at least so many pages), or in its last few pages.
FRONT_SHARE = 0.2
FRONT_PAGES = 24
LAST_PAGES = 14
#: The word "Contents" stands within this many lines of the top of the text.
HEADING_LINES = 4
#: A page goes on with the contents when this share of its lines end in a number (or leaders), and so many do.
ENTRY_SHARE = 0.3
ENTRY_LINES = 2
#: Without a heading, more is asked.
UNTITLED_SHARE = 0.6
UNTITLED_LINES = 5
#: No contents run over more pages.
MOST_PAGES = 40
#: Indents closer than this (points) are the same.
SAME_INDENT = 4.0
#: An entry's text holds no more characters than this; more is an analytical summary under a title.
LONGEST_TITLE = 300

_LEADERS = re.compile(r"(?:\s*[.·•…_‧∙]){3,}\s*|(?:\s[.·…]){2,}\s*|\s*…\s*")
_PAGE_WORD = re.compile(r"\b(?:page|seite|p\.|pp\.|s\.|pag\.|pág\.|página|pagina)\s*$", re.IGNORECASE)
_COLUMN_HEADS = frozenset(
    {"page", "chap page", "chapter page", "seite", "pages", "chap", "p", "página", "pag", "pagina"}
)
_PAGE_AT_END = re.compile(r"\b(?:page|seite|pag\.|página|pagina)\s+(?:\d{1,4}|[ivxlc]{1,7})\.?$", re.IGNORECASE)
_TIGHT_PAGE = re.compile(r"[^\W\d_](\d{1,4})$")
_LETTERED = re.compile(r"^([A-Z])\s+(\S.*)$")
_CONTINUED = re.compile(
    r"\s*[\(\[]?\b(?:continued|cont|cont’d|fortsetzung|suite|continuación)\b\.?[\)\]]?\s*$", re.IGNORECASE
)


@dataclass(slots=True)
class _Row:
    """One line of the contents: its words without leaders and page number, and how it looks."""

    text: str
    page: str | None
    left: float
    look: tuple[str, float, bool, bool]
    at: tuple[int, int]
    line: Line
    leaders: bool


def find_contents(
    layout: Layout, furniture: tuple[PageFurniture, ...]
) -> tuple[tuple[int, ...], tuple[ContentsEntry, ...]]:
    """The indexes of the contents pages, and the entries on them; both empty where there are none."""
    found = _contents_pages(layout, furniture)
    rows = [row for index, start in found for row in _rows(layout, furniture, index, start)]
    return tuple(index for index, _ in found), tuple(_entries(rows))


# --- finding the pages --------------------------------------------------------------------------------------------------


def _body(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> list[int]:
    skip = furniture[index].lines
    return [i for i in range(len(layout.pages[index].lines)) if i not in skip]


def _contents_pages(layout: Layout, furniture: tuple[PageFurniture, ...]) -> list[tuple[int, int]]:
    """Pages of contents, each with the number of the first line that is an entry."""
    count = len(layout.pages)
    front = range(min(count, max(FRONT_PAGES, int(FRONT_SHARE * count))))
    back = range(max(count - LAST_PAGES, len(front)), count)
    best: list[tuple[int, int]] = []
    for index in (*front, *back):
        start = _heading_end(layout, furniture, index)
        if start is None:
            continue
        run = [(index, start)]
        for following in range(index + 1, min(index + MOST_PAGES, count)):
            if not _goes_on(layout, furniture, following):
                # A contents page may be followed by a blank one.
                break
            run.append((following, 0))
        if _entry_lines(layout, furniture, run) > _entry_lines(layout, furniture, best):
            best = run
    if best:
        return best
    for index in front:
        lines = _body(layout, furniture, index)
        numbered = [n for i in lines if (n := _split_page(layout.pages[index].lines[i].text)[1])]
        if len(numbered) >= UNTITLED_LINES and len(numbered) >= UNTITLED_SHARE * len(lines) and _rises(numbered):
            run = [(index, 0)]
            following = index + 1
            while following < count and _goes_on(layout, furniture, following):
                run.append((following, 0))
                following += 1
            return run
    return []


def _heading_end(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> int | None:
    """Where the entries begin on a page headed "Contents", or None. The heading may be taken for furniture."""
    page = layout.pages[index]
    for place, i in enumerate(range(len(page.lines))):
        if place >= HEADING_LINES:
            return None
        name = fold(_CONTINUED.sub("", page.lines[i].text))
        if kind_of_title(page.lines[i].text) is DivisionKind.CONTENTS or name in AMBIGUOUS:
            if i in furniture[index].lines and index > 0 and _ends_in_numbers(layout, furniture, index - 1):
                return None
            rest = [k for k in range(i + 1, len(page.lines)) if k not in furniture[index].lines]
            if name in AMBIGUOUS or len(rest) > 0:
                numbered = [n for k in rest if (n := _split_page(page.lines[k].text)[1])]
                plain = name not in AMBIGUOUS and index + 1 < len(layout.pages) and len(rest) > 0
                if plain and (_says_page(layout, furniture, index) or _says_page(layout, furniture, index + 1)):
                    return i + 1
                # An index has many numbers to a line, and they do not rise.
                if len(numbered) < min(ENTRY_LINES, max(len(rest), 1)) and not (
                    index + 1 < len(layout.pages) and _ends_in_numbers(layout, furniture, index + 1)
                ):
                    continue
                if not _rises(numbered):
                    continue
                return i + 1
    return None


def _says_page(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> bool:
    """Whether a line of the page ends in "Page 15", as it does after the summaries of analytical contents."""
    return any(_PAGE_AT_END.search(layout.pages[index].lines[i].text) for i in _body(layout, furniture, index))


def _ends_in_numbers(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> bool:
    lines = _body(layout, furniture, index)
    numbered = sum(1 for i in lines if _split_page(layout.pages[index].lines[i].text)[1])
    return numbered >= ENTRY_LINES and numbered >= ENTRY_SHARE * len(lines)


def _goes_on(layout: Layout, furniture: tuple[PageFurniture, ...], index: int) -> bool:
    lines = _body(layout, furniture, index)
    if not lines:
        return False
    page = layout.pages[index]
    numbered = [n for i in lines if (n := _split_page(page.lines[i].text)[1])]
    if _says_page(layout, furniture, index) and _rises(numbered):
        return True
    title = furniture[index].title or ""
    named = any(kind_of_title(part) is DivisionKind.CONTENTS for part in (title, page.lines[lines[0]].text))
    if named:
        return len(numbered) >= 1 and _rises(numbered)
    first = part_heading(page.lines[lines[0]].text)
    if (
        first.kind in (DivisionKind.LIST_OF_FIGURES, DivisionKind.LIST_OF_TABLES)
        and not _split_page(page.lines[lines[0]].text)[1]
    ):
        return False
    columns = {page.lines[i].column for i in lines}
    if len(columns) > 1 and len(numbered) < UNTITLED_SHARE * len(lines):
        return False
    return len(numbered) >= ENTRY_LINES and len(numbered) >= max(ENTRY_SHARE, 0.5) * len(lines) and _rises(numbered)


def _entry_lines(layout: Layout, furniture: tuple[PageFurniture, ...], run: list[tuple[int, int]]) -> int:
    return sum(
        1
        for index, start in run
        for i in _body(layout, furniture, index)
        if i >= start and _split_page(layout.pages[index].lines[i].text)[1]
    )


def _rises(numbers: list[str]) -> bool:
    values = [p[0] for n in numbers if (p := parse_number(n)) and n.isdigit()]
    if len(values) < 2:
        return True
    falls = sum(1 for a, b in zip(values, values[1:], strict=False) if b < a)
    return falls <= 0.2 * len(values)


# --- lines --------------------------------------------------------------------------------------------------------------


def _split_page(text: str) -> tuple[str, str | None, bool]:
    """A line's words, the page number at its end, and whether leaders stood between them."""
    text = text.strip()
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


def _rows(layout: Layout, furniture: tuple[PageFurniture, ...], index: int, start: int) -> list[_Row]:
    page = layout.pages[index]
    out = []
    for i in _body(layout, furniture, index):
        if i < start:
            continue
        line = page.lines[i]
        text, number, leaders = _split_page(line.text)
        if fold(text) in _COLUMN_HEADS and number is None:
            continue
        if kind_of_title(text) is DivisionKind.CONTENTS and number is None:
            continue
        out.append(_Row(text, number, line.box.left, _look(line), (index, i), line, leaders))
    if not out:
        return out
    # A long title may touch its page number: "combinatoire133", at the numbers' own right edge.
    edge = max((row.line.box.right for row in out if row.page), default=0.0)
    for row in out:
        tight = _TIGHT_PAGE.search(row.text)
        if row.page is None and tight and abs(row.line.box.right - edge) < SAME_INDENT:
            row.text, row.page = row.text[: tight.start(1)].strip(), tight.group(1)
    margin = min(row.left for row in out)
    # Recto and verso have other margins: indents count from the page's own.
    for row in out:
        row.left -= margin
    return _number_before(out)


def _number_before(rows: list[_Row]) -> list[_Row]:
    """Contents that print the page number before the title: `3 Introduction`, rising, and no number at the ends."""
    if sum(1 for r in rows if r.page) > 0.3 * len(rows):
        return rows
    leading = []
    for row in rows:
        token, _, rest = row.text.partition(" ")
        number = parse_number(token)
        leading.append((token, rest) if number and rest and number[0] else None)
    values = [int(t[0]) for t in leading if t and t[0].isdigit()]
    rising = all(b >= a for a, b in zip(values, values[1:], strict=False))
    counts_up = values == list(range(values[0], values[0] + len(values))) if values else True
    if len(values) >= UNTITLED_LINES and rising and not counts_up and len(values) >= UNTITLED_SHARE * len(rows):
        for row, found in zip(rows, leading, strict=True):
            if found:
                row.page, row.text = found
    return rows


def _look(line: Line) -> tuple[str, float, bool, bool]:
    """The look of most of a line's words, leaders and numbers apart."""
    weight: dict[tuple[str, float, bool, bool], int] = {}
    for span in line.spans:
        letters = sum(1 for c in span.text if c.isalpha())
        key = ("sc" if span.small_caps else "", round(span.size, 1), span.bold, span.italic)
        weight[key] = weight.get(key, 0) + letters
    return max(weight, key=weight.__getitem__)


# --- entries ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Draft:
    rows: list[_Row]
    authors: list[_Row]

    @property
    def page(self) -> str | None:
        return next((r.page for r in (*self.rows, *self.authors) if r.page), None)

    @property
    def text(self) -> str:
        return join_lines([r.text for r in self.rows])


def join_lines(texts: list[str]) -> str:
    """Lines to one text; a hyphen at a line's end before a small letter is healed."""
    out = ""
    for text in texts:
        text = text.strip()
        if not text:
            continue
        broken = out.endswith("-") and len(out) > 1 and out[-2].isalpha()
        if broken and (text[0].islower() or (out[-2].isupper() and text[:2].isupper())):
            out = out[:-1] + text
        elif out.endswith(("–", "—")) and not out.endswith((" –", " —")):
            out += text
        else:
            out = f"{out} {text}" if out else text
    return out


def _entries(rows: list[_Row]) -> list[ContentsEntry]:
    drafts: list[_Draft] = []
    number_first = _number_on_first_line(rows)
    numbering = _Numbering()
    for row in rows:
        current = drafts[-1] if drafts else None
        if current is not None and _continues(current, row, number_first, numbering):
            if _is_authors(current, row):
                current.authors.append(row)
            else:
                current.rows.append(row)
        else:
            drafts.append(_Draft([row], []))
            numbering.take(_numbered(row).number)
    levels = _levels(drafts)
    entries = []
    for draft in drafts:
        entry = _entry(draft, levels)
        if entry is not None:
            entries.append(entry)
    return _lettered([e for e in entries if e.title or e.page])


def _number_on_first_line(rows: list[_Row]) -> bool:
    """Whether a long title has its page number on its first line, and goes on below, or on its last.

    A line without a number before one that begins an entry of its own (with a chapter number) ends the entry above it; a
    line that begins with a chapter number and has no page has its page on a line below.
    """
    above = below = 0
    for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        if row.page is not None:
            continue
        if _numbered(row).number is not None:
            below += after is not None and after.page is not None and _numbered(after).number is None
        elif before is not None and before.page is not None:
            above += after is None or (after.page is not None and _numbered(after).number is not None)
    return above > below


class _Numbering:
    """The numbers of entries so far, by the way they are written, to know which number can come next."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    @staticmethod
    def _value(number: str) -> tuple[str, int] | None:
        if number.isdigit():
            return "arabic", int(number)
        value = number_value(number)
        if value is not None and number != "A":
            return "roman", value
        return ("letter", ord(number) - 64) if len(number) == 1 else None

    def take(self, number: str | None) -> None:
        form = self._value(number) if number else None
        if form:
            self._last[form[0]] = form[1]

    def expects(self, number: str) -> bool:
        """Whether the number is a first one, or follows the last of its kind."""
        forms = [self._value(number)]
        if len(number) == 1 and number.isalpha():
            forms.append(("letter", ord(number.upper()) - 64))
        return any(f is not None and f[1] in (1, self._last.get(f[0], 0) + 1) for f in forms)


def _numbered(row: _Row) -> Parted:
    first = row.line.spans[0].text.strip()
    return part_heading(row.text, letter_apart=len(first) == 1 and first.isalpha())


def _continues(draft: _Draft, row: _Row, number_first: bool, numbering: _Numbering) -> bool:
    """Whether a line goes on with the entry before it."""
    if not row.text:
        return draft.page is None
    parted, first = _numbered(row), _numbered(draft.rows[0])
    named = parted.kind in (DivisionKind.CHAPTER, DivisionKind.PART, DivisionKind.SECTION)
    labelled = named or (parted.number is not None and numbering.expects(parted.number))
    if draft.page is not None:
        # After the page number come the rest of a title, or its authors.
        if row.page is not None or labelled or (parted.kind is not None and row.look != draft.rows[-1].look):
            return False
        if _is_authors(draft, row):
            return True
        return row.look == draft.rows[-1].look and (row.text[:1].islower() or (number_first and not draft.authors))
    if draft.rows[-1].text.endswith("-"):
        return True
    if not first.title and first.number is not None:
        # "CHAPTER I" alone on its line: the title follows.
        return True
    bold, italic = row.look[2:]
    if labelled or (row.look != draft.rows[-1].look and (bold or italic) and is_name(first.title)):
        return False
    return not (first.kind is DivisionKind.PART and first.title and draft.rows[0].look != row.look)


def _is_authors(draft: _Draft, row: _Row) -> bool:
    """Whether a line under a title names its authors: another look than the title's, and like names."""
    title = draft.rows[0]
    if (draft.authors or len(draft.rows) >= 1) and row.look != title.look and looks_like_names(row.text):
        return all(r.look == title.look or not r.text for r in draft.rows)
    return False


_NAME = re.compile(r"^[A-ZÀ-ÞŁŚŠŽČ][\w’'.\-ʼ]*$")
_PARTICLES = frozenset(
    "de da di del della der den van von zu zur le la du des dos e y i & and und et ten ter bin al el".split()
)


def looks_like_names(text: str) -> bool:
    """Whether a line can be nothing but personal names: capitalised words with particles, no digits, not a sentence."""
    bare = text.replace(",", " ").replace("&", " and ").replace("(", " ").replace(")", " ").strip()
    if not bare or len(bare) > 160 or any(c.isdigit() for c in bare) or bare[-1] in ":;?!":
        return False
    tokens = bare.split()
    if not 2 <= len(tokens) <= 24:
        return False
    capital = sum(1 for t in tokens if _NAME.match(t))
    small = [t for t in tokens if not _NAME.match(t)]
    return capital >= 2 and all(t.lower().strip(".") in _PARTICLES or t in ("eds.", "ed.", "Jr.") for t in small)


def split_names(text: str) -> tuple[str, ...]:
    """`A. One, B. Two & C. Three` to its persons."""
    text = re.sub(r"\s+(?:and|und|et|y|e|with)\s+|\s*[&;]\s*", ", ", " ".join(text.split()))
    names = [n.strip(" ,.") if not re.search(r"\b(?:Jr|Sr)\.$", n) else n.strip(" ,") for n in text.split(",")]
    return tuple(n for n in names if n)


def _levels(drafts: list[_Draft]) -> list[float]:
    indents: list[float] = []
    for draft in drafts:
        left = draft.rows[0].left
        if not any(abs(left - known) <= SAME_INDENT for known in indents):
            indents.append(left)
    return sorted(indents)


def _entry(draft: _Draft, levels: list[float]) -> ContentsEntry | None:
    row = draft.rows[0]
    rows = draft.rows
    # A title over an analytical summary: the lines in the title's look are the title.
    if sum(len(r.text) for r in rows) > LONGEST_TITLE or (len(rows) > 3 and rows[0].look != rows[-1].look):
        head = [r for k, r in enumerate(rows) if all(x.look == row.look for x in rows[: k + 1])]
        rows = head if len(head) < len(rows) else rows[:2]
    first = row.line.spans[0].text.strip()
    text = join_lines([r.text for r in rows])
    parted = part_heading(text, letter_apart=len(first) == 1 and first.isalpha())
    if not parted.title and not parted.number:
        return None
    level = 1 + next((n for n, left in enumerate(levels) if abs(row.left - left) <= SAME_INDENT), 0)
    authors = split_names(join_lines([r.text for r in draft.authors])) if draft.authors else ()
    return ContentsEntry(
        title=parted.title.strip(" :;,.") if parted.title else "",
        number=parted.number,
        page=draft.page,
        level=level,
        kind=parted.kind,
        authors=authors,
        at=tuple(r.at for r in (*draft.rows, *draft.authors)),
    )


def _lettered(entries: list[ContentsEntry]) -> list[ContentsEntry]:
    """Entries that begin with A, B, C in order are lettered, not sentences that begin with an article."""
    places = [k for k, e in enumerate(entries) if e.number is None and _LETTERED.match(e.title)]
    letters = [_LETTERED.match(entries[k].title).group(1) for k in places]
    if len(letters) < 2 or letters != [chr(ord("A") + n) for n in range(len(letters))]:
        return entries
    out = list(entries)
    for k in places:
        letter, title = _LETTERED.match(entries[k].title).groups()
        out[k] = replace(entries[k], number=letter, title=title, kind=kind_of_title(title))
    return out
