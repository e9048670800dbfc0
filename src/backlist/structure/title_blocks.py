"""The rows of a title page in blocks, and what each block is by its words and its place.

In: a page's rows and its surroundings. Out: blocks of one style and even spacing, each with its kind. Which of them is the
title is decided in `title_page`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from backlist.model.layout import Box, PageLayout
from backlist.structure.findings import Row, Surroundings, joined, printed_elsewhere
from backlist.structure.imprint import MONTHS, YEAR, Imprint, place_in, read_imprint, year_in
from backlist.text.capitals import common_word, is_capitals, name_out_of_capitals
from backlist.text.names import read_role, split_names
from backlist.text.slug import fold

#: Sizes that differ by less than this share are one size.
SAME_SIZE = 0.08
#: Lines of one block stand no further apart than this (ems of the larger), nor than this many times its first step.
BLOCK_LEADING = 1.95
BLOCK_STEP = 1.35
#: Letters; longer words are not looked for in letter-spaced rows.
LONGEST_WORD = 24
#: The imprint stands below this share of the page's height, or below the last person.
IMPRINT_TOP = 0.55
#: No author stands below this share of the height unless another page names him.
PERSONS_END = 0.82

EDITION = re.compile(
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
    r"bücherei|library|abhandlungen|forschungen|arbeiten|quellen|sources|variation|perspectives|issues|introductions"
)
#: `Studies in X 12`, `Linguistische Reihe, Band 7`, `suhrkamp taschenbuch wissenschaft 12`.
SERIES = re.compile(
    rf"^(?P<title>(?=.*\b(?:{_SERIES_WORD})\b).{{6,90}}?)[\s,;:·.–—-]+(?:no\.?|nr\.?|n[°º]\.?|vol(?:ume|\.)?|band|bd\.?|tome|t\.|number|heft)?"
    rf"\s*(?P<number>\d{{1,4}}|[IVXLC]{{1,7}})\.?$",
    re.IGNORECASE,
)
_LETTER_SPACED = re.compile(r"(?:[^\W\d_][.,:]? ){3,}[^\W\d_][.,:]?")
_LIST_GOES_ON = re.compile(r"(?:,|&|\b(?:and|und|et|y|e|en)|\b[^\W\d_]\.)$", re.IGNORECASE)
_LIST_FOLLOWS = re.compile(r"(?:and|und|et|y|e|en|&)\s", re.IGNORECASE)
_ROLE_OPENS = re.compile(
    r"(?:traduit|translated|traduzione|traducción|traducido|aus dem|edited|herausgegeben|textes|édition|with|mit|avec|con)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:[\"“«„]|author of|auteur de|verfasser|with (?:\w+ ){0,4}(?:illustrations|maps|plates|figures|portraits?|tables)|"
    r"(?:mit|avec|con) \d+|in \w+ volumes|illustrated$|\d+ (?:illustrations|abbildungen|figures)|printed (?:in|by|for)|typeset|https?:|www\.|"
    r"\W*$|isbn|doi\b|©|all rights|a (?:novel|dissertation|thesis)\b|inaugural|vorgelegt|submitted|translated from|price |"
    r"professor|fellow|lecturer|sometime|formerly|late |of the university|member of|dr\. phil|university of|institut|department)",
    re.IGNORECASE,
)
VOLUME = re.compile(
    r"^(?:(?:volume|vol\.|band|bd\.|tome|tomo|deel|teil|part)\s+(?:\d{1,2}|[ivx]+|one|two|three|four|five|six)"
    r"|(?:erster|zweiter|dritter|vierter|first|second|third)\s+(?:band|teil|volume))\.?$",
    re.IGNORECASE,
)
DATE_LINE = re.compile(rf"^(?:(?:{MONTHS})[\s,.]+(?:\d{{1,2}},?\s+)?)?{YEAR}\.?$", re.IGNORECASE)


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


def display_blocks(page_rows: tuple[Row, ...], around: Surroundings) -> list[Block]:
    """Rows of one size and style, evenly spaced; a new block begins where the words say so."""
    found: list[list[Row]] = []
    for row in (closed for row in page_rows if (closed := _closed_up(row, around)) is not None):
        if found and _goes_on(found[-1], row):
            found[-1].append(row)
        else:
            found.append([row])
    return [Block(rows=tuple(group)) for group in found]


def _closed_up(row: Row, around: Surroundings) -> Row | None:
    """A letter-spaced row (`C A M B R I D G E`) as words: as another row has them, or the words that the book knows.

    None where neither helps: its spaces no longer tell where words end.
    """
    if not _LETTER_SPACED.fullmatch(row.text):
        return row
    letters = row.text.replace(" ", "")
    if place_in(letters) == name_out_of_capitals(letters):
        return replace(row, text=letters)
    pattern = re.compile(r"(?<!\w)" + r"\s*".join(map(re.escape, letters)) + r"(?!\w)", re.IGNORECASE)
    for line in around.mixed:
        if match := pattern.search(line):
            return replace(row, text=match.group().upper())
    words = _known_words(letters.lower(), around)
    return replace(row, text=" ".join(words).upper()) if words else None


def _known_words(letters: str, around: Surroundings) -> tuple[str, ...]:
    """`letters` cut into the fewest words that the book knows; none where it cannot be done."""
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(letters) + 1):
        cuts = [
            (*before, letters[start:end])
            for start in range(max(0, end - LONGEST_WORD), end)
            if (before := best[start]) is not None
            and around.vocabulary.knows(letters[start:end])
            and (end - start > 1 or letters[start:end] in "aoyeà")
        ]
        best.append(min(cuts, key=len) if cuts else None)
    return best[-1] or ()


def _goes_on(group: list[Row], row: Row) -> bool:
    last = group[-1]
    larger = max(last.size, row.size)
    step = row.baseline - last.baseline
    if abs(last.size - row.size) > SAME_SIZE * larger or step > BLOCK_LEADING * larger:
        return False
    # `Traduit de l'anglais / par`: only both rows together say what somebody did.
    if read_role(last.text) is None and _ROLE_OPENS.match(last.text) and read_role(f"{last.text} {row.text}"):
        return True
    if len(group) > 1 and step > BLOCK_STEP * (group[1].baseline - group[0].baseline):
        return False
    # A hyphen at the end goes on whatever the style; so does a word in another style within a sentence.
    if last.text.endswith("-"):
        return True
    if (last.bold, last.italic) != (row.bold, row.italic) or is_capitals(last.text) != is_capitals(row.text):
        return False
    return not any(
        read_role(text) or EDITION.match(text) or SERIES.match(text) or VOLUME.match(text)
        for text in (last.text, row.text)
    )


def named(block: Block, page: PageLayout, around: Surroundings) -> Block:
    """The block with its kind, by its words and its place on the page."""
    text = block.text
    low = block.top > IMPRINT_TOP * page.height
    role = read_role(text)
    if role is not None and (not role.rest or persons_in(role.rest, around) or role.role != "author"):
        return replace(block, kind="role")
    if EDITION.match(text):
        return replace(block, kind="edition")
    if DATE_LINE.match(text):
        return replace(block, kind="imprint")
    if SERIES.match(text) and not year_in(text) and "©" not in text:
        return replace(block, kind="series")
    if VOLUME.match(text):
        return replace(block, kind="volume")
    if low and any(imprint != Imprint() for row in block.rows for imprint in (read_imprint(row.text),)):
        return replace(block, kind="imprint")
    if _NOISE.match(text):
        return replace(block, kind="noise")
    known = fold(text) in around.persons
    if known or (block.top < PERSONS_END * page.height and block_persons(block, around)):
        return replace(block, kind="persons")
    return block


def block_persons(block: Block, around: Surroundings) -> tuple[str, ...]:
    """The persons of a block whose rows are names, each on its row or run on from row to row."""
    each = [persons_in(row.text, around) for row in block.rows]
    if all(each):
        return tuple(name for names in each for name in names)
    # A list runs on from row to row after a comma or an initial, or before an `and`.
    texts = [row.text for row in block.rows]
    if any(each) and not any(_LIST_GOES_ON.search(one) or _LIST_FOLLOWS.match(other) for one, other in pairwise(texts)):
        return ()
    return persons_in(joined(tuple(texts), around.vocabulary), around)


def persons_in(text: str, around: Surroundings) -> tuple[str, ...]:
    """Names of persons, unless the book writes all the words of one in lower case (`Natural Selection`)."""
    if fold(text) in around.persons and not split_names(text):
        return (name_out_of_capitals(text),)
    names = split_names(text)
    for name in names:
        words = re.findall(r"[^\W\d_]{2,}", name.display)
        common = all(common_word(word, around.usage) for word in words)
        series = re.search(rf"\b(?:{_SERIES_WORD})\b", name.display, re.IGNORECASE)
        if (series or (words and common)) and fold(name.display) not in around.persons:
            return ()
    return tuple(
        (printed_elsewhere(name.display, around.mixed) or name.display) if is_capitals(text) else name.display
        for name in names
    )
