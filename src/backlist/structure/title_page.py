"""A title page, or another page of display type before the text, to findings.

In: a page and its surroundings. Out: title, subtitle, persons with their roles, edition, series, publisher, place and year,
as far as the page shows them. Which page is the title page, and which finding is believed, is decided in `details`.

The method: `title_blocks` says what each block of the page is; the title is the largest of what is left, or the block that
the half-title, the running heads or the file itself name; the subtitle follows it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from backlist.model.book import Contributor, Series
from backlist.model.layout import PageLayout
from backlist.structure.findings import Finding, Row, Surroundings, joined, printed_elsewhere, rows
from backlist.structure.imprint import names_publisher, read_imprint
from backlist.structure.title_blocks import (
    BLOCK_LEADING,
    DATE_LINE,
    IMPRINT_TOP,
    SAME_SIZE,
    SERIES,
    Block,
    block_persons,
    display_blocks,
    named,
    persons_in,
)
from backlist.text.capitals import common_word, is_capitals, title_out_of_capitals
from backlist.text.names import read_role
from backlist.text.slug import fold

#: A publisher without a word of the trade (`Suhrkamp`) is looked for below this share of the height.
FOOT_TOP = 0.75
#: A subtitle further from its title than this share of the page's height is something else.
SUBTITLE_REACH = 0.2
#: What is larger than the title by more than this is no subtitle.
LARGER = 1.02
#: The title is at least this share of the largest type on the page, unless another witness names it.
TITLE_SIZE = 0.7

#: A title that ends, or a block that begins, with one of these goes on: `THE ORIGIN / OF / SPECIES`.
_LINKS = frozenset(
    "a an the of and or in on to for from by with at as its his der die das des dem den ein eine und oder von zu zur zum im in "
    "für über aus le la les l' un une des du de d' et ou en dans sur à au aux il lo gli i di del della dei delle e o da per el "
    "los las y u do dos da het van een & being".split()
)


_VOLUME_NUMBER = re.compile(
    r"(?:\d|\b[ivx]+|one|two|three|four|five|six)\.?$|\b(?:first|second|third|\w+er) \w+$", re.IGNORECASE
)


def read_title_page(page: PageLayout, around: Surroundings) -> tuple[Finding, ...]:
    """All that the page says of the book; edition and series at most where no block on it could be a title."""
    blocks = [named(block, page, around) for block in display_blocks(rows(page, around.vocabulary), around)]
    findings: list[Finding] = []
    for block in blocks:
        if block.kind == "edition":
            edition = block.text.capitalize() if is_capitals(block.text) else block.text
            findings.append(_finding("edition", edition.rstrip("."), "title-page.edition", 0.9, block, page))
        elif block.kind == "series" and (match := SERIES.match(block.text)):
            series = Series(title=_cased(match["title"].strip(" ,;:"), around), number=match["number"])
            findings.append(_finding("series", series, "title-page.series", 0.8, block, page))
    place = _title_place(blocks, page, around)
    if place is None:
        return tuple(findings)
    blocks, place = _author_apart(blocks, place, around)
    first, last = _title_run(blocks, place, around)
    findings += _title_findings(blocks, first, last, page, around)
    volume = next(
        (block for block in blocks[last + 1 :] if block.kind == "volume" and _VOLUME_NUMBER.search(block.text)), None
    )
    if volume is not None and not any(finding.claim == "subtitle" for finding in findings):
        # Two volumes of one work share their title; what tells them apart must not be lost.
        number = (volume.text.capitalize() if is_capitals(volume.text) else volume.text).rstrip(".")
        number = re.sub(r"\b[ivx]+$", lambda match: match.group().upper(), number)
        findings.append(_finding("subtitle", number, "title-page.volume", 0.7, volume, page))
    rest = [replace(block, kind="title") if first <= i <= last else block for i, block in enumerate(blocks)]
    findings += _persons(rest, page, around)
    findings += _imprint(rest, page, around)
    return tuple(findings)


def _finding(claim: str, value: object, rule: str, certainty: float, block: Block, page: PageLayout) -> Finding:
    return Finding(
        claim=claim, value=value, rule=rule, certainty=certainty, seen=block.text, page=page.index, boxes=block.boxes
    )


def _author_apart(blocks: list[Block], place: int, around: Surroundings) -> tuple[list[Block], int]:
    """The title's block without an author who stands in the title's own type on its first row, or its last."""
    block = blocks[place]
    texts = [row.text for row in block.rows]
    if (
        len(texts) < 2
        or any(other.kind in ("persons", "role") for other in blocks)
        or fold(block.text) in around.titles
    ):
        return blocks, place
    # `Henry James / and the Novel` goes on in lower case.
    if persons_in(texts[0], around) and texts[1][0].isupper() and not _links(texts[0], at_end=True):
        parts = [Block(rows=block.rows[:1], kind="persons"), Block(rows=block.rows[1:])]
        return [*blocks[:place], *parts, *blocks[place + 1 :]], place + 1
    sure = len(texts) > 2 or fold(texts[-1]) in around.persons
    if sure and persons_in(texts[-1], around) and not _links(texts[-2], at_end=True):
        parts = [Block(rows=block.rows[:-1]), Block(rows=block.rows[-1:], kind="persons")]
        return [*blocks[:place], *parts, *blocks[place + 1 :]], place
    return blocks, place


# --- title --------------------------------------------------------------------------------------------------------------


def _title_place(blocks: list[Block], page: PageLayout, around: Surroundings) -> int | None:
    """Which block is (the largest part of) the title."""
    able = [i for i, block in enumerate(blocks) if _could_be_title(block, blocks, around)]
    if not able:
        return None
    largest = max(blocks[i].size for i in able)
    best = max(able, key=lambda i: _title_score(blocks[i], largest, page, around))
    small = blocks[best].size < TITLE_SIZE * largest and fold(blocks[best].text) not in around.titles
    return None if small else best


def _title_score(block: Block, largest: float, page: PageLayout, around: Surroundings) -> float:
    """Large type counts, and more than that what another witness says; a title does not stand at the foot."""
    score = block.size / largest
    folded = fold(block.text)
    if folded in around.titles:
        score += 1
    elif len(folded) > 3 and any(folded in title or title in folded for title in around.titles):
        score += 0.4
    if block.kind == "volume" or block.top > FOOT_TOP * page.height:
        score -= 0.5
    return score


def _could_be_title(block: Block, blocks: list[Block], around: Surroundings) -> bool:
    """Words can; a person's name only where somebody else is named as author, or where it holds a common word."""
    if not re.search(r"[^\W\d_]{2}", block.text):
        return False
    if block.kind == "persons" and fold(block.text) not in around.titles:
        words = re.findall(r"[^\W\d_]{2,}", block.text)
        others = any(other.kind in ("persons", "role") and other is not block for other in blocks)
        known = any(fold(name) in around.persons for name in block_persons(block, around))
        return not known and (others or any(common_word(word, around.usage) for word in words))
    return block.kind in ("words", "persons", "volume")


def _title_run(blocks: list[Block], place: int, around: Surroundings) -> tuple[int, int]:
    """First and last block of the title: links such as `OF` between large words, and what other witnesses take in."""
    first = last = place
    if fold(blocks[place].text) in around.titles:
        return first, last
    # A witness of the whole title decides.
    for start in range(max(0, place - 4), place + 1):
        for end in range(place, min(len(blocks), place + 5)):
            if fold(" ".join(block.text for block in blocks[start : end + 1])) in around.titles:
                return start, end
    while first > 0 and blocks[first - 1].kind == "words" and _links(blocks[first - 1].text, at_end=True):
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind in ("words", "persons"):
        after = blocks[last + 1]
        same = abs(after.size - blocks[place].size) <= SAME_SIZE * blocks[place].size and after.kind == "words"
        near = after.top - blocks[last].foot <= BLOCK_LEADING * max(after.size, blocks[last].size)
        if _links(blocks[last].text, at_end=True) or _links(after.text, at_end=True, alone=True) or (same and near):
            last += 1
        else:
            break
    return first, last


def _links(text: str, *, at_end: bool, alone: bool = False) -> bool:
    words = text.lower().replace("’", "'").split()
    if not words or (alone and not all(word in _LINKS for word in words)):
        return False
    return words[-1 if at_end else 0] in _LINKS


def _title_findings(
    blocks: list[Block], first: int, last: int, page: PageLayout, around: Surroundings
) -> list[Finding]:
    run = Block(rows=tuple(row for block in blocks[first : last + 1] for row in block.rows))
    raw = joined(tuple(row.text for row in run.rows), around.vocabulary)
    title = _cased(_closed(raw), around)
    below = _subtitle(blocks, last, page)
    subtitle: str | None = None
    if below is not None:
        subtitle = _cased(_closed(joined(tuple(row.text for row in below.rows), around.vocabulary)), around)
    else:
        title, subtitle = split_title(title)
    witnessed = fold(title) in around.titles or fold(raw) in around.titles
    rule = "title-page.witnessed" if witnessed else "title-page.largest"
    if is_capitals(raw):
        rule += "+out-of-capitals"
    findings = [_finding("title", title, rule, 0.97 if witnessed else 0.8, run, page)]
    if subtitle:
        where = below or run
        findings.append(
            _finding("subtitle", subtitle, "title-page.below-title" if below else "title-page.colon", 0.8, where, page)
        )
    return findings


def _subtitle(blocks: list[Block], last: int, page: PageLayout) -> Block | None:
    """The words right below the title, as far as they run on; a volume's number stands before them, or alone."""
    found: list[Row] = []
    foot = blocks[last].foot
    for block in blocks[last + 1 :]:
        if block.kind not in ("words", "volume") or block.top - foot > SUBTITLE_REACH * page.height:
            break
        if found:
            same = abs(block.size - found[-1].size) <= SAME_SIZE * block.size
            near = block.top - foot <= BLOCK_LEADING * max(block.size, found[-1].size)
            if not (_links(found[-1].text, at_end=True) or block.text[0].islower() or (same and near)):
                break
        elif block.size > LARGER * blocks[last].size or (
            block.top > IMPRINT_TOP * page.height and names_publisher(block.text)
        ):
            break
        found += block.rows
        foot = block.foot
    return Block(rows=tuple(found)) if found else None


def split_title(title: str) -> tuple[str, str | None]:
    """Title and subtitle where a colon, or the point that German and French houses set instead, parts them."""
    match = re.match(r"^(.{3,}?)\s?:\s+(\S.{2,})$", title) or re.match(
        r"^(.*[^\W\d_]{4,})\.\s+([^\W\d_a-z].{5,})$", title
    )
    if not match:
        return title, None
    after = match.group(2)
    return match.group(1), after[0].upper() + after[1:]


def _closed(text: str) -> str:
    """`text` without the point, comma or colon that old title pages set after every line."""
    text = text.strip()
    if re.search(r"[,;:—–]$", text) or re.search(r"[^\W\d_]{3,}[\"”’»]?\.$", text):
        return text[:-1].rstrip()
    return text


def _cased(text: str, around: Surroundings) -> str:
    if not is_capitals(text):
        return text
    return printed_elsewhere(text, around.mixed) or title_out_of_capitals(text, around.language, around.usage)


# --- persons and imprint ------------------------------------------------------------------------------------------------


def _persons(blocks: list[Block], page: PageLayout, around: Surroundings) -> list[Finding]:
    """Persons in order, each with the role that stands before it; one role holds until the next, or another block."""
    findings: list[Finding] = []
    role = "author"
    for i, block in enumerate(blocks):
        if block.kind == "role":
            said = read_role(block.text)
            assert said is not None
            names = persons_in(said.rest, around) if said.rest else ()
            after = said.rest == "" and i > 0 and blocks[i - 1].kind == "persons" and _said_after(block.text)
            if after:
                findings = [
                    replace(finding, value=replace(finding.value, role=said.role))
                    if finding.seen == blocks[i - 1].text
                    else finding
                    for finding in findings
                ]
                continue
            role = said.role
            findings += [_contributor(name, role, block, page) for name in names]
        elif block.kind == "persons":
            findings += [_contributor(name, role, block, page) for name in block_persons(block, around)]
        elif block.kind in ("words", "title", "imprint", "edition"):
            role = "author"
    return findings


def _said_after(text: str) -> bool:
    """`Editors` on a row of its own below the names, against `Edited by` above them."""
    return (
        re.fullmatch(r"\(?(?:eds?|editors?|hrsg|hgg?|translators?|dirs?|coords?)\.?\)?", text.strip(), re.IGNORECASE)
        is not None
    )


def _contributor(name: str, role: str, block: Block, page: PageLayout) -> Finding:
    return _finding("contributors", Contributor(name=name, role=role), f"title-page.{role}", 0.85, block, page)


def _imprint(blocks: list[Block], page: PageLayout, around: Surroundings) -> list[Finding]:
    """Publisher, place and year from the blocks at the foot, each row read by itself."""
    findings: list[Finding] = []
    for i, block in enumerate(blocks):
        foot = block.top > FOOT_TOP * page.height
        last = all(after.kind in ("imprint", "noise") for after in blocks[i + 1 :])
        if block.kind != "imprint" and not (foot and last and block.kind in ("words", "persons", "noise")):
            continue
        texts = [row.text for row in block.rows]
        # A logo or a long name runs on from row to row.
        if not any(names_publisher(text) and len(text.split()) > 1 for text in texts) and names_publisher(block.text):
            texts = [block.text]
        for text in texts:
            read = read_imprint(text, foot=foot)
            if read.publisher and not DATE_LINE.match(text):
                sure = names_publisher(text)
                name = printed_elsewhere(read.publisher, around.mixed) or read.publisher
                rule = "title-page.imprint" if sure else "title-page.foot"
                findings.append(_finding("publisher", name, rule, 0.9 if sure else 0.55, block, page))
            if read.place:
                findings.append(_finding("place", read.place, "title-page.imprint", 0.8, block, page))
            if read.year:
                findings.append(_finding("print_year", read.year, "title-page.imprint", 0.88, block, page))
    return findings
