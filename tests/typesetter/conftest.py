"""The books that these tests read, printed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import pytest
from tests.typesetter.press import Printed
from tests.typesetter.prints import PRINTS
from tests.typesetter.reading import Reading, read
from tests.typesetter.warehouse import Warehouse, of_run

#: Readings that are kept: the tests of one book follow one another.
KEPT = 4


@pytest.fixture(scope="session")
def warehouse(pytestconfig: pytest.Config) -> Warehouse:
    return of_run(pytestconfig)


@pytest.fixture(scope="session")
def compared(warehouse: Warehouse) -> Callable[[str], tuple[Printed, Reading]]:
    """A print, by its name, and what was read in it."""
    kept: OrderedDict[str, tuple[Printed, Reading]] = OrderedDict()

    def get(name: str) -> tuple[Printed, Reading]:
        if name not in kept:
            book = warehouse.printed(PRINTS[name])
            kept[name] = (book, read(book.pdf))
            while len(kept) > KEPT:
                kept.popitem(last=False)
        return kept[name]

    return get
