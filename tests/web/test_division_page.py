"""The page of a division, as a reader meets it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as parser
from tests.web import handmade, shelved
from tests.web.handmade import BOOK, division, para, text

ADDRESS = "/books/on-the-margin/chapter-2/"
ALL = ["frontmatter", "contents", "part-i", "chapter-1", "chapter-2", "index"]
BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "div", "section", "nav", "label", "button", "summary", "header", "a"}


def lines_of(body: bytes, within: str = "//main") -> list[str]:
    """The visible lines of a page: the text of each block, as a browser without a style sheet would break it."""
    root = parser.fromstring(body.decode()).xpath(within)[0]
    parts: list[str] = []

    def walk(node) -> None:
        inline = node.tag not in BLOCKS or (node.tag == "a" and node.getparent().tag != "nav")
        parts.append("" if inline else "\n")
        parts.append((node.text or "").replace("\n", " "))
        for child in node:
            walk(child)
            parts.append((child.tail or "").replace("\n", " "))
        parts.append("" if inline else "\n")

    walk(root)
    return [line for raw in "".join(parts).split("\n") if (line := " ".join(raw.split()))]


def test_the_page_reads_in_the_promised_order(client):
    lines = lines_of(client.get(ADDRESS).content)
    promised = [
        "On the Margin",
        "Book contents",
        "Frontmatter page iii",
        "I - Before the number page 1",
        "1 - The reader's part of the page page 3",
        "2 - Attempts to heal the breach page 6",
        "Index page 12",
        "2 - Attempts to heal the breach",
        "A. Second Writer",
        "Published online by A Press: 01 June 2011",
        "Summary",
        "What was lost",
        handmade.BREACH,
        "Type",
        "Chapter",
        "Information",
        "On the Margin",
        "How printed pages keep their numbers",
        "pp. 6 - 11",
        "Publisher: A Press",
        "Print publication year: 1977",
        "Cite this chapter",
        "Previous 1 - The reader's part of the page",
        "Next Index",
        "Full text",
        "What was lost",
        handmade.BREACH + "1",
        "Notes",
        "1",
    ]
    place = -1
    for line in promised:
        assert line in lines[place + 1 :], line
        place = lines.index(line, place + 1)


def test_nothing_stands_between_type_and_the_year(client):
    lines = lines_of(client.get("/books/on-the-margin/chapter-1/").content)
    start = lines.index("Type")
    assert lines[start : start + 9] == [
        "Type",
        "Chapter",
        "Information",
        "On the Margin",
        "How printed pages keep their numbers",
        "pp. 3 - 6",
        "Publisher: A Press",
        "Print publication year: 1977",
        "Cite this chapter",
    ]


def test_the_present_division_is_marked_among_all(client):
    root = parser.fromstring(client.get(ADDRESS).content)
    links = root.xpath("//nav[h2='Book contents']//li/a")
    assert [link.get("href") for link in links] == [
        f"/books/on-the-margin/{name}/"
        for name in ("frontmatter", "contents", "part-i", "chapter-1", "chapter-2", "index")
    ]
    assert [link.get("href") for link in links if link.get("aria-current") == "page"] == [ADDRESS]
    assert root.xpath("//nav[h2='Book contents']//li/ol/li/a/@href") == [
        "/books/on-the-margin/chapter-1/",
        "/books/on-the-margin/chapter-2/",
    ]


def test_the_books_title_leads_back_to_the_book(client):
    root = parser.fromstring(client.get(ADDRESS).content)
    assert root.xpath("//p[@class='book-title']/a[@href='/books/on-the-margin/']/text()") == ["On the Margin"]


def test_the_text_is_in_the_books_language(client):
    root = parser.fromstring(client.get(ADDRESS).content)
    assert root.get("lang") == "en"
    assert root.xpath("//section[@class='text']/div[@lang='en-GB'][@dir='ltr']//p[@id='p6-2']")


def test_each_id_stands_once_on_the_page(client):
    for name in ALL:
        ids = parser.fromstring(client.get(f"/books/on-the-margin/{name}/").content).xpath("//@id")
        assert len(ids) == len(set(ids)), name


def test_a_part_lists_its_chapters(client):
    root = parser.fromstring(client.get("/books/on-the-margin/part-i/").content)
    assert root.xpath("//nav[h2='In this part']//a/@href") == [
        "/books/on-the-margin/chapter-1/",
        "/books/on-the-margin/chapter-2/",
    ]


def test_the_way_on_leads_through_every_division(client):
    address, walked = "/books/on-the-margin/frontmatter/", []
    while address:
        walked.append(address.split("/")[3])
        address = next(iter(parser.fromstring(client.get(address).content).xpath("//a[@rel='next']/@href")), None)
    assert walked == ALL


def test_the_head_says_what_the_page_is(client):
    root = parser.fromstring(client.get(ADDRESS).content)
    assert root.findtext("head/title") == "2 - Attempts to heal the breach | On the Margin | A Press & Sons"
    assert root.xpath("//link[@rel='canonical']/@href") == [f"https://books.example.org{ADDRESS}"]
    assert root.xpath("//meta[@name='description']/@content")[0].startswith("What happened to the number")


def test_nothing_runs_and_nothing_is_styled_in_the_page(client):
    root = parser.fromstring(client.get(ADDRESS).content)
    assert not root.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]")


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    """A book whose every text is markup, a closed book, and one that says next to nothing of itself."""
    nasty = "</title><script>alert('x')</script>&lt;b&gt;\"'"
    one = replace(
        division("chapter-1"),
        title=(text(nasty),),
        number=nasty,
        blocks=(para("p3-1", nasty),),
        notes=(),
        id="chapter-1",
    )
    details = replace(
        BOOK.details,
        title="Nasty " + nasty,
        subtitle=nasty,
        publisher=nasty,
        place=nasty,
        edition=nasty,
        copyright=nasty,
        licence=nasty,
        subjects=(nasty,),
        isbns=(),
        contributors=(replace(BOOK.details.contributors[0], name=nasty),),
    )
    closed = replace(BOOK.details, title="Closed", access="closed", isbns=())
    bare = replace(
        BOOK.details,
        title="Bare",
        subtitle=None,
        publisher=None,
        place=None,
        print_year=None,
        contributors=(),
        isbns=(),
    )
    hebrew = replace(BOOK.details, title="Hebrew", language="he", isbns=())
    books = [
        replace(BOOK, details=details, divisions=(one,)),
        replace(BOOK, details=closed),
        replace(BOOK, details=bare, divisions=(replace(division("chapter-1"), first_page=None, last_page=None),)),
        replace(BOOK, details=hebrew),
        replace(BOOK, details=replace(bare, title="Empty"), divisions=(), pages=()),
    ]
    shelved.ready(
        tmp_path_factory.mktemp("strange"), [replace(b, id=b.details.title.split()[0].lower()) for b in books]
    )

    from django.test import Client

    from backlist.catalogue.models import Book

    addresses = {book.title.split()[0]: f"/books/{book.book_id}/" for book in Book.objects.all()}
    return Client(SERVER_NAME="localhost"), addresses, nasty


def test_text_that_looks_like_markup_shows_as_text(strange):
    client, addresses, nasty = strange
    for address in ("/", addresses["Nasty"], addresses["Nasty"] + "chapter-1/"):
        body = client.get(address).content.decode()
        root = parser.fromstring(body)
        assert not root.xpath("//script")
        assert nasty in root.text_content()
        assert not [href for href in root.xpath("//@href") if "<" in href or href == nasty]


def test_a_closed_book_shows_everything_but_its_text(strange):
    client, addresses, _ = strange
    body = client.get(addresses["Closed"] + "chapter-2/").content
    lines = lines_of(body)
    assert "Summary" in lines
    assert "pp. 6 - 11" in lines
    assert "The text of this book is not open to all readers." in lines
    assert b"doc-pagebreak" not in body
    assert b"doc-noteref" not in body
    assert b"a second paragraph" not in body


def test_what_a_book_does_not_say_leaves_no_gap(strange):
    client, addresses, _ = strange
    lines = lines_of(client.get(addresses["Bare"] + "chapter-1/").content)
    assert lines[lines.index("Information") : lines.index("Cite this chapter") + 2] == [
        "Information",
        "Bare",
        "Cite this chapter",
        "“The reader's part of the page,” in Bare.",
    ]
    assert "Published online: 01 June 2011" in lines


def test_a_book_without_divisions_has_a_page(strange):
    client, addresses, _ = strange
    assert client.get(addresses["Empty"]).status_code == 200


def test_text_from_right_to_left(strange):
    client, addresses, _ = strange
    root = parser.fromstring(client.get(addresses["Hebrew"] + "chapter-1/").content)
    assert root.xpath("//section[@class='text']/div[@lang='he'][@dir='rtl']")
