"""The languages that Tesseract reads: tags of books to the names of its data files.

In: a book's language as a BCP 47 tag, or sample text. Out: names such as `eng`, for which data must be installed.
"""

from __future__ import annotations

from backlist.text.languages import guess_language

#: Tesseract's names, by language tag.
_NAMES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "eu": "eus", "fi": "fin", "fr": "fra", "ga": "gle", "gl": "glg", "grc": "grc", "he": "heb",
    "hr": "hrv", "hu": "hun", "is": "isl", "it": "ita", "la": "lat", "lt": "lit", "lv": "lav", "nb": "nor", "nl": "nld",
    "nn": "nor", "no": "nor", "oc": "oci", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv",
    "sr": "srp", "sv": "swe", "tr": "tur", "uk": "ukr", "yi": "yid",
}  # fmt: skip

#: What an unknown book may be in: the languages that Backlist knows best, English first.
COMMON = ("eng", "deu", "fra", "spa", "ita", "lat")


def name_of(tag: str) -> str | None:
    """Tesseract's name of a language such as `pt-BR`, or None where it has none."""
    return _NAMES.get(tag.split("-")[0].lower())


def guess(text: str, installed: frozenset[str]) -> str | None:
    """The language of sample text, where data for it is installed."""
    found = guess_language(text)
    name = name_of(found.tag) if found else None
    return name if name in installed else None
