"""Section headings: which chunks of lines are headings, and how deep each one is.

In: the chunks of every division. Out: for each chunk that is a heading its level, its number and the rule that found it. The
book is its own measure: a look (size, weight, slope, capitals, place) counts as a heading's by what it differs in from
the body and by how it is used throughout; numbers like 2.3.1 say their depth themselves. Headings that run into their
paragraph stay there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from backlist.structure.blocks import ITEM_MARK
from backlist.structure.body import Body, BodyLine
from backlist.structure.chunks import CAPTION, LOOK_GAP, TABLE_CAPTION, is_centred, is_gapped
from backlist.text.misread import mend_leading_number

#: A heading has at most so many lines and characters.
MOST_LINES = 4
MOST_CHARACTERS = 260
#: Larger than the body by this share is a heading's size.
LARGER = 1.07
#: Type smaller than this share of the body's is no heading of the text.
SMALLEST = 0.9
SMALLEST_CAPITALS = 0.72
#: Space above a heading that stands out by slope or capitals alone, as a multiple of the leading.
SPACE_ABOVE = 1.25
#: A look needs to be used this often in a book, where nothing but slope, capitals or centring marks it.
USES = 2
#: Text is a line of at least this share of the measure.
WIDE = 0.45
#: Centred lines of text size are headings only where they have at most so many characters, and such margins (ems).
SHORT = 70
WIDE_MARGIN = 3.0
#: Below this a chunk is no heading.
THRESHOLD = 0.5
#: A book's sections are numbered where this share of its headings have numbers with dots.
NUMBERED = 0.3
#: From this on a heading's look leaves little doubt.
PLAIN = 0.75

_ROMAN = r"[IVXLC]{1,7}"
NUMBER = re.compile(
    r"(?P<dotted>(?:\d{1,2}|[A-Z])(?:\.\d{1,3}){1,5})\.?\s+(?=\S)"
    rf"|(?P<single>\d{{1,2}}(?=[.)]?\s)|(?:[A-H]|{_ROMAN})(?=[.)]))[.)]?\s+(?=[^\W\d_]|[“‘\"'«¿¡(])"
    r"|§+\s*(?P<paragraph>\d{1,3})[.:]?\s+(?=\S)"
    rf"|(?P<named>(?i:chapters?|lectures?|kapitel|chapitres?|capítulos?|capitol[oi]|caput)\s+(?:\d{{1,3}}|{_ROMAN})"
    rf"(?:(?:,|\s+(?:and|und|et|y|e)|[–-])\s*(?:\d{{1,3}}|{_ROMAN}))*)\s*[.:—–]\s*(?=\S)"
)
_ALONE = re.compile(rf"(?:{_ROMAN}|\d{{1,2}}|§\s*\d{{1,3}})\.?")
_YEAR = re.compile(r"[12]\d{3}(?:\s*[–-]\s*(?:[12]\d)?\d\d)?")
_SENTENCE_END = re.compile(r"[,;]$|[a-zà-ÿ)]\.$")
#: Signs of formulas, trees and examples, which headings hardly have.
_FORMULA = re.compile(r"[→⟨⟩=⊕{}|<>∀∃∧∨¬⊢⊨\ue000-\uf8ff]|^\(\d+\)|^\[")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Look:
    """What headings of one rank have in common. `size` in steps of half a point."""

    size: float
    bold: bool
    italic: bool
    caps: bool
    small_caps: bool
    centred: bool


@dataclass(slots=True, kw_only=True)
class Heading:
    """A heading found: `skip` characters of its first line are its number, kept apart in `number`. `score` decides whether it
    stands; `rule` says what it looked like, and how sure that is stands in `certainty`."""

    lines: list[BodyLine]
    number: str | None
    skip: int
    look: Look
    score: float
    rule: str
    level: int = 1


def find_headings(divisions: Sequence[Sequence[list[BodyLine]]], body: Body) -> list[dict[int, Heading]]:
    """For each division, given as its chunks, the headings among them by their place."""
    found: list[dict[int, Heading]] = []
    for chunks in divisions:
        own: dict[int, Heading] = {}
        for k, chunk in enumerate(chunks):
            heading = _candidate(chunk, chunks[k + 1] if k + 1 < len(chunks) else None, body)
            if heading is not None:
                own[k] = heading
        found.append(own)
    uses = Counter(h.look for own in found for h in own.values())
    for own in found:
        for k in [k for k, h in own.items() if not _accepted(h, uses)]:
            del own[k]
    _tell_unnumbered(found)
    _give_levels(found)
    return found


def _tell_unnumbered(found: list[dict[int, Heading]]) -> None:
    """Note in its rule where a heading has no number in a book whose headings mostly have one: most such are labels of
    boxes, exercises and definitions."""
    headings = [h for own in found for h in own.values()]
    plain = [h for h in headings if not (h.number and "." in h.number)]
    if len(headings) - len(plain) >= NUMBERED * len(headings):
        for heading in plain:
            heading.rule += "-among-numbered"


def number_of(text: str) -> tuple[str | None, int]:
    """The number that begins a heading, and how many characters it takes with the space after it."""
    match = NUMBER.match(mend_leading_number(text))
    if match is None:
        return None, 0
    return next(g for g in match.groups() if g), match.end()


def _look(chunk: list[BodyLine]) -> Look:
    size = max(line.line.size for line in chunk)
    return Look(
        size=round(size * 2) / 2,
        bold=all(line.bold for line in chunk),
        italic=all(line.italic for line in chunk),
        caps=all(line.caps for line in chunk),
        small_caps=all(line.small_caps for line in chunk),
        centred=all(is_centred(line) for line in chunk),
    )


def _candidate(chunk: list[BodyLine], following: list[BodyLine] | None, body: Body) -> Heading | None:
    first = chunk[0]
    if first.exhibit is not None:
        return None
    text = " ".join(line.text for line in chunk)
    if len(chunk) > MOST_LINES or len(text) > MOST_CHARACTERS:
        return None
    look = _look(chunk)
    alone = _ALONE.fullmatch(text.strip()) is not None or _YEAR.fullmatch(text.strip()) is not None
    if not alone and (_WORD.search(text) is None or _FORMULA.search(text)):
        return None
    # Small capitals may be capitals of a smaller size.
    smallest = SMALLEST_CAPITALS if look.caps else SMALLEST
    if look.size < smallest * body.size or CAPTION.match(text) or TABLE_CAPTION.match(text):
        return None
    if any(_tabular(line) for line in chunk):
        return None
    number, skip = number_of(first.text)
    right = first.indent > 4 and first.slack < 1
    larger = look.size >= LARGER * body.size
    bold = look.bold and not body.bold and first.line.spans[0].bold
    styled = (look.italic and not body.italic) or look.caps or look.small_caps
    space = first.gap is None or first.gap >= SPACE_ABOVE
    short = chunk[-1].slack > 2 or look.centred
    dotted = number is not None and "." in number
    score, rule = 0.0, ""
    if larger and (space or bold):
        score, rule = 0.85, "larger"
    elif bold and (first.gap is None or first.gap > 1.05):
        score, rule = 0.75, "bold"
    elif (
        styled
        and space
        and short
        and (first.gap is not None or _space_below(following))
        and not right
        and ITEM_MARK.match(text) is None
    ):
        score, rule = 0.6, "styled"
    elif look.centred and space and first.gap is not None and _stands_alone(chunk, text):
        score, rule = 0.45, "centred"
    elif dotted and space and short and len(chunk) <= 2:
        score, rule = 0.5, "numbered"
    if not rule or (alone and rule in ("styled", "numbered")):
        return None
    if any(line.ruled for line in chunk) and not dotted:
        score -= 0.3
    if alone:
        score -= 0.1
    elif number is None and not _leads(following, body):
        score -= 0.3
    if dotted:
        score += 0.12
    elif number is not None:
        score += 0.05
    if _SENTENCE_END.search(text.rstrip()) and not (larger and bold) and not dotted:
        score -= 0.35
    elif (
        rule != "larger" and not dotted and text.rstrip()[-1] in "?!:" and (len(text) > SHORT or ITEM_MARK.match(text))
    ):
        score -= 0.3
    if text[:1].islower() and number is None:
        score -= 0.25
    return Heading(lines=chunk, number=number, skip=skip, look=look, score=score, rule=rule)


def _space_below(following: list[BodyLine] | None) -> bool:
    return following is not None and following[0].gap is not None and following[0].gap > LOOK_GAP


def _says_more(text: str) -> bool:
    """Whether text ends as the lead-in to something, or is a question in a list: no heading."""
    end = text.rstrip()[-1]
    return end == ":" or (end in "?!" and (len(text) > SHORT or ITEM_MARK.match(text) is not None))


def _stands_alone(chunk: list[BodyLine], text: str) -> bool:
    """Whether centred lines may be a heading: short, no sentence, no item of a list, as large as the text."""
    return (
        len(chunk) <= 2
        and len(text) <= SHORT
        and all(min(line.indent, line.slack) >= WIDE_MARGIN for line in chunk)
        and text.rstrip()[-1] not in ".:,;"
        and text[0] not in "“‘\"'«"
        and ITEM_MARK.match(text) is None
    )


def _leads(following: list[BodyLine] | None, body: Body) -> bool:
    """Whether what comes after a heading is text of some length: not the next label of a figure."""
    if (
        following is None
        or CAPTION.match(following[0].text)
        or sum(1 for x in following if is_gapped(x)) * 2 > len(following)
    ):
        return False
    line = following[0]
    wide = (line.line.box.right - line.line.box.left) > WIDE * body.measure
    return wide or len(following) > 2


def _tabular(line: BodyLine) -> bool:
    """Whether wide gaps part the line's words; behind the number of a heading there may be one."""
    match = NUMBER.match(line.text)
    return is_gapped(line, after=match.end() if match else 0)


def _accepted(heading: Heading, uses: Counter[Look]) -> bool:
    score = heading.score
    if uses[heading.look] >= USES:
        score += 0.08
    elif heading.rule in ("styled", "centred"):
        score -= 0.2
    number = heading.number is not None and "." in heading.number
    heading.rule = f"headings.{heading.rule}{'-numbered' if number else ''}{'' if score >= PLAIN else '-doubtful'}"
    return score >= THRESHOLD


def _give_levels(found: list[dict[int, Heading]]) -> None:
    """Numbers with dots say their depth; looks without numbers are ranked by size and weight, as the book nests them."""
    depth_of_look: dict[Look, Counter[int]] = defaultdict(Counter)
    for own in found:
        outer = _counts_from_division(list(own.values()))
        for heading in own.values():
            if heading.number and "." in heading.number:
                heading.level = max(heading.number.rstrip(".").count(".") + 1 - outer, 1)
                depth_of_look[heading.look][heading.level] += 1
            elif heading.number and heading.number.isdigit() and not outer and _has_dotted(own):
                heading.level = 1
                depth_of_look[heading.look][1] += 1
    looks = Counter(h.look for own in found for h in own.values())
    known = {look: counts.most_common(1)[0][0] for look, counts in depth_of_look.items()}
    ranked = sorted(
        (look for look in looks if look not in known),
        key=lambda k: (-k.size, not k.bold, not k.caps, not k.small_caps, not k.centred, k.italic),
    )
    for look in ranked:
        above = [
            level
            for other, level in known.items()
            if other.size > look.size or (other.size == look.size and other.bold and not look.bold)
        ]
        known[look] = max(above) + 1 if above else 1
    for own in found:
        for heading in own.values():
            if not (heading.number and "." in heading.number):
                heading.level = known[heading.look]
        _close_gaps(list(own.values()))


def _has_dotted(own: dict[int, Heading]) -> bool:
    return any(h.number and "." in h.number for h in own.values())


def _counts_from_division(headings: Sequence[Heading]) -> int:
    """1 where the numbers of a division's sections begin with the division's own (2.1 in chapter 2), 0 where its sections
    are numbered by themselves (1, 2, 2.1)."""
    dotted = [h.number.split(".")[0] for h in headings if h.number and "." in h.number]
    single = {h.number for h in headings if h.number and h.number.isdigit()}
    return 0 if single.intersection(dotted) else 1


def _close_gaps(headings: list[Heading]) -> None:
    """Within a division no level is skipped: the first heading is of level 1, and each goes at most one deeper."""
    stack: list[tuple[int, int]] = []
    for heading in headings:
        while stack and stack[-1][0] > heading.level:
            stack.pop()
        if stack and stack[-1][0] == heading.level:
            heading.level = stack[-1][1]
            continue
        given = (stack[-1][1] + 1) if stack else 1
        stack.append((heading.level, given))
        heading.level = given
