"""Scans of known pages: what a scanner makes of a printed page, and the hidden text that an OCR program lays over it.

No OCR runs here. Words and places come from the PDF that was scanned, and are then spoilt as OCR programs spoil them: every
word at its own height on a page that lies askew, sizes in whole points, boxes of one width for all letters.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pikepdf
import pypdfium2 as pdfium2
from pikepdf import Name
from PIL import Image

from backlist.model.layout import Layout
from backlist.sources import open_source

#: Courier's letters are all this wide, in ems.
COURIER = 0.6
DOTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that OCR is made to read where there is nothing, or something else: in points from the top left corner."""

    text: str
    left: float
    baseline: float
    width: float
    size: int = 9


def picture(pdf: bytes, index: int, angle: float = 0.0, dots: int = DOTS) -> Image.Image:
    """A page drawn in shades of grey, turned by `angle` radians so that its lines rise to the right."""
    document = pdfium2.PdfDocument(pdf)
    image = document[index].render(scale=dots / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return image.rotate(math.degrees(angle), resample=Image.Resampling.BICUBIC, fillcolor=255)


def scan(pdf: bytes, angle: float = 0.0, dots: int = DOTS) -> bytes:
    """The pages of a PDF as pictures, without text."""
    count = len(pdfium2.PdfDocument(pdf))
    with pikepdf.new() as out:
        for index in range(count):
            _add_picture(out, picture(pdf, index, angle, dots), dots)
        return _saved(out)


def read_over(
    pdf: bytes,
    folder: Path,
    angle: float = 0.0,
    more: tuple[Word, ...] = (),
    misread: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The pages of a PDF as pictures with their words laid invisibly over them, and `more` words on the first. A word of
    `misread` is read as another, or passed over where that is empty."""
    printed = layout_of(pdf, folder, "printed.pdf")
    with pikepdf.new() as out:
        for page in printed.pages:
            _add_picture(out, picture(pdf, page.index, angle), DOTS)
            target = out.pages[-1]
            font = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
            name = target.add_resource(out.make_indirect(font), Name.Font)
            words = [word for line in page.lines for word in _words(line.text, line.box, line.baseline, line.size)]
            words = [replace(word, text=misread.get(word.text, word.text)) for word in words]
            words = [word for word in words if word.text] + list(more if page.index == 0 else ())
            centre = (page.width / 2, page.height / 2)
            content = "BT 3 Tr\n" + "\n".join(_shown(word, str(name), page.height, angle, centre) for word in words)
            target.contents_add((content + "\nET").encode("cp1252"))
        return _saved(out)


def layout_of(pdf: bytes, folder: Path, name: str = "scan.pdf") -> Layout:
    path = folder / name
    path.write_bytes(pdf)
    return open_source(path, max_pages=100)


def _words(text: str, box: object, baseline: float, size: float) -> list[Word]:
    each = (box.right - box.left) / len(text)
    words, at = [], 0
    for part in text.split(" "):
        if part:
            words.append(
                Word(
                    text=part,
                    left=box.left + at * each,
                    baseline=baseline,
                    width=len(part) * each,
                    # Whole points, and a tenth too small, as Tesseract has them.
                    size=round(0.9 * size),
                )
            )
        at += len(part) + 1
    return words


def _shown(word: Word, font: str, height: float, angle: float, centre: tuple[float, float]) -> str:
    x, y = word.left - centre[0], height - word.baseline - centre[1]
    cos, sin = math.cos(angle), math.sin(angle)
    left, up = centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos
    stretch = 100 * word.width / (COURIER * word.size * len(word.text))
    text = word.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"{font} {word.size} Tf {stretch:.2f} Tz {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {left:.3f} {up:.3f} Tm ({text}) Tj"


def _add_picture(out: pikepdf.Pdf, image: Image.Image, dots: int) -> None:
    width, height = image.width * 72 / dots, image.height * 72 / dots
    page = out.add_blank_page(page_size=(width, height))
    stream = pikepdf.Stream(
        out,
        np.asarray(image).tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    name = page.add_resource(stream, Name.XObject)
    page.contents_add(f"q {width:.4f} 0 0 {height:.4f} 0 0 cm {name} Do Q".encode())


def _saved(document: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
