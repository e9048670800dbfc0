"""PDF in, `Layout` out: characters from PDFium, lines and columns by `lines`."""

from backlist.sources.pdf.read import read_pdf, refuse_without_text

__all__ = ["read_pdf", "refuse_without_text"]
