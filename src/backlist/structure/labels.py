"""Page labels: the numbers printed on the pages, made into one account of the whole file.

In: for every page, the numbers that stand where page numbers stand (`Folio`). Out: a `Page` for each page of the file.

One page's number proves little: it may be missing, misread, or no page number at all. So the file is explained as a whole:
a run of pages counts on from a start, in roman or in arabic, and the best succession of runs is found by dynamic
programming (Viterbi 1967). A run is *counting*: the label of page i is i + offset. A new run costs something, less where
the count restarts at 1, as it does at the first chapter; a number that fits its run pays for it. What a scan or a
bookbinder did (plates that are not counted, leaves that are missing) comes out as a run with a shifted offset.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from backlist.model.book import Page
from backlist.model.certainty import certainty_of
from backlist.model.evidence import Evidence
from backlist.model.layout import Box, Layout
from backlist.problems import Problem, ProblemCode
from backlist.text.numerals import from_roman, to_roman


class Style(StrEnum):
    ARABIC = "arabic"
    ROMAN = "roman"
    ROMAN_CAPITAL = "roman-capital"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folio:
    """A number that may be a page number: its value, how it is written, its line, and whether it stands alone."""

    value: int
    style: Style
    line: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Pages whose label is their index plus `offset`."""

    style: Style
    offset: int


#: What a number that fits is worth, alone on its line or within a running head; and what one that stands alone and does
#: not fit costs. The file's own label is worth less than anything printed.
FITS_ALONE = 3.0
FITS_IN_HEAD = 2.0
MISFIT_ALONE = 1.5
FITS_FILE_LABEL = 0.6

#: What it costs a run to hold from the very first leaf, as it does where the half-title is page i.
COUNTED_FROM_FIRST_LEAF = 1.0

#: What a new run costs: where the count restarts, where it shifts by a leaf or two, and anywhere else.
RESTART = 2.5
SHIFT = 5.0
JUMP = 9.0
SHIFTED_BY = 8
#: A run in roman numerals that begins in the middle of the file is rarer than one at its beginning.
ROMAN_AFTER_ARABIC = 4.0

#: Roman numbering may begin this many leaves into the file (a cover, an advertisement).
FRONT_LEAVES = 6

#: A file's own labels are believed on unnumbered pages when they agree with this share of the printed numbers.
FILE_TRUSTED = 0.97

#: A first printed arabic number up to this one, after roman numerals, is a new count whose first pages are unnumbered.
FIRST_NUMBERS = 9

#: Numbers far beyond the count of pages are years, unless so many pages agree.
YEARS_WITNESSES = 5

#: Runs considered: those with the most votes.
MOST_RUNS = 60

#: Pages without a number that stand outside the numbering (plates): no run, at this cost a page.
NO_NUMBER_VALUE = 10_000


def parse_number(text: str) -> tuple[int, Style] | None:
    """The value and style of a printed page number such as `203`, `xiv`, `[12]`, `– 7 –`; None for anything else."""
    bare = text.strip().strip("[](){}|-–—.·•*~_ \t")
    if not bare or len(bare) > 9:
        return None
    if bare.isascii() and bare.isdigit():
        value = int(bare)
        return (value, Style.ARABIC) if 0 < value < NO_NUMBER_VALUE and len(bare) <= 4 else None
    value = from_roman(bare)
    if value and value < 200:
        if bare.islower():
            return value, Style.ROMAN
        if bare.isupper():
            return value, Style.ROMAN_CAPITAL
    return None


def label_of(run: Run, index: int) -> str | None:
    """The label that a run gives a page of the file, or None before its first number."""
    value = index + run.offset
    if value < 1:
        return None
    if run.style is Style.ARABIC:
        return str(value)
    roman = to_roman(value)
    return roman if run.style is Style.ROMAN else roman.upper()


def explain(folios: tuple[tuple[Folio, ...], ...], file_labels: tuple[str | None, ...]) -> tuple[Run | None, ...]:
    """The best succession of runs over all pages: one run (or None) a page."""
    count = len(folios)
    votes: Counter[Run] = Counter()
    witnesses: Counter[Run] = Counter()
    for index, found in enumerate(folios):
        for folio in found:
            votes[Run(folio.style, folio.value - index)] += 2 if folio.alone else 1
            witnesses[Run(folio.style, folio.value - index)] += 1
    for index, label in enumerate(file_labels):
        parsed = parse_number(label) if label else None
        if parsed:
            votes[Run(parsed[1], parsed[0] - index)] += 1
    # A year at the head of a page is not a page number that only one page of the file carries.
    runs = [
        run
        for run, n in votes.most_common(MOST_RUNS)
        if (n >= 2 and (witnesses[run] >= YEARS_WITNESSES or run.offset < count)) or _counts_front_matter(run, count)
    ]
    if not runs:
        return (None,) * count
    states: list[Run | None] = [None, *runs]

    score = [0.0, *([-COUNTED_FROM_FIRST_LEAF] * len(runs))]
    back: list[list[int]] = []
    for index in range(count):
        best_from = max(range(len(states)), key=lambda s: score[s])
        order = sorted(range(len(states)), key=lambda s: -score[s])[:12]
        fresh: list[float] = []
        origin: list[int] = []
        for s, state in enumerate(states):
            if state is not None and index + state.offset < 1:
                fresh.append(float("-inf"))
                origin.append(s)
                continue
            best, came = score[s], s
            for other in {best_from, *order}:
                if other == s or score[other] == float("-inf"):
                    continue
                value = score[other] - _switch_cost(states[other], state, index)
                if value > best:
                    best, came = value, other
            fresh.append(best + _fit(state, index, folios[index], file_labels[index]))
            origin.append(came)
        score = fresh
        back.append(origin)
    s = max(range(len(states)), key=lambda k: score[k])
    path: list[Run | None] = []
    for index in range(count - 1, -1, -1):
        path.append(states[s])
        s = back[index][s]
    return tuple(reversed(path))


def _counts_front_matter(run: Run, count: int) -> bool:
    """One roman number is enough where it counts from the first leaves: front matter may have no other."""
    return run.style is Style.ROMAN and -FRONT_LEAVES <= run.offset - 1 <= 1 and count > FRONT_LEAVES


def _switch_cost(old: Run | None, new: Run | None, index: int) -> float:
    if new is None:
        return JUMP
    first = index + new.offset
    cost = JUMP
    if first == 1:
        cost = RESTART
    elif old is not None and old.style is not Style.ARABIC and new.style is Style.ARABIC and first <= FIRST_NUMBERS:
        cost = SHIFT
    elif old is None:
        # The pages before the first number are mostly covers; the count may begin anywhere.
        cost = RESTART if index + new.offset <= 8 else SHIFT
    elif old.style is new.style and abs(old.offset - new.offset) <= SHIFTED_BY:
        cost = SHIFT
    if old is not None and old.style is Style.ARABIC and new.style is not Style.ARABIC:
        cost += ROMAN_AFTER_ARABIC
    return cost


def _fit(run: Run | None, index: int, folios: tuple[Folio, ...], file_label: str | None) -> float:
    if run is None:
        return 0.0
    value = 0.0
    wanted = index + run.offset
    matched = False
    for folio in folios:
        if folio.value == wanted and folio.style is run.style:
            value = max(value, FITS_ALONE if folio.alone else FITS_IN_HEAD)
            matched = True
    if not matched and any(folio.alone for folio in folios):
        value -= MISFIT_ALONE
    if file_label and file_label == label_of(run, index):
        value += FITS_FILE_LABEL
    return value


def number_pages(
    layout: Layout, folios: tuple[tuple[Folio, ...], ...]
) -> tuple[tuple[Page, ...], tuple[Evidence, ...], tuple[Problem, ...]]:
    """Give every page of the file its label. Ids are `p` and the label; the second page of that label gets `.2`."""
    file_labels = tuple(page.label for page in layout.pages)
    runs = list(explain(folios, file_labels))
    labels: list[str | None] = [label_of(run, i) if run else None for i, run in enumerate(runs)]
    printed = [_printed(runs[i], i, folios[i]) for i in range(len(runs))]
    problems: list[Problem] = []
    if not any(printed):
        if any(label and parse_number(label) for label in file_labels):
            labels = list(file_labels)
        else:
            labels = [str(i + 1) for i in range(len(labels))]
        problems.append(
            Problem(
                code=ProblemCode.LABELS_NONE_PRINTED,
                seen="No page number was found on any page; pages are numbered as in the file.",
            )
        )
    else:
        _leave_out_plates(labels, runs, printed, layout)
        _trust_file(labels, printed, file_labels)
        problems += _gaps(labels, runs, printed)
        problems += _disagreements(labels, printed, file_labels)
        problems += _misprints(labels, printed, folios, runs)
    pages, evidence = [], []
    seen: Counter[str] = Counter()
    for i, label in enumerate(labels):
        name = f"p{label}" if label else f"f{i + 1}"
        seen[name] += 1
        page_id = name if seen[name] == 1 else f"{name}.{seen[name]}"
        pages.append(Page(id=page_id, index=i, label=label, printed=printed[i]))
        if label:
            evidence.append(_evidence(page_id, i, label, printed, runs, folios[i], layout))
    return tuple(pages), tuple(evidence), tuple(problems)


def _trust_file(labels: list[str | None], printed: list[bool], file_labels: tuple[str | None, ...]) -> None:
    """Where the file's labels agree with what is printed, they also say what unnumbered pages are called."""
    checked = [i for i, p in enumerate(printed) if p and file_labels[i]]
    agree = sum(1 for i in checked if (labels[i] or "").lower() == (file_labels[i] or "").lower())
    if not checked or agree < FILE_TRUSTED * len(checked):
        return
    for i, label in enumerate(file_labels):
        if not printed[i] and label and parse_number(label):
            labels[i] = label


def _printed(run: Run | None, index: int, folios: tuple[Folio, ...]) -> bool:
    return run is not None and any(f.style is run.style and f.value == index + run.offset for f in folios)


def _evidence(
    page_id: str,
    index: int,
    label: str,
    printed: list[bool],
    runs: list[Run | None],
    folios: tuple[Folio, ...],
    layout: Layout,
) -> Evidence:
    boxes: tuple[Box, ...] = ()
    run = runs[index]
    if run and printed[index]:
        folio = next(f for f in folios if f.style is run.style and f.value == index + run.offset)
        boxes = (layout.pages[index].lines[folio.line].box,)
        rule = "labels.printed" if folio.alone else "labels.printed-in-head"
    elif run:
        before, after = (
            any(printed[i] and runs[i] == run for i in part)
            for part in (reversed(range(index)), range(index + 1, len(runs)))
        )
        if before and after:
            rule = "labels.counted-between"
        elif before:
            # The last leaf of a file is often a cover.
            rule = "labels.counted-on" if index + 1 < len(runs) else "labels.last-leaf"
        else:
            rule = "labels.counted-back" if index else "labels.first-leaf"
    else:
        rule = "labels.file"
    return Evidence(
        subject=page_id,
        claim="page.label",
        rule=rule,
        certainty=certainty_of(rule),
        page=index,
        boxes=boxes,
        seen=label,
    )


def _leave_out_plates(labels: list[str | None], runs: list[Run | None], printed: list[bool], layout: Layout) -> None:
    """Where the count falls back by k between two printed numbers, k pages between them are outside the numbering."""
    for i in range(1, len(runs)):
        old, new = runs[i - 1], runs[i]
        if old is None or new is None or old.style is not new.style:
            continue
        back = old.offset - new.offset
        if not 0 < back <= SHIFTED_BY:
            continue
        start = i
        while start > 0 and not printed[start - 1] and runs[start - 1] == old:
            start -= 1
        end = i
        while end < len(runs) and not printed[end] and runs[end] == new:
            end += 1
        # Plates are pictures: pages with few lines go first.
        between = sorted(range(start, end), key=lambda k: (len(layout.pages[k].lines) > 3, -k))[:back]
        for k in range(start, end):
            before = sum(1 for b in between if b < k)
            labels[k] = None if k in between else label_of(Run(old.style, old.offset - before), k)


def _gaps(labels: list[str | None], runs: list[Run | None], printed: list[bool]) -> list[Problem]:
    out = []
    for i in range(1, len(runs)):
        old, new = runs[i - 1], runs[i]
        if old and new and old.style is new.style and new.offset > old.offset and i + old.offset != new.offset + i:
            out.append(
                Problem(
                    code=ProblemCode.LABELS_GAP,
                    seen=f"After page {labels[i - 1]} comes page {labels[i]}, as if leaves were missing; the printed "
                    "numbers were kept.",
                    page=labels[i],
                )
            )
    return out


def _disagreements(labels: list[str | None], printed: list[bool], file_labels: tuple[str | None, ...]) -> list[Problem]:
    wrong = [
        i for i, label in enumerate(file_labels) if label and printed[i] and label.lower() != (labels[i] or "").lower()
    ]
    if not wrong:
        return []
    i = wrong[0]
    return [
        Problem(
            code=ProblemCode.LABELS_DISAGREE_WITH_FILE,
            seen=f"On {len(wrong)} pages the file's own number differs from the printed one, first on page {labels[i]}, "
            f"which the file calls {file_labels[i]}; the printed numbers were taken.",
            page=labels[i],
        )
    ]


def _misprints(
    labels: list[str | None], printed: list[bool], folios: tuple[tuple[Folio, ...], ...], runs: list[Run | None]
) -> list[Problem]:
    out = []
    for i, found in enumerate(folios):
        alone = [f for f in found if f.alone]
        if not printed[i] and runs[i] and len(alone) == 1 and alone[0].style is runs[i].style and labels[i]:
            before = any(printed[max(i - 2, 0) : i])
            after = any(printed[i + 1 : i + 3])
            if before and after:
                out.append(
                    Problem(
                        code=ProblemCode.LABELS_MISPRINTED,
                        seen=f"The page prints the number {alone[0].value} where its neighbours make it {labels[i]}; it was "
                        f"numbered {labels[i]}.",
                        page=labels[i],
                    )
                )
    return out
