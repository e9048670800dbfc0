"""Columns: gutters between text of equal width, and nothing else that is parted by white."""

from __future__ import annotations

from backlist.sources.pdf.columns import Extent, Zone, gutters

WIDTH = 340.0
LEADING = 12.0


def _zones(*rows: list[tuple[float, float]]) -> list[Zone]:
    extents = [[Extent(left, right, 9.0, int((right - left) / 4)) for left, right in row] for row in rows]
    return gutters(extents, [60 + LEADING * k for k in range(len(rows))], WIDTH)


FULL = [(40.0, 300.0)]
#: Two columns with a gutter of 14 points; the lines of an index end where they end.
PAIR = [(40.0, 160.0), (177.0, 297.0)]
RAGGED = [[(40.0, 163.0 - 7 * (k % 5)), (177.0, 300.0 - 9 * (k % 4))] for k in range(20)]


def test_one_column_is_one_zone() -> None:
    assert _zones(*([FULL] * 20)) == [Zone(0, 19)]


def test_two_columns_have_a_gutter_between_them() -> None:
    zones = _zones(*([PAIR] * 20))
    assert len(zones) == 1
    assert [160 < gutter < 177 for gutter in zones[0].gutters] == [True]


def test_ragged_columns() -> None:
    zones = _zones(*RAGGED)
    assert [bool(zone.gutters) for zone in zones] == [True]


def test_a_heading_over_columns_is_a_zone_of_its_own() -> None:
    zones = _zones([(120.0, 220.0)], *([PAIR] * 20))
    assert [(zone.first, zone.last, bool(zone.gutters)) for zone in zones] == [(0, 0, False), (1, 20, True)]


def test_a_heading_over_half_a_gutter_and_a_number_under_it() -> None:
    zones = _zones([(150.0, 190.0)], *RAGGED, [(166.0, 174.0)])
    assert any(zone.gutters for zone in zones)


def test_three_columns() -> None:
    row = [(40.0, 117.0), (131.0, 208.0), (222.0, 299.0)]
    assert [len(zone.gutters) for zone in _zones(*([row] * 20))] == [2]


def test_contents_are_one_column() -> None:
    rows = [[(40.0, 180.0 + 12 * (k % 6)), (288.0, 300.0)] for k in range(20)]
    assert not any(zone.gutters for zone in _zones(*rows))


def test_abbreviations_are_one_column() -> None:
    rows = [[(40.0, 70.0), (110.0, 300.0 - 8 * (k % 3))] for k in range(20)]
    assert not any(zone.gutters for zone in _zones(*rows))


def test_a_few_rows_side_by_side_are_no_columns() -> None:
    assert not any(zone.gutters for zone in _zones(*([FULL] * 16), *([PAIR] * 3)))


def test_zones_hold_every_row_once() -> None:
    rows = [FULL, *([PAIR] * 9), FULL, FULL, *([PAIR] * 8)]
    zones = _zones(*rows)
    assert [k for zone in zones for k in range(zone.first, zone.last + 1)] == list(range(len(rows)))
