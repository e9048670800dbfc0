"""The press's own account of a book, from the typesetter's answers.

In: a book set in type, with the places of everything in it. Out: its `Account`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.typesetter.account import Account, Stretch, calls, mark_call, mark_page, page_turns, plain, unmarked
from tests.typesetter.composing import Composed, SetBlock, SetDivision, SetSection, turns_within
from tests.typesetter.vices import Opening, Sections

from backlist.model.book import DivisionKind

K = DivisionKind


def account_of(
    composed: Composed,
    answer: dict,
    cuts: dict[int, int],
    file_index: Callable[[int], int],
    plates: dict[int, str],
) -> Account:
    """The account of a printed book.

    `cuts` says after how many letters a word is broken, by the word's `id()`; `file_index` where a page stands once plates
    are bound in; `plates` are their captions by page of the file.
    """
    labels = [page["label"] for page in answer["pages"]]
    shown = {file_index(i): (page["label"], page["printed"]) for i, page in enumerate(answer["pages"])}
    count = len(shown) + 2 * len(plates)
    stretches = [list(_stretches(composed, made, labels, cuts)) for made in composed.divisions]
    running = [
        (made, own)
        for made, own in zip(composed.divisions, stretches, strict=True)
        if made.known.kind not in (K.CONTENTS, K.INDEX)
    ]
    return Account(
        labels=tuple(shown.get(i, (None, False)) for i in range(count)),
        divisions=tuple(_divisions(composed, labels)),
        sections=tuple(
            (s.number, _section_title(composed, s), labels[s.page])
            for made in composed.divisions
            for s in (*made.sections, *made.lists)
        ),
        text=tuple(" ".join(unmarked(s.text) for s in own if s.kind not in ("section", "turn")) for _, own in running),
        paragraphs=tuple(
            (s.kind, unmarked(s.text)) for _, own in running for s in own if s.kind not in ("section", "turn")
        ),
        page_turns=tuple(turn for _, own in running for turn in page_turns(own)),
        notes=tuple(
            (
                composed.notes[int(id)].mark,
                plain(composed.notes[int(id)].text),
                before,
                labels[composed.notes[int(id)].first],
            )
            for _, own in running
            for id, before in calls(own)
        ),
        styles=tuple(
            (word.style, word.text)
            for made in composed.divisions
            for block in made.every_block
            for word in block.words
            if word.style is not None
        ),
        index=tuple((line.level, plain(line.text)) for made in composed.divisions for line in made.known.index),
        captions=tuple(plates.values()),
        furniture=tuple(sorted(_furniture(answer, file_index).items())),
        details=_details(composed),
    )


def _divisions(composed: Composed, labels: list[str]) -> Iterator[tuple]:
    front = composed.divisions[0].first
    # Half-title, title page and imprint: the last of them carries text.
    yield (K.FRONT_MATTER.value, None, "Frontmatter", (), 1, labels[0], labels[min(front, 4) - 1])
    for made in composed.divisions:
        known = made.known
        last = made.last
        if known.kind is K.PART:
            last = _end_of_part(composed, made)
        yield (
            known.kind.value, known.number, _title(composed, made), known.authors, known.level, labels[made.first],
            labels[last],
        )  # fmt: skip


def _title(composed: Composed, made: SetDivision) -> str:
    """A title as its book gives it: in small letters where it stands so anywhere, and else in capitals."""
    title = plain(made.known.title)
    capitals = composed.vices.opening is Opening.CHAPTER_OVER_CAPITALS
    listed = composed.book.contents_title is not None and made.known.kind is not K.CONTENTS
    return title.upper() if capitals and not listed else title


def _end_of_part(composed: Composed, part: SetDivision) -> int:
    last = part.last
    for made in composed.divisions[composed.divisions.index(part) + 1 :]:
        if made.known.level <= part.known.level:
            break
        last = made.last
    return last


def _section_title(composed: Composed, section: SetSection) -> str:
    """A section's title as printed: the file knows small capitals made of capitals as capitals, and nothing else names it."""
    title = plain(section.title)
    return title.upper() if composed.vices.sections is Sections.CAPITALS else title


def _stretches(composed: Composed, made: SetDivision, labels: list[str], cuts: dict[int, int]) -> Iterator[Stretch]:
    page = made.first
    yield Stretch(kind="turn", text=mark_page(labels[page]))
    kind = "entry" if made.known.kind is K.BIBLIOGRAPHY else "paragraph"
    for block in made.blocks:
        yield from _turn(page, block.words[0].starts[0], labels)
        yield _stretch(block, kind, labels, cuts)
        page = block.words[-1].ends[0]
    for section in (*made.sections, *made.lists):
        yield Stretch(
            kind="section", text=_section_title(composed, section), number=section.number, page=labels[section.page]
        )
        yield from _turn(page, section.page, labels)
        page = section.page
        for block in section.blocks:
            yield from _turn(page, block.words[0].starts[0], labels)
            yield _stretch(block, kind, labels, cuts)
            page = block.words[-1].ends[0]
    yield from _turn(page, made.last, labels)


def _turn(page: int, following: int, labels: list[str]) -> Iterator[Stretch]:
    for turned in range(page + 1, following + 1):
        yield Stretch(kind="turn", text=mark_page(labels[turned]))


def _stretch(block: SetBlock, kind: str, labels: list[str], cuts: dict[int, int]) -> Stretch:
    turns = dict(turns_within(block))
    parts: list[str] = []
    for k, word in enumerate(block.words):
        text = word.text
        if k in turns:
            mark = mark_page(labels[word.ends[0]])
            at = cuts[id(word)] if turns[k] else 0
            text = text[:at] + mark + text[at:]
        if word.note is not None:
            text += mark_call(str(word.note.id))
        parts.append(text)
    return Stretch(kind="quotation" if block.quotation else kind, text=" ".join(parts))


def _furniture(answer: dict, file_index: Callable[[int], int]) -> dict[int, str]:
    words: dict[int, list[str]] = {}
    for (_, text), page, *_ in answer["furniture"]:
        words.setdefault(file_index(page), []).extend(text.split())
    return {page: " ".join(sorted(found)) for page, found in words.items()}


def _details(composed: Composed) -> tuple[tuple[str, object], ...]:
    book = composed.book
    return (
        ("title", book.title),
        ("subtitle", book.subtitle),
        ("contributors", ((book.author, "author"),)),
        ("publisher", book.publisher),
        ("place", book.place),
        ("print_year", book.year),
        ("isbns", (book.isbn.replace("-", ""),)),
        ("language", book.language),
    )
