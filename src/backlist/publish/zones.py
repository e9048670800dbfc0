"""The picture of a page with the recognised zones drawn on it: a picture and zones in, a picture out.

Every zone gets a coloured box; in the margin beside the page stands what it was taken for, by which rule and how surely, and
under the page a legend. What the zones are is decided elsewhere, and so is where the picture comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageDraw, ImageFont

from backlist.model.layout import Box


class ZoneKind(StrEnum):
    """What a zone of a page may be; the value is what the legend says."""

    PAGE_NUMBER = "page number"
    FURNITURE = "running head or foot"
    DIVISION = "division heading"
    SECTION = "section heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    VERSE = "verse"
    LIST = "list"
    ENTRY = "entry"
    FIGURE = "figure"
    TABLE = "table"
    NOTE = "note"
    NOTE_MARK = "note mark"
    DETAIL = "detail of the book"
    UNCLAIMED = "in no block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """`box` in points of the page. `name` is the id of what stands there; a zone that nothing says more about has no
    `rule`, and no label where it has neither."""

    kind: ZoneKind
    box: Box
    name: str = ""
    rule: str = ""
    certainty: float | None = None


#: Colours that stay apart for most colour-blind readers where their zones meet (after Okabe and Ito 2008), with greys for
#: what is no text.
_COLOURS: dict[ZoneKind, tuple[int, int, int]] = {
    ZoneKind.PAGE_NUMBER: (90, 90, 90),
    ZoneKind.FURNITURE: (150, 150, 150),
    ZoneKind.DIVISION: (213, 94, 0),
    ZoneKind.SECTION: (230, 159, 0),
    ZoneKind.PARAGRAPH: (0, 114, 178),
    ZoneKind.QUOTATION: (0, 158, 115),
    ZoneKind.VERSE: (110, 160, 40),
    ZoneKind.LIST: (86, 180, 233),
    ZoneKind.ENTRY: (60, 90, 150),
    ZoneKind.FIGURE: (150, 75, 0),
    ZoneKind.TABLE: (120, 94, 60),
    ZoneKind.NOTE: (204, 121, 167),
    ZoneKind.NOTE_MARK: (200, 0, 120),
    ZoneKind.DETAIL: (130, 60, 190),
    ZoneKind.UNCLAIMED: (220, 0, 0),
}

#: Pixels: type of the labels, the distance of their lines, the margin that holds them, and space around everything.
_TYPE, _LINE, _MARGIN, _SPACE = 13, 17, 400, 8
#: How much of a zone's colour (0..255) lies over the print.
_TINT = 36
#: Pixels: a zone's box stands so far outside its characters, and this thick.
_OUTSIDE, _STROKE = 2, 2
#: Characters of a label that fit into the margin.
_LONGEST_LABEL = 58


def draw_zones(picture: Image.Image, zones: Sequence[Zone], *, dots_per_inch: float) -> Image.Image:
    """`picture`, drawn at so many dots an inch, with the zones on it, their labels to its right and a legend below."""
    scale = dots_per_inch / 72
    font = ImageFont.load_default(_TYPE)
    labelled = sorted((zone for zone in zones if zone.name or zone.rule), key=lambda z: (z.box.top, z.box.left))
    legend = [kind for kind in ZoneKind if any(zone.kind is kind for zone in zones)]
    columns = max((picture.width + _MARGIN) // 190, 1)
    under = _LINE * -(-len(legend) // columns) + 2 * _SPACE
    height = max(picture.height, _LINE * len(labelled) + 2 * _SPACE)
    canvas = Image.new("RGB", (picture.width + _MARGIN, height + under), "white")
    canvas.paste(picture.convert("RGB"), (0, 0))
    tint = Image.new("RGBA", canvas.size, (0, 0, 0, 0))
    washes = ImageDraw.Draw(tint)
    for zone in zones:
        washes.rectangle(_pixels(zone.box, scale), fill=(*_COLOURS[zone.kind], _TINT))
    canvas = Image.alpha_composite(canvas.convert("RGBA"), tint).convert("RGB")
    pen = ImageDraw.Draw(canvas)
    for zone in zones:
        pen.rectangle(_pixels(zone.box, scale), outline=_COLOURS[zone.kind], width=_STROKE)
    left = picture.width + 4 * _SPACE
    places = _places([_pixels(zone.box, scale)[1] for zone in labelled], height)
    for zone, y in zip(labelled, places, strict=True):
        _, top, right, _ = _pixels(zone.box, scale)
        middle = y + _LINE // 2
        pen.line(
            [(right, top + _STROKE), (picture.width + _SPACE, middle), (left - 4, middle)], fill=_COLOURS[zone.kind]
        )
        pen.text((left, y), _label(zone), font=font, fill=_COLOURS[zone.kind])
    pen.line([(picture.width, 0), (picture.width, height)], fill=(200, 200, 200))
    for rank, kind in enumerate(legend):
        x, y = _SPACE + rank % columns * 190, height + _SPACE + rank // columns * _LINE
        pen.rectangle((x, y + 3, x + 11, y + 13), fill=_COLOURS[kind])
        pen.text((x + 17, y), kind.value, font=font, fill=(0, 0, 0))
    return canvas


def _pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    """The box outside its characters; a box the wrong way round becomes a dot."""
    left, top = round(box.left * scale) - _OUTSIDE, round(box.top * scale) - _OUTSIDE
    right, bottom = round(box.right * scale) + _OUTSIDE, round(box.bottom * scale) + _OUTSIDE
    return left, top, max(right, left), max(bottom, top)


def _places(wanted: Sequence[int], height: int) -> list[int]:
    """The tops of labels, as near as can be to where they are wanted, a line apart and within the height."""
    out: list[int] = []
    for y in wanted:
        out.append(max(y, out[-1] + _LINE if out else _SPACE))
    below = height - _SPACE
    for k in range(len(out) - 1, -1, -1):
        out[k] = min(out[k], below - _LINE)
        below = out[k]
    return out


def _label(zone: Zone) -> str:
    sure = f"{zone.certainty:.1%}" if zone.certainty is not None else ""
    text = "  ".join(part for part in (zone.name, sure, zone.rule) if part)
    text = f"{zone.kind.value}: {text}"
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1] + "…"
