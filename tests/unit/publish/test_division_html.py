"""The full text of a division as HTML: nothing lost, nothing twice, nothing that the book could smuggle in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html as parser
from tests.web.handmade import BOOK, division, entry, pages, para, text, turn

from backlist.model.book import (
    Entry,
    Figure,
    Item,
    Itemised,
    Link,
    Note,
    NoteCall,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    Verse,
)
from backlist.model.plain import text_of
from backlist.publish.html import division_html, heading_html, standing_divisions, write_division
from backlist.publish.html.standing import sections

STANDING = tuple(standing.division for standing in standing_divisions(BOOK))
SECOND = division("chapter-2")


def tree(fragment: str):
    return parser.fragment_fromstring(fragment, create_parent="div")


def plain(**changes):
    """A chapter without anything, but for `changes`."""
    return replace(SECOND, **{"blocks": (), "divisions": (), "notes": (), "first_page": None, **changes})


@pytest.mark.parametrize("one", STANDING, ids=lambda one: one.id)
def test_every_id_stands_once(one):
    ids = tree(division_html(BOOK, one)).xpath("//@id")
    assert ids
    assert not [own for own, count in Counter(ids).items() if count > 1]


@pytest.mark.parametrize("one", STANDING, ids=lambda one: one.id)
def test_every_internal_link_leads_somewhere(one):
    root = tree(division_html(BOOK, one))
    ids = set(root.xpath("//@id"))
    assert {href[1:] for href in root.xpath("//@href") if href.startswith("#")} <= ids


@pytest.mark.parametrize("one", STANDING, ids=lambda one: one.id)
def test_every_word_stands_once_and_in_order(one):
    root = tree(division_html(BOOK, one))
    own = "//a[@role='doc-noteref'] | //*[@class='mark'] | //h3[@id='notes-heading'] | //p[@class='left-out']"
    for added in root.xpath(own):
        added.text = None
    assert re.findall(r"\w+", "".join(root.itertext())) == [word for words in texts_of(one) for word in words]


def texts_of(one) -> Iterator[list[str]]:
    """The words of each text of a division, in the order of the page."""
    yield from block_texts(one.blocks)
    for section in sections(one):
        yield re.findall(r"\w+", f"{section.number or ''} {text_of(section.title)}")
        yield from texts_of(section)
    for note in one.notes:
        yield from block_texts(note.blocks)


def block_texts(blocks) -> Iterator[list[str]]:
    for block in blocks:
        match block:
            case Paragraph(inlines=line) | Entry(inlines=line) | Figure(caption=line):
                yield re.findall(r"\w+", text_of(line))
            case Quotation(blocks=within):
                yield from block_texts(within)
            case Verse(lines=lines):
                yield from (re.findall(r"\w+", text_of(line)) for line in lines)
            case Itemised(items=items):
                for item in items:
                    yield re.findall(r"\w+", item.label or "")
                    yield from block_texts(item.blocks)
            case Table(rows=rows, caption=caption):
                yield re.findall(r"\w+", text_of(caption))
                yield from (re.findall(r"\w+", text_of(cell)) for row in rows for cell in row)


def test_a_page_that_turns_within_a_word_does_not_part_it():
    fragment = division_html(BOOK, SECOND)
    assert 'inter<span role="doc-pagebreak" id="p7" title="page 7" data-page="7"></span>national' in fragment
    assert "international" in "".join(tree(fragment).itertext())


def test_a_page_that_turns_between_blocks_stands_in_the_next():
    one = plain(blocks=(turn("7"), para("p7-9", "Words.")))
    assert division_html(BOOK, one).startswith('<p id="p7-9"><span role="doc-pagebreak" id="p7"')


def test_the_first_pages_number_stands_once_whether_the_text_has_it_or_not():
    words = para("p6-9", "Words.")
    for blocks in ((words,), (turn("6"), words), (para("p6-9", turn("6"), "Words."),)):
        written = write_division(BOOK, plain(first_page="p6", blocks=blocks))
        assert written.html.count('id="p6"') == 1
        assert written.pages == ("p6",)
        assert written.opens is (blocks == (words,))
        assert tree(written.html).xpath("string(//*[@id='p6-9'])") == "Words."


def test_pages_that_turn_together_share_a_place():
    root = tree(division_html(BOOK, plain(blocks=(turn("5"), turn("6"), para("p6-9", "Words.")))))
    assert root.xpath("//p/span[@class='turns']/span/@id") == ["p5", "p6"]


def test_a_page_at_the_very_end_is_not_lost():
    assert 'id="p7"' in division_html(BOOK, plain(blocks=(para("p6-9", "Words."), turn("7"))))
    quotation = Quotation(id="p6-9", blocks=(para("p6-10", "Words."), turn("7")))
    assert 'id="p7"' in division_html(BOOK, plain(blocks=(quotation,)))


def test_a_page_that_opens_with_a_section_stands_above_its_heading():
    root = tree(division_html(BOOK, SECOND))
    section = root.xpath("//section[@id='p10-s1']")[0]
    assert section.getprevious().xpath("./span/@id") == ["p10"]
    assert not section.xpath(".//*[@id='p10']")


def test_unnumbered_pages_are_anchors_without_a_number():
    assert '<span role="doc-pagebreak" id="p-f0" title="unnumbered page"></span>' in division_html(
        BOOK, division("frontmatter")
    )


def test_notes_are_linked_both_ways():
    root = tree(division_html(BOOK, SECOND))
    call = root.xpath("//a[@role='doc-noteref'][@href='#p7-n2']")[0]
    note = root.xpath("//li[@id='p7-n2']")[0]
    assert call.get("id") == "p7-n2-call"
    assert note.xpath("./a[@role='doc-backlink']/@href") == ["#p7-n2-call"]
    assert note.xpath("./a[@role='doc-backlink']/text()") == ["2"]


def test_a_note_called_twice_leads_back_to_its_first_mark():
    root = tree(division_html(BOOK, SECOND))
    assert root.xpath("//a[@href='#p7-n1']/@id") == ["p7-n1-call", "p7-n1-call-2"]
    assert root.xpath("//li[@id='p7-n1']/a/@href") == ["#p7-n1-call"]


def test_marks_without_a_note_and_notes_without_a_mark_are_kept_unlinked():
    fragment = division_html(BOOK, SECOND)
    assert "<sup>*</sup>" in fragment
    assert tree(fragment).xpath("//li[@id='p8-n1']/span[@class='mark']/text()") == ["†"]
    elsewhere = plain(blocks=(para("p6-9", NoteCall(note="p99-n1", mark="7")),))
    assert "<sup>7</sup>" in division_html(BOOK, elsewhere)


def test_a_mark_in_the_heading_counts_as_the_first():
    call = NoteCall(note="p6-n1", mark="*")
    note = Note(id="p6-n1", mark="*", page="p6", blocks=(para("p6-n1-1", "Words."),))
    one = plain(title=(text("Title"), call), blocks=(para("p6-9", "Words.", call),), notes=(note,))
    assert 'id="p6-n1-call"' in heading_html(one, marks=True)
    assert 'id="p6-n1-call-2"' in division_html(BOOK, one)
    assert heading_html(one, marks=False) == "2 - Title"


def test_entries_nest_by_level_and_no_level_is_skipped():
    one = plain(blocks=tuple(entry(f"p6-{n}", level, f"e{n}") for n, level in enumerate((0, 2, 2, 1, 0, 1))))
    root = tree(division_html(BOOK, one))
    depths = {li.get("id"): len(list(li.iterancestors("ul"))) - 1 for li in root.xpath("//li")}
    assert list(depths.values()) == [0, 1, 2, 1, 0, 1]
    assert len(root.xpath("./ul")) == 1
    assert not root.xpath("//ul/*[not(self::li)]")


def test_entries_go_on_over_a_page():
    root = tree(division_html(BOOK, division("index")))
    assert len(root.xpath("./ul")) == 1
    assert root.xpath("//li[@id='p13-1']/span/@id") == ["p13"]


def test_text_that_looks_like_markup_is_text():
    nasty = '</p><script>alert("x")</script><img src=x onerror=alert(1)>&amp;'
    item = Itemised(id="p6-2", items=(Item(label=nasty, blocks=(para("p6-3", nasty),)),))
    one = plain(
        title=(text(nasty),),
        number=nasty,
        blocks=(
            para(nasty, nasty),
            item,
            Figure(id="p6-4", media=nasty, caption=(text(nasty),)),
            Table(id="p6-5", rows=(((text(nasty),),),), header_rows=0, caption=(text(nasty),)),
            entry("p6-6", 0, nasty),
        ),
        notes=(Note(id=nasty, mark=nasty, page="p6", blocks=(para("p6-7", nasty),)),),
    )
    book = replace(BOOK, pages=pages(nasty))
    for fragment in (division_html(book, replace(one, first_page=book.pages[0].id)), heading_html(one, marks=True)):
        root = tree(fragment)
        assert not root.xpath("//script | //img[@onerror]")
        assert nasty in "".join(root.itertext())


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//[", "/books/"])
def test_links_lead_to_the_web_or_nowhere(href):
    link = Link(href=href, inlines=(text("words"),))
    assert division_html(BOOK, plain(blocks=(para("p6-9", link),))) == '<p id="p6-9">words</p>\n'


def test_sections_nest_under_the_page_headings():
    root = tree(division_html(BOOK, SECOND))
    assert [(h.tag, "".join(h.itertext())) for h in root.iter("h3", "h4")] == [
        ("h3", "What was lost"),
        ("h4", "2.1 Marks & <tags>"),
        ("h3", "What can be kept"),
        ("h3", "Notes"),
    ]


def test_a_part_shows_its_own_words_and_not_its_chapters():
    shown = "".join(tree(division_html(BOOK, division("part-i"))).itertext())
    assert "a page of its own" in shown
    assert "pencil" not in shown
    assert division_html(BOOK, replace(division("part-i"), blocks=())) == ""


def test_pages_with_their_own_address_are_all_divisions_but_held_sections():
    assert [(s.division.id, s.depth) for s in standing_divisions(BOOK)] == [
        ("frontmatter", 0),
        ("contents", 0),
        ("part-i", 0),
        ("chapter-1", 1),
        ("chapter-2", 1),
        ("index", 0),
    ]


def test_a_page_break_without_a_page_is_an_anchor_still():
    assert 'id="pnone"' in division_html(BOOK, plain(blocks=(PageBreak(page="pnone"),)))
