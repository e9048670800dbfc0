"""PDF in, `Layout` out: characters from PDFium, lines and columns by `lines`."""

from backlist.sources.pdf.read import read_pdf

__all__ = ["read_pdf"]
