"""Words set in capitals throughout, put back into the letters in which they would stand in a sentence.

In: a title or a name in capitals, its language, and how the book's own running text writes its words (`Usage`). Out: the
same words with capitals where the language and the book's usage want them. Text that is not all in capitals is never
touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

#: How often each form of a word stands within a sentence, by its lower-case form: {"kant": {"Kant": 12}}.
Usage = Mapping[str, Mapping[str, int]]

#: Little words that stay lower-case inside an English title.
_ENGLISH_SMALL = frozenset(
    "a an and as at but by de for from in into nor of on onto or over per the to upon versus via von with".split()
)
#: Little words of German titles; other words that the book does not use are taken for nouns.
_GERMAN_SMALL = frozenset(
    "der die das des dem den ein eine einer eines einem einen und oder aber im in an am auf aus bei beim bis für gegen mit "
    "nach ohne um unter über vom von vor zu zum zur zwischen als wie zweite erste".split()
)
#: Particles that stay lower-case inside a name set in capitals; `Le`, `La`, `Du` and `Mac` keep theirs.
_NAME_PARTICLES = frozenset(
    "am an and auf da das de dei del den der di dos e et im of sur ten ter the und upon van von y zu zum zur".split()
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ROMAN_ORDINAL = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
#: `O'Neill`, `L'Espérance` and `d'Arcy`, but not `Moore's`.
_AFTER_APOSTROPHE = re.compile(r"([^\W\d_]{1,2}['’])([^\W\d_]{3,}(?:['’][^\W\d_]+)*)")
_SENTENCE_END = re.compile(r"[.?!:][\s\"“”'‘’«»(]*$")


def usage_of(texts: Iterable[str]) -> Usage:
    """How words are written inside sentences: those counted that follow a lower-case word on the same line."""
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        words = text.split()
        for before, word in zip(words, words[1:], strict=False):
            if before[-1] in ",;":
                before = before[:-1]
            if not before or not before[-1].islower():
                continue
            match = _WORD.match(word)
            if match:
                form = match.group()
                forms.setdefault(form.lower(), Counter())[form] += 1
    return forms


def is_capitals(text: str) -> bool:
    """Whether `text` holds two letters or more, and none of them in lower case."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and all(not char.islower() for char in letters)


def common_word(word: str, usage: Usage) -> bool:
    """Whether the book writes `word` in lower case more often than not."""
    forms = usage.get(word.lower())
    if not forms:
        return False
    small = forms.get(word.lower(), 0)
    return 2 * small > sum(forms.values())


def title_out_of_capitals(text: str, language: str, usage: Usage) -> str:
    """A title: title case in English, nouns with capitals in German, sentence case elsewhere.

    In every language a word that the book itself writes in one way is written so.
    """
    if not is_capitals(text):
        return text
    english = language.split("-")[0] == "en"
    german = language.split("-")[0] == "de"
    words = list(_WORD.finditer(text))
    parts: list[str] = []
    end = 0
    for match in words:
        between = text[end : match.start()]
        opens = end == 0 or _SENTENCE_END.search(between) is not None
        parts += [between, _title_word(match.group(), opens, match is words[-1], english, german, usage)]
        end = match.end()
    return "".join((*parts, text[end:]))


def _title_word(word: str, opens: bool, last: bool, english: bool, german: bool, usage: Usage) -> str:
    lower = word.lower()
    usual = max(usage.get(lower, {}).items(), key=lambda item: (item[1], item[0]), default=(None, 0))[0]
    if usual is not None and usual != lower and not (english and is_capitals(usual) and lower in _ENGLISH_SMALL):
        return usual
    if _ROMAN_ORDINAL.fullmatch(word) and (len(word) > 1 or not english) and usual != lower:
        return word
    parted = None if english else _AFTER_APOSTROPHE.fullmatch(word)
    if parted:
        # `L'index`, but `L'Italie` where the book writes `Italie`.
        after = _title_word(parted.group(2), False, last, english, german, usage)
        return (parted.group(1).capitalize() if opens else parted.group(1).lower()) + after
    if opens:
        return name_word(word)
    if english:
        return lower if lower in _ENGLISH_SMALL and not last else name_word(word)
    if german and usual is None:
        return lower if lower in _GERMAN_SMALL else name_word(word)
    return lower


def name_out_of_capitals(text: str) -> str:
    """A name of a person, a house or a place: each word with its capital, particles and initials apart."""
    if not is_capitals(text):
        return text
    first = True

    def change(match: re.Match[str]) -> str:
        nonlocal first
        word = match.group()
        after = text[match.end() : match.end() + 1]
        opens, first = first, False
        if word in "YE" and not opens and after != ".":
            return word.lower()
        if after == "." or len(word) == 1 or _ROMAN_ORDINAL.fullmatch(word):
            # Initials, and `St.`, `Jr.`, `Co.`: a vowel tells an abbreviation from initials set without points.
            return word if len(word) == 1 or not re.search("[AEIOU]|ST|JR|SR|DR|MR", word) else name_word(word)
        if len(word) == 2 and not re.search("[AEIOUYÄÖÜÉÈÍÓÁÅØ]", word):
            return word
        if not opens and word[:2] in ("L'", "L’"):
            return "l" + word[1] + name_word(word[2:])
        return word.lower() if word.lower() in _NAME_PARTICLES and not opens else name_word(word)

    return _WORD.sub(change, text)


def name_word(word: str) -> str:
    """One word with its first letter, and those that names ask for, in capitals: `MCNEILL`, `O'NEILL`, `L'ESPRIT`."""
    parted = _AFTER_APOSTROPHE.fullmatch(word)
    if parted:
        return parted.group(1).capitalize() + parted.group(2).capitalize()
    lower = word.lower()
    if lower.startswith("mc") and len(lower) > 4:
        return "Mc" + lower[2:].capitalize()
    return lower[:1].upper() + lower[1:]
