"""Names of persons as title pages, copyright pages and citations print them.

In: `SMITH, John`, `JOHN SMITH`, `John Smith, M.A.`, lists such as `A, B & C`, and the words that say what somebody did
for the book (`Edited by`, `Herausgegeben von`). Out: names in their natural order, with the family name known apart, and
roles. Whether words that have the form of a name are one is for the caller to weigh: `Natural Selection` has it too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backlist.text.capitals import name_out_of_capitals, name_word

#: Words before a family name that belong to it, in lower case or with a capital.
_PARTICLES = frozenset(
    "af al am ap av ben bin da dal dall dalla dalle das de degli dei del dell della delle den der des di do dos du el ibn im "
    "la las le les lo los mac op 't te ten ter und van vande vander vom von y zu zum zur ’t".split()
)
#: Particles with which a title is likelier to begin than a name: `Das Ende der Seite`, but `Le Corbusier`.
_ARTICLES = frozenset(("das", "den", "der", "des", "el", "il", "la", "las", "le", "les", "lo", "los"))
#: A name has no more words than this, particles not counted.
MOST_WORDS = 5

#: Words that stand in titles, imprints and addresses, and in no name of a person.
_NOT_NAMES = frozenset(
    "a an the of and in on for with to from by its his their our this that what why how und die das im des eine für un une et "
    "dans sur gli una per con edition editions auflage edizione edizioni edición ediciones édition éditions editorial "
    "editore volume band tome vol verlag bibliothèque bibliothek biblioteca collection collana page pages book university universität université università universidad institute institut "
    "society company co ltd inc limited publishers publishing publications books series library studies studien études "
    "studi estudios history geschichte histoire storia historia introduction essays essay lectures grammar theory theorie "
    "théorie teoria teoría handbook handbuch manual latin american british chapter contents index preface foreword "
    "illustrations maps figures professor author editor translator editors authors translators emeritus department faculty "
    "museum research bibliography notes appendix first second third revised license licence attribution commons copyright "
    "rights reserved printed published foundation association committee project team textbooks textbook texts classics "
    "letters papers proceedings journal review modern ancient new".split()
)

_HONORIFIC = re.compile(
    r"^(?:(?:The\s+)?(?:Right\s+)?(?:Rev(?:d|erend)?|Hon(?:ourable)?|Mr|Mrs|Ms|Miss|Mme|Herr|Frau|Dott|"
    r"Prof(?:essor|essore)?|Dr(?:\.?\s*(?:med|phil|jur|theol|h\.\s?c)\b)?)\b\.?\s+)+",
    re.IGNORECASE,
)
_DEGREES = (
    r"(?:M\.?\s?A|B\.?\s?A|M\.?\s?Sc|B\.?\s?Sc|Ph\.?\s?D|D\.?\s?Phil|D\.?\s?Sc|D\.?\s?Litt?|Litt?\.?\s?D|LL\.?\s?[DBM]|"
    r"D\.?\s?D|B\.?\s?D|M\.?\s?D|S\.\s?J|O\.\s?P|O\.\s?S\.\s?B|F\.\s?R\.\s?S(?:\.\s?[EL])?|F\.\s?S\.\s?A|F\.\s?B\.\s?A|F\.\s?G\.\s?S|"
    r"F\.\s?L\.\s?S|K\.\s?C\.\s?B|C\.\s?B\.\s?E|O\.\s?B\.\s?E|Q\.\s?C|Mus\.\s?(?:Doc|Bac)|Mus\.\s?[BD]|Esq(?:uire)?|etc)\.?(?=,|\s*$)"
)
#: Behind a comma in any letters; without one, only as they are printed, so that `Ma` stays a name.
_DEGREE = re.compile(rf",\s*(?i:{_DEGREES})|\s+(?=\S*\.|Ph){_DEGREES}")
_SUFFIX = re.compile(r"(?:Jr|Sr|jun|sen|fils|père|II|III|IV|3rd|2nd)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.-?){1,4}|[^\W\d_]\.|(?:Ch|Th|Ph|Chr|Wm|Geo|Jos|Jas|St)\.")
_NAME_WORD = re.compile(r"(?:[dDlL]['’])?[^\W\d_]['’]?[^\W\d_]*(?:[-‐‑'’.][^\W\d_]+)*\.?")
_MARKS = re.compile(r"[\s*†‡§¶]+$|\s*\d{1,2}$")
_CONJUNCTION = re.compile(
    r"\s+(?:and|und|et|en|og|och|with|mit|avec|i)\s+|\s*(?:&|;|\||/|•|·|∙|\n)\s*|\s+u\.\s+", re.IGNORECASE
)
#: `y` and `e` part two persons, but also the two halves of one family name.
_SOFT_CONJUNCTION = re.compile(r"\s+[ye]\s+", re.IGNORECASE)
_ET_AL = re.compile(r",?\s+(?:et al\.?|and others|u\.\s?a\.|e altri|y otros)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """`display` in natural order; `given` None for a name of one word."""

    display: str
    family: str
    given: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """`role` is a role of `Contributor`; `rest` the words after (or before) those that say it, perhaps none."""

    role: str
    rest: str


def read_name(text: str, *, mononym: bool = False) -> PersonName | None:
    """One person's name; None where `text` has not the form of one. A single word is a name only if `mononym` says so."""
    text = _cleaned(text)
    if not text or any(char.isdigit() for char in text) or len(text) > 60:
        return None
    comma = [part.strip() for part in text.split(",")]
    suffix = ""
    if len(comma) > 1 and _SUFFIX.fullmatch(comma[-1]):
        suffix = ", " + comma.pop()
    if len(comma) == 2:
        return _inverted(comma[0], comma[1], suffix)
    if len(comma) != 1:
        return None
    words = _words(comma[0])
    if words is None or (len(words) == 1 and not mononym) or words[-1].lower() in _PARTICLES:
        return None
    start = _family_starts(words)
    if all(_INITIALS.fullmatch(word) for word in words[start:]):
        return None
    given = " ".join(words[:start])
    if given and not given[0].isupper():
        return None
    family = " ".join(words[start:])
    return PersonName(display=" ".join(words) + suffix, family=family + suffix, given=given or None)


def split_names(text: str) -> tuple[PersonName, ...]:
    """The persons of a list; none at all where any part of it is no person's name."""
    text = _ET_AL.sub("", " ".join(text.split(" "))).strip(" ,;.:") if text.strip() else ""
    if not text:
        return ()
    text += "." if re.search(r"\b[^\W\d_]$|\b(?:Jr|Sr)$", text) else ""
    names: list[PersonName] = []
    for part in _CONJUNCTION.split(text):
        found = _soft_list(part.strip(" ,"))
        if not found:
            return ()
        names.extend(found)
    return tuple(names)


def _soft_list(text: str) -> tuple[PersonName, ...]:
    """Two persons parted by `y` or `e` where both sides are whole names, else what the commas part."""
    sides = [_comma_list(side) for side in _SOFT_CONJUNCTION.split(text)]
    if len(sides) > 1 and all(sides):
        return tuple(name for side in sides for name in side)
    return _comma_list(text)


def _cleaned(text: str) -> str:
    text = _MARKS.sub("", " ".join(text.split())).strip(" ,;:")
    text = _HONORIFIC.sub("", text)
    while True:
        shorter = _DEGREE.sub("", text).strip(" ,;:")
        if shorter == text:
            return text
        text = shorter


def _words(text: str) -> list[str] | None:
    """The words of a name without comma, out of capitals; None where one of them can be part of no name."""
    words = re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_a-z])", " ", text).split()
    if not 1 <= sum(word.lower() not in _PARTICLES for word in words) <= MOST_WORDS:
        return None
    if len(words) > 2 and words[0].lower() in _ARTICLES:
        return None
    for word in words:
        if word.lower() in _PARTICLES:
            continue
        if _INITIALS.fullmatch(word):
            continue
        if word.lower() in _NOT_NAMES or not _NAME_WORD.fullmatch(word):
            return None
        if not word[0].isupper() and not re.match(r"[dl]['’][^\W\d_a-z]", word):
            return None
        if word.endswith(".") and not _SUFFIX.fullmatch(word):
            return None
    if all(word.lower() in _PARTICLES for word in words):
        return None
    whole = name_out_of_capitals(" ".join(words)).split()
    # French and bibliographies set the family name alone in capitals: `Jean MARTIN`.
    return [_out_of_capitals(word) for word in whole]


def _out_of_capitals(word: str) -> str:
    letters = [char for char in word if char.isalpha()]
    if len(letters) < 3 or not word.isupper() or "." in word or _SUFFIX.fullmatch(word):
        return word
    return "-".join(name_word(part) for part in word.split("-"))


def _family_starts(words: list[str]) -> int:
    """Where the family name begins: at the first particle after a given name, else at the last word but a suffix."""
    last = len(words) - 1
    if last > 1 and _SUFFIX.fullmatch(words[last]):
        last -= 1
    for place in range(1, last):
        if words[place].lower() in _PARTICLES and words[place].lower() != "y":
            return place
    for place in range(2, last):
        if words[place].lower() == "y":
            return place - 1
    return 0 if words[0].lower() in _PARTICLES and last == 1 else last


def _inverted(family: str, given: str, suffix: str = "") -> PersonName | None:
    """`Smith, John`: the words after the comma come first, particles at their end included (`Gogh, Vincent van`)."""
    head, tail = _words(family), _words(given)
    if head is None or tail is None or len(head) > 4 or len(tail) > 4 or not tail[0][0].isupper():
        return None
    if all(_INITIALS.fullmatch(word) for word in head):
        return None
    first = next((i for i, word in enumerate(tail) if i and word.lower() in _PARTICLES), len(tail))
    head = [*tail[first:], *head]
    tail = tail[:first]
    return PersonName(display=" ".join((*tail, *head)) + suffix, family=" ".join(head) + suffix, given=" ".join(tail))


def _comma_list(text: str) -> tuple[PersonName, ...]:
    """Names parted by commas, each in its natural order, or the first of them (or all) with the family name in front."""
    # A degree's comma parts no persons.
    text = _cleaned(text)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    names: list[PersonName] = []
    place = 0
    while place < len(parts):
        part = parts[place]
        after = parts[place + 1] if place + 1 < len(parts) else None
        if after is not None and _SUFFIX.fullmatch(after):
            part, place = f"{part}, {after}", place + 1
            after = parts[place + 1] if place + 1 < len(parts) else None
        name = read_name(part)
        lone_given = after is not None and read_name(after) is None
        if after is not None and lone_given and (inverted := _inverted(part, after)) is not None:
            names.append(inverted)
            place += 2
        elif name is not None:
            names.append(name)
            place += 1
        else:
            return ()
    return tuple(names)


# --- roles --------------------------------------------------------------------------------------------------------------

_ROLES = (
    ("translator", r"(?:newly\s+)?translated(?:[\s,][^.]{0,80}?)?\s+by"),
    ("translator", r"(?:english\s+)?translation\s+(?:by|:)|translators?\s*:|übersetzt\s+von|übersetzung\s*(?:von|:)"),
    ("translator", r"aus\s+dem\s+\w+(?:\s+\w+)?(?:\s+(?:übersetzt|übertragen))?\s+von|(?:ins\s+deutsche\s+|deutsch\s+)(?:\w+\s+)?von"),
    ("translator", r"traduit\s+(?:de\s+l['’]|du\s+|de\s+la\s+)?[^.]{0,40}?\s*par|traduction\s+(?:de|par|française\s+(?:de|par))"),
    ("translator", r"traduzione\s+(?:\w+\s+|dall['’]\w+\s+|dal\s+\w+\s+)?di|traducción\s+(?:\w+\s+)?(?:de|por)|tradução\s+(?:de|por)"),
    ("translator", r"traducido\s+por|vertaald\s+(?:uit\s+het\s+\w+\s+)?door|vertaling\s*(?:van|:)"),
    ("editor", r"(?:selected|collected|compiled|revised|newly)?,?\s*(?:and\s+)?edited(?:,?\s+(?:and|with)\s+[^.]{0,60}?)?\s+by"),
    ("editor", r"(?:volume\s+)?editors?\s*:|eds?\.\s+by|compiled\s+by|selected\s+by"),
    ("editor", r"(?:unter\s+mitwirkung\s+)?(?:neu\s+)?(?:herausgegeben|hrsg\.|hg\.)(?:\s+und\s+[^.]{0,40}?)?\s+von|herausgeber(?:in)?\s*:"),
    ("editor", r"(?:ouvrage\s+)?(?:(?:publié|édité)\s+)?sous\s+la\s+direction\s+de|(?:textes\s+)?(?:réunis|édités?|établis?|dirigée?s?)(?:\s+et\s+[^.]{0,30}?)?\s+par"),
    ("editor", r"édition\s+(?:établie\s+par|de|critique\s+(?:de|par))|a\s+cura\s+di|edición\s+(?:\w+\s+)?(?:de|a\s+cargo\s+de)|edição\s+de"),
    ("editor", r"(?:bajo\s+la\s+)?(?:dirección|coordinación)\s+de|coordinador(?:es|a|as)?\s*:|(?:organização|coordenação)\s+de|organizado\s+por"),
    ("editor", r"onder\s+redactie\s+van|(?:uitgegeven|bezorgd)\s+door|edid(?:it|erunt)"),
    ("contributor", r"(?:with\s+)?(?:an?\s+|the\s+|new\s+)*(?:foreword|preface|introduction|afterword|prologue|epilogue|commentary|essay)s?(?:\s+and\s+\w+)?\s+by"),
    ("contributor", r"(?:with\s+)?(?:the\s+|a\s+)?(?:contributions?|assistance|collaboration|help)\s+(?:by|of|from)|illustrat(?:ed|ions)\s+by|assisted\s+by"),
    ("contributor", r"(?:mit\s+)?(?:eine[mr]\s+)?(?:vorwort|geleitwort|nachwort|einleitung|einführung|beiträgen?)\s+von|unter\s+mitarbeit\s+von"),
    ("contributor", r"(?:avec\s+)?(?:une?\s+)?(?:préface|postface|introduction|avant-propos|la\s+collaboration)\s+(?:de|par)"),
    ("contributor", r"(?:con\s+)?(?:una?\s+)?(?:prefazione|introduzione|postfazione|presentazione)\s+di|(?:con\s+)?(?:un\s+|una\s+)?(?:prólogo|introducción|epílogo|prefacio)\s+de|prefácio\s+de"),
    ("contributor", r"met\s+(?:een\s+)?(?:voorwoord|inleiding|bijdragen)\s+van"),
    ("author", r"(?:written\s+)?by|von|verfasst\s+von|par|por|door|auctore"),
)  # fmt: skip
_ROLE_PATTERNS = tuple((role, re.compile(rf"(?:{pattern})(?:\s+|$)", re.IGNORECASE)) for role, pattern in _ROLES)
_AFTER_NAMES = (
    ("editor", r"[,\s]*\((?:eds?|hrsg|hgg?|éds?|dirs?|coords?|orgs?|a cura di|herausgeber|editors?|red)\.?\)\.?"),
    ("editor", r"(?:^|,?\s+)(?:editors?|eds?\.|herausgeber)"),
    ("translator", r"[,\s]*\((?:trans|transl|übers|trad)\.?\)|(?:^|,?\s+)translators?"),
)
_AFTER_PATTERNS = tuple(
    (role, re.compile(rf"^(.*?)(?:{pattern})$", re.IGNORECASE | re.DOTALL)) for role, pattern in _AFTER_NAMES
)
#: Characters of a line that are looked at; words for a role with their names take no more.
LONGEST_ROLE = 600
#: Editors of a series and the like did nothing for this book.
_OTHER_OFFICE = re.compile(
    r"\b(?:series|general|chief|consulting|managing|advisory|founding|copy)[\s-]+(?:editor|board)|editorial\s+board|editor-in-chief|"
    r"reihenherausgeber|collection\s+dirigée|collana\s+diretta|colección\s+dirigida|series\s+edited",
    re.IGNORECASE,
)


def read_role(text: str) -> RoleLine | None:
    """What a line says that somebody did for the book: before the names, after them, or alone on its line.

    None where no such words stand there, or where they belong to a series and not to the book.
    """
    text = " ".join(text[:LONGEST_ROLE].split())
    if _OTHER_OFFICE.search(text):
        return None
    for role, pattern in _ROLE_PATTERNS:
        match = pattern.match(text)
        if match:
            return RoleLine(role=role, rest=text[match.end() :].strip(" :"))
    for role, pattern in _AFTER_PATTERNS:
        match = pattern.match(text)
        if match:
            return RoleLine(role=role, rest=match.group(1).strip(" ,"))
    return None
