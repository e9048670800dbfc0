"""A stock of words, and sentences made of them: text for books whose every word is known.

In: a language and a source of chance. Out: sentences with names, years, abbreviations, quotation marks and the spacing
that printers of the language use. They follow grammar, not sense; the persons are those that stand for anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

#: French printers set a narrow space that does not break before `; ! ?` and within quotation marks, a wide one before `:`.
NARROW, FIXED = "\u202f", "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What sentences of one language are made of. Every noun can be subject, object and what a preposition governs;
    every adjective, before (or in French behind) every noun; `asides` begin a sentence; `quotes` open and close."""

    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    determiners: tuple[str, ...]
    genitive: str
    verbs: tuple[str, ...]
    prepositions: tuple[str, ...]
    joints: tuple[str, ...]
    asides: tuple[str, ...]
    brackets: tuple[str, ...]
    quotes: tuple[str, str]
    semicolon: str
    topics: tuple[str, ...]
    behind: bool = False


ENGLISH = Stock(
    nouns=tuple(
        "page reader margin binding title-page number gathering preface argument printer library catalogue chapter column "
        "translation commentary collection inscription observation correspondence fragment authority difficulty office "
        "definition reflection affair edition convention cross-reference manuscript compositor quotation dictionary "
        "afterthought scaffolding influence waffle flourish foundation inheritance interpretation classification".split()
    ),
    adjectives=tuple(
        "first official well-known printed difficult international learned efficient old numbered fashionable scientific "
        "half-forgotten marginal final definitive unofficial extraordinary remarkable provisional contemporary sufficient "
        "magnificent philosophical bibliographical".split()
    ),
    determiners=("the", "the", "the", "this", "every", "each", "no", "that"),
    genitive="of",
    verbs=tuple(
        "follows carries confirms reflects precedes describes fits finds offers contradicts represents affects "
        "classifies understands establishes presupposes recommends flatters".split()
    ),
    prepositions=("in", "before", "under", "with", "without", "against", "between the lines of", "at the foot of"),
    joints=("and", "but", "while", "although", "because", "so that", "; and"),
    asides=(
        "In 1470,", "Between 1501 and 1537,", "As Jane Doe has shown,", "According to John Smith (1931, pp. 12–14),",
        "It follows that", "In the end", "For Erika Mustermann, however,", "Cf. vol. ii, ch. 3:", "Around c. 1640",
        "Nevertheless", "In St. John’s copy", "By the nineteenth century",
    ),
    brackets=("(see p. 34)", "(e.g. in 1892)", "(cf. Doe 1977)", "(i.e. folio 12r)", "(1850–1914)", "(No. 7)"),
    quotes=("‘", "’"),
    semicolon=";",
    topics=tuple(
        "The order of the leaves|What readers want|Officials and their files|The first numbers|Finding and keeping|"
        "A difficult inheritance|Margins, notes and flourishes|The printer’s hand|On the use of tables|The silent page|"
        "Columns and lines|Authority and its limits|From roll to codex|The reader’s memory|Signs that point|"
        "The catalogue as argument|Before the title-page|Numbers without names|The binder’s knife|What was left out".split("|")
    ),
)  # fmt: skip

GERMAN = Stock(
    nouns=tuple(
        "Seiten Zahlen Spalten Handschriften Anmerkungen Überschriften Zeilen Ausgaben Quellen Sammlungen Gelehrten "
        "Bibliotheken Ordnungen Größen Fußnoten Auflagen Übersetzungen Wissenschaften Öffnungen Gewohnheiten "
        "Inhaltsübersichten Zusammenfassungen Druckereien Auffassungen Beschäftigungen Schwierigkeiten".split()
    ),
    adjectives=tuple(
        "alten gedruckten älteren schwierigen größten gelehrten früheren öffentlichen wissenschaftlichen vollständigen "
        "französischen nachträglichen überlieferten äußeren ausführlichen".split()
    ),
    determiners=("die", "die", "diese", "alle", "jene", "keine"),
    genitive="der",
    verbs=tuple(
        "zeigen bestätigen übertreffen beschreiben begründen ersetzen ergänzen berühren verändern widerlegen erklären "
        "veröffentlichen beschäftigen".split()
    ),
    prepositions=("für", "gegen", "ohne", "durch", "um"),
    joints=("und", "aber", "denn", "; auch", "oder"),
    asides=(
        "Im Jahre 1470 gilt:", "Nach Max Mustermann (1931, S. 12–14) heißt das:", "Vgl. Bd. 2, S. 45:",
        "Bei Erika Mustermann steht:", "Daraus folgt:", "Um 1640 gilt außerdem:",
    ),
    brackets=("(vgl. S. 34)", "(z. B. 1892)", "(d. h. Blatt 12r)", "(1850–1914)", "(Nr. 7)"),
    quotes=("„", "“"),
    semicolon=";",
    topics=tuple(
        "Die Ordnung der Blätter|Was Leser suchen|Die ersten Zahlen|Über den Gebrauch der Tafeln|Größe und Maß|"
        "Das Gedächtnis des Lesers|Die stumme Seite|Spalten und Zeilen|Von der Rolle zum Buch|Zeichen, die zeigen|"
        "Eine schwierige Erbschaft|Die Hand des Setzers|Fußnoten und Ränder|Vor dem Titelblatt|Zahlen ohne Namen|"
        "Das Messer des Binders|Was fehlt|Ämter und Akten|Das Verzeichnis als Beweis|Finden und Behalten".split("|")
    ),
)  # fmt: skip

FRENCH = Stock(
    nouns=tuple(
        "page|note|table|reliure|bibliothèque|préface|numérotation|lettre|référence|marge|colonne|lecture|citation|"
        "traduction|définition|collection|difficulté|correspondance|classification|réflexion|société|mémoire|reproduction".split("|")
    ),
    adjectives=tuple(
        "ancienne imprimée reliée précédente manuscrite française première érudite célèbre générale définitive "
        "supplémentaire bibliographique extraordinaire".split()
    ),
    determiners=("la", "la", "cette", "une", "chaque"),
    genitive="de",
    verbs=tuple(
        "précède confirme décrit représente complète contredit désigne reflète établit transforme recommande".split()
    ),
    prepositions=("dans", "sous", "avec", "sans", "contre", "après"),
    joints=("et", "mais", "car", "tandis que", f"{NARROW}; ainsi"),
    asides=(
        f"En 1470{FIXED}:", "Selon Jean Dupont (1931, p. 12-14),", "Cf. t. II, chap. 3,", "Pour Marie Martin, cependant,",
        "Vers 1640,", "À la fin,", "Au XIXe siècle,",
    ),
    brackets=("(voir p. 34)", "(p. ex. en 1892)", "(cf. Dupont 1977)", "(1850-1914)", "(no 7)"),
    quotes=(f"«{FIXED}", f"{FIXED}»"),
    semicolon=f"{NARROW};",
    topics=tuple(
        "L’ordre des feuillets|Ce que cherche le lecteur|Les premiers nombres|De l’usage des tables|La page muette|"
        "Colonnes et lignes|Du rouleau au livre|La mémoire du lecteur|Un héritage difficile|La main du compositeur|"
        "Notes, marges et fleurons|Avant la page de titre|Des nombres sans noms|Le couteau du relieur|Ce qui manque|"
        "Trouver et garder|Le catalogue comme preuve|L’autorité et ses limites|Bureaux et dossiers|Les signes".split("|")
    ),
    behind=True,
)  # fmt: skip

STOCKS = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}

#: How often, per sentence, there is an aside before it, a second clause, a bracket, and words in quotation marks.
ASIDE, CLAUSE, BRACKET, QUOTED = 0.28, 0.45, 0.14, 0.16


class Writer:
    """Makes sentences of one language; the same seed makes the same sentences."""

    def __init__(self, language: str, seed: str) -> None:
        self.stock = STOCKS[language]
        self.chance = Random(seed)
        self._topics: list[str] = []

    def topic(self) -> str:
        """A heading; none comes twice before all have come."""
        if not self._topics:
            self._topics = list(self.stock.topics)
            self.chance.shuffle(self._topics)
        return self._topics.pop()

    def sentence(self) -> str:
        """One sentence, with a capital first and a full stop, question mark or exclamation mark last."""
        stock, chance = self.stock, self.chance
        text = self._clause()
        if chance.random() < CLAUSE:
            joint = chance.choice(stock.joints)
            text += ("" if joint.lstrip(NARROW).startswith(";") else " ") + f"{joint} {self._clause()}"
        if chance.random() < BRACKET:
            text += " " + chance.choice(stock.brackets)
        if chance.random() < ASIDE:
            text = f"{chance.choice(stock.asides)} {text}"
        narrow = NARROW if stock is FRENCH else ""
        end = chance.choices((".", f"{narrow}?", f"{narrow}!"), (20, 2, 1))[0]
        return text[0].upper() + text[1:] + end

    def sentences(self, count: int) -> str:
        return " ".join(self.sentence() for _ in range(count))

    def phrase(self) -> str:
        """A few words, without a capital and a full stop."""
        return self._noun(plain=True)

    def _clause(self) -> str:
        stock, chance = self.stock, self.chance
        words = [self._noun(), chance.choice(stock.verbs), self._noun()]
        if chance.random() < 0.6:
            words += [chance.choice(stock.prepositions), self._noun(plain=True)]
        return " ".join(words)

    def _noun(self, *, plain: bool = False) -> str:
        stock, chance = self.stock, self.chance
        noun = chance.choice(stock.nouns)
        if chance.random() < 0.6:
            adjective = chance.choice(stock.adjectives)
            noun = f"{noun} {adjective}" if stock.behind else f"{adjective} {noun}"
        if not plain and chance.random() < QUOTED:
            noun = f"{stock.quotes[0]}{noun}{stock.quotes[1]}"
        text = f"{chance.choice(stock.determiners)} {noun}"
        if not plain and chance.random() < 0.4:
            text += f" {stock.genitive} {self._noun(plain=True)}"
        return text
