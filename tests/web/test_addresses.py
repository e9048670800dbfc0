"""The addresses of the site: what each leads to, and what stands where nothing is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as parser
from tests.web import handmade, shelved
from tests.web.handmade import BOOK, para

from backlist.model.book import Division, DivisionKind, Page, PageBreak


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("1", "part-i/#p1"),
        ("7", "chapter-2/#p7"),
        ("6", "chapter-1/#p6"),
        ("iv", "frontmatter/#piv"),
        ("IV", "frontmatter/#piv"),
        ("%20iv%20", "frontmatter/#piv"),
        ("2", "part-i/"),
    ],
)
def test_a_printed_page_leads_to_the_place_where_it_begins(client, label, place):
    answer = client.get(f"/books/on-the-margin/page/{label}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/books/on-the-margin/{place}")
    if "#" in place:
        address, anchor = answer.headers["Location"].split("#")
        assert parser.fromstring(client.get(address).content).xpath(f"//*[@id='{anchor}']")


def test_every_number_in_a_margin_is_a_page_that_leads_back_to_it(client):
    for name in ("frontmatter", "contents", "part-i", "chapter-1", "index"):
        address = f"/books/on-the-margin/{name}/"
        marks = parser.fromstring(client.get(address).content).xpath("//span[@role='doc-pagebreak'][@data-page]")
        assert marks
        for mark in marks:
            answer = client.get(f"/books/on-the-margin/page/{mark.get('data-page')}/")
            assert answer.headers["Location"] == f"{address}#{mark.get('id')}"


def test_readers_type_a_number(client):
    answer = client.get("/books/on-the-margin/page/", {"label": "7"})
    assert answer.headers["Location"] == "/books/on-the-margin/chapter-2/#p7"


@pytest.mark.parametrize("address", ["page/999/", "page/?label=999"])
def test_an_unknown_number_leads_back_to_the_book(client, address):
    answer = client.get(f"/books/on-the-margin/{address}")
    root = parser.fromstring(answer.content)
    assert answer.status_code == 404
    assert "no page that is numbered “999”" in root.text_content()
    assert root.xpath("//main//a[@href='/books/on-the-margin/']")


def test_a_number_that_looks_like_markup_is_text(client):
    answer = client.get("/books/on-the-margin/page/", {"label": "<script>alert(1)</script>"})
    assert answer.status_code == 404
    assert not parser.fromstring(answer.content).xpath("//script")


@pytest.mark.parametrize(
    "address",
    [
        "/books/nothing/",
        "/books/nothing/chapter-1/",
        "/books/nothing/page/1/",
        "/books/on-the-margin/chapter-9/",
        "/books/on-the-margin/page/1/2/3/",
        "/books/on-the-margin/media/missing.png",
        "/books/on-the-margin/media/..%2Fbook.xml",
        "/static/nothing.css",
        "/nothing",
        "/books/%00/",
        "/%F0%9F%93%96/",
    ],
)
def test_nothing_has_a_decent_page(client, address):
    answer = client.get(address, follow=True)
    assert answer.status_code == 404
    assert parser.fromstring(answer.content).xpath("//h1")


def test_only_reading_is_allowed(client):
    for address in ("/", "/books/on-the-margin/", "/books/on-the-margin/chapter-1/", "/books/on-the-margin/page/1/"):
        assert client.post(address).status_code == 405


def test_addresses_end_with_a_slash(client):
    answer = client.get("/books/on-the-margin/chapter-1")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/books/on-the-margin/chapter-1/")


def test_labels_of_any_form_are_addresses(tmp_path):
    labels = ["A/3", "50%", "ⅻ", "Å 1", "7bis", "1?2#3"]
    numbered = tuple(Page(id=f"pl{n}", index=n, label=label, printed=True) for n, label in enumerate(labels))
    blocks = tuple(
        block for n in range(len(labels)) for block in (PageBreak(page=f"pl{n}"), para(f"pl{n}-1", "Words."))
    )
    only = Division(id="preface", kind=DivisionKind.PREFACE, title=(), first_page="pl0", last_page="pl5", blocks=blocks)
    shelved.ready(tmp_path, [replace(BOOK, pages=numbered, divisions=(only,))])

    from urllib.parse import quote

    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    for place, label in enumerate(labels):
        answer = client.get(f"/books/on-the-margin/page/{quote(label, safe='')}/")
        assert answer.headers["Location"] == f"/books/on-the-margin/preface/#pl{place}", label
    assert client.get("/books/on-the-margin/page/xii/").status_code == 302


def test_the_catalogue_is_by_title_and_goes_on_past_a_hundred(tmp_path):
    titles = [f"{first}{second} book" for first in "abcdefghij" for second in "abcdefghijk"]
    plain = handmade.with_chapters(1)
    shelved.ready(
        tmp_path,
        [replace(plain, id=title.replace(" ", "-"), details=replace(plain.details, title=title)) for title in titles],
    )
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    found: list[str] = []
    for number in (1, 2):
        root = parser.fromstring(client.get("/", {"page": number}).content)
        found += root.xpath("//ol[@class='catalogue']/li/h2/a/text()")
    assert found == titles
    assert client.get("/", {"page": "x"}).status_code == 200


def test_an_empty_catalogue_says_so(tmp_path):
    shelved.ready(tmp_path, [])
    from django.test import Client

    assert "No book has been published yet." in Client(SERVER_NAME="localhost").get("/").content.decode()
