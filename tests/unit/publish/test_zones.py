"""Zones are drawn where they lie, with a legend of those that there are."""

from __future__ import annotations

from PIL import Image

from backlist.model.layout import Box
from backlist.publish.zones import _COLOURS, Zone, ZoneKind, _places, draw_zones

BOX = Box(left=10, top=20, right=50, bottom=30)
WHITE = (255, 255, 255)


def draw(*zones: Zone) -> Image.Image:
    return draw_zones(Image.new("RGB", (200, 300), "white"), zones, dots_per_inch=144)


def test_a_box_stands_around_the_zone() -> None:
    drawn = draw(Zone(kind=ZoneKind.NOTE, box=BOX, name="p1-n1", rule="notes.raised", certainty=0.97))
    colour = _COLOURS[ZoneKind.NOTE]
    assert drawn.getpixel((19, 50)) == colour
    assert drawn.getpixel((60, 38)) == colour
    inside = drawn.getpixel((60, 50))
    assert WHITE > inside > colour
    assert drawn.getpixel((150, 200)) == WHITE


def test_the_legend_names_what_there_is() -> None:
    bare, noted = draw(), draw(Zone(kind=ZoneKind.NOTE, box=BOX))
    assert noted.height > bare.height
    assert _COLOURS[ZoneKind.NOTE] in {colour for _, colour in noted.crop((0, 301, 40, noted.height)).getcolors(9999)}


def test_labels_keep_apart_and_within_the_picture() -> None:
    assert _places([10, 12, 200], 300) == [10, 27, 200]
    assert _places([290, 291, 292], 300) == [241, 258, 275]


def test_a_page_with_more_labels_than_room_grows() -> None:
    many = [Zone(kind=ZoneKind.ENTRY, box=BOX, name=f"p1-{k}") for k in range(40)]
    assert draw(*many).height > 40 * 17
