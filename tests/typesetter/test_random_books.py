"""Books printed with vices and words drawn at random, read back, and compared with what the press says was printed.

A few are printed with every run, always the same ones. BACKLIST_TEST_BOOKS=200 prints as many and others each time; what
fails is reduced to the fewest vices, and the line with which to print it again is shown.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, given, note, settings
from tests.typesetter.account import ASPECTS, differences
from tests.typesetter.known_book import write_book
from tests.typesetter.known_failures import forgiven
from tests.typesetter.press import print_book
from tests.typesetter.random_vices import ANY_SEED, ANY_VICES
from tests.typesetter.reading import read
from tests.typesetter.vices import Vices, as_source

#: Books of an ordinary run; a book takes some three seconds.
FEW = 4
#: How many books the environment asks for.
BOOKS = int(os.environ.get("BACKLIST_TEST_BOOKS", FEW))
LONG_RUN = BOOKS != FEW


@settings(
    max_examples=BOOKS,
    deadline=None,
    derandomize=not LONG_RUN,
    database=None,
    print_blob=LONG_RUN,
    phases=(Phase.explicit, Phase.generate, *((Phase.shrink,) if LONG_RUN else ())),
    suppress_health_check=list(HealthCheck),
)
@given(vices=ANY_VICES, seed=ANY_SEED)
def test_any_book_is_read_as_it_was_printed(vices: Vices, seed: int) -> None:
    book = print_book(write_book(vices, seed), vices)
    account = read(book.pdf).account
    known = forgiven(vices)
    differing = {
        aspect: rows
        for aspect in ASPECTS
        if aspect not in known and (rows := differences(book.account, account, aspect))
    }
    note(f'print it again: python -m tests.typesetter.campaign --rows 9 --seed {seed} --vices "{as_source(vices)}"')
    assert not differing
