"""Rows: the lines of a page that stand at one height, whatever column they are in.

In: a `PageLayout`. Out: groups of line numbers from top to bottom, for whoever looks at the head and foot of a page.
"""

from __future__ import annotations

from backlist.model.layout import PageLayout

#: Baselines closer than this share of the type size stand at one height.
SAME_HEIGHT = 0.3


def rows_of(page: PageLayout) -> tuple[tuple[int, ...], ...]:
    """Line numbers grouped by height, top to bottom; left to right within a group."""
    order = sorted(range(len(page.lines)), key=lambda i: (page.lines[i].baseline, page.lines[i].box.left))
    rows: list[list[int]] = []
    for i in order:
        line = page.lines[i]
        if rows:
            last = page.lines[rows[-1][0]]
            if line.baseline - last.baseline <= SAME_HEIGHT * max(line.size, last.size):
                rows[-1].append(i)
                continue
        rows.append([i])
    return tuple(tuple(sorted(row, key=lambda i: page.lines[i].box.left)) for row in rows)
