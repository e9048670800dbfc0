"""The official DTD of BITS 2.1, for tests that hold what we write against it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

_DTD = Path(__file__).parents[3] / "shared/standards/bits/2.1/dtd/BITS-book2-1.dtd"


@cache
def _dtd() -> etree.DTD:
    return etree.DTD(str(_DTD))


def require_dtd() -> None:
    """Skip the test where the DTD is not at hand; fail where it must be."""
    if _DTD.exists():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"The BITS DTD is missing: {_DTD}")
    pytest.skip("validity against the BITS DTD left out: ../shared/standards is not here")


def faults(document: bytes) -> list[str]:
    """What the DTD has against a document, with lines; nothing, when it is valid."""
    require_dtd()
    dtd = _dtd()
    dtd.validate(etree.fromstring(document))
    return [f"line {entry.line}: {entry.message}" for entry in dtd.error_log.filter_from_errors()]
