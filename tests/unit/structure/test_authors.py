"""Bylines under the headings of chapters."""

from __future__ import annotations

from backlist.model.layout import Box, Layout, Line, PageLayout, Span
from backlist.structure.authors import find_byline
from backlist.structure.openings import Top


def line(text: str, at: float, size: float = 10.0, font: str = "Serif", *marks: str) -> Line:
    box = Box(left=50, top=at - size, right=50 + 5 * len(text), bottom=at + 2)
    spans = [Span(text=text, box=box, font=font, size=size, baseline=at)]
    spans += [Span(text=m, box=box, font=font, size=0.6 * size, baseline=at - 0.4 * size) for m in marks]
    whole = "".join(s.text for s in spans)
    return Line(text=whole, box=box, spans=tuple(spans), size=size, baseline=at)


def opening(*lines: Line, heading: int = 2) -> tuple[Layout, Top]:
    page = PageLayout(index=0, width=400, height=600, lines=lines)
    return Layout(pages=(page,)), Top(index=0, lines=tuple(range(len(lines))), heading=heading, score=6.0)


TITLE = line("Notes and their readers", 100, 18)
BODY = [line("The text of the chapter begins here and goes on for a while,", 250 + 13 * n) for n in range(4)]


def test_a_name_with_its_place_of_work():
    layout, top = opening(
        TITLE, line("Anna Berg", 130, 13), line("Institute of Books, University of Basel", 145), *BODY
    )
    found = find_byline(layout, top, 0)
    assert found.authors == ("Anna Berg",)
    assert found.affiliations == ("Institute of Books, University of Basel",)
    assert found.lines == (1, 2)


def test_names_between_affiliations():
    layout, top = opening(
        TITLE,
        line("Anna Berg", 130, 13),
        line("University of Basel", 145),
        line("Carl Dorn", 170, 13),
        line("College of Printing,", 185),
        line("London", 197),
        *BODY,
    )
    found = find_byline(layout, top, 0)
    assert found.authors == ("Anna Berg", "Carl Dorn")
    assert found.affiliations == ("University of Basel", "College of Printing, London")


def test_marks_that_lead_to_affiliations_are_no_part_of_a_name():
    layout, top = opening(TITLE, line("Anna Berg", 130, 13, "Serif", "a"), *BODY)
    assert find_byline(layout, top, 0).authors == ("Anna Berg",)


def test_text_right_under_a_name_is_no_affiliation():
    text = [line("The University was founded by people who read, and who wrote", 145 + 12 * n) for n in range(8)]
    layout, top = opening(TITLE, line("Anna Berg", 130, 13), *text)
    found = find_byline(layout, top, 0)
    assert found.affiliations == (None,)
    assert found.lines == (1,)


def test_the_contents_say_whose_chapter_it_is():
    layout, top = opening(TITLE, line("ANNA BERG and CARL DORN", 130, 10), *BODY)
    found = find_byline(layout, top, 0, ("Anna Berg", "Carl Dorn"))
    assert found.authors == ("Anna Berg", "Carl Dorn")
    assert found.listed
    assert found.lines == (1,)


def test_a_subtitle_is_no_name():
    layout, top = opening(TITLE, line("A history of the margin", 130, 13), *BODY)
    assert find_byline(layout, top, 0).authors == ()
