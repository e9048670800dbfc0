"""Reading a chapter in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

CHAPTER = "/books/on-the-margin/chapter-2/"
PAGES = {
    "home": "/",
    "book": "/books/on-the-margin/",
    "chapter": CHAPTER,
    "figure": "/books/on-the-margin/chapter-1/",
    "part": "/books/on-the-margin/part-i/",
    "index": "/books/on-the-margin/index/",
    "no such page": "/books/on-the-margin/page/999/",
    "nothing": "/nothing/",
}
PHONE = 390  # CSS pixels
#: CSS pixels: what 400 % zoom leaves of a window of 1280 (WCAG 2.2, 1.4.10).
ZOOMED = 320

COLUMN_OF_TEXT = "document.querySelector('.numbered p').getBoundingClientRect()"


def in_view(page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return 0 <= box["y"] < page.viewport_size["height"]


def has_sideways_scrolling(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_readers_path_from_the_catalogue_to_a_chapter(open_page):
    page = open_page("/")
    page.get_by_role("link", name="On the Margin").click()
    page.get_by_role("link", name="2 - Attempts to heal the breach").click()
    assert page.url.endswith(CHAPTER)
    assert page.get_by_role("heading", level=1).inner_text() == "2 - Attempts to heal the breach"


def test_the_promised_lines_are_seen_in_order(open_page):
    lines = [line.strip() for line in open_page(CHAPTER).locator("main").inner_text().splitlines() if line.strip()]
    place = -1
    for line in (
        "On the Margin",
        "Book contents",
        "2 - Attempts to heal the breach",
        "A. Second Writer",
        "Published online by A Press: 01 June 2011",
        "Summary",
        "What was lost",
        "Type",
        "Chapter",
        "Information",
        "On the Margin",
        "How printed pages keep their numbers",
        "pp. 6 - 11",
        "Publisher: A Press",
        "Print publication year: 1977",
    ):
        shown = [seen.casefold() for seen in lines[place + 1 :]]
        assert line.casefold() in shown, line
        place += 1 + shown.index(line.casefold())


def test_typing_a_printed_page_leads_to_its_place(open_page):
    page = open_page(CHAPTER, height=500)
    page.get_by_label("Go to printed page").fill("11")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapter-2/#p11")
    assert in_view(page, "#p11-1")


def test_a_note_and_back(open_page):
    page = open_page(CHAPTER, height=500)
    page.locator("#p7-n2-call").click()
    assert page.url.endswith("#p7-n2")
    assert in_view(page, "#p7-n2")
    page.locator("#p7-n2 [role=doc-backlink]").click()
    assert page.url.endswith("#p7-n2-call")
    assert in_view(page, "#p7-n2-call")


def test_without_script_all_of_it_works(open_page):
    page = open_page(CHAPTER, script=False, width=PHONE)
    first = page.get_by_role("link", name="Frontmatter")
    assert not first.is_visible()
    page.get_by_text("Show contents").click()
    assert first.is_visible()
    page.locator("#p7-n2-call").click()
    assert page.url.endswith("#p7-n2")
    page.get_by_label("Go to printed page").fill("iv")
    page.get_by_role("button", name="Go").click()
    assert page.url.endswith("/frontmatter/#piv")


def test_page_numbers_stand_in_the_margin(open_page):
    page = open_page(CHAPTER)
    mark = page.evaluate(
        "(() => { const s = getComputedStyle(document.getElementById('p7'), '::before');"
        " return [s.content, s.position] })()"
    )
    assert mark == ["attr(data-page)", "absolute"] or mark == ['"7"', "absolute"]


def test_a_number_within_a_word_does_not_part_it(open_page):
    page = open_page(CHAPTER)
    page.evaluate("document.querySelector('.summary').remove()")
    assert page.evaluate("window.find('international')")
    copied = page.evaluate(
        "(() => { const r = document.createRange(); r.selectNodeContents(document.getElementById('p6-3'));"
        " getSelection().removeAllRanges(); getSelection().addRange(r); return getSelection().toString() })()"
    )
    assert "international, and" in copied


@pytest.mark.parametrize("name", PAGES)
def test_no_width_scrolls_sideways(open_page, name):
    page = open_page(PAGES[name])
    for width in (ZOOMED, PHONE, 820, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert not has_sideways_scrolling(page), width


def test_text_stays_narrow_enough_to_read(open_page):
    page = open_page(CHAPTER, width=1920)
    # A line of 45 to 80 characters, of which each takes somewhat under half of the font's size.
    width, size = page.evaluate(f"[{COLUMN_OF_TEXT}.width, parseFloat(getComputedStyle(document.body).fontSize)]")
    assert 45 <= width / size / 0.44 <= 85


def test_large_text_scrolls_one_way_only(open_page):
    page = open_page(CHAPTER, width=PHONE)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert not has_sideways_scrolling(page)


def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(open_page):
    page = open_page(CHAPTER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert in_view(page, ".skip")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, e.id || e.getAttribute('href') || e.className, s.outlineStyle, s.outlineWidth] })()"
        )
        if where[0] == "BODY":
            break
        assert where[2:] == ["solid", "3px"], where
        reached.add(where[1])
    assert {"/books/on-the-margin/chapter-1/", "label", "p7-n2-call", "#p7-n2-call", "wide"} <= reached


def test_nothing_is_asked_of_anybody_else(open_page, site):
    asked = []
    page = open_page("/")
    page.on("request", lambda request: asked.append(request.url))
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    for address in PAGES.values():
        page.goto(address)
    assert asked
    assert not [address for address in asked if not address.startswith(site)]
    assert not [fault for fault in faults if "404" not in fault]


@pytest.mark.parametrize("name", PAGES)
def test_no_barrier_that_a_program_can_find(open_page, name):
    page = open_page(PAGES[name])
    for width, scheme in ((PHONE, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert found.violations_count == 0, f"{width} {scheme}\n{found.generate_report()}"


def test_on_paper_there_is_the_text_with_its_numbers(open_page):
    page = open_page(CHAPTER)
    page.emulate_media(media="print")
    assert not page.locator("header.site").is_visible()
    assert not page.get_by_label("Go to printed page").is_visible()
    assert page.locator("#p6-2").is_visible()
    position = "getComputedStyle(document.getElementById('p7'), '::before').position"
    assert page.evaluate(position) == "absolute"
