"""A book of which everything is known before it is printed: plain data, and how such a book is written.

In: vices and a seed. Out: a `KnownBook`. What is here is what the author hands in; where it comes to stand is decided by
the press.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.typesetter.vices import Contents, Notes, Opening, Sections, Titles, Vices
from tests.typesetter.words import Writer

from backlist.model.book import DivisionKind
from backlist.text.numerals import to_roman

K = DivisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one style (`italic`, `small-caps` or None), then perhaps a note."""

    text: str
    style: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or a block quotation of one."""

    runs: tuple[Run, ...]
    quotation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    number: str | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """An entry of the index as printed; `level` is 1 for a sub-entry."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDivision:
    """`label` is what stands over the title (`CHAPTER V`); `entry` what the contents print before it; `topics` are what
    analytical contents say under it. `index` is there in an index alone."""

    kind: DivisionKind
    title: str
    number: str | None = None
    label: str | None = None
    entry: str | None = None
    level: int = 1
    authors: tuple[str, ...] = ()
    topics: str | None = None
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    index: tuple[IndexLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBook:
    title: str
    subtitle: str
    author: str
    publisher: str
    place: str
    year: int
    isbn: str
    language: str
    contents_title: str | None
    divisions: tuple[KnownDivision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What a language calls the divisions of a book, and who stands for its authors."""

    title: str
    subtitle: str
    author: str
    publisher: str
    place: str
    contents: str
    preface: str
    introduction: str
    part: str
    chapter: str
    conclusion: str
    notes: str
    bibliography: str
    index: str
    published: str
    plate: str
    persons: tuple[str, ...]


NAMES = {
    "en": _Names(
        title="The Reading of Pages", subtitle="How numbers came to serve the reader", author="John Smith",
        publisher="Example University Press", place="Cambridge", contents="Contents", preface="Preface",
        introduction="Introduction", part="Part", chapter="Chapter", conclusion="Conclusion", notes="Notes",
        bibliography="Bibliography", index="Index", published="First published", plate="Plate",
        persons=("Jane Doe", "Richard Roe", "Mary Major", "John Doe"),
    ),
    "de": _Names(
        title="Die Ordnung der Seiten", subtitle="Wie Zahlen dem Leser zu dienen begannen", author="Max Mustermann",
        publisher="Musterhaus Verlag", place="Frankfurt am Main", contents="Inhalt", preface="Vorwort",
        introduction="Einleitung", part="Teil", chapter="Kapitel", conclusion="Schluss", notes="Anmerkungen",
        bibliography="Literaturverzeichnis", index="Register", published="Erste Auflage", plate="Tafel",
        persons=("Erika Mustermann", "Hans Mustermann", "Lieschen Müller", "Otto Normal"),
    ),
    "fr": _Names(
        title="L’Index et le lecteur", subtitle="Essai sur les nombres de la page", author="Jean Dupont",
        publisher="Presses Universitaires de l’Exemple", place="Paris", contents="Table des matières",
        preface="Préface", introduction="Introduction", part="Partie", chapter="Chapitre", conclusion="Conclusion",
        notes="Notes", bibliography="Bibliographie", index="Index des notions",
        published="Première édition", plate="Planche",
        persons=("Marie Martin", "Pierre Durand", "Jeanne Dupont", "Paul Martin"),
    ),
}  # fmt: skip

ISBN = "978-0-306-40615-7"
YEAR = 1977
CHAPTERS = 5
SECTIONS = 2
#: Paragraphs of a section, and sentences of a paragraph: fewest and most.
PARAGRAPHS = (2, 4)
SENTENCES = (2, 7)
#: How often a paragraph has a note, italics, words in small capitals, and a block quotation after it.
NOTE, ITALIC, SMALL_CAPS, QUOTATION = 0.5, 0.3, 0.35, 0.3
#: Sentences of a note that runs on to the next page.
LONG_NOTE = 14
INDEX_ENTRIES = 70
TITLE_WORDS_LONG = 3  # headings put together into one long title


class _Author:
    def __init__(self, vices: Vices, seed: int) -> None:
        self.vices = vices
        self.names = NAMES[vices.language]
        self.writer = Writer(vices.language, f"{seed}")
        self.chance = Random(f"{seed} of the author")

    def book(self) -> KnownBook:
        names, vices = self.names, self.vices
        main: list[KnownDivision] = [self._named(K.INTRODUCTION, names.introduction)]
        for n in range(1, CHAPTERS + 1):
            if vices.parts and n in (1, 4):
                main.append(self._part(1 if n == 1 else 2))
            main.append(self._chapter(n))
        main.append(self._named(K.CONCLUSION, names.conclusion))
        back = [self._bibliography()]
        if vices.notes is Notes.BOOK_END:
            back.insert(0, KnownDivision(kind=K.NOTES, title=names.notes))
        if vices.index:
            back.append(KnownDivision(kind=K.INDEX, title=names.index, index=self._index()))
        return KnownBook(
            title=names.title,
            subtitle=names.subtitle,
            author=names.author,
            publisher=names.publisher,
            place=names.place,
            year=YEAR,
            isbn=ISBN,
            language=vices.language,
            contents_title=None if vices.contents is Contents.NONE else names.contents,
            divisions=(self._named(K.PREFACE, names.preface), *main, *back),
        )

    def _named(self, kind: DivisionKind, title: str) -> KnownDivision:
        return KnownDivision(kind=kind, title=title, blocks=self._blocks(3, notes=kind is not K.PREFACE))

    def _part(self, n: int) -> KnownDivision:
        number = to_roman(n).upper()
        label = f"{self.names.part} {number}"
        return KnownDivision(
            kind=K.PART, title=self.writer.topic(), number=number, label=label.upper(), entry=label, level=1
        )

    def _chapter(self, n: int) -> KnownDivision:
        vices = self.vices
        title = self.writer.topic()
        if vices.titles is Titles.LONG:
            title = ": ".join([title, *(self.writer.topic() for _ in range(TITLE_WORDS_LONG - 1))])
            title = title.replace(": ", ", ", 2).replace(", ", ": ", 1)
        number: str | None = str(n)
        label = entry = number
        match vices.opening:
            case Opening.CHAPTER_OVER_CAPITALS | Opening.LETTER_SPACED:
                number = to_roman(n).upper()
                label, entry = f"{self.names.chapter} {number}", number
            case Opening.UNNUMBERED:
                number = label = entry = None
        sections = ()
        if vices.sections is not Sections.NONE:
            numbered = vices.sections is Sections.NUMBERED
            sections = tuple(
                Section(
                    title=self.writer.topic(),
                    number=f"{n}.{k}" if numbered else None,
                    blocks=self._blocks(self.chance.randint(*PARAGRAPHS)),
                )
                for k in range(1, SECTIONS + 1)
            )
        return KnownDivision(
            kind=K.CHAPTER,
            title=title,
            number=number,
            label=label,
            entry=entry,
            level=2 if vices.parts else 1,
            authors=(self.names.persons[n % len(self.names.persons)],) if vices.authors else (),
            topics=" — ".join(self.writer.topic() for _ in range(6)) + "."
            if vices.contents is Contents.ANALYTICAL
            else None,
            blocks=self._blocks(self.chance.randint(*PARAGRAPHS)),
            sections=sections,
        )

    def _blocks(self, count: int, *, notes: bool = True) -> tuple[Block, ...]:
        out: list[Block] = []
        for _ in range(count):
            out.append(Block(runs=self._runs(self.chance.randint(*SENTENCES), notes=notes)))
            if self.vices.quotations and self.chance.random() < QUOTATION:
                out.append(Block(runs=(Run(text=self.writer.sentences(3)),), quotation=True))
        # The last paragraph calls no note, so that none runs on past the last page of text.
        return (*out, Block(runs=self._runs(2, notes=False)))

    def _runs(self, sentences: int, *, notes: bool) -> tuple[Run, ...]:
        runs: list[Run] = []
        noted = self.chance.randrange(sentences) if notes and self.chance.random() < NOTE else None
        for k in range(sentences):
            note = self._note() if k == noted and self.vices.notes is not Notes.NONE else None
            words = self.writer.sentence().split(" ")
            styled = None
            if self.vices.emphasis and self.chance.random() < ITALIC:
                styled = "italic"
            if self.vices.small_capitals and self.chance.random() < SMALL_CAPS:
                styled = "small-caps"
            at = next((i for i in range(2, len(words) - 2) if words[i].isalpha() and len(words[i]) > 4), None)
            if styled and at is not None:
                runs.append(Run(text=" ".join(words[:at])))
                runs.append(Run(text=words[at].lower() if styled == "small-caps" else words[at], style=styled))
                runs.append(Run(text=" ".join(words[at + 1 :]), note=note))
            else:
                runs.append(Run(text=" ".join(words), note=note))
        return tuple(runs)

    def _note(self) -> str:
        long = self.vices.running_on and self.chance.random() < 0.3
        return self.writer.sentences(LONG_NOTE if long else self.chance.randint(1, 2))

    def _bibliography(self) -> KnownDivision:
        works = sorted(
            f"{person.split()[-1]}, {person.split()[0]}, {self.writer.topic()} ({self.names.place}, {year})."
            for person, year in zip(self.names.persons * 4, range(1901, 1917), strict=True)
        )
        blocks = tuple(Block(runs=(Run(text=work),)) for work in works)
        return KnownDivision(kind=K.BIBLIOGRAPHY, title=self.names.bibliography, blocks=blocks)

    def _index(self) -> tuple[IndexLine, ...]:
        headings = sorted({self.writer.phrase().split(" ", 1)[-1] for _ in range(INDEX_ENTRIES)}, key=str.casefold)
        lines: list[IndexLine] = []
        for k, heading in enumerate(headings):
            lines.append(IndexLine(text=f"{heading}, {self._locators()}"))
            if k % 4 == 0:
                subs = sorted({self.writer.phrase().split(" ", 1)[-1] for _ in range(2)}, key=str.casefold)
                lines.extend(IndexLine(text=f"{sub}, {self._locators()}", level=1) for sub in subs)
        return tuple(lines)

    def _locators(self) -> str:
        pages = sorted(self.chance.sample(range(1, 40), self.chance.randint(1, 4)))
        return ", ".join(f"{p}–{p + 2}" if self.chance.random() < 0.2 else str(p) for p in pages)


def write_book(vices: Vices, seed: int = 1) -> KnownBook:
    """Write a book that shows what `vices` ask for; the same arguments write the same book."""
    return _Author(vices, seed).book()
