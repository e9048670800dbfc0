"""Figures and tables: what is drawn on each page, tied to its caption and to the words printed in it.

In: the pages, and the measured lines of their text. Out: the same lines; those of a figure or table know their `Exhibit`
and stand together, and a picture without a word has a line of its own that stands for it. Lines are moved, never dropped.

A picture is a cluster of drawings and images that no running text passes through. Text in a frame or on a tint is no
picture. Ornaments, publishers' marks and the background of a scanned page are none either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from backlist.model.layout import Box, Line, PageLayout, Span
from backlist.structure.body import SAME_SIZE, Body, BodyLine, Exhibit
from backlist.structure.chunks import CAPTION, CHUNK_GAP, TABLE_CAPTION, is_centred, is_gapped
from backlist.structure.tables import grid, ruled_region

#: Stands in the text for a picture without words (Unicode 15, 23.8: object replacement character).
OBJECT = "\ufffc"
#: What covers this share of a page is its background, unless the page has nothing else.
BACKGROUND = 0.8
#: A picture without a caption is at least so large, in points, and one of one size on so many pages is an ornament.
LEAST_WIDTH, LEAST_HEIGHT = 40.0, 24.0
ORNAMENT_PAGES = 3
#: A picture with a caption is at least so large, in points.
CAPTIONED_LEAST = 10.0
#: Marks closer than this (ems of the body) are one picture: across a line of labels, and beside one another.
NEAR_BELOW, NEAR_BESIDE = 1.6, 2.0
#: A label lies at most so far (ems) outside the drawing that it belongs to.
LABEL = 0.7
#: A line runs on as text where it has so many characters, so large a share of letters, and fills so much of its measure.
RUNNING_CHARACTERS, RUNNING_LETTERS, RUNNING_WIDTH = 32, 0.7, 0.55
#: Running lines in a captioned drawing that make it a text in a frame; without a caption one is enough.
FRAMED_LINES = 3
#: Text covers at most this share of a picture without a caption.
TEXT_COVERS = 0.42
#: Parts of one captioned picture lie no further apart than this (ems).
PARTS_APART = 6.0
#: A figure set in type alone has at most so many lines, none further below the other than this multiple of the leading.
SET_GAP = 3.5
SET_LINES = 40
#: A label set in so far (ems) on both sides is none of the text, however long it is.
SET_IN = 1.5
#: A caption lies at most so far (ems) from its picture, and has at most so many lines.
CAPTION_DISTANCE = 6.0
CAPTION_LINES = 16
#: More marks on a page than this are taken together as one.
MOST_MARKS = 250


@dataclass(slots=True, kw_only=True, eq=False)
class _Caption:
    lines: list[BodyLine]
    box: Box
    table: bool


@dataclass(slots=True, kw_only=True, eq=False)
class _Page:
    """What is known of a page: its lines, which of them run on as text, which cannot belong to a picture."""

    layout: PageLayout
    lines: list[BodyLine]
    running: set[int]
    kept: set[int]
    em: float
    captions: list[_Caption] = field(default_factory=list)
    found: list[Exhibit] = field(default_factory=list)

    def free(self) -> list[BodyLine]:
        """The lines that no exhibit has yet, and that may be in one."""
        return [line for line in self.lines if line.exhibit is None and id(line) not in self.kept]


def gather(
    pages: Sequence[PageLayout],
    measured: Sequence[Sequence[BodyLine]],
    body: Body,
    *,
    without: Collection[int],
    headings: Collection[tuple[int, int]],
) -> list[list[BodyLine]]:
    """The lines of every page with its exhibits gathered. Pages in `without` (lists, indexes, title pages) have none;
    `headings` are lines (page, place) that open divisions, and belong to no picture."""
    with_text = [k for k, lines in enumerate(measured) if lines]
    first, last = (with_text[0], with_text[-1]) if with_text else (0, -1)
    ornaments = _ornaments(pages)
    out: list[list[BodyLine]] = []
    for k, (layout, lines) in enumerate(zip(pages, measured, strict=True)):
        marked = layout.images or layout.drawings or len(layout.rules) > 1
        if not marked or layout.index in without or not first <= k <= last:
            out.append(list(lines))
            continue
        page = _Page(
            layout=layout,
            lines=list(lines),
            running=_running(lines),
            kept={id(line) for line in lines if (line.page, line.at) in headings},
            em=body.size,
        )
        page.captions = _captions(page, body)
        page.kept.update(id(line) for caption in page.captions for line in caption.lines)
        _find_ruled(page, tables=True)
        clusters = _find_captioned(page, _clusters(page))
        _find_ruled(page, tables=False)
        _find_set(page, clusters)
        _find_lone(page, clusters, ornaments)
        out.append(_in_place(page))
    return out


# --- what lines are ----------------------------------------------------------------------------------------------------


def _running(lines: Sequence[BodyLine]) -> set[int]:
    """The lines that are running text: long ones, and short ones at the edge that end a paragraph."""
    found: set[int] = set()
    above: BodyLine | None = None
    for line in lines:
        if _is_long(line) or (
            above is not None
            and id(above) in found
            and line.gap is not None
            and line.gap < CHUNK_GAP
            and abs(line.indent - above.indent) < 1
            and abs(line.line.size - above.line.size) <= SAME_SIZE * line.line.size
            and not is_gapped(line)
        ):
            found.add(id(line))
        above = line
    return found


def _is_long(line: BodyLine) -> bool:
    text = line.text
    if len(text) < RUNNING_CHARACTERS or is_gapped(line):
        return False
    letters = sum(c.isalpha() or c.isspace() for c in text)
    box = line.line.box
    width = (box.right - box.left) / max(line.line.size, 1)
    measure = width + max(line.indent, 0) + max(line.slack, 0)
    return letters >= RUNNING_LETTERS * len(text) and width >= RUNNING_WIDTH * measure


def _captions(page: _Page, body: Body) -> list[_Caption]:
    found: list[_Caption] = []
    lines = page.lines
    k = 0
    while k < len(lines):
        first = lines[k]
        k += 1
        text = first.text.lstrip()
        mark = CAPTION.match(text) or TABLE_CAPTION.match(text)
        if mark is None or id(first) in page.kept or not _set_off(first, mark.group(), text, body):
            continue
        own = [first]
        while (
            k < len(lines)
            and len(own) < CAPTION_LINES
            and lines[k].gap is not None
            and (lines[k].gap or 0) <= CHUNK_GAP
            and abs(lines[k].line.size - first.line.size) <= SAME_SIZE * first.line.size
            and (is_centred(own[-1]) or own[-1].slack < 3 or not is_centred(lines[k]))
            and not is_gapped(lines[k])
            and CAPTION.match(lines[k].text) is None
            and TABLE_CAPTION.match(lines[k].text) is None
        ):
            own.append(lines[k])
            k += 1
        found.append(_Caption(lines=own, box=around([x.line.box for x in own]), table=CAPTION.match(text) is None))
    return found


def _set_off(line: BodyLine, mark: str, text: str, body: Body) -> bool:
    """Whether a line that begins as a caption is set off from the text by size, weight, place or space."""
    if line.line.size < (1 - SAME_SIZE) * body.size or line.bold or line.line.spans[0].bold or is_centred(line):
        return True
    if line.line.spans[0].small_caps or line.line.spans[0].italic:
        return True
    apart = line.gap is None or line.gap > CHUNK_GAP
    return apart and (mark.rstrip()[-1] in ".:—–" or len(text.strip()) == len(mark.strip()))


# --- tables ------------------------------------------------------------------------------------------------------------


def _find_ruled(page: _Page, *, tables: bool) -> None:
    """What stands between rules, beside the caption of a table, or of a figure that nothing else was found for."""
    for caption in page.captions:
        if caption.table is not tables or caption.lines[0].exhibit is not None:
            continue
        region = ruled_region(page.layout.rules, caption.box, [x.line.box for x in page.lines], page.em)
        if region is None:
            continue
        others = [c for c in page.captions if c is not caption and _overlap(region, c.box)]
        inside = [line for line in page.free() if _is_in(line.line.box, region)]
        crossed = any(
            _overlap(line.line.box, region) and not _is_in(line.line.box, region)
            for line in page.lines
            if line not in caption.lines
        )
        if others or crossed or not inside:
            continue
        made = grid(inside, page.layout.rules, region) if tables else None
        rule = "exhibits.ruled-table" if made else "exhibits.table-as-picture" if tables else "exhibits.ruled-figure"
        _settle(page, caption, region, inside, rule)
        if made:
            page.found[-1].rows, page.found[-1].headed = made


# --- figures -----------------------------------------------------------------------------------------------------------


def _ornaments(pages: Sequence[PageLayout]) -> set[tuple[int, int]]:
    """Sizes of images and drawings that return on page after page."""
    counts = Counter(
        size for page in pages for size in {_size(box) for box in (*page.images, *page.drawings)} if size[0] and size[1]
    )
    return {size for size, count in counts.items() if count >= ORNAMENT_PAGES}


def _size(box: Box) -> tuple[int, int]:
    return round(box.right - box.left), round(box.bottom - box.top)


def _find_captioned(page: _Page, clusters: list[Box]) -> list[Box]:
    """Tie clusters of marks to captions; gives those that are left."""
    waiting = [c for c in page.captions if c.lines[0].exhibit is None]
    options = sorted(
        (
            (distance, k, above)
            for k, caption in enumerate(waiting)
            for above in (True, False)
            for distance in [min((_distance(page, c, caption, above) for c in clusters), default=CAPTION_DISTANCE + 1)]
            if distance <= CAPTION_DISTANCE
        ),
        # Captions of figures stand below, those of tables above: elsewhere only where nothing else will do.
        key=lambda option: (
            option[0] + (0 if option[2] is not waiting[option[1]].table else CAPTION_DISTANCE),
            option[1],
        ),
    )
    for _, k, above in options:
        caption = waiting[k]
        if caption.lines[0].exhibit is not None:
            continue
        own = [c for c in clusters if _distance(page, c, caption, above) <= CAPTION_DISTANCE]
        if not own:
            continue
        box = _whole(page, own, clusters, [c for c in waiting if c is not caption])
        if max(box.right - box.left, box.bottom - box.top) < CAPTIONED_LEAST:
            continue
        box, inside = _with_labels(page, box, caption)
        if sum(1 for line in inside if id(line) in page.running) >= FRAMED_LINES:
            continue
        _settle(page, caption, box, inside, "exhibits.captioned-picture")
        clusters = [c for c in clusters if not _overlap(c, box)]
    return clusters


def _find_set(page: _Page, clusters: Sequence[Box]) -> None:
    """Figures that are set in type alone: lines that are no running text, right above the caption of a figure, and set off
    from the text above them."""
    for caption in page.captions:
        if caption.table or caption.lines[0].exhibit is not None:
            continue
        k = page.lines.index(caption.lines[0])
        own: list[BodyLine] = []
        while k and len(own) < SET_LINES:
            line = page.lines[k - 1]
            if id(line) in page.running or id(line) in page.kept or line.exhibit is not None:
                break
            own.insert(0, line)
            k -= 1
            if line.gap is None or line.gap > SET_GAP:
                break
        if own and (own[0].gap is None or own[0].gap > CHUNK_GAP):
            box = around([line.line.box for line in own])
            # What is drawn among the words belongs to them, unless more does.
            box = around([box, *(c for c in clusters if _overlap(c, box))])
            others = [line for line in page.lines if line not in own and _overlap(line.line.box, box)]
            if not others:
                _settle(page, caption, box, own, "exhibits.set-figure")


def _find_lone(page: _Page, clusters: Sequence[Box], ornaments: set[tuple[int, int]]) -> None:
    """Pictures without a caption."""
    for cluster in clusters:
        if any(_overlap(cluster, exhibit.box) for exhibit in page.found):
            continue
        if (
            cluster.right - cluster.left < LEAST_WIDTH
            or cluster.bottom - cluster.top < LEAST_HEIGHT
            or _size(cluster) in ornaments
        ):
            continue
        box, inside = _with_labels(page, cluster, None)
        if any(id(line) in page.running and _overlap(line.line.box, box) for line in page.lines):
            continue
        if any(_overlap(line.line.box, box) and line not in inside for line in page.lines):
            continue
        if sum(_area(line.line.box) for line in inside) > TEXT_COVERS * _area(box):
            continue
        _settle(page, None, box, inside, "exhibits.lone-picture")


def _clusters(page: _Page) -> list[Box]:
    """Marks that lie close together, as one box each, where nothing of the text lies in between."""
    layout = page.layout
    whole = layout.width * layout.height
    texts = [
        line.line.box
        for line in page.lines
        if id(line) in page.running or (id(line) in page.kept) or line.exhibit is not None
    ]
    head = min((line.line.box.top for line in page.lines), default=0.0)
    foot = max((line.line.box.bottom for line in page.lines), default=layout.height)
    marks = []
    for box in (*layout.images, *layout.drawings):
        if page.lines and _area(box) > BACKGROUND * whole:
            continue
        flat = box.bottom - box.top < LEAST_HEIGHT
        if flat and (box.bottom < head - page.em or box.top > foot + page.em):
            continue
        if any(_is_in(box, exhibit.box) for exhibit in page.found):
            continue
        if sum(1 for line in page.lines if id(line) in page.running and _is_in(line.line.box, box)) >= FRAMED_LINES:
            # Text in a frame, or on a tint; what is drawn within it is found by itself.
            continue
        marks.append(box)
    if len(marks) > MOST_MARKS:
        marks = [around(marks)]
    merged = True
    while merged:
        merged = False
        for i in range(len(marks)):
            for j in range(len(marks) - 1, i, -1):
                if _near(marks[i], marks[j], page.em):
                    union = around((marks[i], marks[j]))
                    crossed = any(
                        _overlap(text, union) and not _overlap(text, marks[i]) and not _overlap(text, marks[j])
                        for text in texts
                    )
                    if not crossed:
                        marks[i] = union
                        del marks[j]
                        merged = True
    return marks


def _near(a: Box, b: Box, em: float) -> bool:
    beside = max(a.left, b.left) - min(a.right, b.right)
    below = max(a.top, b.top) - min(a.bottom, b.bottom)
    return beside <= NEAR_BESIDE * em and below <= NEAR_BELOW * em


def _distance(page: _Page, cluster: Box, caption: _Caption, above: bool) -> float:
    """How far (ems) a picture above or below a caption lies from it; beyond all bounds where text stands between them."""
    box = caption.box
    far = CAPTION_DISTANCE + 1
    if cluster.right < box.left or box.right < cluster.left:
        return far
    top, bottom = (cluster.bottom, box.top) if above else (box.bottom, cluster.top)
    if bottom - top < -page.em:
        return far
    left, right = min(cluster.left, box.left), max(cluster.right, box.right)
    for line in page.lines:
        if id(line) not in page.running and id(line) not in page.kept:
            continue
        if line in caption.lines:
            continue
        other = line.line.box
        middle = (other.top + other.bottom) / 2
        if top < middle < bottom and other.left < right and left < other.right:
            return far
    return max(bottom - top, 0.0) / page.em


def _whole(page: _Page, own: Sequence[Box], clusters: Sequence[Box], others: Sequence[_Caption]) -> Box:
    """A captioned picture with its further parts: clusters above or beside it with no text, and no caption, in between."""
    box = around(own)
    todo = [c for c in clusters if c not in own]
    grown = True
    while grown:
        grown = False
        for cluster in todo:
            beside = max(cluster.left, box.left) - min(cluster.right, box.right)
            below = max(cluster.top, box.top) - min(cluster.bottom, box.bottom)
            if max(beside, below) > PARTS_APART * page.em or min(beside, below) > 0:
                continue
            if any(
                _distance(page, cluster, other, above) <= CAPTION_DISTANCE
                for other in others
                for above in (True, False)
            ):
                continue
            union = around((box, cluster))
            if any((id(x) in page.running or id(x) in page.kept) and _overlap(x.line.box, union) for x in page.lines):
                continue
            box, grown = union, True
            todo = [c for c in todo if c is not cluster]
            break
    return box


def _with_labels(page: _Page, box: Box, caption: _Caption | None) -> tuple[Box, list[BodyLine]]:
    """The words of a picture: those inside it, its labels close around it, and what stands between it and its caption."""
    inside: list[BodyLine] = []
    label = LABEL * page.em
    floor, ceiling = box.bottom, box.top
    if caption is not None:
        floor = max(floor, caption.box.top) if caption.box.top >= box.top else floor
        ceiling = min(ceiling, caption.box.bottom) if caption.box.bottom <= box.bottom else ceiling
    for turn in range(3):
        grown = box
        for line in page.free():
            if line in inside:
                continue
            own = line.line.box
            middle = (own.top + own.bottom) / 2
            within = (
                box.top - 1 <= middle <= box.bottom + 1
                and own.left < box.right + label
                and box.left < own.right + label
            )
            runs = id(line) in page.running
            if within and (not runs or _is_in(own, box)):
                pass
            elif runs and (turn or min(line.indent, line.slack) < SET_IN or own.top - box.bottom > label / 2):
                continue
            elif caption is not None and ceiling <= middle <= floor:
                pass
            elif not (
                own.left >= box.left - 2 * label
                and own.right <= box.right + 2 * label
                and own.top - box.bottom <= label
                and box.top - own.bottom <= label
                and (abs(line.indent) > 1 or own.right - own.left < (box.right - box.left) / 2)
            ):
                continue
            inside.append(line)
            grown = around((grown, own))
        if grown == box:
            break
        box = grown
    return box, inside


def _settle(page: _Page, caption: _Caption | None, box: Box, inside: list[BodyLine], rule: str) -> None:
    exhibit = Exhibit(
        page=page.layout.index,
        box=box,
        rule=rule,
        caption=list(caption.lines) if caption else [],
        inside=inside,
    )
    for line in (*exhibit.caption, *exhibit.inside):
        line.exhibit = exhibit
    page.found.append(exhibit)


# --- back into the text ------------------------------------------------------------------------------------------------


def _in_place(page: _Page) -> list[BodyLine]:
    """The page's lines, with those of an exhibit together where its first one stood."""
    out: list[BodyLine] = []
    done: list[Exhibit] = []
    for line in page.lines:
        if line.exhibit is None:
            out.append(line)
        elif line.exhibit not in done:
            done.append(line.exhibit)
            own = {id(x) for x in (*line.exhibit.inside, *line.exhibit.caption)}
            out.extend(x for x in page.lines if id(x) in own)
    for exhibit in page.found:
        if exhibit not in done:
            _stand_in(exhibit, out)
    return out


def _stand_in(exhibit: Exhibit, lines: list[BodyLine]) -> None:
    """Put a line for a picture without words behind the last line that begins above it."""
    box = exhibit.box
    k = max((k + 1 for k, x in enumerate(lines) if x.line.box.top < box.top and _beside(x.line.box, box)), default=0)
    span = Span(text=OBJECT, box=box, font="", size=box.bottom - box.top, baseline=box.bottom)
    line = Line(text=OBJECT, box=box, spans=(span,), size=span.size, baseline=box.bottom)
    neighbour = lines[k - 1] if k else lines[0] if lines else None
    stands = BodyLine(
        page=exhibit.page,
        at=neighbour.at if neighbour else 0,
        line=line,
        indent=0.0,
        slack=0.0,
        gap=None,
        bold=False,
        italic=False,
        caps=False,
        small_caps=False,
        mono=False,
        ruled=False,
        exhibit=exhibit,
    )
    lines.insert(k, stands)


# --- boxes -------------------------------------------------------------------------------------------------------------


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of `boxes`."""
    return Box(
        left=min(b.left for b in boxes),
        top=min(b.top for b in boxes),
        right=max(b.right for b in boxes),
        bottom=max(b.bottom for b in boxes),
    )


def _overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share more than a hair's breadth."""
    return min(a.right, b.right) - max(a.left, b.left) > 1 and min(a.bottom, b.bottom) - max(a.top, b.top) > 1.5


def _beside(a: Box, b: Box) -> bool:
    return a.left < b.right and b.left < a.right


def _is_in(a: Box, b: Box) -> bool:
    """Whether the middle of `a`, and most of its width, lie in `b`."""
    x, y = (a.left + a.right) / 2, (a.top + a.bottom) / 2
    shared = min(a.right, b.right) - max(a.left, b.left)
    return b.left <= x <= b.right and b.top <= y <= b.bottom and shared >= 0.9 * (a.right - a.left)


def _area(box: Box) -> float:
    return max(box.right - box.left, 0.0) * max(box.bottom - box.top, 0.0)
