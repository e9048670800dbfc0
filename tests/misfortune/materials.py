"""What the tests of misfortune work with: a small printed book, a folder's checksums, a command's answer."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typst

PROGRAM = Path(sys.executable).with_name("backlist")

BOOK = """
#set page(width: 120mm, height: 190mm, footer: context align(center, counter(page).display()))
#set text(size: 10pt, lang: "en")
#set par(justify: true, first-line-indent: 1em)
#page(footer: none)[#v(4cm) #align(center)[
  #text(size: 20pt)[TITLE] #v(1cm) by A. N. Author #v(5cm) The Sample Press #linebreak() Cambridge
]]
#page(footer: none)[#set par(first-line-indent: 0pt)
First published 1977 by The Sample Press, Cambridge #parbreak() © A. N. Author 1977 #parbreak() ISBN NUMBER]
#page(footer: none)[= Contents
#v(1cm)
1 #h(1em) Where readers look #box(width: 1fr, repeat[.]) 1
#linebreak()
2 #h(1em) What readers find #box(width: 1fr, repeat[.]) 5]
#counter(page).update(1)
#let chapter(number, title, start) = {
  counter(page).update(start)
  v(2cm)
  text(size: 16pt)[#number #h(1em) #title]
  v(1cm)
  for i in range(16) {
    par[Readers who look for a place in a book turn first to its contents, and then to its index, where the
      words that they remember stand in the order of the alphabet.#if calc.rem(i, 5) == 0 {
        footnote[A note about the index, with its own words.]
      } The number of the page leads them to the line that they had in mind, provided that the number is right.]
  }
}
#chapter("1", "Where readers look", 1)
#pagebreak(to: "odd")
#chapter("2", "What readers find", 5)
"""


def typeset(title: str = "Finding the Place", isbn: str = "978-0-306-40615-7") -> bytes:
    """The PDF of a small printed book: title page, copyright page, contents, two chapters with notes."""
    return typst.compile(BOOK.replace("TITLE", title).replace("NUMBER", isbn).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


def tree(folder: Path) -> dict[str, str]:
    """Every path in a folder with a checksum of what stands there; empty where there is no folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = "folder"
    return found
