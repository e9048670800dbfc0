"""Known books printed with chosen vices, read back, and compared with what the press says was printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.typesetter.account import ASPECTS, differences
from tests.typesetter.known_failures import KNOWN, reason_for
from tests.typesetter.press import Printed
from tests.typesetter.prints import PRINTS
from tests.typesetter.reading import Reading


def _cases():
    for name in PRINTS:
        for aspect in ASPECTS:
            reason = reason_for(name, aspect)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(name, aspect, marks=marks, id=f"{name}-{aspect}")


@pytest.mark.parametrize(("name", "aspect"), _cases())
def test_what_was_printed_is_what_is_read(
    compared: Callable[[str], tuple[Printed, Reading]], name: str, aspect: str
) -> None:
    known, found = compared(name)
    differing = differences(known.account, found.account, aspect)
    assert not differing, "\n".join((f"{name}: {aspect} differ (- as printed, + as read)", *differing))


def test_known_failures_are_of_books_that_are_printed() -> None:
    assert {name for failure in KNOWN for name in failure.shows} <= set(PRINTS)
    assert {aspect for failure in KNOWN for aspects in failure.shows.values() for aspect in aspects.split()} <= set(
        ASPECTS
    )
