"""Lines of contents to entries: which lines belong together, and what each entry names.

In: the rows of all contents pages. Out: `ContentsEntry`s. An entry ends with its page number as a rule; lines without one
belong to the entry that follows, or end the one before, or are its authors, or a part's heading; indent, type and numbers
decide which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from backlist.model.book import DivisionKind
from backlist.structure.contents_lines import SAME_INDENT, Row
from backlist.structure.division_names import Parted, is_name, kind_of_title, number_value, part_heading
from backlist.structure.skeleton import ContentsEntry
from backlist.text.misread import mend_names
from backlist.text.names import split_names

#: An entry's text holds no more characters than this; more is an analytical summary under a title.
LONGEST_TITLE = 300

#: A line this much further from the one above than lines of one title are from each other begins an entry of its own.
SET_APART = 1.4
#: Of the distances between lines, this share is no larger than that within a title.
CLOSE_SHARE = 0.25

#: Set in as sections are, an entry without a kind is a section, where at least so many and this share of those set in so are.
FEWEST_SECTIONS = 3
SECTION_SHARE = 0.6

_DASHED = re.compile(r"\w\s?[—–]\s?[^\W\d]")
_LETTERED = re.compile(r"^([A-Z])\s+(\S.*)$")


@dataclass(slots=True)
class _Draft:
    rows: list[Row]
    authors: list[Row]
    summary: list[Row] = field(default_factory=list)

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


def entries_of(rows: list[Row]) -> list[ContentsEntry]:
    drafts: list[_Draft] = []
    number_first = _number_on_first_line(rows)
    numbering = _Numbering()
    apart = _apart(rows)
    for row, set_apart in zip(rows, apart, strict=True):
        current = drafts[-1] if drafts else None
        if current is not None and _summarises(current, row, numbering):
            current.summary.append(row)
        elif current is not None and _continues(current, row, number_first, numbering, set_apart):
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
    return _sections_by_place(_lettered([e for e in entries if e.title or e.page]))


def _apart(rows: list[Row]) -> list[bool]:
    """For each row, whether space parts it from the row above on its page."""
    gaps = [
        after.line.baseline - before.line.baseline if before is not None and before.at[0] == after.at[0] else 0.0
        for before, after in zip([None, *rows], rows, strict=False)
    ]
    known = sorted(gap for gap in gaps if gap > 0)
    usual = known[int(CLOSE_SHARE * len(known))] if known else 0.0
    return [gap > SET_APART * usual for gap in gaps]


def _number_on_first_line(rows: list[Row]) -> bool:
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


def _numbered(row: Row) -> Parted:
    first = row.line.spans[0].text.strip()
    return part_heading(row.text, letter_apart=len(first) == 1 and first.isalpha())


def _continues(draft: _Draft, row: Row, number_first: bool, numbering: _Numbering, set_apart: bool) -> bool:
    """Whether a line goes on with the entry before it; `set_apart` says that space parts the two."""
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
    if set_apart and first.title:
        return False
    bold, italic = row.look[2:]
    if labelled or (row.look != draft.rows[-1].look and (bold or italic) and is_name(first.title)):
        return False
    return not (first.kind is DivisionKind.PART and first.title and draft.rows[0].look != row.look)


def _summarises(draft: _Draft, row: Row, numbering: _Numbering) -> bool:
    """Whether a line is of the summary that analytical contents print under a title and its page: topics between dashes."""
    if row.page is not None or draft.page is None or not row.text or row.look[2]:
        return False
    if draft.summary:
        return row.look == draft.summary[-1].look
    parted = _numbered(row)
    labelled = parted.kind is not None or (parted.number is not None and numbering.expects(parted.number))
    return not labelled and _DASHED.search(row.text) is not None and row.look[1] <= draft.rows[0].look[1]


def _is_authors(draft: _Draft, row: Row) -> bool:
    """Whether a line under a title names its authors: another look than the title's, and like names."""
    title = draft.rows[0]
    return (
        row.look != title.look
        and all(r.look == title.look or not r.text for r in draft.rows)
        and bool(names_in(row.text))
    )


def names_in(text: str) -> tuple[str, ...]:
    """The persons that a line names, each as displayed; none where any part of it is no person's name."""
    return tuple(name.display for name in split_names(mend_names(text)))


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
    authors = names_in(join_lines([r.text for r in draft.authors])) if draft.authors else ()
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


def _sections_by_place(entries: list[ContentsEntry]) -> list[ContentsEntry]:
    """Entries that stand where sections stand are sections too, whatever has become of their numbers (`71`, `Va` for 7.1)."""
    out = []
    for entry in entries:
        beside = [e for e in entries if e.level == entry.level]
        sections = sum(e.kind is DivisionKind.SECTION for e in beside)
        usual = entry.level > 1 and sections >= FEWEST_SECTIONS and sections >= SECTION_SHARE * len(beside)
        out.append(replace(entry, kind=DivisionKind.SECTION) if usual and entry.kind is None else entry)
    return out
