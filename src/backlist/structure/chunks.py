"""Lines to chunks: runs of lines that one look and close spacing hold together; and what can be said of single lines.

In: the measured lines of a division in reading order. Out: chunks, each with at least one line, together all lines. What
a chunk is, heading or text, is said elsewhere.
"""

from __future__ import annotations

import re

from backlist.structure.body import SAME_SIZE, Body, BodyLine

#: Lines further apart than this multiple of the usual leading belong to different chunks.
CHUNK_GAP = 1.28
#: A change of look without a change of size needs at least this much space to part two chunks.
LOOK_GAP = 1.1
#: A line is centred where its two margins are at least this wide (ems) and differ by less than that.
CENTRED_MARGIN = 1.5
CENTRED_DIFFERENCE = 1.0
#: A line ended before its measure where the next word and so many ems more would have fitted.
EARLY = 1.2
EARLY_RAGGED = 4.0
#: A gap wider than this (ems) parts the cells of a table.
WIDE_GAP = 1.3
#: Words of one letter or sign are no evidence of size, unless sizes differ by this share.
FEW_LETTERS = 3
NEW_SIZE = 0.15

#: The end of a sentence, with closing marks and a note's mark behind it.
TERMINAL = re.compile(r"[.?!:;…][\"'”’»«)\]\u203a]*(?:\d{1,3}|[*†‡§¹²³⁴-⁹⁰]+)?$|[”»]$")
_NUMBER = r"\s*(?:[A-Z]\.)?(?:\d+(?:[.\-–]\d+)*|[IVXLC]+)\s*[.:—–]?"
CAPTION = re.compile(
    r"(?:figure|fig\.|plate|map|abbildung|abb\.|tafel|karte|figura|ilustración|lámina|planche|carte|tavola|chart|diagram)"
    + _NUMBER,
    re.IGNORECASE,
)
TABLE_CAPTION = re.compile(r"(?:table|tab\.|tabelle|tableau|tabla|tabella)" + _NUMBER, re.IGNORECASE)


def chunks(lines: list[BodyLine], body: Body) -> list[list[BodyLine]]:
    """Cut lines where size, look or spacing change. A new page or column alone cuts nothing."""
    out: list[list[BodyLine]] = []
    for line in lines:
        if out and not _parts(out[-1][-1], line, body) and not _ends_float(out[-1], line):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _ends_float(chunk: list[BodyLine], line: BodyLine) -> bool:
    """Captions and tables do not go on over a page or column."""
    return (
        line.gap is None
        and line.exhibit is None
        and (
            CAPTION.match(chunk[0].text) is not None
            or TABLE_CAPTION.match(chunk[0].text) is not None
            or is_gapped(chunk[-1])
        )
    )


def is_centred(line: BodyLine) -> bool:
    return (
        line.indent >= CENTRED_MARGIN
        and line.slack >= CENTRED_MARGIN
        and abs(line.indent - line.slack) <= CENTRED_DIFFERENCE
    )


def is_gapped(line: BodyLine, after: int = 0) -> bool:
    """Whether a gap wider than any space of a justified line parts the line past its first `after` characters."""
    at = 0
    last = None
    for span in line.line.spans:
        if last is not None and at >= after and span.box.left - last.box.right > WIDE_GAP * line.line.size:
            return True
        at += len(span.text)
        last = span
    return False


def ended_early(line: BodyLine, following: BodyLine, body: Body, inset: float = 0.0) -> bool:
    """Whether the next line's first word would have stood on this line: then the break was meant.

    `inset` is how far (ems) the block's right edge lies inside the frame's.
    """
    text = following.line.text
    word = len(text.split(None, 1)[0]) + 1 if text.strip() else 1
    width = following.line.box.right - following.line.box.left
    need = word * width / max(len(text), 1) / body.size
    return line.slack - inset > need + (EARLY if body.justified else EARLY_RAGGED)


def _parts(above: BodyLine, line: BodyLine, body: Body) -> bool:
    if above.exhibit is not None or line.exhibit is not None:
        return above.exhibit is not line.exhibit
    size_a, size_b = above.line.size, line.line.size
    change = abs(size_a - size_b) / max(size_a, size_b)
    if change > SAME_SIZE and _letters(line) >= FEW_LETTERS and (_letters(above) >= FEW_LETTERS or change > NEW_SIZE):
        return True
    gap = line.gap
    if gap is not None and gap > CHUNK_GAP:
        return True
    if above.mono != line.mono and gap is not None:
        return True
    if above.bold != line.bold and ((gap or 0) > LOOK_GAP or min(_letters(above), _letters(line)) >= FEW_LETTERS):
        return gap is not None or TERMINAL.search(above.text.rstrip()) is not None or above.slack > 1
    look = (
        above.italic != line.italic
        or above.caps != line.caps
        or above.small_caps != line.small_caps
        or is_centred(above) != is_centred(line)
    )
    if gap is None:
        return look and above.slack > 1 and TERMINAL.search(above.text.rstrip()) is not None
    return look and gap > LOOK_GAP


def _letters(line: BodyLine) -> int:
    return sum(1 for c in line.text[:12] if c.isalnum())
