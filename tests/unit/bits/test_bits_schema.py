"""Ids of the model as XML names, and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backlist.bits import schema

_ANY_ID = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20)


@pytest.mark.parametrize(
    ("identifier", "xml_id"),
    [
        ("p117-3", "p117-3"),
        ("pxiv", "pxiv"),
        ("p12/13", "p12_2f.13"),
        ("p100%", "p100_25."),
        ("p_1", "p_5f.1"),
        ("3-n2", "_33.-n2"),
        ("-a", "_2d.a"),
        ("第一章", "_7b2c._4e00._7ae0."),
        ("", "_."),
    ],
)
def test_an_id_becomes_a_name(identifier: str, xml_id: str) -> None:
    assert schema.to_xml_id(identifier) == xml_id
    assert schema.from_xml_id(xml_id) == identifier


@given(identifier=_ANY_ID, count=st.integers(1, 99))
def test_every_id_comes_back_from_a_name_that_xml_allows(identifier: str, count: int) -> None:
    for encode in (schema.to_xml_id, schema.page_to_xml_id):
        xml_id = schema.repeated(encode(identifier), count)
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", xml_id)
        assert schema.from_xml_id(xml_id) == identifier


@given(one=_ANY_ID, other=_ANY_ID, counts=st.tuples(st.integers(1, 3), st.integers(1, 3)))
def test_two_bearers_never_share_a_name(one: str, other: str, counts: tuple[int, int]) -> None:
    names = {schema.repeated(schema.to_xml_id(i), n) for i, n in zip((one, other), counts, strict=True)}
    assert len(names) == len({(one, counts[0]), (other, counts[1])})


def test_a_page_and_a_block_of_another_page_keep_apart() -> None:
    assert schema.page_to_xml_id("p117-3") != schema.to_xml_id("p117-3")


@pytest.mark.parametrize("identifier", ["a\x00", "a\ud800", "\uffff"])
def test_what_xml_cannot_hold_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match="XML cannot hold"):
        schema.to_xml_id(identifier)


@pytest.mark.parametrize("xml_id", ["_d800.", "_0.", "_110000."])
def test_a_name_that_hides_such_a_character_is_refused(xml_id: str) -> None:
    with pytest.raises(ValueError, match=r"XML cannot hold|chr\(\)"):
        schema.from_xml_id(xml_id)
