"""What the pages before the text say of the book, one finding at a time, before anybody chooses among them.

Here stand the form of a finding, what its readers know besides the page (`Surroundings`), and the rows of a page as
plain text. The readers are `title_page` and `copyright_page`; `details` chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from backlist.model.layout import Box, Line, PageLayout
from backlist.structure.rows import rows_of
from backlist.text.capitals import Usage
from backlist.text.characters import clean, heal_spaced
from backlist.text.hyphens import Joint, Vocabulary, joint

#: A span this much smaller than its line, and raised by this share of the line's size, is a note mark.
MARK_SIZE = 0.8
MARK_RISE = 0.15
#: Characters; no row of a printed page holds more.
LONGEST_ROW = 500
#: Two lines at one height this far apart (ems) are two statements, not one.
WIDE_GAP = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One value for one detail: `claim` is the field of `Details` without prefix, `value` what goes there.

    `seen` is the text as printed; `boxes` lie on the page of the file with index `page`.
    """

    claim: str
    value: Any
    rule: str
    certainty: float
    seen: str
    page: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What helps in reading a title page.

    `titles` are other witnesses of the title, folded: half-title, running heads, the file's own; `persons` are folded
    names (persons or bodies) to which the copyright page or the file ascribes the book; `mixed` holds the lines of the
    pages before the text that are not in capitals.
    """

    language: str
    usage: Usage
    vocabulary: Vocabulary
    titles: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a page as plain text, without note marks."""

    text: str
    box: Box
    size: float
    baseline: float
    bold: bool
    italic: bool


def rows(page: PageLayout, vocabulary: Vocabulary) -> tuple[Row, ...]:
    """The rows of a page from top to bottom; what stands far apart at one height becomes two of them."""
    found: list[Row] = []
    for numbers in rows_of(page):
        group: list[Line] = []
        for number in numbers:
            line = page.lines[number]
            if group and line.box.left - group[-1].box.right > WIDE_GAP * max(line.size, group[-1].size):
                found.append(_row(group, vocabulary))
                group = []
            group.append(line)
        found.append(_row(group, vocabulary))
    return tuple(row for row in found if row.text)


def _row(lines: list[Line], vocabulary: Vocabulary) -> Row:
    main = max(lines, key=lambda line: len(line.text))
    text = " ".join(_without_marks(line) for line in lines)
    spans = [span for line in lines for span in line.spans]
    weight = sum(len(span.text) for span in spans) or 1
    return Row(
        text=heal_spaced(clean(text[:LONGEST_ROW]), vocabulary.knows).strip(),
        box=union(tuple(line.box for line in lines)),
        size=main.size,
        baseline=main.baseline,
        bold=2 * sum(len(span.text) for span in spans if span.bold) > weight,
        italic=2 * sum(len(span.text) for span in spans if span.italic) > weight,
    )


def _without_marks(line: Line) -> str:
    parts = [
        span.text
        for span in line.spans
        if not (
            span.size < MARK_SIZE * line.size
            and line.baseline - span.baseline > MARK_RISE * line.size
            and re.fullmatch(r"\s*[\d*†‡§]{1,3}\s*", span.text)
        )
    ]
    return re.sub(r"(?<=\w)[*†‡]+(?=\s|$)", "", "".join(parts))


def union(boxes: tuple[Box, ...]) -> Box:
    """The smallest rectangle around all of them."""
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


def joined(texts: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """Lines put together to one line, broken words healed."""
    whole = ""
    for text in texts:
        match joint(whole, text, vocabulary) if whole else None:
            case None:
                whole = text
            case Joint.HEALED:
                whole = whole.rstrip()[:-1] + text
            case Joint.TIGHT:
                whole = whole.rstrip() + text
            case Joint.SPACED:
                whole = f"{whole.rstrip()} {text}"
    return whole.strip()


def printed_elsewhere(text: str, mixed: tuple[str, ...]) -> str | None:
    """`text` in the letters in which a line of `mixed` has it, where that line has capitals and small letters."""
    pattern = re.compile(r"(?<!\w)" + r"[\s,]+".join(map(re.escape, text.split())) + r"(?!\w)", re.IGNORECASE)
    for line in mixed:
        match = pattern.search(line)
        if match and match.group() != text and match.group()[0].isupper() and not match.group().isupper():
            return " ".join(match.group().split())
    return None
