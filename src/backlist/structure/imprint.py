"""Imprints: the words in which a book says who published it, where, and when.

In: a line or two of text from the foot of a title page or from a copyright page. Out: the publisher's name, the first
place, the year. Knows the general words of the trade in the languages of scholarly books and the cities where books are
published; knows no publisher by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backlist.text.capitals import is_capitals, name_out_of_capitals
from backlist.text.numerals import from_roman

#: Years in which a printed book can have been published.
EARLIEST_YEAR, LATEST_YEAR = 1450, 2100

YEAR = r"(?:1[4-9]\d\d|20\d\d)"
MONTHS = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|zo)?|märz|mars|apr(?:il)?|avril|may|mai|june?|juni|juin|"
    r"july?|juli|juillet|aug(?:ust)?|août|sep(?:t(?:ember)?)?|septembre|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|"
    r"de[cz](?:ember)?|décembre|enero|febrero|abril|mayo|junio|julio|agosto|septiembre|noviembre|diciembre|gennaio|febbraio|"
    r"aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|spring|summer|autumn|fall|winter)"
)

_PUBLISHER = re.compile(
    r"(?<![^\W\d_])(?:press(?:es)?|\w*verlag(?:e|s\w*)?|éditions?|editions|editorial|editore|editori|edizioni|editrice|ediciones|edições|"
    r"editora|publishers?|publishing|publications|uitgeverij|uitgevers\w*|librairie|libreria|librería|livraria|"
    r"éditeurs?|sons|\w*buchhandlung|imprimerie|typographie|books|brothers|bros|ltd|limited|inc|gmbh|"
    r"(?:&|and|und|u\.|et|y|e)\s+(?:comp|sons?|co|company|compagnie|cie|söhne|sohn|fils|figli|hijos|c(?=\.)))(?![^\W\d_])",
    re.IGNORECASE,
)

#: Cities that stand in imprints. Only names that are no common words and seldom family names.
PLACES = (
    "Aarhus|Aberdeen|Albany|Amsterdam|Ann Arbor|Antwerp(?:en)?|Athens|Baltimore|Barcelona|Basel|Basingstoke|Bâle|Belfast|"
    "Berkeley|Berlin|Bern|Birmingham|Bloomington|Bogotá|Bologna|Bonn|Boston|Bristol|Brussels?|Bruxelles|Bucureşti|"
    "Budapest|Buenos Aires|Cairo|Calcutta|Cambridge|Cape Town|Cardiff|Caracas|Chapel Hill|Chicago|Chichester|Coimbra|"
    "Copenhagen|Cork|Den Haag|’s-Gravenhage|Dordrecht|Dresden|Dublin|Durham|Düsseldorf|Edinburgh|Evanston|Exeter|Firenze|"
    "Frankfurt am Main|Frankfurt a\\. ?M\\.|Frankfurt/M(?:ain)?\\.?|Frankfurt|Freiburg im Breisgau|Freiburg|Genève|Geneva|Genova|"
    "Glasgow|Göttingen|Groningen|Halle|Hamburg|Hannover|Harmondsworth|Heidelberg|Helsinki|Hildesheim|Hong Kong|Innsbruck|"
    "Istanbul|Ithaca|Jena|Jerusalem|Johannesburg|Karlsruhe|København|Köln|Kraków|Kyoto|La Habana|Lausanne|Leeds|Leicester|"
    "Leiden|Leipzig|Lille|Lima|Lisboa|Liverpool|London|Londres|Louvain|Leuven|Lund|Lyon|Madison|Madrid|Malden|Manchester|Mainz|"
    "Marburg|Marseille|Melbourne|México(?:, D\\. ?F\\.)?|Mexico City|Milano|Milan|Minneapolis|Montevideo|Montréal|Montreal|"
    "Montpellier|Moscow|München|Munich|Münster|Napoli|Nashville|Neuchâtel|Newcastle upon Tyne|New Brunswick|New Delhi|New Haven|"
    "New York|Norwich|Notre Dame|Nürnberg|Oslo|Ottawa|Oxford|Palermo|Paris|Philadelphia|Pittsburgh|Pisa|Porto|Praha|Princeton|"
    "Providence|Québec|Quito|Rennes|Rio de Janeiro|Roma|Rome|Rotterdam|Salamanca|Salzburg|San Francisco|San Juan|"
    "Santiago de Chile|São Paulo|Seattle|Sevilla|Singapore|Southampton|St\\.? Louis|St Andrews|Stanford|Stockholm|Strasbourg|"
    "Stuttgart|Sydney|Thousand Oaks|Tokyo|Torino|Toronto|Toulouse|Tübingen|Turnhout|University Park|Uppsala|Utrecht|Valencia|"
    "Vancouver|Venezia|Vienna|Warszawa|Washington(?:, D\\. ?C\\.)?|Weimar|Wien|Wiesbaden|Würzburg|Zaragoza|Zürich"
)
# As printed in a sentence or in capitals, never in lower case: `cork` and `lima` are words.
_PLACE = re.compile(rf"(?<![\w-])(?:{PLACES}|{PLACES.upper()})(?![\w-])")
_STATES = (
    r"Massachusetts|Mass\.?|MA|Connecticut|New Jersey|N\.?J\.?|New York|N\.?Y\.?|California|CA|Illinois|IL|Indiana|Michigan|Ohio|"
    r"Pennsylvania|PA|Texas|Virginia|North Carolina|Maryland|Rhode Island|England|Scotland|Wales|UK|U\.K\.|USA|U\.S\.A\.|Germany|"
    r"France|Italy|Netherlands|The Netherlands|Canada|Australia|Deutschland|Österreich|Schweiz|Switzerland"
)
_PLACE_AND_STATE = re.compile(
    rf"^(?:\d{{4,5}}\s+)?([^\W\d_][^\W\d_’'.-]+(?:[ -][^\W\d_][^\W\d_]+)?),?\s+(?:{_STATES})(?:\s+[\w -]*\d\w*)?$"
)
#: A place after one of these belongs to the name: `University of Chicago Press`, `Presses universitaires de Lyon`.
_OF = re.compile(r"\b(?:of|de|di|da|do|du|von|van|at)\s*$", re.IGNORECASE)

_PLACE_IN_FRONT = re.compile(rf"(?:{PLACES})\s*[:·•|,—–]\s*(?:and\s+)?", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(?:Inc|Ltd|Co|Comp|Bros|Cie|Hnos|p\.a|S\. ?A|S\. ?L|C)$", re.IGNORECASE)

_ROMAN_YEAR = re.compile(r"(?<![\w.])(?=[MDCLXVI .]{4,})M[ .]?(?:[DCLXVI][ .]?){1,14}(?![\w])")
_NO_HOUSE = re.compile(
    r"\b(?:edition|edited|volume|vol|band|tome|by|von|par|printed|typeset|set|with|mit|avec|university|universität|université|and$|"
    r"professor|author|all rights|street|boulevard|rue|strasse|straße)\b",
    re.IGNORECASE,
)
_LEGAL_BODY = re.compile(
    r"^(?:the\s+)?(?:(?:press\s+)?(?:syndics|delegates|trustees|regents|syndicate|board)\s+of\s+)(?:the\s+)?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:first\s+)?(?:published|printed|issued|publié|veröffentlicht|verlegt|im verlag)\s*(?:and\s+\w+\s+)?(?:by|for|bei|par|von|chez|at)?\s*:?\s*|"
    r"^(?:druck\s+und\s+)?(?:im\s+)?verlag(?:\s+und\s+druck)?\s+(?:von|bei)\s+|^(?:publisher|verlag|éditeur|editor[ei]?al?|chez)\s*:\s*|^chez\s+|^(?:at|in)\s+the\s+(?=.*\bpress\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"[\s,.;:·•|–—-]*(?:\(?{YEAR}\)?)?[\s,;:·•|–—-]*$|,\s*\d+[\w\s.,]*$|,[^,]*\b(?:street|square|place|row|lane|road|avenue)\b.*$|"
    r",\s*(?:éditeurs?|libraires?(?:-éditeurs?)?|editore?|publishers?)$|"
    r"(?<=\s)[IVX]+e?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a line of imprint holds, each None where it does not."""

    publisher: str | None = None
    place: str | None = None
    year: int | None = None


def names_publisher(text: str) -> bool:
    """Whether a general word of the trade stands in `text`: Press, Verlag, Éditions, & Sons."""
    return bool(_PUBLISHER.search(text))


def read_imprint(text: str, *, foot: bool = False) -> Imprint:
    """One line of an imprint. With `foot`, a line at the foot of a title page that holds no word of the trade, but a name
    beside place or year, or alone, is taken for a publisher's (`Leipzig, B. G. Teubner, 1907`)."""
    text = " ".join(text.split()).strip(" ,;:·•|*—–")
    place, year = place_in(text), year_in(text)
    publisher = None
    if names_publisher(text):
        # `press` alone, in a logo, names nobody.
        publisher = clean_publisher(text) if " " in text or "-" in text else None
    elif foot:
        rest = _PLACE.sub(" ", re.sub(YEAR, " ", _without_ends(text)))
        rest = " ".join(rest.split()).strip(" .,;:·•|–—")
        if _could_be_house(rest) and (rest in text or is_capitals(text)):
            publisher = clean_publisher(rest)
    return Imprint(publisher=publisher, place=place, year=year)


def clean_publisher(text: str) -> str | None:
    """A publisher's name without `Published by`, legal bodies, and a place or year at its end, out of capitals."""
    whole = " ".join(text.split())
    text = whole
    while (shorter := _without_ends(_LEGAL_BODY.sub("", _LEAD.sub("", text, count=1)))) != text:
        text = shorter
    text = re.sub(r"^the\s+(?=.*\bpress$)", "", text, flags=re.IGNORECASE)
    if _ABBREVIATED.search(text) and f"{text}." in whole:
        # The point of the abbreviation was cut as if it ended the sentence.
        text += "."
    return (name_out_of_capitals(text) if is_capitals(text) else text) or None


def _without_ends(text: str) -> str:
    """`text` without one year, address or place at its end, or a place in front that a mark parts from the name."""
    text = _TAIL.sub("", text).strip(" ,;:·•|–—")
    last = next(reversed(list(_PLACE.finditer(text))), None)
    if last is not None and last.end() == len(text):
        before = text[: last.start()]
        if not _OF.search(before) and names_publisher(before):
            return re.sub(r"\s+(?:and|und|et|in|zu)\s*$", "", before)
    front = _PLACE_IN_FRONT.match(text)
    return text[front.end() :] if front and text[front.end() :].strip() else text


def place_in(text: str) -> str | None:
    """The first place of publication that `text` names, not counting one inside a publisher's name."""
    for match in _PLACE.finditer(text):
        after, before = text[match.end() :], text[: match.start()]
        if re.match(
            r"\s+(?:\w+\s+){0,2}(?:university\b|press\b|verlag|books\b|editions?\b|publish)", after, re.IGNORECASE
        ):
            continue
        if (
            re.match(r"\s+(?:(?:&|and)\s|[^\W\d_]+\s+(?:&|and)\s)", after)
            and names_publisher(after)
            and not is_capitals(before + "AB")
        ):
            continue
        if _OF.search(before) and names_publisher(text):
            continue
        if re.match(r"er\b", after):
            continue
        return name_out_of_capitals(match.group())
    state = _PLACE_AND_STATE.match(text.strip(" .,"))
    return name_out_of_capitals(state.group(1)) if state else None


def year_in(text: str) -> int | None:
    """The last year that `text` names, in arabic or roman numerals."""
    arabic = re.findall(rf"(?<![\d-]){YEAR}(?![\d-])", text)
    if arabic:
        return int(arabic[-1])
    for match in _ROMAN_YEAR.finditer(text):
        value = from_roman(re.sub(r"[ .]", "", match.group()))
        if value is not None and EARLIEST_YEAR <= value <= LATEST_YEAR:
            return value
    return None


def _could_be_house(text: str) -> bool:
    words = text.split()
    return (
        1 <= len(words) <= 6
        and len(text) > 2
        and text[0].isupper()
        and not any(char.isdigit() or char in '?!“”"«»@/' for char in text)
        and not _NO_HOUSE.search(text)
    )
