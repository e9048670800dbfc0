"""How sure each rule is: the share of its claims that turned out right where the truth is known.

In: a rule's name. Out: a certainty in 0..1. The counts stand in `certainty.toml`, which is written by a command
(`make calibrate`) from books whose truth is known and never by hand; nothing is decided by them. Where only a few claims
of a rule could be judged, the share is drawn towards one half (Laplace's rule of succession: one claim right and one wrong
are added), so that no rule claims to be infallible, and a rule that nobody could measure claims to know nothing.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

#: However many claims were right, one in a thousand may be wrong in a book like none of those measured.
MOST_SURE = 0.999


def certainty_of(rule: str) -> float:
    """How often a claim by this rule is right."""
    right, claims = _counts().get(rule, (0, 0))
    return smoothed(right, claims)


def smoothed(right: int, claims: int) -> float:
    """The share of right claims, with one right and one wrong added; three decimals, never 0 or 1."""
    return min(max(round((right + 1) / (claims + 2), 3), round(1 - MOST_SURE, 3)), MOST_SURE)


@cache
def _counts() -> dict[str, tuple[int, int]]:
    text = files(__package__).joinpath("certainty.toml").read_text(encoding="utf-8")
    return {rule: (right, claims) for rule, (right, claims) in tomllib.loads(text).items()}
