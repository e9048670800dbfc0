"""Chunks of running text to typed groups of lines: paragraphs, quotations, verse, lists, captions, displays.

In: the chunks of a division that are no headings, notes taken out. Out: groups (`groups`), and what a page break, a float
or spacing has parted put together again (`merged`). Inlines and ids are made elsewhere; no line is lost, and none stands
in two groups.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from backlist.structure.body import SAME_SIZE, Body, BodyLine
from backlist.structure.chunks import (
    CAPTION,
    CHUNK_GAP,
    EARLY,
    LOOK_GAP,
    TABLE_CAPTION,
    TERMINAL,
    ended_early,
    is_gapped,
)
from backlist.text.hyphens import HYPHENS

#: Insets smaller than this (ems) are none.
INSET = 0.75
#: A smaller size than this share of the body's marks quotations, where the text is prose.
QUOTED_SIZE = 0.975
#: Type smaller than this share of the body is tables, captions, apparatus: never a block quotation's.
APPARATUS_SIZE = 0.78
#: A block's right edge lies at most so far (ems) inside the frame's, unless several lines show it.
NEAR_EDGE = 3.0
#: Lines of verse leave this share of the measure empty, on average.
VERSE_SLACK = 0.22
VERSE_CAPITALS = 0.7
#: The certainty of a list of one line, which may be a paragraph that begins with a number.
LONE = 0.3

#: Marks of list items: bullets, dashes, numbers and letters with a bracket or full stop.
ITEM_MARK = re.compile(
    r"(?P<bullet>[•‣◦▪■□●○∙·➢➤✓–—-])\s+\S"
    r"|(?P<label>\((?:\d{1,3}|[a-z]|[ivx]{1,5})['′]?\)|(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)])\s+\S"
)


class GroupKind(StrEnum):
    """What a group of lines is; `CAPTION` is that of a figure of which nothing else was found, `EXHIBIT` a figure or table
    as it stands on the page, `LINES` a display whose line ends are kept."""

    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    VERSE = "verse"
    LIST = "list"
    ENTRY = "entry"
    CAPTION = "caption"
    EXHIBIT = "exhibit"
    LINES = "lines"


@dataclass(slots=True, kw_only=True)
class Group:
    """`parts` are a quotation's paragraphs, a poem's stanzas, a list's items with their `labels`; else there is one.
    `level` is an entry's. `certainty` is how sure the kind is."""

    kind: GroupKind
    parts: list[list[BodyLine]]
    labels: list[str] = field(default_factory=list)
    level: int = 0
    certainty: float = 0.9

    @property
    def first(self) -> BodyLine:
        return self.parts[0][0]

    @property
    def last(self) -> BodyLine:
        return self.parts[-1][-1]


def groups(chunk: list[BodyLine], body: Body) -> list[Group]:
    """Type a chunk of running text; it may hold several paragraphs, with lists and quotations between them."""
    text = chunk[0].text.lstrip()
    if chunk[0].exhibit is not None:
        return [Group(kind=GroupKind.EXHIBIT, parts=[chunk])]
    if CAPTION.match(text) and _caption_like(chunk, body):
        return [Group(kind=GroupKind.CAPTION, parts=[chunk])]
    if all(line.mono for line in chunk):
        return [Group(kind=GroupKind.LINES, parts=[chunk])]
    smaller = _smaller(chunk, body)
    if smaller is not None:
        return smaller
    out: list[Group] = []
    start = at = 0
    while at < len(chunk):
        taken = _list_at(chunk, at, body) or _inset_at(chunk, at, body)
        if taken is None:
            at += 1
            continue
        if start < at:
            out.extend(_running(chunk[start:at], body))
        group, count = taken
        out.append(group)
        at += count
        start = at
    if start < at:
        out.extend(_running(chunk[start:], body))
    return out


def merged(found: list[Group], body: Body) -> list[Group]:
    """Join what a page break, a float or spacing has parted: lists, quotations and poems that go on, and paragraphs."""
    out: list[Group] = []
    for group in found:
        host = _host(out, group)
        if host is not None:
            host.parts[-1] = host.parts[-1] + group.parts[0]
            host.parts.extend(group.parts[1:])
            host.labels.extend(group.labels)
        elif out and _belongs_to_item(out[-1], group, body):
            out[-1].parts[-1] = out[-1].parts[-1] + [line for part in group.parts for line in part]
        elif out and _same_block(out[-1], group):
            out[-1].parts.extend(group.parts)
            out[-1].labels.extend(group.labels)
        else:
            out.append(group)
    for group in out:
        if (
            group.kind is GroupKind.LIST
            and len(group.parts) == 1
            and group.certainty == LONE
            and not _is_example(group)
        ):
            group.kind, group.labels, group.certainty = GroupKind.PARAGRAPH, [], 0.9
    return out


def _is_example(group: Group) -> bool:
    """Numbers in brackets on a line set off from the text: the examples of linguists and logicians."""
    label = group.labels[0]
    return label.startswith("(") and label[1:-1].isdigit()


def _caption_like(chunk: list[BodyLine], body: Body) -> bool:
    """A caption is set off from the text by size or space; a sentence that begins `Figure 3 shows` is not."""
    first = chunk[0]
    if first.line.size < QUOTED_SIZE * body.size or first.bold or first.line.spans[0].bold:
        return True
    mark = CAPTION.match(first.text.lstrip())
    return (first.gap is None or first.gap > CHUNK_GAP) and mark is not None and mark.group()[-1] in ".:—–"


def _smaller(chunk: list[BodyLine], body: Body) -> list[Group] | None:
    """A chunk of smaller type: prose is a block quotation, verse is verse, all else keeps its lines."""
    size = chunk[0].line.size
    if size >= QUOTED_SIZE * body.size or len(chunk) < 2 or TABLE_CAPTION.match(chunk[0].text):
        return None
    left = min(line.indent for line in chunk)
    right = _right_edge(chunk)
    if any(ITEM_MARK.match(line.text.lstrip()) for line in chunk[:1]):
        return None
    if _is_verse(chunk):
        return [Group(kind=GroupKind.VERSE, parts=[chunk], certainty=0.8)]
    if size >= APPARATUS_SIZE * body.size and not _is_tabular(chunk) and _wraps(chunk, left, right, body) >= 1:
        parts = _paragraphs(chunk, left, right, body)
        return [Group(kind=GroupKind.QUOTATION, parts=parts, certainty=0.85 if left >= INSET else 0.7)]
    if _wraps(chunk, left, right, body) == 0:
        return [Group(kind=GroupKind.LINES, parts=[chunk], certainty=0.6)]
    return None


def _list_at(chunk: list[BodyLine], at: int, body: Body) -> tuple[Group, int] | None:
    """The list that begins with this line: marks at one indent, and what hangs behind them."""
    first = chunk[at]
    mark = ITEM_MARK.match(first.text.lstrip())
    if mark is None:
        return None
    items: list[list[BodyLine]] = []
    labels: list[str] = []
    k = at
    while k < len(chunk):
        line = chunk[k]
        own = ITEM_MARK.match(line.text.lstrip())
        if own is not None and abs(line.indent - first.indent) <= 0.6 and _follows(labels, own):
            items.append([line])
            labels.append(own["bullet"] or own["label"])
        elif items and _hangs_under(items, line, body):
            items[-1].append(line)
        else:
            break
        k += 1
    hanging = any(len(item) > 1 for item in items)
    if hanging and _prose_indent(items):
        return None
    lone = not hanging and len(items) < 2
    if lone and (len(chunk) > 1 or first.gap is None):
        return None
    if not hanging and labels[0] in "–—-" and first.indent > 0:
        # Lines of speech in Romance typesetting begin with a dash.
        return None
    return Group(kind=GroupKind.LIST, parts=items, labels=labels, certainty=LONE if lone else 0.9), k - at


def _hangs_under(items: list[list[BodyLine]], line: BodyLine, body: Body) -> bool:
    """Whether a line goes on the last item: behind its mark, and as deep as the lines that went on before. The first such
    line is no paragraph's, which begins as deep after a line that ended early."""
    if line.indent <= items[0][0].indent + 0.6:
        return False
    deep = [other.indent for item in items for other in item[1:]]
    if deep:
        return line.indent >= min(deep) - 0.6
    if line.gap is None or abs(line.indent - body.indent / body.size) < 0.3:
        return not ended_early(items[-1][-1], line, body)
    return True


def _follows(labels: list[str], mark: re.Match[str]) -> bool:
    """Whether a mark is of the kind of those before it, and comes next to the last one."""
    if not labels:
        return True
    before, here = labels[-1], mark["bullet"] or mark["label"]
    if mark["bullet"] is not None or len(before) == 1:
        return before == here
    a, b = before.strip("().'′"), here.strip("().'′")
    if a.isdigit() and b.isdigit():
        return 0 < int(b) - int(a) <= 2
    return not a.isdigit() and not b.isdigit()


def _prose_indent(items: list[list[BodyLine]]) -> bool:
    """Numbered paragraphs whose further lines are no deeper than their first are not hanging; none reach here, but one
    whose lines stand ragged at many depths is a table or a formula."""
    depths = {round(line.indent) for item in items for line in item[1:]}
    return len(depths) > 6


def _inset_at(chunk: list[BodyLine], at: int, body: Body) -> tuple[Group, int] | None:
    """A run of lines set in from the left that begins here: a quotation, verse, or a display."""
    if chunk[at].indent < INSET or (at and chunk[at - 1].indent >= INSET):
        return None
    end = at
    while end < len(chunk) and chunk[end].indent >= INSET:
        end += 1
    run = chunk[at:end]
    if len(run) < 2:
        return None
    left = min(line.indent for line in run)
    right = _right_edge(run)
    indent = body.indent / body.size
    if at and _hangs(chunk[at - 1], run[0], body):
        return None
    deeper = left > indent + 0.5 or right >= INSET
    if (left > indent + 0.5 or run[0].gap is None or run[0].gap > LOOK_GAP) and _is_verse(run):
        return Group(kind=GroupKind.VERSE, parts=[run], certainty=0.8), len(run)
    wraps = _wraps(run, left, right, body)
    if wraps >= (1 if deeper else 2) and not _is_tabular(run):
        parts = _paragraphs(run, left, right, body)
        certainty = 0.9 if left >= INSET and right >= INSET else 0.7
        return Group(kind=GroupKind.QUOTATION, parts=parts, certainty=certainty), len(run)
    if left > indent + 0.5 and wraps == 0:
        return Group(kind=GroupKind.LINES, parts=[run], certainty=0.6), len(run)
    return None


def _hangs(above: BodyLine, line: BodyLine, body: Body) -> bool:
    """Whether a line goes on, set in, where the one above was full: a hanging indent."""
    return (
        line.gap is not None
        and not ended_early(above, line, body)
        and (TERMINAL.search(above.text.rstrip()) is None or line.text[:1].islower())
    )


def _right_edge(lines: list[BodyLine]) -> float:
    """How far (ems) a block's right edge lies inside the frame's: near it, or where two lines at least end together; else
    the block is a few lines of their own length, and has no edge but the frame's."""
    right = min(line.slack for line in lines)
    if right <= NEAR_EDGE or sum(1 for line in lines if line.slack - right < 0.6) > 1:
        return right
    return 0.0


def _wraps(lines: list[BodyLine], left: float, right: float, body: Body) -> int:
    """How many lines run to the block's right edge and go on at its left edge, in the middle of a sentence."""
    count = 0
    for line, after in zip(lines, lines[1:], strict=False):
        if (
            after.indent - left < 0.6
            and not ended_early(line, after, body, right)
            and (TERMINAL.search(line.text.rstrip()) is None or after.text[:1].islower())
        ):
            count += 1
    return count


def _is_tabular(lines: list[BodyLine]) -> bool:
    """Whether most lines are parted by wide gaps, as a table's or a formula's are."""
    return sum(1 for line in lines if is_gapped(line)) * 2 > len(lines)


def _is_verse(lines: list[BodyLine]) -> bool:
    """Two lines or more, all short, most with a capital first, few of them sentences of their own."""
    count = len(lines)
    if count < 2 or _is_tabular(lines):
        return False
    capitals = ends = letters = 0
    empty = 0.0
    for line in lines:
        text = line.text.strip("“‘\"'«—– ")
        capitals += text[:1].isupper()
        ends += line.text.rstrip().endswith((".", "?", "!"))
        letters += sum(c.isalpha() or c in " ,;.'’" for c in line.text) / max(len(line.text), 1)
        width = (line.line.box.right - line.line.box.left) / max(line.line.size, 1)
        measure = line.indent + line.slack + width
        empty += (line.indent + line.slack) / measure if measure > 0 else 0
        if line.slack < 1.0:
            return False
    mean = sum(len(line.text) for line in lines) / count
    return (
        capitals >= VERSE_CAPITALS * count
        and ends <= 0.6 * count
        and letters >= 0.93 * count
        and empty >= VERSE_SLACK * count
        and 14 <= mean <= 70
    )


def _running(lines: list[BodyLine], body: Body) -> list[Group]:
    """Lines of plain text to paragraphs; a set of short lines that hang together keeps its line ends."""
    at_edge = [line for line in lines if abs(line.indent) < INSET]
    left = 0.0 if at_edge else min(line.indent for line in lines)
    if len(lines) > 1 and not at_edge and left > body.indent / body.size + 0.5 and _wraps(lines, left, 0.0, body) == 0:
        return [Group(kind=GroupKind.LINES, parts=[lines], certainty=0.6)]
    if len(lines) > 1 and (_is_tabular(lines) or all(line.mono for line in lines) or _is_set_line_by_line(lines, body)):
        return [Group(kind=GroupKind.LINES, parts=[lines], certainty=0.6)]
    return [Group(kind=GroupKind.PARAGRAPH, parts=[part]) for part in _paragraphs(lines, left, 0.0, body)]


def _is_set_line_by_line(lines: list[BodyLine], body: Body) -> bool:
    """Whether every line ends before its measure and all begin at one edge that no paragraph begins at."""
    left = lines[0].indent
    if body.indent and abs(left - body.indent / body.size) < 0.3:
        return False
    return all(
        abs(line.indent - left) < 0.3 and ended_early(above, line, body)
        for above, line in zip(lines, lines[1:], strict=False)
    )


def _paragraphs(lines: list[BodyLine], left: float, right: float, body: Body) -> list[list[BodyLine]]:
    """Part lines where a first-line indent, or a line that ended early, says that a paragraph begins."""
    hanging = _is_hanging(lines, left, right, body)
    out: list[list[BodyLine]] = [[lines[0]]]
    for above, line in zip(lines, lines[1:], strict=False):
        if _begins(above, line, left, right, body, hanging):
            out.append([line])
        else:
            out[-1].append(line)
    return out


def _is_hanging(lines: list[BodyLine], left: float, right: float, body: Body) -> bool:
    """Whether lines that go on a full line in mid-sentence stand deeper than the edge."""
    deep = edge = 0
    for above, line in zip(lines, lines[1:], strict=False):
        if line.text[:1].islower() and not ended_early(above, line, body, right):
            if line.indent - left >= INSET:
                deep += 1
            else:
                edge += 1
    return deep > edge


def _begins(above: BodyLine, line: BodyLine, left: float, right: float, body: Body, hanging: bool) -> bool:
    if above.text.rstrip().endswith(tuple(HYPHENS)):
        return False
    early = ended_early(above, line, body, right)
    terminal = TERMINAL.search(above.text.rstrip()) is not None
    deep = line.indent - left >= INSET
    if hanging:
        return not deep and (early or terminal or above.indent - left >= INSET)
    if deep:
        return above.indent - left < INSET or early or terminal
    if early:
        return terminal or (body.justified and above.slack - right > 3)
    return False


# --- what goes on ------------------------------------------------------------------------------------------------------

_FLOATS = frozenset((GroupKind.CAPTION, GroupKind.LINES, GroupKind.EXHIBIT))
#: What stands under an item of a list is no further below it than this multiple of the leading.
ITEM_GAP = 2.0
#: At most so many floats stand between the two halves of a paragraph.
MOST_FLOATS = 6


def _host(out: list[Group], group: Group) -> Group | None:
    """The paragraph that `group` goes on, past floats at the foot of its page or the head of the next."""
    if group.kind is not GroupKind.PARAGRAPH:
        return None
    for back, host in enumerate(reversed(out[-MOST_FLOATS - 1 :])):
        if host.kind is GroupKind.PARAGRAPH:
            parted = host.last.page != group.first.page or (back and out[-1].kind is GroupKind.EXHIBIT)
            return host if parted and _goes_on(host.last, group.first) else None
        if host.kind not in _FLOATS or back >= MOST_FLOATS:
            return None
    return None


def _goes_on(above: BodyLine, line: BodyLine) -> bool:
    text = line.text.lstrip()
    return (
        line.indent < INSET
        and above.slack < 3
        and (TERMINAL.search(above.text.rstrip()) is None or text[:1].islower())
        and abs(above.line.size - line.line.size) <= SAME_SIZE * line.line.size
        and text[:1].islower() | (above.slack < EARLY)
    )


def _belongs_to_item(before: Group, group: Group, body: Body) -> bool:
    """Whether a group that follows a list stands under its last item: set in deeper, and not far below."""
    if before.kind is not GroupKind.LIST or group.kind not in (GroupKind.LIST, GroupKind.PARAGRAPH, GroupKind.LINES):
        return False
    edge = max(before.first.indent + 0.6, body.indent / body.size + 0.8)
    near = group.first.gap is None or group.first.gap < ITEM_GAP
    return near and all(line.indent > edge for part in group.parts for line in part)


def _same_block(before: Group, group: Group) -> bool:
    if before.kind is not group.kind:
        return False
    if group.kind is GroupKind.LIST:
        mark = ITEM_MARK.match(group.first.text.lstrip())
        return (
            mark is not None and abs(before.first.indent - group.first.indent) <= 0.6 and _follows(before.labels, mark)
        )
    if group.kind in (GroupKind.QUOTATION, GroupKind.VERSE):
        near = group.first.gap is None or group.first.gap < 2.2
        return near and abs(before.first.line.size - group.first.line.size) <= SAME_SIZE * body_size(group)
    return False


def body_size(group: Group) -> float:
    return group.first.line.size
