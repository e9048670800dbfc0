"""A PDF file to a `Layout`: checks that it can be read at all, then page by page.

In: a path. Out: lines, pictures, drawings, rules, and what the file says of itself (bookmarks, page labels, document
information). Nothing of the file is executed, and no address in it is followed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium2
import pypdfium2.raw as pdfium

from backlist.errors import InputError
from backlist.model.layout import Layout, OutlineItem, PageLayout
from backlist.sources.ocr.ink import DOTS_PER_INCH, LineInk, measure_ink
from backlist.sources.ocr.level import STEEPEST, level
from backlist.sources.ocr.numerals import mend_lone_numerals
from backlist.sources.ocr.sizes import agree_on_sizes
from backlist.sources.ocr.specks import without_specks
from backlist.sources.pdf.chars import SLANT, FaceReader, read_chars, read_rows
from backlist.sources.pdf.lines import build_lines, column_starts
from backlist.sources.pdf.marks import read_marks
from backlist.sources.pdf.turned import Turn, runs_upright, turn_marks, turn_rows

#: A page larger or smaller than this, in points (5 metres, a third of an inch), is no page of a book.
LARGEST_SIDE = 14_400
SMALLEST_SIDE = 24

#: A scan has text on fewer than this share of its pages, and pictures that cover most of each.
TEXT_SHARE = 0.1
PICTURE_COVERS = 0.5

#: Bookmarks deeper than this, or more than so many, are a damaged or hostile tree.
OUTLINE_DEPTH = 12
OUTLINE_ITEMS = 20_000

#: So many characters of a page are asked whether they are drawn.
CHARACTERS_ASKED = 16

#: More characters on one page than this cannot be a printed page.
MOST_CHARACTERS = 200_000

_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: (
        "input.encrypted",
        "The file is encrypted and asks for a password.",
        "Save a copy without a password and give that.",
    ),
    pdfium.FPDF_ERR_SECURITY: (
        "input.encrypted",
        "The file is encrypted by a method that cannot be opened.",
        "Save a copy without protection and give that.",
    ),
}


def read_pdf(path: Path, *, max_pages: int, progress: Callable[[int, int], None] | None = None) -> Layout:
    """Read a PDF. `progress` is called with pages done and pages in all.

    Raises `InputError` where the file cannot be opened, is cut short, encrypted, has more than `max_pages` pages, or pages
    of no possible size. A file without text gives a layout without lines; `refuse_without_text` refuses that.
    """
    where = str(path)
    document = open_document(path, where)
    try:
        count = len(document)
        if count == 0:
            raise InputError(
                "input.truncated", where=where, seen="The file holds no page.", todo="Get the file again, or repair it."
            )
        if count > max_pages:
            raise InputError(
                "input.too-many-pages",
                where=where,
                seen=f"The file has {count:,} pages; the limit is {max_pages:,}.",
                todo="Split it into volumes, or raise BACKLIST_MAX_PAGES.",
            )
        faces = FaceReader()
        pages: list[PageLayout] = []
        inks: dict[int, tuple[LineInk | None, ...]] = {}
        for index in range(count):
            before = column_starts(pages[-1].lines) if pages else ()
            page, ink = _read_page(document, index, faces, where, before)
            pages.append(page)
            if ink is not None:
                inks[index] = ink
            if progress:
                progress(index + 1, count)
        return Layout(pages=agree_on_sizes(tuple(pages), inks), outline=_outline(document), info=_info(document))
    finally:
        document.close()


def open_document(path: Path, where: str) -> pdfium2.PdfDocument:
    """The document, to be closed by the caller. Raises InputError `input.encrypted` and `input.truncated`."""
    try:
        return pdfium2.PdfDocument(path)
    except pdfium2.PdfiumError as error:
        code, seen, todo = _ERRORS.get(
            getattr(error, "err_code", None),
            (
                "input.truncated",
                "The file begins as a PDF but cannot be opened: it is damaged or cut short.",
                "Get the file again, or repair it (for example with qpdf).",
            ),
        )
        raise InputError(code, where=where, seen=seen, todo=todo) from None


def _read_page(
    document: pdfium2.PdfDocument, index: int, faces: FaceReader, where: str, before: tuple[float, ...]
) -> tuple[PageLayout, tuple[LineInk | None, ...] | None]:
    """A page; and what its lines' ink measures, where its text is OCR's, laid invisibly over a picture."""
    at = f"{where}, page {index + 1} of the file"
    try:
        page = document[index]
    except pdfium2.PdfiumError:
        raise InputError(
            "input.truncated",
            where=at,
            seen="The page cannot be read: the file is damaged or cut short.",
            todo="Get the file again, or repair it (for example with qpdf).",
        ) from None
    try:
        width, height = page.get_size()
        if not (SMALLEST_SIDE <= width <= LARGEST_SIDE and SMALLEST_SIDE <= height <= LARGEST_SIDE):
            raise InputError(
                "input.page-size",
                where=at,
                seen=f"The page measures {width:,.0f} by {height:,.0f} points, which no printed page does.",
                todo="Repair the file's page sizes, or take the page out.",
            )
        left, bottom, right, top = page.get_bbox()
        turn = None
        text_page = pdfium.FPDFText_LoadPage(page.raw)
        try:
            if pdfium.FPDFText_CountChars(text_page) > MOST_CHARACTERS:
                raise InputError(
                    "input.page-size",
                    where=at,
                    seen=f"The page holds more than {MOST_CHARACTERS:,} characters, which no printed page does.",
                    todo="Look at the page, and take it out of the file.",
                )
            faces.new_page()
            hidden = _is_hidden(text_page)
            rows = read_rows(text_page)
            if page.get_rotation():
                turn = Turn(degrees=page.get_rotation(), left=left, bottom=bottom, right=right, top=top)
                turned = turn_rows(text_page, rows, turn)
                if runs_upright(rows) and not runs_upright(turned):
                    # The page is displayed on its side, and its text is not.
                    page.set_rotation(0)
                    turn, (width, height) = None, page.get_size()
                else:
                    rows, left, top = turned, 0.0, height
            chars = read_chars(rows, faces, slant=STEEPEST if hidden else SLANT)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        ink = None
        if hidden:
            middle = (left + width / 2, top - height / 2)
            grey = page.render(scale=DOTS_PER_INCH / 72, grayscale=True, may_draw_forms=False).to_numpy()
            grey = grey.reshape(grey.shape[:2])
            levelled = level(without_specks(chars, grey, left=left, top=top), width=width, centre=middle)
            lines = build_lines(levelled.chars, origin_x=left, origin_y=top, width=width, before=before)
            ink = measure_ink(grey, lines, angle=levelled.angle, centre=(width / 2, height / 2))
            lines, ink = mend_lone_numerals(lines, ink)
        else:
            lines = build_lines(chars, origin_x=left, origin_y=top, width=width, before=before)
        if turn is None:
            marks = read_marks(page.raw, left=left, top=top, width=width, height=height)
        else:
            flat = read_marks(page.raw, left=turn.left, top=turn.top, width=turn.width, height=turn.height)
            marks = turn_marks(flat, turn)
        layout = PageLayout(
            index=index,
            width=width,
            height=height,
            lines=lines,
            images=marks.images,
            rules=marks.rules,
            drawings=marks.drawings,
            label=document.get_page_label(index) or None,
        )
        return layout, ink
    finally:
        page.close()


def _is_hidden(text_page: object) -> bool:
    """Whether most of the page's text is drawn without ink, as OCR programs lay it over the picture of a page."""
    count = pdfium.FPDFText_CountChars(text_page)
    asked = range(0, count, max(count // CHARACTERS_ASKED, 1))
    modes = [
        pdfium.FPDFTextObj_GetTextRenderMode(item)
        for i in asked
        if (item := pdfium.FPDFText_GetTextObject(text_page, i))
    ]
    return sum(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes) > len(modes) / 2


def refuse_without_text(layout: Layout, where: str) -> None:
    """Raise InputError `input.no-text-layer` where next to no page of a file has text."""
    pages = layout.pages
    with_text = sum(1 for page in pages if page.lines)
    if with_text >= max(1, TEXT_SHARE * len(pages)):
        return
    pictures = sum(
        1
        for page in pages
        if any((i.right - i.left) * (i.bottom - i.top) > PICTURE_COVERS * page.width * page.height for i in page.images)
    )
    seen = f" and {pictures} are pictures: this is a scan" if pictures else ""
    raise InputError(
        "input.no-text-layer",
        where=where,
        seen=f"{with_text} of {len(pages)} pages hold text{seen}.",
        todo="Read it by OCR (--ocr auto); where that finds no words either, give a better scan, or a PDF with text.",
    )


def _outline(document: pdfium2.PdfDocument) -> tuple[OutlineItem, ...]:
    items: list[OutlineItem] = []
    try:
        for mark in document.get_toc(max_depth=OUTLINE_DEPTH):
            target = mark.get_dest()
            items.append(
                OutlineItem(
                    title=" ".join(mark.get_title().split()),
                    page=target.get_index() if target is not None else None,
                    level=mark.level + 1,
                )
            )
            if len(items) >= OUTLINE_ITEMS:
                break
    except (pdfium2.PdfiumError, UnicodeDecodeError):
        # A damaged tree of bookmarks costs the bookmarks, not the book.
        return ()
    return tuple(items)


def _info(document: pdfium2.PdfDocument) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in document.get_metadata_dict(skip_empty=True).items())
