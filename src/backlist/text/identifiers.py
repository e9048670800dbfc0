"""Identifiers other than the ISBN: as typed in, in their one canonical form out.

Each function gives None where the text is not such an identifier. Forms and check digits alone are judged: nothing is
looked up.
"""

from __future__ import annotations

import re

_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])", re.IGNORECASE)
_ISSN = re.compile(r"(?:ISSN\s*:?\s*)?(\d{4})-?(\d{3}[\dX])", re.IGNORECASE)
# DOI Handbook, 2.2: a directory indicator, a registrant's code of digits (with dots for subdivisions), a suffix.
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}(?:\.\d+)*/[^\s\x00-\x1f<>\"]+)", re.IGNORECASE)
# RFC 5646, 2.1, without the grandfathered tags, private use alone, and primary tags of four letters and more: none has
# been registered, and names of languages look like them.
_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})"
    r"(?P<script>-[a-z]{4})?"
    r"(?P<region>-(?:[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?)",
    re.IGNORECASE,
)


def orcid(text: str) -> str | None:
    """An ORCID iD in its 19 characters (ISO 7064 MOD 11-2)."""
    match = _ORCID.fullmatch(text.strip())
    if not match:
        return None
    digits = "".join(match.groups()).upper()
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    wanted = (12 - total % 11) % 11
    if digits[15] != ("X" if wanted == 10 else str(wanted)):
        return None
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4))


def issn(text: str) -> str | None:
    """An ISSN as `1234-5678` (ISO 3297: weights 8 to 2, modulo 11)."""
    match = _ISSN.fullmatch(text.strip())
    if not match:
        return None
    digits = "".join(match.groups()).upper()
    wanted = -sum((8 - place) * int(digit) for place, digit in enumerate(digits[:7])) % 11
    if digits[7] != ("X" if wanted == 10 else str(wanted)):
        return None
    return f"{digits[:4]}-{digits[4:]}"


def doi(text: str) -> str | None:
    """A DOI as `10.…/…`, without a resolver's address before it; the case of its letters is kept."""
    match = _DOI.fullmatch(text.strip())
    return match.group(1) if match else None


def language(text: str) -> str | None:
    """A BCP 47 language tag, in the case that RFC 5646, 2.1.1, recommends: `en`, `pt-BR`, `sr-Latn-RS`."""
    match = _LANGUAGE.fullmatch(text.strip())
    if not match:
        return None
    script, region = match["script"] or "", match["region"] or ""
    return match["language"].lower() + script.title() + region.upper() + match["rest"].lower()
