"""Spans to inlines: words, their styles where they differ from the text around them, note calls, and page breaks.

In: the lines of one paragraph, heading or entry. Out: canonical inlines (`model.book`): lines put together, end-of-line
hyphens healed, single spaces, no empty `Text` and no two side by side. A page break stands where the page begins, even
inside a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from backlist.model.book import Inline, LineBreak, NoteCall, PageBreak, Style, Styled, Text
from backlist.model.layout import Line, Span
from backlist.structure.body import Body, BodyLine
from backlist.text.characters import clean, heal_spaced
from backlist.text.hyphens import Joint, Vocabulary, joint

#: A span this much smaller than its line, with its baseline moved by so much of the line's size, is raised or lowered.
RAISED_SIZE = 0.88
RAISED_BY = 0.12
LOWERED_BY = 0.06
#: Capitals this much smaller than the capital before them, on one baseline, are small capitals.
SMALL_CAPITALS = (0.6, 0.9)

_ORDER = (Style.BOLD, Style.ITALIC, Style.SMALL_CAPS, Style.SUPERSCRIPT, Style.SUBSCRIPT)
_RANK = {style: rank for rank, style in enumerate(_ORDER)}
_SCRIPTS = frozenset((Style.SUPERSCRIPT, Style.SUBSCRIPT))

_Styles = tuple[Style, ...]
_Token = tuple[_Styles, str | NoteCall | PageBreak | LineBreak]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A note's mark inside a line: characters `start` to `end` of its text give way to `call`."""

    start: int
    end: int
    call: NoteCall


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the whole book says about its text. `page_ids` maps page indexes to ids; `breaks` lists, in order, the indexes
    of the pages that get a break; `marks` are by page and line."""

    body: Body
    words: Vocabulary
    page_ids: Mapping[int, str]
    breaks: Sequence[int]
    marks: Mapping[tuple[int, int], Sequence[Mark]] = field(default_factory=dict)

    def breaks_after(self, page: int, upto: int) -> list[PageBreak]:
        """The breaks of the pages past `page`, up to and with `upto`."""
        if upto <= page:
            return []
        return [PageBreak(page=self.page_ids[i]) for i in self.breaks[page + 1 : upto + 1] if i >= 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What counts as plain: `bold` and `italic` of the text around."""

    bold: bool = False
    italic: bool = False
    small_caps: bool = False


def body_face(body: Body) -> Face:
    return Face(bold=body.bold, italic=body.italic)


def main_face(lines: Iterable[BodyLine]) -> Face:
    """The face of most characters of some lines: what is plain within a heading."""
    total = bold = italic = small = 0
    for line in lines:
        for span in line.line.spans:
            n = len(span.text)
            total += n
            bold += n * span.bold
            italic += n * span.italic
            small += n * span.small_caps
    return Face(bold=bold * 2 > total, italic=italic * 2 > total, small_caps=small * 2 > total)


def inlines_of(
    lines: Sequence[BodyLine],
    setting: Setting,
    *,
    face: Face | None = None,
    skip: int = 0,
    line_breaks: frozenset[int] = frozenset(),
    begun: int | None = None,
) -> tuple[Inline, ...]:
    """Put lines together. `skip` characters of the first line (a label, a note's mark) are left out; `line_breaks` are
    the places in `lines` of those whose end is kept. `begun` is the last page that has its break: later pages get theirs
    where a line stands on one; where it is None no page does.
    """
    plain = face or body_face(setting.body)
    tokens: list[_Token] = []
    before: BodyLine | None = None
    for k, line in enumerate(lines):
        own = _tokens(line, setting, plain, skip if before is None else 0)
        if before is not None:
            _put_together(tokens, before, line, setting, k - 1 in line_breaks)
            if begun is not None and line.page > begun:
                tokens.extend(((), mark) for mark in setting.breaks_after(begun, line.page))
                begun = line.page
        tokens.extend(own)
        before = line
    return _canonical(tokens, setting)


def _put_together(tokens: list[_Token], before: BodyLine, line: BodyLine, setting: Setting, line_break: bool) -> None:
    how = joint(before.line.text, line.line.text, setting.words)
    if how is Joint.HEALED:
        for k in range(len(tokens) - 1, -1, -1):
            styles, leaf = tokens[k]
            if isinstance(leaf, str) and leaf.strip():
                tokens[k] = (styles, leaf.rstrip()[:-1])
                break
    elif line_break:
        tokens.append(((), LineBreak()))
    elif how is Joint.SPACED:
        if tokens and isinstance(tokens[-1][1], str):
            styles, leaf = tokens[-1]
            tokens[-1] = (styles, leaf + " ")
        else:
            tokens.append(((), " "))


def _tokens(line: BodyLine, setting: Setting, plain: Face, skip: int) -> list[_Token]:
    marks = setting.marks.get((line.page, line.at), ())
    out: list[_Token] = []
    at = 0
    todo = list(marks)
    previous = ""
    for span in line.line.spans:
        text = span.text
        styles, text_shown = _styles(span, line.line, plain, previous)
        if text.strip():
            previous = text
        start, end = at, at + len(text)
        at = end
        cut = max(start, skip)
        while todo and todo[0].start < end:
            mark = todo[0]
            if mark.start > cut:
                out.append((styles, text_shown[cut - start : mark.start - start]))
            if mark.start >= cut:
                out.append(((), mark.call))
            cut = max(cut, mark.end)
            if mark.end > end:
                break
            todo.pop(0)
        if cut < end:
            out.append((styles, text_shown[cut - start :]))
    return out


def _styles(span: Span, line: Line, plain: Face, previous: str) -> tuple[_Styles, str]:
    found: list[Style] = []
    text = span.text
    if span.bold and not plain.bold:
        found.append(Style.BOLD)
    if span.italic and not plain.italic:
        found.append(Style.ITALIC)
    if span.small_caps and not plain.small_caps:
        found.append(Style.SMALL_CAPS)
    if span.size < RAISED_SIZE * line.size:
        rise = line.baseline - span.baseline
        if rise > RAISED_BY * line.size:
            found.append(Style.SUPERSCRIPT)
        elif -rise > LOWERED_BY * line.size:
            found.append(Style.SUBSCRIPT)
        elif (
            SMALL_CAPITALS[0] * line.size < span.size < SMALL_CAPITALS[1] * line.size
            and text.isupper()
            and previous[-1:].isupper()
            and not text[:1].isspace()
        ):
            # Small capitals made of capitals: the letters are written small, the style makes them capitals again.
            found.append(Style.SMALL_CAPS)
            text = text.lower()
    return tuple(found), text if len(text) == len(span.text) else span.text


def _canonical(tokens: list[_Token], setting: Setting) -> tuple[Inline, ...]:
    tokens = _settled(tokens)
    # Neighbours of one style become one token, so that words healed and spaces can be seen whole.
    joined: list[_Token] = []
    for styles, leaf in tokens:
        if isinstance(leaf, str) and joined and isinstance(joined[-1][1], str) and joined[-1][0] == styles:
            joined[-1] = (styles, joined[-1][1] + leaf)
            continue
        joined.append((styles, leaf))
    out: list[_Token] = []
    space = True
    for styles, leaf in joined:
        if isinstance(leaf, str):
            text = heal_spaced(clean(leaf), setting.words.knows)
            if space:
                text = text.lstrip(" ")
            if not text:
                continue
            space = text.endswith(" ")
            out.extend(_spaces_outside(styles, text))
        else:
            if isinstance(leaf, LineBreak):
                _trim_end(out)
                space = True
            elif isinstance(leaf, NoteCall) and space:
                # A mark belongs to the word before it.
                space = _trim_end(out)
            out.append((styles, leaf))
    _trim_end(out)
    return _nested(_with_breaks_inside(out))


def _settled(tokens: list[_Token]) -> list[_Token]:
    """Punctuation and spaces between two runs of one style take that style; alone they have none."""
    out: list[_Token] = []
    for k, (styles, leaf) in enumerate(tokens):
        if isinstance(leaf, str) and not _SCRIPTS.intersection(styles) and not any(c.isalnum() for c in leaf):
            before = next((t for t in reversed(out) if isinstance(t[1], str)), None)
            after = next((t for t in tokens[k + 1 : k + 3] if isinstance(t[1], str)), None)
            common = before[0] if before is not None and after is not None and before[0] == after[0] else ()
            out.append((common if not _SCRIPTS.intersection(common) else (), leaf))
        else:
            out.append((styles, leaf))
    return out


def _spaces_outside(styles: _Styles, text: str) -> Iterable[_Token]:
    if not styles:
        yield styles, text
        return
    core = text.strip(" ")
    if not core:
        yield (), text
        return
    lead, trail = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    if lead:
        yield (), " "
    yield styles, core
    if trail:
        yield (), " "


def _trim_end(out: list[_Token]) -> bool:
    """Take the space away at the end; says whether one still is there (it never is)."""
    while out and isinstance(out[-1][1], str):
        styles, leaf = out[-1]
        text = leaf.rstrip(" ")
        if text:
            out[-1] = (styles, text)
            break
        out.pop()
    return False


def _with_breaks_inside(tokens: list[_Token]) -> list[_Token]:
    """Breaks and spaces between two runs of one style stand inside that style."""
    out = list(tokens)
    k = 0
    while k < len(out):
        end = k
        while end < len(out) and _is_between(out[end]):
            end += 1
        if 0 < k < end < len(out) and out[k - 1][0] == out[end][0] and not _SCRIPTS.intersection(out[end][0]):
            out[k:end] = [(out[end][0], leaf) for _, leaf in out[k:end]]
        k = max(end, k + 1)
    return out


def _is_between(token: _Token) -> bool:
    leaf = token[1]
    return leaf == " " if isinstance(leaf, str) else isinstance(leaf, PageBreak | LineBreak)


def _nested(tokens: Sequence[_Token]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    k = 0
    while k < len(tokens):
        styles, leaf = tokens[k]
        if styles:
            head = min(styles, key=_RANK.__getitem__)
            end = k
            inner: list[_Token] = []
            while end < len(tokens) and head in tokens[end][0]:
                inner.append((tuple(s for s in tokens[end][0] if s is not head), tokens[end][1]))
                end += 1
            out.append(Styled(style=head, inlines=_nested(inner)))
            k = end
            continue
        if isinstance(leaf, str):
            text = unicodedata.normalize("NFC", leaf)
            if out and isinstance(out[-1], Text):
                out[-1] = Text(text=out[-1].text + text)
            else:
                out.append(Text(text=text))
        else:
            out.append(leaf)
        k += 1
    return tuple(out)
