"""The picture of a page of a PDF, as a reader sees it: a path and a page's index in, a picture out."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from backlist.sources.pdf.read import open_document


def render_page(path: Path, index: int, *, dots_per_inch: float) -> Image.Image:
    """Draw the page with this 0-based index, in colour. Raises InputError `input.…` where the file cannot be opened."""
    document = open_document(path, str(path))
    try:
        return document[index].render(scale=dots_per_inch / 72).to_pil().convert("RGB")
    finally:
        document.close()
