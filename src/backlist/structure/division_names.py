"""What divisions are called, in the languages that books are printed in, and how they are numbered.

In: a heading or an entry of the contents. Out: its kind where the words name one, and its number parted from its title.
The names are those that printers use; a word is added here, never a book's own title.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from backlist.model.book import DivisionKind
from backlist.text.misread import mend_leading_number, roman_of
from backlist.text.numerals import from_roman

K = DivisionKind

#: Headings that name a kind by themselves, or as their first words: English, German, French, Spanish, Italian, Latin.
NAMES: dict[DivisionKind, tuple[str, ...]] = {
    K.CONTENTS: (
        "contents", "table of contents", "list of contents", "detailed contents", "brief contents",
        "inhalt", "inhaltsverzeichnis", "inhaltsübersicht",
        "table des matières", "table", "sommaire",
        "índice general", "índice de contenidos", "índice de contenido", "tabla de contenido", "tabla de materias", "contenido", "sumario",
        "indice generale", "sommario", "indice del volume", "tavola delle materie", "conteúdo", "sumário", "inhoud",
    ),
    K.LIST_OF_FIGURES: (
        "list of figures", "list of illustrations", "list of plates", "list of maps", "illustrations", "figures", "plates",
        "maps", "list of figures and tables", "figures and tables", "list of maps and figures",
        "abbildungsverzeichnis", "verzeichnis der abbildungen", "abbildungen",
        "table des illustrations", "liste des figures", "liste des illustrations", "table des figures",
        "índice de figuras", "índice de ilustraciones", "lista de figuras", "indice delle figure", "elenco delle figure",
        "elenco delle illustrazioni",
    ),
    K.LIST_OF_TABLES: (
        "list of tables", "tables", "tabellenverzeichnis", "liste des tableaux", "índice de tablas", "lista de tablas",
        "indice delle tabelle", "elenco delle tabelle",
    ),
    K.ABBREVIATIONS: (
        "abbreviations", "list of abbreviations", "abbreviations and symbols", "symbols and abbreviations",
        "abbreviations and acronyms", "list of acronyms", "acronyms", "note on abbreviations", "glossing abbreviations",
        "list of symbols and abbreviations", "abbreviations used", "abbreviations and conventions",
        "abkürzungen", "abkürzungsverzeichnis", "verzeichnis der abkürzungen", "siglen", "siglenverzeichnis",
        "abréviations", "liste des abréviations", "sigles", "sigles et abréviations",
        "abreviaturas", "lista de abreviaturas", "siglas", "siglas y abreviaturas",
        "abbreviazioni", "elenco delle abbreviazioni", "sigle", "sigle e abbreviazioni", "sigla", "compendia",
    ),
    K.FOREWORD: (
        "foreword", "editors foreword", "series editors foreword", "geleitwort", "avant-propos", "prólogo",
        "presentación", "presentazione", "premessa",
    ),
    K.PREFACE: (
        "preface", "authors note", "authors preface", "note to the reader", "to the reader", "a note to the reader",
        "vorwort", "vorbemerkung", "vorbemerkungen", "vorrede",
        "préface", "avertissement", "prefacio", "advertencia", "prefazione", "avvertenza", "praefatio", "prefatory note",
        "translators preface", "translators note", "editors preface", "publishers note", "preface and acknowledgements",
        "preface and acknowledgments",
    ),
    K.ACKNOWLEDGEMENTS: (
        "acknowledgements", "acknowledgments", "acknowledgement", "acknowledgment", "danksagung", "dank",
        "remerciements", "agradecimientos", "ringraziamenti",
    ),
    K.CONTRIBUTORS: (
        "contributors", "list of contributors", "notes on contributors", "notes on the contributors", "about the authors",
        "about the author", "about the contributors", "about the editors", "autorenverzeichnis", "die autoren",
        "verzeichnis der autoren", "autorinnen und autoren", "les auteurs", "liste des auteurs", "colaboradores",
        "los autores", "gli autori", "autori",
    ),
    K.CHRONOLOGY: (
        "chronology", "chronological table", "timeline", "zeittafel", "chronologie", "cronología", "cronologia",
    ),
    K.DEDICATION: ("dedication", "widmung", "dédicace", "dedicatoria", "dedica"),
    K.PROLOGUE: ("prologue", "prolog", "prologus"),
    K.INTRODUCTION: (
        "introduction", "general introduction", "introductory", "introductory remarks", "introductory note",
        "einleitung", "einführung", "introducción", "introduzione", "introdução", "introductio", "inleiding",
    ),
    K.CONCLUSION: (
        "conclusion", "conclusions", "concluding remarks", "general conclusion", "conclusion and outlook",
        "summary and conclusion", "summary and conclusions", "conclusions and outlook",
        "schluss", "schluß", "schlussbemerkung", "schlussbetrachtung", "schlußbetrachtung", "fazit",
        "conclusion générale", "conclusión", "conclusiones", "conclusione", "conclusioni", "conclusio", "conclusão",
    ),
    K.EPILOGUE: (
        "epilogue", "afterword", "postscript", "epilog", "nachwort", "épilogue", "postface", "epílogo", "epilogo",
        "postfazione", "poscritto", "coda", "envoi",
    ),
    K.APPENDIX: (
        "appendix", "appendices", "anhang", "annexe", "annexes", "apéndice", "apéndices", "anexo", "anexos", "appendice",
        "appendici", "allegato", "allegati", "solutions to exercises", "answers to exercises", "lösungen",
        "lösungen zu den übungen", "solutions des exercices", "corrigés des exercices", "soluciones",
    ),
    K.NOTES: (
        "notes", "endnotes", "notes and references", "notes to the text", "anmerkungen", "endnoten", "notas", "note",
    ),
    K.GLOSSARY: (
        "glossary", "terms", "list of terms", "glossary of terms", "glossar", "glossaire", "glosario", "glossario",
    ),
    K.BIBLIOGRAPHY: (
        "bibliography", "select bibliography", "selected bibliography", "references", "works cited", "list of references",
        "list of works cited", "sources", "sources and bibliography", "bibliography and sources", "reference list",
        "literature", "literature cited", "further reading", "bibliographical note", "bibliographic note", "bibliographical essay", "list of sources",
        "literatur", "literaturverzeichnis", "quellen und literatur", "quellen- und literaturverzeichnis",
        "quellenverzeichnis", "bibliographie", "auswahlbibliographie", "bibliografie",
        "références", "références bibliographiques", "ouvrages cités", "sources et bibliographie",
        "bibliografía", "referencias", "referencias bibliográficas", "obras citadas", "bibliografia", "referências",
        "riferimenti bibliografici", "opere citate",
    ),
    K.INDEX: (
        "index", "general index", "index of names", "name index", "index of subjects", "subject index", "author index",
        "language index", "index of languages", "index of persons", "index of places", "index locorum", "index nominum",
        "index rerum", "index verborum", "index of authors", "index of terms", "indices", "indexes", "index of passages",
        "register", "sachregister", "personenregister", "namenregister", "namensregister", "ortsregister", "sachverzeichnis",
        "personenverzeichnis", "stichwortverzeichnis", "sach- und personenregister",
        "index des noms", "index des auteurs", "index des auteurs cités", "index des noms de personnes", "index général",
        "index des notions", "index thématique",
        "índice alfabético", "índice onomástico", "índice analítico", "índice de nombres", "índice temático",
        "indice analitico", "indice dei nomi", "indice delle cose notevoli",
    ),
}  # fmt: skip

#: Words that are a contents page's name in one language and an index's in another: place decides.
AMBIGUOUS = frozenset({"indice", "índice", "indices"})

#: Kinds whose heading may go on after the name: "Preface to the second edition", "Appendix: the treaties".
_OPEN_NAMES = (K.PREFACE, K.FOREWORD, K.APPENDIX, K.ACKNOWLEDGEMENTS, K.INDEX, K.GLOSSARY, K.BIBLIOGRAPHY, K.EPILOGUE)

#: ... by no more words than this.
LONGEST_TAIL = 12

#: Kinds that stand before the text, and after it.
FRONT = frozenset(
    {
        K.FRONT_MATTER, K.DEDICATION, K.CONTENTS, K.LIST_OF_FIGURES, K.LIST_OF_TABLES, K.ABBREVIATIONS, K.FOREWORD,
        K.PREFACE, K.ACKNOWLEDGEMENTS, K.CONTRIBUTORS, K.CHRONOLOGY,
    }
)  # fmt: skip
BACK = frozenset({K.APPENDIX, K.NOTES, K.GLOSSARY, K.BIBLIOGRAPHY, K.INDEX, K.BACK_MATTER})

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20,
    "erster": 1, "zweiter": 2, "dritter": 3, "vierter": 4, "fünfter": 5, "sechster": 6, "erstes": 1, "zweites": 2,
    "drittes": 3, "viertes": 4, "fünftes": 5, "sechstes": 6, "siebtes": 7, "achtes": 8, "neuntes": 9, "zehntes": 10,
    "première": 1, "premiere": 1, "premier": 1, "deuxième": 2, "deuxieme": 2, "seconde": 2, "troisième": 3, "troisieme": 3,
    "quatrième": 4, "quatrieme": 4, "cinquième": 5, "cinquieme": 5, "sixième": 6, "un": 1, "deux": 2, "trois": 3, "quatre": 4,
    "primera": 1, "primero": 1, "segunda": 2, "segundo": 2, "tercera": 3, "tercero": 3, "cuarta": 4, "cuarto": 4, "quinta": 5,
    "quinto": 5, "prima": 1, "primo": 1, "seconda": 2, "secondo": 2, "terza": 3, "terzo": 3, "quarta": 4, "quarto": 4,
}  # fmt: skip

_NUMBER = (
    r"(?P<number>[IVXLC]{1,7}(?:(?:,|\s+and|\s+und|\s+et|\s+y|\s+e|\s*[–-])\s*[IVXLC]{1,7})+(?!\w)|\d{1,3}|[IVXLCivxlc]{1,7}|[A-Z](?![\w])|"
    + "|".join(sorted(_ORDINALS, key=len, reverse=True))
    + r")"
)
_AFTER = r"(?![\w])\s*[.:—–\-)|]*\s*"
_CHAPTER = re.compile(
    r"^(?:chapter|chap\.?|kapitel|kap\.|chapitre|chap\.|cap[íi]tulo|cap\.|capitolo|caput|hoofdstuk)\s+"
    + _NUMBER
    + _AFTER,
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:part|teil|partie|parte|pars|book|buch|livre|libro|liber|unit|deel)\s+" + _NUMBER + _AFTER, re.IGNORECASE
)
_PART_AFTER = re.compile(
    r"^(?P<number>"
    + "|".join(sorted(_ORDINALS, key=len, reverse=True))
    + r")\s+(?:part|teil|partie|parte|buch|book|livre|libro)"
    + _AFTER,
    re.IGNORECASE,
)
_CHAPTER_AFTER = re.compile(
    r"^(?P<number>"
    + "|".join(sorted(_ORDINALS, key=len, reverse=True))
    + r")\s+(?:chapter|kapitel|chapitre|cap[íi]tulo|capitolo)"
    + _AFTER,
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"^(?:appendix|anhang|annexe|ap[ée]ndice|appendice|anexo|allegato)\s+(?P<number>\d{1,2}|[IVX]{1,5}|[A-Z])(?![\w])\s*[.:—–\-)]*\s*",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^(?P<number>(?:\d{1,3}|[A-Z])(?:\.\d{1,3}){1,5})\.?(?:\s+|$|(?=[^\W\d_]))")
_ARABIC = re.compile(r"^(?P<number>\d{1,3})(?:\s*[.:)—–|]\s*|\s+-\s+|\s+)(?=\S)")
_ROMAN = re.compile(r"^(?P<number>[IVXLC]{1,7})(?:\s*[.:)—–|]\s*|\s+-\s+|\s+)(?=\S)")
#: "IV and V." counts two lectures printed as one; "VIIIOf" has lost the space after its number.
_ROMANS = re.compile(
    r"^(?P<number>[IVXLC]{1,7}(?:(?:,|\s+and|\s+und|\s+et|\s+y|\s+e|\s*[–-])\s*[IVXLC]{1,7})+)\.?\s+(?=\S)"
)
_TIGHT_ROMAN = re.compile(r"^(?P<number>[IVXLC]{2,7})(?=[A-ZÀ-Þ][a-zß-ÿ])")
_LETTER = re.compile(r"^(?P<number>[A-Z])(?:\s*[.:)]\s+)(?=\S)")
_BARE = re.compile(r"^(?P<number>\d{1,3}|[IVXLC]{1,7})\.?$")


_APOSTROPHES = re.compile("['’]")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Parted:
    """A heading in its parts. `depth` counts the points of a section number (`3.2` is 1), 0 for a division."""

    kind: DivisionKind | None
    number: str | None
    title: str
    depth: int = 0


def fold(text: str) -> str:
    """Letters and digits in one case, without accents, single spaces: the form in which headings are compared."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text.casefold())).split())


_FOLDED: dict[str, DivisionKind] = {fold(name): kind for kind, names in NAMES.items() for name in names}


def kind_of_title(title: str) -> DivisionKind | None:
    """The kind that a title names, or None; the title comes without its number."""
    folded = fold(title)
    if not folded:
        return None
    if folded in _FOLDED:
        return _FOLDED[folded]
    head = re.split(r"[:.—–]\s|\s-\s", title, maxsplit=1)[0]
    if head != title and fold(head) in _FOLDED:
        return _FOLDED[fold(head)]
    words = folded.split()
    for length in range(min(5, len(words) - 1), 0, -1):
        kind = _FOLDED.get(" ".join(words[:length]))
        if kind in _OPEN_NAMES and len(words) - length <= LONGEST_TAIL:
            # "Index of …", "Preface to …": the name goes on; "Index cards" would be a chapter of its own.
            follower = words[length]
            if kind in (K.APPENDIX,) or follower in _LINKS or ":" in title:
                return kind
    return None


def is_name(title: str) -> bool:
    """Whether a title is nothing but the name of a kind of division."""
    return fold(title) in _FOLDED


_LINKS = frozenset(
    "to of for and the by zur zum zu der des von und aux de du des la le les et à al del della dei a e y para por per "
    "1 2 3 i ii iii in".split()
)


def part_heading(text: str, *, letter_apart: bool = False) -> Parted:
    """Part a heading into kind, number and title.

    `letter_apart` says that the first letter stands apart from the rest (`A   Word lists`), so that it is a number and not
    an article.
    """
    text = mend_leading_number(" ".join(text.split()))
    for pattern, kind in (
        (_CHAPTER, K.CHAPTER), (_CHAPTER_AFTER, K.CHAPTER), (_PART, K.PART), (_PART_AFTER, K.PART), (_APPENDIX, K.APPENDIX),
    ):  # fmt: skip
        found = pattern.match(text)
        if found:
            title = text[found.end() :].strip()
            # "Première partie" is all the title that such a part has.
            return Parted(kind, number_form(found["number"]), title or (text if kind is K.PART else ""))
    found = _SECTION.match(text)
    if found:
        return Parted(K.SECTION, found["number"], text[found.end() :].strip(), found["number"].count("."))
    found = _BARE.match(text)
    if found and (found["number"].isdigit() or from_roman(found["number"])):
        return Parted(None, found["number"], "")
    for pattern in (_ARABIC, _ROMANS, _ROMAN, _TIGHT_ROMAN, _LETTER):
        found = pattern.match(text)
        if found and (pattern not in (_ROMAN, _TIGHT_ROMAN) or from_roman(found["number"])):
            title = text[found.end() :].strip()
            return Parted(kind_of_title(title), found["number"], title)
    if letter_apart and len(text) > 2 and text[0].isupper() and text[1] == " ":
        return Parted(kind_of_title(text[2:]), text[0], text[2:].strip())
    return Parted(kind_of_title(text), None, text)


def number_form(number: str) -> str:
    """A number as it is cited: digits and roman numerals stay, a number in words becomes digits."""
    value = _ORDINALS.get(number.casefold())
    if value is not None and not from_roman(number):
        return str(value)
    if number.isalpha() and from_roman(number):
        return number.upper()
    return roman_of(number) or number


def number_value(number: str | None) -> int | None:
    """The value of a division's number for comparing neighbours: 4 for `4`, `IV`, `D` alone has none."""
    if number is None:
        return None
    if number.isdigit():
        return int(number)
    return from_roman(number)
