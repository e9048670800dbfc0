"""The pictures of a book: drawn when it is published, served by the site, shown where they stand."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import typst
from lxml import html as parser
from PIL import Image

from backlist.pipeline.run import publish
from backlist.pipeline.settings import load_settings
from backlist.web import setup

PROSE = "Readers who look for a place in a book turn first to its contents, and then to its index, and find it there. "
SOURCE = (
    """
#set page(width: 120mm, height: 190mm, margin: 18mm, footer: context align(center, counter(page).display()))
#set text(size: 10pt, lang: "en")
#set par(justify: true, first-line-indent: 1em)
#let chapter(title) = { v(2cm); text(size: 16pt, title); v(1cm) }
#page(footer: none)[= Contents
1 #h(1em) Where readers look #box(width: 1fr, repeat[.]) 1 \\
2 #h(1em) What readers find #box(width: 1fr, repeat[.]) 4]
#counter(page).update(1)
#chapter("1 Where readers look")
PROSE

#align(center, rect(width: 50mm, height: 30mm)[A word within])
#align(center, text(size: 8.5pt)[Figure 1: A frame & its <word>])

PROSE PROSE
#pagebreak() PROSE #pagebreak() PROSE #pagebreak()
#chapter("2 What readers find")
PROSE PROSE
"""
).replace("PROSE", PROSE * 6)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    path: Path = folder / "book.pdf"
    path.write_bytes(typst.compile(SOURCE.replace("& its <word>", "\\& its \\<word\\>").encode()))
    settings = load_settings({"BACKLIST_LIBRARY": str(folder / "library")})
    made = publish(path, settings, before_writing=lambda: setup(settings))
    from backlist.catalogue.shelving import shelve

    shelve(made.edition)
    return settings, made


def test_the_picture_is_shown_and_served(published):
    settings, made = published
    setup(settings)
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    address = f"/books/{made.book.id}/chapter-1/"
    page = parser.fromstring(client.get(address).content)
    (shown,) = page.xpath("//figure/img")
    assert shown.get("alt") == "Figure 1: A frame & its <word>"
    assert shown.get("loading") == "lazy"
    assert page.xpath("string(//figure/figcaption)") == "Figure 1: A frame & its <word>"
    assert page.xpath("string(//figure/details/p)") == "A word within"
    answer = client.get(f"/books/{made.book.id}/{shown.get('src').removeprefix('../')}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    served = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    ratio = int(shown.get("width")) / int(shown.get("height"))
    assert abs(served.width / served.height - ratio) < 0.05


def test_the_picture_stands_in_the_edition_under_its_figures_name(published):
    _, made = published
    assert [path.name for path in sorted((made.edition.data / "media").iterdir())] == ["p1-2.png"]


def test_publishing_again_makes_the_same_edition(published, tmp_path):
    _, made = published
    source = next((made.edition.data / "source").glob("*.pdf"))
    again = publish(
        source, load_settings({"BACKLIST_LIBRARY": str(tmp_path / "library")}), today=made.book.details.online_date
    )
    assert again.edition.edition == made.edition.edition
