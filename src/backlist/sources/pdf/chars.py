"""The characters of one page as PDFium knows them, in the order in which the file draws them.

In: a loaded text page. Out: one row per character that leaves a mark, in numpy columns, with the fonts that they use. No
lines are made here. What PDFium knows of each character is read in one go, by C where that could be built (`_fast.c`),
else through ctypes (`_fill`); both give the same bytes.

PDFium adds characters that the file does not hold (a space at a wide gap, CR and LF where it sees a new line) and marks a
hyphen at a line's end as U+0002; here the hyphen is a hyphen again, and an added space becomes a flag on what follows.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium

try:
    from backlist.sources.pdf import _fast
except ImportError:
    # Built without a C compiler: `_fill` does the same work.
    _fast = None

#: A baseline that rises or falls by more than this (radians) is set aside as rotated text: watermarks, spine titles.
SLANT = 0.02

HYPHEN = 0x002D
REPLACEMENT = 0xFFFD
LINE_END_HYPHEN = 0x0002
#: The spaces of Unicode past U+0020.
SPACES = np.array((0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF), dtype=np.uint32)
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


#: What PDFium says of each character, before anything is decided; `_fast.c` describes the same bytes to C.
ROW = np.dtype(
    [
        ("code", np.uint32),
        ("generated", np.int32),
        ("left", np.float32),
        ("right", np.float32),
        ("bottom", np.float32),
        ("top", np.float32),
        ("baseline", np.float64),
        ("size", np.float32),
        ("a", np.float32),
        ("b", np.float32),
        ("c", np.float32),
        ("d", np.float32),
        ("unused", np.uint32),
        ("font", np.uint64),
    ]
)

_FUNCTIONS = (
    pdfium.FPDFText_GetUnicode,
    pdfium.FPDFText_IsGenerated,
    pdfium.FPDFText_GetLooseCharBox,
    pdfium.FPDFText_GetCharOrigin,
    pdfium.FPDFText_GetTextObject,
    pdfium.FPDFText_GetFontSize,
    pdfium.FPDFText_GetMatrix,
    pdfium.FPDFTextObj_GetFont,
)


class FaceReader:
    """Remembers the faces of a document. PDFium's font handles live as long as their page does, so what is known of them
    is known for one page at a time (`new_page`)."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, float, bool, bool], int] = {}
        self._fonts: dict[int, tuple[str, bool, bool]] = {}
        self.faces: list[Face] = []

    def new_page(self) -> None:
        """Forget the font handles of the page before."""
        self._fonts.clear()

    def face(self, address: int, size: float) -> int:
        """The number of the face of a PDFium font, given by its address, at a size in points."""
        if address not in self._fonts:
            self._fonts[address] = _describe_font(address) if address else ("", False, False)
        name, bold, italic = self._fonts[address]
        key = (name, round(size, 2), bold, italic)
        if key not in self._by_key:
            self._by_key[key] = len(self.faces)
            self.faces.append(
                Face(font=name, size=key[1], bold=bold, italic=italic, small_caps=_looks_small_caps(name))
            )
        return self._by_key[key]


def _describe_font(address: int) -> tuple[str, bool, bool]:
    font = ctypes.cast(address, pdfium.FPDF_FONT)
    name = _base_name(font)
    angle = ctypes.c_int()
    if not pdfium.FPDFFont_GetItalicAngle(font, angle):
        angle.value = 0
    flags = max(pdfium.FPDFFont_GetFlags(font), 0)
    return name, _looks_bold(name, pdfium.FPDFFont_GetWeight(font), flags), _looks_italic(name, angle.value, flags)


def read_rows(text_page: object, *, fast: bool = True) -> np.ndarray:
    """All characters of a loaded PDFium text page (`FPDF_TEXTPAGE`) as an array of `ROW`."""
    rows = np.zeros(max(pdfium.FPDFText_CountChars(text_page), 0), dtype=ROW)
    if fast and _fast is not None:
        page = ctypes.cast(text_page, ctypes.c_void_p).value
        _fast.fill(page, tuple(ctypes.cast(f, ctypes.c_void_p).value for f in _FUNCTIONS), rows)
    else:
        _fill(text_page, rows)
    return rows


def _fill(text_page: object, rows: np.ndarray) -> None:
    """The twin of `fill` in `_fast.c`."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    last, known = None, False
    style: tuple[float, ...] = ()
    font = 0
    for i in range(len(rows)):
        box.left = box.right = box.bottom = box.top = 0.0
        x.value = y.value = 0.0
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        generated = pdfium.FPDFText_IsGenerated(text_page, i)
        pdfium.FPDFText_GetLooseCharBox(text_page, i, box)
        pdfium.FPDFText_GetCharOrigin(text_page, i, x, y)
        item = pdfium.FPDFText_GetTextObject(text_page, i)
        address = ctypes.cast(item, ctypes.c_void_p).value
        if not known or address != last:
            last, known = address, True
            matrix.a = matrix.d = 1.0
            matrix.b = matrix.c = 0.0
            size = pdfium.FPDFText_GetFontSize(text_page, i)
            pdfium.FPDFText_GetMatrix(text_page, i, matrix)
            style = (size, matrix.a, matrix.b, matrix.c, matrix.d)
            font = ctypes.cast(pdfium.FPDFTextObj_GetFont(item), ctypes.c_void_p).value or 0 if item else 0
        rows[i] = (code, generated, box.left, box.right, box.bottom, box.top, y.value, *style, 0, font)


def read_chars(rows: np.ndarray, faces: FaceReader, *, slant: float = SLANT) -> Chars:
    """The characters of `rows` (as `read_rows` gives them) that leave a mark; steeper text than `slant` is not upright."""
    code = rows["code"].copy()
    hyphen = (code == LINE_END_HYPHEN) | (code == SOFT_HYPHEN)
    code[hyphen] = HYPHEN
    # Added or real, a space parts two words; a line's end is found again from the positions.
    kept = np.flatnonzero(hyphen | ((code > 0x20) & ~np.isin(code, SPACES) & (rows["generated"] != 1)))
    # Lone surrogates and codes past Unicode come from damaged fonts.
    code[((code >= 0xD800) & (code <= 0xDFFF)) | (code > 0x10FFFF)] = REPLACEMENT
    rows, code = rows[kept], code[kept]
    face, upright = _faces_of(rows, faces, slant)
    return Chars(
        text=code.astype("<u4").tobytes().decode("utf-32-le"),
        left=rows["left"].astype(np.float64),
        right=rows["right"].astype(np.float64),
        bottom=rows["bottom"].astype(np.float64),
        top=rows["top"].astype(np.float64),
        baseline=rows["baseline"],
        face=face,
        space_before=np.diff(kept, prepend=-1) > 1,
        upright=upright,
        faces=tuple(faces.faces),
    )


def _faces_of(rows: np.ndarray, faces: FaceReader, slant: float) -> tuple[np.ndarray, np.ndarray]:
    """The number of each character's face, and whether its baseline is level. Sizes are scaled by the text's matrix."""
    scale = np.hypot(rows["c"].astype(np.float64), rows["d"])
    size = np.where(rows["size"] > 0, rows["size"], FALLBACK_SIZE) * np.where(scale > 0, scale, 1.0)
    upright = (rows["a"] > 0) & (np.abs(np.arctan2(rows["b"], rows["a"])) < slant)
    face = np.empty(len(rows), dtype=np.int32)
    # Few characters differ in font or size from the one before.
    changes = np.flatnonzero((np.diff(rows["font"]) != 0) | (np.diff(size) != 0)) + 1
    edges = [0, *changes.tolist(), len(rows)] if len(rows) else []
    for start, end in zip(edges, edges[1:], strict=False):
        face[start:end] = faces.face(int(rows["font"][start]), float(size[start]))
    return face, upright
