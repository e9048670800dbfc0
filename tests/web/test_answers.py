"""What every answer of the site carries, and what it costs."""

from __future__ import annotations

import re

import pytest
from tests.web import handmade, shelved

PAGES = (
    "/",
    "/books/on-the-margin/",
    "/books/on-the-margin/chapter-2/",
    "/books/on-the-margin/page/7/",
    "/books/on-the-margin/page/999/",
    "/nothing/",
)


def stylesheet(client) -> str:
    return re.search(r'"(/static/backlist\.[0-9a-f]{12}\.css)"', client.get("/").content.decode())[1]


def test_every_answer_carries_the_security_headers(client):
    for address in (*PAGES, stylesheet(client)):
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["X-Frame-Options"] == "DENY", address
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin", address
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy, address
        assert "Set-Cookie" not in headers, address


@pytest.mark.parametrize("address", PAGES[:3])
def test_a_page_that_the_reader_has_is_not_sent_again(client, address):
    first = client.get(address)
    etag = first.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', etag)
    assert client.head(address).headers["ETag"] == etag
    again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_style_sheet_may_be_kept_for_ever(client):
    answer = client.get(stylesheet(client))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == 'text/css; charset="utf-8"'
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/static/backlist.css").status_code == 404


def test_pages_must_be_asked_after(client):
    assert client.get("/").headers["Cache-Control"] == "public, no-cache"


def test_a_fault_has_a_decent_page_that_asks_nothing_of_the_database(client, monkeypatch):
    from backlist.catalogue import lookup

    def fail(*_):
        raise RuntimeError("secret words")

    monkeypatch.setattr(lookup, "find_division", fail)
    answer = client.get("/books/on-the-margin/chapter-2/")
    assert answer.status_code == 500
    assert b"Something went wrong" in answer.content
    assert b"secret words" not in answer.content
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_site_answers_to_its_own_names_alone(client):
    assert client.get("/", SERVER_NAME="books.example.org").status_code == 200
    answer = client.get("/", SERVER_NAME="evil.example")
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content


def test_the_number_of_queries_does_not_depend_on_the_book(tmp_path):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    shelved.ready(tmp_path, [handmade.with_chapters(2), handmade.with_chapters(60, paragraphs=5)])
    client = Client(SERVER_NAME="localhost")

    def queries(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code in {200, 302}
        return len(captured)

    for small, large, limit in (
        ("/books/of-2-chapters/", "/books/of-60-chapters/", 3),
        ("/books/of-2-chapters/chapter-2/", "/books/of-60-chapters/chapter-31/", 3),
        ("/books/of-2-chapters/page/3/", "/books/of-60-chapters/page/222/", 1),
        ("/", "/", 3),
    ):
        assert queries(small) == queries(large) <= limit
