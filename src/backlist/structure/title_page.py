"""A title page, or another page of display type before the text, to findings.

In: a page and its surroundings. Out: title, subtitle, persons with their roles, edition, series, publisher, place and year,
as far as the page shows them. Which page is the title page, and which finding is believed, is decided in `details`.

The method: rows of one style and even spacing make a *block*; each block is known by its words (a role, an edition, an
imprint, a series, persons); the title is the largest of what is left, or the block that the half-title, the running heads
or the file itself name; the subtitle follows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from backlist.model.book import Contributor, Series
from backlist.model.layout import Box, PageLayout
from backlist.structure.findings import Finding, Row, Surroundings, joined, printed_elsewhere, rows
from backlist.structure.imprint import MONTHS, YEAR, Imprint, names_publisher, read_imprint, year_in
from backlist.text.capitals import common_word, is_capitals, name_out_of_capitals, title_out_of_capitals
from backlist.text.names import read_role, split_names
from backlist.text.slug import fold

#: Sizes that differ by less than this share are one size.
SAME_SIZE = 0.08
#: Lines of one block stand no further apart than this (ems of the larger), nor than this many times its first step.
BLOCK_LEADING = 1.95
BLOCK_STEP = 1.35
#: The imprint stands below this share of the page's height, or below the last person.
IMPRINT_TOP = 0.55
#: A publisher without a word of the trade (`Suhrkamp`) is looked for below this share of the height.
FOOT_TOP = 0.75
#: A subtitle further from its title than this share of the page's height is something else.
SUBTITLE_REACH = 0.2
#: The title is at least this share of the largest type on the page, unless another witness names it.
TITLE_SIZE = 0.7

#: A title that ends, or a block that begins, with one of these goes on: `THE ORIGIN / OF / SPECIES`.
_LINKS = frozenset(
    "a an the of and or in on to for from by with at as its his der die das des dem den ein eine und oder von zu zur zum im in "
    "für über aus le la les l' un une des du de d' et ou en dans sur à au aux il lo gli i di del della dei delle e o da per el "
    "los las y u do dos da het van een & being".split()
)
_EDITION = re.compile(
    r"^(?:(?:the\s+)?(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|new|revised|enlarged|"
    r"expanded|abridged|student|paperback|centenary|anniversary|critical|international)\b[\w\s,&;-]{0,50}\bedition\b.{0,60}"
    r"|(?:\d+\.|erste|zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte|neue)[\w\s,.äöüß-]{0,60}(?:auflage|ausgabe)\b.{0,40}"
    r"|(?:\d+\s?e|\d+\s?è?me|deuxième|troisième|quatrième|cinquième|nouvelle|seconde)\s+édition\b.{0,50}"
    r"|(?:\d+\s?[ªa]|seconda|terza|quarta|nuova)\s+edizione\b.{0,50}|(?:\d+\s?[ª.]|segunda|tercera|cuarta|nueva)\s+edici[óo]n\b.{0,50}"
    r"|(?:tweede|derde|vierde|vijfde|\d+e)[\w\s,]{0,30}\bdruk\b.{0,30}|(?:\d+\s?ª|segunda|terceira|nova)\s+edição\b.{0,50})$",
    re.IGNORECASE,
)
_SERIES_WORD = (
    r"series|studies|studien|études|estudios|studi|estudos|library|bibliothek|bibliothèque|biblioteca|collection|collana|"
    r"colección|coleção|reihe|schriften\w*|beiträge|texts|textbooks?|taschenb\w+|wissenschaft|handbooks?|monographs?|"
    r"monograph\w+|contributions|foundations|advances|topics|classics|papers|lectures|companions?|cahiers|annales|saggi|"
    r"abhandlungen|forschungen|arbeiten|quellen|sources|variation|perspectives|issues|introductions"
)
#: `Studies in X 12`, `Linguistische Reihe, Band 7`, `suhrkamp taschenbuch wissenschaft 12`.
_SERIES = re.compile(
    rf"^(?P<title>(?=.*\b(?:{_SERIES_WORD})\b).{{6,90}}?)[\s,;:·.–—-]+(?:no\.?|nr\.?|n[°º]\.?|vol(?:ume|\.)?|band|bd\.?|tome|t\.|number|heft)?"
    rf"\s*(?P<number>\d{{1,4}}|[IVXLC]{{1,7}})\.?$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:[\"“«„]|author of|auteur de|verfasser|with (?:\w+ ){0,4}(?:illustrations|maps|plates|figures|portraits?|tables)|"
    r"(?:mit|avec|con) \d+|illustrated$|\d+ (?:illustrations|abbildungen|figures)|printed (?:in|by|for)|typeset|https?:|www\.|"
    r"\W*$|isbn|doi\b|©|all rights|a (?:novel|dissertation|thesis)\b|inaugural|vorgelegt|submitted|translated from|price |"
    r"professor|fellow|lecturer|sometime|formerly|late |of the university|member of|dr\. phil|university of|institut|department)",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"^(?:(?:volume|vol\.|band|bd\.|tome|tomo|deel|teil|part)\s+(?:\d{1,2}|[ivx]+|one|two|three|four|five|six)"
    r"|(?:erster|zweiter|dritter|vierter|first|second|third)\s+(?:band|teil|volume)|in \w+ volumes?)\.?$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(rf"^(?:(?:{MONTHS})[\s,.]+(?:\d{{1,2}},?\s+)?)?{YEAR}\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows that belong together; `kind` is title, role, edition, imprint, series, noise, persons or words."""

    rows: tuple[Row, ...]
    kind: str = "words"

    @property
    def text(self) -> str:
        return " ".join(row.text for row in self.rows)

    @property
    def size(self) -> float:
        return max(row.size for row in self.rows)

    @property
    def top(self) -> float:
        return self.rows[0].baseline

    @property
    def foot(self) -> float:
        return self.rows[-1].baseline

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(row.box for row in self.rows)


def read_title_page(page: PageLayout, around: Surroundings) -> tuple[Finding, ...]:
    """All that the page says of the book; edition and series at most where no block on it could be a title."""
    blocks = [_named(block, page, around) for block in _blocks(rows(page, around.vocabulary))]
    findings: list[Finding] = []
    for block in blocks:
        if block.kind == "edition":
            edition = block.text.capitalize() if is_capitals(block.text) else block.text
            findings.append(_finding("edition", edition.rstrip("."), "title-page.edition", 0.9, block, page))
        elif block.kind == "series" and (match := _SERIES.match(block.text)):
            series = Series(title=_cased(match["title"].strip(" ,;:"), around), number=match["number"])
            findings.append(_finding("series", series, "title-page.series", 0.8, block, page))
    place = _title_place(blocks, page, around)
    if place is None:
        return tuple(findings)
    blocks, place = _author_apart(blocks, place, around)
    first, last = _title_run(blocks, place, around)
    findings += _title_findings(blocks, first, last, page, around)
    rest = [replace(block, kind="title") if first <= i <= last else block for i, block in enumerate(blocks)]
    findings += _persons(rest, page, around)
    findings += _imprint(rest, page, around)
    return tuple(findings)


def _finding(claim: str, value: object, rule: str, certainty: float, block: Block, page: PageLayout) -> Finding:
    return Finding(
        claim=claim, value=value, rule=rule, certainty=certainty, seen=block.text, page=page.index, boxes=block.boxes
    )


# --- blocks -------------------------------------------------------------------------------------------------------------


def _blocks(page_rows: tuple[Row, ...]) -> list[Block]:
    found: list[list[Row]] = []
    for row in page_rows:
        if found and _goes_on(found[-1], row):
            found[-1].append(row)
        else:
            found.append([row])
    return [Block(rows=tuple(group)) for group in found]


def _goes_on(group: list[Row], row: Row) -> bool:
    last = group[-1]
    larger = max(last.size, row.size)
    step = row.baseline - last.baseline
    if abs(last.size - row.size) > SAME_SIZE * larger or step > BLOCK_LEADING * larger:
        return False
    if len(group) > 1 and step > BLOCK_STEP * (group[1].baseline - group[0].baseline):
        return False
    # A hyphen at the end goes on whatever the style; so does a word in another style within a sentence.
    if last.text.endswith("-"):
        return True
    if (last.bold, last.italic) != (row.bold, row.italic) or is_capitals(last.text) != is_capitals(row.text):
        return False
    return not any(
        read_role(text) or _EDITION.match(text) or _SERIES.match(text) or _VOLUME.match(text)
        for text in (last.text, row.text)
    )


def _named(block: Block, page: PageLayout, around: Surroundings) -> Block:
    """The block with its kind, by its words and its place on the page."""
    text = block.text
    low = block.top > IMPRINT_TOP * page.height
    role = read_role(text)
    if role is not None and (not role.rest or _persons_in(role.rest, around) or role.role != "author"):
        return replace(block, kind="role")
    if _EDITION.match(text):
        return replace(block, kind="edition")
    if _DATE_LINE.match(text):
        return replace(block, kind="imprint")
    if _SERIES.match(text) and not (low and year_in(text)):
        return replace(block, kind="series")
    if _VOLUME.match(text):
        return replace(block, kind="volume")
    if low and any(imprint != Imprint() for row in block.rows for imprint in (read_imprint(row.text),)):
        return replace(block, kind="imprint")
    if _NOISE.match(text):
        return replace(block, kind="noise")
    if fold(text) in around.persons or _block_persons(block, around):
        return replace(block, kind="persons")
    return block


def _block_persons(block: Block, around: Surroundings) -> tuple[str, ...]:
    """The persons of a block whose rows are names, each on its row or run on from row to row."""
    each = [_persons_in(row.text, around) for row in block.rows]
    if all(each):
        return tuple(name for names in each for name in names)
    return _persons_in(joined(tuple(row.text for row in block.rows), around.vocabulary), around)


def _persons_in(text: str, around: Surroundings) -> tuple[str, ...]:
    """Names of persons, unless the book writes all the words of one in lower case (`Natural Selection`)."""
    if fold(text) in around.persons and not split_names(text):
        return (name_out_of_capitals(text),)
    names = split_names(text)
    for name in names:
        words = re.findall(r"[^\W\d_]{2,}", name.display)
        common = all(common_word(word, around.usage) for word in words)
        if words and common and fold(name.display) not in around.persons:
            return ()
    return tuple(
        (printed_elsewhere(name.display, around.mixed) or name.display) if is_capitals(text) else name.display
        for name in names
    )


def _author_apart(blocks: list[Block], place: int, around: Surroundings) -> tuple[list[Block], int]:
    """The title's block without an author who stands in the title's own type on its first row, or its last."""
    block = blocks[place]
    texts = [row.text for row in block.rows]
    if len(texts) < 2 or any(other.kind in ("persons", "role") for other in blocks) or fold(block.text) in around.titles:
        return blocks, place
    # `Henry James / and the Novel` goes on in lower case.
    if _persons_in(texts[0], around) and texts[1][0].isupper() and not _links(texts[0], at_end=True):
        parts = [Block(rows=block.rows[:1], kind="persons"), Block(rows=block.rows[1:])]
        return [*blocks[:place], *parts, *blocks[place + 1 :]], place + 1
    if len(texts) > 2 and _persons_in(texts[-1], around) and not _links(texts[-2], at_end=True):
        parts = [Block(rows=block.rows[:-1]), Block(rows=block.rows[-1:], kind="persons")]
        return [*blocks[:place], *parts, *blocks[place + 1 :]], place
    return blocks, place


# --- title --------------------------------------------------------------------------------------------------------------


def _title_place(blocks: list[Block], page: PageLayout, around: Surroundings) -> int | None:
    """Which block is (the largest part of) the title."""
    best: tuple[float, int] | None = None
    able = [i for i, block in enumerate(blocks) if _could_be_title(block, blocks, around)]
    if not able:
        return None
    largest = max(blocks[i].size for i in able)
    for i in able:
        block = blocks[i]
        score = block.size / largest
        folded = fold(block.text)
        if folded in around.titles:
            score += 1
        elif len(folded) > 3 and any(folded in title or title in folded for title in around.titles):
            score += 0.4
        if block.kind == "volume" or names_publisher(block.text):
            score -= 0.5
        if block.top > FOOT_TOP * page.height:
            score -= 0.5
        if best is None or score > best[0]:
            best = (score, i)
    return best[1] if best is not None and best[0] >= TITLE_SIZE else None


def _could_be_title(block: Block, blocks: list[Block], around: Surroundings) -> bool:
    """Words can; a person's name only where somebody else is named as author, or where it holds a common word."""
    if len(fold(block.text)) < 2:
        return False
    if block.kind == "persons" and fold(block.text) not in around.titles:
        words = re.findall(r"[^\W\d_]{2,}", block.text)
        others = any(other.kind in ("persons", "role") and other is not block for other in blocks)
        known = any(fold(name) in around.persons for name in _block_persons(block, around))
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
    subtitle = None
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
        if block.kind == "volume" and re.match("in ", block.text, re.IGNORECASE):
            break
        if found:
            same = abs(block.size - found[-1].size) <= SAME_SIZE * block.size
            near = block.top - foot <= BLOCK_LEADING * max(block.size, found[-1].size)
            if not (_links(found[-1].text, at_end=True) or block.text[0].islower() or (same and near)):
                break
        elif (
            block.size > 1.02 * blocks[last].size
            or block.top > IMPRINT_TOP * page.height
            and names_publisher(block.text)
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
            names = _persons_in(said.rest, around) if said.rest else ()
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
            findings += [_contributor(name, role, block, page) for name in _block_persons(block, around)]
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
        if block.kind != "imprint" and not (
            foot and block.kind in ("words", "persons", "noise") and i == len(blocks) - 1
        ):
            continue
        texts = [row.text for row in block.rows]
        # A logo or a long name runs on from row to row.
        if not any(names_publisher(text) and len(text.split()) > 1 for text in texts) and names_publisher(block.text):
            texts = [block.text]
        for text in texts:
            read = read_imprint(text, foot=foot)
            if read.publisher and not _DATE_LINE.match(text):
                sure = names_publisher(text)
                name = printed_elsewhere(read.publisher, around.mixed) or read.publisher
                rule = "title-page.imprint" if sure else "title-page.foot"
                findings.append(_finding("publisher", name, rule, 0.9 if sure else 0.55, block, page))
            if read.place:
                findings.append(_finding("place", read.place, "title-page.imprint", 0.8, block, page))
            if read.year:
                findings.append(_finding("print_year", read.year, "title-page.imprint", 0.88, block, page))
    return findings
