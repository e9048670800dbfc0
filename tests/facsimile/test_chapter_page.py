"""A chapter's page as readers see it, compared line by line with what was promised of it; and the same after a loss.

The promise: the book's title leading back to the book; the book's contents, with the present division marked; the heading;
who wrote it; when it was published online; the summary; the type; the information; the way to the divisions beside it; the
full text, with the number of every printed page in its margin.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from urllib.parse import urljoin

from playwright.sync_api import Page
from tests.facsimile.book import FIRST, HEADING, PUBLISHER, SECOND, SUBTITLE, TITLE
from tests.facsimile.conftest import Press
from tests.typesetter.account import Account
from tests.typesetter.press import Printed

BOOK = "/books/the-order-of-leaves/"
CHAPTER = BOOK + "chapter-5/"
FIRST_PAGE, LAST_PAGE = 180, 210

#: In the contents of the book: its divisions, each with the printed page where it opens.
DIVISIONS = (
    ("Frontmatter", "i"), ("Contents", "v"), ("Preface", "vi"), ("Introduction", "1"), ("1 - The order of the leaves", "10"),
    ("2 - What readers want", "50"), ("3 - The first numbers", "94"), ("4 - Before the title-page", "134"),
    ("5 - Attempts to heal the breach", "180"), ("6 - Numbers without names", "211"), ("Conclusion", "219"),
)  # fmt: skip

#: From the top of the page to the full text, each line that is promised, in order.
PROMISED = (
    TITLE,
    "Book contents",
    *(heading for heading, _ in DIVISIONS),
    "5 - Attempts to heal the breach",
    "Jane Doe",
    f"Published online by {PUBLISHER}: 01 June 2011",
    "Summary",
    HEADING,
    FIRST,
    SECOND,
    "Type",
    "Chapter",
    "Information",
    TITLE,
    SUBTITLE,
    f"pp. {FIRST_PAGE} - {LAST_PAGE}",
    f"Publisher: {PUBLISHER}",
    "Print publication year: 1977",
    "Previous",
    "4 - Before the title-page",
    "Next",
    "6 - Numbers without names",
    "Full text",
    HEADING,
    FIRST + "1",
    SECOND,
)
#: Whole sections of the page: a heading, and all that stands under it.
SECTIONS = {
    "Summary": (HEADING, FIRST, SECOND),
    "Type": ("Chapter",),
    "Information": (
        TITLE,
        SUBTITLE,
        f"pp. {FIRST_PAGE} - {LAST_PAGE}",
        f"Publisher: {PUBLISHER}",
        "Print publication year: 1977",
    ),
}


def _lines(page: Page, selector: str) -> list[str]:
    """The lines of a part of the page that can be seen; headings may be set in capitals by the style sheet."""
    return [line.strip() for line in page.locator(selector).inner_text().splitlines() if line.strip()]


def _chapter(account: Account) -> str:
    """The words of the chapter, without marks of notes."""
    return next(text for text in account.text if text.startswith(FIRST[:40]))


def test_the_chapter_that_was_printed_is_the_one_that_was_promised(facsimile: Printed) -> None:
    rows = {row[2]: row for row in facsimile.account.divisions}
    assert rows["Attempts to heal the breach"] == (
        "chapter", "5", "Attempts to heal the breach", (), 1, str(FIRST_PAGE), str(LAST_PAGE),
    )  # fmt: skip


def test_a_reader_sees_what_was_promised(browser_page: Page, facsimile: Printed) -> None:
    page = browser_page
    page.goto(CHAPTER)
    seen = _lines(page, "main")
    at = -1
    for line in PROMISED:
        shown = [other.casefold() for other in seen[at + 1 :]]
        assert line.casefold() in shown, f"not seen, or not after {seen[at]!r}: {line!r}"
        at += 1 + shown.index(line.casefold())
    assert page.locator("h1").all_inner_texts() == ["5 - Attempts to heal the breach"]

    for name, expected in SECTIONS.items():
        found = _lines(page, f"section[aria-labelledby={name.lower()}-heading]")
        assert [line.casefold() for line in found] == [line.casefold() for line in (name, *expected)]

    contents = page.get_by_role("navigation", name="Book contents")
    assert contents.locator("[aria-current=page]").count() == 1
    assert contents.locator("[aria-current=page]").inner_text().startswith("5 - Attempts to heal the breach")
    entries = [line.strip() for line in contents.inner_text().splitlines() if line.strip()]
    for heading, number in DIVISIONS:
        after = entries[entries.index(heading) :]
        assert number in after[:3], (heading, after[:3])

    page.get_by_role("link", name=TITLE).first.click()
    assert page.url.endswith(BOOK)


def test_every_printed_page_stands_in_the_margin(browser_page: Page, facsimile: Printed) -> None:
    page = browser_page
    page.goto(CHAPTER)
    margin = page.evaluate(
        "[...document.querySelectorAll('section.text [data-page]')].map(mark => ({"
        " id: mark.id, number: mark.dataset.page, shown: getComputedStyle(mark, '::before').content,"
        " left: mark.getBoundingClientRect().left, top: mark.getBoundingClientRect().top}))"
    )
    numbers = [str(n) for n in range(FIRST_PAGE, LAST_PAGE + 1)]
    assert [mark["number"] for mark in margin] == numbers
    assert [mark["id"] for mark in margin] == [f"p{n}" for n in numbers]
    assert all(mark["shown"] in ("attr(data-page)", f'"{mark["number"]}"') for mark in margin)
    assert [mark["top"] for mark in margin] == sorted(mark["top"] for mark in margin)

    # Each stands before the very words with which its page begins.
    turns = {label: after.split(" ¶")[0] for label, _, after in facsimile.account.page_turns}
    page.evaluate("document.querySelectorAll('[role=doc-noteref]').forEach(mark => mark.remove())")
    following = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('section.text [data-page]')].map(mark => {"
        " const rest = document.createRange(); rest.setStartAfter(mark);"
        " rest.setEndAfter(document.querySelector('section.text .numbered').lastChild);"
        " return [mark.dataset.page, rest.toString().slice(0, 80)] }))"
    )
    for number in numbers[1:]:
        assert " ".join(following[number].split()).startswith(turns[number]), number

    page.goto(f"{BOOK}page/195/")
    assert page.url.endswith(f"{CHAPTER}#p195")
    assert page.evaluate("document.querySelector(':target').dataset.page") == "195"
    assert 0 <= page.locator("#p195").bounding_box()["y"] < page.viewport_size["height"]


def test_the_full_text_is_the_printed_text(browser_page: Page, facsimile: Printed) -> None:
    page = browser_page
    page.goto(CHAPTER)
    words = page.evaluate(
        "(() => { const text = document.querySelector('section.text .numbered').cloneNode(true);"
        " text.querySelectorAll('[role=doc-noteref], [role=doc-endnotes], h2, h3, h4, aside, .notes, section.notes')"
        ".forEach(part => part.remove());"
        " return [...text.querySelectorAll('p')].map(p => p.textContent).join(' ') })()"
    )
    assert " ".join(words.split()) == _chapter(facsimile.account)


def test_markup_in_the_book_is_text(browser_page: Page) -> None:
    page = browser_page
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.message) or dialog.dismiss())
    for address in (CHAPTER, BOOK, "/"):
        page.goto(address)
        assert page.locator("main script").count() == 0
    assert not asked
    page.goto(CHAPTER)
    assert "<script>alert(1)</script>" in page.locator("section.text").inner_text()


def _get(address: str) -> tuple[int, dict[str, str], bytes]:
    with urllib.request.urlopen(address, timeout=60) as answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        kept = {name: headers[name] for name in ("content-type", "etag") if name in headers}
        return answer.status, kept, answer.read()


def _crawl(address: str) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """Every page that can be reached from the first one by its links, by path."""
    found: dict[str, tuple[int, dict[str, str], bytes]] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = _get(address + path)
        if found[path][1].get("content-type", "").startswith("text/html"):
            links = re.findall(r'(?:href|src)="([^"#]+)', found[path][2].decode())
            waiting += [link for link in (urljoin(path, link) for link in links) if link.startswith("/")]
    return found


def test_without_its_database_every_page_comes_back_to_the_byte(press: Press, serve: Callable[[], str]) -> None:
    before = _crawl(serve())
    assert {BOOK, CHAPTER, "/"} <= set(before)
    assert len(before) > len(DIVISIONS)
    databases = [path for path in press.library.rglob("*") if path.suffix in (".sqlite3", ".sqlite", ".db")]
    assert databases, sorted(path.name for path in press.library.iterdir())
    for path in databases:
        for other in path.parent.glob(f"{path.name}*"):
            other.unlink()
    press.backlist("shelve", "--all")
    after = _crawl(serve())
    assert sorted(after) == sorted(before)
    assert [path for path in before if before[path] != after[path]] == []
