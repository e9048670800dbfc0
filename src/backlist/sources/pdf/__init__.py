"""PDF in, `Layout` out: characters from PDFium, lines and columns by `lines`."""

from backlist.sources.pdf.pictures import Cutting, cut_out
from backlist.sources.pdf.read import read_pdf, refuse_without_text

__all__ = ["Cutting", "cut_out", "read_pdf", "refuse_without_text"]
