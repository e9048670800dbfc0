"""The press prints what it says that it printed: its account against the characters in the file, and against its vices."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

import pypdfium2
import pytest
from tests.typesetter.account import Account, differences
from tests.typesetter.press import Printed, print_book
from tests.typesetter.prints import PRINTS
from tests.typesetter.vices import Heads, Notes, Opening, Vices
from tests.typesetter.warehouse import Warehouse

#: Books whose pages are looked at: both folios, plates, languages, notes and trims are among them.
LOOKED_AT = ("plain", "german university", "french learning", "victorian", "report", "two volumes in one")
#: Letters of the running text that are looked for where a page begins and where the page before it ends.
LETTERS = 12


def _letters(text: str) -> str:
    """Letters alone, in one case and without ligatures: spaces, hyphens and marks of notes differ with every line."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalpha())


@pytest.fixture(scope="module")
def known(warehouse: Warehouse) -> Callable[..., Account]:
    """The account of a print by its name, or of a book with vices of its own."""
    return lambda name=None, **vices: warehouse.printed(PRINTS[name] if name else Vices(**vices)).account


@pytest.fixture(scope="module")
def letters(warehouse: Warehouse) -> Callable[[str], dict[str, str]]:
    """The letters on every page of a print, by its label; of two pages of one label both."""
    return cache(lambda name: _page_letters(warehouse.printed(PRINTS[name])))


def _page_letters(book: Printed) -> dict[str, str]:
    document = pypdfium2.PdfDocument(book.pdf)
    assert len(document) == len(book.account.labels)
    out: dict[str, str] = {}
    for page, (label, _) in zip(document, book.account.labels, strict=True):
        if label is not None:
            out[label] = out.get(label, "") + _letters(page.get_textpage().get_text_range())
    return out


@pytest.mark.parametrize("name", LOOKED_AT)
def test_pages_begin_where_the_press_says(
    name: str, known: Callable[..., Account], letters: Callable[[str], dict[str, str]]
) -> None:
    on_page = letters(name)
    for label, _, after in known(name).page_turns:
        wanted = _letters(after.split("¶")[0])[:LETTERS]
        assert wanted in on_page[label], (label, after)


@pytest.mark.parametrize("name", LOOKED_AT)
def test_furniture_is_on_the_page_that_the_press_says(
    name: str, known: Callable[..., Account], letters: Callable[[str], dict[str, str]]
) -> None:
    account = known(name)
    on_page = letters(name)
    assert account.furniture
    for index, words in account.furniture:
        label = account.labels[index][0]
        for word in words.split():
            assert _letters(word) in on_page[label], (label, words)


@pytest.mark.parametrize("name", LOOKED_AT)
def test_notes_begin_on_the_page_that_the_press_says(
    name: str, known: Callable[..., Account], letters: Callable[[str], dict[str, str]]
) -> None:
    on_page = letters(name)
    for mark, text, _, label in known(name).notes:
        assert _letters(text)[:LETTERS] in on_page[label], (mark, text)


def test_the_same_book_is_printed_twice_alike(warehouse: Warehouse) -> None:
    vices = PRINTS["french essay"]
    kept = warehouse.printed(vices)
    assert print_book(kept.book, vices) == kept


# --- the vices are there -------------------------------------------------------------------------------------------------


def _broken_words(account: Account) -> int:
    return sum(1 for _, before, _ in account.page_turns if before.endswith("+"))


def test_a_page_ends_inside_a_word(known: Callable[..., Account]) -> None:
    assert _broken_words(known("small type, long notes")) >= 2
    assert _broken_words(known("german university")) >= 2


def test_unhyphenated_books_break_words_at_their_own_hyphens_alone(known: Callable[..., Account]) -> None:
    for _, before, _ in known(hyphenated=False).page_turns:
        assert not before.endswith("+") or before[-2] in "-–"


def test_plates_stand_outside_the_numbers(known: Callable[..., Account]) -> None:
    account = known(plates=2)
    assert [label for label, _ in account.labels].count(None) == 4
    assert len(account.captions) == 2


def test_misnumbered_pages_bear_another_number(known: Callable[..., Account]) -> None:
    plain, wrong = known(), known(misnumbered=2)
    assert [label for label, _ in plain.labels] == [label for label, _ in wrong.labels]
    assert sum(shown for _, shown in plain.labels) - sum(shown for _, shown in wrong.labels) == 2


def test_numbers_begin_again(known: Callable[..., Account]) -> None:
    labels = [label for label, _ in known(restarts=True).labels]
    assert labels.count("1") == 2


def test_front_matter_counts_in_roman_or_not(known: Callable[..., Account]) -> None:
    assert known().labels[0][0] == "i"
    assert known(counted=False).labels[0][0] == "1"


def test_books_without_running_heads_have_numbers_alone(known: Callable[..., Account]) -> None:
    for _, words in known(heads=Heads.NONE).furniture:
        assert len(words.split()) == 1


def test_a_long_note_ends_on_a_later_page(
    known: Callable[..., Account], letters: Callable[[str], dict[str, str]]
) -> None:
    name = "small type, long notes"
    notes = known(name).notes
    assert any(_letters(text)[-LETTERS:] not in letters(name)[label] for _, text, _, label in notes)


def test_asterisks_begin_again_on_every_page(known: Callable[..., Account]) -> None:
    marks = [mark for mark, *_ in known(notes=Notes.ASTERISKS).notes]
    assert marks.count("*") > 5
    assert "†" in marks


def test_capitals_in_headings_are_in_no_title_that_the_contents_print(known: Callable[..., Account]) -> None:
    account = known(opening=Opening.CHAPTER_OVER_CAPITALS)
    assert [title for kind, _, title, *_ in account.divisions if title.isupper()] == ["CONTENTS"]


def test_differences_are_seen(known: Callable[..., Account]) -> None:
    """A comparison that finds nothing must be able to find something."""
    english, french = known(), known(language="fr")
    assert differences(english, english, "paragraphs") == []
    assert differences(english, french, "paragraphs")
    assert differences(english, french, "details")
