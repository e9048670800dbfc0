"""The characters of one page as PDFium knows them, in the order in which the file draws them.

In: a loaded text page. Out: one row per character that leaves a mark or a space, in numpy columns, with the fonts that
they use. No lines are made here.

PDFium adds characters that the file does not hold (a space at a wide gap, CR and LF where it sees a new line) and marks a
hyphen at a line's end as U+0002; here the hyphen is a hyphen again, and an added space becomes a flag on what follows.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium

#: A baseline that rises or falls by more than this (radians) is set aside as rotated text: watermarks, spine titles.
SLANT = 0.02

LINE_END_HYPHEN = 0x0002
#: The spaces of Unicode past U+0020.
SPACES = frozenset((0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF))
SOFT_HYPHEN = 0x00AD
FALLBACK_SIZE = 10.0

FORCE_BOLD = 1 << 18
ITALIC_FLAG = 1 << 6
BOLD_WEIGHT = 600

#: A font name longer than this is no name.
NAME_BYTES = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font at one size. `size` is in points as seen on the page."""

    font: str
    size: float
    bold: bool
    italic: bool
    small_caps: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chars:
    """Columns of equal length, one row per character; y grows upwards, as in the PDF.

    `text` holds one character per row; `face` indexes `faces`; `space_before` is set where PDFium saw a gap between
    words; `upright` is False for rotated text.
    """

    text: str
    left: np.ndarray
    right: np.ndarray
    bottom: np.ndarray
    top: np.ndarray
    baseline: np.ndarray
    face: np.ndarray
    space_before: np.ndarray
    upright: np.ndarray
    faces: tuple[Face, ...]


def _base_name(font: object) -> str:
    buffer = ctypes.create_string_buffer(NAME_BYTES)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, NAME_BYTES)
    name = buffer.raw[: max(length - 1, 0)].decode("utf-8", "replace")
    # A subset's name begins with six capitals and a plus sign (ISO 32000-1, 9.6.4).
    if len(name) > 7 and name[6] == "+" and name[:6].isupper():
        name = name[7:]
    return name


def _looks_bold(name: str, weight: int, flags: int) -> bool:
    lower = name.lower()
    return weight >= BOLD_WEIGHT or bool(flags & FORCE_BOLD) or any(w in lower for w in ("bold", "black", "heavy"))


def _looks_italic(name: str, angle: int, flags: int) -> bool:
    lower = name.lower()
    # Type 1 faces are often called after the foundry's habits: CMTI10, LinLibertineOI.
    return (
        angle != 0
        or bool(flags & ITALIC_FLAG)
        or any(w in lower for w in ("italic", "oblique", "slanted", "cmti", "cmsl"))
        or lower.endswith(("-it", "-ital"))
    )


def _looks_small_caps(name: str) -> bool:
    lower = name.lower()
    return any(w in lower for w in ("smallcap", "smcp", "caps", "cmcsc")) or lower.endswith(("sc", "-sc"))


class FaceReader:
    """Remembers the faces of a document; PDFium's font handles live as long as their page does."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, float, bool, bool], int] = {}
        self.faces: list[Face] = []

    def face(self, font: object, size: float) -> int:
        """The number of the face of a PDFium font handle at a size in points."""
        if font:
            name = _base_name(font)
            angle = ctypes.c_int()
            if not pdfium.FPDFFont_GetItalicAngle(font, angle):
                angle.value = 0
            flags = max(pdfium.FPDFFont_GetFlags(font), 0)
            bold = _looks_bold(name, pdfium.FPDFFont_GetWeight(font), flags)
            italic = _looks_italic(name, angle.value, flags)
        else:
            name, bold, italic = "", False, False
        key = (name, round(size, 2), bold, italic)
        if key not in self._by_key:
            self._by_key[key] = len(self.faces)
            self.faces.append(
                Face(font=name, size=key[1], bold=bold, italic=italic, small_caps=_looks_small_caps(name))
            )
        return self._by_key[key]


def read_chars(text_page: object, faces: FaceReader) -> Chars:
    """Read all characters of a loaded PDFium text page (`FPDF_TEXTPAGE`)."""
    count = max(pdfium.FPDFText_CountChars(text_page), 0)
    codes: list[int] = []
    boxes: list[float] = []
    origins: list[float] = []
    face_of: list[int] = []
    spaces: list[bool] = []
    upright: list[bool] = []

    get_unicode = pdfium.FPDFText_GetUnicode
    is_generated = pdfium.FPDFText_IsGenerated
    get_box = pdfium.FPDFText_GetLooseCharBox
    get_origin = pdfium.FPDFText_GetCharOrigin
    get_object = pdfium.FPDFText_GetTextObject
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    box_ref, x_ref, y_ref = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)

    by_object: dict[int, tuple[int, bool]] = {}
    last_address = None
    style = (0, True)
    gap = False
    for i in range(count):
        code = get_unicode(text_page, i)
        if (code <= 0x20 and code != LINE_END_HYPHEN) or code in SPACES:
            # Added or real: a space parts two words, a line end is found again from the positions.
            gap = True
            continue
        if code == LINE_END_HYPHEN or code == SOFT_HYPHEN:
            code = 0x2D
        elif is_generated(text_page, i) == 1:
            gap = True
            continue
        handle = get_object(text_page, i)
        address = ctypes.addressof(handle.contents) if handle else None
        if address != last_address or not codes:
            last_address = address
            known = by_object.get(address) if address is not None else None
            if known is None:
                known = _style_of(text_page, i, handle, matrix, faces)
                if address is not None:
                    by_object[address] = known
            style = known
        get_box(text_page, i, box_ref)
        get_origin(text_page, i, x_ref, y_ref)
        codes.append(code)
        boxes += (box.left, box.right, box.bottom, box.top)
        origins.append(y.value)
        face_of.append(style[0])
        upright.append(style[1])
        spaces.append(gap)
        gap = False

    columns = np.array(boxes, dtype=np.float64).reshape(-1, 4)
    return Chars(
        text="".join(map(_char, codes)),
        left=columns[:, 0],
        right=columns[:, 1],
        bottom=columns[:, 2],
        top=columns[:, 3],
        baseline=np.array(origins, dtype=np.float64),
        face=np.array(face_of, dtype=np.int32),
        space_before=np.array(spaces, dtype=bool),
        upright=np.array(upright, dtype=bool),
        faces=tuple(faces.faces),
    )


def _char(code: int) -> str:
    # Lone surrogates and codes past Unicode come from damaged fonts.
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _style_of(
    text_page: object, index: int, handle: object, matrix: pdfium.FS_MATRIX, faces: FaceReader
) -> tuple[int, bool]:
    """The face of a text object, and whether its baseline is level. Sizes are scaled by the object's matrix."""
    size = pdfium.FPDFText_GetFontSize(text_page, index) or FALLBACK_SIZE
    level = True
    if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        level = matrix.a > 0 and abs(math.atan2(matrix.b, matrix.a)) < SLANT
    font = pdfium.FPDFTextObj_GetFont(handle) if handle else None
    return faces.face(font, abs(size)), level
