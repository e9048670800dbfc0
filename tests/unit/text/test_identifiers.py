"""ORCID iDs, ISSNs, DOIs and language tags: canonical forms, and what is refused."""

from __future__ import annotations

import pytest

from backlist.text.identifiers import doi, issn, language, orcid


# 0000-0002-1825-0097 and 0000-0002-1694-233X are the sample records of ORCID's own documentation.
@pytest.mark.parametrize("text", ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "0000000218250097"])
def test_orcid(text: str) -> None:
    assert orcid(text) == "0000-0002-1825-0097"


def test_orcid_check_digit() -> None:
    assert orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"
    assert orcid("0000-0002-1825-0098") is None
    assert orcid("0000-0002-1825") is None


def test_issn() -> None:
    assert issn("ISSN 0378-5955") == "0378-5955"
    assert issn("2434561X") == "2434-561X"
    assert issn("0378-5954") is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("doi:10.1000.10/ABC(1)", "10.1000.10/ABC(1)"),
        ("10.1000/", None),
        ("10.1/x", None),
        ("10.1000/a b", None),
        ("https://example.org/10.1000/182", None),
    ],
)
def test_doi(text: str, form: str | None) -> None:
    assert doi(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("en", "en"),
        ("EN-gb", "en-GB"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("de-1901", "de-1901"),
        ("es-419", "es-419"),
        ("la-x-old", "la-x-old"),
        ("English", None),
        ("e", None),
        ("en_GB", None),
    ],
)
def test_language(text: str, form: str | None) -> None:
    assert language(text) == form
