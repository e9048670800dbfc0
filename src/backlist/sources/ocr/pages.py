"""Pages of a PDF taken out for OCR, and put back: cutting, clearing of hidden text, joining.

In: a PDF and page indexes. Out: PDFs. Pictures are passed on as they are, to the byte; what stands between them in the
file (bookmarks, page labels, document information) stays with the file. Nothing is recognised here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pikepdf
from pikepdf import Name, Operator

from backlist.errors import InputError

#: PDF's text rendering mode for text that leaves no ink (ISO 32000-1, table 106).
_INVISIBLE = 3
_SHOWS_TEXT = frozenset(map(Operator, ("Tj", "TJ", "'", '"')))
#: Ties of a page to the rest of its file, which would be dragged along.
_TIES = (Name.Annots, Name.B, Name.StructParents, Name.Tabs, Name.Thumb, Name.PieceInfo, Name.AA)
#: Forms within forms deeper than this are damaged or hostile.
_DEPTH = 6


def open_pdf(path: Path) -> pikepdf.Pdf:
    """Open a PDF that PDFium could open. Raises InputError `input.truncated`."""
    try:
        return pikepdf.open(path)
    except pikepdf.PdfError:
        raise InputError(
            "input.truncated",
            where=str(path),
            seen="The file can be looked at, but is too damaged for its pages to be read by OCR.",
            todo="Get the file again, or repair it (for example with qpdf).",
        ) from None


def cut(source: pikepdf.Pdf, indexes: Iterable[int], target: Path) -> None:
    """Write some pages of `source` to a PDF of their own, without text that is not seen."""
    with pikepdf.new() as out:
        for index in indexes:
            out.pages.append(source.pages[index])
            page = out.pages[-1]
            for tie in _TIES:
                if tie in page:
                    del page[tie]
            _clear(out, page)
        out.save(target)


def shows_text(source: pikepdf.Pdf, index: int) -> bool:
    """Whether a page draws text that is seen."""
    page = source.pages[index]
    return _draws_text(page, page.get(Name.Resources), 0)


def join(source: pikepdf.Pdf, read: Mapping[int, tuple[Path, int]], target: Path) -> None:
    """Write `source` to `target` with some pages replaced: each index of `read` by a page of another PDF."""
    count = len(source.pages)
    opened: dict[Path, pikepdf.Pdf] = {}
    try:
        for index, (path, place) in sorted(read.items()):
            if path not in opened:
                opened[path] = pikepdf.open(path)
            source.pages.append(opened[path].pages[place])
            source.pages[index].emplace(source.pages[count], retain=(Name.Parent, Name.Annots))
            del source.pages[count]
        source.remove_unreferenced_resources()
        source.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    finally:
        for other in opened.values():
            other.close()


def replace_page(path: Path, place: int, other: Path) -> None:
    """Put the only page of `other` in the place of a page of the PDF at `path`."""
    with pikepdf.open(path, allow_overwriting_input=True) as document, pikepdf.open(other) as single:
        document.pages[place] = single.pages[0]
        document.save(path)


def write_pictures(pictures: Iterable[tuple[np.ndarray, float, float]], target: Path) -> None:
    """Write a PDF with a page for each picture (shades of grey, 0 black to 255 white) of so many points' width and height."""
    with pikepdf.new() as out:
        for grey, width, height in pictures:
            page = out.add_blank_page(page_size=(width, height))
            picture = pikepdf.Stream(
                out,
                grey.tobytes(),
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=grey.shape[1],
                Height=grey.shape[0],
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
            )
            name = page.add_resource(picture, Name.XObject)
            page.contents_add(f"q {width:.4f} 0 0 {height:.4f} 0 0 cm {name} Do Q".encode())
        out.save(target)


def add_text(path: Path, read: Mapping[int, int], other: Path) -> None:
    """Lay the hidden text of pages of `other` over pages of the PDF at `path`: each place of `read` by a place in `other`."""
    with pikepdf.open(path, allow_overwriting_input=True) as document, pikepdf.open(other) as texts:
        for place, there in read.items():
            page = document.pages[place]
            left, bottom = page.cropbox[0], page.cropbox[1]
            for form in _forms(texts.pages[there].get(Name.Resources)).values():
                name = page.add_resource(document.copy_foreign(form), Name.XObject)
                page.contents_add(f"q 1 0 0 1 {left} {bottom} cm {name} Do Q".encode())
        document.save(path)


def _clear(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take the hidden text out of a page's own content."""
    forms = _forms(page.get(Name.Resources))
    kept, mode, modes, changed = [], 0, [], False
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if operator == Operator("q"):
            modes.append(mode)
        elif operator == Operator("Q"):
            mode = modes.pop() if modes else 0
        elif operator == Operator("Tr") and operands:
            mode = int(operands[0])
        hidden = (operator in _SHOWS_TEXT and mode == _INVISIBLE) or (
            operator == Operator("Do") and str(operands[0]) in forms and _is_hidden_text(forms[str(operands[0])])
        )
        changed |= hidden
        if not hidden:
            kept.append(instruction)
    if changed:
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))


def _forms(resources: pikepdf.Object | None) -> dict[str, pikepdf.Object]:
    objects = resources.get(Name.XObject, {}) if resources is not None else {}
    return {str(name): item for name, item in objects.items() if item.get(Name.Subtype) == Name.Form}


def _is_hidden_text(form: pikepdf.Object) -> bool:
    """Whether a form draws text, and nothing that is seen."""
    operators = {str(i.operator) for i in pikepdf.parse_content_stream(form)}
    inks = operators & {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "INLINE IMAGE"}
    return bool(operators & {"Tj", "TJ", "'", '"'}) and not inks and not _draws_text(form, None, 0)


def _draws_text(holder: pikepdf.Object | pikepdf.Page, resources: pikepdf.Object | None, depth: int) -> bool:
    mode, modes = 0, []
    forms = _forms(resources)
    for instruction in pikepdf.parse_content_stream(holder):
        operands, operator = instruction.operands, instruction.operator
        if operator == Operator("q"):
            modes.append(mode)
        elif operator == Operator("Q"):
            mode = modes.pop() if modes else 0
        elif operator == Operator("Tr") and operands:
            mode = int(operands[0])
        elif operator in _SHOWS_TEXT and mode != _INVISIBLE:
            return True
        elif operator == Operator("Do") and depth < _DEPTH and str(operands[0]) in forms:
            form = forms[str(operands[0])]
            if _draws_text(form, form.get(Name.Resources), depth + 1):
                return True
    return False
