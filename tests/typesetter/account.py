"""What a book is known to say, in a form in which two accounts of it can be compared: the press's and Backlist's.

Pages are named by their labels. Spaces that do not break count as spaces. Front matter before the contents, and the contents
themselves, are accounted for as divisions; their text is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

#: Characters on either side that say where a page turns or a note is called.
CONTEXT = 24

#: Of a row that differs so many characters are shown.
SHOWN = 160

#: Marks of a page's beginning and of a note's call within a text; no book holds them.
PAGE, CALL, PARTED, END = "\ue000", "\ue001", "\ue002", "\ue003"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One field for each thing that is compared.

    `labels`: each page's label and whether it is printed. `divisions`: kind, number, title, authors, depth, first and last
    page. `sections`: number, title, page. `text`: every division's words. `paragraphs`: kind and words. `page_turns`: a
    page's label with what stands before and after the place where it begins. `notes`: mark, words, what stands before the
    mark, and the page where the note begins. `styles`: words that are set in italic or small capitals. `index`: level and
    words. `captions`: of plates. `furniture`: page of the file, and words of what is no text. `details`: name and value.
    """

    labels: tuple[tuple[str | None, bool], ...]
    divisions: tuple[tuple[str, str | None, str, tuple[str, ...], int, str | None, str | None], ...]
    sections: tuple[tuple[str | None, str, str | None], ...]
    text: tuple[str, ...]
    paragraphs: tuple[tuple[str, str], ...]
    page_turns: tuple[tuple[str, str, str], ...]
    notes: tuple[tuple[str, str, str, str | None], ...]
    styles: tuple[tuple[str, str], ...]
    index: tuple[tuple[int, str], ...]
    captions: tuple[str, ...]
    furniture: tuple[tuple[int, str], ...]
    details: tuple[tuple[str, object], ...]


ASPECTS = tuple(field.name for field in fields(Account))


def plain(text: str) -> str:
    """Words with single spaces, whatever kind of space the printer used."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A heading, or a block, with the marks of pages and calls in its text. `page` is a heading's."""

    kind: str
    text: str
    number: str | None = None
    page: str | None = None


def mark_page(label: str) -> str:
    return f"{PAGE}{label}{END}"


def mark_call(mark: str) -> str:
    return f"{CALL}{mark}{END}"


def unmarked(text: str) -> str:
    """Text without the marks of pages and calls."""
    out, at = [], 0
    while at < len(text):
        if text[at] in (PAGE, CALL):
            at = text.index(END, at)
        else:
            out.append(text[at])
        at += 1
    return plain("".join(out))


def page_turns(stretches: Iterable[Stretch]) -> tuple[tuple[str, str, str], ...]:
    """Where each page begins in the running text of a division."""
    found = _marked(stretches, PAGE)
    return tuple((mark, before, after) for mark, before, after in found)


def calls(stretches: Iterable[Stretch]) -> tuple[tuple[str, str], ...]:
    """Each note's mark, and what stands before it."""
    return tuple((mark, before) for mark, before, _ in _marked(stretches, CALL))


def _marked(stretches: Iterable[Stretch], wanted: str) -> list[tuple[str, str, str]]:
    text = PARTED.join(s.text for s in stretches)
    found = []
    at = text.find(wanted)
    while at >= 0:
        end = text.index(END, at)
        before, after = (unmarked(t.replace(PARTED, " ¶ ")) for t in (text[:at], text[end + 1 :]))
        glued = text[at - 1 : at] not in ("", " ", PARTED, END) and text[end + 1 : end + 2] not in ("", " ", PARTED)
        before, after = before[-CONTEXT:].strip(), after[:CONTEXT].strip()
        # A page that turns between two paragraphs turns between them, wherever the mark stands.
        before, after = before.removesuffix("¶").strip(), after.removeprefix("¶").strip()
        found.append((text[at + 1 : end], before + ("+" if glued and wanted is PAGE else ""), after))
        at = text.find(wanted, end)
    return found


def differences(known: Account, read: Account, aspect: str, *, most: int = 12) -> list[str]:
    """What is missing from one account (`-`) and what is too much (`+`), row by row; of long rows what differs in them."""
    ours, theirs = ([repr(row) for row in getattr(account, aspect)] for account in (known, read))
    out: list[str] = []
    for how, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        if b - a == d - c:
            for one, other in zip(ours[a:b], theirs[c:d], strict=True):
                out += _shown(one, other)
        else:
            out += [f"- {row[:SHOWN]}" for row in ours[a:b]] + [f"+ {row[:SHOWN]}" for row in theirs[c:d]]
    return out[:most] + ([f"... and {len(out) - most} lines more"] if len(out) > most else [])


def _shown(one: str, other: str) -> list[str]:
    """Two rows, from a little before they part to a little behind where they meet again."""
    start = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(start - CONTEXT, 0)
    return [
        f"- {'…' if start else ''}{one[start : start + SHOWN]}",
        f"+ {'…' if start else ''}{other[start : start + SHOWN]}",
    ]
